package desk

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cuttings/cutting"
)

// funcs are what templates may call; each gives plain text that html/template
// escapes for the place it stands in.
func funcs(a *assets) template.FuncMap {
	return template.FuncMap{
		"asset":     a.path,
		"num":       showCount,
		"plural":    plural,
		"date":      showDate,
		"shortDate": showShortDate,
		"times":     times,
		"isoDate":   isoDate,
		"instant":   showInstant,
		"day":       func(t time.Time) string { return t.UTC().Format("2 January 2006") },
		"iso":       func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"kind":      kindName,
		"pageKind":  pageKindName,
		"language":  languageName,
		"dir":       direction,
		"link":      outLink,
		"host":      hostOf,
		"size":      showSize,
		"origin":    originName,
		"dateFrom":  dateFrom,
		"byHand":    func(origin string) bool { return origin == cutting.Corrected },
		"year":      yearOf,
		"add":       func(a, b int) int { return a + b },
		"lower":     strings.ToLower,
		"pathseg":   url.PathEscape,
		"join":      strings.Join,
	}
}

// groupDigits writes a count with thin spaces between thousands: "12 405".
// Four digits stay together, as newspapers set them.
func groupDigits[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	digits := strings.TrimPrefix(s, "-")
	if len(digits) <= 4 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:len(s)-len(digits)])
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteRune(' ') // narrow no-break space
		}
		b.WriteRune(c)
	}
	return b.String()
}

// showCount is groupDigits for templates, whose counts are of either type.
func showCount(n any) string {
	switch n := n.(type) {
	case int:
		return groupDigits(n)
	case int64:
		return groupDigits(n)
	}
	return fmt.Sprint(n)
}

// plural is "1 cutting" or "2 cuttings".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return groupDigits(n) + " " + many
}

// showDate writes a date at the precision it has. What is no date of ours is
// shown as it stands.
func showDate(d cutting.Date) string {
	for _, f := range []struct{ in, out string }{
		{"2006-01-02T15:04:05Z07:00", "2 January 2006, 15:04 (UTC-07:00)"},
		{"2006-01-02T15:04Z07:00", "2 January 2006, 15:04 (UTC-07:00)"},
		{"2006-01-02T15:04:05", "2 January 2006, 15:04"},
		{"2006-01-02T15:04", "2 January 2006, 15:04"},
		{"2006-01-02", "2 January 2006"},
		{"2006-01", "January 2006"},
		{"2006", "2006"},
	} {
		if t, err := time.Parse(f.in, d.Value); err == nil {
			return strings.Replace(t.Format(f.out), "(UTC+00:00)", "UTC", 1)
		}
	}
	return d.Value
}

// showShortDate is the date for lists: short month, no time of day.
func showShortDate(d cutting.Date) string {
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

// times is "once", "twice" or "3 times".
func times(n any) string {
	switch s := showCount(n); s {
	case "1":
		return "once"
	case "2":
		return "twice"
	default:
		return s + " times"
	}
}

// isoDate is the date for a datetime attribute, "" when it is none.
func isoDate(d cutting.Date) string {
	for _, f := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(f, d.Value); err == nil {
			return d.Value
		}
	}
	return ""
}

// yearOf is a date's year, or the date as it stands when it has none.
func yearOf(d cutting.Date) string {
	if isoDate(d) == "" {
		return d.Value
	}
	return d.Value[:4]
}

func showInstant(t time.Time) string {
	if t.IsZero() {
		return "unknown"
	}
	return t.UTC().Format("2 January 2006, 15:04 UTC")
}

func kindName(k cutting.Kind) string {
	switch k {
	case cutting.Article:
		return "Article"
	case cutting.Teaser:
		return "Teaser"
	case cutting.Rail:
		return "Rail item"
	}
	return string(k)
}

func pageKindName(k cutting.PageKind) string {
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

// originName says in words where a date, an address or a headline was read.
func originName(o string) string {
	if s, ok := map[string]string{
		"json-ld": "the page’s structured data", "microdata": "the page’s microdata", "meta": "the page’s metadata",
		"time": "a time element in the page", "text": "the page’s visible text", "url": "the item’s address",
		"feed": "the feed", "given": "given by hand", "title": "the page’s title element",
		"warc": "the WARC record", "mhtml": "the MHTML file", "saved-from": "the browser’s note in the file",
		"mtime": "the file’s modification time", "unknown": "nothing in the file says",
	}[o]; ok {
		return s
	}
	return o
}

var languages = map[string]string{
	"ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
	"cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
	"fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
	"hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
	"ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "nl": "Dutch",
	"no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
	"ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
	"sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
	"vi": "Vietnamese", "zh": "Chinese",
}

func languageName(code string) string {
	if code == "" {
		return "Undecided"
	}
	if n, ok := languages[code]; ok {
		return n
	}
	return code
}

// rtlLanguages are written from right to left in their usual script.
var rtlLanguages = map[string]bool{"ar": true, "ckb": true, "dv": true, "fa": true, "he": true, "ps": true,
	"sd": true, "syr": true, "ug": true, "ur": true, "yi": true}

// direction is the base direction of a text, "rtl" or "ltr": that of most of
// its letters, or its language's when it has none.
func direction(lang, text string) string {
	rtl, ltr := 0, 0
	for i, r := range text {
		if i > 600 {
			break
		}
		switch {
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam):
			if unicode.IsLetter(r) {
				rtl++
			}
		case unicode.IsLetter(r):
			ltr++
		}
	}
	switch {
	case rtl > ltr:
		return "rtl"
	case rtl+ltr == 0 && rtlLanguages[lang]:
		return "rtl"
	}
	return "ltr"
}

// outLink gives an address back when a person may follow it: absolute http or
// https. Everything else, javascript: first of all, gives "".
func outLink(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}

// hostOf is the host of an address, without "www.".
func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// showSize writes a number of bytes for people.
func showSize(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " bytes"
	case n < 1000*1000:
		return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + " kB"
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
}
