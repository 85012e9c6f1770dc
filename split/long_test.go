package split_test

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// TestLongArticle checks that an article's text of any length is kept to its end, in a page without
// class names, between a menu and a footer, with and without headings.
func TestLongArticle(t *testing.T) {
	words := strings.Fields("the board of the harbour heard that no pier could be built before the second survey " +
		"and that its members had asked for figures which the engineer did not have at hand when they met in spring " +
		"because every letter sent across the strait came back unopened with a note from the office")
	for _, n := range []int{40, 100, 200, 400, 1200} {
		for _, headings := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d paragraphs, headings %v", n, headings), func(t *testing.T) {
				var b strings.Builder
				b.WriteString("<!DOCTYPE html><html lang=en><head><meta charset=utf-8>" +
					"<title>The survey of the pier</title></head><body><ul><li><a href=/>Home</a></li>" +
					"<li><a href=/news>News</a></li><li><a href=/contact>Contact</a></li></ul>" +
					"<h1>The survey of the pier</h1><p>By Ansel Torvik, 6 May 2024</p>")
				at := 0
				for i := range n {
					if headings && i%20 == 10 {
						fmt.Fprintf(&b, "<h2>Part %d of the survey</h2>", i/20+1)
					}
					s := fmt.Sprintf("In paragraph %d", i)
					for range 40 + i*7%30 {
						s += " " + words[at%len(words)]
						at += 1 + i%5
					}
					fmt.Fprintf(&b, "<p>%s.</p>", s)
				}
				b.WriteString("<p><a href=/privacy>Privacy</a> <a href=/terms>Terms</a></p></body></html>")
				p, err := page.Read([]byte(b.String()), page.Options{})
				if err != nil {
					t.Fatal(err)
				}
				s := split.Split(p, split.Options{})
				if s.Kind != cutting.ArticlePage || len(s.Cuttings) == 0 {
					t.Fatalf("taken for %v with %d cuttings", s.Kind, len(s.Cuttings))
				}
				text, kept := s.Cuttings[0].Text(p.Text), 0
				for i := range n {
					if strings.Contains(text, fmt.Sprintf("In paragraph %d ", i)) {
						kept++
					}
				}
				if kept < n {
					t.Errorf("kept %d of %d paragraphs", kept, n)
				}
			})
		}
	}
}
