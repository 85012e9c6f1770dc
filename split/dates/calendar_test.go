package dates

import "testing"

func TestTheLastDayOfASolarHijriYear(t *testing.T) {
	for _, tt := range []struct {
		year int
		leap bool
	}{{1395, true}, {1396, false}, {1397, false}, {1399, true}, {1400, false}, {1403, true}} {
		y, m, d, ok := fromJalali(tt.year, 12, 30)
		if ok != tt.leap {
			t.Errorf("30 Esfand %d: %d-%d-%d, %v; want %v", tt.year, y, m, d, ok, tt.leap)
		}
		if _, _, _, ok := fromJalali(tt.year, 12, 29); !ok {
			t.Errorf("29 Esfand %d is a day", tt.year)
		}
	}
}
