package library

import (
	"context"
	"slices"
	"strconv"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// Capture is one capture with how it was read and cut.
type Capture struct {
	ID       string
	Row      *catalogue.PageRow
	Stale    bool
	Cuttings []Outline
	// Independent is the number of Cuttings with a text of their own, or not in the catalogue.
	Independent int
	Runs        []Run
	Problem     string // why the text cannot be shown; "" when it can
	Blocks      int
	From, To    int // blocks shown, counted from 1
	Lang        string
	Charset     string
	CharsetO    string
	Section     string
	Decided     []DecisionView // what people decided about it, oldest first
	// Prev and Next are the blocks that the window before and after begins with, -1
	// for none.
	Prev, Next int
}

// Title returns the page's title, or the capture's file name.
func (c *Capture) Title() string { return Title(c.Row) }

// Outline is one cutting in the list beside the text.
type Outline struct {
	Ordinal   int
	Anchor    string
	Kind      cutting.Kind
	Headline  string
	Dir       string
	CuttingID string // "" when the catalogue does not have it
	Rail      string
	Truncated bool
	ByHand    []string // facts that a person gave
}

// Run is a stretch of blocks in a row that belong to one cutting, or to none.
type Run struct {
	Cutting   *Outline // nil: left out of every cutting
	Continued bool     // the cutting began before the first block shown
	Anchor    string
	Blocks    []BlockView
}

// BlockView is one block of a page.
type BlockView struct {
	Index  int
	Role   cutting.Role
	Level  uint8
	Dir    string
	Pieces []Piece
	Bytes  cutting.Range
}

// Piece is a part of a block's text that is, or is not, a named part of its cutting.
type Piece struct {
	Text string
	Mark string // "headline", "byline", "date", "mark" or ""
}

// BlocksShown bounds what one window of a capture shows.
const BlocksShown = 2000

// Window describes which blocks of a capture to show: those around a cutting, or from a block on. -1 leaves
// either unset.
type Window struct{ Cutting, From int }

// Capture reads a capture again. For a capture that cannot be read it returns the row with Problem set. It
// returns an error only for an unknown capture (NotFound) and of kind Internal.
func (l *Library) Capture(ctx context.Context, id string, w Window) (*Capture, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	row, err := cat.Page(ctx, id)
	if err != nil {
		return nil, err
	}
	if row.Source, err = outletOf(ctx, cat, row.Source); err != nil {
		return nil, err
	}
	shown := *row
	shown.Capture.URL = cutting.WithoutUser(row.Capture.URL)
	row = &shown
	c := &Capture{ID: id, Row: row, Stale: l.isStale(row.Versions), Prev: -1, Next: -1,
		Decided: l.decidedAbout(id)}
	p, split, err := l.c.Pages.Read(ctx, id)
	switch {
	case err == nil:
	case cutting.KindOf(err) == cutting.Internal:
		return nil, err
	default:
		c.Problem = err.Error()
		return c, nil
	}
	seen, err := cat.PageSightings(ctx, id)
	if err != nil {
		return nil, err
	}
	c.Lang, c.Charset, c.CharsetO = p.Meta.Lang, p.Meta.Charset, p.Meta.CharsetOrigin
	c.Section, c.Cuttings, c.Blocks = split.Section, outlines(split, seen), len(p.Blocks)
	var known []string
	for _, o := range c.Cuttings {
		if o.CuttingID != "" {
			known = append(known, o.CuttingID)
		}
	}
	own, err := l.IndependentOf(ctx, known)
	if err != nil {
		return nil, err
	}
	c.Independent = len(own) + len(c.Cuttings) - len(known)

	from := w.firstBlock(split, len(p.Blocks))
	to := min(from+BlocksShown, len(p.Blocks))
	c.From, c.To = from+1, to
	c.Runs = runsOf(p, split, c.Cuttings, from, to)
	if to < len(p.Blocks) {
		c.Next = to
	}
	if from > 0 {
		c.Prev = max(0, from-BlocksShown)
	}
	return c, nil
}

// Title returns a page's title, or the capture's file name.
func Title(row *catalogue.PageRow) string {
	if row.Title != "" {
		return row.Title
	}
	return row.Capture.Name
}

// firstBlock returns the first block to show, rounded to whole windows.
func (w Window) firstBlock(split *cutting.Split, blocks int) int {
	from := 0
	if w.Cutting >= 0 && w.Cutting < len(split.Cuttings) {
		if b := split.Cuttings[w.Cutting].Blocks; len(b) > 0 {
			from = int(b[0])
		}
	} else if w.From >= 0 && w.From < blocks {
		from = w.From
	}
	return from / BlocksShown * BlocksShown
}

// outlines returns the outline of each cutting of a page, with its ID where the catalogue has it.
func outlines(split *cutting.Split, seen []catalogue.Sighting) []Outline {
	ids := make(map[int]string, len(seen))
	for _, s := range seen {
		ids[s.Ordinal] = s.CuttingID
	}
	out := make([]Outline, len(split.Cuttings))
	for i, c := range split.Cuttings {
		o := Outline{Ordinal: i, Anchor: "cutting-" + strconv.Itoa(i), Kind: c.Kind, Headline: c.Headline,
			Dir: plain.Direction("", c.Headline), Rail: c.Rail, Truncated: c.Truncated,
			ByHand: c.ByHand}
		o.CuttingID = ids[i]
		out[i] = o
	}
	return out
}

// runsOf groups the blocks [from, to) by the cutting they belong to.
func runsOf(p *cutting.Page, split *cutting.Split, outs []Outline, from, to int) []Run {
	owner := ownersOf(p, split)
	strays := strayMarks(p, split)
	begun := map[int]bool{}
	for i := range from {
		begun[owner[i]] = true
	}
	var runs []Run
	for i := from; i < to; i++ {
		if len(runs) == 0 || i > from && owner[i] != owner[i-1] {
			g := Run{}
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
		v := BlockView{Index: i, Role: b.Role, Level: b.Level, Dir: blockDir(&b)}
		if p.Source != nil {
			v.Bytes = p.Source.Range(b.Span)
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

// marksOf returns the named parts of cutting n.
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

// blockDir returns a block's direction, "rtl" or "ltr", as the page's reader found it.
func blockDir(b *cutting.Block) string {
	if b.RTL {
		return "rtl"
	}
	return "ltr"
}

// strayMarks returns the spans of a cutting's date or byline that are outside its own blocks, such as a date
// line at the top of the page or words a person chose.
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

// pieces cuts a block's text at the marks; marks that overlap an earlier one are skipped.
func pieces(text string, block cutting.Span, marks []mark) []Piece {
	var out []Piece
	at := block.Start
	for _, m := range marks {
		s := cutting.Span{Start: max(m.span.Start, at), End: min(m.span.End, block.End)}
		if s.Empty() {
			continue
		}
		if s.Start > at {
			out = append(out, Piece{Text: text[at:s.Start]})
		}
		out = append(out, Piece{s.In(text), m.name})
		at = s.End
	}
	if at < block.End {
		out = append(out, Piece{Text: text[at:block.End]})
	}
	return out
}
