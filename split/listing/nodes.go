package listing

import (
	"strings"

	"cuttings/cutting"
)

// hint is what an element's tag, class, id, role and vocabulary attributes state about it. Zones
// are inherited by everything inside, the other hints apply to the element alone.
type hint uint32

const (
	zNav     hint = 1 << iota // nav, menus, bread crumbs, pagination
	zAside                    // aside, side bars, widgets
	zFooter                   // footer of the page
	zHeader                   // header of the page
	zComment                  // readers' comments
	zForm                     // forms
	zRelated                  // related and recommended boxes
	zMain                     // main, content
	zHidden                   // not shown
	zItem                     // article, h-entry, BlogPosting: an item's root, inherited by its insides

	hTitle   // headline, entry-title, p-name
	hDate    // time, dt-published
	hByline  // author
	hMeta    // entry-meta, categories, tags, comment counts, share bars
	hExcerpt // entry-summary, excerpt, entry-content, e-content
	hMore    // read-more
	hCaption // figcaption, wp-caption-text
	hCat     // categories, tags
	hPage    // pagination
	hRecent  // widget_recent_entries, popular-posts: a box of posts
	hAd      // advertisements, share bars
	hThumb   // thumbnails
	hContent // entry-content and the like: the text itself
)

const (
	zones = zNav | zAside | zFooter | zHeader | zComment | zForm | zRelated | zMain | zHidden | zItem
	// aways are the zones that contain no main list.
	aways = zNav | zAside | zFooter | zHeader | zComment | zForm | zRelated
)

// tag is a small number for each relevant tag.
type tag uint8

const (
	tOther tag = iota
	tA
	tHeading
	tLi
	tUl
	tP
	tTime
	tArticle
	tSection
	tAside
	tNav
	tFooter
	tHeader
	tMain
	tForm
	tImg
	tTd
	tTr
	tTable
	tDt
	tDd
	tDl
	tStrong
	tInline
	tDiv
	tFigure
	tHr
	tBody
)

func tagOf(s string) tag {
	switch s {
	case "div":
		return tDiv
	case "a":
		return tA
	case "span", "i", "em", "font", "small", "u", "abbr", "cite", "label":
		return tInline
	case "p":
		return tP
	case "li":
		return tLi
	case "ul", "ol":
		return tUl
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return tHeading
	case "img", "picture", "svg", "video", "iframe":
		return tImg
	case "strong", "b":
		return tStrong
	case "time":
		return tTime
	case "article":
		return tArticle
	case "section":
		return tSection
	case "aside":
		return tAside
	case "nav", "menu":
		return tNav
	case "footer":
		return tFooter
	case "header":
		return tHeader
	case "main":
		return tMain
	case "form", "select", "fieldset":
		return tForm
	case "td", "th":
		return tTd
	case "tr":
		return tTr
	case "table", "tbody", "thead":
		return tTable
	case "dt":
		return tDt
	case "dd":
		return tDd
	case "dl":
		return tDl
	case "figure", "figcaption":
		return tFigure
	case "hr":
		return tHr
	case "body":
		return tBody
	}
	return tOther
}

// node is what the first pass computes for each element of the tree.
type node struct {
	path     uint32 // hash of the tags from the root down
	sig      uint32 // hash of tag and stable class tokens
	ownHints hint   // the element's own hints
	zones    hint   // zones of the element and its ancestors
	tag      tag
	lvl      uint8 // heading level
	// The innermost enclosing heading and a element, or the element itself; -1 for none.
	head, link int32
	// Running counts over the nodes before this one, so that a subtree's count is a difference:
	// bytes of link text, time elements and dates by class, images.
	linkText, dates, images int32
}

// makeNodes makes one node per element and a final one that closes the counts.
func (s *pageState) makeNodes() {
	t := s.t
	s.n = make([]node, len(t.Nodes)+1)
	ns := s.n
	// link text is added at the link's node, then summed below
	for i := range s.p.Blocks {
		links := s.p.Blocks[i].Links
		for k := range links {
			if l := &links[k]; l.Node >= 0 && int(l.Node) < len(t.Nodes) {
				ns[l.Node].linkText += int32(l.Span.Len())
			}
		}
	}
	var link, dates, images int32
	for i := range t.Nodes {
		s.stop.Step(i)
		n := &ns[i]
		nd := &t.Nodes[i]
		own := n.linkText
		n.linkText, n.dates, n.images = link, dates, images
		link += own
		hash := fnvString(fnvBasis, nd.Tag)
		n.tag = tagOf(nd.Tag)
		n.path = hash
		if nd.Parent >= 0 {
			up := &ns[nd.Parent]
			if up.zones&zNav != 0 {
				// Elements in a menu need no further examination.
				n.sig = s.signature(nd, hash)
			} else {
				n.ownHints, n.sig = s.hints(nd, n.tag, hash)
			}
			if n.ownHints&zAside != 0 && n.tag != tAside && up.ownHints&zMain != 0 &&
				nd.Text.Len()*2 > t.Nodes[nd.Parent].Text.Len() {
				n.ownHints &^= zAside // a "widget" that fills the main part is the page's content
			}
			n.path = mix(up.path, n.path)
			if up.zones&zItem != 0 {
				// An item's own header and footer are not the page's.
				n.ownHints &^= zHeader | zFooter
			}
			n.zones = up.zones&zones | n.ownHints&zones
			n.head, n.link = up.head, up.link
		} else {
			n.ownHints, n.sig = s.hints(nd, n.tag, hash)
			n.zones = n.ownHints & zones
			n.head, n.link = -1, -1
		}
		switch n.tag {
		case tHeading:
			n.lvl = nd.Tag[1] - '0'
			n.head = int32(i)
		case tA:
			n.link = int32(i)
		case tImg:
			images++
		}
		if n.ownHints&hDate != 0 {
			dates++
		}
		if nd.Hidden {
			n.zones |= zHidden
		}
	}
	last := &ns[len(t.Nodes)]
	last.linkText, last.dates, last.images = link, dates, images
}

// signature returns the hash sig of an element with the hashes of its class tokens mixed in.
func (s *pageState) signature(nd *cutting.Node, sig uint32) uint32 {
	for k := nd.AttrLo; k < nd.AttrHi; k++ {
		if a := &s.t.Attrs[k]; a.Key == "class" {
			sig = mix(sig, kindToken(a.Val))
		}
	}
	return sig
}

// hints returns the hints in an element's tag and attributes, and its signature; sig is the hash of
// its tag.
func (s *pageState) hints(nd *cutting.Node, tg tag, sig uint32) (hint, uint32) {
	var h hint
	switch tg {
	case tNav:
		h = zNav
	case tAside:
		h = zAside
	case tFooter:
		h = zFooter
	case tHeader:
		h = zHeader
	case tMain:
		h = zMain
	case tForm:
		h = zForm
	case tArticle:
		h = zItem
	case tTime:
		h = hDate
	}
	if tg == tImg {
		return h, sig // classes of size and number
	}
	if nd.Text.Empty() && !s.hasDateAttr(nd) {
		return h, sig // nothing in it can be cut
	}
	for k := nd.AttrLo; k < nd.AttrHi; k++ {
		a := &s.t.Attrs[k]
		switch a.Key {
		case "class":
			if tg == tArticle {
				// Content systems put an item's categories and format among its classes; they are
				// no evidence of a zone.
				if strings.Contains(a.Val, "comment") {
					h |= zComment
				} else if strings.Contains(a.Val, "related") {
					h |= zRelated
				}
				sig = mix(sig, kindToken(a.Val))
				continue
			}
			h |= tokenHints(a.Val)
			sig = mix(sig, kindToken(a.Val))
		case "id":
			// An id names one element: it may mark a zone, never a repeated part.
			h |= tokenHints(a.Val) & (zones&^zItem | hPage)
		case "role":
			switch a.Val {
			case "navigation", "menu", "menubar", "search":
				h |= zNav
			case "complementary":
				h |= zAside
			case "contentinfo":
				h |= zFooter
			case "banner":
				h |= zHeader
			case "main":
				h |= zMain
			case "article":
				h |= zItem
			}
		case "itemprop":
			h |= propHint(a.Val)
		case "itemtype":
			if strings.HasSuffix(a.Val, "Posting") || strings.HasSuffix(a.Val, "Article") {
				h |= zItem
			}
		case "rel":
			switch {
			case strings.Contains(a.Val, "author"):
				h |= hByline
			case strings.Contains(a.Val, "tag"), strings.Contains(a.Val, "category"):
				h |= hCat
			case a.Val == "next" || a.Val == "prev":
				h |= hPage
			}
		case "datetime":
			h |= hDate
		}
	}
	if tg == tHeading {
		h &^= zones &^ zHidden // "date-header" is no header of the page
	}
	if tg == tBody || nd.Parent < 0 || nd.Tag == "html" {
		// Classes on the page's frame describe the template, not a zone.
		h = 0
	}
	if h&zMain != 0 && h&(zNav|zAside|zFooter|zHeader) != 0 && tg != tAside && tg != tNav && tg != tFooter {
		// "content-sidebar", "main-nav": the narrower word applies only when it is the tag's own
		// meaning or on a small element.
		if nd.Text.Len()*2 > s.t.Nodes[0].Text.Len() {
			h &^= zNav | zAside | zFooter | zHeader
		} else {
			h &^= zMain
		}
	}
	if h&(zNav|zAside|zFooter|zHeader|zComment|zRelated|zForm) != 0 && tg != tAside && tg != tNav && tg != tFooter &&
		nd.Text.Len()*10 > s.t.Nodes[0].Text.Len()*7 {
		// A zone with most of the page's text is a frame around it ("has-sidebar", one form around
		// everything).
		h &^= zNav | zAside | zFooter | zHeader | zComment | zRelated | zForm
	}
	return h, sig
}

// hasDateAttr reports whether an element may have a date in an attribute.
func (s *pageState) hasDateAttr(nd *cutting.Node) bool {
	for k := nd.AttrLo; k < nd.AttrHi; k++ {
		switch s.t.Attrs[k].Key {
		case "datetime", "content", "title":
			return true
		}
	}
	return false
}

func propHint(v string) hint {
	switch v {
	case "headline", "name":
		return hTitle
	case "datePublished", "dateCreated":
		return hDate
	case "author":
		return hByline
	case "description", "articleBody", "text":
		return hExcerpt
	case "blogPost", "blogPosts", "itemListElement":
		return zItem
	}
	return 0
}
