package article

import (
	_ "embed"
	"sync"

	"cuttings/split/boost"
)

// The weights are fitted by cmd/train; the head of each file gives its training data and scores.
// They contain no text of any page: only split thresholds, and the log-odds of single words.
var (
	//go:embed weights/names.txt
	namesText string
	//go:embed weights/odds.txt
	oddsText string
	//go:embed weights/first.txt
	firstText string
	//go:embed weights/second.txt
	secondText string
	//go:embed weights/choice.txt
	choiceText string
	//go:embed weights/title.txt
	titleText string
	//go:embed weights/byline.txt
	bylineText string
	//go:embed weights/date.txt
	dateText string
)

// Model has the weights of every decision in this package. It is immutable.
type Model struct {
	Names *Odds // class and id words: log-odds of enclosing body text
	Odds  *Odds // words at a block's edges: log-odds of the block being body text
	First, Second, Choice,
	Title, Byline, Date *boost.Forest
}

var shippedModel = sync.OnceValue(func() *Model {
	return &Model{
		Names: NewNames(ReadOdds(namesText)), Odds: NewWords(ReadOdds(oddsText)),
		First: forest(firstText), Second: forest(secondText), Choice: forest(choiceText),
		Title: forest(titleText), Byline: forest(bylineText), Date: forest(dateText),
	}
})

// ShippedModel returns the weights the program comes with.
func ShippedModel() *Model { return shippedModel() }

// forest parses an embedded forest; a test checks that all of them parse.
func forest(text string) *boost.Forest {
	f, err := boost.Parse(text)
	if err != nil {
		return &boost.Forest{}
	}
	return f
}
