package listing

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/page"
)

// check checks the properties of every result: spans lie in the text and on character boundaries,
// blocks ascend and belong to one item, parts ascend.
func check(t testing.TB, p *cutting.Page, r *Result) {
	t.Helper()
	owner := map[int32]string{}
	span := func(what string, s cutting.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(p.Text) {
			t.Fatalf("%s %v lies outside the text of %d bytes", what, s, len(p.Text))
		}
		if !utf8.ValidString(s.In(p.Text)) {
			t.Fatalf("%s %v cuts a character", what, s)
		}
	}
	item := func(where string, it *Item) {
		t.Helper()
		span(where+" headline", it.Headline)
		span(where+" mark", it.Mark)
		span(where+" byline", it.BylineSpan)
		span(where+" date", it.Date.Span)
		span(where+" section", it.Section)
		last := -1
		for _, part := range it.Parts {
			span(where+" part", part.Span)
			if part.Span.Empty() || part.Span.Start < last {
				t.Fatalf("%s part %v is empty or out of order", where, part.Span)
			}
			if part.Span.Overlaps(it.Headline) || part.Span.Overlaps(it.Mark) {
				t.Fatalf("%s part %v overlaps headline %v or mark %v", where, part.Span, it.Headline, it.Mark)
			}
			last = part.Span.End
		}
		lastBlock := int32(-1)
		for _, b := range it.Blocks {
			if b <= lastBlock || int(b) >= len(p.Blocks) {
				t.Fatalf("%s block %d is out of order", where, b)
			}
			lastBlock = b
			if o, ok := owner[b]; ok {
				t.Fatalf("block %d is in %s and in %s", b, o, where)
			}
			owner[b] = where
		}
	}
	last := -1
	for i := range r.Items {
		item("item "+itoa(i), &r.Items[i])
		if r.Items[i].Headline.Start < last {
			t.Fatalf("item %d is out of page order", i)
		}
		last = r.Items[i].Headline.Start
	}
	for i := range r.Rails {
		span("rail heading", r.Rails[i].Heading)
		for j := range r.Rails[i].Items {
			item("rail "+itoa(i)+" item "+itoa(j), &r.Rails[i].Items[j])
		}
	}
}

// cut returns the best proposed list with the rails beside it.
func cut(p *cutting.Page, o Options) Result {
	l := FindLists(p, o)
	if l.Len() == 0 {
		return Result{}
	}
	r := l.Read(0)
	l.AddRails(&r, false)
	return r
}

// checkAll checks the properties of every proposal, as the whole page and beside an article.
func checkAll(t testing.TB, p *cutting.Page) {
	t.Helper()
	l := FindLists(p, Options{Explain: true})
	for i := range l.Len() {
		r := l.Read(i)
		l.AddRails(&r, false)
		check(t, p, &r)
		r = l.Read(i)
		l.AddRails(&r, true)
		items := r.Items
		r.Items = nil // the rails of an article's page are checked alone
		check(t, p, &r)
		r.Items, r.Rails = items, nil
		check(t, p, &r)
	}
}

func itoa(i int) string {
	if i < 10 {
		return string(rune('0' + i))
	}
	return itoa(i/10) + itoa(i%10)
}

// FuzzCut checks the properties for any bytes a page can be read from.
func FuzzCut(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*/page.html")
	for _, path := range pages {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("<a href=x>a</a><a href=y>b</a>"))
	f.Add([]byte("<ul><li><a href=1><h2>x</h2></a><li><a href=2><h2>y</h2></a></ul>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := page.Read(b, page.Options{Form: page.HTML})
		if err != nil {
			return
		}
		checkAll(t, p)
	})
}
