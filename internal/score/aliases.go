package score

import "strings"

// AliasScores are scores of pairs of a long and a short form; shares, 0–1.
type AliasScores struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"` // both forms exact except for case and marks
}

// Aliases scores one file of predictions against one of answers: lines of JSON with id and pairs. A
// pair that occurs twice in a text counts once.
func Aliases(gold, pred string) (AliasScores, error) {
	type line struct {
		ID, Text string
		Pairs    []struct{ Long, Short [2]int }
		// Answers without offsets.
		PairsText []struct {
			Short string `json:"short_text"`
			Long  string `json:"long_text"`
		} `json:"pairs_text"`
	}
	wordLetters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isWord(r) || r == '_' {
				return r
			}
			return -1
		}, strings.ToLower(s))
	}
	forms := func(l line, text []rune) map[[2]string]bool {
		out := map[[2]string]bool{}
		at := func(s [2]int) string { return wordLetters(string(text[min(s[0], len(text)):min(s[1], len(text))])) }
		for _, p := range l.Pairs {
			out[[2]string{at(p.Short), at(p.Long)}] = true
		}
		for _, p := range l.PairsText {
			out[[2]string{wordLetters(p.Short), wordLetters(p.Long)}] = true
		}
		return out
	}
	predicted := map[string]line{}
	if err := jsonLines(pred, func(l line) { predicted[l.ID] = l }); err != nil {
		return AliasScores{}, err
	}
	var right, np, ng int
	err := jsonLines(gold, func(l line) {
		text := []rune(l.Text)
		g, p := forms(l, text), forms(predicted[l.ID], text)
		ng, np = ng+len(g), np+len(p)
		for k := range p {
			if g[k] {
				right++
			}
		}
	})
	var s AliasScores
	s.P, s.R, s.F1 = prf(right, np, ng)
	return s, err
}
