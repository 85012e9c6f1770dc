package statements

import (
	"slices"
	"strings"
	"testing"

	"cuttings/reading/token"
)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found is a statement as text, content joined by " … ".
type found struct{ source, cue, content string }

func read(r *Reader, text, lang string) (out []found, kinds []Kind, forms []Form) {
	for _, s := range r.Read(token.New(text), lang) {
		var parts []string
		for _, c := range s.Content {
			parts = append(parts, strings.Trim(c.In(text), `"“”`))
		}
		out = append(out, found{s.Source.In(text), s.Cue.In(text), strings.Join(parts, " … ")})
		kinds, forms = append(kinds, s.Kind), append(forms, s.Form)
	}
	return out, kinds, forms
}

func TestRead(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		name, text string
		want       found
		kind       Kind
		form       Form
	}{
		{"indirect with that", "The ministry said that the bridge at Olm was closed on Friday.",
			found{"The ministry", "said", "that the bridge at Olm was closed on Friday"}, Says, Indirect},
		{"indirect without that", "Mara Tellier says the harbour will open again in June.",
			found{"Mara Tellier", "says", "the harbour will open again in June"}, Says, Indirect},
		{"source behind", "The harbour will open again in June, Mara Tellier said.",
			found{"Mara Tellier", "said", "The harbour will open again in June"}, Says, Indirect},
		{"direct", "“We will not leave the valley,” said Ilya Dravic.",
			found{"Ilya Dravic", "said", "We will not leave the valley"}, Says, Direct},
		{"straight marks", `"We will not leave the valley," Dravic told reporters.`,
			found{"Dravic", "told", "We will not leave the valley"}, Says, Direct},
		{"according to", "According to the coast guard, the ferry sank within an hour.",
			found{"the coast guard", "According to", "the ferry sank within an hour"}, Says, Indirect},
		{"pronoun", "He denied that he had ever met the smugglers.",
			found{"He", "denied", "that he had ever met the smugglers"}, Denies, Indirect},
		{"wish", "The union wants to stop the sale of the harbour.",
			found{"The union", "wants", "to stop the sale of the harbour"}, Claims, Indirect},
		{"a verb of saying the tagger takes for a noun",
			"The company states that no guard in its service was on duty.",
			found{"The company", "states", "that no guard in its service was on duty"}, Denies, Indirect},
		{"content before another's clause",
			"The guard says that the ferry carried 212 persons, and Ilya Dravic denies that he was on the bridge.",
			found{"The guard", "says", "that the ferry carried 212 persons"}, Says, Indirect},
		{"content before a semicolon",
			"Mara Tellier confirms that two berths were closed; she blames the storm of last week.",
			found{"Mara Tellier", "confirms", "that two berths were closed"}, Says, Indirect},
		{"a line of a list of headlines", "Latest\n\nTellier: “Nobody asked us”\nThe port is closed",
			found{"Tellier", ":", "Nobody asked us"}, Says, Direct},
		{"headline", "Minister: no talks with rebels", found{"Minister", ":", "no talks with rebels"}, Says, Indirect},
		{"said from somewhere", "The valley is ours, its chair, Mara Tellier, said from exile.",
			found{"its chair, Mara Tellier", "said", "The valley is ours"}, Says, Indirect},
		{"a finding told", "Minister Oren Vask said the verdict showed that nobody was safe.",
			found{"the verdict", "showed", "that nobody was safe"}, Says, Indirect},
		{"a number in a headline", "Six walk out at Lask: “Pay us”", found{"", ":", "Pay us"}, Says, Direct},
		{"noun", "The ministry rejected the claim that the ferry carried too many.",
			found{"The ministry", "rejected", "that the ferry carried too many"}, Denies, Indirect},
		{"source shared", "Tellier thanked the divers and said that the search would go on.",
			found{"Tellier", "said", "that the search would go on"}, Says, Indirect},
		{"over paragraphs", "Dravic told reporters:\n\n“The valley is ours.\n\n“We will not leave it.”",
			found{"Dravic", "told", "The valley is ours.\n\n“We will not leave it"}, Says, Direct},
		{"over sentences", "“The valley is ours. We will not leave it,” said Ilya Dravic.",
			found{"Ilya Dravic", "said", "The valley is ours. We will not leave it"}, Says, Direct},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, kinds, forms := read(r, c.text, "en")
			i := slices.IndexFunc(got, func(f found) bool {
				f.content, c.want.content = strings.TrimRight(f.content, ",."), strings.TrimRight(c.want.content, ",.")
				return f == c.want
			})
			if i < 0 {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			if kinds[i] != c.kind || forms[i] != c.form {
				t.Errorf("kind %s, form %s, want %s, %s", kinds[i], forms[i], c.kind, c.form)
			}
		})
	}
}

func TestSilent(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ name, text, lang string }{
		{"another language", "Der Minister sagte, die Brücke sei gesperrt.", "de"},
		{"no text", "", "en"},
		{"marks alone", "“ ” : …", "en"},
		{"a section", "Cinema: Two hours of rain", "en"},
		{"a field", "Position: Guard", "en"},
		{"a title and a subtitle", "Velmoor Style: A Bold Comeback of Colour and Line", "en"},
		{"a list of fields", "The best ferries.\n\nWebsite: Lask Ferry Lines\nOrganisation: Society of Seafarers\n" +
			"Maker: the yard of Lask\nThe ferries were built at Lask.", "en"},
		{"a letter", "Dear Doctor: I cannot support my sister's marriage", "en"},
		{"advice", "If you want to cut costs, write to us. You have no idea where to find these.", "en"},
		{"nobody says anything", "The ferry left at nine. It sank within an hour.", "en"},
	} {
		if got, _, _ := read(r, c.text, c.lang); len(got) != 0 {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestIsSomebody(t *testing.T) {
	for _, s := range []string{"officials", "The government", "a woman from Lask who left", "two of the officials",
		"their families", "the labour ministry", "an injection worker on block eight", "Commander Zzvadask"} {
		if !IsSomebody(s) {
			t.Errorf("%q is nobody", s)
		}
	}
	for _, s := range []string{"who", "they", "them", "I'm", "You’ll", "from exile", "by telephone", "in her email",
		"The report", "whose motto", "as none of the companies", "can", "", "…", "2001", "Live", "won't",
		"the study"} {
		if IsSomebody(s) {
			t.Errorf("%q is somebody", s)
		}
	}
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		cue  string
		want Kind
	}{
		{"said", Says},
		{"told reporters", Says},
		{":", Says},
		{"claims", Claims},
		{"the claim that", Claims},
		{"denied", Denies},
		{"denied the claim", Denies},
		{"has denied saying", Denies},
		{"accused", Accuses},
		{"was blaming", Accuses},
		{"questioned", Doubts},
		{"admitted", Admits},
		{"promised", Promises},
		{"planned", Promises},
		{"does not believe", Doubts},
		{"did not dispute", Says},
		{"never admitted", Denies},
	} {
		if got := kindOf(strings.Fields(c.cue)); got != c.want {
			t.Errorf("%q %s, want %s", c.cue, got, c.want)
		}
	}
}

func TestLexiconHasEachStemOnce(t *testing.T) {
	kinds := map[string]string{}
	for line := range strings.Lines(kindsData) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if !slices.Contains(kindPrecedence, Kind(f[0])) {
			t.Errorf("%q is no kind", f[0])
		}
		for _, w := range f[1:] {
			if k, ok := kinds[stem(w)]; ok && k != f[0] {
				t.Errorf("%q is of kind %s and %s", w, k, f[0])
			}
			kinds[stem(w)] = f[0]
		}
	}
}

func TestQuotations(t *testing.T) {
	text := "He spoke.\n“One. Two.\n“Three,” he said. Four.\n“Five.\nSix."
	d := newDocument(token.New(text))
	want := map[string]uint16{"One": 1, "Two": 1, "Three": 1, "he": 0, "Four": 0, "Five": 2, "Six": 0}
	for i := range d.words {
		if n, ok := want[d.t.Token(i)]; ok && d.words[i].quote*uint16(flag(d.words[i].isQuoted)) != n {
			t.Errorf("%s is in quotation %d, want %d", d.t.Token(i), d.words[i].quote, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"“We will not leave,” said Dravic. “Never.”",
		"Dravic:\n\n“One.\n\n“Two.”\n\nAccording to her, \"three",
		"DA010b: \n“00000\n\"000000000000000000000000000000000000000000",
		"Minister: no talks\nHe said, she said.", "\xff“\x00 said”", "İ said ǅ",
	} {
		f.Add(s)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range r.Read(token.New(text), "en") {
			if s.Cue.Start >= s.Cue.End || s.Cue.End > len(text) || len(s.Content) == 0 || s.Source.End > len(text) {
				t.Fatalf("%+v", s)
			}
			last := 0
			for _, c := range s.Content {
				if c.Start < last || c.Start >= c.End || c.End > len(text) {
					t.Fatalf("content %v behind %d", c, last)
				}
				last = c.End
				if c.Start < s.Cue.End && s.Cue.Start < c.End {
					t.Fatalf("content %v holds its cue %v", c, s.Cue)
				}
			}
		}
	})
}

// TestPlain checks the results of rules and of correctKind, which do not depend on the taggers.
func TestPlain(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		name, text string
		want       found
		kind       Kind
	}{
		{"present tense", "The Authority firmly denies having closed any gate of the dam in July.",
			found{"The Authority", "firmly denies", "having closed any gate of the dam in July"}, Denies},
		{"object alone", "The government blames the Banner, known by its old name.",
			found{"The government", "blames", "the Banner, known by its old name"}, Accuses},
		{"own subject", "Tellier said he had never met the smugglers.",
			found{"Tellier", "said", "he had never met the smugglers"}, Denies},
		{"no doubt", "Tellier said there was no doubt that the ferry sank.",
			found{"Tellier", "said", "there was no doubt that the ferry sank"}, Says},
		{"subject of a denial", "Iraqi officials, however, strongly denied the allegations.",
			found{"Iraqi officials", "strongly denied", "the allegations"}, Denies},
		{"as saying", "The paper quotes Mara Tellier, the minister, as saying the ferry sank.",
			found{"Mara Tellier, the minister", "saying", "the ferry sank"}, Says},
		{"lies", "Tellier said she lies.", found{"Tellier", "said", "she lies"}, Accuses},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, kinds, _ := read(r, c.text, "en")
			i := slices.Index(got, c.want)
			if i < 0 {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			if kinds[i] != c.kind {
				t.Errorf("kind %s, want %s", kinds[i], c.kind)
			}
		})
	}
	if got, _, _ := read(r, "The court was denied entry to the archive.", "en"); len(got) > 0 &&
		got[0].cue == "denied" {
		t.Errorf("a passive is no statement: %q", got)
	}
}
