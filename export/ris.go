package export

import (
	"bytes"
	"fmt"
)

// RIS writes a NEWS reference for each record, with lines ending in CR LF. A date known only to the month or
// year is written to that precision.
func RIS(records []Record) []byte {
	var b bytes.Buffer
	for _, r := range records {
		put := func(tag, value string) {
			if value != "" {
				fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
			}
		}
		put("TY", "NEWS")
		put("ID", "cuttings-"+keyOf(r.ID))
		put("TI", line(r.Headline))
		for _, a := range r.Authors {
			a = line(a)
			if family, given, ok := personOf(a, &r); ok {
				a = family + ", " + given
			}
			put("AU", a)
		}
		put("T2", line(r.Source))
		y, m, d := dateOf(r)
		if y > 0 {
			put("PY", fmt.Sprintf("%04d", y))
			date := fmt.Sprintf("%04d/", y)
			if m > 0 {
				date += fmt.Sprintf("%02d", m)
			}
			date += "/"
			if d > 0 {
				date += fmt.Sprintf("%02d", d)
			}
			put("DA", date+"/")
		}
		put("UR", addressOf(r))
		if !r.Captured.IsZero() {
			put("Y2", r.Captured.UTC().Format("2006/01/02/"))
		}
		put("LA", line(r.Lang))
		put("DB", line(r.Archive))
		put("N1", line(r.Note))
		b.WriteString("ER  - \r\n\r\n")
	}
	return b.Bytes()
}
