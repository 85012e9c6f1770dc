package plain

import "testing"

func TestTimeValue(t *testing.T) {
	for _, tt := range []struct{ kind, value, want string }{
		{"DATE", "1986", "1986"}, {"DATE", "1986-04", "April 1986"}, {"DATE", "1986-04-09", "9 April 1986"},
		{"TIME", "1986-04-09T14:30", "9 April 1986"}, {"DATE", "198X", "1980s"}, {"DATE", "1988-FA", "autumn 1988"},
		{"DATE", "2015-Q3", "third quarter of 2015"}, {"DATE", "1990-H1", "first half of 1990"}, {"DATE", "PAST_REF",
			""},
		{"DATE", "", ""}, {"DATE", "1986-Q3", "third quarter of 1986"}, {"DURATION", "P2M", "2 months"}, {"DURATION",
			"P1Y", "1 year"},
		{"DURATION", "PXY", ""}, {"SET", "P1Y", "every year"}, {"SET", "P2W", "every 2 weeks"},
		{"DURATION", "PT2H", ""},
		{"DURATION", "P", ""},
	} {
		if got := TimeValue(tt.kind, tt.value); got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.kind, tt.value, got, tt.want)
		}
	}
}
