// Package fitstatements fits the two taggers of reading/statements.
package fitstatements

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"cuttings/cmd/train/weightfile"
	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/reading/statements"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// doc is one text with its right answers.
type doc struct {
	t     *token.Text
	gold  []statements.Attribution
	group string // its publisher
	line  json.RawMessage
}

// fit is the options for fitting models.
type fit struct {
	tagger.Options
	folds     int // the second model is fitted to cues found by models not fitted to their texts
	runs      int // number of models to average
	readiness float32
}

// Run runs the verb "statements": train statements -out DIR FILE…, lines with text and
// attributions.
func Run(args []string) error {
	fs := flag.NewFlagSet("statements", flag.ContinueOnError)
	out := fs.String("out", "reading/statements/weights", "folder the weights are written to")
	bits := fs.Int("bits", 19, "a model has 1<<bits rows")
	epochs := fs.Int("epochs", 6, "passes over the texts")
	runs := fs.Int("runs", 2, "models to average")
	folds := fs.Int("folds", 3, "parts; the second model learns from cues found by models that have not seen them")
	least := fs.Int("least", 2, "features that occur less often are left out")
	drop := fs.Float64("dropout", 0.2, "share of features overlooked at random in training")
	readiness := fs.Float64("readiness", statements.CuePrior, "how much a token is favoured as a cue")
	cross := fs.Bool("cross", false,
		"write no weights; print how each publisher's texts are read by models fitted to the others'")
	most := fs.Int("most", 1<<30, "texts to take")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() == 0 {
		return errors.New("give files of texts with attributions")
	}
	var docs []doc
	for _, path := range fs.Args() {
		ds, err := read(path)
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	docs = docs[:min(len(docs), *most)]
	fmt.Println(len(docs), "texts")
	f := fit{tagger.Options{Bits: *bits, Epochs: *epochs, Seed: 1, MinCount: *least, Dropout: *drop},
		*folds, *runs, float32(*readiness)}
	if *cross {
		return f.leaveOut(docs)
	}
	cues, roles := f.models(docs)
	if err := weightfile.Write(filepath.Join(*out, "cues.bin"), cues); err != nil {
		return err
	}
	return weightfile.Write(filepath.Join(*out, "roles.bin"), roles)
}

// models fits the two models to docs.
func (f *fit) models(docs []doc) (cues, roles *tagger.Model) {
	o := f.Options
	o.Tags, o.Allowed, o.Runs = statements.CueTags(), statements.CueAllowed, 1
	examples := make([][]tagger.Example, len(docs))
	for i, d := range docs {
		examples[i] = statements.CueExamples(d.t, d.gold)
	}
	rest := func(fold int) (out []tagger.Example) {
		for i := range docs {
			if fold < 0 || i%f.folds != fold {
				out = append(out, examples[i]...)
			}
		}
		return out
	}
	var sequences []tagger.Example
	for fold := range f.folds {
		m := tagger.Train(rest(fold), o)
		for i, d := range docs {
			if i%f.folds == fold {
				sequences = append(sequences, statements.RoleExamples(d.t, d.gold, m, f.readiness)...)
			}
		}
	}
	o.Runs = f.runs
	cues = tagger.Train(rest(-1), o)
	fmt.Println("cues fitted;", len(sequences), "sequences for roles")
	o.Tags, o.Allowed = statements.RoleTags(), statements.RoleAllowed
	return cues, tagger.Train(sequences, o)
}

// leaveOut prints the scores of each group's texts with models fitted to all others.
func (f *fit) leaveOut(docs []doc) error {
	groups := map[string][]doc{}
	for _, d := range docs {
		groups[d.group] = append(groups[d.group], d)
	}
	dir, err := os.MkdirTemp("", "statements")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	all := [2]string{filepath.Join(dir, "answers"), filepath.Join(dir, "predictions")}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		var rest []doc
		for _, d := range docs {
			if d.group != group {
				rest = append(rest, d)
			}
		}
		cues, roles := f.models(rest)
		r := statements.NewWith(cues, roles, f.readiness)
		one := [2]string{filepath.Join(dir, "answers of one"), filepath.Join(dir, "predictions of one")}
		for _, files := range [][2]string{all, one} {
			if err := appendRead(files, r, groups[group]); err != nil {
				return err
			}
		}
		if err := printScore("left out, "+group, one); err != nil {
			return err
		}
		for _, file := range one {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	return printScore("left out, all", all)
}

func printScore(what string, files [2]string) error {
	s, err := score.Statements(files[0], files[1])
	if err != nil {
		return err
	}
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	fmt.Println(what, string(b))
	return nil
}

// appendRead appends docs to a file of answers and r's results for them to one of predictions.
func appendRead(files [2]string, r *statements.Reader, docs []doc) error {
	type attribution struct {
		Source  [][2]int `json:"source"`
		Cue     [][2]int `json:"cue"`
		Content [][2]int `json:"content"`
	}
	var answers, predictions []byte
	for _, d := range docs {
		points := func(s cutting.Span) [2]int {
			from := utf8.RuneCountInString(d.t.Text[:s.Start])
			return [2]int{from, from + utf8.RuneCountInString(s.In(d.t.Text))}
		}
		found := []attribution{}
		for _, s := range r.Read(d.t, "en") {
			a := attribution{Source: [][2]int{}, Cue: [][2]int{points(s.Cue)}}
			if !s.Source.Empty() {
				a.Source = append(a.Source, points(s.Source))
			}
			for _, c := range s.Content {
				a.Content = append(a.Content, points(c))
			}
			found = append(found, a)
		}
		var of struct{ ID string }
		if err := json.Unmarshal(d.line, &of); err != nil {
			return err
		}
		b, err := json.Marshal(map[string]any{"id": of.ID, "attributions": found})
		if err != nil {
			return err
		}
		answers = append(append(answers, d.line...), '\n')
		predictions = append(append(predictions, b...), '\n')
	}
	for i, b := range [][]byte{answers, predictions} {
		f, err := os.OpenFile(files[i], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		_, err = f.Write(b)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// read reads lines with text and attributions; offsets count code points.
func read(path string) ([]doc, error) {
	type line struct {
		Text         string
		Publisher    string
		Attributions []struct{ Source, Cue, Content [][2]int }
	}
	var out []doc
	err := score.EachLine(path, func(raw json.RawMessage) error {
		var l line
		if err := json.Unmarshal(raw, &l); err != nil {
			return err
		}
		at := score.Offsets(l.Text)
		spans := func(in [][2]int) (out []cutting.Span) {
			for _, s := range in {
				if s[0] >= 0 && s[0] < s[1] && s[1] < len(at) {
					out = append(out, cutting.Span{Start: at[s[0]], End: at[s[1]]})
				}
			}
			return out
		}
		d := doc{t: token.New(l.Text), group: l.Publisher, line: raw}
		for _, a := range l.Attributions {
			d.gold = append(d.gold, statements.Attribution{
				Source: spans(a.Source), Cue: spans(a.Cue), Content: spans(a.Content),
			})
		}
		out = append(out, d)
		return nil
	})
	return out, err
}
