// Package librarytest provides an invented archive for the tests of the library and its faces: captures with
// real byte ranges, pages and splits built together with them, and a small catalogue over the whole. Nothing in
// it exists: no country, outlet or person.
package librarytest

import (
	"html"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// line is one block of an invented page.
type line struct {
	tag  string // "h2", "p", "li", …
	role string // what it is in its cutting: "headline", "byline", "date", "more", or a cutting.PartRole
	text string
	cut  int // index of the cutting it belongs to, -1 for none
}

// doc is an invented page.
type doc struct {
	name, url  string
	source     catalogue.Source
	lang       string
	rtl        bool
	captured   time.Time
	added      time.Time
	kind       cutting.PageKind
	reason     string
	title      string
	section    string
	head       string // extra markup for the head
	cuts       []cut
	lines      []line
	faults     []string
	failure    string
	timeOrigin string
	versions   catalogue.Versions
}

// cut has an invented cutting's own data; its texts are the lines'.
type cut struct {
	kind      cutting.Kind
	url       string
	published string
	origin    string
	byline    []string
	// bylineOrigin is cutting.Corrected where a person gave the byline.
	bylineOrigin string
	rail         string
	section      string
	truncated    bool
	claimed      string // a headline from metadata, not in the text
	changed      bool   // its one date is that of a change
	tags         []string
}

// built is one capture with everything read from it.
type built struct {
	capture cutting.Capture
	content []byte
	page    *cutting.Page
	split   *cutting.Split
	reading catalogue.PageReading
}

// offsets maps every byte of a page's text to the bytes it was read from.
type offsets struct{ start, end []int64 }

// Range implements cutting.SourceMap.
func (o offsets) Range(s cutting.Span) cutting.Range {
	if s.Empty() || s.End > len(o.start) {
		at := int64(0)
		if s.Start < len(o.start) {
			at = o.start[s.Start]
		}
		return cutting.Range{Start: at, End: at}
	}
	return cutting.Range{Start: o.start[s.Start], End: o.end[s.End-1]}
}

var roles = map[string]cutting.Role{"h1": cutting.Heading, "h2": cutting.Heading, "h3": cutting.Heading,
	"li": cutting.ListItem, "blockquote": cutting.Quote, "figcaption": cutting.Caption, "time": cutting.DateLine,
	"a": cutting.LinkLine, "button": cutting.Control}

// build returns the bytes, the page, the split and the rows of a doc, made together so that they agree byte for
// byte.
func build(d doc) built {
	var raw, text strings.Builder
	var m offsets
	dir := "ltr"
	if d.rtl {
		dir = "rtl"
	}
	raw.WriteString("<!doctype html>\n<html lang=\"" + d.lang + "\" dir=\"" + dir +
		"\"><head><meta charset=\"utf-8\"><title>" +
		html.EscapeString(d.title) + "</title>" + d.head + "</head>\n<body>\n")
	p := &cutting.Page{}
	spans := make([]cutting.Span, len(d.lines))
	for i, l := range d.lines {
		if i > 0 {
			text.WriteByte('\n')
			m.start, m.end = append(m.start, int64(raw.Len())), append(m.end, int64(raw.Len()))
		}
		raw.WriteString("<" + l.tag + ">")
		from := text.Len()
		for _, r := range l.text {
			s := string(r)
			esc := html.EscapeString(s)
			at := int64(raw.Len())
			raw.WriteString(esc)
			text.WriteString(s)
			for range len(s) {
				m.start, m.end = append(m.start, at), append(m.end, int64(raw.Len()))
			}
		}
		raw.WriteString("</" + l.tag + ">\n")
		spans[i] = cutting.Span{Start: from, End: text.Len()}
		b := cutting.Block{Span: spans[i], Role: roles[l.tag], RTL: d.rtl, Node: -1}
		if b.Role == cutting.Heading {
			b.Level = l.tag[1] - '0'
		}
		p.Blocks = append(p.Blocks, b)
	}
	raw.WriteString("</body></html>\n")
	p.Text, p.Source, p.Faults = text.String(), m, d.faults
	p.Meta = cutting.Meta{URL: d.url, Lang: d.lang, LangOrigin: "declared", Charset: "utf-8",
		CharsetOrigin: "declared", RTL: d.rtl}

	content := []byte(raw.String())
	origin := d.timeOrigin
	if origin == "" {
		origin = "saved-from"
	}
	c := cutting.Capture{URL: d.url, Name: d.name, Time: d.captured, TimeOrigin: origin, MediaType: "text/html",
		Charset: "utf-8", Checksum: cutting.Sum(content), Length: int64(len(content))}
	c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
	versions := d.versions
	if versions == nil {
		versions = Versions
	}
	b := built{capture: c, content: content, page: p,
		split: &cutting.Split{Kind: d.kind, Reason: d.reason, Title: d.title, Site: d.source.Name, Section: d.section}}
	b.reading.Page = catalogue.PageRow{Capture: c, Added: d.added, Source: d.source, Kind: d.kind, Reason: d.reason,
		Title: d.title, Lang: d.lang, Section: d.section, TextLen: len(p.Text), Faults: d.faults, Failure: d.failure,
		Versions: versions}
	for n := range d.cuts {
		b.addCutting(d, n, spans, m)
	}
	return b
}

// Versions are the stage versions the invented rows are made with.
var Versions = catalogue.Versions{"page": 3, "split": 2}

// addCutting builds cutting n of a doc from its lines.
func (b *built) addCutting(d doc, n int, spans []cutting.Span, m offsets) {
	src := d.cuts[n]
	c := cutting.Cutting{Kind: src.kind, Truncated: src.truncated, Byline: src.byline, BylineOrigin: src.bylineOrigin,
		URL: src.url, Rail: src.rail, Section: src.section, Tags: src.tags,
		Published: cutting.Date{Value: src.published, Origin: src.origin}}
	if src.published != "" && src.origin == "" {
		c.Published.Origin = "text"
	}
	if src.changed {
		c.Modified = c.Published
	}
	s := catalogue.Sighting{CaptureID: b.capture.ID, Ordinal: n, Kind: c.Kind, Source: d.source, Lang: d.lang,
		Truncated: c.Truncated, Byline: c.Byline, BylineOrigin: c.BylineOrigin, URL: c.URL, Rail: c.Rail,
		Section: c.Section, Tags: c.Tags, Captured: b.capture.Time, Added: b.reading.Page.Added}
	for i, l := range d.lines {
		if l.cut != n {
			continue
		}
		c.Blocks = append(c.Blocks, int32(i))
		r := m.Range(spans[i])
		if k := len(c.Bytes); k > 0 && d.lines[i-1].cut == n {
			c.Bytes[k-1].End = r.End
		} else {
			c.Bytes = append(c.Bytes, r)
		}
		switch l.role {
		case "headline":
			c.Headline, c.HeadlineSpan, c.HeadlineOrigin = l.text, spans[i], "text"
			s.HeadlineBytes = r
		case "byline":
			c.BylineSpan = spans[i]
		case "date":
			c.Published.Span = spans[i]
		case "more":
			c.ReadMore = spans[i]
		default:
			role := cutting.PartRole(l.role)
			if len(c.Parts) > 0 {
				if role == cutting.PartListItem && c.Parts[len(c.Parts)-1].Role == role {
					s.Text += "\n"
				} else {
					s.Text += "\n\n"
				}
			}
			from := len(s.Text)
			s.Text += l.text
			c.Parts = append(c.Parts, cutting.Part{Role: role, Span: spans[i]})
			s.Parts = append(s.Parts, catalogue.SightingPart{Role: role,
				Text: cutting.Span{Start: from, End: len(s.Text)}, Page: spans[i], Bytes: r})
		}
	}
	if src.claimed != "" {
		c.Headline, c.HeadlineOrigin = src.claimed, "title"
	}
	s.Headline, s.Bytes, s.Published, s.Modified = c.Headline, c.Bytes, c.Published, c.Modified
	s.CuttingID = cutting.NewCuttingID(c.Kind, d.source.ID, c.URL, c.Headline, s.Text)
	s.Version = cutting.Sum([]byte(s.Headline + "\x00" + s.Text))
	b.split.Cuttings = append(b.split.Cuttings, c)
	b.reading.Sightings = append(b.reading.Sightings, s)
}

func itoa(n int) string { return strconv.Itoa(n) }
