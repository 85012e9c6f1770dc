package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
)

// maxSkipped is the maximum number of words between two words of a form that the form does not have.
const maxSkipped = 3

// matchEnd returns the number of the word behind the words from the i-th on that match the form; 0 where they do not.
// w is the first of them.
func (f *form) matchEnd(t *text, i int, w word) int {
	at := i // the word to match next
	for k := 0; k < len(f.words); {
		if k > 0 {
			if at >= len(t.words) {
				return 0
			}
			w = t.words[at]
		}
		words, taken := f.matchWords(t, at, w, k)
		for skipped := 0; words == 0 || k > 0 && !f.adjoins(t, at); skipped++ {
			n := 0
			if k > 0 && skipped < maxSkipped {
				n = f.skip(t, at)
			}
			if at += n; n == 0 || at >= len(t.words) {
				return 0
			}
			w = t.words[at]
			words, taken = f.matchWords(t, at, w, k)
		}
		at, k = at+words, k+taken
	}
	if f.handle && !t.inAddress(&t.words[i]) || t.endsInNumber(at) {
		return 0
	}
	return at
}

// endsInNumber reports whether the word before another is a letter with a number behind it, and no initial: "F1".
func (t *text) endsInNumber(at int) bool {
	w := t.words[at-1]
	next, _ := utf8.DecodeRuneInString(t.s[w.end:])
	return !t.address && utf8.RuneCountInString(w.fold) == 1 && unicode.IsDigit(next)
}

// adjoins reports whether a word and the one before it may be of one name.
func (f *form) adjoins(t *text, at int) bool {
	gap := t.s[t.words[at-1].end:t.words[at].start]
	if f.common && strings.Contains(gap, ".") && utf8.RuneCountInString(t.words[at-1].fold) > 1 {
		return false
	}
	return isNameGap(gap) && !t.newSentence(at) || !f.handle && closesNickname(gap)
}

// newSentence reports whether an initial is behind a word with a dot that is no abbreviation, and so of another
// sentence.
func (t *text) newSentence(at int) bool {
	const most = 4 // letters of an abbreviation
	w, before := t.words[at], t.words[at-1]
	return strings.Contains(t.s[before.end:w.start], ". ") && utf8.RuneCountInString(w.fold) == 1 &&
		utf8.RuneCountInString(before.fold) > most
}

// matchWords returns how many words from at on match how many words of the form from k on; 0 for none. Two words match
// one: "Xiao Ming" for "Xiaoming", and the other way round.
func (f *form) matchWords(t *text, at int, w word, k int) (words, taken int) {
	want := f.words[k]
	capital := !f.capital || w.capital || slices.Contains(f.small, want) || particles[want] ||
		(t.small || t.hashtag(&w)) && !f.common ||
		t.inAddress(&w)
	if f.matches(w, want, k) {
		if !capital {
			return 0, 0
		}
		return 1, 1
	}
	if len(f.words) == 1 && (f.alone || f.endings) && !f.given && !f.handle &&
		derivedFrom(w.fold, want, w.capital) {
		return 1, 1
	}
	if f.handle {
		return 0, 0
	}
	if n := t.joinedArabic(at, w, want); n > 0 {
		return n, 1
	}
	if len(f.words) < 2 {
		return 0, 0
	}
	const least = 5 // letters of both
	if k+1 < len(f.words) {
		if next := f.words[k+1]; len(w.fold) >= least && len(want) > 1 && len(next) > 1 &&
			len(w.fold) == len(want)+len(next) &&
			w.fold[:len(want)] == want && w.fold[len(want):] == next && capital {
			return 1, 2
		}
	}
	if len(want) < least || len(w.fold) < 2 || !strings.HasPrefix(want, w.fold) || at+1 >= len(t.words) ||
		!w.capital {
		return 0, 0
	}
	next := t.words[at+1]
	gap := t.s[w.end:next.start]
	hyphen := gap == "-" || gap == "\u2010" || gap == "\u2011"
	if len(next.fold) > 1 && w.fold+next.fold == want && (hyphen || strings.TrimSpace(gap) == "" && isNameGap(gap) &&
		next.capital) {
		return 2, 1
	}
	return 0, 0
}

// joinedArabic returns how many words of a text, with blanks between them, are together one word of a name in Arabic
// letters, which is written with a joiner of no width, with a space or with nothing there: "رحیمی پور"; 0 for none.
func (t *text) joinedArabic(at int, w word, want string) int {
	const least, most = 5, 3 // letters of the word, words
	if !inArabicLetters(want) || utf8.RuneCountInString(want) < least || w.fold == "" {
		return 0
	}
	for n := 1; ; n++ {
		rest, ok := strings.CutPrefix(want, w.fold)
		switch {
		case !ok || len(w.fold) < 2*len("ا"):
			return 0
		case rest == "":
			return n
		case n == most || at+n >= len(t.words):
			return 0
		}
		next := t.words[at+n]
		if strings.ContainsFunc(t.s[w.end:next.start], func(r rune) bool { return !isBlank(r) && !isInvisible(r) }) {
			return 0
		}
		want, w = rest, next
	}
}

// matches reports whether a word of a text is the k-th of the form, in one of its spellings.
func (f *form) matches(w word, want string, k int) bool {
	return f.matchesWord(w.fold, want) ||
		slices.ContainsFunc(w.others, func(o string) bool { return f.matchesWord(o, want) }) ||
		(k > 0 || len(f.words) == 1) && sameButArticle(w.fold, want)
}

// matchesWord reports whether a folded word matches a word of the form.
func (f *form) matchesWord(word, want string) bool {
	return word == want || f.alone && !f.common && inflectedAlone(word, want) ||
		f.endings && (isInflected(word, want, f.baltic) && !(f.given && madeOfGiven(word, want)) ||
			fatherWords[word] && fatherWords[want]) ||
		f.arabic && sameInArabic(word, want)
}

// patronymics are the ends of patronymics, folded.
var patronymics = strings.Fields(`ovich evich ovych evych ovna evna ivna ichna inichna owicz
	ович евич ьич овна евна івна ична`)

// skip returns the number of words from at on that texts put between the words of a name: an initial, a nickname
// between marks, a patronymic, an Arabic article.
func (f *form) skip(t *text, at int) int {
	if f.handle || at == 0 {
		return 0
	}
	w, gap := t.words[at], t.s[t.words[at-1].end:t.words[at].start]
	if n := t.nicknameLength(at); n > 0 {
		return n
	}
	if !f.adjoins(t, at) || strings.ContainsAny(gap, ",،，\n") {
		return 0
	}
	switch {
	case w.capital && utf8.RuneCountInString(w.fold) == 1, f.arabic && arabicArticles[w.fold]:
		return 1
	case w.capital && utf8.RuneCountInString(w.fold) >= 7 && slices.ContainsFunc(patronymics, func(end string) bool {
		return strings.HasSuffix(w.fold, end)
	}):
		return 1
	}
	return 0
}

// The marks around nicknames, and those that both open and close one.
const (
	openingMarks = "“„«‘‚(「『\"'»”’"
	closingMarks = "”“»’‘)」』\"'«"
)

// nicknameLength returns the number of words, at most two, of the nickname between marks that begins at a word; 0
// where there is none.
func (t *text) nicknameLength(at int) int {
	gap := t.s[t.words[at-1].end:t.words[at].start]
	blank, mark := cutMark(gap, openingMarks, true)
	if blank == "." && utf8.RuneCountInString(t.words[at-1].fold) > 1 || mark == 0 || blank == "" ||
		!t.words[at].capital {
		return 0
	}
	for n := 1; n <= 2 && at+n < len(t.words); n++ {
		gap := t.s[t.words[at+n-1].end:t.words[at+n].start]
		if closesNickname(gap) {
			return n
		}
		if strings.Trim(gap, " -") != "" {
			return 0
		}
	}
	return 0
}

// closesNickname reports whether what is between two words ends a nickname before the second.
func closesNickname(gap string) bool {
	blank, mark := cutMark(gap, closingMarks, false)
	return mark != 0 && blank != "" && utf8.RuneCountInString(gap) <= 4
}

// cutMark returns the mark at the end or beginning of a gap, and the blanks that are the rest of it; 0 where the
// gap is not of this kind.
func cutMark(gap, marks string, atEnd bool) (blank string, mark rune) {
	r, n := utf8.DecodeRuneInString(gap)
	rest := gap[n:]
	if atEnd {
		r, n = utf8.DecodeLastRuneInString(gap)
		rest = gap[:len(gap)-n]
	}
	if n > 0 && atEnd && strings.HasPrefix(rest, ". ") { // of an initial
		rest = "."
	}
	if n == 0 || !strings.ContainsRune(marks, r) || rest != "." && (strings.Count(rest, "\n") > 1 ||
		strings.ContainsFunc(rest, func(r rune) bool { return !unicode.IsSpace(r) })) {
		return "", 0
	}
	return rest, r
}

// arabicArticles are the Arabic article in Latin letters, also as it is written before letters that it is
// assimilated to, and words between the parts of Arabic names.
var arabicArticles = wordset.Of("al el ul ad ed an en ar er as es at et az ez ash esh ach ech ath ad dh")
