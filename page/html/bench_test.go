package html_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"

	"cuttings/page"
)

// benchPages returns pages to measure with: real ones where the yardsticks are present, else
// generated ones.
func benchPages(tb testing.TB) [][]byte {
	if benchDir() == "" {
		return [][]byte{madePage(40), madePage(400)}
	}
	var pages [][]byte
	files := corpus(tb)
	for i := 0; i < len(files); i += 1 + len(files)/200 {
		content, err := os.ReadFile(files[i])
		if err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, content)
	}
	return pages
}

// madePage generates a page of n items in the form of a magazine.
func madePage(n int) []byte {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Velm Courier</title>
<meta property="og:url" content="https://courier.example/news/"><style>.a{margin:0}</style></head><body class="home news"><div id="page">`)
	for i := range n {
		fmt.Fprintf(&b, `<div class="post item-%d"><h2 class="entry-title"><a href="/news/%d.html" rel="bookmark">The lamps of quarter %d &amp; their keepers</a></h2>
<p class="meta"><span class="date">%d May 2019</span> by <a href="/by/orla">Orla Tench</a></p>
<p>The council of Velm said on Monday that the lamps along the harbour would be lit again, &ldquo;whatever the cost&rdquo;, 
   after the keepers had refused to work for three nights. <a class="more" href="/news/%d.html">Read more</a></p>
<div class="share"><ul><li><a href="#s">Share</a></li><li><a href="#p">Print</a></li></ul></div></div>`, i, i, i, i%28+1, i)
	}
	b.WriteString(`</div><script>var x = "<p>not text</p>";</script></body></html>`)
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	pages := benchPages(b)
	var size int64
	for _, p := range pages {
		size += int64(len(p))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			if _, err := page.Read(p, page.Options{Form: page.HTML}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(pages)), "pages/op")
}

// BenchmarkReadToParse measures Read and golang.org/x/net/nethtml.Parse in turn page by page, so
// that other load of the machine affects both.
func BenchmarkReadToParse(b *testing.B) {
	pages := benchPages(b)
	var ours, theirs time.Duration
	for b.Loop() {
		for _, p := range pages {
			t0 := time.Now()
			if _, err := page.Read(p, page.Options{Form: page.HTML}); err != nil {
				b.Fatal(err)
			}
			t1 := time.Now()
			if _, err := nethtml.Parse(bytes.NewReader(p)); err != nil {
				b.Fatal(err)
			}
			ours += t1.Sub(t0)
			theirs += time.Since(t1)
		}
	}
	b.ReportMetric(float64(ours)/float64(theirs), "of-Parse")
}
