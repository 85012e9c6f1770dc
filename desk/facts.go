package desk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Lines reads single lines of a page, to suggest what a date or byline may be. A
// person decides.
type Lines interface {
	// Dates are the dates a line says, in order, each with its Span in the line; base
	// is the moment that dates without a year are reckoned from.
	Dates(line, lang string, base time.Time) []cutting.Date
	// Byline is who a line names as authors, and where in it; false when it is none.
	Byline(line string) (names []string, at cutting.Span, ok bool)
}

// factsData is the form for the date and byline of one cutting, or the question
// whether what it says is meant.
type factsData struct {
	Path    string // of the form
	Capture string
	Cutting string // the cutting's page, "" when the catalogue does not have it
	Title   string
	Dir     string
	State   string // of what was read when the form was made
	Date    factField
	Byline  factField
	Lines   []factLine
	Others  int    // other sightings of the cutting
	Rest    string // those, in words
	Here    bool   // it is meant for this sighting alone
	Changes []factChange
	Answers []field // the form's fields, when it is a question
	Note    string
	Mistake string
	Later   string
}

// factField is one of the two facts as the form shows it.
type factField struct {
	Now    string // in words
	From   string // where it was read, in words
	Choice string // choiceKeep, choiceNone, choiceTyped or a suggestion's value
	Typed  string
	Words  string // the words of the page that say it, as typed
	Found  []suggestion
}

// suggestion is a value that was found in the page.
type suggestion struct {
	Value string // of the radio button: "f0", "f1" …
	Label string
	// Before, Words and After are the words that say it in their line.
	Before, Words, After string

	Claim string // or the claim of the page's metadata that says it
	Dir   string
	On    bool

	date  cutting.Date
	names []string
	span  cutting.Span // in the page's text
}

// factLine is a line of the page around the cutting.
type factLine struct {
	Text string
	Dir  string
	In   bool // it is the cutting's
}

// factChange is one fact, as it was and as it will be.
type factChange struct {
	What     string
	Was, Is  string
	Words    string // what the page says, "" when no words of it are named
	WordsDir string
	Bytes    string
	From     string // where the value is from when it has no words
}

const (
	choiceKeep  = "keep"
	choiceTyped = "typed"
)

// factsCase is what both the form and its answer are made from.
type factsCase struct {
	row   *catalogue.PageRow
	page  *cutting.Page
	cut   *cutting.Cutting
	n     int
	entry *catalogue.Entry // nil when the catalogue does not have the cutting
	data  factsData
}

func factsPath(captureID string, n int) string {
	return capturePath(captureID) + "/correct/" + strconv.Itoa(n)
}

func (d *desk) factsForm(r *http.Request) (*reply, error) {
	c, err := d.factsCase(r)
	if err != nil {
		return nil, err
	}
	return c.reply(), nil
}

func (c *factsCase) reply() *reply {
	return &reply{page: "facts", title: "Date and byline – " + c.data.Title, data: c.data}
}

// factsCase reads the cutting in the address and what its page suggests.
func (d *desk) factsCase(r *http.Request) (*factsCase, error) {
	row, p, split, err := d.readForCorrection(r)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 0 || n >= len(split.Cuttings) {
		return nil, cutting.Errorf(cutting.NotFound, "this capture has %s, counted from 0; there is no %s", plural(len(split.Cuttings), "cutting", "cuttings"), r.PathValue("n"))
	}
	c := &factsCase{row: row, page: p, cut: &split.Cuttings[n], n: n}
	if len(c.cut.Bytes) == 0 {
		return nil, cutting.Errorf(cutting.Unsupported, "nobody knows which bytes of the capture this cutting is, so nothing can be said about it")
	}
	if c.entry, err = d.entryAt(r, row.Capture.ID, n); err != nil {
		return nil, err
	}
	title := cmp.Or(c.cut.Headline, "Without a headline")
	c.data = factsData{Path: factsPath(row.Capture.ID, n), Capture: capturePath(row.Capture.ID), Title: title, Dir: direction(row.Lang, title), State: factsState(c.cut)}
	if c.entry != nil {
		c.data.Cutting, c.data.Others = d.sightingPath(c.entry, row.Capture.ID, n), len(c.entry.Sightings)-1
		if c.data.Rest = "other sighting"; c.data.Others > 1 {
			c.data.Rest = plural(c.data.Others, "", "other sightings")
		}
	}
	c.data.Date = factField{Now: dateWords(c.cut.Published), From: dateFrom(c.cut.Published), Choice: choiceKeep}
	c.data.Byline = factField{Now: bylineWords(c.cut.Byline), Choice: choiceKeep}
	if c.cut.BylineOrigin == cutting.Corrected {
		c.data.Byline.From = correctedByHand
	}
	c.around(d.Lines)
	return c, nil
}

// entryAt is the catalogue's entry of a capture's n-th cutting, nil when its rows
// do not have it.
func (d *desk) entryAt(r *http.Request, captureID string, n int) (*catalogue.Entry, error) {
	seen, err := d.Catalogue.PageSightings(r.Context(), captureID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(seen, func(s catalogue.Sighting) bool { return s.Ordinal == n })
	if i < 0 {
		return nil, nil
	}
	e, err := d.Catalogue.Entry(r.Context(), seen[i].CuttingID)
	if cutting.KindOf(err) == cutting.NotFound && err != nil {
		return nil, nil
	}
	return e, err
}

// sightingPath is a cutting's page with the text of one of its sightings.
func (d *desk) sightingPath(e *catalogue.Entry, captureID string, n int) string {
	i := slices.IndexFunc(e.Sightings, func(s catalogue.Sighting) bool { return s.CaptureID == captureID && s.Ordinal == n })
	if i < 0 {
		return cuttingPath(e.ID)
	}
	return cuttingPath(e.ID) + "?sighting=" + strconv.Itoa(i)
}

// factsState is a short mark of what is known of a cutting, to notice that it has
// changed between form and answer.
func factsState(c *cutting.Cutting) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %v %+v %q %q %v", c.Kind, c.Bytes, c.Published, c.Byline, c.BylineOrigin, c.BylineSpan)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// factsPost asks whether what the form says is meant (step=check), and keeps it
// (step=keep).
func (d *desk) factsPost(r *http.Request) (*reply, error) {
	r.Body = http.MaxBytesReader(nil, r.Body, maxCorrectForm)
	if err := r.ParseForm(); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "the form cannot be read: %w", err)
	}
	c, err := d.factsCase(r)
	if err != nil {
		return nil, err
	}
	if r.PostForm.Get("state") != c.data.State {
		return nil, cutting.Errorf(cutting.Conflict, "the cutting has changed since the form was made; open it again and say it once more")
	}
	facts, err := c.answer(r.PostForm, d.Lines)
	if err != nil {
		c.data.Mistake = err.Error()
		rep := c.reply()
		rep.status = http.StatusBadRequest
		return rep, nil
	}
	if r.PostForm.Get("step") != "keep" {
		return c.reply(), nil
	}
	err = d.Corrections.Append(r.Context(), c.corrections(facts)...)
	if cutting.KindOf(err) == cutting.Conflict {
		c.data.Later = err.Error()
		rep := c.reply()
		rep.status = http.StatusAccepted
		return rep, nil
	}
	if err != nil {
		return nil, err
	}
	e, err := d.entryAt(r, c.row.Capture.ID, c.n)
	if err != nil || e == nil { // kept all the same
		return &reply{redirect: c.data.Capture + "?corrected=1"}, nil
	}
	to := d.sightingPath(e, c.row.Capture.ID, c.n)
	return &reply{redirect: to + map[bool]string{true: "&", false: "?"}[strings.Contains(to, "?")] + "corrected=1"}, nil
}

// corrections are the journal's lines for what was said: one for this sighting,
// and one for each other that it is meant for as well. What the words of another
// page are, nobody said.
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
		out = append(out, cutting.Correction{Capture: s.CaptureID, Facts: []cutting.CorrectedFacts{other}, Note: c.data.Note})
	}
	return out
}

// answer reads the form into facts, and says in the data what changes. Errors are
// of kind Invalid, for the person.
func (c *factsCase) answer(form url.Values, lines Lines) (cutting.CorrectedFacts, error) {
	data := &c.data
	data.Note, data.Here = strings.TrimSpace(form.Get("note")), data.Others > 0 && form.Get("everywhere") == ""
	data.Date.sent(form, "date")
	data.Byline.sent(form, "byline")
	facts := cutting.CorrectedFacts{Of: c.cut.Bytes}
	if len(data.Note) > maxNote {
		return facts, cutting.Errorf(cutting.Invalid, "the note has %d bytes; it may have %d", len(data.Note), maxNote)
	}
	var err error
	if facts.Published, err = c.saidDate(lines); err != nil {
		return facts, err
	}
	if facts.Byline, err = c.saidByline(); err != nil {
		return facts, err
	}
	if facts.Published == nil && facts.Byline == nil {
		return facts, cutting.Errorf(cutting.Invalid, "the form says what is there already; nothing to keep")
	}
	check := cutting.Correction{Capture: c.row.Capture.ID, Facts: []cutting.CorrectedFacts{facts}}
	if err := check.Check(c.row.Capture.Length); err != nil {
		return facts, err
	}
	for _, name := range []string{"state", "date", "date-typed", "date-words", "byline", "byline-typed", "byline-words", "everywhere"} {
		data.Answers = append(data.Answers, field{name, form.Get(name)})
	}
	if p := facts.Published; p != nil {
		data.Changes = append(data.Changes, c.change("Published", &data.Date, dateWords(cutting.Date{Value: p.Value}), p.Words))
	}
	if b := facts.Byline; b != nil {
		data.Changes = append(data.Changes, c.change("By", &data.Byline, bylineWords(b.Names), b.Words))
	}
	return facts, nil
}

// sent takes in what the form says of a field. What is typed is meant, also when
// the button beside it was not touched.
func (f *factField) sent(form url.Values, name string) {
	f.Choice = cmp.Or(form.Get(name), choiceKeep)
	f.Typed, f.Words = strings.TrimSpace(form.Get(name+"-typed")), strings.Join(strings.Fields(form.Get(name+"-words")), " ")
	if f.Choice == choiceKeep && f.Typed+f.Words != "" {
		f.Choice = choiceTyped
	}
	for i := range f.Found {
		f.Found[i].On = f.Found[i].Value == f.Choice
	}
}

// chosen is the suggestion that was chosen, nil when none was.
func (f *factField) chosen() *suggestion {
	for i := range f.Found {
		if f.Found[i].On {
			return &f.Found[i]
		}
	}
	return nil
}

func (c *factsCase) change(what string, f *factField, is string, words cutting.Range) factChange {
	out := factChange{What: what, Was: f.Now, Is: is}
	s := f.chosen()
	switch {
	case words.Empty() && s != nil:
		out.From = "from the page’s metadata, " + s.Claim
	case words.Empty() && f.Choice == choiceTyped:
		out.From = "without words of the page"
	case !words.Empty():
		out.Words, out.Bytes = f.Words, rangeWords(words)
		if s != nil {
			out.Words = s.Words
		}
		out.WordsDir = direction(c.row.Lang, out.Words)
	}
	return out
}
