package score

import (
	"strings"
)

// NameScores are scores of persons, organisations and places; shares, 0–1.
type NameScores struct {
	P      float64 `json:"p"`
	R      float64 `json:"r"`
	F1     float64 `json:"f1"`      // the same span and type
	SpanF1 float64 `json:"span_f1"` // the same span
}

type nameSpan struct {
	s, e int
	kind string
}

// nameTypes maps the types of several corpora to ours; others are left out.
var nameTypes = map[string]string{
	"PERSON": "PER", "PER": "PER", "Person": "PER",
	"GPE": "LOC", "LOC": "LOC", "LOCATION": "LOC", "Location": "LOC",
	"ORG": "ORG", "ORGANIZATION": "ORG", "Organisation": "ORG",
}

// Names scores one file of predictions against one of answers: lines of JSON with id and entities,
// offsets in code points. Leading articles and marks at the edges are ignored.
func Names(gold, pred string) (NameScores, error) {
	type line struct {
		ID, Text string
		Entities []struct {
			S, E int
			Type string
		}
	}
	spans := func(l line, text []rune) map[nameSpan]bool {
		out := map[nameSpan]bool{}
		for _, e := range l.Entities {
			kind := nameTypes[e.Type]
			s, f := e.S, min(e.E, len(text))
			if kind == "" || s >= f {
				continue
			}
			if strings.HasPrefix(strings.ToLower(string(text[s:f])), "the ") {
				s += 4
			}
			for s < f && !isWord(text[s]) {
				s++
			}
			for f > s && !isWord(text[f-1]) {
				f--
			}
			if s < f {
				out[nameSpan{s, f, kind}] = true
			}
		}
		return out
	}
	predicted := map[string]line{}
	err := jsonLines(pred, func(l line) { predicted[l.ID] = l })
	if err != nil {
		return NameScores{}, err
	}
	var right, same, np, ng int
	err = jsonLines(gold, func(l line) {
		text := []rune(l.Text)
		g, p := spans(l, text), spans(predicted[l.ID], text)
		ng, np = ng+len(g), np+len(p)
		at := map[[2]int]bool{}
		for s := range g {
			at[[2]int{s.s, s.e}] = true
			if p[s] {
				right++
			}
		}
		for s := range p {
			if k := [2]int{s.s, s.e}; at[k] {
				same++
				delete(at, k)
			}
		}
	})
	if err != nil {
		return NameScores{}, err
	}
	var s NameScores
	s.P, s.R, s.F1 = prf(right, np, ng)
	_, _, s.SpanF1 = prf(same, np, ng)
	return s, nil
}
