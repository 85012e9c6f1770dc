package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"cuttings/cutting"
	"cuttings/desk/render"
	"cuttings/digest"
	"cuttings/library"
	"cuttings/redact"
)

// blackIn returns the names of those persons who are black in a digest when it is published: whose redaction
// changes anything in it.
func blackIn(ctx context.Context, l *library.Library, d *digest.Digest) []string {
	redactions := l.Redactions()
	if len(redactions) == 0 {
		return nil
	}
	texts := map[string][]string{} // each redaction asks for the texts of all cuttings
	of := l.TextsOf(ctx)
	textsOf := func(id string) []string {
		t, ok := texts[id]
		if !ok {
			t = of(id)
			texts[id] = t
		}
		return t
	}
	whole := marshalled(d)
	var out []string
	for _, r := range redactions {
		if !bytes.Equal(marshalled(digest.Black(d, redact.New([]cutting.Redaction{r}), textsOf)), whole) {
			out = append(out, r.Name)
		}
	}
	return out
}

// redactionData has the values of the page of what a redaction covers.
type redactionData struct {
	*library.RedactionCoverage
	First, More []library.BlackForm // Black: those that are shown, and those in the list below
	Proposed    []proposedForm
	AlsoAll     string // the command line that blacks out whatever is proposed and no surname alone, "" for none
	AlsoOne     string // the same for one form, to be filled in
}

// proposedForm is a form that is proposed, with a cutting that has it.
type proposedForm struct {
	library.ProposedForm
	Item *item // nil where it was removed
}

// blackFormsFirst is how many forms that are black are shown at first: those of most cuttings.
const blackFormsFirst = 20

// Redaction returns the page of what a redaction makes black in the archive, what stays and what is proposed. While a
// large archive is read it has what was found so far, and says so.
func (p *Pages) Redaction(r *http.Request) (*render.Reply, error) {
	line, err := strconv.ParseInt(r.PathValue("number"), 10, 64)
	if err != nil {
		return nil, cutting.Errorf(cutting.NotFound, "The address of a redaction has the number of its line in the "+
			"journal, and %q is no number.", r.PathValue("number"))
	}
	c, err := p.Library.CoverageOf(r.Context(), line)
	if err != nil {
		return nil, err
	}
	first := min(blackFormsFirst, len(c.Black))
	data := redactionData{RedactionCoverage: c, First: c.Black[:first], More: c.Black[first:],
		AlsoOne: library.RedactAlso(c.Name, "FORM")}
	var also []string
	for _, f := range c.Proposed {
		shown := proposedForm{ProposedForm: f}
		h, err := p.Library.HeadOf(r.Context(), f.In)
		if err == nil {
			it := itemOf(h)
			shown.Item = &it
		} else if cutting.KindOf(err) != cutting.NotFound {
			return nil, err
		}
		if data.Proposed = append(data.Proposed, shown); !f.Alone {
			also = append(also, f.Form)
		}
	}
	if len(also) > 0 {
		data.AlsoAll = library.RedactAlso(c.Name, also...)
	}
	return &render.Reply{Page: "redaction", Title: c.Name + ": what is black", Data: data}, nil
}

// marshalled returns a digest as JSON, in which an empty list is as none.
func marshalled(d *digest.Digest) []byte {
	b, err := json.Marshal(d)
	if err != nil {
		panic(err) // it has been read from JSON
	}
	return b
}
