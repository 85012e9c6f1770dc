package html

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/provenance"
	"cuttings/page/address"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
)

// metaReader collects the page's claims while the tree is built.
type metaReader struct {
	claims     []cutting.Claim
	ld         []string
	baseURL    string // the first base element's href, as written
	hasBase    bool
	lang       string // html's or body's lang
	dir        baseDir
	hasTitle   bool // a title has been found
	hasDropped bool // some claims were left out
	saved      provenance.Saved
}

// linkRels are the relations kept as claims; the others are technical.
var linkRels = map[string]bool{"canonical": true, "alternate": true, "amphtml": true, "author": true, "next": true,
	"prev": true, "shortlink": true, "license": true, "original": true, "up": true, "index": true, "image_src": true,
	"syndication": true, "publisher": true, "icon": true}

func (m *metaReader) claim(origin, key, value string) {
	if len(m.claims) >= bounds.Claims {
		m.hasDropped = true
		return
	}
	if value = chars.OneLine(chars.Cut(value, bounds.Claim)); value != "" && key != "" {
		m.claims = append(m.claims, cutting.Claim{Origin: origin, Key: strings.ToLower(key), Value: value})
	}
}

func (m *metaReader) meta(attrs []cutting.Attr) {
	var name, content string
	for _, a := range attrs {
		switch a.Key {
		case "name", "property", "itemprop", "http-equiv":
			if name == "" {
				name = strings.TrimSpace(a.Val)
			}
		case "content":
			if content == "" {
				content = a.Val
			}
		}
	}
	if name != "" {
		m.claim("meta", name, content)
		m.saved.Mark(strings.ToLower(name), content)
	}
}

func (m *metaReader) link(attrs []cutting.Attr) {
	var rel, href string
	for _, a := range attrs {
		switch a.Key {
		case "rel":
			rel = a.Val
		case "href":
			href = a.Val
		}
	}
	for rel != "" {
		var one string
		one, rel, _ = strings.Cut(strings.TrimLeft(rel, " \t\r\n\f"), " ")
		if one = strings.ToLower(one); linkRels[one] {
			m.claim("link", one, href)
		}
	}
}

func (m *metaReader) base(href string, has bool) {
	if has && !m.hasBase {
		m.baseURL, m.hasBase = strings.TrimSpace(href), true
	}
}

func (m *metaReader) title(raw string) {
	if !m.hasTitle {
		m.hasTitle = true
		m.claim("title", "title", unescapeText(raw))
	}
}

func (m *metaReader) script(attrs []cutting.Attr, text string) {
	m.saved.Script(text)
	for _, a := range attrs {
		if a.Key == "type" {
			typ, _, _ := strings.Cut(a.Val, ";")
			if strings.EqualFold(strings.TrimSpace(typ), "application/ld+json") {
				if len(m.ld) >= bounds.Scripts {
					m.hasDropped = true
				} else {
					m.ld = append(m.ld, text)
				}
			}
			return
		}
	}
}

// marks records what a program that saved the page left in the root element.
func (m *metaReader) marks(attrs []cutting.Attr) {
	for _, a := range attrs {
		m.saved.Mark(a.Key, a.Val)
	}
}

// root records language and direction of html and body.
func (m *metaReader) root(s *attrSet) {
	if v := s.get(attrLang); v != "" && m.lang == "" {
		m.lang = v
	}
	if s.holds(attrDir) {
		m.dir = dirOf(s.vals[attrDir], tagHTML, m.dir)
	}
}

// finish resolves the page's own address and base.
func (m *metaReader) finish(at address.Known) cutting.Meta {
	out := cutting.Meta{LD: m.ld, Claims: m.claims}
	if m.saved.Date != "" {
		out.Claims = append(out.Claims, cutting.Claim{Origin: "saved-from", Key: "date", Value: m.saved.Date})
	}
	if m.saved.URL != "" {
		out.Claims = append(out.Claims, cutting.Claim{Origin: "saved-from", Key: "url", Value: m.saved.URL})
	}
	out.Generator = out.Claim("generator")
	out.URL, out.URLOrigin = address.OfPage(&out, at, m.saved.URL)
	given := out.URLOrigin == "given"
	for i, u := range [...]string{out.URL, out.Claim("canonical")} {
		orig, stamp := provenance.Within(u)
		if orig == "" {
			continue
		}
		if i == 0 || !given { // whatever address it was found under
			out.URL = orig
		}
		if !given {
			out.URLOrigin = "saved-from"
		}
		if m.saved.Date == "" && stamp != "" {
			out.Claims = append(out.Claims, cutting.Claim{Origin: "saved-from", Key: "date",
				Value: provenance.ArchiveDate(stamp)})
		}
		break
	}
	out.Base = out.URL
	if m.baseURL != "" {
		own := address.NewBase(out.URL)
		if u := own.Resolve(m.baseURL, new(chars.Arena)); address.IsAbsolute(u) {
			out.Base = u
		}
	}
	return out
}
