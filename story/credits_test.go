package story

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCredits(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"agency behind the place": {"TARNHOLM (Reuters) - The berth was closed on Tuesday.", []string{"Reuters"}},
		"agency nobody knows, with the day": {"TARNHOLM, Feb 18 (OPA) – The northern berth was closed on Tuesday.",
			[]string{"OPA"}},
		"agency by its name": {"TARNHOLM, Orsania (Harbour News Service) — The northern berth was closed on Tuesday.",
			[]string{"Harbour News Service"}},
		"a party behind a place": {"TARNHOLM (OPA) was closed on Tuesday.", nil},
		"votes":                  {"VASK (Labour) – 12,345\nROE (Greens) – 7,801", nil},
		"a member and his party": {"Oren Vask (OPA) – the pilot – said so.", nil},
		"agency at the end":      {"The berth was closed, the board said. (AFP)", []string{"AFP"}},
		"contributed":            {"The berth was closed.\n\nAFP contributed to this report.", []string{"AFP"}},
		"an outlet contributed": {"It was closed. The Ossery Courier contributed to this report.",
			[]string{"The Ossery Courier"}},
		"source line":            {"The berth was closed.\nSource: Ossery Courier", []string{"Ossery Courier"}},
		"source line in Persian": {"اسکله بسته شد.\nمنبع: تسنیم", []string{"تسنیم"}},
		"copyright":              {"The berth was closed.\n© 2012 AFP", []string{"AFP"}},
		"reprinted": {"This article first appeared in the Ossery Courier.",
			[]string{"Ossery Courier"}},
		"two": {"TARNHOLM (AP) — Closed.\nSource: Ossery Courier",
			[]string{"AP", "Ossery Courier"}},
		"source of one statement":    {"The board told Reuters that it would close the berth.", nil},
		"sources said":               {"Sources: a pilot and two clerks, said on Tuesday that it would.", nil},
		"initials of something else": {"The party (AP-backed) closed the berth.", nil},
		"nothing":                    {"", nil},
		"named in the middle": {strings.Repeat("x y z. ", 300) + "\nSource: Courier\n" +
			strings.Repeat("x y z. ", 300), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, c := range Credits(tt.text) {
				got = append(got, c.Name)
				if !strings.Contains(c.At.In(tt.text), c.Name) {
					t.Errorf("%q does not stand in %q", c.Name, c.At.In(tt.text))
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("credits (-want +got):\n%s", d)
			}
		})
	}
}
