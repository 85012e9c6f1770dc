package press

import (
	"testing"

	"cuttings/cutting"
)

// TestPlaces holds that a document within another has the source of the folder that
// one lies in, and that archives are folders.
func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		name, capture string
		within        bool
		want          string
	}{
		{"a page in a folder", "beacon/a.html", false, "beacon"},
		{"a page without a folder", "a.html", false, "loose files"},
		{"a page in an archive", "box/beacon.zip!/news/a.html", false, "news"},
		{"a frame", "beacon/a.html!/frame-1.html", true, "beacon"},
		{"a frame of a frame", "beacon/a.html!/frame-2.html!/frame-1.html", true, "beacon"},
		{"a frame in an archive", "box/beacon.zip!/news/a.html!/frame-1.html", true, "news"},
		{"a mail", "letters/1.eml!/mail.html", true, "letters"},
		{"a mail of a mailbox", "letters/Inbox!/1.eml!/mail.html", true, "Inbox"},
		{"a saved answer", "beacon/a!/body", true, "beacon"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := cutting.Capture{Name: tt.capture}
			if tt.within {
				c.DerivedFrom = "another"
			}
			if got := placeKey(c, nil); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
