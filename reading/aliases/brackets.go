package aliases

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/token"
)

// maxBracket is the maximum number of tokens in a bracket that is read.
const maxBracket = 24

// readBrackets reads "Long (Short)", "Short (Long)" and lists of them in one bracket.
func (r *reader) readBrackets() {
	for i := range r.t.Tokens {
		if r.t.Token(i) != "(" {
			continue
		}
		end := r.closingBracket(i)
		if end < 0 || i == 0 {
			continue
		}
		var first tokens
		for n, piece := range r.pieces(tokens{i + 1, end}) {
			long := r.readBracket(i, piece)
			if n == 0 {
				first = long
			} else if long.empty() && !first.empty() && r.nameLike(piece) &&
				!months[strings.ToLower(r.t.Token(piece.from))] {
				r.add(first, piece, Bracket) // (DRC, DR Congo)
			}
		}
	}
}

// closingBracket returns the token that closes the bracket opened at i, or -1.
func (r *reader) closingBracket(i int) int {
	depth := 0
	for j := i; j < len(r.t.Tokens) && j <= i+maxBracket; j++ {
		switch r.t.Token(j) {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// pieces splits the tokens in a bracket at commas, semicolons and "or", without articles, quotation marks and
// cue words.
func (r *reader) pieces(in tokens) []tokens {
	var out []tokens
	from, depth := in.from, 0
	put := func(to int) {
		if p := r.trim(tokens{from, to}); !p.empty() && !r.isPairOfAbbreviations(p) {
			out = append(out, p)
		}
		from = to + 1
	}
	for j := in.from; j < in.to; j++ {
		switch strings.ToLower(r.t.Token(j)) {
		case "(":
			depth++
		case ")":
			depth--
		case ",", ";", "or", "=":
			if depth == 0 {
				put(j)
			}
		case "/":
			if depth == 0 && r.joinsAbbreviations(j, in.to) {
				put(j)
			}
		}
	}
	put(in.to)
	return out
}

// isPairOfAbbreviations reports whether tokens are two abbreviations joined by "and": of two bodies, or of one with
// two names; the text does not show which.
func (r *reader) isPairOfAbbreviations(ts tokens) bool {
	for j := ts.from; j < ts.to; j++ {
		if r.t.Token(j) == "and" && r.joinsAbbreviations(j, ts.to) {
			return true
		}
	}
	return false
}

// joinsAbbreviations reports whether there is a slash between two abbreviations: "MKO/MEK".
func (r *reader) joinsAbbreviations(i, end int) bool {
	return i > 0 && i+1 < end && isAbbreviation(r.t.Token(i-1)) && isAbbreviation(r.t.Token(i+1))
}

const quotes = token.QuotationMarks + "‘’'`"

// trim returns the tokens without articles and quotation marks at both ends.
func (r *reader) trim(ts tokens) tokens {
	for !ts.empty() {
		s := strings.ToLower(r.t.Token(ts.from))
		if strings.Trim(s, quotes) != "" && s != "the" && s != "a" && s != "an" && s != "its" && s != "their" {
			break
		}
		ts.from++
	}
	for !ts.empty() && strings.Trim(r.t.Token(ts.to-1), quotes+".,") == "" {
		ts.to--
	}
	return ts
}

// readBracket reads one piece of the bracket opened at token open and returns the long
// name it belongs to, empty when it is no alias.
func (r *reader) readBracket(open int, piece tokens) tokens {
	s := r.words(piece)
	text := r.span(piece).In(r.t.Text)
	if cue, rest := r.cueAt(piece.from); rest > 0 && rest < piece.to {
		if long := r.nameBefore(open); !long.empty() && !months[strings.ToLower(r.t.Token(rest))] &&
			!r.startsWithDigit(rest) {
			r.add(long, r.trim(tokens{rest, piece.to}), cue)
			return long
		}
		return tokens{}
	}
	if piece.to-piece.from <= 4 && isAbbreviation(text) {
		if long := r.longFor(text, open); !long.empty() {
			r.add(long, piece, Bracket)
			return long
		}
		// Initials in another language do not match the words in this one.
		want := letters(text)
		long := r.nameBefore(open)
		foreign := len(want) >= 3 && len(want) <= 8 && strings.ToUpper(text) == text && long.to-long.from >= 3 &&
			!strings.ContainsAny(text, "0123456789")
		switch {
		case sameInitials(want, r.words(long)):
			r.add(long, piece, Bracket)
			return long
		case foreign:
			r.addUnmatched(long, piece)
			return long
		}
		return tokens{}
	}
	if piece.to-piece.from == 1 && r.nameLike(piece) && utf8.RuneCountInString(text) >= 4 {
		if long, cost := r.longForWithCost(text, open); !long.empty() &&
			cost <= maxStrict*float64(len(letters(text))) {
			r.add(long, piece, Bracket)
			return long
		}
	}
	// Short (Long): the abbreviation is before the bracket.
	for n := 1; n <= 3 && open-n >= 0; n++ {
		short := tokens{open - n, open}
		w := r.span(short).In(r.t.Text)
		if isAbbreviation(w) && piece.to-piece.from >= 2 {
			if _, ok := align(letters(w), s); ok || r.nameLike(piece) && n == 1 && strings.ToUpper(w) == w &&
				!strings.ContainsAny(w, "0123456789") {
				r.add(piece, short, Bracket)
				return piece
			}
		}
	}
	// An organisation's other name in one word: Islamic Resistance Movement (Hamas).
	if piece.to-piece.from == 1 && r.nameLike(piece) {
		if long := r.nameBefore(open); long.to-long.from >= 2 && bodies[strings.ToLower(r.t.Token(long.to-1))] {
			r.add(long, piece, Bracket)
			return long
		}
	}
	return tokens{}
}

// bodies are the words with which names of organisations end.
var bodies = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`movement party front organization organisation army union council league brigade brigades
		congress federation forces corps committee alliance coalition group company corporation association
		agency authority service guard bureau network foundation society`) {
		m[w] = true
	}
	return m
}()

func (r *reader) words(ts tokens) []string {
	out := make([]string, 0, ts.to-ts.from)
	for i := ts.from; i < ts.to; i++ {
		out = append(out, r.t.Token(i))
	}
	return out
}

// nameLike reports whether the piece is written like a name: it begins with a capital and no word of it except
// connectors is in lower case.
func (r *reader) nameLike(ts tokens) bool {
	if ts.empty() {
		return false
	}
	for i := ts.from; i < ts.to; i++ {
		w := r.t.Token(i)
		c, _ := utf8.DecodeRuneInString(w)
		if i == ts.from && !unicode.IsUpper(c) {
			return false
		}
		if unicode.IsLower(c) && !connectors[w] {
			return false
		}
	}
	return true
}

// longFor returns the words before token end that an abbreviation abbreviates, empty when there are none.
func (r *reader) longFor(short string, end int) tokens {
	long, _ := r.longForWithCost(short, end)
	return long
}

// longForWithCost returns the same as longFor, with the cost of the alignment.
func (r *reader) longForWithCost(short string, end int) (tokens, float64) {
	want := letters(short)
	if len(want) < 2 {
		return tokens{}, 0
	}
	for end > 0 && strings.Trim(r.t.Token(end-1), quotes+",") == "" {
		end--
	}
	most := min(len(want)*2, len(want)+6) + 4 // connectors and hyphens are tokens too
	best, found := 1e9, tokens{}
	for from := end - 1; from >= 0 && end-from <= most; from-- {
		switch w := r.t.Token(from); {
		case w == "." || w == ";" || w == ":" || w == "(" || w == ")" || w == "[" || w == "]":
			return found, best
		case connectors[strings.ToLower(w)]:
			continue
		}
		if r.t.Text[r.t.Tokens[from].Start:r.t.Tokens[end-1].End] == short {
			continue
		}
		cost, ok := align(want, r.words(tokens{from, end}))
		// A longer form is chosen only if its cost is clearly lower.
		if ok && cost < best-0.25 {
			best, found = cost, tokens{from, end}
		}
	}
	return found, best
}

// nameBefore returns the name that ends before token end, without a leading article, skipping brackets and commas
// between.
func (r *reader) nameBefore(end int) tokens {
	for end > 0 {
		switch w := r.t.Token(end - 1); {
		case strings.Trim(w, quotes+",–—-") == "":
			end--
			continue
		case w == ")":
			depth := 0
			j := end - 1
			for ; j >= 0 && end-j <= maxBracket; j-- {
				if r.t.Token(j) == ")" {
					depth++
				} else if r.t.Token(j) == "(" {
					if depth--; depth == 0 {
						break
					}
				}
			}
			if j < 0 || depth != 0 {
				return tokens{}
			}
			end = j
			continue
		}
		break
	}
	from := end
	for i := end - 1; i >= 0 && end-i <= 12; i-- {
		w := r.t.Token(i)
		c, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(c) || unicode.IsDigit(c) && from < end || unicode.IsDigit(c) && i > 0 {
			from = i
			continue
		}
		if w != "," && connectors[w] && from < end && w != "and" {
			continue
		}
		break
	}
	for from < end && (unicode.IsDigit(rune(r.t.Token(from)[0])) || strings.EqualFold(r.t.Token(from), "the")) {
		from++
	}
	return tokens{from, end}
}
