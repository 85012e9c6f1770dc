package story

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// patternFamilies reads testdata/patterns.txt: reports written on one pattern, by family.
func patternFamilies(t *testing.T) (names []string, reports map[string][]string) {
	t.Helper()
	const path = "testdata/patterns.txt"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reports = map[string][]string{}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line == "-" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			names = append(names, line[2:])
		case len(names) == 0:
			t.Fatalf("%s: a report before the first family", path)
		default:
			last := names[len(names)-1]
			reports[last] = append(reports[last], line)
		}
	}
	return names, reports
}

// TestPatternFamilies: no two reports of a family are one story.
func TestPatternFamilies(t *testing.T) {
	names, reports := patternFamilies(t)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			list := reports[name]
			for i := range list {
				for k := range list[:i] {
					x, y := NewText("a", "Report", list[k]), NewText("b", "Report", list[i])
					if r := Compare(x, y, nil); r.Joins() {
						t.Errorf("reports %d and %d are %q %q (covers %.2f, %.2f)", k+1, i+1, r.Kind, r.How,
							r.CoverA, r.CoverB)
					}
				}
			}
		})
	}
}

// TestPatternCopies: a report of a family stays one story with its own copies: cut, misread, put right in one
// figure, brought up to date.
func TestPatternCopies(t *testing.T) {
	names, reports := patternFamilies(t)
	for _, name := range names {
		for i, report := range reports[name] {
			x := NewText("a", "Report", report)
			changed := once(func(figure string) string { return figure + "7" })
			for how, text := range map[string]string{
				"misread":            misread(report, 12),
				"one figure changed": oneFigure.ReplaceAllStringFunc(report, changed),
				"news in front":      "Updated at noon, after a first version had left out who was asked. " + report,
			} {
				if r := Compare(x, NewText("b", "Report", text), nil); r.Kind != Copy {
					t.Errorf("%s, report %d, %s: %q, want a copy:\n%s", name, i+1, how, r.Kind, text)
				}
			}
		}
	}
}

// TestUpdatesOfShortReports: a short report with new figures in it stays one story with the first as long as
// some of its figures are the same.
func TestUpdatesOfShortReports(t *testing.T) {
	for name, pair := range map[string][2]string{
		"casualties": {"At least 12 people died and 34 were injured when a coach with 50 passengers left the coast " +
			"road near Lensvik on Tuesday, police said. The road was built in 1987 and has no barrier. The driver, " +
			"61, is in hospital.",
			"At least 14 people died and 31 were injured when a coach with 50 passengers left the coast road near " +
				"Lensvik on Tuesday, police said. The road was built in 1987 and has no barrier. The driver, 61, is " +
				"in hospital and has not been heard yet."},
		"dégâts": {"Un incendie a détruit lundi 40 hectares de pins près d'Orsby. Quelque 120 pompiers et 4 avions " +
			"luttent contre le feu. Le camping de Stell, où logeaient 300 personnes, a été évacué.",
			"Un incendie a détruit lundi 65 hectares de pins près d'Orsby. Quelque 180 pompiers et 4 avions luttent " +
				"contre le feu. Le camping de Stell, où logeaient 300 personnes, a été évacué dans la soirée."},
		"Verletzte": {"Bei einem Unfall auf der Landstraße bei Orsby sind am Freitag drei Menschen verletzt worden, " +
			"einer von ihnen schwer. Zwei Rettungswagen waren im Einsatz, die Straße war vier Stunden gesperrt.",
			"Bei einem Unfall auf der Landstraße bei Orsby sind am Freitag fünf Menschen verletzt worden, einer von " +
				"ihnen lebensgefährlich. Drei Rettungswagen waren im Einsatz, die Straße war vier Stunden gesperrt."},
	} {
		if r := Compare(NewText("a", "Report", pair[0]), NewText("b", "Report", pair[1]), nil); r.Kind != Copy {
			t.Errorf("%s: %q, want a copy", name, r.Kind)
		}
	}
}

var oneFigure = regexp.MustCompile(`\d+`)

// once returns a function that calls fn the first time alone and returns its argument afterwards.
func once(fn func(string) string) func(string) string {
	done := false
	return func(s string) string {
		if done {
			return s
		}
		done = true
		return fn(s)
	}
}
