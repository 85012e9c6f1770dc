package score

import (
	"regexp"
	"strings"
)

// TimeScores are F1 values, 0–1, computed as in TempEval-3.
type TimeScores struct {
	Strict  float64 `json:"strict"`  // the same span
	Relaxed float64 `json:"relaxed"` // an overlap, one to one
	Type    float64 `json:"type"`    // an overlap and the same type
	Value   float64 `json:"value"`   // an overlap and the same value
}

var secondsOfValue = regexp.MustCompile(`(T\d\d:\d\d):\d\d(Z|[+-]\d\d:?\d\d)?$`)

// Times scores one file of predictions against one of answers: lines of JSON with id and timex,
// offsets in code points.
func Times(gold, pred string) (TimeScores, error) {
	type timex struct {
		S, E        int
		Type, Value string
	}
	type line struct {
		ID, Text string
		Timex    []timex
	}
	trim := func(x timex, text []rune) timex {
		x.E = min(x.E, len(text))
		for x.S < x.E && !isWord(text[x.S]) {
			x.S++
		}
		for x.E > x.S && !isWord(text[x.E-1]) {
			x.E--
		}
		x.Value = secondsOfValue.ReplaceAllString(strings.ToUpper(strings.TrimSpace(x.Value)), "$1")
		return x
	}
	predicted := map[string]line{}
	if err := jsonLines(pred, func(l line) { predicted[l.ID] = l }); err != nil {
		return TimeScores{}, err
	}
	var ng, np, strict, relaxed, typ, value int
	err := jsonLines(gold, func(l line) {
		text := []rune(l.Text)
		ps := predicted[l.ID].Timex
		used := make([]bool, len(ps))
		ng, np = ng+len(l.Timex), np+len(ps)
		for _, x := range l.Timex {
			g := trim(x, text)
			best, most := -1, 0
			for i, p := range ps {
				p = trim(p, text)
				if o := min(g.E, p.E) - max(g.S, p.S); !used[i] && o > most {
					best, most = i, o
				}
			}
			if best < 0 {
				continue
			}
			used[best] = true
			p := trim(ps[best], text)
			relaxed++
			if p.S == g.S && p.E == g.E {
				strict++
			}
			if p.Type == g.Type {
				typ++
			}
			if p.Value == g.Value {
				value++
			}
		}
	})
	f := func(n int) float64 { _, _, f := prf(n, np, ng); return f }
	return TimeScores{f(strict), f(relaxed), f(typ), f(value)}, err
}
