package html

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// minUnread is the least number of letters outside the page's text that may be what the page is about; less is
// a notice to turn scripts on, or a picture's description.
const minUnread = 200

// unread counts letters that a browser with scripts shows only if a script puts them into the page.
type unread struct {
	noscript int // in noscript elements of the body
	models   int // in template elements, and in scripts that hold markup
}

// withoutScripts returns the page as a browser without scripts shows it when most of its text is in noscript
// elements: the scripts that would have shown that text to others have not run in a file. Otherwise it returns
// b. doubts describe what was done, or text that is not read.
func (b *builder) withoutScripts(ctx context.Context, size int) (read *builder, doubts []string, err error) {
	if max(b.unread.noscript, b.unread.models) < minUnread {
		return b, nil, nil
	}
	shown := letters(string(b.flow.buf))
	if b.unread.noscript >= max(minUnread, shown) {
		plain := newBuilder(b.lx.src, size)
		plain.noScripts = true
		if err := plain.run(ctx); err != nil {
			return nil, nil, err
		}
		// What was counted may be in comments and fields of forms.
		if more := letters(string(plain.flow.buf)) - shown; more >= max(minUnread, shown) {
			return plain, []string{"most of its text is for browsers without scripts (noscript), so it was read as " +
				"they show it"}, nil
		}
	}
	for _, u := range [...]struct {
		in string
		n  int
	}{{"for browsers without scripts (noscript)", b.unread.noscript}, {"in templates for scripts", b.unread.models}} {
		if u.n >= max(minUnread, shown/2) {
			doubts = append(doubts, fmt.Sprintf("text %s is not read: %d letters; %d are", u.in, u.n, shown))
		}
	}
	return b, doubts, nil
}

// modelScript reports whether a script is markup that other scripts put into the page, by its type.
func modelScript(attrs []cutting.Attr) bool {
	for _, a := range attrs {
		if a.Key == "type" {
			typ := strings.ToLower(a.Val)
			return slices.ContainsFunc([]string{"text/html", "template", "tmpl", "mustache", "handlebars"},
				func(s string) bool { return strings.Contains(typ, s) })
		}
	}
	return false
}

// letters returns the number of letters in s.
func letters(s string) (n int) {
	for _, r := range s {
		if r < utf8.RuneSelf && 'a' <= r|0x20 && r|0x20 <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// lettersOutsideTags returns the number of letters in markup that is not parsed.
func lettersOutsideTags(s string) (n int) {
	for {
		text, rest, tag := strings.Cut(s, "<")
		n += letters(text)
		if !tag {
			return n
		}
		end := ">"
		if strings.HasPrefix(rest, "!--") {
			end = "-->"
		}
		if _, s, tag = strings.Cut(rest, end); !tag {
			return n
		}
	}
}
