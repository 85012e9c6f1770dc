package bare

import (
	"cmp"
	_ "embed" // the weights
	"fmt"
	"slices"
	"sync"

	"cuttings/split/boost"
)

// The forests, written by the train command.
var (
	//go:embed weights/first.txt
	firstText string
	//go:embed weights/second.txt
	secondText string
	//go:embed weights/third.txt
	thirdText string
	//go:embed weights/amend.txt
	amendText string
	//go:embed weights/kind.txt
	kindText string
)

// model has the forests.
type model struct{ first, second, third, amend, kind *boost.Forest }

// weights parses the forests on first use; a test checks them with CheckWeights.
var weights = sync.OnceValue(func() *model {
	m, _ := readWeights()
	return m
})

// CheckWeights returns an error when a forest cannot be parsed or does not fit the features.
func CheckWeights() error {
	_, err := readWeights()
	return err
}

// readWeights parses the forests; one that cannot be parsed scores nothing.
func readWeights() (*model, error) {
	var m model
	var first error
	for _, f := range []struct {
		to    **boost.Forest
		text  string
		names []string
	}{
		{&m.first, firstText, firstNames},
		{&m.second, secondText, SecondNames()},
		{&m.third, thirdText, thirdNames},
		{&m.amend, amendText, amendNames},
		{&m.kind, kindText, kindNames},
	} {
		forest, err := boost.Parse(f.text)
		if err == nil && !slices.Equal(forest.Features, f.names) {
			err = fmt.Errorf("weights fitted to other features: %d, want %d", len(forest.Features), len(f.names))
		}
		if err != nil {
			forest = &boost.Forest{}
			first = cmp.Or(first, err)
		}
		*f.to = forest
	}
	return &m, first
}

func (v *view) probabilities(f *boost.Forest, x [][]float32) []float32 {
	p := make([]float32, len(x))
	for i := range x {
		v.stop.Step(i)
		p[i] = boost.Probability(f.Score(x[i]))
	}
	return p
}
