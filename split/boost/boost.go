// Package boost fits and evaluates gradient-boosted regression trees: a score for a vector of
// features. It reads and writes forests as text, one split a line, so that a change of weights can
// be reviewed.
//
// The method is Friedman's gradient boosting machine with second-order leaf values and histogram
// splits, as XGBoost and LightGBM describe it.
package boost

import (
	"bufio"
	"fmt"
	"math"
	"strconv"
	"strings"

	"cuttings/cutting"
)

// Forest is a sum of trees. It is immutable once made and safe for concurrent use.
type Forest struct {
	// Features are the names of the vector's entries, in order.
	Features []string
	Base     float32
	nodes    []node
	roots    []int32
	steps    []step // the nodes in another layout, for Probabilities
}

// node is a split, or a leaf when feature is negative: then threshold is its value. The two
// children of a split are adjacent, so that going down is an addition and no branch.
type node struct {
	threshold float32
	feature   int32
	left      int32 // value <= threshold; the other side is left+1
}

// Trees is the number of trees.
func (f *Forest) Trees() int { return len(f.roots) }

// Score returns the sum of the trees' values for x, which must have an entry per feature. Larger
// means more likely; Probability maps it to 0…1.
func (f *Forest) Score(x []float32) float32 {
	s := f.Base
	for _, r := range f.roots {
		s += f.leafValue(r, x)
	}
	return s
}

func (f *Forest) leafValue(at int32, x []float32) float32 {
	n := &f.nodes[at]
	for n.feature >= 0 {
		side := int32(0)
		if x[n.feature] > n.threshold {
			side = 1
		}
		n = &f.nodes[n.left+side]
	}
	return n.threshold
}

// Probability returns the logistic function of a score.
func Probability(score float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(score))))
}

// Parse reads a forest in the form String writes. Lines that begin with "#" and empty lines are
// skipped. Errors are of kind Invalid and give the line.
func Parse(text string) (*Forest, error) {
	f := &Forest{}
	sc := bufio.NewScanner(strings.NewReader(text))
	sc.Buffer(nil, 1<<20)
	index := map[string]int32{}
	var base int32
	for line := 1; sc.Scan(); line++ {
		w := strings.Fields(sc.Text())
		if len(w) == 0 || strings.HasPrefix(w[0], "#") {
			continue
		}
		bad := func(why string) error {
			return cutting.Errorf(cutting.Invalid, "forest, line %d: %s", line, why)
		}
		switch {
		case w[0] == "base" && len(w) == 2:
			v, err := strconv.ParseFloat(w[1], 32)
			if err != nil {
				return nil, bad("the base is not a number")
			}
			f.Base = float32(v)
		case w[0] == "feature" && len(w) == 2:
			index[w[1]] = int32(len(f.Features))
			f.Features = append(f.Features, w[1])
		case w[0] == "tree" && len(w) == 1:
			base = int32(len(f.nodes))
			f.roots = append(f.roots, base)
		case w[0] == "leaf" && len(w) == 2:
			v, err := strconv.ParseFloat(w[1], 32)
			if err != nil || len(f.roots) == 0 {
				return nil, bad("a leaf needs a tree and a number")
			}
			f.nodes = append(f.nodes, node{feature: -1, threshold: float32(v)})
		case w[0] == "if" && len(w) == 4:
			feature, known := index[w[1]]
			v, err := strconv.ParseFloat(w[2], 32)
			l, errL := strconv.Atoi(w[3])
			self := int32(len(f.nodes)) - base
			if !known || err != nil || errL != nil || len(f.roots) == 0 {
				return nil, bad("a split is: if FEATURE THRESHOLD LEFT")
			}
			if int32(l) <= self {
				return nil, bad("a split must point forward")
			}
			f.nodes = append(f.nodes, node{feature: feature, threshold: float32(v), left: base + int32(l)})
		default:
			return nil, bad("not understood")
		}
	}
	if err := sc.Err(); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "forest: %w", err)
	}
	// Every split must stay within its own tree.
	for i, r := range f.roots {
		end := int32(len(f.nodes))
		if i+1 < len(f.roots) {
			end = f.roots[i+1]
		}
		if r >= end {
			return nil, cutting.Errorf(cutting.Invalid, "forest: tree %d is empty", i)
		}
		for _, n := range f.nodes[r:end] {
			if n.feature >= 0 && n.left+1 >= end {
				return nil, cutting.Errorf(cutting.Invalid, "forest: tree %d points outside itself", i)
			}
		}
		if end-r > maxSteps || len(f.Features) > maxSteps {
			return nil, cutting.Errorf(cutting.Invalid, "forest: tree %d is too large", i)
		}
	}
	f.fillSteps()
	return f, nil
}

// String returns the forest as text: its features, then per tree its nodes in order; a split has
// feature, threshold and the position of its first child in the tree; the second child follows it.
func (f *Forest) String() string {
	var b strings.Builder
	for _, n := range f.Features {
		fmt.Fprintf(&b, "feature %s\n", n)
	}
	fmt.Fprintf(&b, "base %s\n", fourDigits(f.Base))
	for i, r := range f.roots {
		end := int32(len(f.nodes))
		if i+1 < len(f.roots) {
			end = f.roots[i+1]
		}
		b.WriteString("tree\n")
		for _, n := range f.nodes[r:end] {
			if n.feature < 0 {
				fmt.Fprintf(&b, "leaf %s\n", fourDigits(n.threshold))
			} else {
				fmt.Fprintf(&b, "if %s %s %d\n", f.Features[n.feature], fourDigits(n.threshold), n.left-r)
			}
		}
	}
	return b.String()
}

// fourDigits formats v with four significant digits.
func fourDigits(v float32) string { return strconv.FormatFloat(float64(v), 'g', 4, 32) }
