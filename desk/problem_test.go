package desk_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestErrors: each kind has its status, in pages and in JSON, and internal causes are not shown.
func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		err      error
		status   int
		wantText string
	}{
		"not found":   {cutting.Errorf(cutting.NotFound, "no such thing"), 404, "no such thing"},
		"invalid":     {cutting.Errorf(cutting.Invalid, "malformed"), 400, "malformed"},
		"conflict":    {cutting.Errorf(cutting.Conflict, "somebody holds it"), 409, "somebody holds it"},
		"unsupported": {cutting.Errorf(cutting.Unsupported, "an image"), 422, "an image"},
		"unavailable": {cutting.Errorf(cutting.Unavailable, "the disk is full"), 503, "the disk is full"},
		"too slow":    {fmt.Errorf("search: %w", context.DeadlineExceeded), 503, "narrower"},
		"internal":    {fmt.Errorf("secret path /home/me/archive"), 500, "a defect of the program"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, nil)
			s.catalogue.Fail = c.err
			d := s.get("/search?q=levy", c.status)
			d.has("p", c.wantText[1:])
			res := s.do("GET", "/search.json?q=levy")
			b, _ := io.ReadAll(res.Body)
			if res.StatusCode != c.status || !strings.Contains(string(b), c.wantText[1:]) {
				t.Errorf("as JSON: %d %s", res.StatusCode, b)
			}
			if strings.Contains(string(b)+textOf(d.root), "secret") {
				t.Error("an internal error's words reached the page")
			}
		})
	}
}
