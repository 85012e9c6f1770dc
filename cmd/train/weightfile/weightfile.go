// Package weightfile keeps the models that are fitted in files.
package weightfile

import (
	"errors"
	"os"

	"cuttings/reading/tagger"
)

// Write writes a model to a file of that name.
func Write(path string, m *tagger.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(m.Write(f), f.Close())
}
