package across

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"cuttings/cutting"
	"cuttings/reading/names"
)

// makeTexts returns n texts of ten names each, drawn from some n/5 persons, bodies and
// places, few of them often.
func makeTexts(n int) []Text {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(most int) int { return int(float64(most) * r.Float64() * r.Float64() * r.Float64()) }
	syllable := func(k int) string {
		const c, v = "bdfgklmnprstvz", "aeiou"
		s := ""
		for range 3 {
			s += string(c[k%len(c)]) + string(v[k/len(c)%len(v)])
			k /= 7
		}
		return string(s[0]-32) + s[1:]
	}
	out := make([]Text, n)
	for i := range out {
		t := Text{ID: fmt.Sprintf("t%06d", i), Source: fmt.Sprint("s", i%50), Date: fmt.Sprintf("20%02d-01-01", i%30)}
		for range 10 {
			k := pick(n / 5)
			l := Local{Kind: names.Person, Form: syllable(k/3) + " " + syllable(k*7+1)}
			switch k % 3 {
			case 1:
				l = Local{Kind: names.Organisation, Form: syllable(k) + " " + syllable(k*5+2) + " Union"}
			case 2:
				l = Local{Kind: names.Place, Form: syllable(k*3 + k/50)}
			}
			if l.Kind == names.Person && r.IntN(3) == 0 {
				l.Form = syllable(k*7 + 1)
			}
			l.Uses = []Use{{Form: l.Form, Count: 1 + r.IntN(3), First: cutting.Span{Start: 1, End: 5}}}
			t.Names = append(t.Names, l)
		}
		out[i] = t
	}
	return out
}

func BenchmarkJoin(b *testing.B) {
	texts := makeTexts(20_000)
	for b.Loop() {
		x := NewIndex(Decisions{})
		for _, t := range texts {
			x.Add(t)
		}
		x.Update()
	}
}

// BenchmarkAdd adds one text at a time to many.
func BenchmarkAdd(b *testing.B) {
	texts := makeTexts(101_000)
	x := NewIndex(Decisions{})
	for _, t := range texts[:100_000] {
		x.Add(t)
	}
	x.Update()
	i := 100_000
	for b.Loop() {
		x.Add(texts[i])
		x.Update()
		if i++; i == len(texts) {
			i = 100_000
		}
	}
}
