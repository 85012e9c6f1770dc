package digest_test

import (
	"strings"
	"testing"

	"cuttings/digest"
)

// TestByHand: what a person corrected is not shown as the source's own, in any form.
func TestByHand(t *testing.T) {
	d := &digest.Digest{Title: "Week", Lang: "de", State: digest.Published, Items: []digest.Item{
		{Cutting: "a", Headline: "The wall holds", Published: "2012-10-03", ByHand: []string{"headline", "date"}}}}
	for _, f := range digest.Forms() {
		want := "Von Hand berichtigt"
		switch f.Name {
		case "json":
			want = `"by_hand"`
		case "atom", "rss", "jsonfeed":
			continue
		}
		b, err := f.Write(digest.Own(), d)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), want) {
			t.Errorf("%s does not say it:\n%s", f.Name, b)
		}
		d.Items[0].ByHand = nil
		if b, _ = f.Write(digest.Own(), d); strings.Contains(string(b), want) {
			t.Errorf("%s says it of what was not corrected:\n%s", f.Name, b)
		}
		d.Items[0].ByHand = []string{"headline", "date"}
	}
}
