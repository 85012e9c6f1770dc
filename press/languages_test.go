package press

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/split"
)

// TestLanguageOfAnItem: a teaser in another language than its page's is catalogued in its own.
func TestLanguageOfAnItem(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<html lang="en-US"><title>News | Velm Courier</title><body><h1>News</h1>`)
	for i := range 6 {
		text := "The lamps of the harbour are to be lit again, and the keepers have asked for more time."
		if i == 2 {
			text = "Dewan kota pada hari Senin memutuskan bahwa lampu di pelabuhan itu akan dinyalakan lagi " +
				"dengan syarat yang telah ditetapkan."
		}
		fmt.Fprintf(&b, `<article class="post"><h2><a href="/news/item-%d">Velm %d</a></h2><time>1%d May 2031</time>`+
			`<p>%s</p></article>`, i, i+1, i, text)
	}
	pg, s, err := ReadPage(context.Background(), []byte(b.String()), page.Options{Form: page.HTML,
		URL: "https://courier.example/news/"}, split.Options{}, nil)
	if err != nil || len(s.Cuttings) != 6 || pg.Meta.Lang != "en" {
		t.Fatalf("%v, %d cuttings, page in %q", err, len(s.Cuttings), pg.Meta.Lang)
	}
	for i, c := range s.Cuttings {
		if want := map[bool]string{true: "id"}[i == 2]; c.Lang != want {
			t.Errorf("item %d is in %q, want %q", i, c.Lang, want)
		}
	}
}
