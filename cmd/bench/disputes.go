package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cuttings/internal/score"
	"cuttings/reading/across"
	"cuttings/reading/disputes"
)

// listedDisputes is the number of texts and claims compared, and of disputes reported.
type listedDisputes struct {
	Texts    int `json:"texts"`
	Claims   int `json:"claims"`
	Disputes int `json:"disputes"`
	Between  int `json:"between_texts"`
}

// listDisputes joins all texts of DIR/*.jsonl as one archive and writes its disputes, each with the
// surroundings of its passages, to OUT/disputes.txt, for a person to decide which are right.
func listDisputes(ctx context.Context, j job) (any, error) {
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	files, err := glob(j.dir, "*.jsonl")
	if err != nil {
		return nil, err
	}
	r, err := newTextReader()
	if err != nil {
		return nil, err
	}
	type text struct{ ID, Publisher, Date, Lang, Text string }
	type local struct {
		text string
		name int
	}
	index := across.NewIndex(across.Decisions{})
	read := map[string]textRead{}
	var ids []string
	for _, path := range files {
		err := score.EachLine(path, func(t text) error {
			o := r.read(archiveText{ID: t.ID, Outlet: t.Publisher, Date: t.Date, Lang: t.Lang, Text: t.Text})
			if _, ok := read[t.ID]; !ok {
				ids = append(ids, t.ID)
			}
			read[t.ID] = o
			index.Add(across.NewText(t.ID, t.Publisher, t.Date, o.x, o.mentions))
			return ctx.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	joined := map[local]string{}
	for _, n := range index.Names() {
		for _, m := range n.Uses {
			joined[local{m.Text, m.Local}] = n.ID
		}
	}
	res := listedDisputes{Texts: len(ids)}
	x := disputes.NewIndex()
	for _, id := range ids {
		in := inputOf(read[id], func(n int) string { return joined[local{id, n}] })
		claims := disputes.NewClaims(in)
		res.Claims += len(claims)
		x.Put(id, claims, disputes.NewFacts(in))
	}
	var w strings.Builder
	passage := func(s disputes.Side) {
		words := read[s.Text].in.Text
		from, to := max(s.Span.Start-judgeAround, 0), min(s.Span.End+judgeAround, len(words))
		fmt.Fprintf(&w, "    %s %d: %s [[%s]] %s\n", s.Text, s.Index, cleanWords(words[from:s.Span.Start]),
			cleanWords(words[s.Span.Start:s.Span.End]), cleanWords(words[s.Span.End:to]))
	}
	for i, d := range x.Disputes() {
		res.Disputes++
		if d.A.Text != d.B.Text {
			res.Between++
		}
		fmt.Fprintf(&w, "\n== %d %s %.1f\n", i+1, d.Kind, d.Score)
		passage(d.A)
		passage(d.B)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	return res, os.WriteFile(filepath.Join(out, "disputes.txt"), []byte(w.String()), 0o644)
}

// inputOf returns what finding disputes needs of a text; id returns a name's ID across texts.
func inputOf(o textRead, id func(name int) string) disputes.Input {
	return disputes.Input{ID: o.in.ID, Source: o.in.Outlet, Date: o.in.Date, Text: o.t, Mentions: o.mentions,
		Names: o.x, Found: o.found, Speakers: o.speakers, Figures: o.figures, Events: o.events, Name: id}
}

// cleanWords returns words on one line, without broken letters at the ends.
func cleanWords(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
}
