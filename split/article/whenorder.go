package article

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// dateLang returns the page's language; for English with the region, which decides between 4/9 and
// 9/4, where the page or its address gives it: "en-gb".
func (f *facts) dateLang() string {
	m := &f.v.p.Meta
	if m.Lang != "en" {
		return m.Lang
	}
	t := f.v.t
	for i := 1; i < min(len(t.Nodes), 3); i++ {
		if t.Nodes[i].Tag == "html" {
			for _, key := range [...]string{"lang", "xml:lang"} {
				if r := regionOf(t.Attr(int32(i), key)); r != "" {
					return "en-" + r
				}
			}
		}
	}
	if r := regionOf(m.Claim("og:locale")); r != "" {
		return "en-" + r
	}
	h := cutting.Outlet(m.URL)
	switch tld := h[strings.LastIndexByte(h, '.')+1:]; tld {
	case "uk", "au", "nz", "ie", "za", "in", "pk", "ng", "ke", "sg", "my", "hk", "mt", "gh":
		return "en-" + tld
	}
	return "en"
}

// regionOf returns the region of an English language tag, except "US", the default that many other
// pages keep.
func regionOf(tag string) string {
	lang, region, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if lang != "en" || len(region) != 2 || region == "us" {
		return ""
	}
	return region
}

// resolveOrder exchanges day and month of numeric dates that were read in the language's usual
// order, where the page has evidence for the other: the same date from another source with both
// exchanged, or numeric dates that allow only one order.
func (l *dateList) resolveOrder() {
	none := true
	for i := range l.cs {
		none = none && !l.cs[i].doubtful
	}
	if none {
		return
	}
	against := l.dayFirst > l.monthFirst
	if readsDayFirst(l.lang) {
		against = l.monthFirst > l.dayFirst
	}
	const visible = 1<<fromTimeText | 1<<fromDateClass | 1<<fromDateLine | 1<<fromDateText
	old := l.cs
	sure := func(day string) bool {
		for i := range old {
			if old[i].day == day && !old[i].doubtful {
				return true
			}
		}
		return false
	}
	l.cs = make([]dateCandidate, 0, cap(old))
	for _, c := range old {
		if c.doubtful && len(c.day) == 10 && c.from&^visible == 0 {
			if other := c.day[:5] + c.day[8:] + c.day[4:7]; against || sure(other) {
				c.day, c.value = other, other+c.value[10:]
			}
		}
		l.add(c)
	}
}

// readsDayFirst reports whether dates of a language are read with the day first.
func readsDayFirst(lang string) bool {
	d, _ := dates.Parse("2/1/2001", lang)
	return d.Value != "2001-02-01"
}
