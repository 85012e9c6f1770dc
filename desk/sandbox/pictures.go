package sandbox

import (
	"bytes"
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// A page looks as it did only with its pictures and style sheets. Those the archive keeps are inserted into the
// page as data: addresses, so that showing it makes no request at all, not even to the desk, and the policy of
// the frame need not be relaxed.
//
// An address is replaced by one without quotes, blanks or angle brackets, and only where it has none itself. So
// no tag, name or value ends elsewhere than before, however a browser parses the place, and what inert renamed
// stays renamed.

// finding is an insertion into a page: text that replaces the bytes from..to.
type finding struct {
	from, to int
	with     string
	// names are the last letters of the names it needs. Where one of them was renamed, because the place can be
	// parsed in two ways, it is not inserted.
	names []int
}

// backgrounds are elements whose background attribute is a picture.
var backgrounds = map[string]bool{"body": true, "table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true,
	"td": true, "th": true}

// maxAddress is the maximum length of a picture's address, in bytes.
const maxAddress = 4000

// picture records the address of a picture that the archive keeps; false when it keeps none.
func (t *tags) picture(kind, name string, last, from, to int) bool {
	if t.own == nil || !(kind == "img" && name == "src" || kind == "td" && name == "background") {
		return false
	}
	return t.note(from, to, false, last)
}

// sheet records the address of a style sheet; the name of the element that links to it ends at last, and its
// attributes begin at i.
func (t *tags) sheet(last, i int) bool {
	if t.own == nil {
		return false
	}
	names := []int{last}
	isSheet, from, to := false, 0, 0
	for range 30 {
		for ; i < len(t.in) && (isSpace(t.in[i]) || t.in[i] == '/'); i++ {
		}
		if i >= len(t.in) || t.in[i] == '>' {
			break
		}
		name, at, next, ok := t.name(i, true)
		if !ok {
			return false
		}
		for i = next; i < len(t.in) && isSpace(t.in[i]); i++ {
		}
		if i >= len(t.in) || t.in[i] != '=' {
			continue
		}
		a, b, after := t.value(i + 1)
		i = after
		switch {
		case name == "rel" && !isSheet &&
			strings.EqualFold(string(bytes.TrimSpace(t.in[a:min(b, a+40)])), "stylesheet"):
			isSheet = true
			names = append(names, at)
		case name == "rel":
			return false
		case name == "href" && to == 0:
			from, to = a, b
			names = append(names, at)
		}
	}
	return isSheet && to > from && t.note(from, to, true, names...)
}

// note records the insertion for an address.
func (t *tags) note(from, to int, sheet bool, names ...int) bool {
	with := ""
	if isPlain(t.in[from:to]) {
		with = t.own(html.UnescapeString(string(t.in[from:to])), sheet)
	}
	if with == "" {
		return false
	}
	t.found = append(t.found, finding{from, to, with, names})
	if t.keep == nil {
		t.keep = map[int]bool{}
	}
	for _, at := range names {
		t.keep[at] = true
	}
	return true
}

// inStyles records the addresses in the styles of the page itself. Where a browser parses one as anything else
// it has no meaning.
func (t *tags) inStyles() {
	for i := 0; t.own != nil; {
		at := bytes.IndexByte(t.in[i:], '(')
		if at < 0 {
			return
		}
		i += at + 1
		if i < 4 || !strings.EqualFold(string(t.in[i-4:i-1]), "url") {
			continue
		}
		from := i
		for from < len(t.in) && (isSpace(t.in[from]) || t.in[from] == '"' || t.in[from] == '\'') {
			from++
		}
		to := from
		for to < len(t.in) && to-from < maxAddress && !isSpace(t.in[to]) &&
			!strings.ContainsRune(`"')`, rune(t.in[to])) {
			to++
		}
		before := strings.ToLower(string(bytes.TrimSpace(t.in[max(0, i-40) : i-4])))
		if !isPlain(t.in[from:to]) {
			continue
		}
		ref := strings.Trim(html.UnescapeString(string(t.in[from:to])), `"'`)
		if with := t.own(ref, strings.HasSuffix(before, "@import")); with != "" {
			t.found = append(t.found, finding{from: from, to: to, with: with})
			i = to
		}
	}
}

// isPlain reports whether an address has only characters that end no name or value.
func isPlain(b []byte) bool {
	if len(b) == 0 || len(b) > maxAddress || b[len(b)-1] == '=' || !utf8.Valid(b) {
		return false
	}
	return bytes.IndexFunc(b, func(r rune) bool {
		return r <= ' ' || r == 0x7f || strings.ContainsRune("\"'`<>\\", r)
	}) < 0
}

// put inserts findings into the page, and renames the names of those it does not insert.
func (t *tags) put(found []finding) []byte {
	slices.SortStableFunc(found, func(a, b finding) int { return cmp.Compare(a.from, b.from) })
	end := 0
	in := found[:0:0]
	for _, f := range found {
		if n := len(in); n > 0 && f.from < f.to && f.from == in[n-1].from && f.to == in[n-1].to {
			continue // found twice
		}
		kept := !slices.ContainsFunc(f.names, func(at int) bool { return t.out[at] != t.content[at] })
		if kept && f.from >= end {
			in = append(in, f)
			end = f.to
			continue
		}
		for _, at := range f.names {
			t.rename(at, '-')
		}
	}
	// A name that was just renamed may be needed by another finding.
	in = slices.DeleteFunc(in, func(f finding) bool {
		return slices.ContainsFunc(f.names, func(at int) bool { return t.out[at] != t.content[at] })
	})
	if len(in) == 0 {
		return t.out
	}
	var b bytes.Buffer
	at := 0
	for _, f := range in {
		b.Write(t.out[at:f.from])
		b.WriteString(f.with)
		at = f.to
	}
	b.Write(t.out[at:])
	return b.Bytes()
}

// The marks around a cutting in its original. They have no quotes and only one blank, so that they can end
// nothing but an unfinished tag, after which everything is inert.
const (
	markBegins = "cutting-begins"
	markEnds   = "cutting-ends"
)

// marksOf returns the marks to insert around the bytes from..to.
func marksOf(content []byte, from, to int) []finding {
	if inTag(content, from) || inTag(content, to) {
		return nil
	}
	style := "<link rel=stylesheet href=" + dataAddress("text/css", []byte(markStyle)) + ">"
	return []finding{{from: from, to: from, with: style + "<i id=" + markBegins + "></i>"},
		{from: to, to: to, with: "<i id=" + markEnds + "></i>"}}
}

// inTag reports whether a place is within a tag, which a mark would split.
func inTag(content []byte, at int) bool {
	const reach = 64 << 10
	before := content[max(0, at-reach):at]
	open := bytes.LastIndexByte(before, '<')
	return open >= 0 && bytes.IndexByte(before[open:], '>') < 0 &&
		(open+1 == len(before) || isLetter(before[open+1]) ||
			strings.ContainsRune("/!?", rune(before[open+1])))
}

// markStyle is the style that shows the marks as lines with a word, whatever the page's own styles are.
const markStyle = `#cutting-begins, #cutting-ends { all: initial !important; display: block !important;
	clear: both !important; block-size: 0 !important; border-block-start: 3px solid #b3261e !important;
	margin-block: 1.6em .4em !important; position: relative !important; scroll-margin-block-start: 2em !important; }
#cutting-ends { margin-block: .4em 1.6em !important; }
#cutting-begins::before, #cutting-ends::before { position: absolute !important; inset-inline-end: 0 !important;
	inset-block-end: 3px !important; background: #b3261e !important; color: #fff !important;
	font: 600 12px/1.4 system-ui, sans-serif !important; padding: 1px 6px !important; }
#cutting-begins::before { content: "The cutting begins" !important; }
#cutting-ends::before { content: "The cutting ends" !important; inset-block: 3px auto !important; }
`
