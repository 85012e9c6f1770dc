package dates

import "testing"

func TestThaiAbbreviations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"15 ม.ค. 2555", "2012-01-15"},
		{"15 ก.พ. 2555", "2012-02-15"},
		{"15 มี.ค. 55", "2012-03-15"},
		{"15 พ.ย. 2555 10:30", "2012-11-15T10:30:00"},
		{"อาทิตย์, 15 ม.ค. 2012 10:00:00 +0700", "2012-01-15T10:00:00+07:00"},
		{"15 ธันวาคม 2555", "2012-12-15"},
		{"ม.ร.ว. 15", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			got := ""
			if m := Find(c.text, "th", Options{}); len(m) > 0 {
				got = m[0].Date.Value
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
