package memory

import (
	"testing"

	"cuttings/catalogue/cataloguetest"
)

func TestSuite(t *testing.T) {
	cataloguetest.Run(t, func(*testing.T) cataloguetest.Catalogue { return New() })
}
