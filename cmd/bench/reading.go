package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/reading/aliases"
	"cuttings/reading/names"
	"cuttings/reading/times"
	"cuttings/reading/token"
)

// readingText is one line of a yardstick for readers. Answers are only read for scoring.
type readingText struct {
	ID, Text, Lang, DCT string
}

// eachReading reads every file of JSON Lines in the set's folder and writes, under the same name,
// read's result for each line, with the line's id.
func eachReading(ctx context.Context, j job, read func(readingText) map[string]any) (answered, error) {
	return eachDocument(ctx, j, "*.jsonl", func(t readingText) any {
		a := read(t)
		a["id"] = t.ID
		return a
	})
}

// answered are the files of a set with results, and the folder of those.
type answered struct {
	files []string
	out   string
}

// eachDocument reads the files of JSON Lines in the set's folder that match a pattern and writes,
// under the same name, read's result for each line.
func eachDocument[T any](ctx context.Context, j job, pattern string, read func(T) any) (answered, error) {
	out, err := j.needOut()
	if err != nil {
		return answered{}, err
	}
	files, err := glob(j.dir, pattern)
	if err != nil {
		return answered{}, err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return answered{}, err
	}
	for _, path := range files {
		if err := answer(ctx, path, filepath.Join(out, filepath.Base(path)), read); err != nil {
			return answered{}, err
		}
	}
	return answered{files, out}, nil
}

// answer writes read's result for each line of a file to another file.
func answer[T any](ctx context.Context, path, to string, read func(T) any) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	err = score.EachLine(path, func(t T) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return enc.Encode(read(t))
	})
	return errors.Join(err, w.Flush(), f.Close())
}

// scored scores the results of each file with one of the scorers, by the file's name.
func scored[S any](a answered, of func(gold, answers string) (S, error)) (any, error) {
	scores := map[string]S{}
	for _, path := range a.files {
		name := filepath.Base(path)
		s, err := of(path, filepath.Join(a.out, name))
		if err != nil {
			return nil, err
		}
		scores[name] = s
	}
	return scores, nil
}

// codePoints converts byte offsets of text, ascending, to counts of code points, which the
// yardsticks use.
type codePoints struct {
	text     string
	at, runs int
}

func (c *codePoints) of(offset int) int {
	if offset < c.at {
		c.at, c.runs = 0, 0
	}
	c.runs += utf8.RuneCountInString(c.text[c.at:offset])
	c.at = offset
	return c.runs
}

func (c *codePoints) span(s cutting.Span) [2]int { return [2]int{c.of(s.Start), c.of(s.End)} }

// readNames finds names; a text without a language counts as English.
func readNames(ctx context.Context, j job) (any, error) {
	r, err := names.New()
	if err != nil {
		return nil, err
	}
	type entity struct {
		S    int        `json:"s"`
		E    int        `json:"e"`
		Type names.Kind `json:"type"`
	}
	a, err := eachReading(ctx, j, func(t readingText) map[string]any {
		found := []entity{}
		cp := codePoints{text: t.Text}
		for _, m := range r.Read(token.New(t.Text), cmp.Or(t.Lang, "en")) {
			s := cp.span(m.Span)
			found = append(found, entity{s[0], s[1], m.Kind})
		}
		return map[string]any{"entities": found}
	})
	if err != nil {
		return nil, err
	}
	return scored(a, score.Names)
}

// readAliases finds aliases in any text.
func readAliases(ctx context.Context, j job) (any, error) {
	type pair struct {
		Long  [2]int `json:"long"`
		Short [2]int `json:"short"`
	}
	a, err := eachReading(ctx, j, func(t readingText) map[string]any {
		pairs := []pair{}
		cp := codePoints{text: t.Text}
		for _, p := range aliases.Read(token.New(t.Text)) {
			pairs = append(pairs, pair{cp.span(p.Long), cp.span(p.Short)})
		}
		return map[string]any{"pairs": pairs}
	})
	if err != nil {
		return nil, err
	}
	return scored(a, score.Aliases)
}

// readTimes finds expressions of time; a text without a language counts as English.
func readTimes(ctx context.Context, j job) (any, error) {
	type timex struct {
		S     int        `json:"s"`
		E     int        `json:"e"`
		Type  times.Type `json:"type"`
		Value string     `json:"value"`
	}
	a, err := eachReading(ctx, j, func(t readingText) map[string]any {
		found := []timex{}
		cp := codePoints{text: t.Text}
		for _, x := range times.Read(token.New(t.Text), cmp.Or(t.Lang, "en"), t.DCT) {
			s := cp.span(x.Span)
			found = append(found, timex{s[0], s[1], x.Type, x.Value})
		}
		return map[string]any{"timex": found}
	})
	if err != nil {
		return nil, err
	}
	return scored(a, score.Times)
}
