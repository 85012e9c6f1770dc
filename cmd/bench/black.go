package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"cuttings/catalogue"
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
	if err := setNumbers(j.rest, &n, &seed, &most); err != nil {
		return nil, err
	}
	redactions, err := redactionsOf(ctx, j.dir)
	if err != nil {
		return nil, err
	}
	c, err := j.openCatalogue(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	r := redact.New(redactions)
	report := blackReport{Persons: len(redactions)}
	var passages []string
	forms := map[string]int{}
	err = library.New(library.Config{Catalogue: c}).EachEntry(ctx, func(e *catalogue.Entry) {
		texts, isBlack := library.TextsOfEntry(e).All, false
		named := r.PersonsNamed(texts...)
		for _, s := range texts {
			for _, at := range r.BlackSpans(s, named) {
				isBlack = true
				if forms[at.In(s)]++; most > 0 && forms[at.In(s)] > most {
					continue
				}
				from, to := max(0, at.Start-around), min(len(s), at.End+around)
				passages = append(passages, cleanWords(s[from:at.Start]+"⟦"+at.In(s)+"⟧"+s[at.End:to])+
					"  ("+e.Lang+" "+e.ID+")")
			}
		}
		if isBlack {
			report.Cuttings++
		}
	})
	if err != nil {
		return nil, err
	}
	report.Passages = len(passages)
	drawn := draw(len(passages), n, seed)
	var out strings.Builder
	for k, i := range drawn {
		fmt.Fprintf(&out, "%d. %s\n", k+1, passages[i])
	}
	report.Drawn = len(drawn)
	return report, j.writeDrawn("black.txt", out.String())
}

// redactionsOf returns the redactions in effect in the archive dir.
func redactionsOf(ctx context.Context, dir string) ([]cutting.Redaction, error) {
	log, err := journal.Open(filepath.Join(dir, "journal"), journal.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer log.Close()
	book := journal.NewBook(func(any) error { return nil })
	if _, err := book.Follow(ctx, log); err != nil {
		return nil, err
	}
	return book.Redactions(), nil
}
