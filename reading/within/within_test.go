package within

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// marked reads a text in which names are written [KIND form].
func marked(text string) (*token.Text, []names.Mention) {
	var b strings.Builder
	var out []names.Mention
	for {
		before, rest, ok := strings.Cut(text, "[")
		b.WriteString(before)
		if !ok {
			return token.New(b.String()), out
		}
		name, after, _ := strings.Cut(rest, "]")
		kind, form, _ := strings.Cut(name, " ")
		start := b.Len()
		b.WriteString(form)
		out = append(out, names.Mention{Span: cutting.Span{Start: start, End: b.Len()}, Kind: names.Kind(kind)})
		text = after
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"surname", "[PER Ilya Dravic] spoke. [PER Dravic] left.", "Ilya Dravic, Dravic"},
		{"two of one surname", "[PER Ilya Dravic] and [PER Mara Dravic] met.", "Ilya Dravic; Mara Dravic"},
		{"the last before", "[PER Ilya Dravic] left. [PER Mara Dravic] came. [PER Dravic] spoke.",
			"Ilya Dravic; Mara Dravic, Dravic"},
		{"stated", "The [ORG National Union of Stevedores] ([ORG UNE], by its Spanish initials) met. [ORG UNE] left.",
			"National Union of Stevedores, UNE, UNE"},
		{"initials", "The [ORG Orvanian Seafarers' Union] met. [ORG OSU] left.", "Orvanian Seafarers' Union, OSU"},
		{"shortened", "The [ORG Tessalian Coast Guard] met. The [ORG Coast Guard] left.",
			"Tessalian Coast Guard, Coast Guard"},
		{"another kind", "[PER Corvalan] owns [ORG Corvalan Shipping].", "Corvalan; Corvalan Shipping"},
		{"branch", "The [ORG OSU] met. [ORG OSU-Lask] left.", "OSU; OSU-Lask"},
		{"kind of body", "The [ORG Central Election Commission] met. The [ORG Commission] left.",
			"Central Election Commission, Commission"},
		{"kind of two bodies", "The [ORG Election Commission] met the [ORG Grain Commission]. The [ORG Commission] " +
			"left.",
			"Election Commission; Grain Commission; Commission"},
		{"initials of another language", "The [ORG Coast Guard of Tessaly] met. [ORG GCT] left.",
			"Coast Guard of Tessaly, GCT"},
		{"where somebody works", "[PER Fernando Arroyo Vask] ([ORG CSIC]) spoke. [ORG CSIC] paid.",
			"Fernando Arroyo Vask; CSIC, CSIC"},
		{"a person's initials", "[PER Mohan Bin Salvar] ([PER MBS]) spoke.", "Mohan Bin Salvar, MBS"},
		{"a surname before a given name", "[PER Anton Joshua] met [PER Joshua Lam]. [PER Joshua] won.",
			"Anton Joshua, Joshua; Joshua Lam"},
		{"a given name", "[PER Daniel Ragan] drove. [PER Daniel] won.", "Daniel Ragan, Daniel"},
		{"a maker", "[PER Ledger Nano] came. [PER Ledger] sold it.", "Ledger Nano; Ledger"},
		{"initials of a body that has its own", "The [ORG Certified Property Manager] ([ORG CPM]) met a [ORG PCM].",
			"Certified Property Manager, CPM; PCM"},
		{"a title before another's full name", "Mayor [PER Vask] spoke. The mayor's wife, [PER Ana Vask], left. " +
			"Mr [PER Vask] sang.", "Vask, Vask; Ana Vask"},
		{"a relative's full name", "Minister [PER Roe] spoke. His daughter [PER Eva Roe] left. [PER Roe] sang.",
			"Roe; Eva Roe; Roe"},
		{"a relative by apposition", "[PER Hold] spoke. [PER Ivan Hold], the minister's brother, a baker, left. " +
			"[PER Hold] sang.", "Hold; Ivan Hold; Hold"},
		{"a relative by of", "[PER Bo Oder] came. The wife of [PER Bo Oder], [PER Rita Oder], left. [PER Oder] sang.",
			"Bo Oder, Bo Oder; Rita Oder; Oder"},
		{"the title tells which", "[PER Bo Oder] came with his wife, [PER Rita Oder]. Ms [PER Oder] sang.",
			"Bo Oder; Rita Oder, Oder"},
		{"another sex", "Ms [PER Roe] spoke. Her lawyer, Mr [PER Karl Roe], left. Mr [PER Roe] sang. " +
			"Ms [PER Roe] left.", "Roe, Roe; Karl Roe, Roe"},
		{"a relative of nobody of the name", "The king's sister, [PER Eva Roe], spoke. [PER Roe] sang.",
			"Eva Roe, Roe"},
		{"a headline", "Dravic denies it\n\n[PER Ilya Dravic] spoke.", "Ilya Dravic"},
		{"in a headline", "[PER Dravic] denies it\n\n[PER Ilya Dravic] spoke. [PER Dravic] left.",
			"Dravic, Ilya Dravic, Dravic"},
		{"a headline of whom the text calls by a title", "[PER Roe] promises a count\n\nMinister [PER Roe] spoke. " +
			"His daughter [PER Eva Roe] left. [PER Roe] sang.", "Roe, Roe; Eva Roe; Roe"},
		{"the same title", "Mayor [PER Vask] spoke. [PER Ana Vask], the mayor, left. [PER Vask] sang.",
			"Vask, Ana Vask, Vask"},
		{"before the full name without a title", "[PER Vask] must go. [PER Ana Vask], a minister, left.",
			"Vask, Ana Vask"},
		{"initials of a body in passing", "[PER Bo Lee] [PER Ana Roe] [PER Ilya Dravic] [PER Mara Amsel] " +
			"[PER Yusuf Pell] met the [ORG Pell Lending Society]. [ORG SPL] left.",
			"Bo Lee; Ana Roe; Ilya Dravic; Mara Amsel; Yusuf Pell; Pell Lending Society; SPL"},
		{"a country's initials", "The [ORG University of Salt] met. The [ORG U.S.] left.", "University of Salt; U.S."},
		{"the initials of a longer name's end", "The [ORG U.S. Department of Harbours] ([ORG HB]) met. [ORG HB] left.",
			"U.S. Department of Harbours, HB, HB"},
		{"the station a report is from",
			"[LOC NEW YORK CITY] ([LOC WABC]) -- Penn Station closes. [LOC WABC] said so.",
			"NEW YORK CITY; WABC, WABC"},
		{"a product read as a person",
			"The best of the mice is the [PER Pulsefire Haste]. The price of the [PER Haste] fell.",
			"Pulsefire Haste; Haste"},
		{"a product read as a body",
			"One of the best is the [ORG Beats Powerfit]. The price of the [ORG Powerfit] fell.",
			"Beats Powerfit; Powerfit"},
		{"a person by a pronoun",
			"The best of the cooks is [PER Pulsefire Haste]. He left. The price [PER Haste] asks fell.",
			"Pulsefire Haste, Haste"},
		{"a body by what it does",
			"One of the best is [ORG Beats Powerfit]. [ORG Powerfit] said the price of it fell.",
			"Beats Powerfit, Powerfit"},
		{"the state a place is in",
			"The director for [LOC New Hanover County], [LOC N.C.], which has it, left [LOC N.C.].",
			"New Hanover County; N.C., N.C."},
		{"a heading", "Help\n\n[ORG Robotics] [ORG Robotics]. [ORG Wildfire Robotics] came.",
			"Robotics, Robotics; Wildfire Robotics"},
		{"a word behind an article", "The [ORG Inspectorate] came. The [ORG Mining Inspectorate] left.",
			"Inspectorate, Mining Inspectorate"},
		{"none", "Nobody met.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tx, ms := marked(c.text)
			x := Read(tx, ms, aliases.Read(tx), "")
			var got []string
			for _, n := range x.Names {
				var forms []string
				for _, m := range n.Mentions {
					forms = append(forms, ms[m].Span.In(tx.Text))
				}
				got = append(got, strings.Join(forms, ", "))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

// TestOffices: an office is no form of its holder's name.
func TestOffices(t *testing.T) {
	tx, ms := marked("Many, like [PER Ilya Dravic] (ex OpenSea CTO) or [PER Bo Lee], left.")
	x := Read(tx, ms, aliases.Read(tx), "")
	if len(aliases.Read(tx)) == 0 || !slices.Equal(x.Names[0].Forms, []string{"Ilya Dravic"}) ||
		len(x.Names[0].Aliases) > 0 {
		t.Errorf("%d aliases, %+v", len(aliases.Read(tx)), x.Names[0])
	}
}

func TestParts(t *testing.T) {
	tx, ms := marked("The [ORG OSU] met. [ORG OSU-Lask] left.")
	x := Read(tx, ms, nil, "")
	if !slices.Equal(x.Parts(), []Part{{1, 0}}) {
		t.Error(x.Parts())
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		name, text, words, want string
		issuer                  string
		how                     How
	}{
		{"name", "[PER Ilya Dravic] left.", "Ilya Dravic", "Ilya Dravic", "", Named},
		{"title", "Minister [PER Ilya Dravic] left.", "Minister Ilya Dravic", "Ilya Dravic", "", Named},
		{"apposed", "The company's owner, [PER Ana Roe], left.", "The company's owner, Ana Roe", "Ana Roe", "", Named},
		{"he", "[PER Ilya Dravic] left. Then he sang.", "he", "Ilya Dravic", "", Pronoun},
		{"she is not he", "Mr [PER Ilya Dravic] met Ms [PER Ana Roe]. Then she sang.", "she", "Ana Roe", "", Pronoun},
		{"by a title told", "[PER Ana Roe], the chairwoman, met [PER Bo Lee]. Then he sang.", "he", "Bo Lee", "",
			Pronoun},
		{"apposed behind of", "The head of the authority, [PER Ana Roe], left.", "The head of the authority, Ana Roe",
			"Ana Roe", "", Named},
		{"who is no place", "A woman from [LOC Lask] who left sang.", "who", "", "", NoName},
		{"who is described by a place", "[PER Bo Lee], a farmer from [LOC Lask] who left, sang.", "who", "Bo Lee", "",
			Pronoun},
		{"contracted", "[PER Ilya Dravic] left. He’ll say so.", "He’ll", "Ilya Dravic", "", Pronoun},
		{"it", "[ORG Harbour Watch] met. It left.", "It", "Harbour Watch", "", Pronoun},
		{"who", "[PER Ana Roe], who left, sang.", "who", "Ana Roe", "", Pronoun},
		{"we", "[ORG Harbour Watch] met. We left.", "We", "Harbour Watch", "Harbour Watch", Issuer},
		{"office", "Minister [PER Ilya Dravic] met [PER Bo Lee]. The minister sang.", "The minister", "Ilya Dravic",
			"",
			Described},
		{"kind of body", "[ORG Corvalan Shipping] met [PER Bo Lee]. The company sang.", "The company",
			"Corvalan Shipping", "",
			Described},
		{"word of a name", "The [ORG Tessalian Coast Guard] met. The guard sang.", "The guard",
			"Tessalian Coast Guard", "",
			Described},
		{"many of a body", "Observers of the [ORG Assembly] left.", "Observers of the Assembly", "Assembly", "",
			Named},
		{"one of a body", "A clerk of the [ORG Assembly] left.", "A clerk of the Assembly", "", "", NoName},
		{"somebody's", "[PER Pesk]'s lawyer left.", "Pesk's lawyer", "", "", NoName},
		{"nobody before", "He left.", "He", "", "", NoName},
		{"unknown office", "[PER Ana Roe] left. The bishop sang.", "The bishop", "", "", NoName},
	} {
		t.Run(c.name, func(t *testing.T) {
			tx, ms := marked(c.text)
			x := Read(tx, ms, aliases.Read(tx), c.issuer)
			at := strings.LastIndex(tx.Text, c.words)
			n, how := x.Resolve(cutting.Span{Start: at, End: at + len(c.words)}, -1)
			got := ""
			if n >= 0 {
				got = x.Names[n].Form
			}
			if got != c.want || how != c.how {
				t.Errorf("got %q (%s), want %q (%s)", got, how, c.want, c.how)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"[PER Ilya Dravic] spoke. He, the minister, left. [PER Dravic] sang.", "[ORG A] (B) [ORG B]", "[", "[PER ]",
		"[LOC \xff] it",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tx, ms := marked(text)
		ms = slices.DeleteFunc(ms, func(m names.Mention) bool { return m.Span.Empty() })
		x := Read(tx, ms, aliases.Read(tx), "A")
		seen := 0
		for n, name := range x.Names {
			seen += len(name.Mentions)
			for _, m := range name.Mentions {
				if x.Of[m] != n {
					t.Fatalf("mention %d is of %d and %d", m, n, x.Of[m])
				}
			}
			if !slices.Contains(name.Forms, name.Form) {
				t.Fatalf("form %q is none of %q", name.Form, name.Forms)
			}
		}
		if seen != len(ms) {
			t.Fatalf("%d mentions of %d have a name", seen, len(ms))
		}
		for _, tok := range tx.Tokens {
			if n, _ := x.Resolve(tok, -1); n >= len(x.Names) {
				t.Fatalf("refers to %d of %d", n, len(x.Names))
			}
		}
	})
}

func TestWithSources(t *testing.T) {
	for _, c := range []struct{ name, text, source, want string }{
		{"an unknown word", "Vadask promises a vote.", "Vadask", "PER Vadask"},
		{"behind a title", "Commander Sepidar, who signs, left.", "Commander Sepidar, who signs", "PER Sepidar"},
		{"a body", "The Interior Ministry said so.", "The Interior Ministry", "ORG Interior Ministry"},
		{"a known word", "Officials said so.", "Officials", ""},
		{"a pronoun", "He said so.", "He", ""},
		{"a pronoun with a verb", "I’ve said so.", "I’ve", ""},
		{"found already", "[PER Vadask] said so.", "Vadask", "PER Vadask"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tx, ms := marked(c.text)
			at := strings.Index(tx.Text, c.source)
			var got []string
			for _, m := range WithSources(tx, ms, []cutting.Span{{Start: at, End: at + len(c.source)}}) {
				got = append(got, string(m.Kind)+" "+m.Span.In(tx.Text))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}
