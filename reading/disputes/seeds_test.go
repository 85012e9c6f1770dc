package disputes

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cuttings/reading/across"
	"cuttings/reading/aliases"
	"cuttings/reading/events"
	"cuttings/reading/figures"
	"cuttings/reading/labels"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// TestSeeds reads the seed pages, where they lie beside the repository (../shared/seeds) or CUTTINGS_SEEDS
// names their folder, and checks what a reader of them would ask: which names are one, which are not, which
// labels are put on whom and by whom, what is in dispute. Only names of the pages are in this file.
func TestSeeds(t *testing.T) {
	dir := os.Getenv("CUTTINGS_SEEDS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "seeds")
	}
	files, err := filepath.Glob(filepath.Join(dir, "0*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("the seed pages are not on this machine; set CUTTINGS_SEEDS to their folder")
	}
	r := open(t)
	index := across.NewIndex(across.Decisions{})
	ids := map[string]string{}
	var inputs []Input
	var found [][]labels.Label
	for n, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		in := Input{ID: fmt.Sprint("t", n), Source: fmt.Sprint("s", n), Date: "2008-01-01",
			Text: token.New(string(raw))}
		in.Found = r.Statements.Read(in.Text, "en")
		in.Mentions = within.WithSources(in.Text, r.Names.Read(in.Text, "en"), statements.Sources(in.Found))
		in.Names = within.Read(in.Text, in.Mentions, aliases.Read(in.Text), "")
		in.Speakers = speakers.Read(in.Names, in.Found)
		tx := times.Read(in.Text, "en", in.Date)
		in.Figures = figures.Read(figures.Input{Text: in.Text, Lang: "en", Mentions: in.Mentions, Names: in.Names,
			Times: tx, Found: in.Found})
		in.Events = events.Read(events.Input{Text: in.Text, Lang: "en", Times: tx, Found: in.Found})
		id := in.ID
		in.Name = func(local int) string { return ids[fmt.Sprint(id, " ", local)] }
		index.Add(across.NewText(id, in.Source, in.Date, in.Names, in.Mentions))
		found = append(found, labels.Read(labels.Input{Text: in.Text, Lang: "en", Mentions: in.Mentions,
			Names: in.Names, Found: in.Found, Speakers: in.Speakers}))
		inputs = append(inputs, in)
	}
	joined := index.Names()
	byForm := map[string]across.Name{} // the name with most of a form's uses
	most := map[string]int{}
	for _, n := range joined {
		for _, u := range n.Uses {
			ids[fmt.Sprint(u.Text, " ", u.Local)] = n.ID
		}
		for _, v := range n.Variants {
			if key := strings.ToLower(v.Form); v.Count > most[key] {
				most[key], byForm[key] = v.Count, n
			}
		}
	}
	id := func(form string) string { return byForm[strings.ToLower(form)].ID }

	t.Run("one organisation", func(t *testing.T) {
		for _, form := range []string{"MEK", "PMOI", "Mojahedin-e Khalq Organization",
			"Mujahedin-e Khalq Organization", "Mojahedin Khalq Organization", "Mujahedin Khalq Organization"} {
			if id(form) == "" || id(form) != id("MKO") && form != "MEK" {
				t.Errorf("%s is %q, MKO is %q", form, id(form), id("MKO"))
			}
		}
		count := 0
		for _, v := range byForm["mko"].Variants {
			count += v.Count
		}
		if count < 90 {
			t.Errorf("%d mentions of it", count)
		}
	})
	t.Run("two persons of one surname", func(t *testing.T) {
		a, b := byForm["maryam rajavi"], byForm["massoud rajavi"]
		if a.ID == "" || b.ID == "" || a.ID == b.ID {
			t.Fatalf("%q, %q", a.ID, b.ID)
		}
		if id("Masoud Rajavi") != b.ID {
			t.Errorf("another spelling is %q", id("Masoud Rajavi"))
		}
		related := false
		for _, x := range a.Related {
			related = related || x.Name == b.ID && x.How == "surname"
		}
		if !related {
			t.Errorf("not told to be of one surname: %+v", a.Related)
		}
	})
	t.Run("the council is not the organisation", func(t *testing.T) {
		council := id("National Council of Resistance of Iran")
		if council == "" || council == id("MKO") {
			t.Errorf("%q, %q", council, id("MKO"))
		}
	})
	t.Run("two camps", func(t *testing.T) {
		if a, b := id("Camp Ashraf"), id("Camp Liberty"); a == "" || b == "" || a == b {
			t.Errorf("%q, %q", a, b)
		}
	})
	t.Run("labels with who speaks", func(t *testing.T) {
		outlets, spoken, pages := 0, 0, map[int]bool{}
		for n, ls := range found {
			for _, l := range ls {
				if l.Role || l.Name < 0 || inputs[n].Name(l.Name) != id("MKO") {
					continue
				}
				pages[n] = true
				if l.Voice.Empty() {
					outlets++
				} else {
					spoken++
				}
			}
		}
		if outlets < 4 || spoken < 1 || len(pages) < 3 {
			t.Errorf("%d in the outlets' voice, %d in a speaker's, on %d pages", outlets, spoken, len(pages))
		}
	})
	var claims []Claim
	var facts []Fact
	for _, in := range inputs {
		claims, facts = append(claims, NewClaims(in)...), append(facts, NewFacts(in)...)
	}
	all := Find(claims, facts)
	t.Run("who is blamed denies it", func(t *testing.T) {
		for _, d := range all {
			a, b := claims[0], claims[0]
			for _, c := range claims {
				if c.Text == d.A.Text && c.Statement == d.A.Index {
					a = c
				}
				if c.Text == d.B.Text && c.Statement == d.B.Index {
					b = c
				}
			}
			// officials deny what is said right before, in one page, of security forces and deaths
			if d.Kind == Denies && a.Text == b.Text && a.Back && a.Statement == b.Statement+1 &&
				b.Kind == statements.Accuses && slices.Contains(b.Words, stem("deaths")) {
				return
			}
		}
		t.Errorf("not among %+v", all)
	})
	t.Run("two founding years", func(t *testing.T) {
		for _, d := range all {
			years := map[string]bool{}
			for _, s := range []Side{d.A, d.B} {
				for _, in := range inputs {
					if in.ID == s.Text && d.Kind == Value {
						years[s.Span.In(in.Text.Text)] = true
					}
				}
			}
			if years["1965"] && years["1960"] {
				return
			}
		}
		t.Errorf("not among %+v", all)
	})
}
