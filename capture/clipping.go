package capture

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"

	"cuttings/internal/form"
	"cuttings/internal/provenance"
)

const typeMarkdown = "text/markdown"

// clipping reports an article that a web clipper saved as Markdown as a Container, and as a Page its
// text in HTML, with what the front matter states as metadata.
func (w *walker) clipping(m member, content []byte) error {
	f, text, ok := provenance.ReadFrontMatter(string(content))
	if !ok { // more than the beginning shows that it is none
		return w.page(Page, m.capture(form.TypeText), content)
	}
	box := m.capture(typeMarkdown)
	if t, err := time.Parse(time.RFC3339, f.Date); err == nil && !w.inFuture(t) && !box.TimeKnown().Stated() {
		box.Time, box.TimeOrigin = t.UTC(), timeSaved
	}
	Identify(&box, content)
	if err := w.fn(Item{Kind: Container, Capture: box, Content: content, Faults: m.doubts}); err != nil {
		return err
	}
	c := m.capture(form.TypeHTML)
	c.Time, c.TimeOrigin = box.Time, box.TimeOrigin
	c.DerivedFrom, c.Name, c.Charset = box.ID, m.name+"!/clipping.html", "utf-8"
	c.URL = cmp.Or(c.URL, f.URL)
	return w.page(Page, c, setClipping(f, text))
}

// setClipping returns a clipping as HTML, with its title as heading unless its text begins with one.
func setClipping(f provenance.FrontMatter, text string) []byte {
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n<html")
	if f.Lang != "" {
		b.WriteString(` lang="` + html.EscapeString(f.Lang) + `"`)
	}
	b.WriteString(">\n<title>" + html.EscapeString(f.Title) + "</title>\n")
	meta := func(key, value string) {
		if value != "" {
			b.WriteString(`<meta name="` + key + `" content="` + html.EscapeString(value) + "\">\n")
		}
	}
	for _, a := range f.Authors {
		meta("author", a)
	}
	meta("article:published_time", f.Published)
	meta("article:modified_time", f.Modified)
	meta("og:site_name", f.Site)
	meta("description", f.Description)
	b.WriteString("<article>\n")
	blocks := markdownBlocks(text)
	if f.Title != "" && (len(blocks) == 0 || !strings.HasPrefix(blocks[0], "<h1>")) {
		b.WriteString("<h1>" + html.EscapeString(f.Title) + "</h1>\n")
	}
	for _, block := range blocks {
		b.WriteString(block + "\n")
	}
	b.WriteString("</article>\n")
	return b.Bytes()
}

var (
	mdHeading = regexp.MustCompile(`^(#{1,6})[ \t]+(.+?)[ \t]*#*$`)
	mdRule    = regexp.MustCompile(`^(?:[-*_][ \t]*){3,}$|^=+$|^\|?[ \t:|-]+\|[ \t:|-]*$`)
	mdItem    = regexp.MustCompile(`^(?:[-*+]|\d{1,3}[.)])[ \t]+(.*)$`)
	mdFence   = regexp.MustCompile("^(?:```+|~~~+)")
	mdImage   = regexp.MustCompile(`!\[\[[^\]]*\]\]|` +
		`!\[[^\]]*\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])`)
	mdLink     = regexp.MustCompile(`\[([^\[\]]*)\]\(<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+"[^"]*")?\)`)
	mdWiki     = regexp.MustCompile(`\[\[(?:[^\]|]*\|)?([^\]]*)\]\]`)
	mdAutolink = regexp.MustCompile(`<(https?://[^\s<>]+)>`)
	mdTag      = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|<!--.*?-->`)
	mdStrong   = regexp.MustCompile(`(\*\*|__|\*|~~|==)([^\s*_~=](?:[^*~=]*[^\s*~=])?)(\*\*|__|\*|~~|==)`)
	mdSlant    = regexp.MustCompile(`(^|[\s("“‘])_([^\s_](?:[^_]*[^\s_])?)_($|[\s)"”’.,;:!?])`)
	mdEscape   = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// markdownBlocks returns the blocks of Markdown as HTML: headings, paragraphs, quotations, list items and code.
// It reads what clippers write; pictures and raw markup are left out.
func markdownBlocks(text string) []string {
	var out, lines []string
	element := "p"
	flush := func() {
		if s := mdInline(strings.Join(lines, "\n")); s != "" {
			if element == "blockquote" {
				s = "<p>" + s + "</p>"
			}
			out = append(out, "<"+element+">"+s+"</"+element+">")
		}
		lines, element = nil, "p"
	}
	fence, code := "", []string(nil)
	endCode := func() {
		out = append(out, "<pre>"+html.EscapeString(strings.Join(code, "\n"))+"</pre>")
		fence, code = "", nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		trimmed := strings.TrimSpace(line)
		if mark := mdFence.FindString(trimmed); mark != "" && (fence == "" || strings.HasPrefix(mark, fence)) {
			flush()
			if fence != "" {
				endCode()
			} else {
				fence = mark
			}
			continue
		}
		if fence != "" {
			code = append(code, line)
			continue
		}
		quoted := strings.HasPrefix(trimmed, ">")
		if quoted {
			trimmed = strings.TrimSpace(strings.TrimLeft(trimmed, "> "))
		}
		if len(lines) > 0 && quoted && element != "blockquote" {
			flush()
		}
		heading, item := mdHeading.FindStringSubmatch(trimmed), mdItem.FindStringSubmatch(trimmed)
		switch {
		case trimmed == "" || mdRule.MatchString(trimmed):
			flush()
		case heading != nil:
			flush()
			element, lines = "h"+strconv.Itoa(len(heading[1])), []string{heading[2]}
			flush()
		case item != nil && !quoted:
			flush()
			element, lines = "li", []string{item[1]}
		default:
			if quoted {
				element = "blockquote"
			}
			lines = append(lines, trimmed)
		}
	}
	flush()
	if len(code) > 0 { // a fence never closed
		endCode()
	}
	return out
}

// mdInline returns a block's text as HTML.
func mdInline(s string) string {
	s = mdImage.ReplaceAllString(s, "")
	s = mdTag.ReplaceAllString(s, " ")
	s = mdAutolink.ReplaceAllString(s, "$1")
	var b strings.Builder
	done := 0
	for _, at := range mdLink.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(mdPlain(s[done:at[0]]))
		b.WriteString(`<a href="` + html.EscapeString(s[at[4]:at[5]]) + `">` + mdPlain(s[at[2]:at[3]]) + "</a>")
		done = at[1]
	}
	b.WriteString(mdPlain(s[done:]))
	return strings.TrimSpace(b.String())
}

// mdPlain returns text without the marks of emphasis, escaped for HTML.
func mdPlain(s string) string {
	s = mdWiki.ReplaceAllString(s, "$1")
	s = mdStrong.ReplaceAllString(s, "$2")
	s = mdSlant.ReplaceAllString(s, "$1$2$3")
	return html.EscapeString(html.UnescapeString(mdEscape.ReplaceAllString(s, "$1")))
}
