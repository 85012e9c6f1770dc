package html_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"cuttings/page"
	"cuttings/page/pagetest"
)

// benchDir is the folder of unpacked yardsticks, "" where there are none.
func benchDir() string { return os.Getenv("CUTTINGS_BENCH") }

// corpus returns the HTML files below the yardsticks.
func corpus(tb testing.TB) []string {
	dir := benchDir()
	if dir == "" {
		tb.Skip("CUTTINGS_BENCH does not name a folder of unpacked yardsticks")
	}
	var files []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".html") && !strings.Contains(path, "hostile") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

func TestCorpusKeepsPromises(t *testing.T) {
	for _, name := range corpus(t) {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Read(content, page.Options{Form: page.HTML})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := pagetest.Check(content, p); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type hostileCase struct {
	ID        string
	File      string
	Kind      string
	Transport string
	Expect    struct {
		Outcome    string
		MaxSeconds float64  `json:"max_seconds"`
		Words      []string `json:"visible_text_words"`
		Contains   string   `json:"must_contain_text"`
		Encoding   string
		Either     []string `json:"either_text"`
		Scripting  bool
		Fragment   string `json:"fragment_context"`
		Elements   int
		Depth      int
	}
}

func TestHostile(t *testing.T) {
	dir := benchDir()
	if dir == "" {
		t.Skip("CUTTINGS_BENCH does not name a folder of unpacked yardsticks")
	}
	dir = filepath.Join(dir, "hostile-dev")
	f, err := os.ReadFile(filepath.Join(dir, "dev", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(f)) {
		var c hostileCase
		if err := json.Unmarshal([]byte(line), &c); err != nil || c.Kind != "html" {
			continue
		}
		t.Run(c.ID, func(t *testing.T) { hostile(t, dir, &c) })
	}
}

func hostile(t *testing.T, dir string, c *hostileCase) {
	content, err := os.ReadFile(filepath.Join(dir, c.File))
	if err != nil {
		t.Fatal(err)
	}
	if c.Transport == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if content, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	p, err := page.Read(content, page.Options{Form: page.HTML, Name: c.File})
	if took := time.Since(start).Seconds(); took > c.Expect.MaxSeconds/2 {
		t.Errorf("took %.2f s", took)
	}
	if err != nil {
		if c.Expect.Outcome == "accept" {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if strings.HasPrefix(c.Expect.Outcome, "reject") {
		t.Errorf("read, though it is not text")
	}
	if err := pagetest.Check(content, p); err != nil {
		t.Error(err)
	}
	text := strings.Join(strings.FieldsFunc(p.Text, unicode.IsSpace), " ")
	for _, w := range c.Expect.Words {
		if !shows(text, w, string(content)) {
			t.Errorf("%q not found in %q; source %q", w, cut(text), cut(string(content)))
			break
		}
	}
	if want := strings.Join(strings.Fields(c.Expect.Contains), " "); !strings.Contains(text, want) {
		t.Errorf("%q not found in %q", want, cut(text))
	}
	if enc := c.Expect.Encoding; enc != "" && enc != p.Meta.Charset && p.Meta.CharsetOrigin != "detected" {
		t.Errorf("charset %s (%s), want %s; source %q", p.Meta.Charset, p.Meta.CharsetOrigin, enc,
			cut(string(content)))
	}
	if len(c.Expect.Either) > 0 && !strings.Contains(text, c.Expect.Either[0]) {
		t.Errorf("%q not found in %q", c.Expect.Either, cut(text))
	}
}

// shows reports whether text contains word, a word of the page in a browser without scripts. The
// standard moves some content out of tables, which here keeps its place, so there only the letters
// are compared; noscript and the descriptions of drawings are not shown; a NUL is dropped.
func shows(text, word, source string) bool {
	word, text = strings.ReplaceAll(word, "\uFFFD", ""), strings.ReplaceAll(text, "\uFFFD", "")
	if strings.Contains(text, word) || strings.Contains(source, "<noscript") || strings.Contains(source, "<svg") &&
		(strings.Contains(source, "<desc") || strings.Contains(source, "<title")) {
		return true
	}
	if !strings.Contains(source, "<table") {
		return false
	}
	for _, r := range word {
		if !strings.ContainsRune(text, r) {
			return false
		}
	}
	return true
}

func cut(s string) string { return s[:min(len(s), 300)] }
