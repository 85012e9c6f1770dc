package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/press/joining"
)

// judgeAround is the number of bytes printed before and after a passage.
const judgeAround = 200

// judgedCases is the number of cases available, and of those drawn.
type judgedCases struct {
	Names    int `json:"names_with_several_forms"`
	Disputes int `json:"disputes"`
	// statements with a source, if those are judged
	Statements int `json:"statements,omitempty"`
	Drawn      int `json:"drawn"`
}

// judge draws names with several forms, disputes, or statements with a source, at random from an archive, and writes
// each with its passages to OUT/judge.txt, for a person to decide which are right. Arguments after DIR: names,
// disputes or statements, the number, a seed, and a language, of which at least one passage of a drawn name must be.
func judge(ctx context.Context, j job) (any, error) {
	kind, n, seed := "names", 50, 1
	if len(j.rest) > 0 {
		kind = j.rest[0]
	}
	if err := setNumbers(j.rest[min(1, len(j.rest)):], &n, &seed); err != nil {
		return nil, err
	}
	c, err := j.openCatalogue(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	lang := ""
	if len(j.rest) > 3 {
		lang = j.rest[3]
	}
	w := judgeWriter{ctx: ctx, c: c}
	res := judgedCases{}
	var cases []func()
	err = c.Rows(ctx, joining.StageName, "name/", func(r catalogue.StageRow) bool {
		var name cutting.JoinedName
		if !strings.HasPrefix(r.Key, "name/") || json.Unmarshal(r.Value, &name) != nil {
			return strings.HasPrefix(r.Key, "name/")
		}
		if len(name.Variants) > 1 {
			if kind != "names" {
				res.Names++
			} else if lang == "" || w.hasPassageIn(&name, lang) {
				res.Names++
				cases = append(cases, func() { w.name(&name) })
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	list, err := joining.Lookup{}.Disputes(ctx, c)
	if err != nil {
		return nil, err
	}
	if res.Disputes = len(list); kind == "disputes" {
		for i := range list {
			cases = append(cases, func() { w.dispute(&list[i]) })
		}
	}
	if kind == "statements" {
		if cases, err = w.statements(); err != nil {
			return nil, err
		}
		res.Statements = len(cases)
	}
	drawn := draw(len(cases), n, seed)
	for k, i := range drawn {
		fmt.Fprintf(&w.out, "\n== %d\n", k+1)
		cases[i]()
	}
	res.Drawn = len(drawn)
	if w.err != nil {
		return nil, w.err
	}
	return res, j.writeDrawn("judge.txt", w.out.String())
}

// judgeWriter writes cases with their passages.
type judgeWriter struct {
	ctx context.Context
	c   *sqlite.Catalogue
	out strings.Builder
	err error
}

// hasPassageIn reports whether a passage of a name is of a cutting in a language, a BCP 47 primary tag.
func (w *judgeWriter) hasPassageIn(n *cutting.JoinedName, lang string) bool {
	return slices.ContainsFunc(n.Variants, func(v cutting.NameVariant) bool {
		e, err := w.c.Entry(w.ctx, v.Evidence.Cutting)
		if err != nil {
			w.err = err
			return false
		}
		return e.Lang == lang
	})
}

func (w *judgeWriter) name(n *cutting.JoinedName) {
	fmt.Fprintf(&w.out, "%s %s\n", n.Kind, n.Form)
	for _, v := range n.Variants {
		fmt.Fprintf(&w.out, "- %s (%s, %d in %d texts)\n", v.Form, v.Why, v.Count, v.Texts)
		w.passage(v.Evidence.Cutting, v.Evidence.At)
	}
}

// statements returns a function for each statement with a source in an archive's cuttings, which writes it.
func (w *judgeWriter) statements() (cases []func(), err error) {
	eachErr := library.New(library.Config{Catalogue: w.c}).EachEntry(w.ctx, func(e *catalogue.Entry) {
		r := &cutting.Reading{}
		for _, name := range cutting.Readers() {
			row, rowErr := w.c.Row(w.ctx, catalogue.RowKey{Stage: name, Key: catalogue.TextKey(&e.Sighting)})
			if rowErr == nil {
				rowErr = r.Add(name, row.Value)
			}
			if rowErr != nil && cutting.KindOf(rowErr) != cutting.NotFound {
				err = rowErr
			}
		}
		for i := range r.Statements {
			if r.Statements[i].Source.Span().Empty() {
				continue
			}
			source, id := e.Source.ID, e.ID
			words, st := cutting.Words(e.Headline, e.Text), r.Statements[i]
			name := "-"
			if n, _, ok := r.Speaker(i); ok {
				name = n.Form
			}
			cases = append(cases, func() {
				fmt.Fprintf(&w.out, "%s %s | %s | source [[%s]] (%s) | cue [[%s]]\n", source, id, st.Kind,
					cleanWords(st.Source.In(words)), name, cleanWords(st.Cue.In(words)))
				from, to := st.Cue.Start, st.Cue.End
				for _, c := range append([]cutting.At{st.Source}, st.Content...) {
					from, to = min(from, c.Start), max(to, c.End)
				}
				for _, c := range st.Content {
					fmt.Fprintf(&w.out, "    says: %s\n", cleanWords(c.In(words)))
				}
				from, to = max(from-judgeAround/2, 0), min(to+judgeAround/2, len(words))
				fmt.Fprintf(&w.out, "    in: %s\n", cleanWords(words[from:to]))
			})
		}
	})
	if eachErr != nil {
		return nil, eachErr
	}
	return cases, err
}

func (w *judgeWriter) dispute(d *cutting.Dispute) {
	fmt.Fprintf(&w.out, "%s %s %s / %s\n", d.Kind, d.Question, d.A.Value, d.B.Value)
	w.passage(d.A.Cutting, d.A.At)
	w.passage(d.B.Cutting, d.B.At)
}

// passage writes a passage with its surroundings.
func (w *judgeWriter) passage(id string, at cutting.At) {
	e, err := w.c.Entry(w.ctx, id)
	if err != nil {
		w.err = err
		return
	}
	words := cutting.Words(e.Headline, e.Text)
	from, to := max(at.Start-judgeAround, 0), min(at.End+judgeAround, len(words))
	fmt.Fprintf(&w.out, "    %s %s: %s [[%s]] %s\n", e.Source.ID, e.Published.Value, cleanWords(words[from:at.Start]),
		cleanWords(words[at.Start:at.End]), cleanWords(words[at.End:to]))
}
