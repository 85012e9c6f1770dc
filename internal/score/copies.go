package score

import "strings"

// CopyPair is one pair of texts: predicted, or of the answers.
type CopyPair struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Relation string `json:"relation"` // "copy", "teaser", "partial"
	How      string `json:"how"`      // answers only: how the copy was made
}

func (p CopyPair) key() [2]string { return [2]string{min(p.A, p.B), max(p.A, p.B)} }

// CopyScores are shares, 0–1.
type CopyScores struct {
	PairP  float64 `json:"pair_p"`
	PairR  float64 `json:"pair_r"`
	PairF1 float64 `json:"pair_f1"`
	B3P    float64 `json:"b3_p"`
	B3R    float64 `json:"b3_r"`
	B3F1   float64 `json:"b3_f1"`
	ARI    float64 `json:"ari"`
	// PartialP, PartialR and PartialF1 are of pairs predicted to share only a passage.
	PartialP  float64            `json:"partial_p"`
	PartialR  float64            `json:"partial_r"`
	PartialF1 float64            `json:"partial_f1"`
	Recall    map[string]float64 `json:"recall"` // of same-story pairs, by how the copy was made
}

// Copies scores pairs and clusters. A text in no cluster is one of its own. B³ is that of Bagga and
// Baldwin (1998), ARI the adjusted Rand index of Hubert and Arabie (1985).
func Copies(gold, pred []CopyPair, goldOf, predOf map[string]string) CopyScores {
	same, part := map[[2]string]string{}, map[[2]string]bool{}
	for _, g := range gold {
		if g.Relation == "partial" {
			part[g.key()] = true
		} else {
			same[g.key()] = g.How
		}
	}
	joined, partial := map[[2]string]bool{}, map[[2]string]bool{}
	for _, p := range pred {
		if p.Relation == "partial" {
			partial[p.key()] = true
		} else {
			joined[p.key()] = true
		}
	}
	var s CopyScores
	right, found, of := 0, map[string]int{}, map[string]int{}
	for k, how := range same {
		if strings.Contains(how, "+") { // two copies of a third text
			how = "both"
		}
		of[how]++
		if joined[k] {
			right++
			found[how]++
		}
	}
	s.PairP, s.PairR, s.PairF1 = prf(right, len(joined), len(same))
	s.Recall = map[string]float64{}
	for how, n := range of {
		s.Recall[how] = float64(found[how]) / float64(n)
	}
	named := 0
	for k := range partial {
		if part[k] {
			named++
		}
	}
	s.PartialP, s.PartialR, s.PartialF1 = prf(named, len(partial), len(part))
	s.clusters(goldOf, predOf)
	return s
}

func (s *CopyScores) clusters(goldOf, predOf map[string]string) {
	both := map[[2]string]int{}
	g, p := map[string]int{}, map[string]int{}
	for id, gc := range goldOf {
		pc, ok := predOf[id]
		if !ok {
			pc = "alone " + id
		}
		both[[2]string{gc, pc}]++
		g[gc]++
		p[pc]++
	}
	n := float64(len(goldOf))
	if n < 2 {
		return
	}
	pairs := func(k int) float64 { return float64(k) * float64(k-1) / 2 }
	var together, inGold, inPred float64
	for k, v := range both {
		together += pairs(v)
		s.B3P += float64(v*v) / float64(p[k[1]]) / n
		s.B3R += float64(v*v) / float64(g[k[0]]) / n
	}
	for _, v := range g {
		inGold += pairs(v)
	}
	for _, v := range p {
		inPred += pairs(v)
	}
	s.B3F1 = harmonic(s.B3P, s.B3R)
	expected := inGold * inPred / (n * (n - 1) / 2)
	if most := (inGold + inPred) / 2; most != expected {
		s.ARI = (together - expected) / (most - expected)
	}
}

func prf(right, pred, gold int) (p, r, f float64) {
	if pred > 0 {
		p = float64(right) / float64(pred)
	}
	if gold > 0 {
		r = float64(right) / float64(gold)
	}
	return p, r, harmonic(p, r)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
