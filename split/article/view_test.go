package article

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// TestAPageReadsTheSameAfterOthers checks that nothing read from one page is visible in the next.
func TestAPageReadsTheSameAfterOthers(t *testing.T) {
	var long strings.Builder
	for i := range 60 {
		fmt.Fprintf(&long, `<div class="teaser sidebar"><h2 itemprop="headline">Item %d</h2><time `+
			`datetime="2030-01-02">2 January</time><p>The lock at Velm, again, number %d.</p></div>`, i, i)
	}
	pages := []string{
		`<article><h1>The lock at Velm</h1><p class="byline">By Ada Fern</p><p>The lock stays shut, the port said ` +
			`on Tuesday, and nobody knows for how long.</p><p>“We wait,” a bargeman said.</p></article>`,
		`<nav class="menu"><a href="/">Front</a> <a href="/docks">Docks</a></nav><img src="a.png"><div ` +
			`id="content"><h1>Grain prices climb</h1><p>Grain prices climbed for a fifth week, the exchange at Tarn ` +
			`said. Mills are closing early, and bakers complain.</p><a rel="tag" href="/t/grain">grain</a></div>` +
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Grain prices ` +
			`climb","articleBody":"` + strings.Repeat("Grain prices climbed for a fifth week, the exchange at Tarn "+
			"said. ", 8) + `"}</script>`,
		`<main>` + long.String() + `</main>`,
		`<p>One line only.</p>`,
	}
	read := func(i int) Result {
		r := Cut(readPage(t, pages[i]), Options{Explain: true})
		r.rest = nil
		return r
	}
	want := make([]Result, len(pages))
	for i := range pages {
		want[i] = read(i)
	}
	for round := range 3 {
		for k := range pages {
			i := (k*3 + round) % len(pages)
			if got := read(i); !reflect.DeepEqual(got, want[i]) {
				t.Fatalf("round %d, page %d reads differently after others:\n%+v\nwant\n%+v", round, i, got, want[i])
			}
		}
	}
}

func TestCompleteOnCopiesOfAResultIsDoneOnce(t *testing.T) {
	p := readPage(t, `<article><h1>The lock at Velm</h1><p>By Ada Fern, 4 March 2031</p><p>The lock stays shut, the `+
		`port said on Tuesday, and nobody knows for how long.</p></article>`)
	r := Cut(p, Options{Later: true})
	other := r
	r.Complete()
	r.Complete()
	other.Complete() // the page's memory is already released
	if len(r.Cutting.Byline) != 1 || r.Cutting.Byline[0] != "Ada Fern" {
		t.Errorf("byline %q, want Ada Fern", r.Cutting.Byline)
	}
	if other.Cutting.Byline != nil {
		t.Errorf("a copy completed after its original has a byline %q", other.Cutting.Byline)
	}
}

func TestAReleasedResultKeepsItsHeadlineAndIsNotCompleted(t *testing.T) {
	p := readPage(t, `<article><h1>The lock at Velm</h1><p>By Ada Fern, 4 March 2031</p><p>The lock stays shut, the `+
		`port said on Tuesday, and nobody knows for how long.</p></article>`)
	r := Cut(p, Options{Later: true})
	r.Release()
	r.Release()
	r.Complete()
	if r.Cutting.Headline != "The lock at Velm" || r.Cutting.Byline != nil {
		t.Errorf("headline %q, byline %q after Release; want the headline and nobody", r.Cutting.Headline,
			r.Cutting.Byline)
	}
}
