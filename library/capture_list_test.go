package library

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// TestFirstRows: pages of the list of captures have every capture once, by name, then by ID.
func TestFirstRows(t *testing.T) {
	const n, most = 25, 10
	all := make([]catalogue.PageRow, n)
	for i, at := range rand.New(rand.NewPCG(3, 1)).Perm(n) {
		all[i].Capture = cutting.Capture{ID: fmt.Sprintf("id%02d", at), Name: fmt.Sprintf("Folder/%02d.html", at/2)}
	}
	var got []string
	var after *catalogue.PageRow
	for range n {
		f := firstRows{most: most, after: after}
		for _, p := range all {
			f.add(p)
		}
		for i := range f.rows[:min(most, len(f.rows))] {
			got = append(got, f.rows[i].Capture.ID)
			after = &f.rows[i]
		}
		if len(f.rows) <= most {
			break
		}
	}
	if len(got) != n {
		t.Fatalf("%d rows, want %d: %v", len(got), n, got)
	}
	for i, id := range got {
		if want := fmt.Sprintf("id%02d", i); id != want {
			t.Errorf("row %d is %s, want %s", i, id, want)
		}
	}
}
