package article

import (
	"slices"
	"testing"

	"cuttings/page"
)

// TestCommonWordsAreNoPerson: what an article's prose has in lower case is no person in its byline, a handle or a
// comment in lower case is no evidence against one, and a team or the site itself remains.
func TestCommonWordsAreNoPerson(t *testing.T) {
	const prose = `<p>For forty years the keepers read the gauge by hand, and this step is where the guide begins: the
team wrote down what the water did, day by day, and nobody else has such a book.</p>`
	for _, c := range []struct {
		name, html, raw string
		want            []string
	}{
		{"number of years", prose, "Ida Rennow, 10+ Years", []string{"Ida Rennow"}},
		{"title of a guide", prose, "Step Guide", nil},
		{"one word is not in the prose", prose, "Step Rennow", []string{"Step Rennow"}},
		{"no article prose", "<p>years</p>", "Years Guide", []string{"Years Guide"}},
		{"signature in lower case", prose + "<p>ida rennow</p>", "Ida Rennow", []string{"Ida Rennow"}},
		{"handle", prose + `<p>Whoever has read this far may write to the desk: we answer to letters, and to those at
harbour.example/ida and @rennow, every week but the last one of the year.</p>`, "Ida Rennow", []string{"Ida Rennow"}},
		{"author written in lower case", prose, "step guide", []string{"step guide"}},
		{"description behind a person", prose, "Ida Rennow, Extension horticulture educators", []string{"Ida Rennow"}},
		{"particles of names", prose, "Ida Rennow, Ugo dalla Torva", []string{"Ida Rennow", "Ugo dalla Torva"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := page.Read([]byte(c.html), page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			f := gatherFacts(newView(p, &ld{}, ShippedModel(), nil), &ld{}, 0, 0)
			if got, _ := f.personsIn(c.raw); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	p, err := page.Read([]byte(prose), page.Options{Form: page.HTML})
	if err != nil {
		t.Fatal(err)
	}
	f := gatherFacts(newView(p, &ld{}, ShippedModel(), nil), &ld{}, 0, 0)
	if _, wide := f.personsIn("The Team"); !slices.Equal(wide, []string{"The Team"}) {
		t.Errorf("a team is %q", wide)
	}
}
