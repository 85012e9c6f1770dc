package article

import (
	"math/bits"
	"slices"
	"strings"

	"cuttings/split/dates"
	"cuttings/split/words"
)

// bylineFeatures are the entries of a byline candidate's vector. Those of the sources come first,
// one for each source.
var bylineFeatures = []struct {
	name string
	of   func(x *bylineCase) float32
}{
	{"sources", func(x *bylineCase) float32 { return float32(bits.OnesCount32(x.c.from)) }},
	{"names", func(x *bylineCase) float32 { return float32(len(x.c.names)) }},
	{"words", func(x *bylineCase) float32 { return float32(x.words) / float32(max(1, len(x.c.names))) }},
	{"most_words", func(x *bylineCase) float32 { return float32(x.most) }},
	{"least_words", func(x *bylineCase) float32 { return float32(x.least) }},
	{"all_capitals", func(x *bylineCase) float32 { return float32(x.upper) }},
	{"desk_word", func(x *bylineCase) float32 { return float32(x.desk) }},
	{"site", func(x *bylineCase) float32 { return x.site }},
	{"loose", func(x *bylineCase) float32 { return indicator(x.c.loose) }},
	{"persons", func(x *bylineCase) float32 { return float32(x.persons) / float32(max(1, len(x.c.names))) }},
	{"date_word", func(x *bylineCase) float32 { return float32(x.dated) }},
	{"nth", func(x *bylineCase) float32 { return float32(x.c.nth) }},
	{"like", func(x *bylineCase) float32 { return float32(x.c.like) }},
	{"peers", func(x *bylineCase) float32 { return float32(min(x.peers, 10)) }},
	{"to_head", func(x *bylineCase) float32 { return x.toHead }},
	{"to_body", func(x *bylineCase) float32 { return x.toBody }},
	{"after_body", func(x *bylineCase) float32 { return indicator(x.after) }},
	{"in_article", func(x *bylineCase) float32 { return indicator(x.fl&inArticle != 0) }},
	{"in_header", func(x *bylineCase) float32 { return indicator(x.fl&inHeader != 0) }},
	{"in_footer", func(x *bylineCase) float32 { return indicator(x.fl&inFooter != 0) }},
	{"author_link", func(x *bylineCase) float32 { return indicator(x.link) }},
	{"support", func(x *bylineCase) float32 { return float32(x.support) / float32(max(1, len(x.c.keys))) }},
	{"least_support", func(x *bylineCase) float32 { return float32(min(x.leastSupport, 20)) }},
	{"others", func(x *bylineCase) float32 { return float32(x.others) }},
	{"candidates", func(x *bylineCase) float32 { return float32(len(x.cs)) }},
	{"longest", func(x *bylineCase) float32 { return float32(x.page.longest) }},
	{"visible", func(x *bylineCase) float32 { return indicator(x.c.node >= 0) }},
	{"in_body", func(x *bylineCase) float32 { return x.inBody }},
	{"part_of_joined", func(x *bylineCase) float32 { return float32(x.partOfJoined) }},
	{"has_part", func(x *bylineCase) float32 { return indicator(x.hasPart) }},
	{"joined", func(x *bylineCase) float32 { return float32(x.page.joined[x.i]) }},
	{"prefixed", func(x *bylineCase) float32 { return indicator(x.by) }},
	{"fresh_line", func(x *bylineCase) float32 { return indicator(x.line) }},
	{"has_ld", func(x *bylineCase) float32 { return indicator(x.page.hasLD) }},
	{"has_meta", func(x *bylineCase) float32 { return indicator(x.page.hasMeta) }},
}

func bylineNames() []string {
	out := withPrefix("from_", bylineSourceNames[:])
	for _, f := range bylineFeatures {
		out = append(out, f.name)
	}
	return out
}

// bylinePage is what all candidates of a page share.
type bylinePage struct {
	longest        int
	hasLD, hasMeta bool
	joined         []int // result of separation, by candidate
}

// bylineCase is one candidate with its measures.
type bylineCase struct {
	f    *facts
	cs   []bylineCandidate
	page *bylinePage
	i    int
	c    *bylineCandidate

	words, most, least, upper, desk      int
	persons, dated                       int // counts of names
	site                                 float32
	fl                                   flags
	block                                int
	toHead, toBody, inBody               float32
	after, by, line, link                bool
	support, leastSupport, others, peers int
	hasPart                              bool
	partOfJoined                         int
}

// bylineRows returns a vector per candidate.
func (f *facts) bylineRows(cs []bylineCandidate) [][]float32 {
	rows := make([][]float32, len(cs))
	page := &bylinePage{joined: make([]int, len(cs))}
	for i := range cs {
		page.hasLD = page.hasLD || cs[i].from&(1<<fromAuthorLD) != 0
		page.hasMeta = page.hasMeta || cs[i].from&(1<<fromAuthorMeta|1<<fromAuthorMetaOther) != 0
		page.longest = max(page.longest, len(cs[i].keys))
		page.joined[i] = f.separation(&cs[i])
	}
	for i := range cs {
		x := bylineCase{f: f, cs: cs, page: page, i: i, c: &cs[i], least: 99, block: -1, toHead: 100, toBody: 100,
			leastSupport: 99}
		x.readNames()
		x.measurePlace()
		x.measureRelations()
		row := make([]float32, 0, int(bylineSources)+len(bylineFeatures))
		for s := range bylineSources {
			row = append(row, indicator(cs[i].from&(1<<s) != 0))
		}
		for k := range bylineFeatures {
			row = append(row, bylineFeatures[k].of(&x))
		}
		rows[i] = row
	}
	return rows
}

// readNames measures the names themselves.
func (x *bylineCase) readNames() {
	for _, n := range x.c.names {
		fields := strings.Fields(n)
		x.words += len(fields)
		x.most, x.least = max(x.most, len(fields)), min(x.least, len(fields))
		if n != strings.ToLower(n) && n == strings.ToUpper(n) {
			x.upper++
		}
		x.site = max(x.site, x.f.siteLike(n))
		for name, yes := range map[*int]bool{
			&x.desk:    isDeskName(n),
			&x.persons: hasPersonForm(n),
			&x.dated:   slices.ContainsFunc(fields, dates.IsDateWord),
		} {
			if yes {
				*name++
			}
		}
	}
}

// menuNames returns the texts of the page's menu links, as nameKey gives them.
func (f *facts) menuNames() map[string]bool {
	if f.menu != nil {
		return f.menu
	}
	v := f.v
	f.menu = map[string]bool{}
	for i := range v.p.Blocks {
		b := &v.p.Blocks[i]
		if v.out[b.Node].flags&inNav == 0 {
			continue
		}
		for _, l := range b.Links {
			if l.Span.Len() < 60 && len(f.menu) < 300 && !isAuthorPath(l.URL) {
				f.menu[nameKey(l.Span.In(v.p.Text))] = true
			}
		}
	}
	delete(f.menu, "")
	return f.menu
}

// measurePlace measures where the candidate was found.
func (x *bylineCase) measurePlace() {
	f, v, c := x.f, x.f.v, x.c
	if c.node < 0 {
		return
	}
	x.fl = v.out[c.node].flags
	x.link = f.isAuthorLink(c)
	if x.block = v.blockOf(c.span.Start); x.block < 0 {
		return
	}
	if v.head >= 0 {
		x.toHead = float32(min(max(x.block-v.head, -100), 100))
	}
	if f.bodyEnd > f.bodyStart {
		x.toBody = float32(min(max(x.block-f.bodyStart, -100), 100))
		x.after = x.block >= f.bodyEnd
	}
	x.inBody = v.p2[x.block]
	x.line = c.span.Len() >= v.p.Blocks[x.block].Span.Len()-2
	_, x.by = words.CutByline(c.span.In(v.p.Text))
	before := v.lineAt(x.block, c.span.Start)
	before.End = c.span.Start
	if lead := before.In(v.p.Text); lead != "" {
		_, own := words.CutByline(lead)
		x.by = x.by || own
	} else if x.block > 0 && v.m[x.block-1].words <= 3 {
		lead := v.p.Blocks[x.block-1].Span.In(v.p.Text)
		rest, own := words.CutByline(lead)
		x.by = x.by || own && rest == ""
	}
}

// isAuthorLink reports whether a candidate's place is a link to an author's page, contains one or
// lies in one.
func (f *facts) isAuthorLink(c *bylineCandidate) bool {
	b := f.v.blockOf(c.span.Start)
	if b < 0 {
		return false
	}
	for _, l := range f.v.p.Blocks[b].Links {
		if l.Span.Overlaps(c.span) && isAuthorPath(l.URL) {
			return true
		}
	}
	return false
}

// isAuthorPath reports whether an address has a path segment for authors.
func isAuthorPath(u string) bool {
	_, path, _ := strings.Cut(u, "://")
	_, path, _ = strings.Cut(path, "/")
	for step := range strings.FieldsFuncSeq(strings.ToLower(path),
		func(r rune) bool { return r == '/' || r == '-' || r == '_' || r == '?' || r == '=' || r == '.' }) {
		if authorSteps[step] {
			return true
		}
	}
	return false
}

// measureRelations measures the candidate against the others.
func (x *bylineCase) measureRelations() {
	c := x.c
	for _, key := range c.keys {
		s := 0
		for o := range x.cs {
			if o != x.i && slices.Contains(x.cs[o].keys, key) {
				s += bits.OnesCount32(x.cs[o].from)
			}
		}
		x.support += s
		x.leastSupport = min(x.leastSupport, s)
	}
	for o := range x.cs {
		d := &x.cs[o]
		if o == x.i || len(d.keys) == 0 || len(c.keys) == 0 {
			continue
		}
		if c.node >= 0 && d.node >= 0 && x.f.v.out[c.node].shape == x.f.v.out[d.node].shape {
			x.peers++
		}
		common := 0
		for _, key := range d.keys {
			if slices.Contains(c.keys, key) {
				common++
			}
		}
		switch {
		case common == 0:
			x.others += bits.OnesCount32(d.from)
		case common == len(c.keys) && len(d.keys) > common:
			x.partOfJoined = max(x.partOfJoined, x.page.joined[o])
		case common == len(d.keys) && len(c.keys) > common:
			x.hasPart = true
		}
	}
}
