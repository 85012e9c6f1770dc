package article

import (
	"net/url"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// setExtras fills section, tags, lead image and address.
func (f *facts) setExtras(c *cutting.Cutting) {
	m := &f.v.p.Meta
	var it *ldItem
	for i := range f.l.items {
		if f.l.items[i].article {
			it = &f.l.items[i]
			break
		}
	}
	c.Section = collapseSpace(m.Claim("article:section"))
	if c.Section == "" && it != nil {
		c.Section = it.section
	}
	for _, k := range [...]string{"parsely-section", "section", "sailthru.section"} {
		if c.Section == "" {
			c.Section = collapseSpace(m.Claim(k))
		}
	}
	if len(c.Section) > 80 || f.isNoName(c.Section) || TemplateRest(c.Section) || dates.OnlyFillers(c.Section) {
		c.Section = ""
	}
	if !f.without[ruleBareSection] {
		c.Section = words.SectionName(c.Section)
	}
	if c.Section == "" && !f.kicker.Empty() {
		c.Section = f.asSection(c, f.kicker)
	}
	if c.Section == "" {
		c.Section = f.sectionLine(c)
	}
	c.Tags = f.tags(it)
	image := m.Claim("og:image")
	if image == "" && it != nil {
		image = it.image
	}
	if image == "" {
		image = m.Claim("twitter:image")
	}
	c.Image = resolveURL(m.Base, image)
	c.URL = m.URL
	if claimed := m.Claim("canonical"); claimed != "" {
		canonical := resolveURL(m.Base, claimed)
		// A canonical address of another host or of the front page is a mistake
		// of the template more often than the truth; an absolute one that is not the
		// page's address was refused as that.
		refused := m.URL == "" && strings.Contains(claimed, "://")
		if m.URL == "" && !refused && strings.Contains(canonical, "://") || cutting.Outlet(canonical) != "" &&
			cutting.Outlet(canonical) == cutting.Outlet(m.URL) && !isFrontPage(canonical) {
			c.URL = canonical
		}
	}
}

// sectionLine returns the section that the page shows: an element marked as such, or a short line
// or the last breadcrumb right above the headline that markup sets apart. It returns "" for none.
func (f *facts) sectionLine(c *cutting.Cutting) string {
	v := f.v
	for _, n := range f.sections {
		if nd := &v.t.Nodes[n]; !nd.Text.Empty() && nd.Text.Len() <= 80 && !nd.Hidden {
			return f.asSection(c, nd.Text)
		}
	}
	if c.HeadlineSpan.Empty() {
		return ""
	}
	head := v.blockOf(c.HeadlineSpan.Start)
	for i := head - 1; i >= 0 && i >= head-2; i-- {
		b := &v.p.Blocks[i]
		if v.out[b.Node].flags&(inHidden|inFooter|inControl) != 0 || v.m[i].words > 12 {
			return ""
		}
		for n, up := b.Node, 0; n > 0 && up < 3; n, up = v.t.Nodes[n].Parent, up+1 {
			if v.t.Nodes[n].Text.Len() > 160 {
				break
			}
			switch f.marksSection(n) {
			case aSection:
				if s := f.asSection(c, b.Span); s != "" {
					return s
				}
			case aTrail:
				// The last breadcrumb with a link to another page: the article itself follows it.
				for k := len(b.Links) - 1; k >= 0; k-- {
					if s := f.asSection(c, b.Links[k].Span); s != "" && !isFrontPage(b.Links[k].URL) {
						return s
					}
				}
			}
		}
	}
	return ""
}

type sectionMark uint8

const (
	aSection sectionMark = iota + 1
	aTrail
)

func (f *facts) marksSection(n int32) sectionMark {
	t := f.v.t
	for _, a := range [...]string{t.Attr(n, "class"), t.Attr(n, "id"), t.Attr(n, "aria-label")} {
		for w := range strings.FieldsFuncSeq(strings.ToLower(a), func(r rune) bool { return r < 'a' || r > 'z' }) {
			switch {
			case sectionWords[w]:
				return aSection
			case trailWords[w]:
				return aTrail
			}
		}
	}
	return 0
}

// asSection returns the text of a span when it can be a section's name, else "".
func (f *facts) asSection(c *cutting.Cutting, s cutting.Span) string {
	text := strings.Trim(collapseSpace(s.In(f.v.p.Text)), " |›»>/:·•")
	if text == "" || len(text) > 60 || len(strings.Fields(text)) > 5 || words.CountLetters(text) < 2 ||
		strings.ContainsAny(text, "›»>|") ||
		unifyQuotes(text) == unifyQuotes(c.Headline) || f.siteLike(text) >= 0.9 ||
		strings.ContainsAny(text, "0123456789") ||
		f.isNoName(text) {
		return ""
	}
	if f.without[ruleBareSection] {
		return text
	}
	text = words.SectionName(text)
	if words.IsFrontPage(text) || words.IsShare(text) || words.IsMark(text) || dates.OnlyFillers(text) {
		return ""
	}
	return text
}

// ruleBareSection is the rule that a section's name has no words around it for filing ("Posted in"), and
// is no step of navigation.
const ruleBareSection = "bare_section"

func isFrontPage(u string) bool {
	_, path, _ := strings.Cut(u, "://")
	_, path, _ = strings.Cut(path, "/")
	return strings.Trim(path, "/") == ""
}

// resolveURL resolves ref against base; it returns ref unchanged when that is impossible.
func resolveURL(base, ref string) string {
	if ref == "" || strings.HasPrefix(ref, "data:") || len(ref) > 2000 {
		return ""
	}
	if base == "" || strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://") {
		return ref
	}
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	r, err := b.Parse(ref)
	if err != nil {
		return ref
	}
	return r.String()
}

// tagLimit is the maximum number of tags that are kept.
const tagLimit = 20

// tags returns the tags that the page gives the article, without repetition.
func (f *facts) tags(it *ldItem) []string {
	var out []string
	add := func(s string) {
		s = strings.TrimPrefix(collapseSpace(decodeEntities(s)), "#")
		if s == "" || len(s) > 60 || len(out) >= tagLimit {
			return
		}
		for _, o := range out {
			if strings.EqualFold(o, s) {
				return
			}
		}
		out = append(out, s)
	}
	m := &f.v.p.Meta
	for i := range m.Claims {
		if m.Claims[i].Key == "article:tag" {
			add(m.Claims[i].Value)
		}
	}
	if len(out) == 0 {
		for _, n := range f.tagged {
			if nd := &f.v.t.Nodes[n]; nd.Text.Len() < 60 {
				add(nd.Text.In(f.v.p.Text))
			}
		}
	}
	if len(out) == 0 && it != nil {
		for _, t := range it.tags {
			add(t)
		}
	}
	if len(out) == 0 {
		for _, k := range [...]string{"news_keywords", "keywords", "parsely-tags", "sailthru.tags"} {
			if s := m.Claim(k); s != "" && len(s) < 600 {
				for _, t := range splitTags(s) {
					add(t)
				}
				break
			}
		}
	}
	return out
}

// separators are the characters between a headline and a site's name in a title element.
const separators = " |-–—·:»«•"

// cutSeparator removes a leading separator; it returns false when there is only space.
func cutSeparator(s string) (string, bool) {
	t := strings.TrimLeft(s, separators)
	return t, t != strings.TrimLeft(s, " ")
}

// siteName returns the name the site gives itself, or else its host.
func (f *facts) siteName(stated []string, headline string, titles []titleCandidate) string {
	m := &f.v.p.Meta
	for _, s := range slices.Concat(stated, []string{f.besideHeadline(headline), f.spellsHost(titles)}) {
		if s = collapseSpace(s); s != "" && len(s) < 80 && !f.isNoName(s) {
			return s
		}
	}
	return cutting.Outlet(m.URL)
}

// statedNames returns the names of the site that metadata and structured data state.
func (f *facts) statedNames() []string {
	m := &f.v.p.Meta
	names := append([]string{m.Claim("og:site_name")}, f.l.sites...)
	for i := range f.l.items {
		names = append(names, f.l.items[i].publisher)
	}
	names = append(names, m.Claim("application-name"))
	return slices.DeleteFunc(names, func(s string) bool { return collapseSpace(s) == "" || TemplateRest(s) })
}

// TemplateRest reports whether a text contains a place that a template was to fill: "{$site.name}",
// "<%= title %>".
func TemplateRest(s string) bool {
	for _, p := range [...][2]string{{"{", "}"}, {"<%", "%>"}, {"[%", "%]"}, {"<?", "?>"}} {
		if _, rest, ok := strings.Cut(s, p[0]); ok && strings.Contains(rest, p[1]) {
			return true
		}
	}
	return false
}

// isNoName reports whether a text is a place in a list, an archive or a date, and so no name of a
// site or section.
func (f *facts) isNoName(s string) bool {
	return words.IsPagePlace(s) || dates.IsDateLine(s)
}

// besideHeadline returns what the title element has before or after the headline and a separator,
// when it is short: "Harbour desk | Wire" does not give a site "desk | Wire" for the headline
// "Harbour".
func (f *facts) besideHeadline(headline string) string {
	title := collapseSpace(titleElement(&f.v.p.Meta))
	if headline == "" || len(title) <= len(headline) {
		return ""
	}
	rest, ok := strings.CutPrefix(title, headline)
	if ok {
		rest, ok = cutSeparator(rest)
	} else if rest, ok = strings.CutSuffix(title, headline); ok {
		ok = strings.TrimRight(rest, " ") != strings.TrimRight(rest, separators)
	}
	rest = strings.Trim(rest, separators)
	// "Posts: Page 2 | The Ferry": remove the part that is no name.
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " · ", " » "} {
		for {
			before, after, cut := strings.Cut(rest, sep)
			if cut && f.isNoName(before) {
				rest = after
				continue
			}
			break
		}
	}
	if !ok || len(strings.Fields(rest)) > 5 {
		return ""
	}
	return rest
}

// spellsHost returns a piece of the title element that has the letters of the site's host.
func (f *facts) spellsHost(titles []titleCandidate) string {
	h := cutting.Outlet(f.v.p.Meta.URL)
	i := strings.LastIndexByte(h, '.')
	if i <= 0 {
		return ""
	}
	key := letterKey(h[:i])
	for i := range titles {
		t := &titles[i]
		if l := letterKey(t.text); t.from&(1<<fromTitlePiece) != 0 && len(l) > 2 && strings.HasSuffix(key, l) {
			return t.text
		}
	}
	return ""
}
