package pages

import (
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/library/plain"
)

// item is a cutting in a list.
type item struct {
	ID       string
	Href     string
	Kind     cutting.Kind
	Headline []catalogue.Run // one empty run when the cutting has no headline
	// HeadlineGone as in catalogue.Hit.
	HeadlineGone bool
	Untitled     bool
	Lang, Dir    string
	Source       catalogue.Source
	Published    cutting.Date
	Captured     time.Time
	Byline       []string
	// BylineOrigin as in catalogue.Head.
	BylineOrigin string
	ByHand       []string // likewise
	Section      string
	Rail         string
	Excerpt      string
	Passages     []passage
	Truncated    bool
	Whole        bool // as in catalogue.Head
	Sightings    int
	Views        int64
	Story        *storyRow // nil for a cutting in no story
}

// storyRow is the story that a row represents.
type storyRow struct {
	catalogue.StoryHit
	Href    string
	Toggle  string // address that opens or closes the list of members; "" where lists do not open
	Members []item // that match, when it is open
}

// Others returns the number of matching members besides the one shown.
func (s *storyRow) Others() int { return s.Matches - 1 }

// toggle sets Toggle to an address of the list.
func (s *storyRow) toggle(list address.Search, path string) {
	to := s.ID
	if list.Open == s.ID {
		to = ""
	}
	s.Toggle = list.Opened(to).Href(path) + "#story-" + s.ID
}

// passage is a stretch of a cutting's text around matches, with a link to its place.
type passage struct {
	Href string
	Dir  string
	Runs []catalogue.Run
	Mid  bool   // text comes before it
	Goes bool   // it does not end where a sentence ends
	In   string // which version has it, "" for the one shown where the newest has it too
}

func itemOf(h catalogue.Head) item {
	it := item{
		ID: h.ID, Href: address.Cutting(h.ID), Kind: h.Kind, Lang: h.Lang,
		Dir: plain.Direction(h.Lang, h.Headline+" "+h.Excerpt), Source: h.Source, Published: h.Published,
		Captured: h.Captured, Byline: h.Byline, BylineOrigin: h.BylineOrigin, ByHand: h.ByHand, Section: h.Section,
		Rail: h.Rail, Excerpt: h.Excerpt, Truncated: h.Truncated, Whole: h.Whole, Sightings: h.Sightings,
		Headline: []catalogue.Run{{Text: h.Headline}},
	}
	if h.Headline == "" {
		it.Untitled = true
	}
	return it
}

// itemOfHit returns a hit as the n-th result of s; n is 0 for a list that is no search.
func itemOfHit(h catalogue.Hit, s address.Search, n int) item {
	it := itemOf(h.Head)
	if n > 0 {
		it.Href = address.Hit(h.ID, s, n)
	}
	passageAt := func(at int, in *catalogue.InVersion) string {
		sighting := -1
		if in != nil && in.Other {
			sighting = in.Sighting
		}
		if n > 0 {
			return address.HitPassage(h.ID, s, n, sighting, at)
		}
		return address.Passage(h.ID, sighting, at)
	}
	if len(h.Headline) > 0 && !it.Untitled {
		it.Headline, it.HeadlineGone = h.Headline, h.HeadlineGone
	}
	if h.Story != nil {
		it.Story = &storyRow{StoryHit: *h.Story, Href: address.Story(h.ID)}
		if n > 0 && h.Story.Matches > 1 {
			it.Story.toggle(s, "/search")
		}
	}
	for _, p := range h.Passages {
		at, text := p.Offset+linkPlace(p.Runs), ""
		for _, r := range p.Runs {
			text += r.Text
		}
		it.Passages = append(it.Passages, passage{
			Href: passageAt(at, p.In), Runs: p.Runs, Dir: plain.Direction(h.Lang, text), In: plain.InVersion(p),
			Mid: p.Offset > 0, Goes: !plain.EndsSentence(text) && (p.In == nil || !p.In.Headline),
		})
	}
	return it
}

// linkPlace returns the place in a passage to which it links: the first match of the paragraph with the most
// different matched words, so that "on" at the end of one paragraph does not hide the matches in the next.
func linkPlace(runs []catalogue.Run) int {
	best, most, offset := 0, 0, 0
	first, words := -1, map[string]bool{}
	for _, r := range runs {
		if r.Match {
			if first < 0 {
				first = offset
			}
			if words[strings.ToLower(r.Text)] = true; len(words) > most {
				best, most = first, len(words)
			}
		} else if strings.Contains(r.Text, "\n") {
			first, words = -1, map[string]bool{}
		}
		offset += len(r.Text)
	}
	return best
}

// itemsOf returns hits as a list that is no page of results.
func itemsOf(hits []catalogue.Hit) []item {
	out := make([]item, 0, len(hits))
	for _, h := range hits {
		out = append(out, itemOfHit(h, address.Search{}, 0))
	}
	return out
}

// resultsOf returns the hits of a search's page.
func resultsOf(s address.Search, hits []catalogue.Hit) []item {
	out := make([]item, 0, len(hits))
	for i, h := range hits {
		out = append(out, itemOfHit(h, s, s.From+i+1))
	}
	return out
}
