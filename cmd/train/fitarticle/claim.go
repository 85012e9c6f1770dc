package fitarticle

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"cuttings/split/boost"
)

// claimOptions returns the options of the choice called name. Dates take more and smaller steps, as
// no single one has a large effect.
func (t *trainer) claimOptions(name string, seed uint64) boost.Options {
	o := boost.Options{Trees: t.ct, Leaves: t.cl, Rate: t.cr, MinLeaf: t.cm, L2: 3, Columns: 0.5, Rows: 0.7,
		Seed: seed}
	if name == "date" {
		o.Trees, o.Rate, o.MinLeaf = o.Trees*5/2, o.Rate*0.55, o.MinLeaf*2/3
	}
	return o
}

// blankWeight returns the weight of a page without an answer. For bylines it is below one: half of
// the pages without an author in the yardsticks have a name somewhere.
func (t *trainer) blankWeight(name string) float32 {
	if name == "byline" {
		return 0.4
	}
	return t.cw
}

// extraWeight is the weight of a page made from another.
const extraWeight = 0.5

// marks counts a forest's choices on the pages of one set.
type marks struct {
	n, right, could int // pages with an answer; chosen right; with a right candidate
	blank, given    int // pages without one; those given one all the same
	noisy           int // wrong choices where the answer contradicts the page's own claim
}

func (m *marks) String() string {
	s := fmt.Sprintf("%.4f of %d right, %.4f possible; %d of %d without one given one",
		float64(m.right)/float64(max(1, m.n)), m.n, float64(m.could)/float64(max(1, m.n)), m.given, m.blank)
	if m.noisy > 0 {
		s += fmt.Sprintf("; %d of the wrong against the page's claim", m.noisy)
	}
	return s
}

// add counts the choice at of g's candidates; -1 without any.
func (m *marks) add(g *group, at int) (right bool) {
	if g.want == "" {
		m.blank++
		if at >= 0 && g.text[at] != "" && !(g.days && len(g.text[at]) < 10) {
			m.given++
			if g.noisy {
				m.noisy++
			}
			return false
		}
		return true
	}
	m.n++
	if g.any {
		m.could++
	}
	if at >= 0 && g.right[at] {
		m.right++
		return true
	}
	if g.noisy {
		m.noisy++
	}
	return false
}

// top returns the candidate with f's highest score; -1 without candidates.
func top(f *boost.Forest, g *group) int {
	at := -1
	var best float32
	for i := range g.rows {
		if v := f.Score(g.rows[i]); at < 0 || v > best {
			at, best = i, v
		}
	}
	return at
}

// fitClaim fits the choice called name to the groups for which pick is true.
func (t *trainer) fitClaim(name string, names []string, groups []*group, pick func(*group) bool,
	seed uint64) *boost.Forest {
	d := boost.Data{Names: names}
	for k, g := range groups {
		if !g.any || g.noisy || !pick(g) {
			continue
		}
		for i, x := range g.rows {
			d.X = append(d.X, x)
			y := float32(0)
			if g.right[i] {
				y = 1
			}
			d.Y = append(d.Y, y)
			d.Group = append(d.Group, int32(k))
			w := float32(1)
			if g.want == "" {
				w = t.blankWeight(name)
			} else if g.extra {
				w = extraWeight
			}
			d.Weight = append(d.Weight, w)
		}
	}
	return boost.Train(d, t.claimOptions(name, seed))
}

// claim cross-validates one choice, prints the misses and, with -write, writes the weights fitted
// to everything.
func (t *trainer) claim(name string, names []string, groups []*group) error {
	cv := t.repeated(name, names, groups)
	by := map[string]*marks{}
	var misses []string
	for k := range folds {
		f := t.fitClaim(name, names, groups, func(g *group) bool { return g.s.fold != k }, uint64(k))
		for _, g := range groups {
			if g.s.fold != k || g.extra {
				continue
			}
			x := by[g.s.set]
			if x == nil {
				x = &marks{}
				by[g.s.set] = x
			}
			at := top(f, g)
			if x.add(g, at) {
				continue
			}
			got, could := "", "could not"
			if at >= 0 {
				got = g.text[at]
			}
			if g.any {
				could = "could"
			}
			misses = append(misses, fmt.Sprintf("%s %s %s: want %q got %q of %q", could, g.s.set, g.s.id, g.want, got,
				g.text))
		}
	}
	for _, set := range slices.Sorted(keys(by)) {
		cv = append(cv, "# "+set+", cross-validated by site: "+by[set].String())
		t.log("%s %s: %v", name, set, by[set])
	}
	sort.Strings(misses)
	if t.worst > 0 {
		if err := os.WriteFile(filepath.Join(os.TempDir(), "train-"+name+".txt"), []byte(strings.Join(misses, "\n")),
			0o644); err != nil {
			return err
		}
	}
	if !t.write {
		return nil
	}
	f := t.fitClaim(name, names, groups, func(*group) bool { return true }, 900)
	text := "# Made by cmd/train from the public article yardsticks.\n" + strings.Join(cv, "\n") +
		"\n# Which of the candidates is the " + name + "? Softmax over a page's candidates.\n" + f.String()
	return os.WriteFile(filepath.Join(t.dir, name+".txt"), []byte(text), 0o644)
}

// repeated cross-validates one choice several times with different divisions of the sites into
// folds: a single division changes a score by more than most improvements do. It prints the mean
// and its standard error, and returns them as comment lines.
func (t *trainer) repeated(name string, names []string, groups []*group) (comment []string) {
	right, given := map[string][]float64{}, map[string][]float64{}
	for r := range t.repeats {
		by := map[string]*marks{}
		for k := range folds {
			out := func(g *group) bool { return seeded(fmt.Sprint(r, g.s.host), folds) == k }
			f := t.fitClaim(name, names, groups, func(g *group) bool { return !out(g) }, uint64(100*r+k))
			for _, g := range groups {
				if !out(g) || g.extra {
					continue
				}
				if by[g.s.set] == nil {
					by[g.s.set] = &marks{}
				}
				by[g.s.set].add(g, top(f, g))
			}
		}
		for set, m := range by {
			right[set] = append(right[set], float64(m.right)/float64(max(1, m.n)))
			given[set] = append(given[set], float64(m.given))
		}
	}
	for _, set := range slices.Sorted(keys(right)) {
		p, pe := meanOf(right[set])
		g, ge := meanOf(given[set])
		line := fmt.Sprintf("%s, mean of %d divisions: %.4f ± %.4f right; %.1f ± %.1f without one given one", set,
			t.repeats, p, pe, g, ge)
		t.log("%s %s", name, line)
		comment = append(comment, "# "+line)
	}
	return comment
}

// meanOf returns the mean and its standard error.
func meanOf(x []float64) (mean, err float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		err += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(err / float64(max(1, len(x)-1)) / float64(len(x)))
}

// seeded returns a number from 0 to n-1 that depends only on the name.
func seeded(name string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % uint32(n))
}
