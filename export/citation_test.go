package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/library"
)

var update = flag.Bool("update", false, "write the golden files anew")

var records = []Record{
	{
		ID: "r2916c5vabc", Headline: "Berth closed: 50% & more {again}",
		Authors: []string{"Oren Vask", "Lina de la Mar"}, Source: "The Tarnholm Beacon",
		Published: "2019-05-09T00:30:00+03:30", URL: "https://beacon.example/ferry/closed?a=1&b={2}",
		Lang: "en-GB", Captured: time.Date(2019, 5, 10, 23, 0, 0, 0, time.UTC), Archive: "Ferries",
		Note: "SHA-256 ab12, bytes 10–90",
		Place: library.Place{Page: "https://beacon.example/ferry/", Checksum: cutting.Sum([]byte("page")),
			Format: "text/html", TextSum: cutting.Sum([]byte("text")), TextLen: 900,
			Ranges: []cutting.Range{{Start: 700, End: 750}, {Start: 790, End: 800}},
			Passage: library.Passage{Quote: "closed <until> spring.\n\nThen", Before: "The berth is ",
				After: " nothing.", Text: cutting.Span{Start: 100, End: 130}, Chars: [2]int{90, 118}}},
	},
	{ID: "month", Headline: "کشتی\u200cها\nتا بهار", Source: "Beacon", Published: "2011-04", Lang: "fa",
		URL: "../relative/index.html",
		Place: library.Place{Checksum: cutting.Sum([]byte("other")), Format: "text/plain",
			TextSum: cutting.Sum([]byte("words")), TextLen: 5, Ranges: []cutting.Range{{Start: 0, End: 9}}}},
	{ID: "bare", Published: "no date"},
}

func TestForms(t *testing.T) {
	for _, f := range Forms() {
		t.Run(f.Name, func(t *testing.T) {
			got := f.Write(records)
			golden := filepath.Join("testdata", "citations."+f.Extension)
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// A source's text cannot end a field or a record and begin another.
func FuzzForms(f *testing.F) {
	f.Add("x}\n@book{y, title={z", "ER  - \r\nTY  - BOOK", "2011-04-09", "https://a.example/{")
	f.Add("\\", "a\u202eb", "2011", "javascript:alert(1)")
	f.Fuzz(func(t *testing.T, headline, author, date, addr string) {
		r := []Record{{ID: "id", Headline: headline, Authors: []string{author}, Published: date, URL: addr}}
		bib := BibTeX(r)
		depth, records := 0, 0
		for i, c := range bib {
			if i > 0 && bib[i-1] == '\\' {
				continue
			}
			switch c {
			case '{':
				if depth == 0 {
					records++
				}
				depth++
			case '}':
				depth--
			}
		}
		if depth != 0 || records != 1 {
			t.Fatalf("BibTeX with braces %d open, %d records:\n%s", depth, records, bib)
		}
		ris := string(RIS(r))
		if strings.Count(ris, "\r\nER  - ") != 1 || strings.Count(ris, "TY  - ") != 1+
			strings.Count(line(headline)+line(author), "TY  - ") {
			t.Fatalf("RIS with other records than one:\n%s", ris)
		}
		var items []map[string]any
		if err := json.Unmarshal(CSL(r), &items); err != nil || len(items) != 1 {
			t.Fatalf("CSL-JSON: %v, %d items", err, len(items))
		}
		if bytes.Contains(bib, []byte("javascript:alert")) && !strings.Contains(headline+author, "javascript:alert") {
			t.Fatal("an address that is none of the web is cited")
		}
	})
}

// TestFormatOfFeedItem: the format of a feed is that of the capture, not of the article an item links to.
func TestFormatOfFeedItem(t *testing.T) {
	r := records[0]
	r.Place.Format = "application/rss+xml"
	a := annotationOf(r)
	if page, capture := a.Target[0].Source, a.Target[1].Source; page.Format != "" || capture.Format != r.Place.Format {
		t.Errorf("page %+v, capture %+v", page, capture)
	}
	if a = annotationOf(records[0]); a.Target[0].Source.Format != "text/html" {
		t.Errorf("page %+v", a.Target[0].Source)
	}
}
