package split

import (
	"slices"
	"strings"
	"unicode"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/dates"
	"cuttings/split/words"
)

const (
	outletNames    = 8  // names kept of one page
	outletWords    = 7  // most words in a name
	outletBytes    = 80 // most bytes in a name
	mastheadLinks  = 12 // links examined for one to the front page
	titleRestWords = 6  // most words of a title that shares none with the headline
)

// namesOfOutlet returns the names that a page gives for its outlet, each once, with the places
// where it occurs: metadata or feed, the link to the front page at its top, the part of its title
// that is not the headline. The outlet's name is chosen later, over all its pages.
func namesOfOutlet(p *cutting.Page, s *cutting.Split, a *article.Result) []cutting.SelfName {
	var out []cutting.SelfName
	headlines := map[string]bool{words.Fold(s.Section): s.Section != ""} // and headings of lists
	if a != nil && s.Kind != cutting.NothingPage {
		headlines[words.Fold(a.Cutting.Headline)] = a.Cutting.Headline != ""
	}
	for i := range s.Cuttings {
		headlines[words.Fold(s.Cuttings[i].Headline)] = true
	}
	add := func(name string, origin cutting.NameOrigin) {
		name = bareName(withoutDate(strings.Join(strings.Fields(name), " ")))
		key := words.Fold(name)
		if !isOutletName(name) || origin != cutting.StatedName && (headlines[key] || isAboutSite(p, name, title(p))) {
			return
		}
		i := slices.IndexFunc(out, func(n cutting.SelfName) bool { return words.Fold(n.Name) == key })
		switch {
		case i < 0 && len(out) < outletNames:
			out = append(out, cutting.SelfName{Name: name, Origins: []cutting.NameOrigin{origin}})
		case i >= 0 && !slices.Contains(out[i].Origins, origin):
			out[i].Origins = append(out[i].Origins, origin)
		}
	}
	if p.Feed != nil {
		add(p.Feed.Title, cutting.StatedName)
		return out
	}
	if a != nil {
		for _, name := range a.Stated {
			add(name, cutting.StatedName)
		}
	}
	headline := ""
	if a != nil && s.Kind != cutting.NothingPage {
		headline = a.Cutting.Headline
	}
	pieces := titlePieces(title(p), headline)
	add(masthead(p, s, pieces), cutting.MastheadName)
	for _, piece := range pieces {
		add(piece, cutting.TitleName)
	}
	return out
}

// isOutletName reports whether a text can be the name of an outlet at all. The name of an account ("@tesselpost")
// is none.
func isOutletName(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1 && len(s) <= outletBytes && len(strings.Fields(s)) <= outletWords &&
		!strings.Contains(s, "://") && !hasEscapes(s) && !words.IsPagePlace(s) && !words.IsNavigation(s) &&
		!strings.HasPrefix(s, "@") && !words.IsSectionWord(s) && !words.IsNoPerson(s) && !article.TemplateRest(s) &&
		!dates.IsDateLine(s)
}

// bareName is a name without the marks around it in titles: "[Ferry.example]", "Ferry |".
func bareName(s string) string {
	s = strings.TrimRight(s, " |–—·•»«-")
	s = strings.TrimLeft(s, " |–—·•»«")
	for _, pair := range [...]string{"[]", "()", "<>", "【】"} {
		r := []rune(pair)
		inner, ok := strings.CutPrefix(s, string(r[0]))
		if inner, closed := strings.CutSuffix(inner, string(r[1])); ok && closed && !strings.ContainsAny(inner, pair) {
			return strings.TrimSpace(inner)
		}
	}
	return s
}

// withoutDate returns a name without the day of an issue beside it ("The Harbour Post, 12 May
// 2015").
func withoutDate(name string) string {
	for _, m := range dates.Find(name, "", dates.Options{}) {
		if len(m.Date.Value) < len("2006-01-02") {
			continue // a month and year may be part of a name
		}
		before := strings.TrimRight(name[:m.Span.Start], " ,;:/|([–—-")
		after := strings.TrimLeft(name[m.Span.End:], " ,;:/|)]–—-")
		return strings.TrimSpace(before + " " + after)
	}
	return name
}

// hasEscapes reports whether a text contains percent-encoded bytes.
func hasEscapes(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '%' && isHexDigit(s[i+1]) && isHexDigit(s[i+2]) {
			return true
		}
	}
	return false
}

func isHexDigit(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// masthead returns the text of the first link to the site's front page above the first cutting, or
// else a block there that is a piece of the title; "" when there is none.
func masthead(p *cutting.Page, s *cutting.Split, pieces []string) string {
	end := len(p.Text)
	for i := range s.Cuttings {
		end = min(end, startOf(p, &s.Cuttings[i]))
	}
	seen := 0
	for i := range p.Blocks {
		for _, l := range p.Blocks[i].Links {
			if l.Span.Start >= end || seen == mastheadLinks {
				return printedPiece(p, end, pieces)
			}
			seen++
			if name := l.Span.In(p.Text); linksToFront(p.Meta.URL, l.URL) && isOutletName(name) {
				return name
			}
		}
	}
	return printedPiece(p, end, pieces)
}

// printedPiece returns the first piece of the title that is a separate block, or the first in a row of
// links, before byte offset end of the page's text. A piece before the last one is usually the section
// or the headline, unless it is the link of the page's first heading. (On pages that state a name and whose
// titles have several pieces, the printed piece was that name in 30 cases of 37 where it was the last one, in
// 15 of 70 where it was not.)
func printedPiece(p *cutting.Page, end int, pieces []string) string {
	for i := 0; i < len(p.Blocks) && p.Blocks[i].Span.Start < end; i++ {
		text := strings.TrimSpace(p.Blocks[i].Span.In(p.Text))
		for k, piece := range pieces {
			rest, ok := strings.CutPrefix(text, piece)
			if ok && (rest == "" || strings.HasPrefix(rest, " | ")) &&
				(k == len(pieces)-1 || p.Blocks[i].Level == 1 && len(p.Blocks[i].Links) > 0) {
				return piece
			}
		}
	}
	return ""
}

// linksToFront reports whether a link is to the front page of a page's own site.
func linksToFront(base, link string) bool {
	switch i := strings.IndexAny(link, "?#"); {
	case i == 0 || link == "" || i > 0 && link[i] == '#' && i+1 < len(link):
		return false // to the page itself, or within the front page: "Skip to the text"
	case i > 0:
		link = link[:i]
	}
	if scheme, rest, ok := strings.Cut(link, "://"); ok {
		if !strings.HasPrefix(scheme, "http") {
			return false
		}
		host, path, _ := strings.Cut(rest, "/")
		if own := cutting.Outlet(base); own != "" && cutting.Outlet(scheme+"://"+host) != own {
			return false
		}
		link = "/" + path
	}
	link = strings.TrimPrefix(link, ".")
	link = strings.TrimPrefix(link, "/")
	for _, index := range [...]string{"", "index.html", "index.htm", "index.php", "default.aspx", "default.asp"} {
		if strings.EqualFold(link, index) {
			return true
		}
	}
	return false
}

// titlePieces returns the parts of a title other than the headline.
func titlePieces(title, headline string) []string {
	title = strings.Join(strings.Fields(title), " ")
	headline = strings.Join(strings.Fields(headline), " ")
	if before, after, ok := strings.Cut(title, headline); ok && headline != "" {
		return append(atSeparators(before), atSeparators(after)...)
	}
	pieces := atSeparators(title)
	if len(pieces) == 1 && (len(strings.Fields(title)) > titleRestWords || shareWords(title, headline)) {
		return nil
	}
	return pieces
}

// atSeparators splits a title at the separators that sites put before or after their names.
func atSeparators(s string) []string {
	var out []string
	for _, piece := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|»«·•—–›‹：｜_", r) }) {
		for part := range strings.SplitSeq(" "+piece+" ", " - ") {
			if part = strings.Trim(part, " -:,~/"); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// shareWords reports whether two texts have a word of more than three bytes in common.
func shareWords(a, b string) bool {
	in := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(b)) {
		in[strings.Trim(w, ".,:;!?\"'()“”‘’«»")] = true
	}
	for w := range strings.FieldsSeq(strings.ToLower(a)) {
		if w = strings.Trim(w, ".,:;!?\"'()“”‘’«»"); len(w) > 3 && in[w] {
			return true
		}
	}
	return false
}
