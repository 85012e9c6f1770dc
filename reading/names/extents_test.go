package names

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// TestExtents gives the rules mentions as a tagger may find them: what is no part of a name
// goes, and what is no name at all.
func TestExtents(t *testing.T) {
	type m struct {
		kind  Kind
		words string
	}
	for _, c := range []struct {
		name, text string
		in, want   []m
	}{
		{"what somebody is", "Boxer Ana Roe left.", []m{{Person, "Boxer Ana Roe"}}, []m{{Person, "Ana Roe"}}},
		{"a role behind a place", "It was Velm Assemblyman Ana Roe.", []m{{Person, "Velm Assemblyman Ana Roe"}},
			[]m{{Person, "Ana Roe"}}},
		{"a prince keeps his rank", "Then Prince Ivo left.", []m{{Person, "Prince " +
			"Ivo"}}, []m{{Person, "Prince Ivo"}}},
		{"where a person is of", "So Anna Vask of HullWorks left.", []m{{Person, "Anna Vask of HullWorks"}},
			[]m{{Person, "Anna Vask"}}},
		{"words between", "Pell wrestler Anna Vask won.", []m{{Person, "Pell wrestler Anna Vask"}},
			[]m{{Person, "Anna Vask"}}},
		{"a match", "Before Roe v. Vask it was so.", []m{{Person, "Roe v. Vask"}}, nil},
		{"a score", "It ended Vask 3 there.", []m{{Person, "Vask 3"}}, nil},
		{"a given name of two parts", "Then Lee Jae-yong left.", []m{{Person, "Lee Jae-"}},
			[]m{{Person, "Lee Jae-yong"}}},
		{"a firm of two with its legal form", "Then Roe & Vask, Inc. left.", []m{{Person, "Roe"}},
			[]m{{Organisation, "Roe & Vask"}}},
		{"a firm of two named again", "So Roe & Vask left. It was Roe & Vask.", []m{{Person, "Roe"}},
			[]m{{Organisation, "Roe & Vask"}}},
		{"two persons", "So Roe & Vask left.", []m{{Person, "Roe"}}, []m{{Person, "Roe"}}},
		{"a house called after a person", "Then Roe's of Velm left.", []m{{Person, "Roe"}}, nil},
		{"a dash", "Vask Hire - For cheap boats. Vask Hire is dear.",
			[]m{{Organisation, "Vask Hire - For cheap boats"}, {Organisation, "Vask Hire"}},
			[]m{{Organisation, "Vask Hire"}, {Organisation, "Vask Hire"}}},
		{"a hyphen with spaces", "They met al - Vask there.", []m{{Person, "al - Vask"}}, []m{{Person, "al - " +
			"Vask"}}},
		{"a heading", "Renting from Velm Airport\nVelm Airport is small.",
			[]m{{Organisation, "Renting from Velm Airport"}, {Organisation, "Velm Airport"}},
			[]m{{Organisation, "Velm Airport"}, {Organisation, "Velm Airport"}}},
		{"a clause", "The Orvan club Velm Rowers won.", []m{{Organisation, "Orvan club Velm Rowers"}},
			[]m{{Organisation, "Velm Rowers"}}},
		{"an inspectorate", "The Mining Inspectorate left. The Inspectorate left.",
			[]m{{Organisation, "Mining Inspectorate"}, {Organisation, "Inspectorate"}},
			[]m{{Organisation, "Mining Inspectorate"}, {Organisation, "Inspectorate"}}},
		{"a possessive before", "The city’s Harbour Unit left.", []m{{Organisation, "’s Harbour Unit"}},
			[]m{{Organisation, "Harbour Unit"}}},
		{"a firm called after a person", "So Roe & Daughters opened.", []m{{Person, "Roe"}},
			[]m{{Organisation, "Roe & Daughters"}}},
		{"a body called after a person", "So Pell Hospital opened.", []m{{Person, "Pell Hospital"}},
			[]m{{Organisation, "Pell Hospital"}}},
		{"two persons", "So Roe & Vask sang.", []m{{Person, "Roe"}, {Person, "Vask"}},
			[]m{{Person, "Roe"}, {Person, "Vask"}}},
		{"a firm and what else is read in it", "So Roe & Sons Cafe opened.",
			[]m{{Person, "Roe"}, {Organisation, "Sons Cafe"}}, []m{{Organisation, "Roe & Sons"}}},
		{"the end of a firm's name", "Harbour Moving & Storage, Inc. left.", []m{{Organisation, "Storage, " +
			"Inc."}}, nil},
		{"a restaurant called after a person", "We ate at Restaurant Roe there.", []m{{Person, "Roe"}}, nil},
		{"movers", "So Roe Van Lines left.", []m{{Person, "Roe Van Lines"}}, []m{{Organisation, "Roe Van Lines"}}},
		{"a given name read apart", "It is for Anna Vask there.", []m{{Person, "Vask"}}, []m{{Person, "Anna Vask"}}},
		{"a name behind a role", "It is the widow of Columnist Army Vask there.", []m{{Person, "Vask"}},
			[]m{{Person, "Army Vask"}}},
		{"a heading's participle", "They read Welcoming Anna there.", []m{{Person, "Welcoming Anna"}},
			[]m{{Person, "Anna"}}},
		{"a heading's preposition", "They left it For Public Vask there.", []m{{Organisation, "For Public Vask"}},
			[]m{{Organisation, "Public Vask"}}},
		{"what a body is to do", "They asked the Harbour University to engage in it.",
			[]m{{Organisation, "Harbour University to engage"}}, []m{{Organisation, "Harbour University"}}},
		{"whose words a paper has", "So Harbour Times left. Velma Roe met Harbour Times of Velma Roe there.",
			[]m{{Organisation, "Harbour Times"}, {Person, "Velma Roe"}, {Organisation, "Harbour Times of Velma Roe"}},
			[]m{{Organisation, "Harbour Times"}, {Person, "Velma Roe"}, {Organisation, "Harbour Times"}}},
		{"a firm's site for a country", "See Velmart or USA Velmart there.",
			[]m{{Organisation, "Velmart"}, {Organisation, "USA Velmart"}},
			[]m{{Organisation, "Velmart"}, {Organisation, "Velmart"}}},
		{"a body of a country", "See Parliament or UK Parliament there.",
			[]m{{Organisation, "Parliament"}, {Organisation, "UK Parliament"}},
			[]m{{Organisation, "Parliament"}, {Organisation, "UK Parliament"}}},
		{"a body's award", "He got the Velm Foundation International Award there.",
			[]m{{Organisation, "Velm Foundation International"}}, []m{{Organisation, "Velm Foundation"}}},
		{"a region under a body", "It is West Pell under Velm Authority. Velm Authority left.",
			[]m{{Organisation, "West Pell under Velm Authority"}, {Organisation, "Velm Authority"}},
			[]m{{Organisation, "Velm Authority"}, {Organisation, "Velm Authority"}}},
		{"more of a team", "MORE Rowers of it. The Rowers left.", []m{{Organisation, "MORE Rowers"},
			{Organisation, "Rowers"}}, []m{{Organisation, "Rowers"}, {Organisation, "Rowers"}}},
		{"the end of a nickname", "It was Ivo “Lil Vask” Roe there.", []m{{Person, "Lil Vask” Roe"}},
			[]m{{Person, "Roe"}}},
		{"a nickname", "It was Anna “Lil Vask” Roe there.", []m{{Person, "Anna “Lil Vask” Roe"}},
			[]m{{Person, "Anna “Lil Vask” Roe"}}},
		{"an abbreviation", "It was her BFF Anna there.", []m{{Person, "BFF Anna"}}, []m{{Person, "Anna"}}},
		{"a name in capitals", "It was ANNA VASK there.", []m{{Person, "ANNA VASK"}}, []m{{Person, "ANNA VASK"}}},
		{"a sign alone", "To @ now.", []m{{Person, "@"}}, []m{{Person, "@"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := token.New(c.text)
			d := (&featurer{}).newDocument(x, "en")
			d.lang = tagger.Hash("en")
			d.markLists()
			var in []found
			at := 0
			for _, f := range c.in {
				from, to := rangeOf(t, x, f.words, at)
				in, at = append(in, found{from: from, to: to, kind: f.kind}), to
			}
			var got []m
			for _, f := range d.trimExtents(in) {
				got = append(got, m{f.kind, x.Text[x.Tokens[f.from].Start:x.Tokens[f.to-1].End]})
			}
			if d := cmp.Diff(c.want, got, cmp.AllowUnexported(m{})); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// rangeOf returns the tokens from at on that make words.
func rangeOf(t *testing.T, x *token.Text, words string, at int) (from, to int) {
	t.Helper()
	for from = at; from < len(x.Tokens); from++ {
		for to = from + 1; to <= len(x.Tokens); to++ {
			if x.Text[x.Tokens[from].Start:x.Tokens[to-1].End] == words {
				return from, to
			}
		}
	}
	t.Fatalf("the text does not have %q from token %d on", words, at)
	return 0, 0
}

func TestIsMixedCase(t *testing.T) {
	for w, want := range map[string]bool{"GitHub": true, "MLOps": true, "McVask": false, "DiRoe": false, "Vask": false,
		"O'Roe": false, "VASK": false, "Jean-Luc": false, "III": false} {
		if got := isMixedCase(w); got != want {
			t.Errorf("%s: %v", w, got)
		}
	}
}
