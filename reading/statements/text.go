package statements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/clusters"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// word has the properties of a token.
type word struct {
	lowered              string
	lower, stem          uint64 // hashes
	suf2, suf3           uint64
	class, coarse, short uint64
	kind                 uint8  // of the cue lexicon; 0 is none
	mark                 uint8  // of marks; 0 is none
	isQuoted             bool   // within quotation marks, including the marks
	quote                uint16 // number of the quotation, from 1; 0 outside of any
	capital              bool
	sentence             int
	cue                  bool // labelled as part of a cue by the first model
}

// Marks that structure a sentence.
const (
	markComma = iota + 1
	markColon
	markStop
	markDash
	markOpen  // opens a quotation
	markClose // closes one
	markOther
)

// document is one text being read.
type document struct {
	t     *token.Text
	words []word
	// beginsParagraph reports for each sentence whether it begins a paragraph; isHeadline whether it is a whole
	// paragraph without a full stop, or with one in the first line, as in headlines.
	beginsParagraph, isHeadline []bool
	attributes                  []bool // for each sentence: it has a cue outside of quotations
	flat                        []uint64
	rows                        []tagger.Features
}

var edgeWord word

func (d *document) wordAt(i int) *word {
	if i < 0 || i >= len(d.words) {
		return &edgeWord
	}
	return &d.words[i]
}

func newDocument(t *token.Text) *document {
	n := len(t.Sentences)
	d := &document{t: t, words: make([]word, len(t.Tokens)), beginsParagraph: make([]bool, n),
		isHeadline: make([]bool, n)}
	for n, s := range t.Sentences {
		for i := s.First; i < s.End; i++ {
			d.words[i] = newWord(t.Token(i))
			d.words[i].sentence = n
		}
		d.beginsParagraph[n] = n == 0 ||
			strings.Contains(t.Text[t.Tokens[s.First-1].End:t.Tokens[s.First].Start], "\n")
	}
	for n, s := range t.Sentences {
		alone := d.beginsParagraph[n] && (n+1 == len(t.Sentences) || d.beginsParagraph[n+1])
		d.isHeadline[n] = alone && (n == 0 || d.words[s.End-1].mark == 0)
	}
	d.markQuotations()
	return d
}

func newWord(s string) word {
	lower := strings.ToLower(s)
	w := word{lowered: lower, lower: tagger.Hash(lower)}
	st := stem(lower)
	w.stem, w.kind = tagger.Hash(st), lexicon()[st]
	class := clusters.Of(lower)
	w.class, w.coarse = uint64(class), uint64(class.Coarse())
	w.suf2, w.suf3 = tagger.Hash(lower[max(0, len(lower)-2):]), tagger.Hash(lower[max(0, len(lower)-3):])
	r, _ := utf8.DecodeRuneInString(s)
	w.capital = unicode.IsUpper(r)
	switch {
	case w.capital && lower[1:] == s[min(1, len(s)):]:
		w.short = 1
	case w.capital:
		w.short = 2
	case unicode.IsLetter(r):
		w.short = 3
	case unicode.IsDigit(r):
		w.short = 4
	default:
		w.mark = markOf(s)
		w.short = 4 + uint64(w.mark)
	}
	return w
}

func markOf(s string) uint8 {
	switch s {
	case ",", ";":
		return markComma
	case ":":
		return markColon
	case ".", "!", "?", "…":
		return markStop
	case "-", "–", "—", "--", "(", ")":
		return markDash
	}
	switch {
	case token.OpensQuotation(s):
		return markOpen
	case token.ClosesQuotation(s):
		return markClose
	}
	return markOther
}

// markQuotations marks the tokens within quotation marks. A quotation without a closing mark ends with its
// paragraph, unless the next begins with an opening mark again.
func (d *document) markQuotations() {
	open, count := false, uint16(0)
	for n, s := range d.t.Sentences {
		if d.beginsParagraph[n] {
			first := d.t.Token(s.First)
			// a quotation that continues in the next paragraph has an opening mark there again and counts as
			// the same
			again := open && (first == "“" || first == `"` || first == "«")
			open = false
			if again {
				count--
			}
		}
		for i := s.First; i < s.End; i++ {
			w := &d.words[i]
			switch tok := d.t.Token(i); {
			case tok == `"` || i+1 < s.End && (tok == "'" || tok == "`") && d.t.Token(i+1) == tok &&
				d.t.Tokens[i].End == d.t.Tokens[i+1].Start:
				if tok != `"` { // two apostrophes are one mark
					d.words[i+1].mark, d.words[i+1].isQuoted, d.words[i+1].quote = markOther, true, count+1
					if open {
						d.words[i+1].quote = count
					}
				}
				open = !open
				w.mark = markClose
				if open {
					w.mark = markOpen
				}
			case w.mark == markOpen:
				open = true
			case w.mark == markClose:
				open = false
			case i > s.First && (tok == "'" || tok == "`") && w.isQuoted: // the second of them
				continue
			default:
				if open {
					w.isQuoted, w.quote = true, count
				}
				continue
			}
			w.short = 4 + uint64(w.mark)
			if w.mark == markOpen {
				count++
			}
			w.isQuoted, w.quote = true, count
		}
	}
}
