package joining_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/press/joining"
	"cuttings/press/readers"
	"cuttings/reading/disputes"
	"cuttings/reading/statements"
)

// addClaims appends the claims of a cutting of page n: who accuses or denies, of whom, in which words.
func addClaims(b *catalogue.Batch, n int, names string, claims ...disputes.Claim) {
	p, r := page(n, fmt.Sprintf("s%d.example", n%3), names)
	for i := range claims {
		claims[i].Statement, claims[i].Within = i, -1
		claims[i].Date = p.Sightings[0].Published.Value
		claims[i].Span = cutting.Span{Start: 3 * i, End: 3*i + 2}
	}
	value, err := json.Marshal(readers.TextClaims{Claims: claims})
	if err != nil {
		panic(err)
	}
	b.Pages, b.Rows = append(b.Pages, p), append(b.Rows, r, catalogue.StageRow{
		RowKey: catalogue.RowKey{Stage: readers.Claims, Key: catalogue.TextKey(&p.Sightings[0])},
		Of:     catalogue.OfText, Version: 1, Value: value})
}

// statement makes a claim of local name 0 about local name 1.
func statement(kind statements.Kind, words ...string) disputes.Claim {
	return disputes.Claim{Kind: kind, Speaker: "#0", About: []string{"#1"}, Words: words}
}

// leave removes the cuttings of page n.
func leave(b *catalogue.Batch, n int) {
	p, _ := page(n, fmt.Sprintf("s%d.example", n%3), "")
	p.Sightings = nil
	b.Pages = append(b.Pages, p)
}

// rival returns two pages in which a union accuses and, under its initials in one of the two names, a guard
// denies.
func rival(b *catalogue.Batch, n int, other string) {
	union, guard := "ORG Orvanian Seafarers' Union", fmt.Sprintf("ORG Coast Guard of %s", other)
	addClaims(b, n, union+"; "+guard, statement(statements.Accuses, "crew", "fire", "quay", other))
	addClaims(b, n+1, guard+"; "+union, statement(statements.Denies, "crew", "fire", other))
}

func TestDisputesFollowWhatChanges(t *testing.T) {
	c := memory.New()
	j := &joining.Joiner{}
	look := func() (list []cutting.Dispute, marked int) {
		t.Helper()
		run(t, j, c, cutting.NameDecisions{})
		list, err := joining.Lookup{}.Disputes(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		q := catalogue.Request{Choices: map[string][]string{field.Is: {catalogue.IsDisputed}}}
		res, err := c.Search(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		return list, res.Total
	}
	var b catalogue.Batch
	rival(&b, 0, "Velm")
	if err := c.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
	if list, marked := look(); len(list) != 1 || marked != 2 {
		t.Fatalf("%d disputes, %d cuttings marked; want 1 and 2: %+v", len(list), marked, list)
	}
	b = catalogue.Batch{}
	rival(&b, 4, "Pell")
	if err := c.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
	if list, marked := look(); len(list) != 2 || marked != 4 {
		t.Fatalf("%d disputes, %d cuttings marked; want 2 and 4", len(list), marked)
	}
	b = catalogue.Batch{}
	leave(&b, 1)
	if err := c.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
	if list, marked := look(); len(list) != 1 || marked != 2 {
		t.Fatalf("%d disputes, %d cuttings marked after one denial went; want 1 and 2", len(list), marked)
	}
}

// TestDisputesStepByStep checks that adding and removing pages in any order gives the same rows as reading the
// remaining ones at once.
func TestDisputesStepByStep(t *testing.T) {
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 9))
		c, j := memory.New(), &joining.Joiner{}
		there := map[int]bool{}
		for range 25 {
			n := 2 * r.IntN(7)
			var b catalogue.Batch
			if there[n] && r.IntN(2) == 0 {
				leave(&b, n)
				leave(&b, n+1)
				delete(there, n)
			} else {
				rival(&b, n, []string{"Velm", "Pell", "Lask"}[n/2%3])
				there[n] = true
			}
			if err := c.Apply(ctx, b); err != nil {
				t.Fatal(err)
			}
			run(t, j, c, cutting.NameDecisions{})
		}
		whole := memory.New()
		var b catalogue.Batch
		for n := range there {
			rival(&b, n, []string{"Velm", "Pell", "Lask"}[n/2%3])
		}
		if err := whole.Apply(ctx, b); err != nil {
			t.Fatal(err)
		}
		run(t, &joining.Joiner{}, whole, cutting.NameDecisions{})
		if d := cmp.Diff(rows(t, whole), rows(t, c)); d != "" {
			t.Fatalf("seed %d (-at once +step by step):\n%s", seed, d)
		}
	}
}
