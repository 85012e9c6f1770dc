package cutting

import (
	"testing"
	"time"
)

func TestBegins(t *testing.T) {
	for _, tt := range []struct {
		value string
		want  time.Time
		to    Precision
	}{
		{"2011", time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), ToYear},
		{"2011-04", time.Date(2011, 4, 1, 0, 0, 0, 0, time.UTC), ToMonth},
		{"2011-04-09", time.Date(2011, 4, 9, 0, 0, 0, 0, time.UTC), ToDay},
		{"2011-04-09T14:30", time.Date(2011, 4, 9, 14, 30, 0, 0, time.UTC), ToClock},
		{"2011-04-09T14:30:05", time.Date(2011, 4, 9, 14, 30, 5, 0, time.UTC), ToClock},
		{"2011-04-09T14:30+02:00", time.Date(2011, 4, 9, 12, 30, 0, 0, time.UTC), ToZone},
		{"2011-04-09T14:30:05Z", time.Date(2011, 4, 9, 14, 30, 5, 0, time.UTC), ToZone},
		{"", time.Time{}, 0}, {"2011-02-30", time.Time{}, 0}, {"April 2011", time.Time{}, 0},
	} {
		if got, to := (Date{Value: tt.value}).Begins(); !got.Equal(tt.want) || to != tt.to {
			t.Errorf("%q begins at %v, to %d; want %v, %d", tt.value, got, to, tt.want, tt.to)
		}
	}
}
