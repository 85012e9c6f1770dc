package article

import (
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
)

// titleCandidate is a text that may be the title, and where it was found.
type titleCandidate struct {
	text string
	key  string       // text as unifyQuotes gives it
	span cutting.Span // in the page's text; empty when it is not from there
	node int32        // -1 when it is from no node
	from uint32       // bits of titleSource
	nth  int8         // index among the nodes of its source
	// For pieces of a longer title: how much the rest is the site's name (0 to 1), the number of
	// pieces and the piece's index.
	rest, pieces, piece float32
}

type titleSource uint32

const (
	fromH1 titleSource = iota
	fromH2
	fromClass
	fromProp
	fromOG
	fromTwitter
	fromTitle
	fromMeta
	fromLD
	fromLDOther
	fromTitlePiece
	fromOGPiece
	fromHead
	titleSources
)

var titleSourceNames = [...]string{"h1", "h2", "class", "itemprop", "og", "twitter", "title", "meta", "ld", "ld_other",
	"title_piece", "og_piece", "head"}

var titleFeatures = append(withPrefix("from_", titleSourceNames[:]),
	"sources", "words", "bytes", "nth", "h1s", "rest_site", "pieces", "piece", "site", "separator", "capitals",
	"in_title", "of_title", "in_og", "of_og", "in_ld", "of_ld", "in_h1", "of_h1", "starts_title", "starts_og",
	"visible", "in_header", "in_article", "to_body", "to_head", "before_body", "has_og", "has_ld", "page_title_words")

func withPrefix(p string, names []string) []string {
	out := make([]string, len(names), 64)
	for i, n := range names {
		out[i] = p + n
	}
	return out
}

// titleBytes is the maximum length of a title in bytes.
const titleBytes = 400

// titleCandidates returns the candidates for the title, without repetition.
func (f *facts) titleCandidates() []titleCandidate {
	var cs []titleCandidate
	v, m := f.v, &f.v.p.Meta
	add := func(text string, span cutting.Span, node int32, from titleSource, nth int) *titleCandidate {
		text = collapseSpace(text)
		if text == "" || len(text) > titleBytes || len(cs) >= 40 {
			return nil
		}
		s := unifyQuotes(text)
		for i := range cs {
			if cs[i].key == s {
				c := &cs[i]
				c.from |= 1 << from
				// Among equal texts the first one in the page represents all.
				if c.node < 0 && node >= 0 {
					c.node, c.span, c.text = node, span, text
				}
				return c
			}
		}
		cs = append(cs, titleCandidate{text: text, key: s, span: span, node: node, from: 1 << from,
			nth: int8(min(nth, 100))})
		return &cs[len(cs)-1]
	}
	h1 := 0
	for k, n := range f.titles {
		nd := &v.t.Nodes[n]
		from := fromClass
		switch nd.Tag {
		case "h1":
			from = fromH1
			h1++
			k = h1 - 1
		case "h2":
			from = fromH2
		}
		if v.t.Attr(n, "itemprop") == "headline" {
			from = fromProp
		}
		span := trimSpan(v.p.Text, nd.Text)
		if span.Empty() {
			continue
		}
		add(span.In(v.p.Text), span, n, from, k)
	}
	if v.head >= 0 {
		b := &v.p.Blocks[v.head]
		add(b.Span.In(v.p.Text), trimSpan(v.p.Text, b.Span), b.Node, fromHead, 0)
	}
	none := cutting.Span{}
	for i := range f.l.items {
		it := &f.l.items[i]
		from := fromLDOther
		if it.article {
			from = fromLD
		}
		add(it.headline, none, -1, from, i)
	}
	for _, k := range [...]string{"title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
		"citation_title", "headline", "hdl", "article:title", "cxenseparse:title"} {
		if k == "title" {
			for i := range m.Claims {
				if m.Claims[i].Key == "title" && m.Claims[i].Origin == "meta" {
					add(m.Claims[i].Value, none, -1, fromMeta, 0)
				}
			}
			continue
		}
		add(m.Claim(k), none, -1, fromMeta, 0)
	}
	add(m.Claim("twitter:title"), none, -1, fromTwitter, 0)
	og := m.Claim("og:title")
	add(og, none, -1, fromOG, 0)
	title := titleElement(m)
	add(title, none, -1, fromTitle, 0)
	for k, whole := range [...]string{title, og} {
		from := fromTitlePiece
		if k == 1 {
			from = fromOGPiece
		}
		f.eachRemainder(collapseSpace(whole), func(piece, rest string, nth, of int) {
			if c := add(piece, none, -1, from, 0); c != nil && c.pieces == 0 {
				c.rest, c.piece, c.pieces = f.siteLike(rest), float32(nth), float32(of)
			}
		})
	}
	return cs
}

// printedTitle returns the candidate to take instead of the chosen one when the page does not print the
// chosen one: the first-level heading above the body, by which readers know the article. Metadata
// for search engines and networks may have another headline. A heading that contains the chosen one
// and more text is attached to something else and not taken.
func (f *facts) printedTitle(cs []titleCandidate, at int) int {
	if at < 0 || cs[at].node >= 0 {
		return at
	}
	for i := range cs {
		c := &cs[i]
		if c.from&(1<<fromH1) == 0 || c.node < 0 || f.siteLike(c.text) >= 0.9 || len(strings.Fields(c.text)) < 3 ||
			f.v.out[c.node].flags&(inHidden|inNav|inAside|inFooter) != 0 {
			continue
		}
		if b := f.v.blockOf(c.span.Start); b < 0 || f.bodyEnd == 0 || b > f.bodyStart+1 || b < f.bodyStart-8 {
			continue
		}
		if strings.HasPrefix(c.key, cs[at].key) || strings.HasSuffix(c.key, cs[at].key) ||
			letterKey(c.text) == letterKey(cs[at].text) {
			continue
		}
		return i
	}
	return at
}

// notTheSite returns the candidate to take instead of a chosen heading that is the site's name with
// a link to its front page: the first other heading down to the body.
func (f *facts) notTheSite(cs []titleCandidate, at int) int {
	if at < 0 || cs[at].node < 0 || f.siteLike(cs[at].text) < 0.9 && !f.isLogo(&cs[at]) {
		return at
	}
	best := at
	for i := range cs {
		c := &cs[i]
		if i == at || c.from&(1<<fromH1|1<<fromH2|1<<fromClass|1<<fromProp) == 0 || c.span.Start < cs[at].span.End ||
			len(strings.Fields(c.text)) < 3 ||
			f.siteLike(c.text) >= 0.9 || f.v.out[c.node].flags&(inHidden|inNav|inAside|inFooter) != 0 {
			continue
		}
		if b := f.v.blockOf(c.span.Start); b >= 0 && f.bodyEnd > 0 && b <= f.bodyStart+1 &&
			(best == at || c.span.Start < cs[best].span.Start) {
			best = i
		}
	}
	return best
}

// isLogo reports whether a heading is one link to the front page.
func (f *facts) isLogo(c *titleCandidate) bool {
	b := f.v.blockOf(c.span.Start)
	if b < 0 {
		return false
	}
	for _, l := range f.v.p.Blocks[b].Links {
		if l.Span.Len()+4 >= c.span.Len() && isFrontPage(l.URL) {
			return true
		}
	}
	return false
}

// headlinePart returns the part of a heading that is the headline when another element of the heading
// precedes or follows it without a separator, such as a kicker; it compares the heading with the
// page's title and metadata. kicker is the rest.
func (f *facts) headlinePart(cs []titleCandidate, at int) (part titleCandidate, kicker cutting.Span, ok bool) {
	const claims = 1<<fromOG | 1<<fromTwitter | 1<<fromTitle | 1<<fromMeta | 1<<fromLD | 1<<fromTitlePiece |
		1<<fromOGPiece
	if at < 0 {
		return part, kicker, false
	}
	t := f.v.t
	for h := range cs {
		head := &cs[h]
		if head.node < 0 || head.from&(1<<fromH1|1<<fromH2) == 0 || h != at && cs[at].node >= 0 {
			continue
		}
		for i := range cs {
			c := &cs[i]
			if c.from&claims == 0 || c.node >= 0 && c.node != head.node || len(strings.Fields(c.text)) < 3 ||
				len(c.key)*2 < len(head.key) || h != at && i != at {
				continue
			}
			// The other element is at one end of the heading; the headline is the rest.
			for n := head.node + 1; n < min(t.Nodes[head.node].End, head.node+40); n++ {
				s := trimSpan(f.v.p.Text, t.Nodes[n].Text)
				rest := head.span
				switch {
				case s.Empty() || s == head.span:
					continue
				case s.Start == head.span.Start:
					rest.Start = s.End
				case s.End == head.span.End:
					rest.End = s.Start
				}
				if rest = trimSpan(f.v.p.Text, rest); rest != head.span && unifyQuotes(rest.In(f.v.p.Text)) == c.key {
					part = *head
					part.text, part.key, part.span = collapseSpace(rest.In(f.v.p.Text)), c.key, rest
					return part, s, true
				}
			}
		}
	}
	return part, kicker, false
}

func titleElement(m *cutting.Meta) string {
	for i := range m.Claims {
		if m.Claims[i].Origin == "title" && m.Claims[i].Value != "" {
			return m.Claims[i].Value
		}
	}
	return m.Claim("title")
}

// eachRemainder calls f with each remainder of a title after its last or first parts, divided by
// separators, are removed. nth counts the removed parts from the front (negative: from the back).
func (f *facts) eachRemainder(s string, call func(piece, rest string, nth, of int)) {
	var cuts [][2]int
	for i := 0; i < len(s) && len(cuts) < 6; {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch r {
		case '|', '»', '«', '·', '•', '—', '–', '-', '/', ':', '›', '~', '‹', '：', '\uff5c', '_':
			if r == '/' && end < len(s) && s[end] == '/' {
				end++
			}
			spaced := i > 0 && s[i-1] == ' ' && end < len(s) && s[end] == ' '
			if spaced || r == '|' || r == '»' || r == '：' || r == '_' || r == ':' && end < len(s) && s[end] == ' ' {
				cuts = append(cuts, [2]int{i, end})
			}
		}
		i = end
	}
	for k, c := range cuts {
		// The front without the parts from k on, and the back from k on.
		call(strings.TrimSpace(s[:c[0]]), s[c[1]:], k-len(cuts), len(cuts)+1)
		call(strings.TrimSpace(s[c[1]:]), s[:c[0]], k+1, len(cuts)+1)
	}
}

// overlap returns the share of a's words that are in b, and of b's that are in a.
func overlap(a, b []uint32) (in, of float32) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	hit := 0
	for _, x := range a {
		for _, y := range b {
			if x == y {
				hit++
				break
			}
		}
	}
	return float32(hit) / float32(len(a)), min(1, float32(hit)/float32(len(b)))
}

func wordHashes(s string) []uint32 {
	out := make([]uint32, 0, min(60, len(s)/4+2))
	eachWord(s, func(h uint32) {
		if len(out) < 60 {
			out = append(out, h)
		}
	})
	return out
}

// titleRows returns a vector per candidate.
func (f *facts) titleRows(cs []titleCandidate) [][]float32 {
	v, m := f.v, &f.v.p.Meta
	title, og := collapseSpace(titleElement(m)), collapseSpace(m.Claim("og:title"))
	titleW, ogW := wordHashes(title), wordHashes(og)
	var ldW, h1W []uint32
	h1s := 0
	for i := range cs {
		if ldW == nil && cs[i].from&(1<<fromLD) != 0 {
			ldW = wordHashes(cs[i].text)
		}
		if cs[i].from&(1<<fromH1) != 0 {
			if h1W == nil {
				h1W = wordHashes(cs[i].text)
			}
			h1s++
		}
	}
	k := len(titleFeatures)
	matrix := make([]float32, k*len(cs))
	rows := make([][]float32, len(cs))
	for i := range cs {
		c := &cs[i]
		x := matrix[i*k : (i+1)*k]
		rows[i] = x
		j := 0
		put := func(v float32) { x[j] = v; j++ }
		count := 0
		for s := range titleSources {
			on := c.from&(1<<s) != 0
			if on {
				count++
			}
			put(indicator(on))
		}
		w := wordHashes(c.text)
		capitals := 0
		for _, r := range c.text {
			if r >= 'A' && r <= 'Z' {
				capitals++
			}
		}
		put(float32(count))
		put(float32(len(w)))
		put(float32(len(c.text)))
		put(float32(c.nth))
		put(float32(h1s))
		put(c.rest)
		put(c.pieces)
		put(c.piece)
		put(f.siteLike(c.text))
		put(indicator(strings.ContainsAny(c.text, "|»·•") || strings.Contains(c.text, " - ") ||
			strings.Contains(c.text, " – ") || strings.Contains(c.text, " — ")))
		put(float32(capitals) / float32(len(c.text)))
		for _, other := range [...][]uint32{titleW, ogW, ldW, h1W} {
			in, of := overlap(w, other)
			put(in)
			put(of)
		}
		put(indicator(strings.HasPrefix(title, c.text)))
		put(indicator(strings.HasPrefix(og, c.text)))
		put(indicator(c.node >= 0))
		var fl flags
		toBody, toHead, before := float32(100), float32(100), float32(0)
		if c.node >= 0 {
			fl = v.out[c.node].flags
			if b := v.blockOf(c.span.Start); b >= 0 {
				if f.bodyEnd > f.bodyStart {
					toBody = float32(min(max(b-f.bodyStart, -100), 100))
					before = indicator(b <= f.bodyStart)
				}
				if v.head >= 0 {
					toHead = float32(min(max(b-v.head, -100), 100))
				}
			}
		}
		put(indicator(fl&inHeader != 0))
		put(indicator(fl&inArticle != 0))
		put(toBody)
		put(toHead)
		put(before)
		put(indicator(og != ""))
		put(indicator(ldW != nil))
		put(float32(len(titleW)))
	}
	return rows
}
