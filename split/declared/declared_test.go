package declared_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

type item struct{ Kind, Rail, Section, Headline, Text, URL, Date, Mark string }

func read(t *testing.T, name, content string) (*cutting.Split, []item) {
	t.Helper()
	p, err := page.Read([]byte(content), page.Options{Name: name, URL: "https://hadrin.example/digest"})
	if err != nil {
		t.Fatal(err)
	}
	s := split.Split(p, split.Options{})
	var out []item
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		out = append(out, item{string(c.Kind), c.Rail, c.Section, c.Headline, c.Text(p.Text), c.URL, c.Published.Value,
			c.ReadMore.In(p.Text)})
	}
	return s, out
}

// TestReadMarkup reads pages that declare their lists; pages that declare them in part are not read.
func TestReadMarkup(t *testing.T) {
	const feed = `<html><body><main class="h-feed"><h1 class="p-name">The dam</h1><p>What was said this week.</p>
<h2>Cracks</h2><div class="h-entry"><b class="p-name"><a class="u-url" href="/a">Read more</a></b>
<p class="p-summary">Three hairline fissures.</p><time class="dt-published" datetime="2012-10-03">3.10.</time>
<p><a href="/a">Read more</a></p></div>
<div class="h-entry"><a class="p-name u-url" href="/b">Keepers ban visits</a></div></main>
<aside class="h-feed"><h2 class="p-name">Most viewed</h2><a class="h-entry"><i class="p-name">Osvann</i></a></aside>
</body></html>`
	s, got := read(t, "a.html", feed)
	want := []item{
		{"teaser", "", "Cracks", "Read more", "Three hairline fissures.", "https://hadrin.example/a", "2012-10-03",
			"Read more"},
		{"teaser", "", "Cracks", "Keepers ban visits", "", "https://hadrin.example/b", "", ""},
		{"rail", "Most viewed", "", "Osvann", "", "", "", ""},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if s.Title != "The dam" || s.Kind != cutting.ListingPage {
		t.Errorf("title %q, kind %s", s.Title, s.Kind)
	}
	prose := "<p>The keepers of the dam wrote to the council of Hadrin on Monday that the fissures had grown " +
		"since.</p>"
	for name, page := range map[string]string{
		"whole content": `<div class="h-feed"><div class="h-entry"><h2 class="p-name">A</h2><div class="e-content">` +
			prose + `</div></div></div>`,
		"an entry without a name": `<div class="h-feed"><div class="h-entry"><h2>A</h2></div></div>`,
		"a feed in the margin of a text": `<h1>Letter</h1>` + prose + prose + prose +
			`<div class="h-feed"><p class="h-entry"><a class="p-name" href="/x">X</a></p></div>`,
		"two main feeds": `<div class="h-feed"><p class="h-entry"><a class="p-name" href="/x">X</a></p></div>
			<div class="h-feed"><p class="h-entry"><a class="p-name" href="/y">Y</a></p></div>`,
		"old class names": `<div class="hfeed"><p class="hentry"><a class="entry-title" href="/x">X</a></p></div>`,
	} {
		if s, _ := read(t, "a.html", page); len(s.Reason) > 8 && s.Reason[:8] == "the page" {
			t.Errorf("%s: %s", name, s.Reason)
		}
	}
}

// TestReadText reads bare texts in the numbered form.
func TestReadText(t *testing.T) {
	const text = `Press review of Hadrin

What was said this week.

The dam

1. 2. Second thoughts

Read more: https://elsewhere.example/

— Soltra Digest, 3 October 2012

Also in: Velm Courier

Read more: https://soltra.example/a

2. Keepers ban visits

— Hadrin Post

ادامه مطلب: (no address known)

The harbour

3. Tide

– Velm Courier

Weiterlesen: http://velm.example/t

Most viewed

1. Osvann

Read more: https://soltra.example/o
`
	s, got := read(t, "a.txt", text)
	want := []item{
		{"teaser", "", "The dam", "2. Second thoughts", "Read more: https://elsewhere.example/",
			"https://soltra.example/a", "2012-10-03", "Read more"},
		{"teaser", "", "The dam", "Keepers ban visits", "", "", "", "ادامه مطلب"},
		{"teaser", "", "The harbour", "Tide", "", "http://velm.example/t", "", "Weiterlesen"},
		{"rail", "Most viewed", "", "Osvann", "", "https://soltra.example/o", "", "Read more"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got)\n%s", s.Reason, d)
	}
	for name, text := range map[string]string{
		"references of an article": "Letter\n\nThe fissures had grown [1].\n\n1. Brandmoor, A. Fissures. " +
			"Available at: https://soltra.example/f\n\n2. Velm, B. Tide. https://velm.example/t\n",
		"a numbered list": "1. One\n\n2. Two\n\n3. Three\n",
		"no source":       "1. One\n\nexcerpt\n\nRead more: https://soltra.example/a\n",
		"counts from two": "2. One\n\n— Hadrin Post\n\nRead more: https://soltra.example/a\n",
		"no address":      "1. One\n\n— Hadrin Post\n\nRead more: soon\n",
	} {
		if s, _ := read(t, "a.txt", text); len(s.Reason) > 22 && s.Reason[:22] == "bare text that numbers" {
			t.Errorf("%s: %s", name, s.Reason)
		}
	}
}

// FuzzText checks that no block is in two cuttings and every span lies in the text.
func FuzzText(f *testing.F) {
	f.Add("1. A\n\n— B\n\nRead more: https://a.example/\n\n1. C\n\nRead more: (none)\n")
	f.Add("x\n1. \n— \nRead more: http://")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := page.Read([]byte(text), page.Options{Form: page.Text})
		if err != nil {
			return
		}
		s := split.Split(p, split.Options{})
		seen := map[int32]bool{}
		for i := range s.Cuttings {
			c := &s.Cuttings[i]
			for _, b := range c.Blocks {
				if seen[b] {
					t.Fatalf("block %d is in two cuttings", b)
				}
				seen[b] = true
			}
			for _, sp := range []cutting.Span{c.HeadlineSpan, c.ReadMore} {
				if sp.Start < 0 || sp.End > len(p.Text) || sp.Start > sp.End {
					t.Fatalf("span %v of %d bytes", sp, len(p.Text))
				}
			}
			if c.HeadlineSpan.In(p.Text) != c.Headline && c.HeadlineOrigin == "text" {
				t.Fatalf("headline %q is not at its span", c.Headline)
			}
		}
	})
}
