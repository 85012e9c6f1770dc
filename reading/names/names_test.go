package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/reading/token"
)

// The sentences are invented; the names in them are in no list of ours except the most common given names and
// countries.
func TestRead(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, text string
		want       []string // kind and words
	}{
		{"a person with a title", "The strike was called off by Minister Oren Vask on Friday.",
			[]string{"PER Oren Vask"}},
		{"a possessive", "In January the police searched Maria Lindqvist's house.", []string{"PER Maria Lindqvist"}},
		{"a country and a city", "Troops from Turkey crossed into Syria near Aleppo.",
			[]string{"LOC Turkey", "LOC Syria", "LOC Aleppo"}},
		{"an organisation of several words", "A spokesman for the European Court of Human Rights declined to comment.",
			[]string{"ORG European Court of Human Rights"}},
		{"a dateline", "VELM, Marivo, Feb 28 (Meridian) - The ferry sank.",
			[]string{"LOC VELM", "LOC Marivo", "ORG Meridian"}},
		{"a hyphen", "The union OSU-Lask and Sabine Langner-Rott left.",
			[]string{"ORG OSU-Lask", "PER Sabine Langner-Rott"}},
		{"a surname after its address", "So when Ms. Rios says so, Dr Halek listens in Velm.",
			[]string{"PER Rios", "PER Halek", "LOC Velm"}},
		{"no dateline", "WARNING: the ferry sank.", nil},
		{"initials introduced", "The terrorist grouplet known as the People's Banner of Zarestan (PBZ) left.",
			[]string{"ORG People's Banner of Zarestan", "ORG PBZ"}},
		{"a surname overlooked", "Oren Vask left. The crew asked why, and Vask: nobody knew.",
			[]string{"PER Oren Vask", "PER Vask"}},
		{"what somebody is accused of", "The government accused the banned Keepers' Union of stirring up strife.",
			[]string{"ORG Keepers' Union"}},
		{"two initials with a stroke", "Members of the OSU/PMZ left Iraq.",
			[]string{"ORG OSU", "ORG PMZ", "LOC Iraq"}},
		{"a possessive within a body's name", "The Tessaly Workers’ Union has left.",
			[]string{"ORG Tessaly Workers’ Union"}},
		{"a method with initials", "They sell by pay-per-sale (PPS). PPS is dear.", nil},
		{"what applications are made with",
			"They make Harbour Presentation Foundation (HPF) applications. HPF applications " +
				"are new.", nil},
		{"what initials are of is told behind them",
			"They sponsor the Velm Study Opportunity for Learning (VSOL) program. VSOL is old.", nil},
		{"several bodies of a kind", "The idea of World Class Universities (WCU) is old. WCU is dear.", nil},
		{"a conference", "They meet at the Harbour Crane Conference (HCC) in May. HCC is dear.", nil},
		{"a method by its ending", "They use Velm Spectroscopy (VSC) here. VSC is dear.", nil},
		{"one of many", "It is a full-service HEO (Harbour Employer Organization) and shop.", nil},
		{"a body in general", "They asked Utility Company (UC) and left.", nil},
		{"a method with a hyphen", "It is Multi-Modal Crane Learning for Harbours (MCL-HB). The MCL-HB is dear.", nil},
		{"a title with initials", "Actual Cash Value (ACV) is paid.", nil},
		{"a service with initials", "They rent Harbour Crane Leasing (HCL) boats. HCL is dear.", nil},
		{"a degree with initials", "Ana Vask is a Fellow of the Harbour Society (FHS).",
			[]string{"PER Ana Vask"}},
		{"several of a thing with initials", "Neural Hull Models (NHMs) and Deep Keel Finance (DeKF) came.", nil},
		{"a body by its noun",
			"The National Alliance on Harbour Illness (NAHI) left.",
			[]string{"ORG National Alliance on Harbour Illness", "ORG NAHI"}},
		{"a kind of body", "A Professional Harbour Organization (PHO) helps. You need a PHO. Your PHO is paid.", nil},
		{"a body of another language",
			"The Lashkar-e Khalq Movement left. Lashkar-e Khalq (LEK) said so. LEK said no.",
			[]string{"ORG Lashkar-e Khalq Movement", "LOC Lashkar-e Khalq", "LOC LEK", "ORG LEK"}},
		{"a body by what it does", "Pell Sea Rescue (PSR) left. PSR said on Friday that PSR members were safe.",
			[]string{"ORG Pell Sea Rescue", "ORG PSR", "ORG PSR", "ORG PSR"}},
		{"a program by what it is", "Vask Sheet is a program for harbours. Vask Sheet is dear.", nil},
		{"a product read as a person", "Read our Oren A4 Vaskov Review. An A4 Vaskov is dear.", nil},
		{"a heading read as a person", "Oren Pricing is dear. Anna Vask Pricing, said Oren.",
			[]string{"PER Anna Vask", "PER Oren"}},
		{"what is a person's", "Read the Ana Roe Newsletter.", []string{"PER Ana Roe"}},
		{"a possessive within a person's name",
			"Here we see Aaron Vask’s Maximus. It was first grown by Joe Vask’s father.",
			[]string{"PER Aaron Vask", "PER Maximus", "PER Joe Vask"}},
		{"one and several", "A Harbour Media Marketer is patient. Harbour Media Marketers left.", nil},
		{"what is behind names of companies", "They asked Pell Moving Co., Inc. and Co., Inc. left.",
			[]string{"ORG Pell Moving Co., Inc."}},
		{"a title within",
			"It rose by more than 10 percent, GSAS Dean Emma Vask announced in an email Monday.",
			[]string{"PER Emma Vask"}},
		{"a verb behind", "Nobody knew. It will be as soon as Bob pulls from Alice’s repository. Bob pulls it.",
			[]string{"PER Bob", "PER Alice", "PER Bob"}},
		{"what a body met about",
			"Tampa Bay holds the NFC South lead. Victories in the next two games would clinch the " +
				"NFC South for the Bucs and make them irrelevant.",
			[]string{"LOC Tampa Bay", "ORG NFC South", "ORG NFC South"}},
		{"what one is bidden to do",
			"You couldn't just write it and ship it. Enter Babel. Babel was good. We left Babel.",
			[]string{"ORG Babel", "ORG Babel", "ORG Babel"}},
		{"against whom",
			"It was the greatest in the history of the sport.\n\nvs. Rafael Nadal\n\nHe won.",
			[]string{"PER Rafael Nadal"}},
		{"a size", "Symm 58g 3395 Solid, symmetric 127x67x38mm 8KHz Glorious Model.", nil},
		{"a model", "The verdict is that the Bowers & Wilkins Px7 S2e are the best.", nil},
		{"a preposition before a name", "Across Microsoft, we track it. We left Microsoft.",
			[]string{"ORG Microsoft", "ORG Microsoft"}},
		{"several persons by initials", "The CISOs left early.", nil},
		{"a thing written small", "We use Content management systems (CMS). The CMS sank.", nil},
		{"an article before a person", "The Oren Vaskov is fast. We drove the Oren Vaskov in Velm.",
			[]string{"LOC Velm"}},
		{"several things", "The FAQs and HDDs are gone.", nil},
		{"a verb before a name", "Misusing Vask's name, they left. Vask spoke. Ana Vask left.",
			[]string{"PER Vask", "PER Vask", "PER Ana Vask"}},
		{"one of many bodies", "A Professional Harbour Office (PXO) helps. Your PXO is paid.", nil},
		{"a numbered product", "The Hoka Tecton 3 is fast, says Emma Vask.", []string{"PER Emma Vask"}},
		{"two chambers", "Both the House and Senate left. The Senate said so.",
			[]string{"ORG House", "ORG Senate", "ORG Senate"}},
		{"a zone with initials", "They pay in the Ultra Low Harbour Zone (ULHZ). ULHZ said no, the ULHZ officials " +
			"said.",
			nil},
		{"a firm read as a place", "They left Bellmond for it. Bellmond is a leading travel agency. They like " +
			"Bellmond.",
			[]string{"ORG Bellmond", "ORG Bellmond", "ORG Bellmond"}},
		{"a chemical with initials", "They use Velmopropylene (VPL) there. VPL is dear.", nil},
		{"no names", "The talks failed because nobody wanted them to succeed.", nil},
		{"empty", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range r.Read(token.New(c.text), "en") {
				got = append(got, string(m.Kind)+" "+m.Span.In(c.text))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// The reader finds nothing in a language it was not trained on.
// TestThingsElsewhere checks that what is a thing in English is none in a German text.
func TestThingsElsewhere(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const text = "Seit einem Jahr lebt Ilya in Aleppo mit dem Chronic Harbour Syndrome (CHS). Das CHS ist selten."
	for _, m := range r.Read(token.New(text), "de") {
		if w := m.Span.In(text); w == "CHS" || strings.Contains(w, "Syndrome") {
			t.Errorf("%s %s is a name", m.Kind, w)
		}
	}
}

func TestOtherLanguagesAreLeftAlone(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const text = "Minister Oren Vask met Maria Lindqvist in Turkey."
	for lang, want := range map[string]bool{"en": true, "en-GB": true, "sw": false, "": false} {
		if got := len(r.Read(token.New(text), lang)) > 0; got != want {
			t.Errorf("in %q: names found %v, want %v", lang, got, want)
		}
	}
}

func TestIsAllowedTransition(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"", "B-PER", true}, {"", "I-PER", false}, {"B-PER", "L-PER", true}, {"B-PER", "L-ORG", false},
		{"B-PER", "O", false}, {"B-PER", "", false}, {"L-PER", "", true}, {"O", "U-LOC", true},
		{"U-LOC", "U-LOC", true},
	} {
		if got := IsAllowedTransition(c.before, c.after); got != c.want {
			t.Errorf("Allowed(%q, %q) = %v, want %v", c.before, c.after, got, c.want)
		}
	}
}

// Training examples agree with the mentions, as far as tokens and sentences can express them.
func TestExamplesKeepMentions(t *testing.T) {
	const text = "Oren Vask spoke. The Port Board of Lensvik denied it."
	at := func(s string) Mention {
		i := strings.Index(text, s)
		m := Mention{Kind: Organisation}
		m.Span.Start, m.Span.End = i, i+len(s)
		return m
	}
	var tags []string
	for _, e := range Examples(token.New(text), "en", []Mention{at("Oren Vask"), at("Port Board of Lensvik")}) {
		for _, k := range e.Tags {
			tags = append(tags, Tags()[k])
		}
	}
	want := strings.Fields("B-ORG L-ORG O O O B-ORG I-ORG I-ORG L-ORG O O O")
	if d := cmp.Diff(want, tags); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzRead(f *testing.F) {
	r, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Minister Oren Vask met the Board.\nTHE BOARD SAID NO")
	f.Add("\xff\xfe Ⅷ. ’s 東京")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, m := range r.Read(token.New(s), "en") {
			if m.Span.Start < end || m.Span.Empty() || m.Span.End > len(s) {
				t.Fatalf("mention %v after %d in %d bytes", m, end, len(s))
			}
			end = m.Span.End
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("The strike was called off by Minister Oren Vask on Friday, the Port Board of Lensvik "+
		"said. "+
		"Nobody could say when the boats would leave again, and the board declined to comment on the costs of the "+
		"delay.\n", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.Read(token.New(text), "en")
	}
}
