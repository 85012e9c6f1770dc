package fitarticle

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"cuttings/split/article"
)

// cached reads the second pass's cross-validated chances from a file written by
// remember, so that the choices made after it can be worked on alone.
func (t *trainer) cached(file string) (bool, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	defer f.Close()
	var all map[string][]float32
	if err := gob.NewDecoder(f).Decode(&all); err != nil {
		return false, fmt.Errorf("%s: %w", file, err)
	}
	t.p2 = map[*sample][]float32{}
	t.lessons = map[*sample]*article.Lesson{}
	m := article.Shipped()
	for _, s := range t.samples {
		p := all[s.set+"/"+s.id]
		if len(p) != len(s.page.Blocks) {
			return false, fmt.Errorf("%s: made from other blocks of %s; remove it", file, s.id)
		}
		t.p2[s] = p
		t.lessons[s] = article.Study(s.page, m)
	}
	return true, nil
}

func (t *trainer) remember(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	all := map[string][]float32{}
	for s, p := range t.p2 {
		all[s.set+"/"+s.id] = p
	}
	if err := gob.NewEncoder(f).Encode(all); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
