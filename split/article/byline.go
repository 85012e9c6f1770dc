package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/words"
)

// bylineCandidate is who wrote the article according to one place of the page.
type bylineCandidate struct {
	names []string
	keys  []string // names as nameKey gives them, in order of appearance
	span  cutting.Span
	node  int32
	from  uint32
	nth   int8
	like  int16 // number of nodes of the same kind in the page
	org   bool  // structured data marks it as an organisation
	loose bool  // outlets and desks kept
	cited bool  // from every author the page gives for citations
}

type bylineSource uint32

const (
	fromAuthorLD bylineSource = iota
	fromAuthorLDOther
	fromAuthorMeta
	fromAuthorMetaOther
	fromAuthorRel
	fromAuthorProp
	fromAuthorClass
	fromAuthorLink
	fromAuthorLine
	fromAuthorInline
	fromAuthorName
	fromAuthorUnion
	fromNone
	bylineSources
)

var bylineSourceNames = [...]string{"ld", "ld_other", "meta", "meta_other", "rel", "itemprop", "class", "link", "line",
	"inline", "name", "union", "nobody"}

// maxNames is the largest number of persons in a byline.
const maxNames = 40

// nameKey returns a name for comparison: letters and digits in lower case, one space between words,
// without accents (claims often lack them).
func nameKey(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for _, r := range s {
		if r != '_' && r != '\'' && wordRune(r) {
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			if r >= utf8.RuneSelf {
				if r = words.FoldRune(r); r == 0 {
					continue
				}
			}
			b = utf8.AppendRune(b, lowerRune(r))
		} else {
			gap = true
		}
	}
	return string(b)
}

// bylineCandidates returns the candidates for the byline; the last one means no byline.
func (f *facts) bylineCandidates() []bylineCandidate {
	var cs []bylineCandidate
	m := &f.v.p.Meta
	put := func(names []string, span cutting.Span, node int32, from bylineSource, nth, like int, org, loose bool) {
		if len(names) == 0 || len(names) > maxNames || len(cs) >= 40 {
			return
		}
		keys := make([]string, 0, len(names))
		kept := names[:0:0]
		for _, n := range names {
			k := nameKey(n)
			dup := k == ""
			for _, o := range keys {
				dup = dup || o == k
			}
			if !dup {
				keys = append(keys, k)
				kept = append(kept, n)
			}
		}
		if len(keys) == 0 {
			return
		}
		for i := range cs {
			if sameSet(cs[i].keys, keys) {
				cs[i].from |= 1 << from
				cs[i].org = cs[i].org || org
				if allASCII(cs[i].names) && !allASCII(kept) {
					cs[i].names = kept // the spelling with its accents
				}
				if cs[i].node < 0 && node >= 0 {
					cs[i].span, cs[i].node, cs[i].names = span, node, kept
				}
				return
			}
		}
		cs = append(cs, bylineCandidate{names: kept, keys: keys, span: span, node: node, from: 1 << from,
			nth: int8(min(nth, 100)), like: int16(like), org: org, loose: loose})
	}
	add := func(raw []string, span cutting.Span, node int32, from bylineSource, nth, like int, org bool) {
		var strict, wide []string
		for _, r := range raw {
			if from >= fromAuthorRel && from <= fromAuthorLink {
				r = cutMarkedCue(r)
			}
			a, b := f.personsIn(r)
			strict = append(strict, a...)
			wide = append(wide, b...)
		}
		put(strict, span, node, from, nth, like, org, false)
		if !slices.Equal(strict, wide) {
			put(wide, span, node, from, nth, like, org, true)
		}
	}
	none := cutting.Span{}
	seen := false
	for i := range f.l.items {
		it := &f.l.items[i]
		if it.authors == nil {
			continue
		}
		raw := make([]string, len(it.authors))
		org := false
		for k, a := range it.authors {
			raw[k] = a.name
			org = org || a.organisation
		}
		from := fromAuthorLD
		if seen || !it.article {
			from = fromAuthorLDOther
		}
		seen = seen || it.article
		add(raw, none, -1, from, i, len(f.l.items), org)
	}
	var metas, others, cited []string
	label := ""
	for i := range m.Claims {
		c := &m.Claims[i]
		switch c.Key {
		case "author":
			metas = append(metas, c.Value)
		case "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "creator",
			"article:author_name", "cxenseparse:author", "og:author", "vr:author", "author_name",
			"dc.author", "article.author", "book:author", "og:article:author", "authors", "article_author", "by",
			"rbauthors":
			if !strings.Contains(c.Value, "://") {
				others = append(others, c.Value)
			}
		case "citation_author": // one each
			cited = append(cited, givenNameFirst(c.Value))
		case "twitter:label1":
			label = strings.ToLower(c.Value)
		case "twitter:data1":
			if strings.Contains(label, "written") || strings.Contains(label, "author") ||
				strings.Contains(label, "verfasst") ||
				strings.Contains(label, "escrit") || strings.Contains(label, "écrit") ||
				strings.Contains(label, "by") {
				others = append(others, c.Value)
			}
		}
	}
	add(metas, none, -1, fromAuthorMeta, 0, len(metas), false)
	if len(metas) > 1 {
		add(metas[:1], none, -1, fromAuthorMeta, 0, len(metas), false)
	}
	add(others, none, -1, fromAuthorMetaOther, 0, len(others), false)
	if len(others) > 1 {
		add(others[:1], none, -1, fromAuthorMetaOther, 0, len(others), false)
	}
	add(cited, none, -1, fromAuthorMetaOther, 0, len(cited), false)
	for i := range cs {
		cs[i].cited = len(cited) > 1 && cs[i].from&(1<<fromAuthorMetaOther) != 0 && len(cs[i].keys) == len(cited)
	}
	f.markedAuthors(add)
	f.authorLines(add)
	cs = withoutRunOn(cs)
	return append(cs, bylineCandidate{node: -1, from: 1 << fromNone})
}

// withoutRunOn returns cs without candidates in which a claimed or linked name of another candidate
// has a word attached: "Ann Leelong read" beside "Ann Lee".
func withoutRunOn(cs []bylineCandidate) []bylineCandidate {
	const sure = 1<<fromAuthorLD | 1<<fromAuthorMeta | 1<<fromAuthorMetaOther | 1<<fromAuthorRel | 1<<fromAuthorLink
	var names []string
	for i := range cs {
		if len(cs[i].keys) == 1 && cs[i].from&sure != 0 && strings.Contains(cs[i].keys[0], " ") {
			names = append(names, cs[i].keys[0])
		}
	}
	return slices.DeleteFunc(cs, func(c bylineCandidate) bool {
		return slices.ContainsFunc(c.keys, func(key string) bool {
			return slices.ContainsFunc(names, func(n string) bool {
				return len(key) > len(n) && strings.HasPrefix(key, n) && key[len(n)] != ' '
			})
		})
	})
}

// markedAuthors adds elements that markup marks as author.
func (f *facts) markedAuthors(add func([]string, cutting.Span, int32, bylineSource, int, int, bool)) {
	v := f.v
	var near []string
	var nearSpan cutting.Span
	nearNode := int32(-1)
	last := int32(-1)
	for k, n := range f.authors {
		nd := &v.t.Nodes[n]
		if nd.Text.Empty() || nd.Text.Len() > 400 {
			continue
		}
		from := fromAuthorClass
		if strings.Contains(v.t.Attr(n, "rel"), "author") {
			from = fromAuthorRel
		} else if v.t.Attr(n, "itemprop") != "" {
			from = fromAuthorProp
		} else if nd.Tag == "a" {
			from = fromAuthorLink
		}
		span := trimSpan(v.p.Text, nd.Text)
		text := span.In(v.p.Text)
		// Of nested marked elements the inner one is more exact; both are candidates.
		add([]string{firstLine(text)}, span, n, from, k, len(f.authors), false)
		if strings.IndexByte(text, '\n') >= 0 && span.Len() < 200 {
			add([]string{strings.ReplaceAll(text, "\n", ", ")}, span, n, from, k, len(f.authors), false)
		}
		// The links in a byline are the persons.
		var linked []string
		for c := n + 1; c < nd.End; c++ {
			if v.t.Nodes[c].Tag == "a" && !v.t.Nodes[c].Text.Empty() {
				linked = append(linked, collapseSpace(v.t.Nodes[c].Text.In(v.p.Text)))
			}
		}
		if len(linked) > 0 {
			add(linked, span, n, fromAuthorLink, k, len(f.authors), false)
		}
		b := v.blockOf(span.Start)
		top := f.bodyStart + 3
		if v.head >= 0 {
			top = max(top, v.head+8)
		}
		if b >= 0 && b <= top && (v.head < 0 || b >= v.head-6) && (last < 0 || !v.t.Within(n, last)) {
			near = append(near, firstLine(text))
			if nearNode < 0 {
				nearSpan, nearNode = span, n
			} else {
				nearSpan.End = max(nearSpan.End, span.End)
			}
			last = n
		}
	}
	if len(near) > 1 {
		add(near, nearSpan, nearNode, fromAuthorUnion, 0, len(near), false)
	}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return collapseSpace(s)
}

// authorLines adds lines of the form "By …" near the headline and at both ends of the body.
func (f *facts) authorLines(add func([]string, cutting.Span, int32, bylineSource, int, int, bool)) {
	v := f.v
	lo, hi := 0, 0
	if v.head >= 0 {
		lo, hi = max(0, v.head-6), min(len(v.p.Blocks), v.head+16)
	} else {
		hi = min(len(v.p.Blocks), 40)
	}
	if f.bodyEnd > f.bodyStart {
		hi = max(hi, min(f.bodyStart+4, len(v.p.Blocks)))
		lo = min(lo, max(0, f.bodyStart-12))
		if hi-lo > 80 {
			lo = hi - 80
		}
	}
	nth, lines := 0, 0
	line := func(i int, span cutting.Span) {
		if span.Empty() {
			return
		}
		b := &v.p.Blocks[i]
		text := span.In(v.p.Text)
		name, ok := cutBy(text)
		if !ok {
			// "3 May, by Ada Fern", "Ada Fern, 3 May" and a line that is only a name.
			if at := strings.Index(text, " by "); at > 0 && v.m[i].words <= 20 &&
				hasNameForm(firstWords(text[at+4:], 2)) {
				add([]string{text[at+4:]}, cutting.Span{Start: span.Start + at, End: span.End}, b.Node,
					fromAuthorInline, nth, 0, false)
				return
			}
			if at := strings.IndexAny(text, ",|•·"); at > 0 && v.m[i].digits > 0 && v.m[i].words <= 12 {
				text = strings.TrimSpace(text[:at])
			}
			if v.m[i].words <= 12 && b.Level == 0 && lines < 8 &&
				(v.p2[i] < bodyThreshold || v.m[i].digits > 0) &&
				v.out[b.Node].flags&(inNav|inFooter|inControl) == 0 &&
				strings.Count(text, " ") < 8 && hasPersonForm(text) && isCased(text) &&
				len(strings.Fields(text)) <= 4 {
				add([]string{text}, cutting.Span{Start: span.Start, End: span.Start + len(text)}, b.Node,
					fromAuthorName, lines, 0, false)
				lines++
			}
			return
		}
		if name == "" {
			// "By" alone: the name is the next block.
			if i+1 >= len(v.p.Blocks) || v.m[i+1].words > 12 || v.p.Blocks[i+1].Level > 0 {
				return
			}
			b = &v.p.Blocks[i+1]
			span = trimSpan(v.p.Text, b.Span)
			name = span.In(v.p.Text)
		}
		add([]string{name}, span, b.Node, fromAuthorLine, nth, 0, false)
		var linked []string
		for _, l := range b.Links {
			if !l.Span.Empty() && span.Contains(l.Span) {
				linked = append(linked, collapseSpace(l.Span.In(v.p.Text)))
			}
		}
		if len(linked) > 0 {
			add(linked, span, b.Node, fromAuthorLine, nth, 0, false)
		}
		nth++
	}
	look := func(i int) {
		b := &v.p.Blocks[i]
		if v.m[i].words == 0 || v.m[i].words > 45 {
			return
		}
		whole := trimSpan(v.p.Text, b.Span)
		for at := whole.Start; at < whole.End; {
			end := whole.End
			if j := strings.IndexByte(v.p.Text[at:end], '\n'); j >= 0 {
				end = at + j
			}
			line(i, trimSpan(v.p.Text, cutting.Span{Start: at, End: end}))
			at = end + 1
		}
	}
	for i := lo; i < hi; i++ {
		look(i)
	}
	if f.bodyEnd > hi {
		for i := max(hi, f.bodyEnd-3); i < min(f.bodyEnd+4, len(v.p.Blocks)); i++ {
			look(i)
		}
	}
}

// givenNameFirst returns a name with the family name first, "Lee, Ann", in the other order.
func givenNameFirst(name string) string {
	if family, given, ok := strings.Cut(name, ", "); ok && !strings.Contains(given, ",") {
		return given + " " + family
	}
	return name
}

func allASCII(names []string) bool {
	for _, n := range names {
		for i := range len(n) {
			if n[i] >= utf8.RuneSelf {
				return false
			}
		}
	}
	return true
}

func sameSet(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return true
}
