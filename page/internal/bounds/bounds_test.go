package bounds_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page/internal/bounds"
)

// TestBoundsGrowWithAPage: a small page may have any usual number of everything, a larger one never fewer, and none
// more than memory allows.
func TestBoundsGrowWithAPage(t *testing.T) {
	for name, bound := range map[string]func(int) int{
		"elements": bounds.Elements, "attributes": bounds.Attrs, "blocks": bounds.Blocks, "lines": bounds.Lines,
		"links": bounds.Links,
	} {
		least, most := bound(0), bound(bounds.Content)
		if least < 20_000 || most > 2_000_000 || most <= least {
			t.Errorf("%s: from %d to %d", name, least, most)
		}
		for size, before := 1, least; size <= bounds.Content; size *= 2 {
			if n := bound(size); n < before {
				t.Errorf("%s: %d in a page of %d bytes, %d in one of half", name, n, size, before)
			} else {
				before = n
			}
		}
	}
}

func TestOver(t *testing.T) {
	err := bounds.Over("links", 40_000)
	if cutting.KindOf(err) != cutting.Unsupported || !strings.Contains(err.Error(), "over 40000 links") {
		t.Error(err)
	}
}

func TestDone(t *testing.T) {
	why := errors.New("asked to stop")
	ctx, cancel := context.WithCancelCause(t.Context())
	if err := bounds.Done(ctx); err != nil {
		t.Error(err)
	}
	if cancel(why); !errors.Is(bounds.Done(ctx), why) {
		t.Errorf("%v, want the cause", bounds.Done(ctx))
	}
}
