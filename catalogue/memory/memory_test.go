package memory

import (
	"testing"

	"cuttings/catalogue/cataloguetest"
	"cuttings/catalogue/field"
)

func TestSuite(t *testing.T) {
	cataloguetest.Run(t, func(_ *testing.T, fields *field.Set) cataloguetest.Catalogue { return With(fields) })
}
