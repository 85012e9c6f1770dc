package press

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// stageBatch is the number of stage rows written at once.
const stageBatch = 512

// Redo reads the named captures again, whether they are up to date or not, and returns when the results can be
// found. Nothing else is read, however much is due, except by the stages over the whole archive. For an unknown
// capture it returns NotFound and does nothing. Its cost depends on the number of captures named, not on the
// size of the archive.
func (p *Press) Redo(ctx context.Context, ids ...string) (Progress, error) {
	if err := CheckStages(p.Stages); err != nil {
		return Progress{}, err
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	batches := make(chan work, len(ids)/batchItems+1)
	for batch := range slices.Chunk(ids, batchItems) {
		w := work{}
		for _, id := range batch {
			k, err := p.Vault.Find(ctx, id)
			if err != nil {
				return Progress{}, err
			}
			o := Original{Faults: k.Faults}
			if o.Capture, o.Content, err = p.Vault.Get(ctx, id); err != nil { // the row it has is kept
				return Progress{}, err
			}
			w.originals, w.addedAt = append(w.originals, o), append(w.addedAt, k.Added)
			w.counts.Captures++
			w.counts.Bytes += int64(len(o.Content))
		}
		batches <- w
	}
	close(batches)
	done, err := p.write(ctx, batches)
	if err != nil {
		return done, err
	}
	return done, afterHeavy(done.heaviest, func() error {
		if err := p.overArchive(context.WithValue(ctx, hurryKey{}, true)); err != nil {
			return err
		}
		return p.Catalogue.Sync(ctx)
	})
}

type hurryKey struct{}

// InHurry reports whether a person waits for the stages over the whole archive because of a decision. A stage
// whose cost grows with the archive may then leave everything that does not follow from the decision to the
// next run.
func InHurry(ctx context.Context) bool { return ctx.Value(hurryKey{}) != nil }

// textsOf returns the texts of pages that were read, by their keys.
func textsOf(readings []reading) map[string]*catalogue.Text {
	texts := map[string]*catalogue.Text{}
	for i := range readings {
		for k := range readings[i].Sightings {
			s := &readings[i].Sightings[k]
			text := catalogue.TextOf(s)
			texts[catalogue.TextKey(s)] = &text
		}
	}
	return texts
}

// newRows reads those of some texts that are new to the catalogue or that some stage has not read, and returns
// the rows.
func (p *Press) newRows(ctx context.Context, keys []string, texts map[string]*catalogue.Text) ([]catalogue.StageRow,
	error) {
	stages := p.readers(catalogue.OfText)
	if len(stages) == 0 {
		return nil, nil
	}
	have, err := p.Catalogue.RowsAbout(ctx, catalogue.OfText, keys)
	if err != nil {
		return nil, err
	}
	return p.runEach(ctx, keys, func(ctx context.Context, key string) ([]catalogue.StageRow, error) {
		rows := have[key]
		if rows == nil { // a new text
			rows = map[string]*catalogue.StageRow{}
		}
		return p.readText(ctx, stages, key, texts[key], rows)
	})
}

// runEach calls read for several keys on Workers goroutines, and returns their rows in the order of the keys.
func (p *Press) runEach(ctx context.Context, keys []string,
	read func(context.Context, string) ([]catalogue.StageRow, error)) ([]catalogue.StageRow, error) {
	rows := make([][]catalogue.StageRow, len(keys))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(p.workers())
	for i, key := range keys {
		g.Go(func() (err error) {
			rows[i], err = read(ctx, key)
			return err
		})
	}
	err := g.Wait()
	return slices.Concat(rows...), err
}

// readText runs the stages over one text for which have has no up-to-date row.
func (p *Press) readText(ctx context.Context, stages []reader, key string, text *catalogue.Text,
	have map[string]*catalogue.StageRow) ([]catalogue.StageRow, error) {
	wrong := map[string][]cutting.WrongMark{} // by stage
	decided := 0
	var right []cutting.RightMark
	if p.DecidedMarks != nil {
		var marks []cutting.WrongMark
		version, _, _ := strings.Cut(key, ".")
		marks, right, decided = p.DecidedMarks(cutting.Checksum(version))
		for _, w := range marks {
			wrong[w.Reader] = append(wrong[w.Reader], w)
		}
	}
	shared := &Shared{}
	rows := chain(ctx, stages, key, have, decided,
		func(s reader, given Given) (Found, error) {
			in := TextInput{Text: *text, Given: given, Wrong: wrong[s.Name], Right: right, Shared: shared}
			found, givenUp, err := readWithin(ctx, s, in)
			if givenUp {
				shared = &Shared{} // the old one is still in use
			}
			return found, err
		})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx) // an interrupted stage found nothing
	}
	return rows, nil
}

// longText is the length in bytes from which a stage may take so long over a text that an ending run does not
// wait for it.
const longText = 64 << 10

// readWithin runs a stage over a text within the time limit for its length, and returns soon when ctx ends.
// givenUp reports that the stage may still be running.
func readWithin(ctx context.Context, s reader, in TextInput) (found Found, givenUp bool, err error) {
	size := len(in.Headline) + len(in.Text.Text)
	if size < longText {
		found, err = s.Text(ctx, in)
		return found, false, err
	}
	limit := timeLimit(size)
	slow := cutting.Errorf(cutting.Unavailable, "took over %v to read the text; given up", limit)
	got := make(chan Found, 1) // a buffered channel, because a reading that was given up may still be running
	err = runFor(ctx, limit, slow, func(ctx context.Context) error {
		f, err := s.Text(ctx, in)
		got <- f
		return err
	})
	select {
	case found = <-got:
		return found, false, err
	default:
		return Found{}, true, err
	}
}

// existingRows returns the existing rows of some stages about one thing.
func (p *Press) existingRows(ctx context.Context, stages []reader, key string) (map[string]*catalogue.StageRow,
	error) {
	out := map[string]*catalogue.StageRow{}
	for _, s := range stages {
		r, err := p.Catalogue.Row(ctx, catalogue.RowKey{Stage: s.Name, Key: key})
		if err == nil {
			out[s.Name] = r
		} else if cutting.KindOf(err) != cutting.NotFound {
			return nil, err
		}
	}
	return out, nil
}

// redo updates the rows of stages: it reads the texts and pages that some stage has not read in its present
// version. Pages are read again only for stages over pages, and their other rows are kept. Then it runs the
// stages over the whole archive.
func (p *Press) redo(ctx context.Context) error {
	texts := p.readers(catalogue.OfText)
	err := p.redoAll(ctx, texts, func(ctx context.Context, key string) ([]catalogue.StageRow, error) {
		text, err := p.Catalogue.Text(ctx, key)
		if cutting.KindOf(err) == cutting.NotFound {
			return nil, nil // gone since
		} else if err != nil {
			return nil, err
		}
		have, err := p.existingRows(ctx, texts, key)
		if err != nil {
			return nil, err
		}
		return p.readText(ctx, texts, key, text, have)
	})
	if err != nil {
		return err
	}
	pages := p.readers(catalogue.OfCapture)
	err = p.redoAll(ctx, pages, func(ctx context.Context, key string) ([]catalogue.StageRow, error) {
		have, err := p.existingRows(ctx, pages, key)
		if err != nil {
			return nil, err
		}
		pg, s, err := p.Read(ctx, key)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return pageRows(ctx, pages, key, have, pg, s, err), nil
	})
	if err != nil {
		return err
	}
	p.release(func(s *Stage) bool { return s.Archive == nil })
	return p.overArchive(ctx)
}

// release releases the memory of some stages if this run is the last.
func (p *Press) release(of func(*Stage) bool) {
	for i := range p.Stages {
		if s := &p.Stages[i]; p.Last && s.Release != nil && of(s) {
			s.Release()
		}
	}
}

// overArchive runs the stages over the whole archive.
func (p *Press) overArchive(ctx context.Context) error {
	if err := p.decideOutlets(ctx); err != nil {
		return err
	}
	for i := range p.Stages {
		s := &p.Stages[i]
		if s.Archive == nil {
			continue
		}
		if err := s.Archive(ctx, p.Catalogue); err != nil {
			return err
		}
		p.release(func(o *Stage) bool { return o == s })
	}
	return nil
}

// redoAll calls read for everything that is due for one of the stages and writes the rows it returns.
func (p *Press) redoAll(ctx context.Context, stages []reader,
	read func(context.Context, string) ([]catalogue.StageRow, error)) error {
	done := map[string]bool{} // one visit does all stages
	for _, s := range stages {
		var keys []string
		var failed error
		flush := func() error {
			rows, err := p.runEach(ctx, keys, read)
			keys = keys[:0]
			if err != nil || len(rows) == 0 {
				return err
			}
			return p.Catalogue.Apply(ctx, catalogue.Batch{Rows: rows})
		}
		err := p.Catalogue.Due(ctx, s.scope, s.Name, s.Version, func(key string) bool {
			if done[key] {
				return true
			}
			done[key] = true
			if keys = append(keys, key); len(keys) == stageBatch {
				failed = flush()
			}
			return failed == nil
		})
		for _, e := range []error{failed, err} {
			if e != nil {
				return e
			}
		}
		if err := flush(); err != nil {
			return err
		}
	}
	return nil
}

// pageRows runs stages over a page; for a page that could not be read the rows have the failure.
func pageRows(ctx context.Context, stages []reader, key string, have map[string]*catalogue.StageRow, pg *cutting.Page,
	s *cutting.Split, unread error) []catalogue.StageRow {
	return chain(ctx, stages, key, have, 0, func(r reader, given Given) (Found, error) {
		if unread != nil {
			return Found{}, unread
		}
		return r.Page(ctx, PageInput{Page: pg, Split: s, Given: given})
	})
}
