package pages

import (
	"bytes"
	"context"
	"encoding/json"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library"
	"cuttings/redact"
)

// blackIn returns the names of those persons who are black in a digest when it is published: whose redaction
// changes anything in it.
func blackIn(ctx context.Context, l *library.Library, d *digest.Digest) []string {
	redactions := l.Redactions()
	if len(redactions) == 0 {
		return nil
	}
	texts := map[string][]string{} // each redaction asks for the texts of all cuttings
	of := l.TextsOf(ctx)
	textsOf := func(id string) []string {
		t, ok := texts[id]
		if !ok {
			t = of(id)
			texts[id] = t
		}
		return t
	}
	whole := marshalled(d)
	var out []string
	for _, r := range redactions {
		if !bytes.Equal(marshalled(digest.Black(d, redact.New([]cutting.Redaction{r}), textsOf)), whole) {
			out = append(out, r.Name)
		}
	}
	return out
}

// marshalled returns a digest as JSON, in which an empty list is as none.
func marshalled(d *digest.Digest) []byte {
	b, err := json.Marshal(d)
	if err != nil {
		panic(err) // it has been read from JSON
	}
	return b
}
