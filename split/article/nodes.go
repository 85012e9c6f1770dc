package article

import (
	"cuttings/cutting"
)

// Flags say inside what kinds of element a node stands.
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
	inBody // itemprop=articleBody and its relatives
	inDialog
	inQuote
	inControl
	inHidden
	inCaption
	inLink
	inHeading
	inPre
	inTime
)

// outline is what a node inherits from its ancestors and adds to it.
type outline struct {
	flags flags
	shape uint32 // hash of the tags and classes from the root down: nodes drawn alike share it
	// names are the log odds of class and id words on the way from the root.
	sum, low, high, near float32
	articles             uint8 // how many <article> it stands in
	hints                hint  // the node's own, not inherited
}

// outliner computes outlines in document order. One per page.
type outliner struct {
	t      *cutting.Tree
	out    []outline
	byName map[string]name // class and id attributes seen
}

// name is what a class or id attribute tells.
type name struct {
	odds  float32
	hints hint
}

// hint says what a node may hold besides body text.
type hint uint8

const (
	hintTitle hint = 1 << iota
	hintAuthor
	hintDate
	hintStandfirst
	hintCaption
	hintModified
	hintSection
	hintTag
)

// hintWords are class and id words, a convention of markup in every language.
var hintWords = map[string]hint{
	"title": hintTitle, "headline": hintTitle, "heading": hintTitle, "titulo": hintTitle, "titre": hintTitle,
	"hed": hintTitle, "kop": hintTitle, "ueberschrift": hintTitle,
	"author": hintAuthor, "authors": hintAuthor, "byline": hintAuthor, "writer": hintAuthor, "auteur": hintAuthor,
	"autor": hintAuthor, "contributor": hintAuthor, "contributors": hintAuthor, "reporter": hintAuthor,
	"vcard": hintAuthor, "fn": hintAuthor, "bylines": hintAuthor, "autores": hintAuthor, "redakteur": hintAuthor,
	"journalist": hintAuthor, "columnist": hintAuthor, "creator": hintAuthor, "firma": hintAuthor,
	"date": hintDate, "time": hintDate, "timestamp": hintDate, "published": hintDate, "pubdate": hintDate,
	"posted": hintDate, "publish": hintDate, "datetime": hintDate, "datum": hintDate, "fecha": hintDate,
	"dateline": hintDate, "publication": hintDate, "meta": hintDate, "postmeta": hintDate, "data": hintDate,
	"updated": hintDate | hintModified, "modified": hintDate | hintModified, "update": hintDate | hintModified,
	"standfirst": hintStandfirst, "subtitle": hintStandfirst, "subheadline": hintStandfirst, "dek": hintStandfirst,
	"deck": hintStandfirst, "lead": hintStandfirst, "lede": hintStandfirst, "subhead": hintStandfirst,
	"chapo": hintStandfirst, "teaser": hintStandfirst, "summary": hintStandfirst, "excerpt": hintStandfirst,
	"vorspann": hintStandfirst, "entradilla": hintStandfirst, "bajada": hintStandfirst, "sommario": hintStandfirst,
	"subheading": hintStandfirst, "intro": hintStandfirst, "kicker": hintSection, "category": hintSection,
	"section": hintSection, "rubrik": hintSection, "seccion": hintSection, "rubrique": hintSection,
	"caption": hintCaption, "captions": hintCaption, "legend": hintCaption, "credit": hintCaption,
	"tag": hintTag, "tags": hintTag, "topics": hintTag, "keywords": hintTag,
}

// outlineOf fills an outline per node that has text.
func outlineOf(t *cutting.Tree, names map[string]float32) []outline {
	o := outliner{t: t, out: make([]outline, len(t.Nodes)), byName: make(map[string]name, 64)}
	for i := 1; i < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if n.Text.Empty() {
			continue
		}
		o.out[i] = o.of(int32(i), n, names)
	}
	return o.out
}

func (o *outliner) of(i int32, n *cutting.Node, names map[string]float32) outline {
	l := o.out[n.Parent]
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
	for _, a := range o.t.Attrs[n.AttrLo:n.AttrHi] {
		switch a.Key {
		case "class", "id":
			if a.Key == "class" {
				h = h*16777619 ^ hashOf(a.Val)
			}
			v, ok := o.byName[a.Val]
			if !ok {
				v = readName(a.Val, names)
				o.byName[a.Val] = v
			}
			l.hints |= v.hints
			if v.odds != 0 {
				own += v.odds
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
	return l
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

// hashOf is FNV-1a without digits, so that "post-12" and "post-13" are alike.
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

// readName sums the log odds of the words in a class or id attribute, and
// collects their hints.
func readName(attr string, names map[string]float32) name {
	var n name
	eachName(attr, func(w []byte) {
		n.odds += names[string(w)]
		n.hints |= hintWords[string(w)]
	})
	n.odds = min(max(n.odds, -6), 6)
	return n
}

// eachName calls f with the lower-case words of a class or id attribute: split
// at everything but letters and where a capital follows a small letter; digits
// are dropped. The slice is only valid during the call.
func eachName(attr string, f func(word []byte)) {
	var buf [32]byte
	w := buf[:0]
	flush := func() {
		if len(w) > 1 {
			f(w)
		}
		w = buf[:0]
	}
	small := false
	for i := 0; i < len(attr); i++ {
		c := attr[i]
		switch {
		case c >= 'a' && c <= 'z':
			small = true
		case c >= 'A' && c <= 'Z':
			if small {
				flush()
			}
			small = false
			c += 'a' - 'A'
		default:
			flush()
			small = false
			continue
		}
		if len(w) < len(buf) {
			w = append(w, c)
		}
	}
	flush()
}
