package desktest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
)

// matches answers a query for one entry.
func matches(n query.Node, e *catalogue.Entry) bool {
	switch n := n.(type) {
	case *query.And:
		for _, c := range n.Nodes {
			if !matches(c, e) {
				return false
			}
		}
		return true
	case *query.Or:
		return slices.ContainsFunc(n.Nodes, func(c query.Node) bool { return matches(c, e) })
	case *query.Not:
		return !matches(n.Node, e)
	case *query.Word:
		return holds(fieldText(n.Field, e), n.Text, n.Prefix)
	case *query.Phrase:
		return holds(fieldText(n.Field, e), n.Text, false)
	case *query.Value:
		switch n.Field {
		case query.Source:
			return strings.EqualFold(n.Text, e.Source.ID) || strings.EqualFold(n.Text, e.Source.Name)
		case query.Kind:
			return n.Text == string(e.Kind)
		}
		return n.Text == e.Lang
	case *query.Dates:
		v := e.Published.Value
		if n.Field == query.Seen {
			v = e.Captured.Format("2006-01-02")
		}
		v = v[:min(len(v), 10)]
		// A date less precise than a day touches the range when its period does.
		return v != "" && v >= n.From[:min(len(n.From), len(v))] && (n.To == "" || v <= n.To)
	}
	return false
}

func fieldText(f query.Field, e *catalogue.Entry) string {
	switch f {
	case query.Title:
		return e.Headline
	case query.Text:
		return e.Text
	case query.URL:
		return e.URL
	case query.Rail:
		return e.Rail
	case query.Section:
		return e.Section
	case query.By:
		return strings.Join(e.Byline, " ")
	}
	return e.Headline + "\n" + e.Text
}

// holds reports whether words stand side by side in text, as whole words unless
// the last is a prefix.
func holds(text, words string, prefix bool) bool {
	return len(places(text, words, prefix)) > 0
}

// places finds where words stand in text, as byte offsets of start and end.
func places(text, words string, prefix bool) [][2]int {
	low, want := strings.ToLower(text), strings.ToLower(words)
	if len(low) != len(text) || want == "" { // lower case of another length: compare as it stands
		low, want = text, words
	}
	var out [][2]int
	for at := 0; want != ""; {
		i := strings.Index(low[at:], want)
		if i < 0 {
			break
		}
		start, end := at+i, at+i+len(want)
		before, _ := utf8.DecodeLastRuneInString(low[:start])
		after, _ := utf8.DecodeRuneInString(low[end:])
		if !unicode.IsLetter(before) && (prefix || !unicode.IsLetter(after)) {
			out = append(out, [2]int{start, end})
		}
		at = end
	}
	return out
}

// wordsOf are the words and phrases of a query that are looked for.
func wordsOf(q *query.Query) []string {
	var out []string
	q.Walk(func(leaf query.Node, negated bool) {
		if negated {
			return
		}
		switch l := leaf.(type) {
		case *query.Word:
			out = append(out, l.Text)
		case *query.Phrase:
			out = append(out, l.Text)
		}
	})
	return out
}

// runs marks the words in text.
func runs(text string, words []string) []catalogue.Run {
	var at [][2]int
	for _, w := range words {
		at = append(at, places(text, w, true)...)
	}
	slices.SortFunc(at, func(a, b [2]int) int { return a[0] - b[0] })
	var out []catalogue.Run
	from := 0
	for _, p := range at {
		if p[0] < from {
			continue
		}
		if p[0] > from {
			out = append(out, catalogue.Run{Text: text[from:p[0]]})
		}
		out = append(out, catalogue.Run{Text: text[p[0]:p[1]], Match: true})
		from = p[1]
	}
	if from < len(text) {
		out = append(out, catalogue.Run{Text: text[from:]})
	}
	return out
}

// passages are the paragraphs with matches, at most three.
func passages(text string, words []string) []catalogue.Passage {
	var out []catalogue.Passage
	offset := 0
	for para := range strings.SplitSeq(text, "\n\n") {
		r := runs(para, words)
		if len(r) > 1 || len(r) == 1 && r[0].Match {
			out = append(out, catalogue.Passage{Offset: offset, Runs: r})
		}
		offset += len(para) + 2
		if len(out) == 3 {
			break
		}
	}
	return out
}
