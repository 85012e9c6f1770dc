package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/redact"
)

// blackReport is the number of persons redacted in an archive and of passages that are black, of those drawn.
type blackReport struct {
	Persons  int `json:"persons"`
	Cuttings int `json:"cuttings"`
	Passages int `json:"passages"`
	Drawn    int `json:"drawn"`
}

// black draws passages that the redactions of an archive make black, and writes them with what is around them to
// OUT/black.txt, for a person to decide which are not the person's. Arguments after DIR: the number, a seed, and the
// maximum number of passages of one form, so that the best-known persons are not most of them.
func black(ctx context.Context, j job) (any, error) {
	const around = 90 // bytes
	n, seed, most := 200, 1, 0
	for i, to := range []*int{&n, &seed, &most} {
		if len(j.rest) > i {
			v, err := strconv.Atoi(j.rest[i])
			if err != nil {
				return nil, err
			}
			*to = v
		}
	}
	log, err := journal.Open(filepath.Join(j.dir, "journal"), journal.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer log.Close()
	book := journal.NewBook(func(any) error { return nil })
	if _, err := book.Follow(ctx, log); err != nil {
		return nil, err
	}
	var all []cutting.Redaction
	for _, line := range book.RedactionLines() {
		if r, ok := line.Payload.(*cutting.Redaction); ok {
			all = append(all, *r)
		}
	}
	c, err := sqlite.Open(ctx, filepath.Join(j.dir, "catalogue"), sqlite.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	r := redact.New(all)
	report := blackReport{Persons: len(all)}
	var passages []string
	forms := map[string]int{}
	ask := catalogue.Request{Limit: 1000, Bare: true, Sort: catalogue.ByNewest}
	for {
		res, err := c.Search(ctx, ask)
		if err != nil {
			return nil, err
		}
		for i := range res.Hits {
			e, err := c.Entry(ctx, res.Hits[i].ID)
			if err != nil {
				return nil, err
			}
			texts, some := library.TextsOfEntry(e).All, false
			named := r.PersonsNamed(texts...)
			for _, s := range texts {
				for _, at := range r.BlackSpans(s, named) {
					some = true
					if forms[at.In(s)]++; most > 0 && forms[at.In(s)] > most {
						continue
					}
					from, to := max(0, at.Start-around), min(len(s), at.End+around)
					passages = append(passages, strings.Join(strings.Fields(strings.ToValidUTF8(
						s[from:at.Start]+"⟦"+at.In(s)+"⟧"+s[at.End:to], "")), " ")+"  ("+e.Lang+" "+e.ID+")")
				}
			}
			if some {
				report.Cuttings++
			}
		}
		if ask.After = res.Next; res.Next == "" {
			break
		}
	}
	report.Passages = len(passages)
	drawn := rand.New(rand.NewPCG(uint64(seed), 1)).Perm(len(passages))
	drawn = drawn[:min(n, len(drawn))]
	slices.Sort(drawn)
	var out strings.Builder
	for k, i := range drawn {
		fmt.Fprintf(&out, "%d. %s\n", k+1, passages[i])
	}
	report.Drawn = len(drawn)
	if err := os.MkdirAll(j.out, 0o755); err != nil {
		return nil, err
	}
	return report, os.WriteFile(filepath.Join(j.out, "black.txt"), []byte(out.String()), 0o644)
}
