package pages

import (
	"context"
	"html/template"
	"net/http"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/digest"
	"cuttings/library"
)

// digestsData has the values of the page of all digests.
type digestsData struct {
	Drafts, Published, Withdrawn []render.DigestLine
	CanEdit                      bool
	Discarded                    *keptHistory
	Follow                       *following
}

// digestLines returns all digests, for lists.
func (p *Pages) digestLines(ctx context.Context) ([]render.DigestLine, error) {
	all := p.Library.Digests()
	texts, err := p.Library.IndependentItems(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make([]render.DigestLine, len(all))
	for i, d := range all {
		out[i] = render.DigestLine{Digest: d, Independent: texts[i]}
	}
	return out, nil
}

// byState groups digests by state.
func byState(all []render.DigestLine) (drafts, published, withdrawn []render.DigestLine) {
	for _, d := range all {
		switch d.State {
		case cutting.Published:
			published = append(published, d)
		case cutting.Withdrawn:
			withdrawn = append(withdrawn, d)
		default:
			drafts = append(drafts, d)
		}
	}
	return drafts, published, withdrawn
}

// Digests returns the page of all digests.
func (p *Pages) Digests(r *http.Request) (*render.Reply, error) {
	data := digestsData{CanEdit: p.Library.CanCorrect(), Follow: followingPath("the digests", "/digests")}
	all, err := p.digestLines(r.Context())
	if err != nil {
		return nil, err
	}
	data.Drafts, data.Published, data.Withdrawn = byState(all)
	if id := r.URL.Query().Get("discarded"); id != "" {
		data.Discarded = p.history(r, cutting.DigestDecision, id, address.Digest(id)+"/edit")
	}
	return &render.Reply{Page: "digests", Title: "Digests", Data: data, Feed: data.Follow.First}, nil
}

// digestData has the values of a digest's page.
type digestData struct {
	*library.Digest
	Body    template.HTML
	Forms   []digest.Form
	History *keptHistory
	CanEdit bool
	Follow  *following
	Black   []string // persons who are black in it wherever it is published
}

// Digest returns a digest's page at the desk.
func (p *Pages) Digest(r *http.Request) (*render.Reply, error) {
	d, err := p.Library.Digest(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	shown := d.Digest
	shown.Items = make([]cutting.DigestItem, len(d.Items))
	for i, it := range d.Items { // at the desk, evidence links to the cutting's page
		if it.Evidence != nil && it.Cutting != "" {
			e := *it.Evidence
			e.URL = address.Cutting(it.Cutting)
			it.Evidence = &e
		}
		shown.Items[i] = it
	}
	body, err := p.Templates.Body(&shown)
	if err != nil {
		return nil, err
	}
	follow := followingPath("this digest", address.Digest(d.ID))
	return &render.Reply{Page: "digest", Title: d.Title, Feed: follow.First, JSON: address.Digest(d.ID) + ".json",
		Data: digestData{Digest: d, Follow: follow,
			Body: body, Forms: digest.Forms(), CanEdit: p.Library.CanCorrect(),
			Black:   blackIn(r.Context(), p.Library, &d.Digest),
			History: p.history(r, cutting.DigestDecision, d.ID, address.Digest(d.ID))}}, nil
}

// basketData has the values of the basket's page.
type basketData struct {
	Items []item
	// Independent is the number of Items with a text of their own.
	Independent int
	Cited       []*library.Cited
	Gone        int // cuttings that no longer exist
	CanEdit     bool
	Who         string
	Topics      []library.Topic
}

// Basket returns the page of the basket.
func (p *Pages) Basket(r *http.Request) (*render.Reply, error) {
	data := basketData{CanEdit: p.Library.CanCorrect(), Who: render.Initials(r), Topics: p.Library.Topics()}
	var ids []string
	for _, id := range render.Basket(r) {
		h, err := p.Library.HeadOf(r.Context(), id)
		if cutting.KindOf(err) == cutting.NotFound {
			data.Gone++
			continue
		}
		if err != nil {
			return nil, err
		}
		ids, data.Items = append(ids, h.ID), append(data.Items, itemOf(h))
	}
	own, err := p.Library.IndependentOf(r.Context(), ids)
	if err != nil {
		return nil, err
	}
	data.Independent = len(own)
	if data.Cited, err = p.Library.CiteAll(r.Context(), ids); err != nil {
		return nil, err
	}
	return &render.Reply{Page: "basket", Title: "Basket", Data: data}, nil
}

// workData has the values of the editor's desk.
type workData struct {
	Drafts    []render.DigestLine
	Published []render.DigestLine
	Topics    []library.Topic
	Basket    int
	Notes     []noteLine
	MoreNotes int
	Waiting   int // pages read before the last decisions about them
	Failed    int
	Faulty    int
	CanEdit   bool
	Black     []library.RedactionInEffect
}

type noteLine struct {
	library.Note
	Item item
}

const workNotes = 12

// Work returns the editor's desk: drafts, the basket, notes, corrections waiting.
func (p *Pages) Work(r *http.Request) (*render.Reply, error) {
	data := workData{Topics: p.Library.Topics(), Basket: len(render.Basket(r)), CanEdit: p.Library.CanCorrect(),
		Black: p.Library.RedactionsInEffect()}
	all, err := p.digestLines(r.Context())
	if err != nil {
		return nil, err
	}
	data.Drafts, data.Published, _ = byState(all)
	data.Published = data.Published[:min(5, len(data.Published))]
	notes := p.Library.Notes()
	if r.URL.Query().Get("notes") != "all" {
		data.MoreNotes = max(0, len(notes)-workNotes)
	}
	for _, n := range notes[:len(notes)-data.MoreNotes] {
		h, err := p.Library.HeadOf(r.Context(), n.Cutting)
		if cutting.KindOf(err) == cutting.NotFound {
			h = catalogue.Head{ID: n.Cutting}
		} else if err != nil {
			return nil, err
		}
		data.Notes = append(data.Notes, noteLine{n, itemOf(h)})
	}
	counts, err := p.Library.Counts(r.Context(), 0)
	if err != nil {
		return nil, err
	}
	data.Waiting, data.Failed, data.Faulty = counts.Waiting, counts.Failed, counts.Faulty
	return &render.Reply{Page: "work", Title: "Work in progress", Data: data}, nil
}
