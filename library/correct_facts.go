package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library/plain"
)

// FactsForm is what is known of a cutting's date, byline and other facts, with suggestions from its page. After
// an answer it also lists what the answer changes.
type FactsForm struct {
	Capture string
	Ordinal int
	Cutting string // the cutting's ID, "" when the catalogue does not have it
	Place   int    // the sighting's index among the cutting's, -1 when it is not there
	Title   string
	Dir     string
	State   string // hash of what was read when the form was made; an answer repeats it
	Date    Fact
	Byline  Fact
	Texts   []TextFact // headline, section, language
	Lines   []FactLine
	Others  int    // other places the cutting was seen at
	Rest    string // the other places, in words
	Here    bool   // the answer applies to this sighting alone
	Changes []FactChange
	Note    string
	Who     string // who decides, for the journal
	Mistake string // what is wrong with the answer, for the person; nothing is kept
	// Stale reports that the cutting changed since the form was made: the answer is in the form again.
	Stale bool
	Kept  *Kept // set when the answer has been kept
}

// Fact is one of the two facts as the form shows it.
type Fact struct {
	Now    string // in words
	From   string // where it was read, in words
	Choice string // ChoiceKeep, ChoiceNone, ChoiceTyped or a suggestion's value
	Typed  string
	Words  string // the words of the page that state it, as typed
	Found  []Suggestion
}

// Suggestion is a value found in the page.
type Suggestion struct {
	Value string // its name in a FactAnswer's Choice: "f0", "f1" …
	Label string
	// Before, Words and After are the words that state it in their line.
	Before, Words, After string

	Claim string // or the claim of the page's metadata that states it
	Dir   string
	On    bool

	date  cutting.Date
	names []string
	span  cutting.Span // in the page's text
}

// FactLine is a line of the page around the cutting.
type FactLine struct {
	Text string
	Dir  string
	In   bool // it belongs to the cutting
}

// FactChange is one fact, as it was and as it will be.
type FactChange struct {
	What     string
	Was, Is  string
	Words    string // what the page states, "" when the value has no words in it
	WordsDir string
	Bytes    string
	From     string // where the value is from when it has no words
}

// The choices of a FactAnswer besides a suggestion.
const (
	ChoiceKeep  = "keep"
	ChoiceTyped = "typed"
	ChoiceNone  = "none"
)

// FactsAnswer is a person's answer to a FactsForm.
type FactsAnswer struct {
	State        string
	Date, Byline FactAnswer
	Texts        map[string]FactAnswer // by TextFact.Name; Words are not used
	Everywhere   bool                  // also for the other places the cutting was seen at
	Note         string
	Who          string // "" is Config.Who
	Keep         bool   // record the answer; without it, it is only checked
}

// FactAnswer is the answer about one fact: a choice, and for ChoiceTyped the value and the words of the page
// that state it. Typed text counts as ChoiceTyped where Choice is ChoiceKeep or empty.
type FactAnswer struct{ Choice, Typed, Words string }

// factsCase has what both the form and its answer are made from.
type factsCase struct {
	row   *catalogue.PageRow
	page  *cutting.Page
	split *cutting.Split
	cut   *cutting.Cutting
	n     int
	entry *catalogue.Entry // nil when the catalogue does not have the cutting
	data  FactsForm
}

// FactsForm returns what is known of a capture's n-th cutting, counted from 0.
func (l *Library) FactsForm(ctx context.Context, captureID string, n int) (*FactsForm, error) {
	c, err := l.factsCase(ctx, captureID, n)
	if err != nil {
		return nil, err
	}
	return &c.data, nil
}

// CorrectFacts returns what an answer changes and, when Keep is set, records it in the
// journal. An answer that cannot be read is explained in the form's Mistake, and so is one to a form
// of a cutting that has changed since, which comes back with what was chosen; nothing is recorded then.
func (l *Library) CorrectFacts(ctx context.Context, captureID string, n int, a FactsAnswer) (*FactsForm, error) {
	c, facts, err := l.answerFacts(ctx, captureID, n, a)
	if err != nil {
		return nil, err
	}
	if c.data.Mistake != "" || !a.Keep {
		return &c.data, nil
	}
	kept, err := l.c.Decisions.Decide(ctx, func(ctx context.Context) ([]journal.Decision, error) {
		if c, facts, err = l.answerFacts(ctx, captureID, n, a); err != nil || c.data.Mistake != "" {
			return nil, err
		}
		return linesOf(c.data.Who, c.corrections(facts)...)
	})
	if err != nil {
		return nil, err
	}
	if c.data.Mistake != "" {
		return &c.data, nil
	}
	c.data.Kept = &kept
	return &c.data, c.setPlace(ctx, l)
}

// answerFacts reads the cutting and applies the answer to it.
func (l *Library) answerFacts(ctx context.Context, captureID string, n int, a FactsAnswer) (*factsCase,
	cutting.CorrectedFacts, error) {
	c, err := l.factsCase(ctx, captureID, n)
	if err != nil {
		return nil, cutting.CorrectedFacts{}, err
	}
	if a.State != c.data.State {
		// The answer is filled in; what is wrong with it is reported when it is sent again.
		facts := cutting.CorrectedFacts{}
		if _, err := c.answer(a, l.c.Lines); err != nil {
			_ = c.answeredTexts(a.Texts, &facts)
		}
		c.data.Changes, c.data.Stale = nil, true
		c.data.Mistake = "This cutting was processed again, or corrected by somebody else, since you opened " +
			"the form. What you chose is filled in over what is known now; check it and send it again."
		return c, cutting.CorrectedFacts{}, nil
	}
	facts, err := c.answer(a, l.c.Lines)
	if err == nil {
		c.data.Who, err = l.deciderName(a.Who)
	}
	if err != nil {
		c.data.Mistake = err.Error()
	}
	return c, facts, nil
}

// factsCase reads a cutting and the suggestions from its page.
func (l *Library) factsCase(ctx context.Context, captureID string, n int) (*factsCase, error) {
	row, p, split, err := l.readForCorrection(ctx, captureID)
	if err != nil {
		return nil, err
	}
	if n < 0 || n >= len(split.Cuttings) {
		return nil, cutting.Errorf(cutting.NotFound, "This page has %s, counted from 0. There is no number %d.",
			plain.Plural(len(split.Cuttings), "cutting", "cuttings"), n)
	}
	c := &factsCase{row: row, page: p, split: split, cut: &split.Cuttings[n], n: n}
	if len(c.cut.Bytes) == 0 {
		return nil, cutting.Errorf(cutting.Unsupported,
			"The place of this cutting in the file is not known, so it cannot be corrected.")
	}
	title := cmp.Or(c.cut.Headline, "Without a headline")
	c.data = FactsForm{Capture: captureID, Ordinal: n, Title: title, Dir: plain.Direction(row.Lang, title),
		State: factsState(c.cut)}
	if err := c.setPlace(ctx, l); err != nil {
		return nil, err
	}
	c.data.Date = Fact{Now: plain.DateOrUndated(c.cut.Published), From: plain.DateFrom(c.cut.Published),
		Choice: ChoiceKeep}
	c.data.Byline = Fact{Now: plain.Byline(c.cut.Byline), Choice: ChoiceKeep}
	if c.cut.BylineOrigin == cutting.Corrected {
		c.data.Byline.From = plain.ByHand
	}
	c.texts()
	c.setLines(l.c.Lines)
	return c, nil
}

// setPlace sets the cutting's ID, place and other sightings from the catalogue.
func (c *factsCase) setPlace(ctx context.Context, l *Library) error {
	captureID := c.row.Capture.ID
	var err error
	if c.entry, err = l.entryAt(ctx, captureID, c.n); err != nil {
		return err
	}
	c.data.Cutting, c.data.Place, c.data.Others = "", -1, 0
	if c.entry == nil {
		return nil
	}
	c.data.Cutting, c.data.Others = c.entry.ID, len(c.entry.Sightings)-1
	c.data.Place = slices.IndexFunc(c.entry.Sightings, func(s catalogue.Sighting) bool {
		return s.CaptureID == captureID && s.Ordinal == c.n
	})
	if c.data.Rest = "other place"; c.data.Others > 1 {
		c.data.Rest = plain.Plural(c.data.Others, "", "other places")
	}
	return nil
}

// entryAt returns the catalogue's entry of a capture's n-th cutting, nil when its rows
// do not have it.
func (l *Library) entryAt(ctx context.Context, captureID string, n int) (*catalogue.Entry, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	seen, err := cat.PageSightings(ctx, captureID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(seen, func(s catalogue.Sighting) bool { return s.Ordinal == n })
	if i < 0 {
		return nil, nil
	}
	e, err := cat.Entry(ctx, seen[i].CuttingID)
	if cutting.KindOf(err) == cutting.NotFound && err != nil {
		return nil, nil
	}
	return e, err
}

// factsState returns a short hash of what is known of a cutting, which shows a change between form and answer.
func factsState(c *cutting.Cutting) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %v %+v %q %q %v %q %q %q", c.Kind, c.Bytes, c.Published, c.Byline, c.BylineOrigin, c.BylineSpan,
		c.Headline, c.Section, c.Lang)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// corrections returns the journal's lines for the answer: one for this sighting, and one for each other it
// applies to. The lines for others name no words, because the answer's words are of this page.
func (c *factsCase) corrections(f cutting.CorrectedFacts) []cutting.Correction {
	out := []cutting.Correction{{Capture: c.row.Capture.ID, Facts: []cutting.CorrectedFacts{f}, Note: c.data.Note}}
	if c.data.Here || c.entry == nil {
		return out
	}
	for _, s := range c.entry.Sightings {
		if s.CaptureID == c.row.Capture.ID && s.Ordinal == c.n || len(s.Bytes) == 0 {
			continue
		}
		other := cutting.CorrectedFacts{Of: s.Bytes}
		if f.Published != nil {
			other.Published = &cutting.CorrectedDate{Value: f.Published.Value}
		}
		if f.Byline != nil {
			other.Byline = &cutting.CorrectedByline{Names: f.Byline.Names}
		}
		for _, t := range textFacts {
			if said := *t.in(&f); said != nil {
				*t.in(&other) = &cutting.CorrectedText{Value: said.Value}
			}
		}
		out = append(out, cutting.Correction{Capture: s.CaptureID, Facts: []cutting.CorrectedFacts{other},
			Note: c.data.Note})
	}
	return out
}

// answer reads an answer into facts, and lists in the data what changes. Errors are of kind Invalid, with a
// message for the person.
func (c *factsCase) answer(a FactsAnswer, lines Lines) (cutting.CorrectedFacts, error) {
	data := &c.data
	data.Note, data.Here = strings.TrimSpace(a.Note), data.Others > 0 && !a.Everywhere
	data.Date.setAnswer(a.Date)
	data.Byline.setAnswer(a.Byline)
	facts := cutting.CorrectedFacts{Of: c.cut.Bytes}
	if len(data.Note) > maxNote {
		return facts, cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(data.Note),
			maxNote)
	}
	var err error
	if facts.Published, err = c.answeredDate(lines); err != nil {
		return facts, err
	}
	if facts.Byline, err = c.answeredByline(lines); err != nil {
		return facts, err
	}
	if err := c.answeredTexts(a.Texts, &facts); err != nil {
		return facts, err
	}
	if len(facts.About()) == 0 {
		return facts, cutting.Errorf(cutting.Invalid, "Nothing was changed in the form, so there is nothing to keep.")
	}
	check := cutting.Correction{Capture: c.row.Capture.ID, Facts: []cutting.CorrectedFacts{facts}}
	if err := check.Check(c.row.Capture.Length); err != nil {
		return facts, err
	}
	if p := facts.Published; p != nil {
		data.Changes = append(data.Changes, c.change("Published", &data.Date,
			plain.DateOrUndated(cutting.Date{Value: p.Value}), p.Words))
	}
	if b := facts.Byline; b != nil {
		data.Changes = append(data.Changes, c.change("By", &data.Byline, plain.Byline(b.Names), b.Words))
	}
	c.changedTexts(&facts)
	return facts, nil
}

// setAnswer copies the answer about a fact into the form.
func (f *Fact) setAnswer(a FactAnswer) {
	f.Choice = cmp.Or(a.Choice, ChoiceKeep)
	f.Typed, f.Words = strings.TrimSpace(a.Typed), strings.Join(strings.Fields(a.Words), " ")
	if f.Choice == ChoiceKeep && f.Typed+f.Words != "" {
		f.Choice = ChoiceTyped
	}
	for i := range f.Found {
		f.Found[i].On = f.Found[i].Value == f.Choice
	}
}

// chosen returns the suggestion that was chosen, nil when none was.
func (f *Fact) chosen() *Suggestion {
	for i := range f.Found {
		if f.Found[i].On {
			return &f.Found[i]
		}
	}
	return nil
}

func (c *factsCase) change(what string, f *Fact, is string, words cutting.Range) FactChange {
	out := FactChange{What: what, Was: f.Now, Is: is}
	s := f.chosen()
	switch {
	case words.Empty() && s != nil:
		out.From = "from the page’s metadata, " + s.Claim
	case words.Empty() && f.Choice == ChoiceTyped:
		out.From = "without words of the page"
	case !words.Empty():
		out.Words, out.Bytes = f.Words, plain.Range(words)
		if s != nil {
			out.Words = s.Words
		}
		out.WordsDir = plain.Direction(c.row.Lang, out.Words)
	}
	return out
}
