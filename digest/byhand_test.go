package digest_test

import (
	"encoding/json"
	"slices"
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

// TestOwnWords checks the words that feeds have about an item besides the source's.
func TestOwnWords(t *testing.T) {
	for name, tt := range map[string]struct {
		lang string
		item digest.Item
		want []string
	}{
		"nothing": {"en", digest.Item{Headline: "The wall holds"}, nil},
		"corrected": {"de", digest.Item{ByHand: []string{"headline", "date"}},
			[]string{"Von Hand berichtigt: Überschrift, Datum"}},
		"a fact not listed": {"en", digest.Item{ByHand: []string{"byline"}}, nil},
		"both": {"", digest.Item{ByHand: []string{"language"}, Note: "Denied."},
			[]string{"Corrected by hand: language", "Note by the desk: Denied."}},
	} {
		if got := digest.OwnWords(tt.lang, &tt.item); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestKeysOfJSON: an item has its excerpt and address in JSON where they are empty, too.
func TestKeysOfJSON(t *testing.T) {
	d := &digest.Digest{Title: "The dam", State: digest.Published, Items: []digest.Item{{Headline: "The wall holds"}}}
	b, err := digest.Own().JSON(d)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Items []map[string]any }
	if err := json.Unmarshal(b, &got); err != nil || len(got.Items) != 1 {
		t.Fatalf("%s (%v)", b, err)
	}
	for _, key := range []string{"headline", "excerpt", "url"} {
		if _, ok := got.Items[0][key]; !ok {
			t.Errorf("no %q in %s", key, b)
		}
	}
}
