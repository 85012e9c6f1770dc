package publish

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
)

// fake is an archive in memory. A topic's query is a word of the headline.
type fake struct {
	page    string             // begins the address of every capture; "" is one that means nothing
	entries []*catalogue.Entry // newest first
	stories [][]string         // IDs of the members
	topics  []library.Topic
	removed []library.Topic
	digests []library.Digest
}

func (f *fake) add(id, headline, text string, change func(*catalogue.Sighting)) {
	s := catalogue.Sighting{CuttingID: id, CaptureID: "capture-" + id, Kind: cutting.Article, Headline: headline,
		Text: text, URL: "https://hadrin.example/" + id,
		Source: catalogue.Source{ID: "hadrin.example", Name: "Hadrin Post",
			Place: "Secret folder"}, Published: cutting.Date{Value: "2012-10-03"}, Lang: "en"}
	if change != nil {
		change(&s)
	}
	f.entries = append(f.entries, &catalogue.Entry{ID: id, Sighting: s, Sightings: []catalogue.Sighting{s}})
}

func (f *fake) storyOf(id string) int {
	return slices.IndexFunc(f.stories, func(ids []string) bool { return slices.Contains(ids, id) })
}

func (f *fake) Find(_ context.Context, s library.Search, req catalogue.Request) (*catalogue.Result, error) {
	var res catalogue.Result
	from := 0
	if s.After != "" {
		_, _ = fmt.Sscan(s.After, &from)
	}
	returned := map[int]bool{}
	var hits []catalogue.Hit
	for _, e := range f.entries {
		words := strings.NewReplacer("(", "", ")", "").Replace(s.Text)
		match := true
		for _, w := range strings.Fields(words) {
			match = match && strings.Contains(e.Headline, w)
		}
		if !match {
			continue
		}
		h := catalogue.Hit{Head: catalogue.Head{ID: e.ID}}
		if n := f.storyOf(e.ID); n >= 0 && req.ByStory {
			if returned[n] {
				continue
			}
			returned[n] = true
			h.Story = &catalogue.StoryHit{ID: fmt.Sprint(n)}
		}
		hits = append(hits, h)
	}
	const most = 7 // a small page, so that there are several
	res.Hits = hits[min(from, len(hits)):min(from+most, len(hits))]
	if from+most < len(hits) {
		res.Next = fmt.Sprint(from + most)
	}
	return &res, nil
}

func (f *fake) Entries(_ context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	out := map[string]*catalogue.Entry{}
	for _, e := range f.entries {
		if slices.Contains(ids, e.ID) {
			out[e.ID] = e
		}
	}
	return out, nil
}

// IndependentOf returns the cuttings in no story, and the first of each story.
func (f *fake) IndependentOf(_ context.Context, ids []string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, id := range ids {
		if n := f.storyOf(id); n < 0 || f.stories[n][0] == id {
			out[id] = true
		}
	}
	return out, nil
}

func (f *fake) Row(_ context.Context, id string) (*catalogue.PageRow, error) {
	var row catalogue.PageRow
	row.Capture = cutting.Capture{ID: id, Checksum: cutting.Sum([]byte(id)), Length: 100,
		Name: "/home/ada/Secret folder/" + id + ".html", URL: cmp.Or(f.page, "https://hadrin.example/page/") + id}
	return &row, nil
}

func (f *fake) AddressAt(_ context.Context, outlet string, addresses ...string) (string, error) {
	at := slices.IndexFunc(addresses, func(a string) bool { return cutting.Outlet(a) == outlet })
	if at < 0 {
		return "", nil
	}
	return addresses[at], nil
}

func (f *fake) Story(_ context.Context, id string) (*library.Story, error) {
	ids := []string{id}
	if n := f.storyOf(id); n >= 0 {
		ids = f.stories[n]
	}
	st := &library.Story{StoryCounts: catalogue.StoryCounts{Cuttings: len(ids), Independent: 1}}
	for k, id := range ids {
		is := catalogue.IsIndependent
		if k > 0 {
			is = catalogue.IsCopy
		}
		for _, e := range f.entries {
			if e.ID == id {
				st.Members = append(st.Members, library.Member{
					Head: catalogue.Head{ID: id, Headline: e.Headline, URL: e.URL,
						Source: e.Source, Published: e.Published}, Is: is})
			}
		}
	}
	return st, nil
}

func (f *fake) Topics() []library.Topic { return f.topics }
func (f *fake) RemovedTopics() []library.Topic {
	return f.removed
}
func (f *fake) Digests() []library.Digest { return f.digests }

func digestOf(id, title string, state cutting.DigestState, public bool, items ...cutting.DigestItem) library.Digest {
	return library.Digest{ID: id, Digest: cutting.Digest{Title: title, State: state, Public: public, Items: items,
		Topic: "secret-topic", Query: "secret query", Why: "secret reason", Introduction: "Words of " + title,
		Made: time.Date(2012, 10, 7, 8, 0, 0, 0, time.UTC)}}
}
