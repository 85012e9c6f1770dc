package aliases

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/reading/token"
)

// TestFormerPlaces checks that where somebody was before is no alias.
func TestFormerPlaces(t *testing.T) {
	text := token.New("So came chef Ana Roe (formerly of Velm Pier in Marl) and Ivo Pell, formerly with Vask Lines.")
	for _, p := range Read(text) {
		t.Errorf("%s = %s", p.Long.In(text.Text), p.Short.In(text.Text))
	}
}

func TestRead(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string // long = short
	}{
		{"a day of birth", "Vanessa Roe (born 22 December 1972) sings.", nil},
		{"one of a list",
			"The works are in the Metropolitan Museum of Art, MoMA, the Museum of Fine Arts and Tate.", nil},
		{"initials in a bracket", "The National Council of the Free Ports (NCFP) met.",
			[]string{"National Council of the Free Ports = NCFP"}},
		{"the nearest words that fit", "Lensvik and the Ferry Workers Union (FWU) sued.",
			[]string{"Ferry Workers Union = FWU"}},
		{"a plural", "They bought heavy goods vehicles (HGVs) abroad.", []string{"heavy goods vehicles = HGVs"}},
		{"abbreviation first", "The OPA (Orsania Press Agency) reported it.", []string{"Orsania Press Agency = OPA"}},
		{"two in one bracket", "The Free Republic of Orsania (FRO, Orsania) left.",
			[]string{"Free Republic of Orsania = FRO", "Free Republic of Orsania = Orsania"}},
		{"slashes in a bracket", "The Free Republic of Orsania (FRO/PMZ) left.",
			[]string{"Free Republic of Orsania = FRO", "Free Republic of Orsania = PMZ"}},
		{"the start of a word", "the Orsanian Police Office (Orpol) said", []string{"Orsanian Police Office = Orpol"}},
		{"and in a bracket", "The Free Republic of Orsania (FRO, PMZ and OFR) left.",
			[]string{"Free Republic of Orsania = FRO"}},
		{"initials in another order", "The National Guard (GN) fired.", []string{"National Guard = GN"}},
		{"initials of another language", "The Islands Liberation Army (EFI) denied it.",
			[]string{"Islands Liberation Army = EFI"}},
		{"by its initials", "The Workers Front, known by its Spanish initials FDT, agreed.",
			[]string{"Workers Front = FDT"}},
		{"also known as, two of them", "The Harbour Brigade (also known as the People's Harbour Guard, or PHG) " +
			"marched.",
			[]string{"Harbour Brigade = People's Harbour Guard", "Harbour Brigade = PHG"}},
		{"aka, two of them", "The Harbour Brigade, aka FRO/PMZ, marched.",
			[]string{"Harbour Brigade = FRO", "Harbour Brigade = PMZ"}},
		{"better known as", "The Coast Rescue, better known as the White Oars, sailed.",
			[]string{"Coast Rescue = White Oars"}},
		{"formerly", "The Island Rally (IR), formerly the Island Front, leads.",
			[]string{"Island Rally = IR", "Island Rally = Island Front"}},
		{"or, between commas", "The March 9 Movement, or M9, took the quay.", []string{"March 9 Movement = M9"}},
		{"apposed", "The Orsanian Republican Army, the ORA, ended it.", []string{"Orsanian Republican Army = ORA"}},
		{"turned round", "The Varda, as Orsania's navy is known, sailed.", []string{"Varda = Orsania's navy"}},
		{"a list of abbreviations", "FF = fabric filter; BP= boiling point.",
			[]string{"fabric filter = FF", "boiling point = BP"}},
		{"a place in a bracket", "The Port Board (Lensvik) agreed.", nil},
		{"an age", "Oren Vask (71) agreed.", nil},
		{"a party's letter", "Lina Holt (Labour) agreed.", nil},
		{"nothing to match", "He said so (VAT excluded).", nil},
		{"known for something", "The town, known for its cheese, voted.", nil},
		{"a day of birth", "Oren Vask (born May 12, 1971) agreed.", nil},
		{"a number and a date", "Read Costs of Arable Land (ERR-223, January 2017) first.", nil},
		{"a number in front", "The new 357H (Orsan Lake) is fast.", nil},
		{"a degree", "The heart surgeon Mira Dolan Vend, MD, agreed.", nil},
		{"a list", "Filed under Streets and Verges, SUV, buses.", nil},
		{"no name in front", "They sat exams like the SAT, LSAT, and others.", nil},
		{"empty", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range Read(token.New(c.text)) {
				got = append(got, p.Long.In(c.text)+" = "+p.Short.In(c.text))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("The Harbour Brigade (also known as the (PHG, or P.) formerly = X (Y)")
	f.Add("A (B) (C (D)) , as \xff is known")
	f.Add("((((((((((AB = abc")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range Read(token.New(s)) {
			for _, x := range []struct{ a, b int }{{p.Long.Start, p.Long.End}, {p.Short.Start, p.Short.End}} {
				if x.a < 0 || x.b <= x.a || x.b > len(s) {
					t.Fatalf("pair %+v in %d bytes", p, len(s))
				}
			}
			if p.Long.Overlaps(p.Short) {
				t.Fatalf("long and short overlap: %+v", p)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const text = "The National Council of the Free Ports (NCFP) met on Friday, and nobody could say why. " +
		"The Island Rally (IR), formerly the Island Front, leads in all polls taken since the closure of the berth.\n"
	t := token.New(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read(t)
	}
}
