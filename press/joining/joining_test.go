package joining_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/joining"
	"cuttings/press/readers"
)

var ctx = context.Background()

// page returns a page with one article, whose local names are given: forms of one name parted by "=", names by
// ";".
func page(n int, source, names string) (catalogue.PageReading, catalogue.StageRow) {
	at := time.Date(2031, 5, n%28+1, 0, 0, 0, 0, time.UTC)
	id := fmt.Sprintf("c%03d", n)
	src := catalogue.Source{ID: source, Name: source}
	s := catalogue.Sighting{CuttingID: "cut-" + id, CaptureID: id, Kind: cutting.Article, Source: src, Lang: "en",
		Headline: names, Text: "A text.", Published: cutting.Date{Value: at.Format(time.DateOnly)}, Captured: at,
		Added: at, Version: cutting.Sum([]byte(names + id)), Bytes: []cutting.Range{{End: 9}}}
	var l cutting.Locals
	for _, name := range strings.Split(names, ";") {
		name = strings.TrimSpace(name)
		kind, rest, ok := strings.Cut(name, " ")
		if !ok {
			continue
		}
		local := cutting.LocalName{Kind: kind}
		for i, form := range strings.Split(rest, "=") {
			form = strings.TrimSpace(form)
			if i == 0 {
				local.Form = form
			} else {
				local.Aliases = append(local.Aliases, cutting.LocalAlias{Long: local.Form, Short: form, Cue: "bracket",
					At: cutting.At{Start: 1, End: 5}})
			}
			local.Uses = append(local.Uses, cutting.LocalUse{Form: form, Count: 1,
				First: cutting.At{Start: 1, End: 2}})
		}
		l.Names = append(l.Names, local)
	}
	value, err := json.Marshal(l)
	if err != nil {
		panic(err)
	}
	return catalogue.PageReading{
			Page: catalogue.PageRow{Capture: cutting.Capture{ID: id, Time: at}, Added: at, Source: src,
				Versions: press.Versions()},
			Sightings: []catalogue.Sighting{s}},
		catalogue.StageRow{RowKey: catalogue.RowKey{Stage: readers.LocalNames, Key: catalogue.TextKey(&s)},
			Of: catalogue.OfText, Version: 1, Value: value}
}

var archive = []string{
	"ORG Orvanian Seafarers' Union=OSU; LOC Velm; PER Ilya Dravic",
	"ORG OSU; LOC Velm; PER Dravic",
	"ORG Seafarers' Union of Orvania; PER Mara Dravic; LOC Pell",
	"PER Yusuf al-Harrani; LOC Velm; LOC Pell", "PER Youssef Harrani; LOC Selene",
	"LOC Velm; PER Ilya Dravic; ORG Coast Guard", "LOC Pell; PER Mara Dravic",
}

func apply(t *testing.T, c catalogue.Writer, from int, names ...string) {
	t.Helper()
	var b catalogue.Batch
	for i, n := range names {
		p, r := page(from+i, fmt.Sprintf("s%d.example", (from+i)%3), n)
		b.Pages, b.Rows = append(b.Pages, p), append(b.Rows, r)
	}
	if err := c.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, j *joining.Joiner, c press.Catalogue, d cutting.NameDecisions) {
	t.Helper()
	if err := j.Stage(func() cutting.NameDecisions { return d }).Archive(ctx, c); err != nil {
		t.Fatal(err)
	}
}

// rows returns the stage's rows except its mark, which is a position in one catalogue, and the kept memory.
func rows(t *testing.T, c catalogue.Rows) map[string]string {
	t.Helper()
	out := map[string]string{}
	if err := c.Rows(ctx, joining.StageName, "", func(r catalogue.StageRow) bool {
		if r.Key != "mark" && !strings.HasPrefix(r.Key, "memory/") && !strings.HasPrefix(r.Key, "since/") {
			out[r.Key] = string(r.Value)
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNamesAreJoinedAndFound(t *testing.T) {
	c := memory.New()
	apply(t, c, 0, archive...)
	run(t, &joining.Joiner{}, c, cutting.NameDecisions{})
	found, err := joining.Lookup{}.ByForm(ctx, c, "osu")
	if err != nil || len(found) != 1 {
		t.Fatalf("%d names are called OSU, %v", len(found), err)
	}
	n := found[0]
	if n.ID != "ORG:orvanian seafarers union" && n.Texts != 2 || len(n.Variants) < 2 || n.First != "2031-05-01" {
		t.Errorf("%+v", n)
	}
	for _, v := range n.Variants {
		if v.Evidence.Cutting == "" || v.Evidence.At.Span().Empty() {
			t.Errorf("no evidence for %q: %+v", v.Form, v)
		}
	}
	list, err := joining.Lookup{}.List(ctx, c)
	if err != nil || len(list) == 0 || list[0].Form != "Velm" || list[0].Texts != 4 {
		t.Errorf("the list begins with %+v, %v", list, err)
	}
	if _, err := (joining.Lookup{}).Name(ctx, c, "PER:nobody"); cutting.KindOf(err) != cutting.NotFound {
		t.Errorf("a name there is not: %v", err)
	}
}

// TestNamesReadAgainAreJoinedAgain: a text that is read again, with no change of any cutting,
// gives its names anew.
func TestNamesReadAgainAreJoinedAgain(t *testing.T) {
	c := memory.New()
	j := &joining.Joiner{}
	apply(t, c, 0, archive...)
	run(t, j, c, cutting.NameDecisions{})
	_, again := page(0, "s0.example", archive[0])
	again.Value, again.Version = []byte(`{}`), 2
	if err := c.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{again}}); err != nil {
		t.Fatal(err)
	}
	run(t, j, c, cutting.NameDecisions{})
	found, err := joining.Lookup{}.ByForm(ctx, c, "velm")
	if err != nil || len(found) != 1 || found[0].Texts != 3 {
		t.Errorf("%+v, %v: want the three texts that still say so", found, err)
	}
}

// TestOrderOfAddingChangesNothing: whatever order pages come in, in one run or many, by
// one joiner or by others that begin anew, the rows are the same.
func TestOrderOfAddingChangesNothing(t *testing.T) {
	c := memory.New()
	apply(t, c, 0, archive...)
	run(t, &joining.Joiner{}, c, cutting.NameDecisions{})
	want := rows(t, c)
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 1))
		c, j := memory.New(), &joining.Joiner{}
		for _, i := range r.Perm(len(archive)) {
			apply(t, c, i, archive[i])
			if r.IntN(2) == 0 {
				run(t, j, c, cutting.NameDecisions{})
			}
			if r.IntN(3) == 0 {
				j = &joining.Joiner{}
			}
		}
		run(t, j, c, cutting.NameDecisions{})
		if d := cmp.Diff(want, rows(t, c)); d != "" {
			t.Errorf("seed %d:\n%s", seed, d)
		}
	}
}

// TestStepByStep checks that names, lists and proposals are, after any steps, those of
// joining what is left at once.
func TestStepByStep(t *testing.T) {
	all := append(slices.Clone(archive), "PER Ilia Dravic; LOC Lask", "ORG Seafarers Union; LOC Lask",
		"PER Yousef Harani", "ORG Orvanian Seafarers Union=O.S.U.")
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 4))
		c, j := memory.New(), &joining.Joiner{}
		there := map[int]bool{}
		for range 40 {
			i := r.IntN(len(all))
			if there[i] = !there[i]; there[i] {
				apply(t, c, i, all[i])
			} else {
				p, _ := page(i, fmt.Sprintf("s%d.example", i%3), all[i])
				p.Sightings = nil
				if err := c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{p}}); err != nil {
					t.Fatal(err)
				}
			}
			run(t, j, c, cutting.NameDecisions{})
		}
		whole := memory.New()
		for i := range all {
			if there[i] {
				apply(t, whole, i, all[i])
			}
		}
		run(t, &joining.Joiner{}, whole, cutting.NameDecisions{})
		if d := cmp.Diff(rows(t, whole), rows(t, c)); d != "" {
			t.Fatalf("seed %d (-at once +step by step):\n%s", seed, d)
		}
	}
}

// TestWhatGoesIsForgotten: a name is dropped when its page is read again without it.
func TestWhatGoesIsForgotten(t *testing.T) {
	c, j := memory.New(), &joining.Joiner{}
	apply(t, c, 0, archive[1:]...)
	run(t, j, c, cutting.NameDecisions{})
	want := rows(t, c)
	apply(t, c, 100, "PER Ilya Dravic; LOC Velm; LOC Kestrel=Old Kestrel")
	run(t, j, c, cutting.NameDecisions{})
	if cmp.Equal(want, rows(t, c)) {
		t.Fatal("the page changed nothing")
	}
	p, _ := page(100, "s1.example", "")
	p.Sightings = nil
	if err := c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{p}}); err != nil {
		t.Fatal(err)
	}
	run(t, j, c, cutting.NameDecisions{})
	if d := cmp.Diff(want, rows(t, c)); d != "" {
		t.Error(d)
	}
}

// TestDecisionsAboutNames: a merge, a split, a renaming and what is no name take effect
// in the next run and are undone as easily.
func TestDecisionsAboutNames(t *testing.T) {
	c, j := memory.New(), &joining.Joiner{}
	apply(t, c, 0, archive...)
	run(t, j, c, cutting.NameDecisions{})
	before := rows(t, c)
	key := func(kind, form string) cutting.NameKey { return joining.KeyOf(kind, form) }
	one := func(form string) *cutting.JoinedName {
		t.Helper()
		found, err := joining.Lookup{}.ByForm(ctx, c, form)
		if err != nil || len(found) > 1 {
			t.Fatalf("%s: %v, %v", form, found, err)
		}
		if len(found) == 0 {
			return nil
		}
		return found[0]
	}
	for _, tt := range []struct {
		name string
		d    cutting.NameDecisions
		ok   func() bool
	}{
		{"merge", cutting.NameDecisions{Same: [][2]cutting.NameKey{{key("PER", "Yusuf al-Harrani"),
			key("PER", "Youssef Harrani")}}}, func() bool {
			n := one("Youssef Harrani")
			return n != nil && len(n.Variants) == 2 && n.Texts == 2
		}},
		{"split", cutting.NameDecisions{Different: [][2]cutting.NameKey{{key("ORG", "OSU"),
			key("ORG", "Orvanian Seafarers' Union")}}}, func() bool {
			n := one("OSU")
			return n == nil || !strings.Contains(fmt.Sprint(n.Variants), "Orvanian")
		}},
		{"rename", cutting.NameDecisions{Forms: []cutting.Naming{{Of: key("LOC", "Velm"), Form: "Port of Velm"}}},
			func() bool { n := one("Velm"); return n != nil && n.Form == "Port of Velm" && n.Renamed }},
		{"no name", cutting.NameDecisions{None: []cutting.NameKey{key("LOC", "Velm")}},
			func() bool { return one("Velm") == nil }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			run(t, j, c, tt.d)
			if !tt.ok() {
				t.Errorf("it had no effect: %v", rows(t, c))
			}
			fresh := memory.New()
			apply(t, fresh, 0, archive...)
			run(t, &joining.Joiner{}, fresh, tt.d)
			if d := cmp.Diff(rows(t, fresh), rows(t, c)); d != "" {
				t.Errorf("a rebuild gives others:\n%s", d)
			}
			run(t, j, c, cutting.NameDecisions{})
			if d := cmp.Diff(before, rows(t, c)); d != "" {
				t.Errorf("taken back, it is not as before:\n%s", d)
			}
		})
	}
}

// TestProposals: similar forms that never occur together are proposed, until somebody decides about them.
func TestProposals(t *testing.T) {
	c, j := memory.New(), &joining.Joiner{}
	apply(t, c, 0, archive...)
	apply(t, c, 50, "PER Youssef Harrani; LOC Selene", "PER Yusuf al-Harrani; LOC Pell")
	run(t, j, c, cutting.NameDecisions{})
	list, err := joining.Lookup{}.Proposals(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	var harrani *cutting.ProposedMerge
	for i := range list {
		if strings.Contains(list[i].FormA+list[i].FormB, "Harrani") {
			harrani = &list[i]
		}
	}
	if harrani == nil || harrani.How != "spelled" {
		t.Fatalf("%+v", list)
	}
	pair := [2]cutting.NameKey{joining.KeyOf("PER", harrani.A.Form), joining.KeyOf("PER", harrani.B.Form)}
	run(t, j, c, cutting.NameDecisions{Unsure: [][2]cutting.NameKey{pair}})
	if after, err := (joining.Lookup{}).Proposals(ctx, c); err != nil || len(after) != len(list)-1 {
		t.Errorf("%d proposals of %d are left, %v", len(after), len(list), err)
	}
}
