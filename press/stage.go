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

// What the first stages need and give; further stages name what they give as they
// like.
const (
	Bytes     = "bytes"     // given by the vault
	Decisions = "decisions" // given by the journal
	ThePage   = "page"
	Cuttings  = "cuttings"
	Texts     = "texts" // headline and text of each cutting
)

// Stage is one step of a run. Raising its Version redoes what it found, and that
// of the stages that need what it gives where that has changed, and nothing else.
type Stage struct {
	Name    string
	Version int      // from 1; raised when the same input may give another result
	Needs   []string // what it reads: given by the vault, the journal or an earlier stage
	Gives   []string // what later stages may need

	// At most one of these. All are safe for concurrent use, and a panic in one is a
	// failure of what it was reading alone. The stages that make pages and cuttings
	// have none.

	// Text reads one text. It is a pure function; its row is kept by the text's
	// key, so that equal texts are read once. It is left to itself when its context ends
	// or it takes longer than texts of its length may: nobody reads what it gives then.
	Text func(context.Context, TextInput) (Found, error)
	// Page reads one page with its split. It is a pure function; its row is the
	// capture's.
	Page func(context.Context, PageInput) (Found, error)
	// Archive brings the stage's rows up to date with what changed in the whole archive.
	// It is called when the other stages have written what they found. It keeps its
	// place in a row of scope catalogue.OfStage.
	Archive func(context.Context, Catalogue) error
}

// Given is what earlier stages found in the same text or page, by stage: those whose
// gifts a stage needs.
type Given map[string]json.RawMessage

// TextInput is what a stage over texts reads.
type TextInput struct {
	catalogue.Text
	Given Given
	Wrong []cutting.WrongMark // marks of the stage that people took away
	Right []cutting.RightMark // parts of marks of the text, of whichever stage, that people put right
	// Shared is the same for all stages that read one text in one go, one after the
	// other: what one of them has worked out may spare the next the work. It may be nil,
	// and no result may depend on it.
	Shared *Shared
}

// Shared is what stages over one text keep for each other while it is read.
type Shared struct{ Value any }

// PageInput is what a stage over pages reads.
type PageInput struct {
	Page  *cutting.Page
	Split *cutting.Split
	Given Given
}

// Found is what a stage found: a value that becomes JSON, and values to search by.
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

// Versions are the versions of the stages this program makes the rows of pages with.
func Versions() catalogue.Versions {
	v := catalogue.Versions{}
	for _, s := range firstStages() {
		v[s.Name] = s.Version
	}
	return v
}

// CheckStages reports what is wrong with the stages of a run that follow those
// that make pages and cuttings, as an error of kind Internal: a program that was put
// together so must not start, and no run begins.
func CheckStages(more []Stage) error {
	given := map[string]string{Bytes: "the vault", Decisions: "the journal"}
	names := map[string]bool{}
	for _, s := range slices.Concat(firstStages(), more) {
		wrong := func(format string, args ...any) error {
			return cutting.Errorf(cutting.Internal, "stage %q: "+format, append([]any{s.Name}, args...)...)
		}
		switch {
		case s.Name == "":
			return wrong("has no name")
		case names[s.Name]:
			return wrong("is there twice")
		case s.Version < 1:
			return wrong("has version %d; versions begin at 1", s.Version)
		case s.Text != nil && !slices.Contains(s.Needs, Texts):
			return wrong("reads texts and does not say that it needs them")
		case s.Page != nil && !slices.Contains(s.Needs, ThePage):
			return wrong("reads pages and does not say that it needs them")
		}
		for _, n := range s.Needs {
			if given[n] == "" {
				return wrong("needs %q, which no earlier stage gives", n)
			}
		}
		for _, g := range s.Gives {
			if given[g] != "" {
				return wrong("gives %q, as %s does", g, given[g])
			}
			given[g] = "stage " + s.Name
		}
		names[s.Name] = true
	}
	return nil
}

// reader is a stage over texts or pages made ready.
type reader struct {
	Stage
	of    catalogue.Scope
	needs []string // stages whose gifts it needs
}

// readers returns the stages of one scope, in order.
func (p *Press) readers(of catalogue.Scope) []reader {
	giver := map[string]string{}
	var out []reader
	for _, s := range p.Stages {
		r := reader{Stage: s, of: of}
		for _, n := range s.Needs {
			if by := giver[n]; by != "" {
				r.needs = append(r.needs, by)
			}
		}
		for _, g := range s.Gives {
			giver[g] = s.Name
		}
		if of == catalogue.OfText && s.Text != nil || of == catalogue.OfCapture && s.Page != nil {
			out = append(out, r)
		}
	}
	return out
}

// chain runs stages over one text or page: those whose row in have is missing, of
// another version, or rests on a row that has changed. It returns the rows made.
// decided counts the decisions about the text or page that its rows take in. When ctx
// ends, what chain returns is void.
func chain(ctx context.Context, stages []reader, key string, have map[string]*catalogue.StageRow, decided int,
	run func(reader, Given) (Found, error)) []catalogue.StageRow {
	out := make([]catalogue.StageRow, 0, len(stages))
	changed := map[string]bool{}
	for _, s := range stages {
		old := have[s.Name]
		if old != nil && old.Version == s.Version && old.Decisions == decided && !slices.ContainsFunc(s.needs,
			func(n string) bool { return changed[n] }) {
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		given := Given{}
		for _, n := range s.needs {
			if r := have[n]; r != nil {
				given[n] = r.Value
			}
		}
		r := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: s.Name, Key: key}, Of: s.of, Version: s.Version,
			Decisions: decided}
		found, err := safely(func() (Found, error) { return run(s, given) })
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

// safely turns a panic into an error.
func safely(fn func() (Found, error)) (found Found, err error) {
	defer func() {
		if r := recover(); r != nil {
			found, err = Found{}, cutting.Errorf(cutting.Internal, "%v", r)
		}
	}()
	return fn()
}
