package query

import (
	"strconv"
	"strings"

	"cuttings/catalogue/field"
)

// String returns the query in canonical form, which parses (at the same time) to the same tree; a OneOf, which
// cannot be typed, is written as its values in brackets. For a nil or empty query it returns "".
func (q *Query) String() string {
	if q.Empty() {
		return ""
	}
	var b strings.Builder
	writeNode(&b, q.Root)
	return b.String()
}

func writeNode(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case *And:
		for i, c := range n.Nodes {
			if i > 0 {
				b.WriteByte(' ')
			}
			_, or := c.(*Or)
			writeBracketed(b, c, or)
		}
	case *Or:
		for i, c := range n.Nodes {
			if i > 0 {
				b.WriteString(" OR ")
			}
			// AND binds tighter than OR, so the brackets are for readers.
			_, and := c.(*And)
			writeBracketed(b, c, and)
		}
	case *Not:
		b.WriteByte('-')
		switch c := n.Node.(type) {
		case *And, *Or, *Not:
			writeBracketed(b, c, true)
		case *Word:
			writeBracketed(b, c, isOperator(c))
		default:
			writeNode(b, c)
		}
	case *Word:
		b.WriteString(fieldPrefix(n.Field))
		if isOperator(n) {
			b.WriteString("'" + n.Text + "'")
			break
		}
		b.WriteString(n.Text)
		if n.Prefix {
			b.WriteByte('*')
		}
	case *Phrase:
		b.WriteString(fieldPrefix(n.Field))
		b.WriteString(quote(n.Text))
		if n.Slop > 0 {
			b.WriteByte('~')
			b.WriteString(strconv.Itoa(n.Slop))
		}
	case *Value:
		b.WriteString(fieldPrefix(n.Field))
		if n.Whole {
			b.WriteString("=" + quote(n.Text))
		} else if n.Prefix {
			b.WriteString(n.Text)
			b.WriteByte('*')
		} else {
			b.WriteString(quotedIfNeeded(n.Text))
		}
	case *OneOf:
		b.WriteString(fieldPrefix(n.Field) + "(")
		for i, t := range n.Texts {
			if i > 0 {
				b.WriteString(" OR ")
			}
			b.WriteString(quotedIfNeeded(t))
		}
		b.WriteByte(')')
	case *Dates:
		b.WriteString(fieldPrefix(n.Field))
		b.WriteString(n.Text)
	case *Numbers:
		b.WriteString(fieldPrefix(n.Field))
		b.WriteString(n.Text)
	}
}

// isOperator reports whether the word would be parsed as an operator. (",AND," searches for the word, and so
// does AND in apostrophes.)
func isOperator(w *Word) bool {
	return w.Field == Default && !w.Prefix && (w.Text == "AND" || w.Text == "OR" || w.Text == "NOT")
}

func writeBracketed(b *strings.Builder, n Node, yes bool) {
	if yes {
		b.WriteByte('(')
		writeNode(b, n)
		b.WriteByte(')')
		return
	}
	writeNode(b, n)
}

func fieldPrefix(f Field) string {
	if f == Default {
		return ""
	}
	return string(f) + ":"
}

func quote(text string) string { return `"` + text + `"` }

// quotedIfNeeded returns a value, in quotation marks unless it has only letters, digits and the punctuation of
// host names and language codes.
func quotedIfNeeded(text string) string {
	plain := text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' ||
			r == '_')
	})
	if plain && hasSearchable(text[:1]) && hasSearchable(text[len(text)-1:]) {
		return text
	}
	return quote(text)
}

// Term returns a term for a value of a standard field, for links that narrow a search: with the whole value
// where the field allows it, or a source's ID. Field and value are not checked: Term("kind", "x") does not
// parse.
func Term(f Field, value string) string { return Parser{}.Term(f, value) }

// Term returns a term as the function Term does, in the parser's fields.
func (in Parser) Term(f Field, value string) string {
	def, ok := in.fields().Get(string(f))
	switch {
	case !ok || def.Type == field.Date || def.Type == field.Number || def.Missing && value == field.None:
		return fieldPrefix(f) + value
	case def.Whole:
		return fieldPrefix(f) + "=" + quote(plainPhrase(value))
	case def.Type == field.Keyword:
		return fieldPrefix(f) + quotedIfNeeded(plainPhrase(value))
	}
	return fieldPrefix(f) + quote(plainPhrase(strings.ReplaceAll(value, "*", " ")))
}

// WithTerm returns a query's text with one more term (see Term); the text gets brackets if it has an OR outside of
// all brackets.
func WithTerm(q *Query, term string) string {
	if q.Empty() {
		return term
	}
	text := strings.TrimSpace(q.Text)
	if _, or := q.Root.(*Or); or {
		text = "(" + text + ")"
	}
	return text + " " + term
}
