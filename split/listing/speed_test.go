package listing

import (
	"bytes"
	"os"
	"testing"

	"golang.org/x/net/html"

	"cuttings/cutting"
)

// BenchmarkCut cuts all pages of the listing yardstick; compare with BenchmarkParse, the time that
// golang.org/x/net/html needs to parse the same pages.
func BenchmarkCut(b *testing.B) {
	var pages []*cutting.Page
	for _, path := range yardstick(b) {
		pages = append(pages, readPage(b, path+".html"))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			cut(p, Options{})
		}
	}
}

func BenchmarkParse(b *testing.B) {
	var pages [][]byte
	for _, path := range yardstick(b) {
		c, err := os.ReadFile(path + ".html")
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, c)
	}
	for b.Loop() {
		for _, c := range pages {
			if _, err := html.Parse(bytes.NewReader(c)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
