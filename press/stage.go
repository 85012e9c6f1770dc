package press

import (
	"context"
	"encoding/json"
	"slices"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// What the first stages need and give; further stages choose the names of what they give.
const (
	Bytes     = "bytes"     // given by the vault
	Decisions = "decisions" // given by the journal
	ThePage   = "page"
	Cuttings  = "cuttings"
	Texts     = "texts" // headline and text of each cutting
)

// Stage is one step of a run. Raising its Version redoes its rows, and those of stages that need what it gives
// where that has changed, and nothing else.
type Stage struct {
	Name    string
	Version int      // from 1; raised when the same input may give another result
	Needs   []string // what it reads: given by the vault, the journal or an earlier stage
	Gives   []string // what later stages may need

	// Exactly one of the following is set. All must be safe for concurrent use; a panic is a failure of the one
	// text or page read. The stages that make pages and cuttings have none.

	// Text reads one text. It is a pure function; its row is kept by the text's key, so that equal texts are
	// read once. When its context ends or the time limit for the text's length is over, the run no longer waits
	// for it and ignores its result.
	Text func(context.Context, TextInput) (Found, error)
	// Page reads one page with its split. It is a pure function; its row is kept by the capture's ID.
	Page func(context.Context, PageInput) (Found, error)
	// Archive updates the stage's rows for all changes in the archive. It is called after the other stages have
	// written their rows. It keeps its position in a row of scope catalogue.OfStage.
	Archive func(context.Context, Catalogue) error

	// Release, when set, frees the memory that the stage keeps for the next run; a stage that runs nevertheless
	// makes it again. It must be safe for concurrent use.
	Release func()
}

// Given has what earlier stages found in the same text or page, by stage, for the stages that a stage needs.
type Given map[string]json.RawMessage

// TextInput is what a stage over texts reads.
type TextInput struct {
	catalogue.Text
	Given Given
	Wrong []cutting.WrongMark // marks of the stage that people removed
	Right []cutting.RightMark // parts of marks of the text, of any stage, that people corrected
	// Shared is the same for all stages that read one text in one run, one after the other, so that a stage can
	// reuse what an earlier one computed. It may be nil, and no result may depend on it.
	Shared *Shared
}

// Shared is a value that stages over one text share while it is read.
type Shared struct{ Value any }

// PageInput is what a stage over pages reads.
type PageInput struct {
	Page  *cutting.Page
	Split *cutting.Split
	Given Given
}

// Found is what a stage found: a value to be stored as JSON, and values to search by.
type Found struct {
	Value  any
	Fields map[string][]string
}

// firstStages make the rows of pages and cuttings.
func firstStages() []Stage {
	return []Stage{
		{Name: "page", Version: page.Version, Needs: []string{Bytes}, Gives: []string{ThePage}},
		{Name: "split", Version: split.Version, Needs: []string{ThePage, Decisions}, Gives: []string{Cuttings, Texts}},
	}
}

// Versions returns the versions of the stages with which this program makes the rows of pages.
func Versions() catalogue.Versions {
	v := catalogue.Versions{}
	for _, s := range firstStages() {
		v[s.Name] = s.Version
	}
	return v
}

// reads returns what the stage's function reads: "texts", "pages" or "the archive"; "" unless it has exactly one.
func (s *Stage) reads() string {
	what := ""
	for _, f := range []struct {
		isSet bool
		what  string
	}{{s.Text != nil, "texts"}, {s.Page != nil, "pages"}, {s.Archive != nil, "the archive"}} {
		switch {
		case f.isSet && what != "":
			return ""
		case f.isSet:
			what = f.what
		}
	}
	return what
}

// CheckStages returns an error of kind Internal for stages after the first ones that are inconsistent, such as
// a stage that needs what no earlier one gives. A program with such stages must not start.
func CheckStages(more []Stage) error {
	giver := map[string]string{Bytes: "the vault", Decisions: "the journal"}
	over := map[string]string{} // what the giver reads; "" for the first stages
	names := map[string]bool{}
	first := len(firstStages())
	for i, s := range slices.Concat(firstStages(), more) {
		wrong := func(format string, args ...any) error {
			return cutting.Errorf(cutting.Internal, "stage %q: "+format, append([]any{s.Name}, args...)...)
		}
		reads := s.reads()
		switch {
		case s.Name == "":
			return wrong("has no name")
		case names[s.Name]:
			return wrong("is there twice")
		case s.Version < 1:
			return wrong("has version %d; versions begin at 1", s.Version)
		case i >= first && reads == "":
			return wrong("must have one function, which reads texts, pages or the archive")
		case s.Text != nil && !slices.Contains(s.Needs, Texts):
			return wrong("reads texts and does not say that it needs them")
		case s.Page != nil && !slices.Contains(s.Needs, ThePage):
			return wrong("reads pages and does not say that it needs them")
		}
		for _, n := range s.Needs {
			if giver[n] == "" {
				return wrong("needs %q, which no earlier stage gives", n)
			}
			// Rows about texts, pages and the archive have different keys; only a stage over the archive reads all.
			if over[n] != "" && over[n] != reads && s.Archive == nil {
				return wrong("reads %s and needs %q, which %s gives, a stage over %s", reads, n, giver[n], over[n])
			}
		}
		for _, g := range s.Gives {
			if giver[g] != "" {
				return wrong("gives %q, as %s does", g, giver[g])
			}
			giver[g], over[g] = "stage "+s.Name, reads
		}
		names[s.Name] = true
	}
	return nil
}

// reader is a stage over texts or pages, prepared for a run.
type reader struct {
	Stage
	scope  catalogue.Scope
	givers []string // stages that give what it needs
}

// readers returns the stages of one scope, in order.
func (p *Press) readers(scope catalogue.Scope) []reader {
	giver := map[string]string{}
	var out []reader
	for _, s := range p.Stages {
		r := reader{Stage: s, scope: scope}
		for _, n := range s.Needs {
			if by := giver[n]; by != "" {
				r.givers = append(r.givers, by)
			}
		}
		for _, g := range s.Gives {
			giver[g] = s.Name
		}
		if scope == catalogue.OfText && s.Text != nil || scope == catalogue.OfCapture && s.Page != nil {
			out = append(out, r)
		}
	}
	return out
}

// chain runs stages over one text or page: those whose row in have is missing, of another version, or depends
// on a row that has changed. It returns the new rows. decided is the number of decisions about the text or page
// that its rows take in. When ctx has ended, the result must not be used.
func chain(ctx context.Context, stages []reader, key string, have map[string]*catalogue.StageRow, decided int,
	run func(reader, Given) (Found, error)) []catalogue.StageRow {
	out := make([]catalogue.StageRow, 0, len(stages))
	changed := map[string]bool{}
	for _, s := range stages {
		old := have[s.Name]
		if old != nil && old.Version == s.Version && old.Decisions == decided && !slices.ContainsFunc(s.givers,
			func(n string) bool { return changed[n] }) {
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		given := Given{}
		for _, n := range s.givers {
			if r := have[n]; r != nil {
				given[n] = r.Value
			}
		}
		r := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: s.Name, Key: key}, Of: s.scope, Version: s.Version,
			Decisions: decided}
		found, err := runSafely(func() (Found, error) { return run(s, given) })
		if err == nil && found.Value != nil {
			r.Value, err = json.Marshal(found.Value)
		}
		if err != nil {
			r.Value, r.Failure = nil, err.Error()
		} else {
			r.Fields = found.Fields
		}
		changed[s.Name] = old == nil || string(old.Value) != string(r.Value) || old.Failure != r.Failure
		have[s.Name] = &r
		out = append(out, r)
	}
	return out
}

// runSafely runs fn and turns a panic into an error.
func runSafely(fn func() (Found, error)) (found Found, err error) {
	defer func() {
		if r := recover(); r != nil {
			found, err = Found{}, cutting.Errorf(cutting.Internal, "%v", r)
		}
	}()
	return fn()
}
