package press

import (
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// TestPlaces checks that a document within another has the source of the folder that
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

// TestSourceOf checks that a folder is never an outlet: without an address a page is known
// by its own name, or not at all.
func TestSourceOf(t *testing.T) {
	named := func(origins ...cutting.NameOrigin) []cutting.SelfName {
		return []cutting.SelfName{{Name: "The  Beacon", Origins: origins}}
	}
	two := append(named(cutting.TitleName), cutting.SelfName{Name: "Letters",
		Origins: []cutting.NameOrigin{cutting.TitleName}})
	for _, tt := range []struct {
		name, url string
		names     []cutting.SelfName
		said      string
		want      catalogue.Source
	}{
		{"by its address", "https://www.beacon.example/a", named(cutting.StatedName), "",
			catalogue.Source{ID: "beacon.example", Name: "The  Beacon"}},
		{"by its name", "", named(cutting.StatedName), "",
			catalogue.Source{ID: "the beacon", Name: "The  Beacon", Place: "old"}},
		{"not by one of two weak names", "", two, "", catalogue.Source{Name: "The  Beacon", Place: "old"}},
		{"a folder is a place", "", nil, "", catalogue.Source{Place: "old"}},
		{"as a person says", "https://www.beacon.example/a", nil, " Harbour Blog ",
			catalogue.Source{ID: "harbour blog", Name: "Harbour Blog"}},
		{"as a person says, by host", "", nil, "beacon.example",
			catalogue.Source{ID: "beacon.example", Name: "beacon.example", Place: "old"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := sourceOf(cutting.Capture{URL: tt.url, Name: "old/a.html"}, nil, &cutting.Split{Names: tt.names},
				tt.said)
			if got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
		})
	}
}
