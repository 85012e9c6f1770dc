package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/split/words"
)

// respellings maps letters to other spellings, the usual one first.
var respellings = map[rune][]string{'ä': {"a", "ae"}, 'ö': {"o", "oe"}, 'ü': {"u", "ue"}, 'ø': {"o", "oe"},
	'å': {"a", "aa"}, 'æ': {"ae", "a"}, 'œ': {"oe", "o"}, 'ß': {"ss"}, 'þ': {"th"}, 'ð': {"d"}, 'đ': {"d", "dj"},
	'ə': {"e", "a"}, 'ǿ': {"o", "oe"}, 'ǽ': {"ae", "a"}, 'ĳ': {"ij"}, 'ﬀ': {"ff"}, 'ﬁ': {"fi"}, 'ﬂ': {"fl"},
	'ﬃ': {"ffi"}, 'ﬄ': {"ffl"}, 'ﬆ': {"st"}}

// composedLetters replaces a letter and a combining mark by the letter that respellings has.
var composedLetters = strings.NewReplacer("a\u0308", "ä", "o\u0308", "ö", "u\u0308", "ü", "a\u030a", "å", "A\u0308",
	"Ä",
	"O\u0308", "Ö", "U\u0308", "Ü", "A\u030a", "Å")

// maxSpellings is the maximum number of spellings of one name or word.
const maxSpellings = 64

// spellings returns s in all spellings of its letters; s alone where none has another.
func spellings(s string) []string {
	s = composedLetters.Replace(s)
	other := func(r rune) bool { return r >= 0x80 && respellings[unicode.ToLower(r)] != nil }
	if !strings.ContainsFunc(s, other) {
		return []string{s}
	}
	out := []string{""}
	for _, r := range s {
		if !other(r) {
			for i := range out {
				out[i] += string(r)
			}
			continue
		}
		ways := respellings[unicode.ToLower(r)]
		if len(out)*len(ways) > maxSpellings { // from here on each spelling gets one way only
			for i := range out {
				out[i] += likeCase(ways[i%len(ways)], r)
			}
			continue
		}
		var next []string
		for _, o := range out { // neighbours differ in the last letter, so both ways are continued
			for _, w := range ways {
				next = append(next, o+likeCase(w, r))
			}
		}
		out = next
	}
	return out
}

func likeCase(s string, r rune) string {
	if unicode.IsUpper(r) {
		return capitalise(s)
	}
	return s
}

// writtenAs returns a name in its spellings, with the parts of its words joined or not: "Jean-Luc O'Dell",
// "JeanLuc ODell".
func writtenAs(name string) []string {
	between := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return isHyphen(r) || isApostrophe(r) })
	}
	together := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isHyphen(r) || isApostrophe(r) {
				return -1
			}
			return r
		}, s)
	}
	var names []string
	for _, name := range compoundSpellings(name) {
		names = append(names, name)
		fields := strings.Fields(name)
		if !slices.ContainsFunc(fields, between) {
			continue
		}
		ways := [][]string{nil}
		for _, f := range fields {
			var next [][]string
			for _, w := range ways {
				next = append(next, append(slices.Clone(w), f))
				if between(f) && len(ways) <= 4 {
					next = append(next, append(slices.Clone(w), together(f)))
				}
			}
			ways = next
		}
		for _, w := range append(ways[1:], strings.Fields(together(name))) {
			names = append(names, strings.Join(w, " "))
		}
	}
	var out []string
	for _, n := range names {
		for _, s := range spellings(n) {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// foldsOf returns a word folded, in all spellings of its letters.
func foldsOf(word string) []string {
	if fold, ok := foldASCII(word); ok {
		return []string{fold}
	}
	var out []string
	for _, s := range spellings(word) {
		f := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				return -1
			}
			return r
		}, words.Fold(s))
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// reading is a way to split a text into words.
type reading int

const (
	readPlain  reading = iota
	readCamel          // a capital after a small letter begins a word
	readJoined         // hyphens, and apostrophes before capitals, do not end a word
	readSplit          // invisible characters end a word
	readBroken         // hyphens at the end of a line do not end a word
	readSpaced         // blanks between single letters do not end a word
)

// differs reports whether way splits s into other words than readPlain.
func (way reading) differs(s string) bool {
	if way == readPlain {
		return true
	}
	switch { // what most texts have none of
	case way == readSplit && isASCII(s), way == readBroken && !strings.ContainsFunc(s, isBreakMark),
		way == readJoined && strings.IndexByte(s, '-') < 0 && strings.IndexByte(s, '\'') < 0 && isASCII(s):
		return false
	}
	letter, small, start := false, false, 0
	for i, r := range s {
		is := unicode.IsLetter(r)
		if is && !letter {
			start = i
		}
		switch {
		case way == readCamel && small && unicode.IsUpper(r), letter && !is && way.gapLength(s[start:], i-start) > 0,
			way == readSplit && letter && isInvisible(r):
			return true
		}
		letter, small = is, unicode.IsLower(r)
	}
	return false
}

// gapLength returns the number of bytes of s from at on that are between two parts of one word; 0 for none.
func (way reading) gapLength(s string, at int) int {
	r, n := utf8.DecodeRuneInString(s[at:])
	next, _ := utf8.DecodeRuneInString(s[at+n:])
	switch way {
	case readJoined:
		if isHyphen(r) && unicode.IsLetter(next) || isApostrophe(r) && unicode.IsUpper(next) {
			return n
		}
		return lineBreak(s[at:])
	case readBroken:
		return lineBreak(s[at:])
	case readSpaced:
		before, size := utf8.DecodeLastRuneInString(s[:at])
		if !isBlank(r) || !unicode.IsLetter(before) || !unicode.IsLetter(next) {
			return 0
		}
		if before, _ = utf8.DecodeLastRuneInString(s[:at-size]); at > size && unicode.IsLetter(before) {
			return 0 // a word of several letters
		}
		if after, _ := utf8.DecodeRuneInString(s[at+n+utf8.RuneLen(next):]); !unicode.IsLetter(after) {
			return n
		}
	}
	return 0
}

// lineBreak returns the length in bytes of a hyphenated line break at the beginning of s, which may have become
// a blank; 0 for none.
func lineBreak(s string) int {
	const most = 8 // characters; indented lines have several blanks
	r, n := utf8.DecodeRuneInString(s)
	if !isBreakMark(r) {
		return 0
	}
	blank, lines := false, 0
	for range most {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case unicode.IsSpace(r):
			blank = true
			if r == '\n' {
				lines++
			}
		case !isInvisible(r):
			if blank && lines < 2 && unicode.IsLetter(r) {
				return n
			}
			return 0
		}
		n += size
	}
	return 0
}

// isBreakMark reports whether a character marks a word broken at the end of a line.
func isBreakMark(r rune) bool { return isHyphen(r) || r == '\u00ad' || r == '¬' || r == '⸗' }

func isBlank(r rune) bool { return r != '\n' && r != '\r' && unicode.IsSpace(r) }

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

// isInvisible reports whether a character is invisible in a text: soft hyphens, characters of no width, marks of
// direction.
func isInvisible(r rune) bool { return r == '\u034f' || unicode.Is(unicode.Cf, r) }

// isASCII reports whether a text has characters of ASCII only.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldASCII returns a word folded that has nothing but letters of ASCII, which have one spelling; false for others.
func foldASCII(word string) (string, bool) {
	for i := range len(word) {
		if b := word[i] | 0x20; b < 'a' || b > 'z' || word[i] >= utf8.RuneSelf {
			return "", false
		}
	}
	return strings.ToLower(word), true
}
