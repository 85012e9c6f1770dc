// Package plain formats values for people: dates, counts, sizes and byte ranges, and the names of kinds,
// languages and origins. Every face of the archive (site, feeds, command line) uses it, so that one thing has
// one name everywhere.
package plain

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"cuttings/cutting"
	"cuttings/internal/direction"
)

// Digits formats a count with narrow no-break spaces between thousands ("12\u202f405"), so that no line breaks
// in it. Four digits stay together, as in newspapers.
func Digits[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	digits := strings.TrimPrefix(s, "-")
	if len(digits) <= 4 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:len(s)-len(digits)])
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteRune('\u202f')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Count formats a count as Digits does, for templates, whose counts have several types.
func Count(n any) string {
	switch n := n.(type) {
	case int:
		return Digits(n)
	case int64:
		return Digits(n)
	}
	return fmt.Sprint(n)
}

// Plural returns "1 cutting" or "2 cuttings".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Digits(n) + " " + many
}

// Cuttings returns "12 cuttings, 3 independent texts"; without the texts where each cutting has one of its own.
func Cuttings(n, texts int) string {
	if texts >= n {
		return Plural(n, "cutting", "cuttings")
	}
	return Plural(n, "cutting", "cuttings") + ", " + Plural(texts, "independent text", "independent texts")
}

// ShortDate returns the date for lists: short month, no time of day.
func ShortDate(d cutting.Date) string {
	v := d.Value
	if len(v) > 10 {
		v = v[:10]
	}
	for _, f := range []struct{ in, out string }{{"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"}} {
		if t, err := time.Parse(f.in, v); err == nil {
			return t.Format(f.out)
		}
	}
	return d.Value
}

// Times returns "once", "twice" or "3 times".
func Times(n any) string {
	switch s := Count(n); s {
	case "1":
		return "once"
	case "2":
		return "twice"
	default:
		return s + " times"
	}
}

// KnownLanguage reports whether a BCP 47 tag is of a language there is, by the registry that
// golang.org/x/text/language has.
func KnownLanguage(tag string) bool {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und || !cutting.IsLanguage(tag) {
		return false
	}
	base, _ := t.Base()
	private := base.String() >= "qaa" && base.String() <= "qtz" // ISO 639-2 reserves them for local use
	return !private
}

// ISODate returns the date for a datetime attribute, "" when it is none.
func ISODate(d cutting.Date) string {
	if _, precision := d.Begins(); precision == 0 {
		return ""
	}
	return d.Value
}

// Year returns a date's year, or the value as it is when it has none.
func Year(d cutting.Date) string {
	if ISODate(d) == "" {
		return d.Value
	}
	return d.Value[:4]
}

// Day writes the day of a moment, in UTC.
func Day(t time.Time) string { return Date(cutting.Date{Value: t.UTC().Format(time.DateOnly)}) }

// Instant writes a moment to the minute in UTC; "unknown" for the zero time.
func Instant(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return Day(t) + t.UTC().Format(", 15:04 UTC")
}

// Kind returns the word for a kind of cutting.
func Kind(k cutting.Kind) string {
	switch k {
	case cutting.Article:
		return "Article"
	case cutting.Teaser:
		return "Teaser"
	case cutting.Rail:
		return "Side list item"
	}
	return string(k)
}

// Kinds returns the word for n cuttings of a kind, to be written after the number: "articles".
func Kinds(k cutting.Kind, n int) string {
	word := strings.ToLower(Kind(k))
	if n != 1 {
		word += "s"
	}
	return word
}

// PageKind returns the word for what a page was read as; it follows "read as".
func PageKind(k cutting.PageKind) string {
	switch k {
	case cutting.ArticlePage:
		return "an article"
	case cutting.ListingPage:
		return "a listing"
	case cutting.MixedPage:
		return "an article and a listing"
	case cutting.FeedPage:
		return "a feed"
	case cutting.NothingPage:
		return "nothing to cut"
	}
	return string(k)
}

// Origin returns the name of the origin of a date, an address or a headline.
func Origin(o string) string {
	if s, ok := map[string]string{
		"json-ld": "the page’s structured data", "microdata": "the page’s microdata", "meta": "the page’s metadata",
		"time": "a time element in the page", "text": "the page’s visible text", "url": "the item’s address",
		"note": "a note in the text",
		"feed": "the feed", "given": "given by hand", "title": "the page’s title element",
		"warc": "the WARC record", "mhtml": "the MHTML file", "mail": "the mail",
		"saved-from": "the note of the program that saved it",
		"mtime":      "the file’s date", "unknown": "nothing in the file states it",
	}[o]; ok {
		return s
	}
	return o
}

// HowCopied returns how a copy differs from the text it copies, by catalogue.TextRelation.
func HowCopied(how string) string {
	return map[string]string{"verbatim": "word for word", "reheadline": "under another headline",
		"cut": "shortened", "updated": "with something new in front", "reordered": "in another order",
		"edited": "lightly rewritten"}[how]
}

// NameOrigins gives where a page names its outlet.
func NameOrigins(list []cutting.NameOrigin) string {
	words := map[cutting.NameOrigin]string{cutting.StatedName: "stated in its metadata",
		cutting.MastheadName: "at its top", cutting.TitleName: "in its title", cutting.GivenName: ByHand}
	var out []string
	for _, o := range list {
		out = append(out, words[o])
	}
	return strings.Join(out, ", ")
}

// Language returns the English name of a language code, the code itself when it
// is none, and "Undecided" for "".
func Language(code string) string {
	if code == "" {
		return "Undecided"
	}
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.English.Tags().Name(tag); name != "" {
		return name
	}
	return code
}

// Direction returns the base Direction of a text, "rtl" or "ltr": that of most of its letters, or its
// language's when it has none.
func Direction(lang, text string) string {
	rtl, known := direction.Of(text)
	if rtl || !known && direction.OfLanguage(lang) {
		return "rtl"
	}
	return "ltr"
}

// OutLink returns an address when a person may follow it: absolute http or https. Everything else,
// javascript: first of all, gives "".
func OutLink(raw string) string {
	if u := cutting.WebURL(raw); u != nil {
		return u.String()
	}
	return ""
}

// Host returns the host of an address, without "www.".
func Host(raw string) string { return cutting.Outlet(raw) }

// Size writes a number of bytes for people.
func Size(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " bytes"
	}
	figure, unit := sizeUnit(n)
	return strconv.FormatFloat(figure, 'f', 1, 64) + " " + unit
}

// sizeUnit returns a number of bytes, 1,000 or more, in the unit it is written in.
func sizeUnit(n int64) (figure float64, unit string) {
	if n < 1000*1000 {
		return float64(n) / 1000, "kB"
	}
	return float64(n) / 1e6, "MB"
}

// SizeIn writes a number of bytes with the decimal mark and the digits of a language.
func SizeIn(lang string, n int64) string {
	if n < 1000 {
		return NumberIn(lang, strconv.FormatInt(n, 10)) + " B"
	}
	figure, unit := sizeUnit(n)
	return message.NewPrinter(language.Make(lang)).Sprint(number.Decimal(figure, number.Scale(1))) + " " + unit
}

// ByHand is the origin of a corrected value, for people.
const ByHand = "corrected by hand"

// DateFrom returns the name of a date's origin, "" when it has none.
func DateFrom(d cutting.Date) string {
	switch d.Origin {
	case "":
		return ""
	case cutting.Corrected:
		return ByHand
	}
	return "as " + Origin(d.Origin) + " gives it"
}

// DateOrUndated writes a date as Date does, and "undated" for none.
func DateOrUndated(d cutting.Date) string {
	if d.Value == "" {
		return "undated"
	}
	return Date(d)
}

// Byline joins the names of a cutting's authors.
func Byline(names []string) string {
	if len(names) == 0 {
		return "nobody is named"
	}
	return strings.Join(names, ", ")
}

// Range returns a half-open byte range as text: the first byte and the one after the last.
func Range(r cutting.Range) string { return Digits(r.Start) + "–" + Digits(r.End) }

// Clip shortens a text to about n characters.
func Clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}

// EndsSentence reports whether a text ends as sentences do, or with an ellipsis, in many scripts.
func EndsSentence(text string) bool {
	text = strings.TrimRight(text, " \n\t\"'”’»)]）」』")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…:؟۔。！？।", r)
}

// Sentence writes an error's message as a sentence, with a capital, a full stop and typographic quotation
// marks. A path or file name at its beginning is written as it is.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if first, _, _ := strings.Cut(s, " "); !strings.ContainsAny(strings.TrimRight(first, ".:!"), `/\.!`) {
		r, n := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(r)) + s[n:]
	}
	if strings.Count(s, `"`)%2 == 0 {
		parts := strings.Split(s, `"`)
		s = parts[0]
		for i, p := range parts[1:] {
			s += []string{"“", "”"}[i%2] + p
		}
	}
	if !EndsSentence(s) {
		s += "."
	}
	return s
}
