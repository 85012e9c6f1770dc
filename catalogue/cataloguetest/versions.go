package cataloguetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// versions: every text that a cutting was seen with is found, and shown as what it is.
func versions(t *testing.T, open func(*testing.T) Catalogue) {
	text := func(paras ...string) string { return strings.Join(paras, "\n\n") }
	seen := func(day int, id, headline, body, lang string) catalogue.PageReading {
		r := Page(fmt.Sprintf("cap-%s-%d", id, day), "courier.example", day1.AddDate(0, 0, day),
			Sighting(document{ID: id, Source: "courier.example", Kind: cutting.Article, Headline: headline, Text: body,
				Lang: lang}, 0))
		r.Sightings[0].TimeOrigin = "warc"
		return r
	}
	lead, fault := "The dam at Osvann is safe, the board says.", "An engineer found seven cracks in the spillway."
	// a: the first version has a sentence that the second lacks, and another headline; the third, the
	// fullest, comes between them.
	pages := []catalogue.PageReading{
		seen(0, "a", "Cracks hidden at the dam", text(lead, fault), "en"),
		seen(2, "a", "Dam is safe",
			text(lead, "Boards and mayors visited the valley on Tuesday and praised the work there."), "en"),
		seen(5, "a", "Dam is safe", text(lead, "Mayors praised the work."), "en"),
		seen(1, "b", "Harvest begins", "Nothing of water here.", "en"),
		seen(3, "b", "Harvest begins", "Nothing of water here.", "en"), // no other version
		seen(1, "c", "Seven engineers", "Seven of them praised the dam. The spillway is new.", "en"),
	}
	orders := map[string]func(Catalogue){
		"at once": func(c Catalogue) { apply(t, c, catalogue.Batch{Pages: slices.Clone(pages)}) },
		"one by one, last first": func(c Catalogue) {
			for _, p := range slices.Backward(pages) {
				apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{p}})
			}
		},
	}
	for name, add := range orders {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			add(c)
			for q, want := range map[string]string{
				"cracks":                         "a", // in the text of the first alone
				"crack":                          "a", // another form of it
				`"seven cracks in the spillway"`: "a",
				"title:hidden":                   "a", // in its headline
				`title:"cracks hidden"`:          "a",
				"text:hidden":                    "",
				"title:engineer":                 "c",   // its text is no headline
				"spill*":                         "a c", // the prefix of a word
				`"cracks spillway"~2`:            "a",
				"Tuesday":                        "a",
				`"praised the work"`:             "a",
				`"work there"`:                   "a",
				`"safe Boards"`:                  "", // over the end of a paragraph
				`"says an engineer"`:             "", // likewise, in the first version
				`"spillway boards"~9`:            "", // in two versions
				`"spillway Mayors"~9`:            "",
				`"Osvann is safe, the board"`:    "a", // in all
				"cracks Tuesday":                 "a", // words of two versions
				"dam -cracks":                    "c",
				"seven":                          "a c",
			} {
				res := search(t, c, q, catalogue.Request{Limit: 10, Facets: []string{"source"}})
				got := hitIDs(res)
				slices.Sort(got)
				if strings.Join(got, " ") != want || res.Total != len(got) {
					t.Errorf("%s: found %q, total %d, want %q", q, got, res.Total, want)
				}
				if n := res.Facets["source"]; len(got) > 0 && (len(n) != 1 || n[0].Count != len(got)) {
					t.Errorf("%s: facet %v", q, n)
				}
			}
			if near, err := c.Near(ctx, "enginer", 3); err != nil || !slices.Contains(near, "engineer") {
				t.Errorf("near a word of an older version: %q, %v", near, err)
			}
			// What the representative has scores as it does alone.
			res := search(t, c, "praised", catalogue.Request{Limit: 10})
			single := open(t)
			apply(t, single, catalogue.Batch{Pages: []catalogue.PageReading{pages[1], pages[3], pages[5]}})
			for i, h := range search(t, single, "praised", catalogue.Request{Limit: 10}).Hits {
				if got := res.Hits[i]; got.ID != h.ID || got.Score != h.Score {
					t.Errorf("%s scores %v among versions, %s %v alone", got.ID, got.Score, h.ID, h.Score)
				}
			}
			if c.Capabilities().Highlights {
				versionsShown(t, c)
			}
			// The versions that had it go.
			var gone []catalogue.PageReading
			for _, p := range pages[:1] {
				p.Sightings = nil
				gone = append(gone, p)
			}
			apply(t, c, catalogue.Batch{Pages: gone})
			if n := search(t, c, "cracks", catalogue.Request{}).Total; n != 0 {
				t.Errorf("found in %d cuttings when no version has it", n)
			}
			if n := search(t, c, "Tuesday", catalogue.Request{}).Total; n != 1 {
				t.Errorf("what is left is found in %d cuttings", n)
			}
		})
	}
}

// versionsShown: passages link to the version that has them.
func versionsShown(t *testing.T, c Catalogue) {
	entry, err := c.Entry(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	shown := func(q string) []string {
		res := search(t, c, q, catalogue.Request{Limit: 10, Highlight: true})
		var out []string
		for _, h := range res.Hits {
			if h.ID != "a" {
				continue
			}
			if h.HeadlineGone {
				out = append(out, "headline gone")
			}
			for _, p := range h.Passages {
				what, of := "", entry.Text
				if p.In != nil {
					s := &entry.Sightings[p.In.Sighting]
					if of = s.Text; p.In.Headline {
						of = s.Headline
					}
					what = fmt.Sprintf("%d of January", s.Captured.Day())
					for name, on := range map[string]bool{" newest": p.In.Newest, " headline": p.In.Headline} {
						if on {
							what += name
						}
					}
					if !p.In.Captured.Equal(s.Captured) || p.In.Other != (s.Version != entry.Version) {
						t.Errorf("%s: %+v is not of sighting %d", q, p.In, p.In.Sighting)
					}
				}
				if p.Gone {
					what += " gone"
				}
				at := p.Offset
				for _, r := range p.Runs {
					if at+len(r.Text) > len(of) || of[at:at+len(r.Text)] != r.Text {
						t.Errorf("%s: %q is not at %d of %q", q, r.Text, at, of)
					}
					if at += len(r.Text); r.Match {
						what += " [" + r.Text + "]"
					}
				}
				out = append(out, strings.TrimSpace(what))
			}
		}
		return out
	}
	for _, tt := range []struct {
		q    string
		want []string
	}{
		{"engineer", []string{"1 of January gone [engineer]"}},
		{`"seven cracks"`, []string{"1 of January gone [seven cracks]"}},
		{"title:hidden", []string{"1 of January headline gone [hidden]"}},
		{"Tuesday", []string{"3 of January gone [Tuesday]"}}, // the fullest, which is not the newest
		{`"Mayors praised"`, []string{"6 of January newest [Mayors praised]"}},
		{"praised", []string{"[praised]"}}, // in the fullest and the newest
		{"Tuesday engineer", []string{"3 of January gone [Tuesday]", "1 of January gone [engineer]"}},
	} {
		diff(t, tt.q, tt.want, shown(tt.q))
	}
}
