package joining_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/press/joining"
)

// counting counts the cuttings that are read of a catalogue.
type counting struct {
	*memory.Catalogue
	read int
}

func (c *counting) EntriesOf(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	c.read += len(ids)
	return c.Catalogue.EntriesOf(ctx, ids)
}

// TestNextProcessReadsWhatChanged checks that a new joiner reads what changed since an earlier one kept its
// memory, and no other cutting.
func TestNextProcessReadsWhatChanged(t *testing.T) {
	c := &counting{Catalogue: memory.New()}
	apply(t, c, 0, archive...)
	run(t, joining.NewJoiner(3), c, cutting.NameDecisions{})
	if c.read != len(archive) {
		t.Fatalf("%d cuttings read, want %d", c.read, len(archive))
	}
	for n := range 2 { // the second begins with the first one's memory
		c.read = 0
		apply(t, c, 60+n, "ORG OSU; LOC Velm; PER Mara Dravic")
		run(t, joining.NewJoiner(3), c, cutting.NameDecisions{})
		if c.read != n+1 {
			t.Errorf("%d cuttings read, want %d", c.read, n+1)
		}
	}
	found, err := joining.Lookup{}.ByForm(ctx, c, "OSU")
	if err != nil || len(found) != 1 || found[0].Texts != 4 {
		t.Errorf("%+v, %v", found, err)
	}
}

// TestReleasedJoinerReadsWhatChanged checks that a joiner whose memory was released goes on like that of the next
// process.
func TestReleasedJoinerReadsWhatChanged(t *testing.T) {
	c := &counting{Catalogue: memory.New()}
	apply(t, c, 0, archive...)
	j := joining.NewJoiner(3)
	release := j.Stage(func() cutting.NameDecisions { return cutting.NameDecisions{} }).Release
	run(t, j, c, cutting.NameDecisions{})
	for n := range 2 {
		release()
		c.read = 0
		run(t, j, c, cutting.NameDecisions{})
		if c.read > 0 {
			t.Errorf("%d cuttings read though nothing changed", c.read)
		}
		apply(t, c, 60+n, "ORG OSU; LOC Velm; PER Mara Dravic")
		run(t, j, c, cutting.NameDecisions{})
		if c.read != n+1 {
			t.Errorf("%d cuttings read, want %d", c.read, n+1)
		}
	}
	found, err := joining.Lookup{}.ByForm(ctx, c, "OSU")
	if err != nil || len(found) != 1 || found[0].Texts != 4 {
		t.Errorf("%+v, %v", found, err)
	}
}

// TestNextProcessStepByStep checks that processes that follow each other, each of which adds pages, removes
// some or decides, give the same rows as joining all at once.
func TestNextProcessStepByStep(t *testing.T) {
	key := func(kind, form string) cutting.NameKey { return joining.KeyOf(kind, form) }
	decided := []cutting.NameDecisions{{}, {},
		{Same: [][2]cutting.NameKey{{key("PER", "Yusuf al-Harrani"), key("PER", "Youssef Harrani")}},
			Forms: []cutting.Naming{{Of: key("LOC", "Velm"), Form: "Port of Velm"}}},
		{Different: [][2]cutting.NameKey{{key("ORG", "OSU"), key("ORG", "Orvanian Seafarers' Union")}},
			None: []cutting.NameKey{key("LOC", "Pell")}}}
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 3))
		c, least := memory.New(), 1+r.IntN(6)
		j := joining.NewJoiner(least)
		there := map[int]bool{}
		put := func(b *catalogue.Batch, n int) {
			if n >= len(archive) {
				rival(b, 2*n, []string{"Velm", "Pell", "Lask"}[n%3])
				return
			}
			p, row := page(n, fmt.Sprintf("s%d.example", n%3), archive[n])
			b.Pages, b.Rows = append(b.Pages, p), append(b.Rows, row)
		}
		var d cutting.NameDecisions
		for step := range 30 {
			n := r.IntN(len(archive) + 5)
			var b catalogue.Batch
			switch {
			case !there[n]:
				put(&b, n)
				there[n] = true
			case n < len(archive):
				leave(&b, n)
				delete(there, n)
			default:
				leave(&b, 2*n)
				leave(&b, 2*n+1)
				delete(there, n)
			}
			if err := c.Apply(ctx, b); err != nil {
				t.Fatal(err)
			}
			if r.IntN(4) == 0 {
				d = decided[r.IntN(len(decided))]
			}
			if r.IntN(3) > 0 {
				j = joining.NewJoiner(least)
			}
			run(t, j, c, d)
			whole := memory.New()
			b = catalogue.Batch{}
			for n := range there {
				put(&b, n)
			}
			if err := whole.Apply(ctx, b); err != nil {
				t.Fatal(err)
			}
			run(t, &joining.Joiner{}, whole, d)
			if d := cmp.Diff(rows(t, whole), rows(t, c)); d != "" {
				t.Fatalf("seed %d, step %d (-at once +process by process):\n%s", seed, step, d)
			}
		}
	}
}

// TestDamagedMemoryIsReadAnew checks that damaged rows of the memory cost time and nothing else.
func TestDamagedMemoryIsReadAnew(t *testing.T) {
	c := &counting{Catalogue: memory.New()}
	apply(t, c, 0, archive...)
	run(t, joining.NewJoiner(1), c, cutting.NameDecisions{})
	want := rows(t, c)
	err := c.Rows(ctx, joining.StageName, "", func(r catalogue.StageRow) bool {
		if strings.HasPrefix(r.Key, "memory/") {
			r.Value = []byte(`"QUFBQQ=="`)
			if err := c.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{r}}); err != nil {
				t.Error(err)
			}
			return false
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, c, 60, "LOC Ostrand")
	c.read = 0
	run(t, joining.NewJoiner(1), c, cutting.NameDecisions{})
	if c.read != len(archive)+1 {
		t.Errorf("%d cuttings read, want %d", c.read, len(archive)+1)
	}
	if d := cmp.Diff(want, rows(t, c)); d != "" {
		t.Error(d)
	}
}
