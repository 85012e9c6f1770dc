package across

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/internal/pack"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// randomText returns a text of names that have much to do with each other.
func randomText(r *rand.Rand, id string) Text {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	t := Text{ID: id, Source: pick("a", "b", ""), Date: pick("2031", "2031-05-02", "2030-01-01", "")}
	for range r.IntN(6) {
		l := Local{}
		given, family := pick("Ilya", "Mara", "I.", "Ilia", "Maria Ada"),
			pick("Dravic", "Harrani", "al-Harani", "Smith")
		switch r.IntN(4) {
		case 0:
			l = Local{Kind: names.Person, Form: given + " " + family}
			if r.IntN(3) == 0 {
				l.Uses = append(l.Uses, Use{Form: family, Count: 1 + r.IntN(2)})
			}
		case 1:
			l = Local{Kind: names.Person, Form: pick(family, given, "Abu Tolun", "Velm")}
		case 2:
			l = Local{Kind: names.Organisation, Form: pick("Orvanian Seafarers' Union", "Seafarers' Union", "OSU",
				"Osu", "Union of Orvanian Seafarers", "OSU women's council",
				"Orvanian Seafarers' Union women's council")}
			if r.IntN(3) == 0 {
				l.Uses = append(l.Uses, Use{Form: "OSU"})
				l.Aliases = []Alias{{Long: l.Form, Short: "OSU", Cue: "bracket",
					Span: cutting.Span{Start: r.IntN(5), End: 9}}}
			}
		default:
			l = Local{Kind: pick2(r, names.Place, names.Organisation), Form: pick("Velm", "Port of Velm", "Tessaly",
				"Lask Strait", "Strait of Lask")}
		}
		l.Uses = append([]Use{{Form: l.Form, Count: 1 + r.IntN(3), First: cutting.Span{Start: r.IntN(9), End: 10}}},
			l.Uses...)
		if l.Kind == names.Person {
			l.Gender, l.Doubt = pick("", "", "male", "female"), r.IntN(5) == 0
			if r.IntN(3) == 0 {
				l.Offices = []string{pick("mayor", "minister")}
			}
		}
		t.Names = append(t.Names, l)
	}
	if n := len(t.Names); n > 1 && r.IntN(3) == 0 {
		t.Parts = append(t.Parts, within.Part{Part: r.IntN(n), Whole: r.IntN(n)})
	}
	return t
}

func pick2(r *rand.Rand, a, b names.Kind) names.Kind {
	if r.IntN(2) == 0 {
		return a
	}
	return b
}

// restored returns an index that was kept and read back.
func restored(t *testing.T, x *Index, d Decisions, set limits) *Index {
	t.Helper()
	w := &pack.Writer{}
	x.Keep(w)
	b, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	r, err := pack.NewReader(b)
	if err != nil {
		t.Fatal(err)
	}
	y := NewIndex(d)
	y.limits = set
	if err := y.Restore(r); err != nil {
		t.Fatal(err)
	}
	return y
}

// storeHolders stores the holders of a form in some shards, as rows do.
func storeHolders(stored map[string]map[int]map[string]*FormTexts, x *Index, form string, shards uint32) {
	if !x.HasSeveralNames(form) {
		delete(stored, form)
		return
	}
	if stored[form] == nil {
		stored[form], shards = map[int]map[string]*FormTexts{}, ^uint32(0)
	}
	now := x.Holders(form, shards)
	for shard := range Shards {
		if shards&(1<<shard) == 0 {
			continue
		}
		delete(stored[form], shard)
		if now[shard] != nil {
			stored[form][shard] = now[shard]
		}
	}
}

// TestStepByStep checks that an index that changed step by step has the names that joining all texts at once
// gives, and that the results of Update add up to them.
func TestStepByStep(t *testing.T) {
	person := func(form string) Key { return Key{names.Person, form} }
	decided := []Decisions{{}, {Same: [][2]Key{{person("abu tolun"), person("ilya dravic")}},
		Different: [][2]Key{{person("mara smith"), person("smith")}}, None: []Key{person("maria ada dravic")}},
		{None: []Key{person("dravic"), {names.Place, "velm"}},
			Different: [][2]Key{{person("ilya dravic"), person("ilia dravic")}}}}
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			set := limits{1 + r.IntN(6), 3 + r.IntN(30), [2]int{2 + r.IntN(8), 5 + r.IntN(9)}}
			d := decided[r.IntN(len(decided))]
			x := NewIndex(d)
			x.limits = set
			texts := map[string]Text{}
			reported := map[string]Name{}
			stored := map[string]map[int]map[string]*FormTexts{} // what is shared, by form
			for step := range 60 {
				n := r.IntN(14)
				id := fmt.Sprint(string(rune('a'+n%3)), n) // of three shards
				if r.IntN(4) == 0 {
					x.Remove(id)
					delete(texts, id)
				} else {
					texts[id] = randomText(r, id)
					x.Add(texts[id])
				}
				if r.IntN(9) == 0 {
					d = decided[r.IntN(len(decided))]
					x.Decide(d)
				}
				if r.IntN(3) > 0 {
					continue
				}
				changes := x.Update()
				if r.IntN(3) == 0 { // as the next process has it
					x = restored(t, x, d, set)
				}
				for _, id := range changes.Gone {
					delete(reported, id)
				}
				for _, n := range changes.Names {
					reported[n.ID] = n
				}
				again := NewIndex(d)
				again.limits = set
				for _, tx := range texts {
					again.Add(tx)
				}
				for form, shards := range changes.Forms {
					storeHolders(stored, x, form, shards)
				}
				all := map[string]map[int]map[string]*FormTexts{}
				for form := range again.Update().Forms {
					storeHolders(all, again, form, ^uint32(0))
				}
				if d := diff.Diff(all, stored); d != "" {
					t.Fatalf("step %d: %s", step, d)
				}
				want, got := again.Names(), x.Names()
				if d := diff.Diff(want, got); d != "" {
					t.Fatalf("step %d: %s", step, d)
				}
				if len(reported) != len(want) {
					t.Fatalf("step %d: %d names reported, %d wanted", step, len(reported), len(want))
				}
				for _, n := range want {
					n.Uses = nil
					if !reflect.DeepEqual(reported[n.ID], n) {
						t.Fatalf("step %d: reported %+v\nwant %+v", step, reported[n.ID], n)
					}
				}
			}
		})
	}
}
