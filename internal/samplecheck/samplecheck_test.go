package samplecheck

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"cuttings/capture"
	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
)

var update = flag.Bool("update", false, "write testdata/differences.txt anew")

const (
	sampleDir   = "../../sample"
	expectedDir = "../../testdata/sample-expected"
	// differencesFile lists what the program currently gets wrong, so that every change, good or
	// bad, is part of a review.
	differencesFile = "testdata/differences.txt"
)

// expectedPage is the expected content of one file. Nil fields are not compared.
type expectedPage struct {
	Page struct {
		Kind  *cutting.PageKind `json:"kind"`
		Title *string           `json:"title"`
		Site  *string           `json:"site"`
		Lang  *string           `json:"lang"`
	} `json:"page"`
	Cuttings []expectedCutting `json:"cuttings"`
}

type expectedCutting struct {
	Kind      cutting.Kind `json:"kind"`
	Headline  *string      `json:"headline"`
	URL       *string      `json:"url"`
	Published *string      `json:"published"`
	Byline    *[]string    `json:"byline"`
	Truncated *bool        `json:"truncated"`
	Rail      *string      `json:"rail"`
	Section   *string      `json:"section"`
	TextStart *string      `json:"text_start"`
	TextEnd   *string      `json:"text_end"`
}

// differences returns, a line each, where a reading differs from what was expected.
func differences(want expectedPage, got catalogue.PageReading) []string {
	var ds []string
	differ := func(what string, want, got any) {
		ds = append(ds, fmt.Sprintf("%s: want %q, got %q", what, fmt.Sprint(want), fmt.Sprint(got)))
	}
	row := got.Page
	if row.Failure != "" {
		return []string{"not read: " + row.Failure}
	}
	if want.Page.Kind == nil {
		return nil // several splits are acceptable
	}
	if *want.Page.Kind != row.Kind {
		differ("page kind", *want.Page.Kind, row.Kind)
	}
	if w := want.Page.Title; w != nil && letters(*w) != letters(row.Title) {
		differ("page title", *w, row.Title)
	}
	if w := want.Page.Site; w != nil && letters(*w) != letters(row.Source.Name) {
		differ("site", *w, row.Source.Name)
	}
	if w := want.Page.Lang; w != nil && *w != row.Lang {
		differ("language", *w, row.Lang)
	}
	for i, w := range want.Cuttings {
		if i >= len(got.Sightings) {
			ds = append(ds, fmt.Sprintf("missing %s %q", w.Kind, deref(w.Headline)))
			continue
		}
		if !same(w, got.Sightings[i]) {
			// One item too many or too few must not make all later ones differ.
			return append(ds, aligned(want.Cuttings, got.Sightings)...)
		}
	}
	if len(got.Sightings) > len(want.Cuttings) {
		return append(ds, aligned(want.Cuttings, got.Sightings)...)
	}
	for i, w := range want.Cuttings {
		if i < len(got.Sightings) {
			ds = append(ds, itemDifferences(w, got.Sightings[i])...)
		}
	}
	return ds
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// same reports whether an expected cutting and a sighting are the same item.
func same(w expectedCutting, g catalogue.Sighting) bool {
	if w.Kind != g.Kind {
		return false
	}
	if w.Headline != nil {
		return letters(*w.Headline) == letters(g.Headline)
	}
	return w.TextStart == nil || strings.HasPrefix(letters(g.Text), letters(*w.TextStart))
}

// aligned compares two lists by their longest common subsequence.
func aligned(want []expectedCutting, got []catalogue.Sighting) []string {
	n, m := len(want), len(got)
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if same(want[i], got[j]) {
				best[i][j] = max(best[i][j], 1+best[i+1][j+1])
			}
		}
	}
	var ds []string
	for i, j := 0, 0; i < n || j < m; {
		switch {
		case i < n && j < m && same(want[i], got[j]) && best[i][j] == 1+best[i+1][j+1]:
			ds = append(ds, itemDifferences(want[i], got[j])...)
			i++
			j++
		case j == m || i < n && best[i+1][j] >= best[i][j+1]:
			ds = append(ds, fmt.Sprintf("missing %s %q", want[i].Kind, deref(want[i].Headline)))
			i++
		default:
			ds = append(ds, fmt.Sprintf("not there: %s %q", got[j].Kind, got[j].Headline))
			j++
		}
	}
	return ds
}

func itemDifferences(w expectedCutting, g catalogue.Sighting) []string {
	var ds []string
	differ := func(what string, want, got any) {
		ds = append(ds, fmt.Sprintf("%s %q: %s: want %q, got %q", w.Kind, g.Headline, what, fmt.Sprint(want),
			fmt.Sprint(got)))
	}
	if w.URL != nil && address(*w.URL) != address(g.URL) {
		differ("url", *w.URL, g.URL)
	}
	if w.Published != nil && day(*w.Published) != day(g.Published.Value) {
		differ("published", *w.Published, g.Published.Value)
	}
	if w.Byline != nil && !slices.Equal(*w.Byline, g.Byline) && len(*w.Byline)+len(g.Byline) > 0 {
		differ("byline", *w.Byline, g.Byline)
	}
	if w.Truncated != nil && *w.Truncated != g.Truncated {
		differ("truncated", *w.Truncated, g.Truncated)
	}
	if w.Rail != nil && letters(*w.Rail) != letters(g.Rail) {
		differ("rail", *w.Rail, g.Rail)
	}
	if w.Section != nil && letters(*w.Section) != letters(g.Section) {
		differ("section", *w.Section, g.Section)
	}
	text := letters(g.Text)
	if s := w.TextStart; s != nil && (*s == "") != (text == "") {
		differ("text", *s, excerpt(g.Text))
		return ds
	}
	if s := w.TextStart; s != nil && !strings.HasPrefix(text, letters(*s)) {
		differ("text begins", *s, excerpt(g.Text))
	}
	if s := w.TextEnd; s != nil && !strings.HasSuffix(text, letters(*s)) {
		r := []rune(g.Text)
		differ("text ends", *s, string(r[max(0, len(r)-60):]))
	}
	return ds
}

// letters returns the letters and digits of s: spaces and marks are not compared.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func excerpt(s string) string {
	r := []rune(s)
	return string(r[:min(60, len(r))])
}

// address returns a URL in the form people compare.
func address(u string) string {
	if _, rest, ok := strings.Cut(u, "://"); ok {
		u = rest
	}
	return strings.TrimSuffix(strings.TrimSuffix(u, "index.html"), "/")
}

// day returns a date up to its day.
func day(d string) string { return d[:min(10, len(d))] }

// readSample returns the sample archive by the names of its expected files.
func readSample(t *testing.T) map[string]catalogue.PageReading {
	t.Helper()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	out := map[string]catalogue.PageReading{}
	err := capture.Walk(context.Background(), []string{sampleDir}, capture.Options{
		TempDir: t.TempDir(), Now: func() time.Time { return now },
	}, func(it capture.Item) error {
		name := strings.TrimPrefix(it.Capture.Name, "sample/")
		switch it.Kind {
		case capture.Failed:
			t.Errorf("%s: %v", name, it.Err)
		case capture.Skipped: // nothing in it to cut
			out[name] = catalogue.PageReading{Page: catalogue.PageRow{Kind: cutting.NothingPage,
				Reason: string(it.Reason)}}
		case capture.Page:
			if file, member, ok := strings.Cut(name, "!/"); ok && !strings.HasSuffix(file, ".zip") {
				name, _ = file, member // an MHTML file's page represents the file
			}
			if _, twice := out[name]; twice {
				t.Errorf("%s: read twice", name)
			}
			out[name] = press.ReadingOf(press.Original{Capture: it.Capture, Content: it.Content}, now,
				cutting.CaptureDecisions{})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func readExpected(t *testing.T) map[string]expectedPage {
	t.Helper()
	out := map[string]expectedPage{}
	err := filepath.WalkDir(expectedDir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(expectedDir, name)
		if err != nil {
			return err
		}
		var e expectedPage
		if err := json.Unmarshal(b, &e); err != nil {
			return fmt.Errorf("%s: %w", rel, err)
		}
		out[strings.TrimSuffix(filepath.ToSlash(rel), ".json")] = e
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSample reads the sample as `cuttings open` does. The differences from the expected result
// must be exactly those in testdata/differences.txt.
func TestSample(t *testing.T) {
	got, want := readSample(t), readExpected(t)
	if len(want) < 60 {
		t.Fatalf("only %d expected files", len(want))
	}
	var lines []string
	for name, w := range want {
		g, ok := got[name]
		if !ok {
			lines = append(lines, name+": not found in the sample")
			continue
		}
		for _, d := range differences(w, g) {
			lines = append(lines, name+": "+d)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			lines = append(lines, name+": nothing is expected of it")
		}
	}
	slices.Sort(lines)
	text := strings.Join(append(lines, ""), "\n")
	if *update {
		if err := os.WriteFile(differencesFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(differencesFile)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	for _, l := range lines {
		if !slices.Contains(known, l) {
			t.Errorf("new difference: %s", l)
		}
	}
	for _, l := range known {
		if l != "" && !slices.Contains(lines, l) {
			t.Errorf("no longer a difference, take it out with -update: %s", l)
		}
	}
}

// TestDifferences checks that the comparison can fail.
func TestDifferences(t *testing.T) {
	var want expectedPage
	if err := json.Unmarshal([]byte(`{"page":{"kind":"listing","lang":"en"},"cuttings":[
		{"kind":"teaser","headline":"One","url":"https://a.example/1/","byline":[],"truncated":true,"text_start":"First words","text_end":"last …"},
		{"kind":"teaser","headline":"Two"},
		{"kind":"rail","headline":"Three","rail":"Most viewed"}]}`), &want); err != nil {
		t.Fatal(err)
	}
	good := func() catalogue.PageReading {
		return catalogue.PageReading{
			Page: catalogue.PageRow{Kind: cutting.ListingPage, Lang: "en"},
			Sightings: []catalogue.Sighting{
				{Kind: cutting.Teaser, Headline: "One", URL: "http://a.example/1/index.html", Truncated: true,
					Text: "First words, last"},
				{Kind: cutting.Teaser, Headline: "Two"},
				{Kind: cutting.Rail, Headline: "Three", Rail: "Most Viewed"},
			},
		}
	}
	for _, tc := range []struct {
		name   string
		change func(*catalogue.PageReading)
		want   int // number of differences
	}{
		{"the same", func(*catalogue.PageReading) {}, 0},
		{"another kind of page", func(r *catalogue.PageReading) { r.Page.Kind = cutting.ArticlePage }, 1},
		{"another language", func(r *catalogue.PageReading) { r.Page.Lang = "de" }, 1},
		{"not read", func(r *catalogue.PageReading) { r.Page.Failure = "too large" }, 1},
		{"an item lost in the middle", func(r *catalogue.PageReading) {
			r.Sightings = slices.Delete(r.Sightings, 1, 2)
		}, 1},
		{"an item made up", func(r *catalogue.PageReading) {
			r.Sightings = slices.Insert(r.Sightings, 1, catalogue.Sighting{Kind: cutting.Teaser, Headline: "More"})
		}, 1},
		{"another address", func(r *catalogue.PageReading) { r.Sightings[0].URL = "https://a.example/2" }, 1},
		{"a byline made up", func(r *catalogue.PageReading) { r.Sightings[0].Byline = []string{"N. N."} }, 1},
		{"a mark in the text", func(r *catalogue.PageReading) { r.Sightings[0].Text += " Read more" }, 1},
		{"no text", func(r *catalogue.PageReading) { r.Sightings[0].Text = "" }, 1},
		{"thought whole", func(r *catalogue.PageReading) { r.Sightings[0].Truncated = false }, 1},
		{"another rail", func(r *catalogue.PageReading) { r.Sightings[2].Rail = "Related" }, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := good()
			tc.change(&r)
			if got := differences(want, r); len(got) != tc.want {
				t.Errorf("differences = %q, want %d", got, tc.want)
			}
		})
	}
}
