package redact

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestSounds: a surname is found by its sound in the other scripts, and no other surname is.
func TestSounds(t *testing.T) {
	b, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	var groups [2][][]string
	at := 0
	for line := range strings.Lines(string(b)) {
		switch line = strings.TrimSpace(line); {
		case line == "":
			at++
		case !strings.HasPrefix(line, "#"):
			groups[at] = append(groups[at], strings.Split(line, " | "))
		}
	}
	all := slices.Concat(groups[0], groups[1])
	t.Run("fitted", func(t *testing.T) { sounds(t, groups[0], all, 90) })
	t.Run("others", func(t *testing.T) { sounds(t, groups[1], all, 75) })
}

// sounds looks for the surnames of persons among all, and for their given names beside them.
func sounds(t *testing.T, persons, all [][]string, least int) {
	t.Helper()
	alone, both, of, wrong, against := 0, 0, 0, 0, 0
	for _, person := range persons {
		at := lastSpace(person[0])
		given, last := soundOf(person[0][:at]), soundOf(person[0][at+1:])
		for _, other := range all {
			for _, name := range other[1:] {
				k := lastSpace(name)
				is, likely := last.matchOtherScript(name[k+1:])
				first, _ := given.matchOtherScript(name[:k])
				if other[0] != person[0] {
					against++
					if likely || is && first {
						wrong++
						t.Logf("%s is taken for %s", name, person[0])
					}
					continue
				}
				of++
				if likely {
					alone++
				}
				if is && first {
					both++
				} else {
					g, o := soundOf(name[:k]), soundOf(name[k+1:])
					t.Logf("%s (%s %s) is not found as %s (%s %s): %.2f and %.2f, at most %.2f and %.2f", person[0],
						given.sounds, last.sounds, name, g.sounds, o.sounds, given.distanceFrom(g.sounds, g.of),
						last.distanceFrom(o.sounds, o.of), given.beside, last.beside)
				}
			}
		}
	}
	t.Logf("of %d: %d by the surname, %d by the whole name; %d of %d wrong", of, alone, both, wrong, against)
	if both*100 < of*least || wrong*100 > against {
		t.Errorf("%d of %d found, at least %d %% are wanted; %d of %d wrong", both, of, least, wrong, against)
	}
}

func lastSpace(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return i
		}
	}
	return -1
}
