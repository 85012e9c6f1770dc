package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// captureData is what a capture's page shows: how the page was read and cut.
type captureData struct {
	ID       string
	Row      *catalogue.PageRow
	URL      string // safe to follow, else ""
	Stale    bool
	Cuttings []outline
	Runs     []run
	Problem  string // why the text cannot be shown
	Blocks   int
	From, To int // blocks shown, counted from 1
	Site     string
	Lang     string
	Charset  string
	CharsetO string
	Section  string
	CanEdit  bool
	Changed  bool // a correction has just been kept
}

// outline is one cutting in the list beside the text.
type outline struct {
	Ordinal   int
	Anchor    string
	Kind      cutting.Kind
	Headline  string
	Dir       string
	Href      string // the cutting's page
	Fix       string // the form for its date and byline
	Rail      string
	Truncated bool
}

// run is a stretch of blocks in a row that belong to one cutting, or to none.
type run struct {
	Cutting   *outline // nil: left out of every cutting
	Continued bool     // the cutting began further up
	Anchor    string
	Blocks    []blockView
}

type blockView struct {
	Index  int
	Role   cutting.Role
	Level  uint8
	Dir    string
	Pieces []piece
	Href   string
	Bytes  string
}

// piece is a part of a block's text that is, or is not, a named part of its cutting.
type piece struct {
	Text string
	Mark string // "headline", "byline", "date", "mark" or ""
}

// blocksPerPage bounds what one page of a capture shows.
const blocksPerPage = 2000

func (d *desk) capture(r *http.Request) (*reply, error) {
	ctx, id := r.Context(), r.PathValue("id")
	row, err := d.Catalogue.Page(ctx, id)
	if err != nil {
		return nil, err
	}
	data := captureData{ID: id, Row: row, URL: outLink(row.Capture.URL), Stale: d.stale(row.Versions),
		CanEdit: d.Corrections != nil, Changed: r.URL.Query().Get("corrected") != ""}
	rep := &reply{page: "capture", title: captureTitle(row)}
	p, split, err := d.Pages.Read(ctx, id)
	switch {
	case err == nil:
	case cutting.KindOf(err) == cutting.Internal:
		return nil, err
	default:
		data.Problem = err.Error()
		rep.data = data
		return rep, nil
	}
	seen, err := d.Catalogue.PageSightings(ctx, id)
	if err != nil {
		return nil, err
	}
	data.Site, data.Lang, data.Charset, data.CharsetO = split.Site, p.Meta.Lang, p.Meta.Charset, p.Meta.CharsetOrigin
	data.Section = split.Section
	data.Cuttings = outlines(split, seen)
	if data.CanEdit {
		for i := range data.Cuttings {
			data.Cuttings[i].Fix = factsPath(id, i)
		}
	}
	data.Blocks = len(p.Blocks)

	from := blockWindow(r.URL.Query(), split, len(p.Blocks))
	to := min(from+blocksPerPage, len(p.Blocks))
	data.From, data.To = from+1, to
	data.Runs = runsOf(id, p, split, data.Cuttings, from, to)
	if to < len(p.Blocks) {
		rep.next = capturePath(id) + "?from=" + strconv.Itoa(to)
	}
	if from > 0 {
		rep.prev = capturePath(id) + "?from=" + strconv.Itoa(max(0, from-blocksPerPage))
	}
	rep.data = data
	return rep, nil
}

func captureTitle(row *catalogue.PageRow) string {
	if row.Title != "" {
		return row.Title
	}
	return row.Capture.Name
}

func (d *desk) stale(v catalogue.Versions) bool {
	return d.Versions != catalogue.Versions{} && v != d.Versions
}

// blockWindow is the first block to show: that of the cutting asked for, or the
// one asked for by number, rounded to whole pages.
func blockWindow(v url.Values, split *cutting.Split, blocks int) int {
	from := 0
	if n, err := strconv.Atoi(v.Get("cutting")); err == nil && n >= 0 && n < len(split.Cuttings) {
		if b := split.Cuttings[n].Blocks; len(b) > 0 {
			from = int(b[0])
		}
	} else if n, err := strconv.Atoi(v.Get("from")); err == nil && n >= 0 && n < blocks {
		from = n
	}
	return from / blocksPerPage * blocksPerPage
}

// outlines name the cuttings of a page; a cutting the catalogue knows leads to
// its own page.
func outlines(split *cutting.Split, seen []catalogue.Sighting) []outline {
	ids := make(map[int]string, len(seen))
	for _, s := range seen {
		ids[s.Ordinal] = s.CuttingID
	}
	out := make([]outline, len(split.Cuttings))
	for i, c := range split.Cuttings {
		o := outline{Ordinal: i, Anchor: "cutting-" + strconv.Itoa(i), Kind: c.Kind, Headline: c.Headline,
			Dir: direction("", c.Headline), Rail: c.Rail, Truncated: c.Truncated}
		if id := ids[i]; id != "" {
			o.Href = cuttingPath(id)
		}
		out[i] = o
	}
	return out
}

// runsOf groups the blocks [from, to) by the cutting they belong to.
func runsOf(id string, p *cutting.Page, split *cutting.Split, outs []outline, from, to int) []run {
	owner := ownersOf(p, split)
	strays := strayMarks(p, split)
	begun := map[int]bool{}
	for i := range from {
		begun[owner[i]] = true
	}
	var runs []run
	for i := from; i < to; i++ {
		if len(runs) == 0 || i > from && owner[i] != owner[i-1] {
			g := run{}
			if n := owner[i]; n >= 0 {
				g.Cutting, g.Continued = &outs[n], begun[n]
				if !begun[n] {
					g.Anchor = outs[n].Anchor
				}
				begun[n] = true
			}
			runs = append(runs, g)
		}
		b := p.Blocks[i]
		v := blockView{Index: i, Role: b.Role, Level: b.Level, Dir: "ltr"}
		if b.RTL {
			v.Dir = "rtl"
		}
		if p.Source != nil {
			r := p.Source.Range(b.Span)
			v.Href, v.Bytes = bytesPath(id, r), rangeWords(r)
		}
		marks := marksOf(split, owner[i])
		for _, m := range strays {
			if m.span.Overlaps(b.Span) {
				marks = append(marks, m)
			}
		}
		slices.SortStableFunc(marks, func(a, b mark) int { return a.span.Start - b.span.Start })
		v.Pieces = pieces(p.Text, b.Span, marks)
		g := &runs[len(runs)-1]
		g.Blocks = append(g.Blocks, v)
	}
	return runs
}

type mark struct {
	span cutting.Span
	name string
}

// marksOf are the named parts of cutting n.
func marksOf(split *cutting.Split, n int) []mark {
	if n < 0 {
		return nil
	}
	c := &split.Cuttings[n]
	var out []mark
	for _, m := range []mark{{c.HeadlineSpan, "headline"}, {c.BylineSpan, "byline"}, {c.Published.Span, "date"},
		{c.Modified.Span, "date"}, {c.ReadMore, "mark"}} {
		if !m.span.Empty() {
			out = append(out, m)
		}
	}
	return out
}

// strayMarks are the words that say a cutting's date or byline and do not stand in
// its own blocks: a date line at the head of the page, what a person pointed at.
func strayMarks(p *cutting.Page, split *cutting.Split) []mark {
	var out []mark
	for i := range split.Cuttings {
		c := &split.Cuttings[i]
		for _, m := range []mark{{c.BylineSpan, "byline"}, {c.Published.Span, "date"}} {
			own := slices.ContainsFunc(c.Blocks, func(b int32) bool { return p.Blocks[b].Span.Overlaps(m.span) })
			if !m.span.Empty() && !own && !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// pieces cuts a block's text at the marks; marks that overlap an earlier one are
// passed over.
func pieces(text string, block cutting.Span, marks []mark) []piece {
	var out []piece
	at := block.Start
	for _, m := range marks {
		s := cutting.Span{Start: max(m.span.Start, at), End: min(m.span.End, block.End)}
		if s.Empty() {
			continue
		}
		if s.Start > at {
			out = append(out, piece{Text: text[at:s.Start]})
		}
		out = append(out, piece{s.In(text), m.name})
		at = s.End
	}
	if at < block.End {
		out = append(out, piece{Text: text[at:block.End]})
	}
	return out
}
