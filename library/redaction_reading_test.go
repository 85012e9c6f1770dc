package library_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
	"cuttings/press/joining"
)

// redacted are decisions of which only redactions are in effect.
type redacted struct {
	noDecisions
	all []cutting.Redaction
}

type noDecisions library.InEffect

func (r *redacted) RedactionLines() []journal.Line {
	var out []journal.Line
	for i := range r.all {
		out = append(out, journal.Line{Decision: journal.Decision{Number: int64(i + 1)}, Payload: &r.all[i]})
	}
	return out
}

// TestRedactedAgainIsOne: a person redacted again is one entry with the spellings of both decisions and their lines.
func TestRedactedAgainIsOne(t *testing.T) {
	l := library.New(library.Config{InEffect: &redacted{all: []cutting.Redaction{
		{Name: "Mirel Osvanne", Also: []string{"Nightjar"}}, {Name: "Orla Tennick"},
		{Name: "Mirel Osvanne", Also: []string{"Nightjar", "Mirela Oswanne"}, Note: "more"}}}})
	defer l.Close()
	all := l.RedactionsInEffect()
	if len(all) != 2 || strings.Join(all[0].Also, ", ") != "Nightjar, Mirela Oswanne" || len(all[0].Later) != 1 ||
		all[0].Later[0].By.Line != 3 || all[0].Later[0].Note != "more" {
		t.Errorf("%+v", all)
	}
}

// TestCoverageFollowsTheArchive: what is known of a redaction after changes of all kinds, looked at now and then, is
// what a library finds that reads the whole archive then; also when somebody else is redacted.
func TestCoverageFollowsTheArchive(t *testing.T) {
	ctx := context.Background()
	words := strings.Fields("Mirel_Osvanne Osvanne Mirel M._Osvanne Osvanne's Osvanneburg Ms_Osvanne levy " +
		"Mirel\u200b_Osvanne Osvanne,_Mirel Мирел_Осванне Осванне Mirel_Osvane harbour Orla_Tennick " +
		"Osvanne-Tennick MIREL_OSVANNE")
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 3))
		text := func() string {
			var b strings.Builder
			for range r.IntN(5) {
				fmt.Fprintf(&b, "On Friday %s spoke of it. ", strings.ReplaceAll(words[r.IntN(len(words))], "_", " "))
			}
			return b.String() + "The levy stays."
		}
		a := librarytest.Empty()
		for i := range 60 {
			a.AddHTML(fmt.Sprintf("p%d.html", i), nil, catalogue.Sighting{Headline: fmt.Sprint("News ", i),
				Text: text(), Lang: "en", Published: cutting.Date{Value: fmt.Sprintf("20%02d-03-06", r.IntN(20))}})
		}
		pages := a.Batch().Pages
		c, err := librarytest.NewCatalogue(librarytest.Empty())
		if err != nil {
			t.Fatal(err)
		}
		persons := &redacted{all: []cutting.Redaction{{Name: "Mirel Osvanne", Note: "asked"}}}
		config := library.Config{Catalogue: c, InEffect: persons, Names: joining.Lookup{}, Now: librarytest.Now}
		long := library.New(config)
		defer long.Close()
		for step := range 25 {
			var b catalogue.Batch
			for range 1 + r.IntN(8) {
				p := pages[r.IntN(len(pages))]
				p.Sightings = append([]catalogue.Sighting(nil), p.Sightings...)
				switch s := &p.Sightings[0]; r.IntN(4) {
				case 0:
					p.Sightings = nil // cut otherwise: the cutting is gone
				case 1:
					s.Text = text()
					s.Version = cutting.Sum([]byte(s.Headline + "\n" + s.Text))
				}
				b.Pages = append(b.Pages, p)
			}
			if err := c.Apply(ctx, b); err != nil {
				t.Fatal(err)
			}
			if res, err := c.Search(ctx, catalogue.Request{Limit: 20}); err != nil {
				t.Fatal(err)
			} else if n := len(res.Hits); n > 2 && r.IntN(3) == 0 {
				if _, err := c.MakeStory(res.Hits[r.IntN(n/2)].ID, res.Hits[n/2+r.IntN(n/2)].ID); err != nil {
					t.Fatal(err)
				}
			}
			if step == 12 {
				persons.all = append(persons.all, cutting.Redaction{Name: "Orla Tennick"})
			}
			if r.IntN(2) == 0 {
				continue // the coverage follows several changes at once
			}
			once := library.New(config)
			want, err := once.CoverageOf(ctx, 1)
			if err != nil {
				t.Fatal(err)
			}
			once.Close()
			got, err := long.CoverageOf(ctx, 1)
			if err != nil {
				t.Fatal(err)
			}
			if want.Reading || got.Reading {
				t.Fatal("reading sixty texts takes too long")
			}
			if d := gocmp.Diff(want, got); d != "" {
				t.Fatalf("seed %d, step %d (-read at once +followed):\n%s", seed, step, d)
			}
			if step > 15 && (want.Named.Cuttings == 0 || len(want.Left) == 0 || len(want.Proposed) == 0) {
				t.Errorf("too little is found: %+v", want)
			}
		}
	}
}

// slowEntries lends entries only where it may.
type slowEntries struct {
	*librarytest.Catalogue
	may chan struct{}
}

func (s *slowEntries) EntriesOf(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	select {
	case <-s.may:
		return s.Catalogue.EntriesOf(ctx, ids)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestCoverageOfALargeArchive: while the archive is read, in the background and by one reader, what is known says so;
// Close ends the reading.
func TestCoverageOfALargeArchive(t *testing.T) {
	ctx := context.Background()
	a := librarytest.Empty()
	const cuttings = 1300
	for i := range cuttings {
		a.AddHTML(fmt.Sprintf("p%d.html", i), nil, catalogue.Sighting{Headline: fmt.Sprint("News ", i),
			Text: "Mirel Osvanne spoke of it."})
	}
	c, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	slow := &slowEntries{c, make(chan struct{}, 9)}
	l := library.New(library.Config{Catalogue: slow, Names: joining.Lookup{}, Now: librarytest.Now,
		InEffect: &redacted{all: []cutting.Redaction{{Name: "Mirel Osvanne"}}}})
	slow.may <- struct{}{}
	got, err := l.CoverageOf(ctx, 1)
	if err != nil || !got.Reading || got.ReadBefore || got.Read != 500 || got.All != cuttings ||
		got.Named.Cuttings != 500 {
		t.Fatalf("after a step: %+v, %v", got, err)
	}
	for range 9 {
		slow.may <- struct{}{}
	}
	for got.Reading {
		if got, err = l.CoverageOf(ctx, 1); err != nil {
			t.Fatal(err)
		}
	}
	if got.Named.Cuttings != cuttings || len(slow.may) != 7 {
		t.Errorf("%d cuttings in %d steps more", got.Named.Cuttings, 9-len(slow.may))
	}
	for range 7 {
		<-slow.may
	}
	gone := catalogue.PageReading{Page: a.Batch().Pages[0].Page}
	if err := c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{gone}}); err != nil {
		t.Fatal(err)
	}
	got, err = l.CoverageOf(ctx, 1)
	if err != nil || !got.Reading || !got.ReadBefore || got.Named.Cuttings != cuttings {
		t.Fatalf("while what changed is read: %+v, %v", got, err)
	}
	l.Close()
	if _, err := l.CoverageOf(ctx, 1); cutting.KindOf(err) != cutting.Unavailable {
		t.Errorf("after Close: %v", err)
	}
}
