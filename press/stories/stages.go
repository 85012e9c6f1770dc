// Package stories makes what belongs together across an archive stages of a run: a
// fingerprint for each text, then how texts are related, then which cuttings make a story.
// What it writes depends on the archive's content alone, not on the order in which pages
// were added, nor in how many runs.
package stories

import (
	"context"
	"sync"

	"cuttings/catalogue"
	"cuttings/press"
	"cuttings/story"
)

// What the stages give each other.
const (
	sketches  = "sketches"
	relations = "relations"
)

// Versions of the stages, raised when the same archive may give other rows.
const (
	sketchVersion   = 1
	relationVersion = 1
	storyVersion    = 2
)

// Decided is what people decided about stories.
type Decided interface {
	// Joined returns sets of cuttings that are said to be of one story; Apart sets that are
	// said to be none with the others they are found with. The order is always the same.
	Joined() [][]string
	Apart() [][]string
}

// Stages returns the stages of one archive at a time. They keep in memory what the last
// run had, so that the next reads only what is new; another archive is read from its rows.
func Stages(decided func() Decided) []press.Stage {
	k := &keeper{decided: decided}
	return []press.Stage{
		{Name: catalogue.SketchStage, Version: sketchVersion, Needs: []string{press.Texts}, Gives: []string{sketches},
			Text: sketch},
		{Name: catalogue.RelationStage, Version: relationVersion, Needs: []string{sketches},
			Gives: []string{relations}, Archive: k.relate},
		{Name: catalogue.StoryStage, Version: storyVersion,
			Needs: []string{relations, press.Cuttings, press.Decisions}, Gives: []string{"stories"},
			Archive: k.gather},
	}
}

// sketch makes a text's fingerprint and reads what it says of where it is from.
func sketch(_ context.Context, in press.TextInput) (press.Found, error) {
	s := catalogue.TextSketch{Grams: story.NewText("", in.Headline, in.Text.Text).Sketch().Bytes()}
	for _, c := range story.Credits(in.Text.Text) {
		s.Credits = append(s.Credits, catalogue.Credit{Name: c.Name, At: c.At})
	}
	return press.Found{Value: s}, nil
}

// keeper is what the stages over the whole archive keep in memory between runs.
type keeper struct {
	decided func() Decided
	mu      sync.Mutex // one run at a time
	web     *web
	cards   *cards
}
