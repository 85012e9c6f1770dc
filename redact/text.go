package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is a text with its words.
type text struct {
	s       string
	words   []word
	address bool // capitals have no meaning
	sparse  bool // of few words with a capital: one behind a given name is a surname
	small   bool // one or two words without a capital, so that none can be asked for: a query as a title
}

// isSparse reports whether three words of ten or fewer have a capital: not so in headlines in capitals and in German.
func isSparse(words []word) bool {
	const least = 8 // words
	n := 0
	for i := range words {
		if words[i].capital {
			n++
		}
	}
	return len(words) >= least && n*10 <= len(words)*3
}

// ofAnother reports whether a given name of a person, the words from at to end, is that of somebody else or a word of
// the text: another surname follows, or it begins a sentence and is a word that the text has in small letters too.
func (t *text) ofAnother(f *form, at, end int, own []string) bool {
	if t.address {
		return false
	}
	if w := t.words[end-1]; end < len(t.words) && (t.sparse || t.listed(at, end)) {
		next := t.words[end]
		gap := t.s[w.end:next.start]
		if next.capital && utf8.RuneCountInString(next.fold) > 2 && strings.TrimFunc(gap, isBlank) == "" &&
			!slices.ContainsFunc(own, func(o string) bool {
				return next.fold == o || isInflected(next.fold, o, false)
			}) &&
			!slices.ContainsFunc(next.others, func(o string) bool { return slices.Contains(own, o) }) {
			return true
		}
	}
	return end == at+1 && isCommonName(f.words) && t.beginsSentence(at) &&
		slices.ContainsFunc(t.words, func(w word) bool {
			return !w.capital && w.fold == f.words[0]
		})
}

// listed reports whether a word and the one at end, behind it, are one item of a list: "Ada Holm, Joe Vell, Ann Lee".
func (t *text) listed(at, end int) bool {
	if at == 0 || end+1 >= len(t.words) {
		return false
	}
	before, behind := t.s[t.words[at-1].end:t.words[at].start], t.s[t.words[end].end:t.words[end+1].start]
	return strings.HasPrefix(before, ",") && strings.HasPrefix(behind, ",")
}

// beginsSentence reports whether a word is the first of a text, a sentence or a line.
func (t *text) beginsSentence(at int) bool {
	return at == 0 || strings.ContainsAny(t.s[t.words[at-1].end:t.words[at].start], ".!?…:;\n“„«\"")
}

// inAddress reports whether a word is in an address or a handle, where capitals have no meaning and names are
// joined.
func (t *text) inAddress(w *word) bool {
	if t.address || w.start > 0 && t.s[w.start-1] == '@' {
		return true
	}
	const most = 300 // bytes on either side
	outside := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`<>()[]{}"“”„«»,;`, r) }
	before, behind := t.s[max(0, w.start-most):w.start], t.s[w.end:min(len(t.s), w.end+most)]
	if i := strings.LastIndexFunc(before, outside); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	if i := strings.IndexFunc(behind, outside); i >= 0 {
		behind = behind[:i]
	}
	token := strings.Trim(before+t.s[w.start:w.end]+behind, "_.:!?'’*")
	dot := strings.IndexByte(token, '.')
	return strings.ContainsAny(token, "@_") || strings.Contains(token, "://") || strings.HasPrefix(token, "www.") ||
		dot > 0 && strings.IndexByte(token[dot:], '/') > 0 || isHostOrFile(token)
}

// isHostOrFile reports whether a word of a text is the name of a host or a file: small letters, digits and hyphens
// with dots between them, the last of them behind no hyphen and before two characters or more.
func isHostOrFile(token string) bool {
	dot := strings.LastIndexByte(token, '.')
	if dot < 2 || strings.Contains(token, "..") || token[dot-1] == '-' ||
		utf8.RuneCountInString(token[dot+1:]) < 2 {
		return false
	}
	return !strings.ContainsFunc(token, func(r rune) bool {
		return r != '.' && r != '-' && !unicode.IsDigit(r) && !unicode.IsMark(r) &&
			(!unicode.IsLetter(r) || unicode.IsUpper(r))
	})
}

// hashtag reports whether a word begins a hashtag, in which capitals have no meaning.
func (t *text) hashtag(w *word) bool { return w.start > 0 && t.s[w.start-1] == '#' }

// isNameGap reports whether the text between two words allows them to be one name.
func isNameGap(gap string) bool {
	return utf8.RuneCountInString(gap) <= 4 && !strings.ContainsAny(gap, "!?;:()█") && strings.Count(gap, "\n") < 2
}

// unspaced are the scripts in which names are written without spaces.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai,
	unicode.Lao, unicode.Khmer, unicode.Myanmar}

func isUnspaced(r rune) bool { return unicode.In(r, unspaced...) }

// inArabicLetters reports whether a word begins with an Arabic letter.
func inArabicLetters(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Arabic, r)
}

// word is a run of letters of a text.
type word struct {
	start, end int
	fold       string
	others     []string // further folded forms: "muller" and "mueller"
	capital    bool     // it begins with a capital
}

// behindPrefix returns the word without its first letter, in scripts that join conjunctions and prepositions to
// words; an empty word in others.
func (w word) behindPrefix(s string) word {
	r, size := utf8.DecodeRuneInString(w.fold)
	const hebrewAndArabic = "\u0648\u0641\u0628\u0644\u0643\u06a9\u05d4\u05d1\u05dc\u05db\u05de\u05e9\u05d5"
	if !strings.ContainsRune(hebrewAndArabic+"የለበከ", r) || // the others are Amharic
		utf8.RuneCountInString(w.fold) < 3 {
		return word{}
	}
	_, n := utf8.DecodeRuneInString(s[w.start:])
	for w.start += n; w.start < w.end; w.start += n {
		var x rune
		if x, n = utf8.DecodeRuneInString(s[w.start:]); unicode.IsLetter(x) {
			break
		}
	}
	w.fold = w.fold[size:]
	return w
}

// wordsOf returns the words of s: runs of letters with their marks, split as way defines.
func wordsOf(s string, way reading) []word {
	var out []word
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		start := i
		capital := unicode.IsUpper(r) || unicode.IsTitle(r)
		small := false
		for i < len(s) {
			r, size = utf8.DecodeRuneInString(s[i:])
			inside := unicode.IsLetter(r) || unicode.IsMark(r) || isInvisible(r) && way != readSplit
			if way >= readJoined && !unicode.IsLetter(r) {
				if n := way.gapLength(s[start:], i-start); n > 0 {
					inside, size = true, n
				}
			}
			if !inside || way == readCamel && small && unicode.IsUpper(r) {
				break
			}
			small = unicode.IsLower(r)
			i += size
		}
		end := i
		for end > start { // marks after the last letter are not part of the word
			r, size = utf8.DecodeLastRuneInString(s[start:end])
			if !isInvisible(r) {
				break
			}
			end -= size
		}
		if fold, ok := foldASCII(s[start:end]); ok {
			out = append(out, word{start: start, end: end, fold: fold, capital: capital})
		} else if folds := foldsOf(s[start:end]); folds[0] != "" {
			out = append(out, word{start: start, end: end, fold: folds[0], others: folds[1:], capital: capital})
		}
	}
	return out
}

// notOfWord reports whether a character ends a word.
func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !isInvisible(r) }
