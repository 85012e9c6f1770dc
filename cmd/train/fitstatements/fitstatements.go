// Package fitstatements fits the two taggers of reading/statements.
package fitstatements

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"

	"cuttings/cmd/train/weightfile"
	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/reading/statements"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// doc is one text with its right answers.
type doc struct {
	t    *token.Text
	gold []statements.Attribution
}

// Run is the verb: train statements -out DIR FILE…, lines with text and attributions.
func Run(args []string) error {
	fs := flag.NewFlagSet("statements", flag.ContinueOnError)
	out := fs.String("out", "reading/statements/weights", "folder the weights are written to")
	bits := fs.Int("bits", 19, "a model has 1<<bits rows")
	epochs := fs.Int("epochs", 6, "passes over the texts")
	runs := fs.Int("runs", 2, "models to average")
	folds := fs.Int("folds", 3, "parts; the second model learns from cues found by models that have not seen them")
	least := fs.Int("least", 2, "features that occur less often are left out")
	drop := fs.Float64("dropout", 0.2, "share of features overlooked at random in training")
	readiness := fs.Float64("readiness", statements.Readiness, "how much a token is favoured as a cue")
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
	o := tagger.Options{
		Tags: statements.CueTags(), Allowed: statements.CueAllowed,
		Bits: *bits, Epochs: *epochs, Seed: 1, MinCount: *least, Dropout: *drop, Runs: 1,
	}
	examples := make([][]tagger.Example, len(docs))
	for i, d := range docs {
		examples[i] = statements.CueExamples(d.t, d.gold)
	}
	rest := func(fold int) (out []tagger.Example) {
		for i := range docs {
			if fold < 0 || i%*folds != fold {
				out = append(out, examples[i]...)
			}
		}
		return out
	}
	var roles []tagger.Example
	for fold := range *folds {
		m := tagger.Train(rest(fold), o)
		for i, d := range docs {
			if i%*folds == fold {
				roles = append(roles, statements.RoleExamples(d.t, d.gold, m, float32(*readiness))...)
			}
		}
		fmt.Println("fold", fold, "read")
	}
	o.Runs = *runs
	if err := weightfile.Write(filepath.Join(*out, "cues.bin"), tagger.Train(rest(-1), o)); err != nil {
		return err
	}
	examples = nil
	fmt.Println("cues fitted;", len(roles), "sequences for roles")
	o.Tags, o.Allowed = statements.RoleTags(), statements.RoleAllowed
	o.Progress = func(epoch int, right float64) { fmt.Printf("roles, epoch %d: %.3f right\n", epoch, right) }
	return weightfile.Write(filepath.Join(*out, "roles.bin"), tagger.Train(roles, o))
}

// read reads lines with text and attributions; offsets count code points.
func read(path string) ([]doc, error) {
	type line struct {
		Text         string
		Attributions []struct{ Source, Cue, Content [][2]int }
	}
	var out []doc
	err := score.EachLine(path, func(l line) error {
		at := score.Offsets(l.Text)
		spans := func(in [][2]int) (out []cutting.Span) {
			for _, s := range in {
				if s[0] >= 0 && s[0] < s[1] && s[1] < len(at) {
					out = append(out, cutting.Span{Start: at[s[0]], End: at[s[1]]})
				}
			}
			return out
		}
		d := doc{t: token.New(l.Text)}
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
