package desk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// A passage is cited by its words, its characters in the text, and the very bytes of the capture.
func TestPassage(t *testing.T) {
	s := newSite(t, nil)
	path := s.cutting(levyHeadline)
	read := func(address string, want int) string {
		t.Helper()
		res := s.do("GET", address)
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != want {
			t.Fatalf("%s: %d %v, want %d\n%s", address, res.StatusCode, err, want, body)
		}
		return string(body)
	}
	var entry catalogue.Entry
	if err := json.Unmarshal([]byte(read(path+".json", 200)), &entry); err != nil {
		t.Fatal(err)
	}
	at := func(words string) string {
		t.Helper()
		k := strings.Index(entry.Text, words)
		if k < 0 {
			t.Fatalf("no %q in the text", words)
		}
		return fmt.Sprintf("text=%d-%d", k, k+len(words))
	}
	content := s.archive.Content(entry.CaptureID)
	for _, tt := range []struct {
		name, query, quote string
		inBytes            []string // the bytes are these words, or begin and end with them
	}{
		{"words of one paragraph", at("pays for the breakwater"), "pays for the breakwater",
			[]string{"pays for the breakwater"}},
		{"an entity within", at("breakwater & nothing else,”"), "breakwater & nothing else,”",
			[]string{"breakwater &amp; nothing else,”"}},
		{"by a quotation", "quote=" + url.QueryEscape(" eleven  to\neight "), "eleven to eight",
			[]string{"eleven to eight"}},
		{"over two paragraphs", at("since February.\n\n“This pays"), "since February.\n\n“This pays",
			[]string{"since February.", "“This pays"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var a struct {
				Context string `json:"@context"`
				ID      string
				Type    string
				Target  []struct {
					Source   struct{ ID string }
					Selector []struct {
						Type, Exact, Prefix, Suffix string
						Start, End                  int
					}
					State *struct{ Type, SourceDate, Cached string }
				}
			}
			body := read(path+".jsonld?"+tt.query, 200)
			if err := json.Unmarshal([]byte(body), &a); err != nil {
				t.Fatal(err)
			}
			if a.Type != "Annotation" || !strings.HasPrefix(a.ID, "urn:uuid:") ||
				a.Context != "http://www.w3.org/ns/anno.jsonld" || len(a.Target) != 3 {
				t.Fatalf("no annotation with three targets:\n%s", body)
			}
			web, capture, text := a.Target[0], a.Target[1], a.Target[2]
			if q := web.Selector[0]; q.Type != "TextQuoteSelector" || q.Exact != tt.quote ||
				!strings.Contains(entry.Text, q.Prefix+q.Exact+q.Suffix) {
				t.Errorf("quoted %q with %q and %q around it", q.Exact, q.Prefix, q.Suffix)
			}
			if web.Source.ID != "https://tesselcourier.example/2011/04/harbour-levy" ||
				web.State == nil || web.State.SourceDate != "2011-06-02T09:30:00Z" ||
				web.State.Cached != capture.Source.ID {
				t.Errorf("the page: %+v", web)
			}
			d := capture.Selector[0]
			if d.Type != "DataPositionSelector" || d.Start >= d.End || d.End > len(content) {
				t.Fatalf("bytes: %+v of %d", d, len(content))
			}
			bytesThere := content[d.Start:d.End]
			if !bytes.HasPrefix(bytesThere, []byte(tt.inBytes[0])) ||
				!bytes.HasSuffix(bytesThere, []byte(tt.inBytes[len(tt.inBytes)-1])) {
				t.Errorf("bytes %d to %d are %q", d.Start, d.End, bytesThere)
			}
			p := text.Selector[0]
			if r := []rune(entry.Text); p.Type != "TextPositionSelector" || p.End > len(r) ||
				string(r[p.Start:p.End]) != tt.quote {
				t.Errorf("characters: %+v", p)
			}
			copied := read(path+"/passage.txt?"+tt.query, 200)
			quoted := strings.NewReplacer("“", "‘", "”", "’").Replace(tt.quote) // and its paragraphs stay two
			want := "“" + quoted + "”\nImke Varga, Tobin Ashgrove, “"
			if !strings.HasPrefix(copied, want) || !strings.Contains(copied, fmt.Sprint("bytes ", d.Start, "–")) ||
				!strings.Contains(copied, "SHA-256 "+string(cutting.Sum(content))) {
				t.Errorf("copied:\n%s", copied)
			}
			page := s.get(path+"/passage?"+tt.query, 200)
			if got := textOf(page.one("textarea")); got != strings.Join(strings.Fields(copied), " ") {
				t.Errorf("on the page %q, copied %q", got, copied)
			}
		})
	}
	if utf8.RuneCountInString(entry.Text) == len(entry.Text) {
		t.Error("bytes and characters are the same in this text: this test cannot tell them apart")
	}
	for query, want := range map[string]int{"quote=nowhere+in+it": 404, "text=5-2": 400, "text=1-999999": 400,
		"text=x": 400, "sighting=99": 404, "sighting=x": 400} {
		read(path+"/passage.txt?"+query, want)
		read(path+".bib?"+query, want)
	}
	if whole := read(path+".jsonld", 200); strings.Contains(whole, "TextQuoteSelector") ||
		!strings.Contains(whole, "DataPositionSelector") {
		t.Errorf("the cutting as a whole:\n%s", whole)
	}
}

// What is in the basket is cited together.
func TestBasketCited(t *testing.T) {
	s := newSite(t, nil)
	one, two := s.cutting(levyHeadline), s.cutting("The ledger nobody signed")
	basket := "basket=" + strings.TrimPrefix(one, "/cuttings/") + "." + strings.TrimPrefix(two, "/cuttings/") + ".gone"
	for extension, want := range map[string]string{"bib": "@article{", "ris": "TY  - NEWS",
		"csl.json": `"type": "article-`,
		"jsonld":   `"type": "Annotation"`} {
		res := s.do("GET", "/basket."+extension, "Cookie", basket)
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != 200 || strings.Count(string(body), want) != 2 {
			t.Errorf("%s: %d %v, want two %q\n%s", extension, res.StatusCode, err, want, body)
		}
	}
}
