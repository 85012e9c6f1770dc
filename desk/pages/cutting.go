package pages

import (
	"cmp"
	"net/http"
	"slices"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/guard"
	"cuttings/desk/render"
	"cuttings/export"
	"cuttings/library"
)

// cuttingData has the values of a cutting's page.
type cuttingData struct {
	*library.Cutting
	CanEdit bool
	Among   *resultPlace // the results it was opened from, nil for none
	Changed bool         // a correction was just recorded
	Undone  bool         // a decision was just undone
	Who     string       // the initials that the browser keeps

	Note     *library.Note // the desk's own words, nil for none
	NoteLine int64         // number of the last line about them, including one that removed them
	Notes    *keptHistory
	InBasket bool
	Topics   []library.Topic

	// DiffHeadline and DiffText are the two versions compared, with so many Changes.
	DiffHeadline, DiffText []changeRun
	Changes                int

	Archive *library.InArchive     // what else the archive has about it
	Storied []library.DecisionView // the decisions in effect about its story

	MarkLinks []markLink
	MarkLists []markList
	NoMarks   bool   // the text was read, and nothing was found
	Unserved  string // notice that no reader supports the text's language; "" for others
}

// Cutting returns the page of one cutting.
func (p *Pages) Cutting(r *http.Request) (*render.Reply, error) {
	id, v := r.PathValue("id"), r.URL.Query()
	var ask library.CuttingRequest
	for _, n := range []struct {
		name string
		to   *int
	}{{"sighting", &ask.Sighting}, {"against", &ask.Against}} {
		var ok bool
		if *n.to, ok = number(v, n.name); !ok {
			return nil, cutting.Errorf(cutting.NotFound,
				"“%s” is not the number of a place this cutting was seen at. They are counted from 0.", v.Get(n.name))
		}
	}
	ask.At, _ = number(v, "at")
	rep := &render.Reply{Page: "cutting", JSON: address.Cutting(id) + ".json"}
	in, words, err := p.among(r, id)
	if err != nil {
		return nil, err
	}
	ask.Mark, ask.Marks = words, kindsAsked(r)
	c, err := p.Library.Cutting(r.Context(), id, ask)
	if err != nil {
		return nil, err
	}
	if guard.FromOwnPages(r) && r.Method == http.MethodGet {
		p.Library.CountView(id)
	}
	rep.Title = cmp.Or(c.Shown.Headline, "Without a headline")
	rep.Meta = export.Metas(c.Reference)
	data := cuttingData{Cutting: c, CanEdit: p.Library.CanCorrect(), Changed: corrected(r), Among: in,
		Undone: r.URL.Query().Get("undone") != "", Who: render.Initials(r)}
	data.Archive, err = p.Library.InArchive(r.Context(), id, c.Shown.Headline, c.Shown.Kind)
	if err != nil {
		return nil, err
	}
	if c.Against != nil {
		data.DiffHeadline, data.DiffText, data.Changes = changeRuns(c.Against.Headline, c.Against.Text)
	}
	if data.Storied, err = p.Library.StoryDecided(r.Context(), id); err != nil {
		return nil, err
	}
	data.Storied = slices.DeleteFunc(data.Storied, func(d library.DecisionView) bool { return d.Undone != nil })
	data.MarkLinks, data.MarkLists = marksOf(r, c)
	data.Unserved = unserved(c)
	data.NoMarks = len(data.MarkLinks) > 0 && !slices.ContainsFunc(data.MarkLinks,
		func(l markLink) bool { return !l.Read || l.Count > 0 || l.Only != "" })
	data.Note, data.NoteLine = p.Library.NoteOn(id), p.Library.NoteLine(id)
	data.InBasket = slices.Contains(render.Basket(r), id)
	data.Notes, data.Topics = p.history(r, cutting.NoteDecision, id, address.Cutting(id)), p.Library.Topics()
	rep.Data = data
	if in != nil {
		rep.Query, rep.Prev, rep.Next = in.Query, in.Prev, in.Next
	}
	return rep, nil
}
