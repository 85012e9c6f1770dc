package press_test

import (
	"context"
	"slices"
	"testing"

	"cuttings/catalogue/memory"
	"cuttings/press"
)

// What stages keep in memory is released in the last run alone, as soon as no stage that follows needs it.
func TestMemoryIsReleasedInTheLastRun(t *testing.T) {
	for _, last := range []bool{false, true} {
		var order []string
		note := func(what string) func() { return func() { order = append(order, what) } }
		archive := func(what string) func(context.Context, press.Catalogue) error {
			return func(context.Context, press.Catalogue) error {
				order = append(order, what)
				return nil
			}
		}
		p := &press.Press{Vault: newMemoryVault(), Catalogue: memory.New(), Last: last, Workers: 1,
			Stages: []press.Stage{
				{Name: "text", Version: 1, Needs: []string{press.Texts}, Release: note("weights"),
					Text: func(context.Context, press.TextInput) (press.Found, error) {
						if !slices.Contains(order, "text") {
							order = append(order, "text")
						}
						return press.Found{Value: 1}, nil
					}},
				{Name: "stories", Version: 1, Archive: archive("stories"), Release: note("web")},
				{Name: "names", Version: 1, Archive: archive("names")},
			}}
		in := offerAll([]press.Original{listing("a.html", "Weir shut", "Dam open", "Keepers leave")})
		if _, err := p.Add(context.Background(), in); err != nil {
			t.Fatal(err)
		}
		want := []string{"text", "stories", "names"}
		if last {
			want = []string{"text", "weights", "stories", "web", "names"}
		}
		if !slices.Equal(order, want) {
			t.Errorf("last %v: %q, want %q", last, order, want)
		}
	}
}
