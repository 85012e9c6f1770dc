package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tagName is a name as hashtags and handles join it with other words, in small letters: "#freeosvanne". Only names in
// scripts that have capitals are searched for so.
type tagName struct {
	letters string // folded
	person  int
	common  bool // it is also a word: only what ends a tag counts
	baltic  bool
}

// The minimum letters of a name within a tag, and of one at its beginning or end. Shorter ones are as often a part of
// another word.
const (
	leastWithinTag = 6
	leastAtTagEnd  = 5
)

// addTagNames adds a name to those that are black within hashtags: whole in any text, and its surname beside it in
// full.
func (r *Redactor) addTagNames(given, last []string, f form) {
	put := func(to *[]tagName, letters string, common bool) {
		n := tagName{letters: letters, person: f.person, common: common, baltic: f.baltic}
		if utf8.RuneCountInString(letters) >= leastAtTagEnd && !slices.Contains(*to, n) {
			*to = append(*to, n)
		}
	}
	g, s := strings.Join(given, ""), strings.Join(last, "")
	if g == "" {
		put(&r.tags, s, isCommonName(last))
		return
	}
	put(&r.tags, g+s, false)
	put(&r.tags, s+g, false)
	put(&r.parts[f.person].tags, s, isCommonName(last))
}

// scanTags calls fn for each name within a hashtag or a handle: of the parts if there are some, else of all persons.
func (r *Redactor) scanTags(s string, parts []part, fn func(start, end, person int)) {
	if !strings.ContainsAny(s, tagMarks) {
		return
	}
	names := r.tags
	for _, p := range parts {
		names = append(slices.Clip(names), p.tags...)
	}
	for at := 0; len(names) > 0; {
		i := strings.IndexAny(s[at:], tagMarks)
		if i < 0 {
			return
		}
		before, _ := utf8.DecodeLastRuneInString(s[:at+i])
		mark, n := utf8.DecodeRuneInString(s[at+i:])
		at += i + n
		if (mark == '@' || mark == '＠') && (unicode.IsLetter(before) || unicode.IsDigit(before)) {
			continue // the host of an address of e-mail
		}
		tag, end := tagAt(s, at)
		for _, x := range names {
			if start, end := tag.find(&x); end > 0 {
				fn(start, end, x.person)
			}
		}
		at = end
	}
}

const tagMarks = "#@＃＠"

// tag has the folded letters of a hashtag, and where each byte of them is in the text.
type tag struct {
	letters    string
	start, end []int
}

// tagAt returns the tag that begins behind its mark, and its end. Digits and underscores in it are left out.
func tagAt(s string, at int) (tag, int) {
	var t tag
	var b strings.Builder
	for i, r := range s[at:] {
		n := utf8.RuneLen(r)
		switch {
		case unicode.IsLetter(r):
			fold := foldsOf(string(r))[0]
			b.WriteString(fold)
			for range len(fold) {
				t.start, t.end = append(t.start, at+i), append(t.end, at+i+n)
			}
		case unicode.IsMark(r) || isInvisible(r):
			if k := len(t.end); k > 0 && unicode.IsMark(r) {
				t.end[k-1] = at + i + n
			}
		case r == '_' || unicode.IsDigit(r):
		default:
			t.letters = b.String()
			return t, at + i
		}
	}
	t.letters = b.String()
	return t, len(s)
}

// find returns the first place in the text where the tag has a name, with an ending at the tag's end; 0, 0 for none.
func (t *tag) find(x *tagName) (start, end int) {
	first, _ := utf8.DecodeRuneInString(x.letters)
	long := utf8.RuneCountInString(x.letters) >= leastWithinTag
	for at := range t.letters {
		rest := t.letters[at:]
		if r, _ := utf8.DecodeRuneInString(rest); r != first {
			continue
		}
		until := 0 // in t.letters
		if rest == x.letters || isInflected(rest, x.letters, x.baltic) {
			until = len(t.letters) // at the end of the tag
		} else if strings.HasPrefix(rest, x.letters) && !x.common && (long || at == 0) {
			until = at + len(x.letters)
		}
		if until > 0 {
			return t.start[at], t.end[until-1]
		}
	}
	return 0, 0
}
