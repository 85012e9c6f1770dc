package score

import (
	"math"
	"testing"
)

func TestCopies(t *testing.T) {
	gold := []CopyPair{
		{"a", "b", "copy", "cut"}, {"a", "c", "teaser", "teaser"}, {"b", "c", "teaser", "cut+teaser"},
		{"a", "d", "partial", "roundup"},
	}
	pred := []CopyPair{{"b", "a", "copy", ""}, {"a", "d", "copy", ""}, {"c", "d", "partial", ""}}
	s := Copies(gold, pred, map[string]string{"a": "1", "b": "1", "c": "1", "d": "2"},
		map[string]string{"a": "x", "b": "x", "d": "x"})
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"pair precision", s.PairP, 1. / 2}, {"pair recall", s.PairR, 1. / 3},
		{"recall of cut", s.Recall["cut"], 1}, {"recall of pairs of two copies", s.Recall["both"], 0},
		{"partial precision", s.PartialP, 0},
		{"B³ precision", s.B3P, (2./3 + 2./3 + 1 + 1./3) / 4}, {"B³ recall", s.B3R, (2./3 + 2./3 + 1./3 + 1) / 4},
		{"ARI", s.ARI, (1 - 1.5) / (3 - 1.5)},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}
