package fitarticle

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"cuttings/split/article"
)

// remembered is the content of a cache file: probabilities by set and page, and each fold's
// weights.
type remembered struct {
	Probabilities map[string][]float32
	Bodies        []bodyWeights
}

// cached reads the second pass's cross-validated probabilities from a file written by remember, so
// that later choices can be fitted alone; false without one.
func (t *trainer) cached(file string) (bool, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	defer f.Close()
	var all remembered
	if err := gob.NewDecoder(f).Decode(&all); err != nil {
		return false, fmt.Errorf("%s: %w", file, err)
	}
	t.p2 = map[*sample][]float32{}
	t.pages = map[*sample]*article.TrainingPage{}
	t.bodies = all.Bodies
	var models []*article.Model
	for i := range t.bodies {
		m, err := t.bodies[i].model()
		if err != nil {
			return false, fmt.Errorf("%s: %w", file, err)
		}
		models = append(models, m)
	}
	for _, s := range t.samples {
		p := all.Probabilities[s.set+"/"+s.id]
		if len(p) != len(s.page.Blocks) {
			return false, fmt.Errorf("%s: made from other blocks of %s; remove it", file, s.id)
		}
		t.p2[s] = p
		t.pages[s] = article.NewTrainingPage(s.page, models[s.fold])
	}
	return true, nil
}

func (t *trainer) remember(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	all := remembered{Probabilities: map[string][]float32{}, Bodies: t.bodies}
	for s, p := range t.p2 {
		all.Probabilities[s.set+"/"+s.id] = p
	}
	if err := gob.NewEncoder(f).Encode(all); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
