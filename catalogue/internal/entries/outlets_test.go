package entries

import (
	"slices"
	"testing"

	"cuttings/cutting"
)

// TestOutletNameTies holds which of two names as good as each other an outlet has: the
// one that spells its host, else the first in the alphabet; and of two ways to write a
// name as frequent as each other the smaller. The order of the rows makes no difference.
func TestOutletNameTies(t *testing.T) {
	stated := []cutting.NameOrigin{cutting.StatedName}
	for _, tt := range []struct{ name, host, a, b, want string }{
		{"the first in the alphabet", "halden.example", "Aurora Post", "Zenith Post", "Aurora Post"},
		{"one that spells the host", "zenithpost.example", "Aurora Post", "Zenith Post", "Zenith Post"},
		{"two ways to write it", "halden.example", "Aurora post", "Aurora Post", "Aurora Post"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rows := []OutletName{{Key: tt.host, Pages: 4}, {Key: tt.host, Name: tt.a, Origins: stated, Pages: 2},
				{Key: tt.host, Name: tt.b, Origins: stated, Pages: 2}}
			for range 2 {
				o := ResolveOutlets(rows, nil)
				if got := o.At(o.Number(tt.host)).Name; got != tt.want {
					t.Errorf("%s of %s is called %q, not %q", tt.host, []string{tt.a, tt.b}, got, tt.want)
				}
				slices.Reverse(rows)
			}
		})
	}
}
