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
		{"the pages give another order than the files", []Seen{dated(seen("B", early, "mtime"), "2019-03-08", ""),
			dated(seen("A", late, "mtime"), "2019-03-01", "")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(orderUnknown(tt.seen), ","); got != tt.unknown {
				t.Errorf("%q, want %q", got, tt.unknown)
			}
		})
	}
}

// TestLettersOfVersions: letters follow the age of versions where it is known, and else the sightings.
func TestLettersOfVersions(t *testing.T) {
	early, late := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	seen := func(text string, at time.Time, origin, published string) (s catalogue.Sighting) {
		s.Captured, s.TimeOrigin, s.Published.Value, s.Version = at, origin, published, cutting.Checksum(text)
		return s
	}
	for _, tt := range []struct {
		name string
		seen []catalogue.Sighting
		want string // of each sighting
	}{
		{"stated times", []catalogue.Sighting{seen("1", early, "warc", ""), seen("2", late, "warc", "")}, "A B"},
		{"files' dates show no order", []catalogue.Sighting{seen("1", early, "mtime", ""),
			seen("2", late, "mtime", "")}, "A B"},
		{"the pages give another order than the files", []catalogue.Sighting{seen("1", early, "mtime", "2019-03-08"),
			seen("2", late, "mtime", "2019-03-01"), seen("1", late, "mtime", "2019-03-08")}, "B A B"},
		{"three, newest first", []catalogue.Sighting{seen("1", early, "mtime", "2019-03-09"),
			seen("2", early, "mtime", "2019-03-08"), seen("3", early, "mtime", "2019-03-01")}, "C B A"},
		{"a month does not show when in it", []catalogue.Sighting{seen("1", early, "mtime", "2019-03"),
			seen("2", early, "mtime", "2019-03-08")}, "A B"},
	} {
		letters, got := versionLetters(tt.seen), []string{}
		for i := range tt.seen {
			got = append(got, letters[tt.seen[i].Version])
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
