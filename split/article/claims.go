package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// facts is what one pass gathers from page and structured data, before title, byline and dates are
// chosen.
type facts struct {
	v     *view
	l     *ld
	sites []string // names of the site, folded to letters
	// Nodes that may hold each kind of value, in page order, at most maxNodes of each.
	titles, authors, dates, times, standfirsts []int32
	sections, tagged                           []int32
	menu                                       map[string]bool // see menuNames
	without                                    map[string]bool // see Options
	kicker                                     cutting.Span    // text beside the headline in its element
	bodyStart, bodyEnd                         int             // blocks of the body; 0, 0 without one
}

const maxNodes = 24 // nodes examined of each kind

func gatherFacts(v *view, l *ld, bodyStart, bodyEnd int) *facts {
	f := &facts{v: v, l: l, bodyStart: bodyStart, bodyEnd: bodyEnd}
	t := v.t
	add := func(to *[]int32, i int32) {
		if len(*to) < maxNodes {
			*to = append(*to, i)
		}
	}
	for _, at := range v.marked {
		n := &t.Nodes[at]
		o := &v.out[at]
		switch n.Tag {
		case "h1":
			add(&f.titles, at)
		case "h2":
			if len(f.titles) < 8 {
				add(&f.titles, at)
			}
		case "time":
			add(&f.times, at)
		}
		h := o.hints
		if n.Text.Len() > 400 {
			h &^= hintTitle | hintAuthor | hintDate
		}
		if h&hintTitle != 0 && n.Tag != "h1" && n.Tag != "h2" && len(f.titles) < 16 {
			add(&f.titles, at)
		}
		for _, a := range t.Attrs[n.AttrLo:n.AttrHi] {
			switch a.Key {
			case "rel":
				if strings.Contains(a.Val, "author") {
					h |= hintAuthor
				}
				if n.Tag == "a" && !n.Text.Empty() && strings.Contains(a.Val, "tag") && len(f.tagged) < 4*maxNodes {
					f.tagged = append(f.tagged, at)
				}
			case "itemprop":
				switch a.Val {
				case "author", "creator":
					h |= hintAuthor
				case "headline":
					add(&f.titles, at)
				case "datePublished", "dateModified", "dateCreated":
					if n.Tag != "time" {
						add(&f.times, at)
					}
				case "description":
					h |= hintStandfirst
				case "articleSection", "articlesection":
					add(&f.sections, at)
				}
			case "datetime", "data-timestamp":
				if n.Tag != "time" {
					add(&f.times, at)
				}
			case "href":
				if i := strings.Index(a.Val, "/author"); i >= 0 &&
					(strings.Contains(a.Val[i:], "/author/") || strings.Contains(a.Val[i:], "/authors/")) {
					h |= hintAuthor
				}
			}
		}
		if n.Text.Empty() {
			continue
		}
		if h&hintAuthor != 0 {
			add(&f.authors, at)
		}
		if h&hintDate != 0 {
			add(&f.dates, at)
		}
		if h&hintStandfirst != 0 {
			add(&f.standfirsts, at)
		}
	}
	f.findSites()
	return f
}

// letterKey returns a name's letters and digits in lower case: "The Daily Fern" and "thedailyfern"
// become equal.
func letterKey(s string) string {
	var buf [64]byte
	b := buf[:0]
	for _, r := range s {
		switch {
		case r >= utf8.RuneSelf:
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b = utf8.AppendRune(b, lowerRune(r))
			}
		case r >= 'A' && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b = append(b, byte(r))
		}
	}
	return string(b)
}

// findSites collects the possible names of the page's site.
func (f *facts) findSites() {
	add := func(s string) {
		if s = letterKey(s); len(s) > 1 {
			for _, x := range f.sites {
				if x == s {
					return
				}
			}
			f.sites = append(f.sites, s)
		}
	}
	m := &f.v.p.Meta
	for _, k := range [...]string{"og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site",
		"publisher", "dc.publisher", "cre", "copyright"} {
		add(strings.TrimPrefix(m.Claim(k), "@"))
	}
	for _, s := range f.l.sites {
		add(s)
	}
	for i := range f.l.items {
		add(f.l.items[i].publisher)
	}
	if h := cutting.Outlet(m.URL); h != "" {
		add(h)
		if i := strings.LastIndexByte(h, '.'); i > 0 {
			h = h[:i]
			if j := strings.LastIndexByte(h, '.'); j > 0 && len(h)-j <= 4 { // co.uk and the like
				h = h[:j]
			}
			if j := strings.LastIndexByte(h, '.'); j >= 0 {
				h = h[j+1:]
			}
			add(h)
		}
	}
}

// siteLike returns how much of s is the site's name, 0 to 1: 1 when equal, less when one contains
// the other.
func (f *facts) siteLike(s string) float32 {
	s = letterKey(s)
	if s == "" {
		return 0
	}
	var best float32
	for _, x := range f.sites {
		switch {
		case s == x, "the"+s == x, s == "the"+x:
			return 1
		case len(x) >= 4 && strings.Contains(s, x):
			best = max(best, 0.5+0.5*float32(len(x))/float32(len(s)))
		case len(s) >= 4 && strings.Contains(x, s):
			best = max(best, 0.4+0.5*float32(len(s))/float32(len(x)))
		}
	}
	return best
}

// blockOf returns the index of the block that contains byte offset at of the text; -1 for none.
func (v *view) blockOf(at int) int {
	lo, hi := 0, len(v.p.Blocks)
	for lo < hi {
		mid := (lo + hi) / 2
		if v.p.Blocks[mid].Span.End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(v.p.Blocks) && v.p.Blocks[lo].Span.Start <= at {
		return lo
	}
	return -1
}

// trimSpan returns s without white space at its ends.
func trimSpan(text string, s cutting.Span) cutting.Span {
	in := s.In(text)
	t := strings.TrimLeftFunc(in, unicode.IsSpace)
	s.Start += len(in) - len(t)
	s.End = s.Start + len(strings.TrimRightFunc(t, unicode.IsSpace))
	return s
}

// unifyQuotes returns s with typographic variants unified: quotes, dashes, white space.
func unifyQuotes(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && (s[i] > ' ' || s[i] == ' ' && i > 0 && i+1 < len(s) && s[i-1] != ' ') {
		i++
	}
	if i == len(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	gap := false
	for _, r := range s {
		switch r {
		case '’', '‘':
			r = '\''
		case '“', '”':
			r = '"'
		case '–', '—':
			r = '-'
		case '…':
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			b = append(b, "..."...)
			continue
		}
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}
