package library

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// choice is what a person chose for one block.
type choice struct {
	// is: choiceNone, choiceSame, choiceRailHead, a cutting.Kind for a block that begins an item, or
	// choiceIn(n) for a block that continues cutting n.
	is       string
	headline bool // it is (part of) its item's headline
}

// String is a choice as a form gives it back.
func (c choice) String() string {
	if c.headline {
		return c.is + "+h"
	}
	return c.is
}

func joinChoices(choices []choice) string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.String()
	}
	return strings.Join(out, ",")
}

const (
	choiceNone     = "none"
	choiceSame     = "same"
	choiceRailHead = "railhead"
)

func choiceIn(n int) string { return "in:" + strconv.Itoa(n) }

// currentChoices returns for every block the choice that describes the split; correctionOf returns no change
// for these.
func currentChoices(p *cutting.Page, split *cutting.Split) []choice {
	owner := ownersOf(p, split)
	out := make([]choice, len(p.Blocks))
	begun := map[int]bool{}
	last := -1
	for i, b := range p.Blocks {
		n := owner[i]
		if n < 0 {
			out[i].is = choiceNone
			if headsRail(p, split, owner, i) {
				out[i].is = choiceRailHead
			}
			continue
		}
		c := &split.Cuttings[n]
		switch {
		case !begun[n]:
			out[i].is = string(c.Kind)
		case n == last:
			out[i].is = choiceSame
		default:
			out[i].is = choiceIn(n)
		}
		begun[n], last = true, n
		out[i].headline = c.HeadlineSpan.Overlaps(b.Span)
	}
	return out
}

// headsRail reports whether block i, of no cutting, is the heading of the rail
// whose item comes next.
func headsRail(p *cutting.Page, split *cutting.Split, owner []int, i int) bool {
	for k := i + 1; k < len(owner); k++ {
		if owner[k] >= 0 {
			c := split.Cuttings[owner[k]]
			return c.Kind == cutting.Rail && c.Rail == p.Blocks[i].Span.In(p.Text)
		}
	}
	return false
}

// chosenItem is one item as the choices describe it.
type chosenItem struct {
	kind     cutting.Kind
	blocks   []int32
	headline []int32
	rail     string
	was      int // the cutting that began with the same block, -1 for none
}

// itemsOf reads the choices from top to bottom into items. A rail item keeps its heading unless another line
// above it was newly chosen as a heading.
func itemsOf(p *cutting.Page, split *cutting.Split, choices []choice) ([]*chosenItem, error) {
	now := currentChoices(p, split)
	began := map[int]int{} // first block → cutting
	for n, c := range split.Cuttings {
		if len(c.Blocks) > 0 {
			began[int(c.Blocks[0])] = n
		}
	}
	var items []*chosenItem
	byCutting := map[int]*chosenItem{}
	var last *chosenItem
	rail, newRail := "", false
	for i, c := range choices {
		where := fmt.Sprintf("line %d (“%s”)", i+1, plain.Clip(p.Blocks[i].Span.In(p.Text), 40))
		switch c.is {
		case choiceNone:
			continue
		case choiceRailHead:
			rail, newRail = p.Blocks[i].Span.In(p.Text), now[i].is != choiceRailHead
			continue
		case choiceSame:
			if last == nil {
				return nil, cutting.Errorf(cutting.Invalid, "%s continues the cutting above, but no cutting has begun",
					where)
			}
		case string(cutting.Article), string(cutting.Teaser), string(cutting.Rail):
			last = &chosenItem{kind: cutting.Kind(c.is), was: -1}
			if n, ok := began[i]; ok {
				last.was, byCutting[n] = n, last
				if r := split.Cuttings[n].Rail; r != "" && !newRail {
					rail = r
				}
			}
			if last.kind == cutting.Rail {
				last.rail = rail
			}
			items = append(items, last)
		default:
			n, err := strconv.Atoi(strings.TrimPrefix(c.is, "in:"))
			if err != nil || byCutting[n] == nil {
				return nil, cutting.Errorf(cutting.Invalid, "%s continues a cutting that no line begins", where)
			}
			last = byCutting[n]
		}
		last.blocks = append(last.blocks, int32(i))
		if c.headline {
			if n := len(last.headline); n > 0 && last.headline[n-1] != int32(i)-1 {
				return nil, cutting.Errorf(cutting.Invalid,
					"%s is called a headline, and so is a line further up of the same cutting; a headline is one "+
						"stretch", where)
			}
			last.headline = append(last.headline, int32(i))
		}
	}
	return items, nil
}

// correctionOf returns the correction that turns the split into what the choices describe, and each change in
// words. Without a difference there is no change.
func correctionOf(id string, p *cutting.Page, split *cutting.Split, choices []choice) (cutting.Correction, []Change,
	error) {
	fix := cutting.Correction{Capture: id}
	items, err := itemsOf(p, split, choices)
	if err != nil {
		return fix, nil, err
	}
	var changes []Change
	owned := make([]bool, len(p.Blocks))
	for _, it := range items {
		for _, b := range it.blocks {
			owned[b] = true
		}
		if isUnchanged(p, split, it) {
			continue
		}
		made := cutting.CorrectedItem{Kind: it.kind, Ranges: p.Ranges(it.blocks), Rail: it.rail}
		if n := len(it.headline); n > 0 {
			made.Headline = p.Source.Range(cutting.Span{Start: p.Blocks[it.headline[0]].Span.Start,
				End: p.Blocks[it.headline[n-1]].Span.End})
		}
		fix.Items = append(fix.Items, made)
		changes = append(changes, inWords(p, it))
	}
	var dropped []int32
	for i, n := range ownersOf(p, split) {
		if n >= 0 && !owned[i] {
			dropped = append(dropped, int32(i))
		}
	}
	if len(dropped) > 0 {
		fix.Drop = p.Ranges(dropped)
		text := p.Blocks[dropped[0]].Span.In(p.Text)
		changes = append(changes, Change{What: plain.Plural(len(dropped), "line belongs", "lines belong") +
			" to no cutting", Text: plain.Clip(text, 90), Dir: plain.Direction("", text)})
	}
	return fix, changes, nil
}

// isUnchanged reports whether an item is the cutting it was before.
func isUnchanged(p *cutting.Page, split *cutting.Split, it *chosenItem) bool {
	if it.was < 0 {
		return false
	}
	c := &split.Cuttings[it.was]
	var headline []int32
	for _, b := range c.Blocks {
		if c.HeadlineSpan.Overlaps(p.Blocks[b].Span) {
			headline = append(headline, b)
		}
	}
	return c.Kind == it.kind && slices.Equal(c.Blocks, it.blocks) && slices.Equal(headline, it.headline) &&
		(it.kind != cutting.Rail || c.Rail == it.rail)
}

func inWords(p *cutting.Page, it *chosenItem) Change {
	c := Change{Kind: it.kind, What: fmt.Sprintf("of %s", plain.Plural(len(it.blocks), "line", "lines"))}
	if it.rail != "" {
		c.What += fmt.Sprintf(", in the side list “%s”", it.rail)
	}
	text := p.Blocks[it.blocks[0]].Span.In(p.Text)
	if len(it.headline) > 0 {
		text = p.Blocks[it.headline[0]].Span.In(p.Text)
		c.What += ", with the headline"
	} else {
		c.What += ", without a headline, beginning"
	}
	c.Text, c.Dir = plain.Clip(text, 90), plain.Direction("", text)
	return c
}

// cutState returns a short hash of how a page is cut. It shows whether the page was cut again between form and
// answer.
func cutState(p *cutting.Page, split *cutting.Split) string {
	h := sha256.New()
	fmt.Fprint(h, len(p.Blocks))
	for _, c := range split.Cuttings {
		fmt.Fprint(h, c.Kind, c.Blocks, c.HeadlineSpan, c.Rail)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// ownersOf returns for every block the index of its cutting, -1 for none.
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
