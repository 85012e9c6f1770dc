package desk

import (
	"context"
	"net/http"

	"cuttings/cutting"
)

// Corrections takes what people correct by hand.
type Corrections interface {
	// Append keeps a correction for good; it takes effect when the capture is read
	// the next time. A correction that does not fit the capture gives Invalid.
	Append(ctx context.Context, c Correction) error
}

// Correction is one thing a person says about how a capture is cut.
type Correction struct {
	Capture string
}

func (d *desk) correctForm(*http.Request) (*reply, error) {
	return nil, cutting.Errorf(cutting.Unsupported, "corrections are not taken yet")
}

func (d *desk) correctPost(r *http.Request) (*reply, error) { return d.correctForm(r) }
