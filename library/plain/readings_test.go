package plain

import "testing"

func TestTimeValue(t *testing.T) {
	for _, tt := range []struct{ kind, value, want string }{
		{"DATE", "1986", "1986"}, {"DATE", "1986-04", "April 1986"}, {"DATE", "1986-04-09", "9 April 1986"},
		{"TIME", "1986-04-09T14:30", "9 April 1986"}, {"DATE", "198", "the 1980s"}, {"DATE", "PAST_REF", ""},
		{"DATE", "", ""}, {"DATE", "1986-Q3", ""}, {"DURATION", "P2M", "2 months"}, {"DURATION", "P1Y", "1 year"},
		{"DURATION", "PXY", ""}, {"SET", "P1Y", "every year"}, {"SET", "P2W", "every 2 weeks"},
		{"DURATION", "PT2H", ""},
		{"DURATION", "P", ""},
	} {
		if got := TimeValue(tt.kind, tt.value); got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.kind, tt.value, got, tt.want)
		}
	}
}
