package fitnames

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// builder makes a text of words and their names.
type builder struct {
	text strings.Builder
	gold []names.Mention
}

// named is a name as a half-open range of words.
type named struct {
	from, to int
	kind     names.Kind
}

// sentence appends a sentence as a line: as originally written, where that is known and contains
// the words in order, else the words with spaces as in English.
func (b *builder) sentence(words []string, written string, in []named) {
	if b.text.Len() > 0 {
		b.text.WriteByte('\n')
	}
	base := b.text.Len()
	spans := aligned(words, written)
	if spans == nil {
		written, spans = spaced(words)
	}
	b.text.WriteString(written)
	slices.SortFunc(in, func(x, y named) int { return x.from - y.from })
	end := 0
	for _, n := range in {
		if n.from < end || n.to > len(words) || n.from >= n.to {
			continue // nested in another name
		}
		end = n.to
		s := cutting.Span{Start: base + spans[n.from].Start, End: base + spans[n.to-1].End}
		b.gold = append(b.gold, names.Mention{Span: s, Kind: n.kind})
	}
}

func (b *builder) doc(path string) doc {
	d := doc{from: filepath.Base(path), lang: "en", t: token.New(b.text.String()), gold: b.gold, weight: 1}
	for i := range d.gold {
		s := &d.gold[i].Span
		if strings.HasPrefix(strings.ToLower(s.In(d.t.Text)), "the ") {
			s.Start += len("the ")
		}
	}
	return d
}

// aligned returns the span of each word in a text, nil when one is missing.
func aligned(words []string, text string) []cutting.Span {
	out := make([]cutting.Span, 0, len(words))
	pos := 0
	for _, w := range words {
		i := strings.Index(text[pos:], w)
		if i < 0 || w == "" {
			return nil
		}
		out = append(out, cutting.Span{Start: pos + i, End: pos + i + len(w)})
		pos += i + len(w)
	}
	return out
}

// spaced joins words as English is written, and returns the span of each.
func spaced(words []string) (string, []cutting.Span) {
	var b strings.Builder
	out := make([]cutting.Span, 0, len(words))
	quotes, glue := 0, true
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		closing := strings.ContainsRune(",.;:!?)]%’”", first) || w == "n't" || len(w) > 1 && w[0] == '\'' ||
			(w == `"` || w == "'") && quotes%2 == 1 || w == "-" || w == "–" || w == "/"
		if !glue && !closing {
			b.WriteByte(' ')
		}
		out = append(out, cutting.Span{Start: b.Len(), End: b.Len() + len(w)})
		b.WriteString(w)
		glue = w == "(" || w == "[" || w == "$" || w == "£" || w == "“" || w == "-" || w == "–" || w == "/"
		if w == `"` || w == "'" {
			quotes++
			glue = quotes%2 == 1
		}
	}
	return b.String(), out
}

// readIOB reads Universal NER's format: a word per line with its tag in the third column, a blank
// line after each sentence, "# newdoc" before each text.
func readIOB(path string) ([]doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []doc
	var b builder
	var words []string
	var in []named
	written := ""
	sentence := func() {
		if len(words) > 0 {
			b.sentence(words, written, in)
		}
		words, in, written = nil, nil, ""
	}
	text := func() {
		sentence()
		if b.text.Len() > 0 {
			out = append(out, b.doc(path))
		}
		b = builder{}
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		switch l := sc.Text(); {
		case strings.HasPrefix(l, "# newdoc"):
			text()
		case strings.HasPrefix(l, "# text = "):
			written = strings.TrimPrefix(l, "# text = ")
		case l == "":
			sentence()
		case l[0] != '#':
			cols := strings.Split(l, "\t")
			if len(cols) < 3 {
				return nil, fmt.Errorf("%s: %q has no third column", path, l)
			}
			k := kinds[strings.TrimLeft(cols[2], "BI-")]
			if last := len(in) - 1; k != "" && cols[2][0] == 'I' && last >= 0 && in[last].to == len(words) &&
				in[last].kind == k {
				in[last].to++
			} else if k != "" {
				in = append(in, named{len(words), len(words) + 1, k})
			}
			words = append(words, cols[1])
		}
	}
	text()
	return out, sc.Err()
}

//go:embed demonyms.txt
var demonymsData string

// demonyms are adjectives of peoples and countries, and the nouns for their people.
var demonyms = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(demonymsData) {
		m[w] = true
	}
	return m
}()

// readDocRED reads DocRED's format: a list of texts, each with its sentences as words and the
// mentions of its entities. It marks demonyms as places; they are skipped.
func readDocRED(path string) ([]doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	var texts []struct {
		Sents     [][]string
		VertexSet [][]struct {
			Pos  [2]int
			Sent int `json:"sent_id"`
			Type string
		}
	}
	if err := json.Unmarshal(raw, &texts); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []doc
	for _, x := range texts {
		in := make([][]named, len(x.Sents))
		for _, entity := range x.VertexSet {
			for _, m := range entity {
				if m.Sent < 0 || m.Sent >= len(x.Sents) || m.Pos[0] < 0 || m.Pos[1] > len(x.Sents[m.Sent]) ||
					m.Pos[0] >= m.Pos[1] {
					return nil, fmt.Errorf("%s: a mention outside its sentence", path)
				}
				words := x.Sents[m.Sent][m.Pos[0]:m.Pos[1]]
				if len(words) == 1 && (demonyms[words[0]] || demonyms[strings.TrimSuffix(words[0], "s")]) {
					continue
				}
				if k := kinds[m.Type]; k != "" {
					in[m.Sent] = append(in[m.Sent], named{m.Pos[0], m.Pos[1], k})
				}
			}
		}
		var b builder
		for i, words := range x.Sents {
			b.sentence(words, "", in[i])
		}
		if b.text.Len() > 0 {
			out = append(out, b.doc(path))
		}
	}
	return out, nil
}
