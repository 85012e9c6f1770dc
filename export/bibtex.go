package export

import (
	"bytes"
	"fmt"
	"strings"
)

// BibTeX writes an @article for each record. The key is "cuttings-" and the ID, so that the same cutting always
// has the same key. It has biblatex's date, url, urldate and langid besides BibTeX's year and month.
func BibTeX(records []Record) []byte {
	var b bytes.Buffer
	for i, r := range records {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "@article{cuttings-%s,", keyOf(r.ID)) // readers need the comma even without fields
		sep := ""
		put := func(field, value string) {
			if value != "" {
				fmt.Fprintf(&b, "%s\n  %s = {%s}", sep, field, value)
				sep = ","
			}
		}
		put("title", braced(r.Headline))
		var authors []string
		for _, a := range r.Authors {
			// Braces keep a name whole where it is not known where its family name begins.
			if a = line(a); a == "" {
				continue
			}
			if family, given, ok := personOf(a, &r); ok {
				authors = append(authors, tex(family)+", "+tex(given))
				continue
			}
			authors = append(authors, "{"+tex(a)+"}")
		}
		put("author", strings.Join(authors, " and "))
		put("journal", tex(line(r.Source)))
		y, m, d := dateOf(r)
		if y > 0 {
			put("year", fmt.Sprintf("%04d", y))
			date := fmt.Sprintf("%04d", y)
			if m > 0 {
				put("month", fmt.Sprint(m))
				date += fmt.Sprintf("-%02d", m)
			}
			if d > 0 {
				date += fmt.Sprintf("-%02d", d)
			}
			put("date", date)
		}
		put("url", texURL(addressOf(r)))
		if !r.Captured.IsZero() {
			put("urldate", r.Captured.UTC().Format("2006-01-02"))
		}
		put("language", tex(line(r.Lang)))
		put("note", tex(line(r.Note)))
		b.WriteString("\n}\n")
	}
	return b.Bytes()
}

// keyOf returns an ID with only the characters that every reader accepts in a key.
func keyOf(id string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return -1
	}, id)
}

// braced returns a headline in braces, which keep its capitals.
func braced(s string) string {
	if s = line(s); s == "" {
		return ""
	}
	return "{" + tex(s) + "}"
}

var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
)

// tex returns a text as TeX. Hyphens and quotation marks that TeX would join to dashes and other marks are kept apart:
// "---" is three hyphens, and no dash.
func tex(s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range texEscapes.Replace(s) {
		if r == last && strings.ContainsRune("-`'", r) || r == '`' && (last == '?' || last == '!') {
			b.WriteString("{}")
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// texURL escapes the characters that would end the field; the rest of an address is unchanged.
func texURL(s string) string {
	return strings.NewReplacer(`{`, "%7B", `}`, "%7D", `\`, "%5C").Replace(s)
}
