package bare

import (
	_ "embed" // the weights
	"fmt"
	"sync"

	"cuttings/split/article/boost"
)

// The forests, written by the train command.
var (
	//go:embed weights/first.txt
	firstText string
	//go:embed weights/second.txt
	secondText string
	//go:embed weights/third.txt
	thirdText string
)

// model holds the three forests.
type model struct{ first, second, third *boost.Forest }

// weights parses the forests on first use. They are part of the program, and a
// test reads them: a broken one cannot be shipped.
var weights = sync.OnceValue(func() *model {
	var m model
	for _, f := range []struct {
		to    **boost.Forest
		text  string
		names []string
	}{
		{&m.first, firstText, firstNames},
		{&m.second, secondText, SecondNames()},
		{&m.third, thirdText, thirdNames},
	} {
		forest, err := boost.Parse(f.text)
		if err == nil && len(forest.Features) != len(f.names) {
			err = fmt.Errorf("%d features, want %d", len(forest.Features), len(f.names))
		}
		if err != nil {
			forest = &boost.Forest{}
		}
		*f.to = forest
	}
	return &m
})

func (m *model) probabilities(f *boost.Forest, x [][]float32) []float32 {
	p := make([]float32, len(x))
	for i := range x {
		p[i] = boost.Probability(f.Score(x[i]))
	}
	return p
}
