package publish

import (
	"testing"

	"cuttings/cutting"
	"cuttings/redact"
)

// TestAddressWithheldForAll: an address that is withheld for one item, which names the person in full, is withheld
// for others of the same page, which name nobody.
func TestAddressWithheldForAll(t *testing.T) {
	r := redact.New([]cutting.Redaction{{Name: "Ada Brandmoor"}})
	const page, other = "https://ferry.example/brandmoor-speaks", "https://ferry.example/brandmoor-street"
	c := blacken(r, Content{Items: []*Item{
		{ID: "a", Headline: "Berths close", Evidence: []Evidence{{URL: page}}},
		{ID: "b", Headline: "Ada Brandmoor speaks", URL: page},
		{ID: "c", Headline: "Street closed", URL: other, AlsoIn: []Other{{ID: "b", URL: page}}},
	}})
	if u := c.Items[0].Evidence[0].URL; u != "" {
		t.Errorf("the evidence of a neighbour shows %q", u)
	}
	if it := c.Items[2]; it.URL != other || it.AlsoIn[0].URL != "" {
		t.Errorf("an item of another page shows %q and %q of its story", it.URL, it.AlsoIn[0].URL)
	}
}
