package article

import (
	"strings"
	"testing"
)

func TestReadScripts(t *testing.T) {
	cases := []struct {
		name, script string
		headline     string
		authors      string
		published    string
		article      bool
	}{
		{"plain", `{"@type":"NewsArticle","headline":"A","datePublished":"2031-03-04","author":{"@type":"Person",` +
			`"name":"Ada Fern"}}`, "A", "Ada Fern", "2031-03-04", true},
		{"graph with a reference forward", `{"@graph":[{"@type":"Article","headline":"A","author":{"@id":"#ada"}},` +
			`{"@type":"Person","@id":"#ada","name":"Ada Fern"}]}`, "A", "Ada Fern", "", true},
		{"list of types", `[{"@type":["Thing","NewsArticle"],"headline":"A"}]`, "A", "", "", true},
		{"authors as strings", `{"@type":"BlogPosting","headline":"A","author":["Ada Fern","Jon Halden"]}`, "A",
			"Ada Fern; Jon Halden", "", true},
		{"escapes and surrogates", `{"@type":"Article","headline":"A \u00fc \ud83d\ude00 \"q\" a\/b"}`,
			`A ü 😀 "q" a/b`, "", "", true},
		{"character references", `{"@type":"Article","headline":"Fish &amp; ships &#8211; a tale"}`,
			"Fish & ships – a tale", "", "", true},
		{"line breaks in strings and trailing commas", "{\"@type\":\"Article\",\"headline\":\"A\n  B\",}", "A B", "",
			"", true},
		{"cut off", `{"@type":"Article","headline":"A","author":{"name":"Ada`, "A", "Ada", "", true},
		{"wrapped in a comment", "<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->", "A", "", "", true},
		{"a web page is no article", `{"@type":"WebPage","headline":"A"}`, "A", "", "", false},
	}
	for _, c := range cases {
		l := readScripts([]string{c.script})
		if len(l.items) != 1 {
			t.Errorf("%s: %d items", c.name, len(l.items))
			continue
		}
		it := l.items[0]
		var names []string
		for _, a := range it.authors {
			names = append(names, a.name)
		}
		if it.headline != c.headline || strings.Join(names, "; ") != c.authors || it.published != c.published ||
			it.article != c.article {
			t.Errorf("%s: headline %q, authors %q, published %q, article %v", c.name, it.headline, names, it.published,
				it.article)
		}
	}
}

func TestReadLDBounds(t *testing.T) {
	deep := strings.Repeat(`{"a":[`, 5000)
	if v := readLD(deep); len(v) > ldValues {
		t.Errorf("%d values of a script that only opens", len(v))
	}
	wide := "[" + strings.Repeat("1,", 100000) + "]"
	if v := readLD(wide); len(v) != ldValues {
		t.Errorf("%d values of a long list, want the limit %d", len(v), ldValues)
	}
}

// FuzzReadLD checks that every value's descendants follow it and lie within its parent's range.
func FuzzReadLD(f *testing.F) {
	for _, s := range []string{`{"a":1}`, `[{"@type":"Article","author":{"@id":"x"}}]`, `{"a":"\u12`, `{"a" "b"}`, "]",
		`{"a":[}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		vals := readLD(s)
		for i := range vals {
			if int(vals[i].end) <= i || int(vals[i].end) > len(vals) {
				t.Fatalf("value %d of %d ends at %d", i, len(vals), vals[i].end)
			}
			_ = vals[i].text()
		}
		readScripts([]string{s, s})
	})
}
