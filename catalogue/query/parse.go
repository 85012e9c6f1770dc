package query

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue/field"
)

// Parser parses queries in a set of fields. The zero value of Fields is the standard set. Now is the time from
// which "date:P1Y" counts back.
type Parser struct {
	Fields *field.Set
	Now    time.Time
}

func (in Parser) fields() *field.Set {
	if in.Fields == nil {
		return field.Standard()
	}
	return in.Fields
}

// Parse parses a query in the standard fields: see Parser.Parse.
func Parse(text string, now time.Time) (*Query, error) { return Parser{Now: now}.Parse(text) }

// Parse parses a query. Empty text gives a Query with a nil Root, which matches everything. Errors are of type
// *SyntaxError.
func (in Parser) Parse(text string) (*Query, error) {
	p := &parser{lexer: lexer{src: text, fields: in.fields()}, now: in.Now}
	if len(text) > MaxBytes {
		return nil, p.fail(MaxBytes, len(text), "the query is %d bytes long; at most %d can be searched at once",
			len(text), MaxBytes)
	}
	if i := invalidUTF8(text); i >= 0 {
		return nil, p.fail(i, i+1, "this is not valid UTF-8 text; type it again")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.tok.kind == tokEnd {
		return &Query{Text: text}, nil
	}
	root, err := p.parseOr(scope{})
	if err != nil {
		return nil, err
	}
	if p.tok.kind == tokClose {
		return nil, p.failTok("this bracket closes none; take it away, or put ( where the group begins")
	}
	if root == nil {
		return nil, p.fail(0, len(text), "there is no letter or digit to search for; type a word")
	}
	return &Query{Text: text, Root: root}, nil
}

func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}

// scope is the field before a leaf or a group, and whether it has =, which finds whole values.
type scope struct {
	field Field
	whole bool
}

// parser is a recursive-descent parser with one token of lookahead. Its methods return a nil Node for what has
// nothing to search for (lone punctuation).
type parser struct {
	lexer
	now   time.Time
	tok   token
	depth int
	terms int
}

func (p *parser) advance() (err error) {
	p.tok, err = p.readToken()
	return err
}

func (p *parser) failTok(format string, args ...any) error {
	return p.fail(p.tok.start, p.tok.end, format, args...)
}

// parseOr parses: and { OR and }.
func (p *parser) parseOr(f scope) (Node, error) {
	var nodes []Node
	for {
		n, err := p.parseAnd(f)
		if err != nil {
			return nil, err
		}
		if o, ok := n.(*Or); ok {
			nodes = append(nodes, o.Nodes...)
		} else if n != nil {
			nodes = append(nodes, n)
		}
		if p.tok.kind != tokOr {
			break
		}
		if err := p.consumeOperator("OR", n == nil); err != nil {
			return nil, err
		}
	}
	switch len(nodes) {
	case 0:
		return nil, nil
	case 1:
		return nodes[0], nil
	}
	return &Or{Nodes: nodes}, nil
}

// consumeOperator consumes AND or OR and checks that both sides have an operand.
func (p *parser) consumeOperator(name string, nothingBefore bool) error {
	op := p.tok
	if err := p.advance(); err != nil {
		return err
	}
	side := ""
	switch {
	case nothingBefore:
		side = "before"
	case p.tok.kind == tokEnd || p.tok.kind == tokClose || p.tok.kind == tokAnd || p.tok.kind == tokOr:
		side = "behind"
	default:
		return nil
	}
	return p.fail(op.start, op.end, "%s joins two things, and there is none %s it; add one, or write \"%s\" in "+
		"quotation marks to search for the word",
		name, side, strings.ToLower(name))
}

// parseAnd parses: unary { [AND] unary }.
func (p *parser) parseAnd(f scope) (Node, error) {
	var nodes []Node
	add := func(n Node) {
		if a, ok := n.(*And); ok {
			nodes = append(nodes, a.Nodes...)
		} else if n != nil {
			nodes = append(nodes, n)
		}
	}
	for first := true; ; first = false {
		switch p.tok.kind {
		case tokEnd, tokClose, tokOr:
			switch len(nodes) {
			case 0:
				return nil, nil
			case 1:
				return nodes[0], nil
			}
			return &And{Nodes: nodes}, nil
		case tokAnd:
			if err := p.consumeOperator("AND", first || len(nodes) == 0); err != nil {
				return nil, err
			}
		default:
			n, err := p.parseUnary(f)
			if err != nil {
				return nil, err
			}
			add(n)
		}
	}
}

// parseUnary parses: { NOT | - } primary.
func (p *parser) parseUnary(f scope) (Node, error) {
	if p.tok.kind != tokNot {
		return p.parsePrimary(f)
	}
	op := p.tok
	if err := p.enter(); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	var n Node
	var err error
	switch p.tok.kind {
	case tokEnd, tokClose, tokAnd, tokOr:
	default:
		n, err = p.parseUnary(f)
	}
	p.depth--
	if err != nil {
		return nil, err
	}
	if n == nil {
		what := "NOT"
		if op.minus {
			what = "-"
		}
		return nil, p.fail(op.start, op.end, "behind %s there is nothing to leave out; write a word directly behind "+
			"it", what)
	}
	return &Not{Node: n}, nil
}

func (p *parser) enter() error {
	if p.depth++; p.depth > MaxDepth {
		return p.failTok("brackets and NOTs go more than %d deep here; write the query flatter", MaxDepth)
	}
	return nil
}

func (p *parser) parsePrimary(f scope) (Node, error) {
	switch t := p.tok; t.kind {
	case tokOpen:
		if err := p.enter(); err != nil {
			return nil, err
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
		n, err := p.parseOr(f)
		if err != nil {
			return nil, err
		}
		p.depth--
		if p.tok.kind != tokClose {
			return nil, p.fail(t.start, t.end, "this bracket is never closed; put ) where the group ends")
		}
		if n == nil {
			return nil, p.fail(t.start, p.tok.end, "there is nothing to search for between these brackets; put "+
				"words in, or take them away")
		}
		return n, p.advance()
	case tokField:
		return p.fieldValue(scope{Field(t.text), t.whole})
	default:
		return p.parseLeaf(f, t)
	}
}

// fieldValue parses what follows "field:".
func (p *parser) fieldValue(f scope) (Node, error) {
	name, example := p.tok, p.declaration(f.field).Example
	if f.whole {
		example = wholeExample
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch p.tok.kind {
	case tokWord, tokPhrase, tokAnd, tokOr, tokNot:
		if p.tok.minus {
			break
		}
		if p.tok.kind != tokPhrase {
			p.tok.kind = tokWord // in title:OR, OR is a word
		}
		n, err := p.parseLeaf(f, p.tok)
		if err == nil && n == nil {
			return nil, p.fail(name.start, name.end, "%s: needs a value directly behind the colon, as in %s", f.field,
				example)
		}
		return n, err
	case tokOpen:
		return p.parsePrimary(f)
	}
	return nil, p.fail(name.start, p.tok.end, "%s: needs a value directly behind the colon, as in %s; to leave it "+
		"out, put the minus before it: -%s",
		f.field, example, example)
}

// parseLeaf returns the node for a word or phrase token and consumes it.
func (p *parser) parseLeaf(f scope, t token) (Node, error) {
	n, err := p.makeLeaf(f, t)
	if err != nil {
		return nil, err
	}
	if n != nil {
		if p.terms++; p.terms > MaxTerms {
			return nil, p.fail(t.start, t.end, "a query has at most %d words and phrases, and this is one more; "+
				"leave some out", MaxTerms)
		}
	}
	return n, p.advance()
}

func (p *parser) makeLeaf(f scope, t token) (Node, error) {
	switch def := p.declaration(f.field); {
	case def.Type == field.Date:
		return p.dateLeaf(def, t)
	case def.Type == field.Number:
		return p.numberLeaf(def, t)
	case f.whole:
		return p.wholeLeaf(f.field, t)
	case def.Type == field.Keyword:
		return p.valueLeaf(def, t)
	case t.kind == tokPhrase:
		return p.phraseLeaf(f.field, t)
	}
	return p.wordLeaf(f.field, t)
}

// declaration returns the declaration of a field that was found in the set.
func (p *parser) declaration(f Field) *field.Field {
	def, _ := p.fields.Get(string(f))
	return def
}

func (p *parser) dateLeaf(f *field.Field, t token) (Node, error) {
	text := strings.TrimSpace(t.text)
	none := strings.EqualFold(text, NoDate)
	d, msg := &Dates{Text: NoDate}, ""
	switch {
	case none && !f.Missing:
		msg = f.Name + ": always has a date; what gives no date of its own is found by date:none"
	case !none:
		d, msg = parseDates(text, p.now)
		if msg != "" && t.kind == tokWord {
			if err := p.dateOfWords(f, t); err != nil {
				return nil, err
			}
		}
	}
	if msg == "" && t.slop > 0 {
		msg = "~ is for words, not for dates; take it away"
	}
	if msg != "" {
		return nil, p.fail(t.start, t.end, "%s", msg)
	}
	d.Field = Field(f.Name)
	return d, nil
}

// numberLeaf parses "3", ">2", ">=3", "<5", "<=5" and "3..5".
func (p *parser) numberLeaf(f *field.Field, t token) (Node, error) {
	n := &Numbers{Field: Field(f.Name), Min: math.MinInt64, Max: math.MaxInt64}
	text, ok := strings.TrimSpace(t.text), t.slop == 0
	end := func(s string, to *int64, more int64) {
		v, err := strconv.ParseInt(s, 10, 32)
		ok = ok && err == nil
		*to = v + more
	}
	low, high, isRange := strings.Cut(text, "..")
	switch {
	case isRange:
		end(low, &n.Min, 0)
		end(high, &n.Max, 0)
	case strings.HasPrefix(text, ">="):
		end(text[2:], &n.Min, 0)
	case strings.HasPrefix(text, ">"):
		end(text[1:], &n.Min, 1)
	case strings.HasPrefix(text, "<="):
		end(text[2:], &n.Max, 0)
	case strings.HasPrefix(text, "<"):
		end(text[1:], &n.Max, -1)
	default:
		end(text, &n.Min, 0)
		n.Max = n.Min
	}
	if !ok || n.Min > n.Max {
		return nil, p.fail(t.start, t.end, "%q is not a number; write %s:3, %s:>2, %s:<5 or %s:3..5", clip(text),
			f.Name, f.Name, f.Name, f.Name)
	}
	switch lo, hi := strconv.FormatInt(n.Min, 10), strconv.FormatInt(n.Max, 10); {
	case n.Min == n.Max:
		n.Text = lo
	case n.Max == math.MaxInt64:
		n.Text = ">=" + lo
	case n.Min == math.MinInt64:
		n.Text = "<=" + hi
	default:
		n.Text = lo + ".." + hi
	}
	return n, nil
}

// wholeLeaf returns the leaf for a whole heading or ID.
func (p *parser) wholeLeaf(f Field, t token) (Node, error) {
	text := plainPhrase(t.text)
	switch {
	case t.slop > 0:
		return nil, p.fail(t.start, t.end, "~ does not go with =, which asks for all of it; take one of them away")
	case t.kind == tokWord && strings.Contains(text, "*"):
		return nil, p.fail(t.start, t.end, "a * does not go with =, which asks for all of it; write %s:word* "+
			"without =", f)
	case text == "":
		return nil, p.fail(t.start, t.end, "%s:= needs a value, as in %s", f, wholeExample)
	}
	return &Value{Field: f, Text: text, Whole: true}, nil
}

func (p *parser) phraseLeaf(f Field, t token) (Node, error) {
	text := plainPhrase(t.text)
	if !hasSearchable(text) {
		return nil, p.fail(t.start, t.end, "there is no letter or digit between these quotation marks; put words "+
			"in, or take them away")
	}
	if n := countWords(text); n > MaxPhrase {
		return nil, p.fail(t.start, t.end, "this phrase has %d words; at most %d can be searched as one, so take "+
			"its most distinctive part", n, MaxPhrase)
	}
	return &Phrase{Field: f, Text: text, Slop: t.slop}, nil
}

// WithoutQuotes returns a value as it is written between quotation marks: without inner quotation marks and with
// single spaces.
func WithoutQuotes(s string) string { return plainPhrase(s) }

// plainPhrase removes quotation marks and surplus spaces from a quotation, so that it can be written between
// straight quotation marks.
func plainPhrase(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(quotesHigh, r)
	}), " ")
}

// countWords counts runs of letters and digits, and each character of scripts written without spaces as one
// word, as in searching.
func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		switch {
		case isUnspaced(r):
			n++
			in = false
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if !in {
				n++
			}
			in = true
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		default:
			in = false
		}
	}
	return n
}

// isUnspaced reports whether r is of a script written without spaces between words.
func isUnspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func (p *parser) wordLeaf(f Field, t token) (Node, error) {
	text := t.text
	stars := len(text) - len(strings.TrimRight(text, "*"))
	text = text[:len(text)-stars]
	if i := strings.IndexByte(text, '*'); i >= 0 {
		return nil, p.fail(t.start+i, t.start+i+1, "a * can only be at the end of a word, as in govern*")
	}
	if i := strings.IndexByte(text, '~'); i >= 0 && p.declaration(f).Analyser != field.Address && hasSearchable(text) {
		return nil, p.fail(t.start+i, t.end, "~ belongs behind a phrase, as in \"oil price\"~5; for other endings "+
			"of a word write govern*")
	}
	text = strings.TrimFunc(text, func(r rune) bool { return !isSearchable(r) })
	if !hasSearchable(text) {
		if stars > 0 {
			return nil, p.fail(t.start, t.end, "a * needs at least %d letters before it, as in govern*", MinPrefix)
		}
		return nil, nil // lone punctuation, as between the words of a pasted headline
	}
	if stars > 0 {
		last, _ := utf8.DecodeLastRuneInString(text)
		tail := text
		if i := strings.LastIndexFunc(text, func(r rune) bool { return !isSearchable(r) }); i >= 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			tail = text[i+n:]
		}
		if utf8.RuneCountInString(tail) < MinPrefix && !isUnspaced(last) {
			return nil, p.fail(t.start, t.end, "a * needs at least %d letters before it, as in govern*", MinPrefix)
		}
	}
	if n := countWords(text); n > MaxPhrase {
		return nil, p.fail(t.start, t.end, "this is %d words in one; at most %d can be searched as one, so take its "+
			"most distinctive part", n, MaxPhrase)
	}
	return &Word{Field: f, Text: text, Prefix: stars > 0}, nil
}

// valueLeaf returns the leaf for a value of a keyword field.
func (p *parser) valueLeaf(f *field.Field, t token) (Node, error) {
	if t.slop > 0 {
		return nil, p.fail(t.start, t.end, "~ is for phrases of text, not for %s:; take it away", f.Name)
	}
	text := plainPhrase(t.text)
	if f.Missing && t.kind == tokWord && strings.EqualFold(text, NoDate) {
		return &Dates{Field: Field(f.Name), Text: NoDate}, nil
	}
	prefix := false
	if t.kind == tokWord && f.Analyser == field.Outlet {
		bare := strings.TrimRight(text, "*")
		prefix, text = bare != text, bare
		text = strings.TrimFunc(text, func(r rune) bool { return !isSearchable(r) })
		if prefix && utf8.RuneCountInString(text) < MinPrefix {
			return nil, p.fail(t.start, t.end, "a * needs at least %d letters before it, as in %s:examp*", MinPrefix,
				f.Name)
		}
	}
	if i := strings.IndexByte(text, '*'); i >= 0 {
		return nil, p.fail(t.start, t.end, "a * is not allowed here; write %s", f.Example)
	}
	if !hasSearchable(text) {
		return nil, p.fail(t.start, t.end, "%s: needs a value, as in %s", f.Name, f.Example)
	}
	switch f.Analyser {
	case field.Exact:
		text = strings.ToLower(text)
		if len(f.Values) > 0 && !slices.Contains(f.Values, text) {
			return nil, p.fail(t.start, t.end, "there is no %s %q; write %s", f.Name, clip(text), alternatives(f))
		}
	case field.Language:
		text = strings.ToLower(strings.ReplaceAll(text, "_", "-"))
		if !isLangTag(text) {
			return nil, p.fail(t.start, t.end, "%q is not a language code; write two or three letters, as in %s:en "+
				"or %s:fa", clip(text), f.Name, f.Name)
		}
	}
	return &Value{Field: Field(f.Name), Text: text, Prefix: prefix}, nil
}

// alternatives writes a field's values for a message: "kind:article, kind:teaser or kind:rail".
func alternatives(f *field.Field) string {
	out := make([]string, len(f.Values))
	for i, v := range f.Values {
		out[i] = f.Name + ":" + v
	}
	return joinWords(out, "or")
}

// joinWords joins words with commas, the last with a conjunction.
func joinWords(words []string, conjunction string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// isLangTag reports whether s looks like a BCP 47 tag: a language of two or
// three letters, then subtags.
func isLangTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if i == 0 && (len(part) < 2 || len(part) > 3) || len(part) == 0 || len(part) > 8 {
			return false
		}
		for _, r := range part {
			if (r < 'a' || r > 'z') && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
