package library

import (
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// TestTimesClaimNoMoreThanIsKnown: a citation has a time of capture only where one is stated.
func TestTimesClaimNoMoreThanIsKnown(t *testing.T) {
	at := time.Date(2026, 11, 28, 9, 30, 0, 0, time.UTC)
	for _, tt := range []struct {
		origin string
		time   time.Time
		want   string
	}{
		{"warc", at, "Captured 28 November 2026, 09:30 UTC"},
		{"saved-from", at, "Captured 28 November 2026, 09:30 UTC"},
		{"mtime", at, "Saved on or before 28 November 2026 (file date)"},
		{"unknown", time.Time{}, "Time of capture unknown"},
		{"mtime", time.Time{}, "Time of capture unknown"},
	} {
		var cite strings.Builder
		note, _ := citation("A", catalogue.Sighting{CuttingID: "c", Captured: tt.time, TimeOrigin: tt.origin},
			cutting.Capture{}, &Passage{})
		for _, p := range note {
			cite.WriteString(p.Text)
		}
		if !strings.Contains(cite.String(), ". "+tt.want+".") {
			t.Errorf("%s: %q, want %q in it", tt.origin, cite.String(), tt.want)
		}
	}
}

func TestOrderOfVersions(t *testing.T) {
	early, late := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	seen := func(version string, at time.Time, origin string) Seen {
		return Seen{Version: version, Sighting: catalogue.Sighting{Captured: at, TimeOrigin: origin}}
	}
	dated := func(s Seen, published, modified string) Seen {
		s.Published.Value, s.Modified.Value = published, modified
		return s
	}
	for _, tt := range []struct {
		name    string
		seen    []Seen
		unknown string
	}{
		{"stated, apart", []Seen{seen("A", early, "warc"), seen("B", late, "mhtml")}, ""},
		{"stated, at one time", []Seen{seen("A", early, "warc"), seen("B", early, "warc")}, "B"},
		{"one is a file's date", []Seen{seen("A", early, "warc"), seen("B", late, "mtime")}, "B"},
		{"both are", []Seen{seen("A", early, "mtime"), seen("B", late, "mtime")}, "B"},
		{"one is unknown", []Seen{seen("A", time.Time{}, "unknown"), seen("B", late, "warc")}, "B"},
		{"one version", []Seen{seen("A", early, "mtime"), seen("A", late, "mtime")}, ""},
		{"one sighting", []Seen{seen("A", early, "mtime")}, ""},
		{"one version seen twice, another later", []Seen{seen("A", early, "warc"), seen("A", early, "warc"),
			seen("B", late, "warc")}, ""},
		{"a third is a file's date", []Seen{seen("A", early, "warc"), seen("B", late, "warc"),
			seen("C", late, "mtime")}, "C"},
		{"all three are", []Seen{seen("A", early, "mtime"), seen("B", late, "mtime"),
			seen("C", late, "mtime")}, "B,C"},
		{"the pages give their days", []Seen{dated(seen("A", early, "mtime"), "2019-03-01", ""),
			dated(seen("B", early, "mtime"), "2019-03-08", "")}, ""},
		{"the pages give a change", []Seen{dated(seen("A", early, "mtime"), "2019-03-01", "2019-03-01"),
			dated(seen("B", early, "mtime"), "2019-03-01", "2019-03-08")}, ""},
		{"the pages give another order than the list", []Seen{dated(seen("A", early, "mtime"), "2019-03-08", ""),
			dated(seen("B", late, "mtime"), "2019-03-01", "")}, "B"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(orderUnknown(tt.seen), ","); got != tt.unknown {
				t.Errorf("%q, want %q", got, tt.unknown)
			}
		})
	}
}
