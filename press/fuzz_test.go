package press

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cuttings/cutting"
)

// FuzzReadingOf reads and splits arbitrary bytes, as a run does: no stage panics, and all ranges and spans in
// the rows are within the bytes and the text.
func FuzzReadingOf(f *testing.F) {
	sample := filepath.Join("..", "sample")
	n := 0
	err := filepath.WalkDir(sample, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if n++; err == nil && len(b) < 30<<10 && n%4 == 0 {
			f.Add(b)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"<ul><li><a href=x>Most viewed</a><li>1 May 2011<li>By Ana</ul>" + "<time datetime=\"99999-99-99\">",
		"<h1>a<table><tr><td><select><svg><math>b",
		`<script type="application/ld+json">{"@type":"NewsArticle","headline":[[[{"datePublished":"31/02/2011"}`,
		"<rss><channel><item><title>a<item><title><![CDATA[b]]></title><description>&lt;li&gt;9999999999999999999",
		"\xff\xfe<\x00p\x00>\x00\x00\xd8", "<meta charset=iso-2022-jp>\x1b$B\x1b(B Read more",
		"\xef\xbb\xbf\xcf\xf0\xe8\xe2\xe5\xf2\xe2\xf1\xe5\xec", "<p dir=rtl>\u202e\u0627\u0644 1/2/3 1.2.3\n\n\n|",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		o := Original{Capture: cutting.Capture{Name: "in/page", Time: markedAt}, Content: content}
		pg, s, err := readSafely(context.Background(), o, nil)
		if err != nil {
			if cutting.KindOf(err) == cutting.Internal {
				t.Fatal(err)
			}
			return
		}
		r := ReadingOf(o, time.Time{}, cutting.CaptureDecisions{})
		if len(r.Sightings) != len(s.Cuttings) {
			t.Fatalf("%d rows of %d cuttings", len(r.Sightings), len(s.Cuttings))
		}
		for i := range r.Sightings {
			checkInside(&r.Sightings[i], int64(len(content)), "page",
				func(p Problem) { t.Errorf("cutting %d: %v", i, p) })
		}
		if pg.Text == "" && len(r.Sightings) > 0 {
			t.Errorf("%d cuttings of a page without text", len(r.Sightings))
		}
	})
}
