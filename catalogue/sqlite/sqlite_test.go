package sqlite

import (
	"context"
	"testing"

	"cuttings/catalogue/cataloguetest"
	"cuttings/catalogue/field"
)

func open(t *testing.T, dir string, opt Options) *Catalogue {
	t.Helper()
	c, err := Open(context.Background(), dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func TestSuite(t *testing.T) {
	cataloguetest.Run(t, func(t *testing.T, fields *field.Set) cataloguetest.Catalogue {
		return open(t, t.TempDir(), Options{Fields: fields})
	})
}
