package doccheck

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"cuttings/internal/repotest"
)

// document is a Markdown file with the parts that are checked.
type document struct {
	name     string // slashes, below the root
	headings []heading
	links    []link
	lines    []line
}

type heading struct {
	line  int
	level int
	text  string
}

type link struct {
	line   int
	target string
}

// line is a line outside code blocks.
type line struct {
	no   int
	text string
}

var (
	headingLine = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*\s*$`)
	fence       = regexp.MustCompile("^\\s*(```|~~~)")
	codeSpan    = regexp.MustCompile("`[^`]*`")
	// inlineLink matches [text](target "title") and images; a target in angle brackets may contain
	// spaces.
	inlineLink = regexp.MustCompile(`\]\((<[^>]*>|[^)\s]*)(?:\s+"[^"]*")?\)`)
	linkTarget = regexp.MustCompile(`^\s{0,3}\[[^\]]+\]:\s+(\S+)`)
)

// read parses a document.
func read(name, text string) document {
	d := document{name: name}
	inFence := ""
	for i, s := range strings.Split(text, "\n") {
		if m := fence.FindStringSubmatch(s); m != nil {
			switch inFence {
			case "":
				inFence = m[1]
			case m[1]:
				inFence = ""
			}
			continue
		}
		if inFence != "" {
			continue
		}
		d.lines = append(d.lines, line{i + 1, s})
		if m := headingLine.FindStringSubmatch(s); m != nil {
			d.headings = append(d.headings, heading{i + 1, len(m[1]), m[2]})
		}
		bare := codeSpan.ReplaceAllString(s, "")
		for _, m := range inlineLink.FindAllStringSubmatch(bare, -1) {
			d.links = append(d.links, link{i + 1, strings.Trim(m[1], "<>")})
		}
		if m := linkTarget.FindStringSubmatch(bare); m != nil {
			d.links = append(d.links, link{i + 1, m[1]})
		}
	}
	return d
}

// anchor returns the fragment of a heading: lower case, letters, digits, hyphens and underscores
// kept, spaces as hyphens.
func anchor(h string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.ReplaceAll(h, "`", "")) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('-')
		}
	}
	return b.String()
}

func (d document) anchors() []string {
	var as []string
	for _, h := range d.headings {
		a := anchor(h.text)
		for n := 1; slices.Contains(as, a); n++ {
			a = fmt.Sprintf("%s-%d", anchor(h.text), n)
		}
		as = append(as, a)
	}
	return as
}

// broken returns what is wrong with a link, or "". exists reports whether a path below the root
// exists; anchors returns a document's anchors, nil when it is no document.
func broken(from, target string, exists func(string) bool, anchors func(string) []string) string {
	u, err := url.Parse(target)
	switch {
	case target == "":
		return "leads nowhere"
	case err != nil:
		return "cannot be read: " + err.Error()
	case u.Scheme != "" || u.Host != "":
		return "" // external links are not checked
	case strings.HasPrefix(u.Path, "/"):
		return "is not relative"
	}
	file := from
	if u.Path != "" {
		file = path.Join(path.Dir(from), u.Path)
	}
	if file == ".." || strings.HasPrefix(file, "../") {
		return "leads out of the project"
	}
	if !exists(file) {
		return "leads to " + file + ", which is not there"
	}
	if u.Fragment != "" && strings.HasSuffix(file, ".md") && !slices.Contains(anchors(file), u.Fragment) {
		return "leads to #" + u.Fragment + ", which " + file + " does not have"
	}
	return ""
}

// documents returns every Markdown file of the project except test data.
func documents(t *testing.T) map[string]document {
	t.Helper()
	docs := map[string]document{}
	repotest.Files(t, ".md", func(dir string) bool { return dir == "sample" }, func(rel string, content []byte) {
		docs[rel] = read(rel, string(content))
	})
	return docs
}

func TestLinksLeadSomewhere(t *testing.T) {
	docs, top := documents(t), repotest.Top(t)
	for _, want := range []string{"README.md", "ARCHITECTURE.md", "TERMS.md"} {
		if _, ok := docs[want]; !ok {
			t.Errorf("%s is missing", want)
		}
	}
	exists := func(p string) bool {
		_, err := os.Stat(filepath.Join(top, filepath.FromSlash(p)))
		return err == nil
	}
	anchors := func(p string) []string { return docs[p].anchors() }
	for _, d := range docs {
		for _, l := range d.links {
			if wrong := broken(d.name, l.target, exists, anchors); wrong != "" {
				t.Errorf("%s:%d: the link (%s) %s", d.name, l.line, l.target, wrong)
			}
		}
	}
}

// TestArchitectureAsksQuestions checks that each part of ARCHITECTURE.md is a question, and ends
// with what it is useful for and what not.
func TestArchitectureAsksQuestions(t *testing.T) {
	d := documents(t)["ARCHITECTURE.md"]
	var parts []heading
	for _, h := range d.headings {
		if h.level > 1 {
			parts = append(parts, h)
		}
	}
	if len(parts) == 0 {
		t.Fatal("ARCHITECTURE.md has no parts")
	}
	for i, h := range parts {
		if !strings.HasSuffix(h.text, "?") {
			t.Errorf("ARCHITECTURE.md:%d: the heading %q is no question", h.line, h.text)
		}
		end := 1 << 30
		if i+1 < len(parts) {
			end = parts[i+1].line
		}
		var useful, not bool
		for _, l := range d.lines {
			if l.no > h.line && l.no < end {
				useful = useful || strings.HasPrefix(l.text, "**Useful for** ")
				not = not || strings.Contains(l.text, "**Not for** ")
			}
		}
		if !useful || !not {
			t.Errorf("ARCHITECTURE.md:%d: the part %q does not end with what it is useful for and what not",
				h.line, h.text)
		}
	}
}

// TestTermsAreExplainedOnce checks that TERMS.md explains no word twice, and every word it refers
// to.
func TestTermsAreExplainedOnce(t *testing.T) {
	d := documents(t)["TERMS.md"]
	seen := map[string]int{}
	for _, l := range d.lines {
		cells := strings.Split(l.text, "|")
		if len(cells) < 4 || strings.HasPrefix(strings.TrimSpace(cells[1]), "--") {
			continue
		}
		for term := range strings.SplitSeq(strings.ToLower(cells[1]), ",") {
			term = strings.Trim(strings.TrimSpace(term), "*")
			if term == "word" || term == "" {
				continue // a table's head
			}
			if first, twice := seen[term]; twice {
				t.Errorf("TERMS.md:%d: %q is explained in line %d already", l.no, term, first)
			}
			seen[term] = l.no
		}
	}
	if len(seen) < 20 {
		t.Errorf("TERMS.md explains %d words: has the form of its tables changed?", len(seen))
	}
	see := regexp.MustCompile(`\bsee \*([^*]+)\*`)
	for _, l := range d.lines {
		for _, m := range see.FindAllStringSubmatch(l.text, -1) {
			if _, ok := seen[strings.ToLower(m[1])]; !ok {
				t.Errorf("TERMS.md:%d: points to %q, which is not explained", l.no, m[1])
			}
		}
	}
}

func TestBroken(t *testing.T) {
	exists := func(p string) bool {
		return slices.Contains([]string{".", "README.md", "a/b.md", "a/with space.go"}, p)
	}
	anchors := func(p string) []string {
		return read(p, "# One `two`, three?\n## One `two`, three?\n").anchors()
	}
	for _, tc := range []struct {
		name, from, target string
		ok                 bool
	}{
		{"a file", "README.md", "a/b.md", true},
		{"a file beside", "a/b.md", "b.md", true},
		{"up", "a/b.md", "../README.md", true},
		{"a file that is not there", "README.md", "c.md", false},
		{"out of the project", "README.md", "../elsewhere.md", false},
		{"absolute", "README.md", "/README.md", false},
		{"empty", "README.md", "", false},
		{"outside", "README.md", "https://example.org/x", true},
		{"escaped", "README.md", "a/with%20space.go", true},
		{"a heading here", "README.md", "#one-two-three", true},
		{"the second of a name", "README.md", "#one-two-three-1", true},
		{"a heading elsewhere", "README.md", "a/b.md#one-two-three", true},
		{"no such heading", "README.md", "a/b.md#four", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := broken(tc.from, tc.target, exists, anchors); (got == "") != tc.ok {
				t.Errorf("broken(%q, %q) = %q", tc.from, tc.target, got)
			}
		})
	}
}

func TestRead(t *testing.T) {
	d := read("x.md", "# Title\n\n[a](b.md \"t\") and ![i](<c d.png>) not `[x](y)`\n```\n[no](no.md)\n# "+
		"no\n```\n[r]: e.md\n")
	var got []string
	for _, l := range d.links {
		got = append(got, fmt.Sprintf("%d:%s", l.line, l.target))
	}
	if want := []string{"3:b.md", "3:c d.png", "8:e.md"}; !slices.Equal(got, want) {
		t.Errorf("links = %q, want %q", got, want)
	}
	if len(d.headings) != 1 || d.headings[0] != (heading{1, 1, "Title"}) {
		t.Errorf("headings = %v", d.headings)
	}
}
