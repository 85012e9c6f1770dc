package desk

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Corrections takes what people correct by hand.
type Corrections interface {
	// Append keeps corrections for good, in order, and lets them take effect. One
	// that does not fit its capture gives Invalid; Conflict says that they are kept
	// and take effect later. Other errors leave open how many were kept.
	Append(ctx context.Context, cs ...cutting.Correction) error
}

const (
	maxCorrectBlocks = 2000    // blocks of a page that can be corrected in a form
	maxCorrectForm   = 2 << 20 // bytes of a form that is sent
	maxNote          = 500     // bytes of a correction's note
)

// correctData is the form, or the question whether what it says is meant.
type correctData struct {
	ID      string
	Title   string
	Rows    []correctRow
	State   string // of the cut the form was made for
	Back    string
	Changes []change // when set, this is the question
	Note    string
	Mistake string
	Later   string // the correction is kept and takes effect later: why
}

// correctRow is one block with what may be said of it.
type correctRow struct {
	Index    int
	Name     string // "b12": the choice's field
	Headline string // "h12": the checkbox's field
	On       bool   // it is (part of) the headline
	Dir      string
	Text     string
	Kind     cutting.Kind // of the cutting it now belongs to, "" for none
	Role     string
	Options  []option
}

type option struct {
	Value, Label string
	On           bool
}

// change is one thing a correction changes, in words.
type change struct {
	What string
	Text string
	Dir  string
	Kind cutting.Kind
}

func (d *desk) correctForm(r *http.Request) (*reply, error) {
	p, split, data, err := d.correctable(r)
	if err != nil {
		return nil, err
	}
	data.Rows = rowsOf(p, split, currentChoices(p, split))
	return &reply{page: "correct", title: "Correct – " + data.Title, data: data}, nil
}

// correctable reads a capture for its form.
func (d *desk) correctable(r *http.Request) (*cutting.Page, *cutting.Split, correctData, error) {
	row, p, split, err := d.readForCorrection(r)
	if err != nil {
		return nil, nil, correctData{}, err
	}
	id := row.Capture.ID
	data := correctData{ID: id, Title: captureTitle(row), Back: capturePath(id), State: cutState(p, split)}
	if len(p.Blocks) > maxCorrectBlocks {
		return nil, nil, data, cutting.Errorf(cutting.Unsupported, "this page has %d blocks; up to %d can be corrected here", len(p.Blocks), maxCorrectBlocks)
	}
	return p, split, data, nil
}

// readForCorrection reads the capture in the address; one whose text does not
// lead back to bytes cannot be corrected.
func (d *desk) readForCorrection(r *http.Request) (*catalogue.PageRow, *cutting.Page, *cutting.Split, error) {
	id := r.PathValue("id")
	row, err := d.Catalogue.Page(r.Context(), id)
	if err != nil {
		return nil, nil, nil, err
	}
	p, split, err := d.Pages.Read(r.Context(), id)
	if err == nil && p.Source == nil {
		err = cutting.Errorf(cutting.Unsupported, "nobody knows where in this capture its text stands, so it cannot be corrected")
	}
	return row, p, split, err
}

// correctPost asks whether what the form says is meant (step=check), and keeps it
// (step=keep).
func (d *desk) correctPost(r *http.Request) (*reply, error) {
	r.Body = http.MaxBytesReader(nil, r.Body, maxCorrectForm)
	if err := r.ParseForm(); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "the form cannot be read: %w", err)
	}
	p, split, data, err := d.correctable(r)
	if err != nil {
		return nil, err
	}
	if r.PostForm.Get("state") != data.State {
		return nil, cutting.Errorf(cutting.Conflict, "the page has been cut anew since the form was made; open it again and say it once more")
	}
	data.Note = strings.TrimSpace(r.PostForm.Get("note"))
	choices := sentChoices(r, len(p.Blocks), currentChoices(p, split))
	rep := &reply{page: "correct", title: "Correct – " + data.Title}
	fix, changes, err := correctionOf(data.ID, p, split, choices)
	if err == nil && len(changes) == 0 {
		err = cutting.Errorf(cutting.Invalid, "the form says what is there already; nothing to keep")
	}
	if err == nil && len(data.Note) > maxNote {
		err = cutting.Errorf(cutting.Invalid, "the note has %d bytes; it may have %d", len(data.Note), maxNote)
	}
	data.Rows = rowsOf(p, split, choices)
	if err != nil {
		data.Mistake = err.Error()
		rep.status, rep.data = http.StatusBadRequest, data
		return rep, nil
	}
	data.Changes = changes
	rep.data = data
	if r.PostForm.Get("step") != "keep" {
		return rep, nil
	}
	fix.Note = data.Note
	err = d.Corrections.Append(r.Context(), fix)
	if cutting.KindOf(err) == cutting.Conflict {
		data.Later = err.Error()
		rep.status, rep.data = http.StatusAccepted, data
		return rep, nil
	}
	if err != nil {
		return nil, err
	}
	return &reply{redirect: capturePath(data.ID) + "?corrected=1"}, nil
}

// sentChoices reads the form; what it leaves out stays as it is.
func sentChoices(r *http.Request, blocks int, now []choice) []choice {
	out := make([]choice, blocks)
	for i := range out {
		n := strconv.Itoa(i)
		v := r.PostForm.Get("b" + n)
		if v == "" {
			out[i] = now[i]
			continue
		}
		out[i] = choice{is: v, headline: r.PostForm.Get("h"+n) != ""}
	}
	return out
}

// rowsOf lays out the blocks with what is chosen for each.
func rowsOf(p *cutting.Page, split *cutting.Split, choices []choice) []correctRow {
	owner := ownersOf(p, split)
	var articles []int
	for n, c := range split.Cuttings {
		if c.Kind == cutting.Article {
			articles = append(articles, n)
		}
	}
	rows := make([]correctRow, len(p.Blocks))
	for i, b := range p.Blocks {
		n := strconv.Itoa(i)
		row := correctRow{Index: i, Name: "b" + n, Headline: "h" + n, On: choices[i].headline, Dir: "ltr",
			Text: b.Span.In(p.Text), Role: b.Role.String()}
		if b.RTL {
			row.Dir = "rtl"
		}
		if owner[i] >= 0 {
			row.Kind = split.Cuttings[owner[i]].Kind
		}
		row.Options = []option{{Value: choiceNone, Label: "in no cutting"}, {Value: choiceSame, Label: "continues the one above"},
			{Value: string(cutting.Article), Label: "begins an article"}, {Value: string(cutting.Teaser), Label: "begins a teaser"},
			{Value: string(cutting.Rail), Label: "begins a rail item"}, {Value: choiceRailHead, Label: "heads a rail"}}
		for _, a := range articles {
			if b := split.Cuttings[a].Blocks; len(b) > 0 && int(b[0]) < i {
				row.Options = append(row.Options, option{Value: choiceIn(a), Label: fmt.Sprintf("continues article %d", a+1)})
			}
		}
		known := false
		for k := range row.Options {
			if row.Options[k].Value == choices[i].is {
				row.Options[k].On, known = true, true
			}
		}
		if !known {
			row.Options = append(row.Options, option{Value: choices[i].is, Label: choiceWords(choices[i].is), On: true})
		}
		rows[i] = row
	}
	return rows
}

func choiceWords(v string) string {
	if n, ok := strings.CutPrefix(v, "in:"); ok {
		if k, err := strconv.Atoi(n); err == nil {
			return fmt.Sprintf("continues cutting %d", k+1)
		}
	}
	return v
}

// ownersOf tells for every block which cutting it belongs to, -1 for none.
func ownersOf(p *cutting.Page, split *cutting.Split) []int {
	owner := slices.Repeat([]int{-1}, len(p.Blocks))
	for n, c := range split.Cuttings {
		for _, b := range c.Blocks {
			if int(b) >= 0 && int(b) < len(owner) {
				owner[b] = n
			}
		}
	}
	return owner
}
