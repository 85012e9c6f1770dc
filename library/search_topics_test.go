package library_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// topicsInEffect implements InEffect for topics without a journal.
type topicsInEffect map[string]*cutting.Topic

func (s topicsInEffect) AllInEffect(kind string) []journal.Line {
	var out []journal.Line
	for id := range s {
		line, _ := s.InEffect(kind, id)
		out = append(out, line)
	}
	return out
}

func (s topicsInEffect) InEffect(kind, id string) (journal.Line, bool) {
	t := s[id]
	line := journal.Line{Decision: journal.Decision{Number: 7, Kind: kind, Target: id}, Payload: t}
	return line, t != nil && kind == cutting.TopicDecision
}

func (topicsInEffect) History(string, string) []journal.Line { return nil }
func (topicsInEffect) RedactionLines() []journal.Line        { return nil }
func (topicsInEffect) RedactionSecret() string               { return "" }

// topics returns a library over n cuttings, some of them in stories; every third has the word "levy".
func topics(t *testing.T, n, stories int) (*library.Library, topicsInEffect, []string) {
	t.Helper()
	with, s, ids := topicsWith(t, n, stories)
	return with(s), s, ids
}

// topicsWith returns a function that returns the library of topics over a given InEffect.
func topicsWith(t *testing.T, n, stories int) (with func(library.InEffect) *library.Library, s topicsInEffect,
	ids []string) {
	t.Helper()
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	page := catalogue.PageReading{Page: catalogue.PageRow{Added: day,
		Capture: cutting.Capture{ID: "c", URL: "http://courier.example/", Time: day}}}
	var rows []catalogue.StageRow
	for i := range n {
		id := fmt.Sprintf("k%05d", i)
		ids = append(ids, id)
		text := []string{"The levy is due.", "The quay is shut.", "The tug is sunk."}[i%3]
		page.Sightings = append(page.Sightings, catalogue.Sighting{CuttingID: id, CaptureID: "c", Ordinal: i,
			Kind: cutting.Article, Headline: fmt.Sprint("Item ", i), Text: fmt.Sprint(text, " ", i),
			Source:    catalogue.Source{ID: "courier.example", Name: "Courier"},
			Published: cutting.Date{Value: fmt.Sprintf("2011-%02d-%02d", 1+i%12, 1+i%28)}, Captured: day})
		if stories > 0 && i%2 == 0 {
			story := fmt.Sprintf("k%05d", 2*(i/2%stories))
			value := fmt.Sprintf(`{"text":"t%d","story":%q,"is":"copy"}`, i, story)
			if id == story {
				value = fmt.Sprintf(`{"text":"t%d","story":%q,"is":"independent","counts":{"cuttings":%d,`+
					`"independent":1,"outlets":1}}`, i, story, n/2/stories)
			}
			rows = append(rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.StoryStage, Key: id},
				Of: catalogue.OfCutting, Version: 1, Value: []byte(value),
				Fields: map[string][]string{"story": {story}, "is": {"copy"}}})
		}
	}
	m := memory.New()
	b := catalogue.Batch{Pages: []catalogue.PageReading{page}, Rows: rows}
	if err := m.Apply(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	return func(s library.InEffect) *library.Library {
		return library.New(library.Config{Catalogue: m, InEffect: s, Name: "Archive", Now: librarytest.Now})
	}, topicsInEffect{}, ids
}

// walk reads a topic's list page by page.
func walk(t *testing.T, l *library.Library, topic *library.Topic, req catalogue.Request) (hits []catalogue.Hit,
	total, stories int) {
	t.Helper()
	after := ""
	for range 10_000 {
		res, err := l.FindInTopic(context.Background(), topic, after, req)
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) > req.Limit || len(res.Hits) == 0 && after != "" {
			t.Fatalf("a page of %d hits, at most %d", len(res.Hits), req.Limit)
		}
		hits, total, stories = append(hits, res.Hits...), res.Total, res.Stories
		if after = res.Next; after == "" {
			return hits, total, stories
		}
	}
	t.Fatal("the list has no end")
	return nil, 0, 0
}

// TestPagesOfATopicGiveEachOnce walks topics of random choices, with pages of random length: those
// pinned come first in their order, everything else follows as ordered, nothing is lost or repeated.
func TestPagesOfATopicGiveEachOnce(t *testing.T) {
	l, s, ids := topics(t, 90, 7)
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 1))
		pick := func(n int) []string {
			var out []string
			for range n {
				out = append(out, ids[r.IntN(len(ids))])
			}
			return out
		}
		topic := &cutting.Topic{Title: "T", Introduction: "x", Query: []string{"levy", "", "levy OR quay"}[r.IntN(3)],
			Pinned: append(pick(r.IntN(30)), "gone"), LeftOut: pick(r.IntN(10))}
		s["t"] = topic
		kept, err := l.Topic("t")
		if err != nil {
			t.Fatal(err)
		}
		for _, byStory := range []bool{false, true} {
			req := catalogue.Request{Limit: 1 + r.IntN(25), ByStory: byStory,
				Sort: []catalogue.Sort{catalogue.ByNewest, catalogue.ByOldest, catalogue.ByAdded}[r.IntN(3)]}
			hits, total, stories := walk(t, l, kept, req)
			want := total
			if byStory {
				want = stories
			}
			if len(hits) != want {
				t.Fatalf("seed %d, by story %t: %d rows of %d", seed, byStory, len(hits), want)
			}
			seen, inStory, at := map[string]bool{}, map[string]bool{}, 0
			for _, h := range hits {
				if seen[h.ID] || slices.Contains(topic.LeftOut, h.ID) {
					t.Fatalf("seed %d: %s again, or left out", seed, h.ID)
				}
				seen[h.ID] = true
				if h.Story != nil && byStory {
					if inStory[h.Story.ID] || h.Story.Matches < 1 {
						t.Fatalf("seed %d: story %s again, or with no matches", seed, h.Story.ID)
					}
					inStory[h.Story.ID] = true
				}
			}
			for _, id := range topic.Pinned {
				if id == "gone" || slices.Contains(topic.LeftOut, id) || !seen[id] {
					continue // the others are in the story of one pinned before
				}
				if i := slices.IndexFunc(hits, func(h catalogue.Hit) bool { return h.ID == id }); i > at {
					t.Fatalf("seed %d: %s is pinned and comes as number %d after %d", seed, id, i, at)
				} else if i == at {
					at++
				}
			}
			// What follows is in the order asked for.
			rest := hits[at:]
			res, err := l.Find(context.Background(), kept.Search(), catalogue.Request{Limit: 1000, Sort: req.Sort,
				ByStory: byStory})
			if err != nil {
				t.Fatal(err)
			}
			var order []string
			for _, h := range res.Hits {
				order = append(order, h.ID)
			}
			for i, last := 0, -1; i < len(rest); i++ {
				if n := slices.Index(order, rest[i].ID); n <= last {
					t.Fatalf("seed %d: %s is out of order", seed, rest[i].ID)
				} else {
					last = n
				}
			}
		}
	}
}

// TestThousandsOfPins keeps a topic with 2,000 cuttings pinned and 500 left out: it is listed,
// counted, followed and searched in like any other.
func TestThousandsOfPins(t *testing.T) {
	l, s, ids := topics(t, 2600, 400)
	s["big"] = &cutting.Topic{Title: "Big", Introduction: "x", Query: "levy", Pinned: ids[:2000],
		LeftOut: ids[2050:2550]}
	topic, err := l.Topic("big")
	if err != nil {
		t.Fatal(err)
	}
	hits, total, _ := walk(t, l, topic, catalogue.Request{Limit: 300, Sort: catalogue.ByNewest})
	if want := 2000 + 17 + 17; total != want || len(hits) != want { // levies beyond those pinned
		t.Errorf("%d of %d, want %d", len(hits), total, want)
	}
	_, _, all, err := l.Matches(context.Background(), "big")
	if err != nil || len(all) != total {
		t.Errorf("%d matches, %v", len(all), err)
	}
	res, err := l.Find(context.Background(), library.Search{Text: "topic:big quay"}, catalogue.Request{Limit: 1})
	if err != nil || res.Total != 667 {
		t.Errorf("in the topic: %d, %v", res.Total, err)
	}
	res, err = l.Find(context.Background(), library.Search{Text: "-topic:big"}, catalogue.Request{Limit: 1})
	if err != nil || res.Total != 2600-total {
		t.Errorf("outside the topic: %d, %v", res.Total, err)
	}
	in := topic.Search()
	in.Text = "a OR b"
	if got, err := in.Composed(librarytest.Now()); err != nil || got != "(a OR b) topic:big" {
		t.Errorf("a search in it is written %s (%v)", got, err)
	}
}

// TestTopicsInTopics lets a topic search in another, and refuses one that would search in itself.
func TestTopicsInTopics(t *testing.T) {
	l, s, _ := topics(t, 30, 0)
	s["a"] = &cutting.Topic{Title: "A", Introduction: "x", Query: "levy"}
	s["b"] = &cutting.Topic{Title: "B", Introduction: "x", Query: "topic:a OR quay"}
	find := func(text string) (int, error) {
		res, err := l.Find(context.Background(), library.Search{Text: text}, catalogue.Request{})
		if err != nil {
			return 0, err
		}
		return res.Total, nil
	}
	for text, want := range map[string]int{"topic:b": 20, "topic:b -topic:a": 10, "topic:nosuch": 0,
		"-topic:nosuch": 30} {
		if got, err := find(text); err != nil || got != want {
			t.Errorf("%s finds %d, want %d (%v)", text, got, want, err)
		}
	}
	s["all"] = &cutting.Topic{Title: "All", Introduction: "x"}
	if got, err := find("topic:all levy"); err != nil || got != 10 {
		t.Errorf("in a topic without words: %d (%v)", got, err)
	}
	s["a"] = &cutting.Topic{Title: "A", Introduction: "x", Query: "topic:b"}
	if _, err := find("topic:a"); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("a topic in itself: %v", err)
	}
}

// TestAPlaceInAChangedTopic checks that it is refused rather than used in another list.
func TestAPlaceInAChangedTopic(t *testing.T) {
	l, s, ids := topics(t, 30, 0)
	s["t"] = &cutting.Topic{Title: "T", Introduction: "x", Query: "levy", Pinned: ids[:5]}
	topic, err := l.Topic("t")
	if err != nil {
		t.Fatal(err)
	}
	req := catalogue.Request{Limit: 2, Sort: catalogue.ByNewest}
	res, err := l.FindInTopic(context.Background(), topic, "", req)
	if err != nil || res.Next == "" {
		t.Fatalf("no next page: %v", err)
	}
	topic.By.Line++
	if _, err := l.FindInTopic(context.Background(), topic, res.Next, req); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("the place in the topic before: %v", err)
	}
	if _, err := l.FindInTopic(context.Background(), topic, "pin.8.x", req); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("no place at all: %v", err)
	}
}
