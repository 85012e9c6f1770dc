package fitbare

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cuttings/split/bare"
)

type tally struct {
	hit, pred, gold, exact, pages int
}

func (t *tally) add(set []int, gold map[int]bool) {
	_, exact := f1(set, gold)
	for _, i := range set {
		if gold[i] {
			t.hit++
		}
	}
	t.pred += len(set)
	t.gold += len(gold)
	t.pages++
	if exact {
		t.exact++
	}
}

func (t tally) String() string {
	return fmt.Sprintf("f1 %.3f exact %.3f (%d of %d and %d, %d of %d)", 2*float64(t.hit)/float64(t.pred+t.gold),
		float64(t.exact)/float64(t.pages), t.hit, t.pred, t.gold, t.exact, t.pages)
}

func above(p []float32, t float32) []int {
	var out []int
	for i, q := range p {
		if q > t {
			out = append(out, i)
		}
	}
	return out
}

// keptModel returns the forests of a group of sites from a folder, or fits them and writes them there.
func keptModel(dir, name string, fit func() model) model {
	if dir == "" {
		return fit()
	}
	dir = filepath.Join(dir, name)
	m, err := readModel(dir)
	if err == nil {
		return m
	}
	m = fit()
	if err = os.MkdirAll(dir, 0o755); err == nil {
		err = m.write(dir, "")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return m
}

// validate measures each group of sites with weights that were not fitted to it.
func validate(all, composed []*sample, folds int, shuffle uint64, worst bool, vary, only int, kept string) {
	var one, two, before, oracle tally
	sets := map[string]*tally{}
	thresholds := []float32{0, 0.2, 0.3, 0.4, 0.5}
	three, none := make([]tally, len(thresholds)), make([]tally, len(thresholds))
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan bool, 2)
	if shuffle > 0 {
		r := rand.New(rand.NewPCG(shuffle, 3))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	groups := part(all, folds)
	for g := range groups {
		if only >= 0 && g != only {
			continue
		}
		wg.Go(func() {
			slots <- true
			defer func() { <-slots }()
			// Each fold trains on copies, as training changes samples.
			var train, heldOut []*sample
			for _, s := range all {
				c := *s
				if slices.Contains(groups[g], s) {
					heldOut = append(heldOut, &c)
				} else {
					train = append(train, &c)
				}
			}
			for _, s := range composed {
				c := *s
				train = append(train, &c)
			}
			m := keptModel(kept, fmt.Sprintf("deal%d-%d", shuffle, g), func() model {
				return fit(append(train, variants(train, vary, 5)...), 4)
			})
			for _, s := range heldOut {
				m.apply(s)
				mu.Lock()
				if len(s.gold) == 0 {
					for i, t := range thresholds {
						none[i].add(s.chosen(t), s.gold)
					}
					mu.Unlock()
					continue
				}
				one.add(above(s.p1, 0.5), s.gold)
				two.add(above(s.p2, 0.5), s.gold)
				for i, t := range thresholds {
					three[i].add(s.chosen(t), s.gold)
				}
				unamended := []int{}
				if len(s.sets) > 0 {
					unamended = s.sets[s.best()]
				}
				before.add(unamended, s.gold)
				set := s.chosen(bare.ListingFrom)
				if sets[s.set] == nil {
					sets[s.set] = &tally{}
				}
				sets[s.set].add(set, s.gold)
				best, bf := 0, float32(-1)
				if len(s.sets) == 0 {
					s.sets = [][]int{nil}
				}
				for i := range s.sets {
					if f, _ := f1(s.sets[i], s.gold); f > bf {
						best, bf = i, f
					}
				}
				oracle.add(s.sets[best], s.gold)
				if f, exact := f1(set, s.gold); worst && !exact {
					fmt.Printf("%.3f best %.3f half %.3f %s\n", f, bf,
						func() float32 { x, _ := f1(above(s.p2, .5), s.gold); return x }(),
						strings.TrimSuffix(s.path, ".gold.json"))
					for _, i := range set {
						if !s.gold[i] {
							fmt.Printf("    + %d %.2f %.80s\n", i, s.p2[i], s.lines[i])
						}
					}
					for i := range s.lines {
						if s.gold[i] && !slices.Contains(set, i) {
							fmt.Printf("    - %d %.2f %.80s\n", i, s.p2[i], s.lines[i])
						}
					}
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println("first pass   ", one)
	fmt.Println("second pass  ", two)
	for i, t := range thresholds {
		fmt.Printf("chosen, listing from %.1f: %v; %d of %d articles without a list\n", t, three[i], none[i].exact,
			none[i].pages)
	}
	fmt.Println("best by score", before)
	fmt.Println("best reading ", oracle)
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		fmt.Printf("%s, %d pages: %v\n", name, sets[name].pages, *sets[name])
	}
}
