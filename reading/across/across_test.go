package across

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/reading/names"
)

// texts reads one text a line: names of one kind each, parted by semicolons, forms of one name by commas; "="
// before a form marks that the text states it, "|" behind a form what the text states about the person: a gender
// or an office.
func texts(lines string) []Text {
	kinds := map[byte]names.Kind{'P': names.Person, 'O': names.Organisation, 'L': names.Place}
	var out []Text
	for n, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		t := Text{ID: fmt.Sprintf("t%d", n+1), Source: fmt.Sprintf("s%d", n%2), Date: fmt.Sprintf("2031-05-%02d", n+1)}
		for _, part := range strings.Split(line, ";") {
			part = strings.TrimSpace(part)
			if len(part) < 3 {
				continue
			}
			l := Local{Kind: kinds[part[0]]}
			for _, form := range strings.Split(part[2:], ",") {
				form = strings.TrimSpace(form)
				if rest, ok := strings.CutPrefix(form, "="); ok {
					form = rest
					l.Aliases = append(l.Aliases, Alias{Long: l.Form, Short: form, Cue: "bracket"})
				}
				form, traits, _ := strings.Cut(form, "|")
				switch traits {
				case "male", "female":
					l.Gender = traits
				case "doubt":
					l.Doubt = true
				case "":
				default:
					l.Offices = append(l.Offices, traits)
				}
				if l.Form == "" {
					l.Form = form
				}
				l.Uses = append(l.Uses, Use{Form: form, Count: 1, First: cutting.Span{Start: 1, End: 2}})
			}
			t.Names = append(t.Names, l)
		}
		out = append(out, t)
	}
	return out
}

// show writes the names that have several variants or uses.
func show(ns []Name) string {
	var out []string
	for _, n := range ns {
		var forms []string
		for _, v := range n.Variants {
			forms = append(forms, v.Form)
		}
		slices.Sort(forms)
		s := strings.Join(forms, ", ")
		for _, u := range n.Uses {
			s += " " + u.Text
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func TestJoin(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{"names of one country", "L U.S.; P Anna Vask\nL United States\nL the USA; O USA",
			"Anna Vask t1; U.S., USA, United States t1 t2 t3; USA t3"},
		{"equal", "P Ilya Dravic\nP Ilya DRAVIC", "Ilya Dravic t1 t2"},
		{"a people and its town", "L San Velmorico; P Anna Vask\nL San Velmoricans; P Anna Vask",
			"Anna Vask t1 t2; San Velmoricans t2; San Velmorico t1"},
		{"words of a body beside it in the same text", "O Velm Harbour Rowers; P Anna Vask\n" +
			"O Velm Harbour Rowers; O Harbour Rowers; P Anna Vask",
			"Anna Vask t1 t2; Harbour Rowers t2; Velm Harbour Rowers t1 t2"},
		{"capitals of a dateline", "L VELM HARBOUR\nL VELM HARBOUR\nL Velm Harbour", "Velm Harbour t1 t2 t3"},
		{"initials, and the same once as a word", "O NASA\nO NASA\nO Nasa", "NASA t1 t2 t3"},
		{"surname in company", "P Ilya Dravic; L Velm\nP Dravic; L Velm", "Dravic, Ilya Dravic t1 t2; Velm t1 t2"},
		{"surname without company", "P John Smith; L Velm\nP Smith; L Pell",
			"John Smith t1; Pell t2; Smith t2; Velm t1"},
		{"surname that is rare, without company", "P Ilya Dravic; L Velm\nP Dravic; L Pell",
			"Dravic t2; Ilya Dravic t1; Pell t2; Velm t1"},
		{"initials in little company", "O National Union of Stevedores; L Velm\nO NUS; L Velm",
			"NUS t2; National Union of Stevedores t1; Velm t1 t2"},
		{"initials in company", "O National Union of Stevedores; L Velm; L Pell; L Lask\nO NUS; L Velm; L Pell; L " +
			"Lask",
			"Lask t1 t2; NUS, National Union of Stevedores t1 t2; Pell t1 t2; Velm t1 t2"},
		{"corporate form", "O Corvalan Group; L Velm\nO Grupo Corvalan; L Velm",
			"Corvalan Group, Grupo Corvalan t1 t2; Velm t1 t2"},
		{"a man's surname, a woman's name", "P Mara Dravic|female; L Velm\nP Dravic|male; L Velm",
			"Dravic t2; Mara Dravic t1; Velm t1 t2"},
		{"a woman's surname, a man and a woman", "P Ilya Dravic; L Velm\nP Mara Dravic|female; L Velm\n" +
			"P Dravic|female; L Velm", "Dravic, Mara Dravic t2 t3; Ilya Dravic t1; Velm t1 t2 t3"},
		{"a surname beside the full name", "P Ilya Dravic; L Velm\nP Ilya Dravic; P Dravic; L Velm",
			"Dravic t2; Ilya Dravic t1 t2; Velm t1 t2"},
		{"another office", "P Ilya Dravic|minister; L Velm\nP Dravic|mayor; L Velm",
			"Dravic t2; Ilya Dravic t1; Velm t1 t2"},
		{"a surname in doubt", "P Ilya Dravic; L Velm\nP Dravic|doubt; L Velm",
			"Dravic t2; Ilya Dravic t1; Velm t1 t2"},
		{"the same office", "P Ilya Dravic|mayor; L Velm\nP Dravic|mayor; L Velm",
			"Dravic, Ilya Dravic t1 t2; Velm t1 t2"},
		{"another office, in much company", "P Ilya Dravic|minister; L Velm; L Pell; L Lask\n" +
			"P Dravic|mayor; L Velm; L Pell; L Lask", "Dravic, Ilya Dravic t1 t2; Lask t1 t2; Pell t1 t2; Velm t1 t2"},
		{"surname of two", "P Ilya Dravic; L Velm\nP Mara Dravic; L Velm\nP Dravic; L Velm",
			"Dravic t3; Ilya Dravic t1; Mara Dravic t2; Velm t1 t2 t3"},
		{"surname of two, company of one", "P Ilya Dravic; L Velm\nP Mara Dravic; L Pell\nP Dravic; L Velm",
			"Dravic, Ilya Dravic t1 t3; Mara Dravic t2; Pell t2; Velm t1 t3"},
		{"spelled, in company", "P Yusuf al-Harrani; L Velm\nP Youssef Harrani; L Velm",
			"Velm t1 t2; Youssef Harrani, Yusuf al-Harrani t1 t2"},
		{"spelled, no company", "P Yusuf al-Harrani; L Velm\nP Youssef Harrani; L Pell",
			"Pell t2; Velm t1; Youssef Harrani t2; Yusuf al-Harrani t1"},
		{"stated", "O People's Banner, =Parcham-e Khalq\nO Parcham-e Khalq", "Parcham-e Khalq, People's Banner t1 t2"},
		{"initials stated", "O Orvanian Seafarers' Union, =OSU\nO OSU", "OSU, Orvanian Seafarers' Union t1 t2"},
		{"initials of two", "O National Union of Stevedores, =UNE; L Selene\nO United New Energy, =UNE; L Velm\nO " +
			"UNE; L Velm",
			"National Union of Stevedores, UNE t1; Selene t1; UNE, United New Energy t2 t3; Velm t2 t3"},
		{"last word of a body, in company", "O Velm Healthcare; L Pell; L Lask\nO Healthcare; L Pell; L Lask",
			"Healthcare t2; Lask t1 t2; Pell t1 t2; Velm Healthcare t1"},
		{"two letters, in company", "O Pell Store; L Velm; L Lask; L Kest\nO PS; L Velm; L Lask; L Kest",
			"Kest t1 t2; Lask t1 t2; PS t2; Pell Store t1; Velm t1 t2"},
		{"a body read as a place", "O People's Banner Organization, =PBO\nL People's Banner, =PBO",
			"PBO, People's Banner, People's Banner Organization t1 t2"},
		{"a place with a body's initials", "O People's Banner Organization, =PBO\nL Pell Bay Ostrand, =PBO",
			"PBO, Pell Bay Ostrand t2; PBO, People's Banner Organization t1"},
		{"initials of another language beside the name",
			"O People's Banner; O OBP; L Velm\nO People's Banner, =OBP; L Velm",
			"OBP, People's Banner t1 t1 t2; Velm t1 t2"},
		{"branch", "O OSU\nO OSU-Lask", "OSU t1; OSU-Lask t2"},
		{"order of words, in company", "O Ministry of Transport; L Velm\nO Transport Ministry; L Velm",
			"Ministry of Transport, Transport Ministry t1 t2; Velm t1 t2"},
		{"kinds", "O Tessaly\nL Tessaly\nL Tessaly", "Tessaly t1 t2 t3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Join(texts(c.lines), Decisions{})); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestMoreCompanyAmongMany checks that among many texts a surname needs more company.
func TestMoreCompanyAmongMany(t *testing.T) {
	lines := "P Ilya Dravic; L Velm\nP Dravic; L Velm\n" +
		"P Mara Amsel; L Velm; L Pell; L Lask\nP Amsel; L Velm; L Pell; L Lask"
	x := NewIndex(Decisions{})
	x.limits.large = [2]int{4, 9}
	all := texts(lines)
	for _, tx := range all[:3] {
		x.Add(tx)
	}
	if got := show(x.Names()); !strings.Contains(got, "Dravic, Ilya Dravic t1 t2") {
		t.Errorf("three texts: %s", got)
	}
	x.Add(all[3])
	got := show(x.Names())
	if !strings.Contains(got, "Dravic t2; Ilya Dravic t1") || !strings.Contains(got, "Amsel t4; Dravic") {
		t.Errorf("four texts: %s", got)
	}
	five := texts(lines + "\nP Mara Amsel; L Velm; L Pell; L Lask")[4]
	x.Add(five) // more than one text has the full name
	got = show(x.Names())
	if !strings.Contains(got, "Dravic t2; Ilya Dravic t1") || !strings.Contains(got, "Amsel, Mara Amsel t3 t4 t5") {
		t.Errorf("five texts: %s", got)
	}
	x.Remove(five.ID)
	x.Remove("t4")
	if got := show(x.Names()); !strings.Contains(got, "Dravic, Ilya Dravic t1 t2") {
		t.Errorf("three texts again: %s", got)
	}
}

// TestKnownAmongMany checks whose shorter form is among many texts, where some text has the same company by chance.
func TestKnownAmongMany(t *testing.T) {
	with := "; L Velm; L Pell; L Lask"
	for _, c := range []struct{ name, lines, want string }{
		{"the bearer whom most texts name",
			"P Ilya Dravic" + with + "\nP Ilya Dravic" + with + "\nP Mara Dravic" + with +
				"; O Guild\nP Mara Dravic" + with + "; O Guild\nP Ilya Dravic\nP Dravic" + with + "; O Guild",
			"Dravic, Ilya Dravic t1 t2 t5 t6"},
		{"an initial of a list", "P Mara Dravic; L Velm; L Pell\nP M. Dravic; L Velm; L Pell\nL Lask\nL Lask",
			"M. Dravic t2; Mara Dravic t1"},
		{"a given name as a surname", "P Anna Jack" + with + "\nP Anna Jack" + with + "\nP Jack" + with + "\nL Lask",
			"Anna Jack t1 t2; Jack t3"},
		{"a court of whatever state", "O Mexico Supreme Court" + with + "\nO Texas Supreme Court" + with +
			"\nO Supreme Court" + with + "\nL Lask", "Supreme Court t3"},
		{"the force of another country", "O Jamaica Defence Force" + with + "\nO Jamaica Defence Force" + with +
			"\nO Defence Force" + with + "\nL Lask", "Jamaica Defence Force t1 t2; Defence Force t3"},
		{"the force of the country", "O Jamaica Defence Force" + with + "\nO Jamaica Defence Force" + with +
			"\nO Defence Force; L Jamaica" + with + "\nL Lask", "Defence Force, Jamaica Defence Force t1 t2 t3"},
		{"a department of one state", "O Texas Department of Ports" + with + "\nO Texas Department of Ports" + with +
			"\nO Department of Ports" + with + "\nL Lask", "Texas Department of Ports t1 t2; Department of Ports t3"},
		{"of no party", "O Communist Party" + with + "\nO Communist Party" + with + "\nO Communist" + with +
			"\nL Lask", "Communist Party t1 t2; Communist t3"},
		{"two places of one text", "L Malvono; L Velm; L Pell; L Lask; L Mard; L Melvono\nL Lask\nL Lask\nL Lask",
			"Malvono t1; Mard t1; Melvono t1"},
		{"a state and its body", "O Texas Council" + with + "\nO Texas" + with + "\nL Lask\nL Lask",
			"Texas t2; Texas Council t1"},
		{"two known towns", "L Hanover; L Velm; L Pell; L Lask; L Mard\n" +
			"L Hannover; L Velm; L Pell; L Lask; L Mard\nL Lask\nL Lask",
			"Hannover t2; Hanover t1"},
		{"a word for bodies in two languages", "O Parlament" + with + "\nO Parliament" + with + "\nL Lask\nL Lask",
			"Parlament t1; Parliament t2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := NewIndex(Decisions{})
			x.limits.large = [2]int{4, 9}
			for _, tx := range texts(c.lines) {
				x.Add(tx)
			}
			got := show(x.Names())
			for _, want := range strings.Split(c.want, "; ") {
				if !strings.Contains("; "+got+";", "; "+want+";") {
					t.Errorf("got  %s\nwant %s", got, c.want)
				}
			}
		})
	}
}

func TestDecisions(t *testing.T) {
	key := func(form string) Key { return Key{names.Person, form} }
	for _, c := range []struct {
		name, lines, want string
		d                 Decisions
	}{
		{"same", "P Abu Tolun\nP Ilya Dravic", "Abu Tolun, Ilya Dravic t1 t2",
			Decisions{Same: [][2]Key{{key("abu tolun"), key("ilya dravic")}}}},
		{"apart", "P Ilya Dravic, =Abu Tolun; P Bo Lee\nP Abu Tolun",
			"Abu Tolun t2; Abu Tolun, Ilya Dravic t1; Bo Lee t1",
			Decisions{Different: [][2]Key{{key("abu tolun"), key("ilya dravic")}}}},
		{"a surname split off is nobody's", "P Ilya Dravic; L Velm\nP Mara Dravic; L Velm\nP Dravic; L Velm; P Bo " +
			"Lee\nP Ilya Dravic, Dravic; L Velm; P Bo Lee", "Bo Lee t3 t4; Dravic t3; Dravic, Ilya Dravic t1 t4; " +
			"Mara Dravic t2; Velm t1 t2 t3 t4",
			Decisions{Different: [][2]Key{{key("mara dravic"), key("dravic")}}}},
		{"initials that a text states of another", "O Harbour Union, =HU\nO HU; L Velm\nO Pell Guild; L Lask",
			"HU, Harbour Union t1; HU, Pell Guild t2 t3; Lask t3; Velm t2",
			Decisions{Same: [][2]Key{{{names.Organisation, "hu"}, {names.Organisation, "pell guild"}}}}},
		{"none", "P Ilya Dravic\nP Bo Lee", "Bo Lee t2", Decisions{None: []Key{key("ilya dravic")}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Join(texts(c.lines), c.d)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestVariants(t *testing.T) {
	got := Join(texts("O Orvanian Seafarers' Union, =OSU\nO OSU\nO OSU"), Decisions{})
	if len(got) != 1 || len(got[0].Variants) != 2 {
		t.Fatalf("%+v", got)
	}
	n, v := got[0], got[0].Variants[0]
	if n.Form != "Orvanian Seafarers' Union" || v.Form != "OSU" || v.Texts != 3 || v.First != "2031-05-01" ||
		v.Last != "2031-05-03" || v.Sources["s0"] != 2 || v.Why != Stated || v.Evidence.Text != "t1" {
		t.Errorf("%+v", n)
	}
}

func TestRelated(t *testing.T) {
	got := Join(texts("O PBZ; L Velm; P Ilya Dravic\nO PBZ women's council; L Velm; P Mara Dravic"), Decisions{})
	var out []string
	for _, n := range got {
		for _, r := range n.Related {
			out = append(out, n.ID+" "+r.How+" "+r.Name)
		}
	}
	want := []string{"ORG:pbz part ORG:pbz womens council", "ORG:pbz womens council whole ORG:pbz",
		"PER:ilya dravic surname PER:mara dravic", "PER:mara dravic surname PER:ilya dravic"}
	if !slices.Equal(out, want) {
		t.Errorf("%q", out)
	}
}

// FuzzOrder checks that neither the order of texts nor those added and removed in
// between change the names.
func FuzzOrder(f *testing.F) {
	f.Add("P Ilya Dravic; L Velm\nP Dravic; L Velm\nP Mara Dravic\nP M. Dravic; L Velm", uint64(1))
	f.Add("O National Union of Stevedores, =UNE; L Selene\nO United New Energy, =UNE\nO UNE; L Velm\nL Strait of "+
		"Lask\nL Lask Strait",
		uint64(2))
	f.Add("P Yusuf al-Harrani; L Velm\nP Youssef Harrani; L Velm\nP Y. Harrani, =H; L Velm\nP Harrani, Youssef",
		uint64(3))
	f.Fuzz(func(t *testing.T, lines string, seed uint64) {
		ts := texts(lines)
		if len(ts) > 40 {
			return
		}
		want := Join(ts, Decisions{})
		r := rand.New(rand.NewPCG(seed, 1))
		x := NewIndex(Decisions{})
		for k, i := range r.Perm(len(ts)) {
			x.Add(ts[i])
			if k%3 == 1 {
				x.Names()
				x.Remove(ts[i].ID)
				x.Add(ts[i])
			}
			if k%3 == 2 {
				other := ts[i]
				other.Names = ts[0].Names
				x.Add(other)
				x.Names()
				x.Add(ts[i])
			}
		}
		if got := x.Names(); !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		uses := 0
		for _, n := range want {
			uses += len(n.Uses)
		}
		all := 0
		for _, tx := range ts {
			for _, l := range tx.Names {
				if x.writtenFormOf(l.Kind, l.Form).node != nil {
					all++
				}
			}
		}
		if uses != all {
			t.Fatalf("%d of %d local names have a name", uses, all)
		}
	})
}
