package article

import (
	"strings"

	"cuttings/cutting"
)

// flags are the kinds of elements a node lies in.
type flags uint32

const (
	inNav flags = 1 << iota
	inAside
	inFooter
	inHeader
	inForm
	inFigure
	inTable
	inList
	inArticle
	inMain
	inBody // itemprop=articleBody and similar
	inDialog
	inQuote
	inControl
	inHidden
	inCaption
	inLink
	inHeading
	inPre
	inTime
	inPlayer // a video or audio player: its lines are no article text
)

// outline is what a node inherits from its ancestors and what it adds.
type outline struct {
	flags flags
	shape uint32 // hash of the tags and classes from the root down: equal for nodes of the same template
	// Log-odds of the class and id words on the path from the root.
	sum, low, high, near float32
	articles             uint8 // number of enclosing <article> elements
	hints                hint  // the node's own, not inherited
	article              int32 // the innermost enclosing <article>; 0 for none
}

// hint is a set of the kinds of content, other than body text, that a node may hold.
type hint uint16

const (
	hintTitle hint = 1 << iota
	hintAuthor
	hintDate
	hintStandfirst
	hintCaption
	hintModified
	hintSection
	hintTag
	hintPlayer
)

// outlineAll makes an outline for each node that has text, and counts the images and players before
// every node.
func (v *view) outlineAll(names *Odds) {
	t := v.t
	v.out, v.imgs = make([]outline, len(t.Nodes)), make([]int32, len(t.Nodes)+1)
	out := v.out
	shown := int32(0)
	for i := 1; i < len(t.Nodes); i++ {
		v.stop.Step(i)
		n := &t.Nodes[i]
		v.imgs[i] = shown
		switch n.Tag {
		case "img", "picture", "iframe", "video":
			shown++
		}
		if n.Text.Empty() {
			if mayMark(t, n) {
				v.marked = append(v.marked, int32(i))
			}
			continue
		}
		l := &out[i]
		*l = out[n.Parent]
		if n.Tag == "article" {
			l.article = int32(i)
		}
		if l.enter(t, n, names); l.hints != 0 || mayMark(t, n) {
			v.marked = append(v.marked, int32(i))
		}
	}
	v.imgs[len(t.Nodes)] = shown
}

// mayMark reports whether tag or attributes of a node may mark the article's title, author, date,
// standfirst, section or tags; class and id are read elsewhere.
func mayMark(t *cutting.Tree, n *cutting.Node) bool {
	switch n.Tag {
	case "h1", "h2", "time":
		return true
	}
	for i := n.AttrLo; i < n.AttrHi; i++ {
		switch a := &t.Attrs[i]; a.Key {
		case "rel", "itemprop", "datetime", "data-timestamp":
			return true
		case "href":
			if strings.Contains(a.Val, "/author") {
				return true
			}
		}
	}
	return false
}

// enter adds the node's own properties to those it inherited.
func (l *outline) enter(t *cutting.Tree, n *cutting.Node, names *Odds) {
	l.hints = 0
	l.flags |= tagFlags(n.Tag)
	if n.Tag == "article" && l.articles < 255 {
		l.articles++
	}
	if n.Hidden {
		l.flags |= inHidden
	}
	h := l.shape*16777619 ^ hashOf(n.Tag)
	var own float32
	seen := false
	for _, a := range t.Attrs[n.AttrLo:n.AttrHi] {
		switch a.Key {
		case "class", "id":
			odds, hints, shape := readName(a.Val, names)
			if a.Key == "class" {
				h = h*16777619 ^ shape
			}
			l.hints |= hints
			if hints&hintPlayer != 0 && n.Text.Len() < 1200 {
				l.flags |= inPlayer
			}
			if odds != 0 {
				own += odds
				seen = true
			}
		case "role":
			l.flags |= roleFlags(a.Val)
		case "itemprop":
			if a.Val == "articleBody" || a.Val == "text" || a.Val == "reviewBody" || a.Val == "mainEntityOfPage" {
				l.flags |= inBody
			}
		}
	}
	l.shape = h
	if seen {
		l.near = own
		l.sum += own
		l.low = min(l.low, own)
		l.high = max(l.high, own)
	}
}

func tagFlags(tag string) flags {
	switch tag {
	case "nav":
		return inNav
	case "aside":
		return inAside
	case "footer":
		return inFooter
	case "header":
		return inHeader
	case "form":
		return inForm
	case "figure":
		return inFigure
	case "table":
		return inTable
	case "ul", "ol", "dl":
		return inList
	case "article":
		return inArticle
	case "main":
		return inMain
	case "dialog":
		return inDialog
	case "blockquote":
		return inQuote
	case "button", "label", "select":
		return inControl
	case "figcaption", "caption":
		return inCaption
	case "a":
		return inLink
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return inHeading
	case "video", "audio":
		return inPlayer
	case "pre", "code":
		return inPre
	case "time":
		return inTime
	}
	return 0
}

func roleFlags(role string) flags {
	switch role {
	case "navigation", "menu", "menubar", "toolbar", "tablist":
		return inNav
	case "complementary":
		return inAside
	case "contentinfo":
		return inFooter
	case "banner":
		return inHeader
	case "main":
		return inMain
	case "article":
		return inArticle
	case "dialog", "alertdialog":
		return inDialog
	case "button":
		return inControl
	}
	return 0
}

// hashOf returns the FNV-1a hash of s without digits, so that "post-12" and "post-13" are equal.
func hashOf(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' {
			continue
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// readName returns the summed log-odds of the words in a class or id attribute, their hints, and a
// hash of the whole without digits, so that "post-12" and "post-13" are equal.
func readName(attr string, names *Odds) (odds float32, hints hint, shape uint32) {
	shape = hashOf(attr)
	eachName(attr, func(word string) {
		r := names.get(nameHash(word))
		odds += r.logOdds()
		hints |= r.hints
	})
	return min(max(odds, -6), 6), hints, shape
}

// nameHash returns the wordHash of a word of ASCII letters, lower-cased.
func nameHash(word string) uint64 {
	h := uint64(wordSeed)
	for i := 0; i < len(word); i++ {
		h = mix(h, uint64(word[i]|0x20))
	}
	return spreadHash(h)
}

// eachName calls f with the words of a class or id attribute that have two letters or more. Words
// are runs of letters; a capital after a lower-case letter begins a new word.
func eachName(attr string, f func(word string)) {
	start, small := -1, false
	for i := 0; i <= len(attr); i++ {
		var c byte
		if i < len(attr) {
			c = attr[i]
		}
		letter, capital := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z'
		if start >= 0 && !letter && (!capital || small) {
			if i-start > 1 {
				f(attr[start:i])
			}
			start = -1
		}
		small = letter
		if start < 0 && (letter || capital) {
			start = i
		}
	}
}
