package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// plantedCopy is the entry of testdata/sample-copies.json about one file of the sample: the relation of its
// text to another's.
type plantedCopy struct {
	File     string                 `json:"file"`
	Headline string                 `json:"headline"` // of the cutting, where the page has several
	Of       string                 `json:"of"`
	Relation catalogue.RelationKind `json:"relation"`
	How      []string               `json:"how"`  // of copies: what they may be called
	View     string                 `json:"view"` // of the page: "print"
	// OtherHeadline reports that listing and article have different headlines.
	OtherHeadline bool `json:"other_headline"`
}

// sampleStories is the sample's catalogue as its dump gives it.
type sampleStories struct {
	captures  map[string]string // capture → file
	sightings []catalogue.Sighting
	reps      map[string]*catalogue.Sighting // cutting → representative
	stories   map[string]catalogue.StoryRow
	relations map[string]catalogue.TextRelations
	outlets   []catalogue.Outlet
}

func readSampleStories(t *testing.T) *sampleStories {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arc")
	var out bytes.Buffer
	for _, args := range [][]string{{"init", dir},
		{"add", "--quiet", "--no-readings", "--archive", dir, "../../sample"},
		{"dump", "--archive", dir}} {
		out.Reset()
		var problems bytes.Buffer
		if code := run(context.Background(), args, strings.NewReader(""), &out, &problems); code != 0 {
			t.Fatalf("%v: %d\n%s", args, code, &problems)
		}
	}
	s := &sampleStories{captures: map[string]string{}, reps: map[string]*catalogue.Sighting{},
		stories: map[string]catalogue.StoryRow{}, relations: map[string]catalogue.TextRelations{}}
	type place struct {
		capture string
		ordinal int
	}
	at := map[place]*catalogue.Sighting{}
	lines := bufio.NewReader(&out)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return s
		}
		var d struct {
			Page     *catalogue.PageRow
			Sighting *catalogue.Sighting
			Entry    *struct {
				ID, Capture string
				Ordinal     int
			}
			Source *catalogue.Outlet
			Row    *catalogue.StageRow
		}
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		switch {
		case d.Page != nil:
			s.captures[d.Page.Capture.ID] = strings.TrimPrefix(d.Page.Capture.Name, "sample/")
		case d.Sighting != nil:
			s.sightings = append(s.sightings, *d.Sighting)
			at[place{d.Sighting.CaptureID, d.Sighting.Ordinal}] = d.Sighting
		case d.Entry != nil:
			s.reps[d.Entry.ID] = at[place{d.Entry.Capture, d.Entry.Ordinal}]
		case d.Source != nil:
			s.outlets = append(s.outlets, *d.Source)
		case d.Row != nil && d.Row.Stage == catalogue.StoryStage:
			var r catalogue.StoryRow
			if err := json.Unmarshal(d.Row.Value, &r); err != nil {
				t.Fatal(err)
			}
			s.stories[d.Row.Key] = r
		case d.Row != nil && d.Row.Stage == catalogue.RelationStage && d.Row.Value != nil:
			var r catalogue.TextRelations
			if err := json.Unmarshal(d.Row.Value, &r); err != nil {
				t.Fatal(err)
			}
			s.relations[d.Row.Key] = r
		}
	}
}

// in returns the cutting a file has; headline distinguishes several.
func (s *sampleStories) in(t *testing.T, file, headline string) *catalogue.Sighting {
	t.Helper()
	for i := range s.sightings {
		c := &s.sightings[i]
		if s.captures[c.CaptureID] == file && (headline == "" && c.Kind == cutting.Article || c.Headline == headline) {
			return c
		}
	}
	t.Fatalf("%s has no cutting %q", file, headline)
	return nil
}

// between returns the relation of two texts, seen from either; nil when there is none.
func (s *sampleStories) between(a, b string) *catalogue.TextRelation {
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		for i, r := range s.relations[pair[0]].Relations {
			if r.Text == pair[1] {
				return &s.relations[pair[0]].Relations[i]
			}
		}
	}
	return nil
}

// TestSampleStories checks the planted copies of the sample against the right answers, its teasers and side
// lists against their articles, and its outlets.
func TestSampleStories(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole sample")
	}
	s := readSampleStories(t)
	b, err := os.ReadFile("../../testdata/sample-copies.json")
	if err != nil {
		t.Fatal(err)
	}
	var planted []plantedCopy
	if err := json.Unmarshal(b, &planted); err != nil || len(planted) < 8 {
		t.Fatalf("%d planted copies, %v", len(planted), err)
	}
	for _, p := range planted {
		t.Run(strings.TrimPrefix(p.File, "copies/")+" of "+filepath.Base(p.Of), func(t *testing.T) {
			this, other := s.in(t, p.File, p.Headline), s.in(t, p.Of, "")
			row, of := s.stories[this.CuttingID], s.stories[other.CuttingID]
			one := row.Story != "" && row.Story == of.Story
			switch r := s.between(catalogue.TextKey(this), catalogue.TextKey(other)); {
			case p.Relation == catalogue.Announces:
				if row.Article != other.CuttingID || !one || row.Is != catalogue.IsTeaser {
					t.Errorf("it leads to %q by %q, want %s", row.Article, row.By, other.CuttingID)
				}
				if p.OtherHeadline && this.Headline == other.Headline {
					t.Error("both have one headline")
				}
			case p.Relation == catalogue.SharedPassage:
				if r == nil || r.Kind != catalogue.SharedPassage || one {
					t.Errorf("the relation is %+v, one story: %v", r, one)
				}
			case this.Version == other.Version:
				if !one {
					t.Error("one text, and two stories")
				}
			case !one || r != nil && (r.Kind != p.Relation || !slices.Contains(p.How, r.How)):
				t.Errorf("the relation is %+v, one story: %v; want %s, %v", r, one, p.Relation, p.How)
			case r == nil:
				t.Log("related through another copy")
			}
			if p.View != row.View {
				t.Errorf("the view is %q, want %q", row.View, p.View)
			}
		})
	}
	t.Run("teasers and side list items", func(t *testing.T) { s.teasers(t) })
	t.Run("outlets", func(t *testing.T) { s.fifteen(t) })
}

// teasers checks that what announces an article in the sample by its address is assigned to it.
func (s *sampleStories) teasers(t *testing.T) {
	articles := map[string]string{}
	for i := range s.sightings {
		if c := &s.sightings[i]; c.Kind == cutting.Article && c.URL != "" {
			articles[cutting.AddressIdentity(c.URL)] = c.CuttingID
		}
	}
	led := 0
	for i := range s.sightings {
		c := &s.sightings[i]
		want := articles[cutting.AddressIdentity(c.URL)]
		if c.Kind == cutting.Article || c.URL == "" || want == "" {
			continue
		}
		led++
		if got := s.stories[c.CuttingID].Article; got != want {
			t.Errorf("%q in %s leads to %q, want %s", c.Headline, s.captures[c.CaptureID], got, want)
		}
	}
	if led < 25 {
		t.Errorf("only %d announce an article by its address", led)
	}
}

// fifteen checks that the sample has exactly the outlets that sample.md names. One of the fifteen states its
// name once, in a title that could as well be a headline: its page is of no known outlet.
func (s *sampleStories) fifteen(t *testing.T) {
	md, err := os.ReadFile("../../sample.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, o := range s.outlets {
		if seen[o.Name] {
			t.Errorf("two outlets are called %q", o.Name)
		}
		seen[o.Name] = true
		if !strings.Contains(string(md), fmt.Sprintf("\n| %s", o.Name)) {
			t.Errorf("%s, %q, is none of those in sample.md", o.ID, o.Name)
		}
	}
	if len(s.outlets) != 14 {
		t.Errorf("%d outlets, want 14 and one that is not known", len(s.outlets))
	}
}
