package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"cuttings/catalogue/sqlite"
)

// setNumbers sets numbers to the arguments at their places; one without an argument keeps its value.
func setNumbers(args []string, numbers ...*int) error {
	for i, to := range numbers[:min(len(numbers), len(args))] {
		n, err := strconv.Atoi(args[i])
		if err != nil {
			return err
		}
		*to = n
	}
	return nil
}

// openCatalogue opens the catalogue of the archive DIR, to be read alone.
func (j *job) openCatalogue(ctx context.Context) (*sqlite.Catalogue, error) {
	return sqlite.Open(ctx, filepath.Join(j.dir, "catalogue"), sqlite.Options{ReadOnly: true})
}

// draw returns up to n of the numbers 0 to all-1, drawn at random with a seed, in order.
func draw(all, n, seed int) []int {
	drawn := rand.New(rand.NewPCG(uint64(seed), 1)).Perm(all)
	drawn = drawn[:min(n, len(drawn))]
	slices.Sort(drawn)
	return drawn
}

// writeDrawn writes what was drawn to OUT/name, for a person to judge.
func (j *job) writeDrawn(name, text string) error {
	if err := os.MkdirAll(j.out, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(j.out, name), []byte(text), 0o644)
}
