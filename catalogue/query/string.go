package query

import (
	"strconv"
	"strings"

	"cuttings/catalogue/field"
)

// String writes the query in canonical form: it parses (at the same moment) to
// the same tree; a OneOf, which is never typed, as its values in brackets. A nil or empty
// query gives "".
func (q *Query) String() string {
	if q.Empty() {
		return ""
	}
	var b strings.Builder
	write(&b, q.Root)
	return b.String()
}

func write(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case *And:
		for i, c := range n.Nodes {
			if i > 0 {
				b.WriteByte(' ')
			}
			_, or := c.(*Or)
			bracket(b, c, or)
		}
	case *Or:
		for i, c := range n.Nodes {
			if i > 0 {
				b.WriteString(" OR ")
			}
			// AND binds tighter than OR, so the brackets are for readers.
			_, and := c.(*And)
			bracket(b, c, and)
		}
	case *Not:
		b.WriteByte('-')
		switch c := n.Node.(type) {
		case *And, *Or, *Not:
			bracket(b, c, true)
		case *Word:
			bracket(b, c, isOperator(c))
		default:
			write(b, c)
		}
	case *Word:
		b.WriteString(prefixed(n.Field))
		if isOperator(n) {
			b.WriteString("'" + n.Text + "'")
			break
		}
		b.WriteString(n.Text)
		if n.Prefix {
			b.WriteByte('*')
		}
	case *Phrase:
		b.WriteString(prefixed(n.Field))
		b.WriteString(quoted(n.Text))
		if n.Slop > 0 {
			b.WriteByte('~')
			b.WriteString(strconv.Itoa(n.Slop))
		}
	case *Value:
		b.WriteString(prefixed(n.Field))
		if n.Whole {
			b.WriteString("=" + quoted(n.Text))
		} else if n.Prefix {
			b.WriteString(n.Text)
			b.WriteByte('*')
		} else {
			b.WriteString(quotedIfNeeded(n.Text))
		}
	case *OneOf:
		b.WriteString(prefixed(n.Field) + "(")
		for i, t := range n.Texts {
			if i > 0 {
				b.WriteString(" OR ")
			}
			b.WriteString(quotedIfNeeded(t))
		}
		b.WriteByte(')')
	case *Dates:
		b.WriteString(prefixed(n.Field))
		b.WriteString(n.Text)
	case *Numbers:
		b.WriteString(prefixed(n.Field))
		b.WriteString(n.Text)
	}
}

// isOperator reports whether the word would be read as an operator: ",AND,"
// searches for the word, and apostrophes around it keep it one.
func isOperator(w *Word) bool {
	return w.Field == Default && !w.Prefix && (w.Text == "AND" || w.Text == "OR" || w.Text == "NOT")
}

func bracket(b *strings.Builder, n Node, yes bool) {
	if yes {
		b.WriteByte('(')
		write(b, n)
		b.WriteByte(')')
		return
	}
	write(b, n)
}

func prefixed(f Field) string {
	if f == Default {
		return ""
	}
	return string(f) + ":"
}

func quoted(text string) string { return `"` + text + `"` }

// quotedIfNeeded leaves plain values bare: letters, digits and what host names
// and language codes have between them.
func quotedIfNeeded(text string) string {
	plain := text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' ||
			r == '_')
	})
	if plain && hasSearchable(text[:1]) && hasSearchable(text[len(text)-1:]) {
		return text
	}
	return quoted(text)
}

// Term writes one standard field's value so that it parses as that, for links that
// narrow a search: the whole value where the field has such, a source's ID. The
// value is not checked: Term("kind", "x") does not parse, nor does a field that
// there is not.
func Term(f Field, value string) string { return Parser{}.Term(f, value) }

// Term is the function Term in the parser's fields.
func (in Parser) Term(f Field, value string) string {
	def, ok := in.fields().Get(string(f))
	switch {
	case !ok || def.Type == field.Date || def.Type == field.Number || def.Missing && value == field.None:
		return prefixed(f) + value
	case def.Whole:
		return prefixed(f) + "=" + quoted(plainPhrase(value))
	case def.Type == field.Keyword:
		return prefixed(f) + quotedIfNeeded(plainPhrase(value))
	}
	return prefixed(f) + quoted(plainPhrase(strings.ReplaceAll(value, "*", " ")))
}

// With narrows a query typed by a person by one more term (see Term): brackets
// go around it when it has an OR outside of all brackets. text must parse.
func With(q *Query, term string) string {
	if q.Empty() {
		return term
	}
	text := strings.TrimSpace(q.Text)
	if _, or := q.Root.(*Or); or {
		text = "(" + text + ")"
	}
	return text + " " + term
}
