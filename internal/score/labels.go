package score

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"unicode"
)

// LabelScores are scores of labels; shares, 0–1. A label is found when it shares half of its
// letters with an answer; the other scores count found labels with further properties right.
type LabelScores struct {
	P         float64 `json:"p"`
	R         float64 `json:"r"`
	F1        float64 `json:"f1"`
	WhomF1    float64 `json:"whom_f1"`    // put on the right name
	VoiceF1   float64 `json:"voice_f1"`   // in the right voice
	NegatedF1 float64 `json:"negated_f1"` // negated rightly or not at all
	AllF1     float64 `json:"all_f1"`     // all three
	Answers   int     `json:"answers"`
	Found     int     `json:"predictions"`
}

type label struct {
	S, E     int
	Of, Name *[2]int
	Voice    json.RawMessage
	Negated  bool
	Kind     string
}

func (l label) whom() *[2]int {
	if l.Of != nil {
		return l.Of
	}
	return l.Name
}

// Labels scores a file of predictions against one of answers: lines of JSON with id and labels,
// offsets in code points. Roles are ignored.
func Labels(gold, pred string) (LabelScores, error) {
	type line struct {
		ID, Text string
		Labels   []label
		Roles    [][2]int
	}
	var right, whom, voice, negated, all, answers, found int
	predictions := map[string][]label{}
	err := jsonLines(pred, func(l line) { predictions[l.ID] = l.Labels })
	if err != nil {
		return LabelScores{}, err
	}
	err = jsonLines(gold, func(l line) {
		text := []rune(l.Text)
		letters := func(s, e int) map[int]bool {
			out := map[int]bool{}
			for i := max(s, 0); i < min(e, len(text)); i++ {
				if unicode.IsLetter(text[i]) || unicode.IsNumber(text[i]) {
					out[i] = true
				}
			}
			return out
		}
		var mine []label
		for _, p := range predictions[l.ID] {
			own := letters(p.S, p.E)
			isRole := p.Kind == "role" || slices.ContainsFunc(l.Roles, func(r [2]int) bool {
				role := letters(r[0], r[1])
				return 2*sharedLetters(own, role) >= max(1, len(role))
			})
			if !isRole {
				mine = append(mine, p)
			}
		}
		answers += len(l.Labels)
		found += len(mine)
		for _, m := range matchGreedily(len(l.Labels), len(mine), 0.5, func(i, k int) float64 {
			a, b := letters(l.Labels[i].S, l.Labels[i].E), letters(mine[k].S, mine[k].E)
			n := sharedLetters(a, b)
			return float64(n) / float64(max(1, len(a)+len(b)-n))
		}) {
			g, p := l.Labels[m[0]], mine[m[1]]
			o := touch(g.whom(), p.whom())
			v := sameVoice(g.Voice, p.Voice)
			n := g.Negated == p.Negated
			right++
			whom += one(o)
			voice += one(v)
			negated += one(n)
			all += one(o && v && n)
		}
	})
	if err != nil {
		return LabelScores{}, err
	}
	f := func(n int) float64 { return rate(float64(2*n), float64(answers+found)) }
	return LabelScores{P: rate(float64(right), float64(found)), R: rate(float64(right), float64(answers)),
		F1: f(right), WhomF1: f(whom), VoiceF1: f(voice), NegatedF1: f(negated), AllF1: f(all), Answers: answers,
		Found: found}, nil
}

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// matchGreedily pairs the most similar members of two lists, each once, down to a similarity of
// least.
func matchGreedily(n, m int, least float64, similarity func(i, k int) float64) [][2]int {
	type pair struct {
		similarity float64
		i, k       int
	}
	var pairs []pair
	for i := range n {
		for k := range m {
			if v := similarity(i, k); v >= least {
				pairs = append(pairs, pair{v, i, k})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.similarity, a.similarity), cmp.Compare(a.i, b.i), cmp.Compare(a.k, b.k))
	})
	usedI, usedK := map[int]bool{}, map[int]bool{}
	var out [][2]int
	for _, p := range pairs {
		if !usedI[p.i] && !usedK[p.k] {
			usedI[p.i], usedK[p.k] = true, true
			out = append(out, [2]int{p.i, p.k})
		}
	}
	return out
}

func sharedLetters(a, b map[int]bool) (n int) {
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

func touch(a, b *[2]int) bool {
	return a != nil && b != nil && min(a[1], b[1]) > max(a[0], b[0]) || a == b
}

// sameVoice compares two voices: "outlet", which is the default, or a span.
func sameVoice(a, b json.RawMessage) bool {
	span := func(v json.RawMessage) *[2]int {
		var s [2]int
		if v = bytes.TrimSpace(v); len(v) == 0 || v[0] != '[' || json.Unmarshal(v, &s) != nil {
			return nil
		}
		return &s
	}
	return touch(span(a), span(b))
}
