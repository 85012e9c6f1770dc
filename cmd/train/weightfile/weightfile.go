// Package weightfile writes fitted models to files.
package weightfile

import (
	"errors"
	"os"

	"cuttings/reading/tagger"
)

// Write writes a model to the file at path.
func Write(path string, m *tagger.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(m.Write(f), f.Close())
}
