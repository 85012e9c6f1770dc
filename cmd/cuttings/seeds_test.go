package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSeedsAreNamedRight adds the seed pages, where they lie beside the repository (../shared/seeds) or
// CUTTINGS_SEEDS names their folder, and searches for the names in them. Only names of the pages are in this
// file.
func TestSeedsAreNamedRight(t *testing.T) {
	dir := os.Getenv("CUTTINGS_SEEDS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "seeds")
	}
	if files, err := filepath.Glob(filepath.Join(dir, "0*.txt")); err != nil || len(files) == 0 {
		t.Skip("the seed pages are not on this machine; set CUTTINGS_SEEDS to their folder")
	}
	arch := filepath.Join(t.TempDir(), "archive")
	command(t, "init", arch)
	command(t, "add", "--archive", arch, dir)
	forms := func(of string) [][]string {
		t.Helper()
		var out [][]string
		found := strings.TrimSpace(string(command(t, "names", "--archive", arch, "--json", of)))
		for _, line := range strings.Split(found, "\n") {
			var n struct {
				Variants []struct{ Form string }
			}
			if err := json.Unmarshal([]byte(line), &n); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			var all []string
			for _, v := range n.Variants {
				all = append(all, v.Form)
			}
			out = append(out, all)
		}
		return out
	}
	body := forms("MKO")
	if len(body) != 1 {
		t.Fatalf("%d names have the form MKO: %q", len(body), body)
	}
	for _, want := range []string{"MEK", "PMOI", "Mojahedin-e Khalq", "Mujahedin Khalq Organization"} {
		if !slices.Contains(body[0], want) {
			t.Errorf("%q is no form of the organisation: %q", want, body[0])
		}
		if all := forms(want); len(all) != 1 {
			t.Errorf("%d names have the form %s: %q", len(all), want, all)
		}
	}
	for _, other := range []string{"NCRI", "National Council of Resistance of Iran", "Camp Ashraf"} {
		if slices.Contains(body[0], other) {
			t.Errorf("%q is taken for the organisation", other)
		}
	}
	for _, one := range []string{"Massoud Rajavi", "Maryam Rajavi"} {
		for _, n := range forms(one) {
			if slices.ContainsFunc(n, func(f string) bool { return strings.HasPrefix(f, "Ma") && f[:3] != one[:3] }) {
				t.Errorf("two persons are one: %q", n)
			}
		}
	}
}
