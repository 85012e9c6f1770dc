package export

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/internal/npmtest"
)

// TestReadByOthers lets citation-js read what is written, including hostile values: each form gives as many
// items as were written, with their titles, authors, sources, days and addresses. Of a newspaper in RIS it
// calls the authors reporters and reads the year alone; the golden file has the day.
func TestReadByOthers(t *testing.T) {
	npmtest.Module(t, "@citation-js/core/package.json", "what other readers make of citations is not tested")
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("citation-js is installed and node is not")
	}
	hostile := []Record{
		{ID: "aa1", Headline: `Cost {rises} by 5% & more: "it_is" $10 #1 ~ \dam`, Authors: []string{"Oren Vask"},
			Source: "The Tarnholm Beacon", Published: "2019-05-09", URL: "https://beacon.example/a_b?x=1&y=%20z#f",
			Lang: "en"},
		{ID: "bb2", Headline: "کشتی\u200cها تا بهار نمی\u200cآیند", Authors: []string{"سارا کریمی", "علی"},
			Source: "صدای بندر", Published: "2011-04", URL: "https://sedayebandar.example/بندر", Lang: "fa"},
		{ID: "cc3", Headline: "Ä ö ß – “quoted” ‘single’ … €", Source: "Der Strandbote", Published: "1998",
			URL: "https://strandbote.example/", Lang: "de"},
		{ID: "dd4", Headline: "ER  - \nTY  - BOOK", Authors: []string{"Imke de la Varga"}, Source: "Post & Co",
			Published: "2020-02-29T10:00:00Z", URL: "https://post.example/x"},
	}
	type item struct {
		Title     string
		Author    []struct{ Literal, Family, Given, Name string }
		Reporter  any    // one, or several
		Container string `json:"container-title"`
		Issued    struct {
			Parts [][]int `json:"date-parts"`
		}
		URL string
	}
	dates := [][]int{{2019, 5, 9}, {2011, 4}, {1998}, {2020, 2, 29}}
	for _, f := range Forms() {
		if f.Name == "annotation" {
			continue // no citation style knows it
		}
		t.Run(f.Name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "citations."+f.Extension)
			if err := os.WriteFile(file, f.Write(hostile), 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(node, "read-citations.mjs", file)
			cmd.Dir = npmtest.Dir(t)
			out, err := cmd.Output()
			if err != nil {
				stderr := ""
				if e, ok := err.(*exec.ExitError); ok {
					stderr = string(e.Stderr)
				}
				t.Fatalf("%v\n%s\n%s", err, stderr, f.Write(hostile))
			}
			var read struct{ Items []item }
			if err := json.Unmarshal(out, &read); err != nil {
				t.Fatal(err)
			}
			if len(read.Items) != len(hostile) {
				t.Fatalf("%d items of %d\n%s", len(read.Items), len(hostile), out)
			}
			for i, got := range read.Items {
				want := hostile[i]
				if got.Title != line(want.Headline) {
					t.Errorf("title %q, want %q", got.Title, line(want.Headline))
				}
				if got.Container != want.Source {
					t.Errorf("source %q, want %q", got.Container, want.Source)
				}
				if got.URL != addressOf(want) {
					t.Errorf("address %q, want %q", got.URL, addressOf(want))
				}
				var authors []string
				for _, a := range got.Author {
					authors = append(authors, strings.TrimSpace(strings.Join([]string{a.Literal, a.Name, a.Given,
						a.Family}, " ")))
				}
				day := [][]int{dates[i]}
				if f.Name == "ris" {
					authors, day = nil, [][]int{dates[i][:1]}
					switch r := got.Reporter.(type) {
					case string:
						authors = []string{asWritten(r)}
					case []any:
						for _, a := range r {
							authors = append(authors, asWritten(fmt.Sprint(a)))
						}
					}
				}
				if strings.Join(authors, "; ") != strings.Join(want.Authors, "; ") {
					t.Errorf("authors %q, want %q", authors, want.Authors)
				}
				if d, err := json.Marshal(got.Issued.Parts); err != nil || string(d) != toJSON(t, day) {
					t.Errorf("%q: day %s, want %v", want.Headline, d, day)
				}
			}
		})
	}
}

// asWritten turns a name in the order of RIS, "family, given", round; citation-js keeps it as one text.
func asWritten(name string) string {
	if family, given, ok := strings.Cut(name, ", "); ok {
		return given + " " + family
	}
	return name
}

func toJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
