package publish

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/redact"
)

// Item is one cutting as it is published. Everything in it may be seen by anybody.
type Item struct {
	ID        string       `json:"id"`
	Kind      cutting.Kind `json:"kind"`
	Headline  string       `json:"headline"`
	Excerpt   string       `json:"excerpt,omitempty"`
	Text      []string     `json:"text,omitempty"` // paragraphs, where texts are shown whole
	Byline    []string     `json:"byline,omitempty"`
	URL       string       `json:"url,omitempty"`
	SourceID  string       `json:"source_id,omitempty"`
	Source    string       `json:"source,omitempty"`
	Published cutting.Date `json:"published,omitzero"`
	Lang      string       `json:"lang,omitempty"`
	Section   string       `json:"section,omitempty"`
	ByHand    []string     `json:"by_hand,omitempty"`
	Added     string       `json:"added,omitempty"` // day the archive took it in
	AlsoIn    []Other      `json:"also_in,omitempty"`
	Story     int          `json:"story,omitempty"` // cuttings of its story, 0 when it stands alone
	Texts     int          `json:"texts,omitempty"` // independent texts among them
	Evidence  []Evidence   `json:"evidence"`
}

// Other is another cutting of the same story.
type Other struct {
	ID        string       `json:"id"`
	Headline  string       `json:"headline"`
	Source    string       `json:"source"`
	URL       string       `json:"url,omitempty"`
	Published cutting.Date `json:"published,omitzero"`
}

// Evidence is one place a cutting was read from.
type Evidence struct {
	Capture  string           `json:"capture"`
	Checksum cutting.Checksum `json:"sha256"` // of the capture's bytes
	Length   int64            `json:"length,omitempty"`
	Bytes    []cutting.Range  `json:"bytes,omitempty"`
	Saved    string           `json:"saved,omitempty"` // when, in words, no more than is known
	URL      string           `json:"url,omitempty"`   // of the capture, as recorded
}

// blackened is c with everybody who is redacted black, and addresses that name them left
// out.
func blackened(r *redact.Redactor, c Content) Content {
	if r == nil {
		return c
	}
	seen := map[string]Item{}
	each := func(items []Item) []Item {
		out := make([]Item, len(items))
		for i := range items {
			it, ok := seen[items[i].ID]
			if !ok {
				it = blackItem(r, items[i])
				seen[it.ID] = it
			}
			out[i] = it
		}
		return out
	}
	c.Items, c.Pages = each(c.Items), each(c.Pages)
	c.Sections = slices.Clone(c.Sections)
	for i := range c.Sections {
		s := &c.Sections[i]
		s.Slug = slugOf(r.Text(s.Title, s.Introduction), s.Slug, r.Address("https://x.invalid/"+s.Slug, s.Title) == "")
		s.Title, s.Introduction = r.Text(s.Title, s.Introduction), r.Text(s.Introduction, s.Title)
		s.Items = each(s.Items)
	}
	c.Issues = slices.Clone(c.Issues)
	for i := range c.Issues {
		is := &c.Issues[i]
		if r.Address("https://x.invalid/"+is.Slug, is.Digest.Title) == "" {
			is.Slug = "digest-" + keyOf(is.Slug)[:8]
		}
		is.Digest = blackDigest(r, is.Digest)
	}
	return c
}

// slugOf is the name of a section's files: its own, or one without the name in it.
func slugOf(title, slug string, names bool) string {
	if !names {
		return slug
	}
	return "topic-" + keyOf(title, slug)[:8]
}

func blackItem(r *redact.Redactor, it Item) Item {
	among := []string{it.Headline, it.Excerpt, strings.Join(it.Text, "\n"), strings.Join(it.Byline, "\n")}
	it.Headline, it.Excerpt = r.Text(it.Headline, among...), r.Text(it.Excerpt, among...)
	it.Text, it.Byline = blackAll(r, it.Text, among), blackAll(r, it.Byline, among)
	it.Source, it.Section = r.Text(it.Source, among...), r.Text(it.Section, among...)
	it.URL = r.Address(it.URL, among...)
	if r.Address("https://"+it.SourceID, among...) == "" {
		it.SourceID = "outlet-" + keyOf(it.SourceID)[:8]
	}
	it.AlsoIn = slices.Clone(it.AlsoIn)
	for i := range it.AlsoIn {
		a := &it.AlsoIn[i]
		a.URL = r.Address(a.URL, append(among, a.Headline)...)
		a.Headline, a.Source = r.Text(a.Headline, among...), r.Text(a.Source, among...)
	}
	it.Evidence = slices.Clone(it.Evidence)
	for i := range it.Evidence {
		it.Evidence[i].URL = r.Address(it.Evidence[i].URL, among...)
	}
	return it
}

func blackAll(r *redact.Redactor, texts, among []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = r.Text(s, among...)
	}
	return out
}

// blackDigest is a digest with everybody who is redacted black.
func blackDigest(r *redact.Redactor, d digest.Digest) digest.Digest {
	d.Title, d.Introduction = r.Text(d.Title, d.Introduction), r.Text(d.Introduction, d.Title)
	d.Why = r.Text(d.Why)
	d.Changes = slices.Clone(d.Changes)
	for i := range d.Changes {
		d.Changes[i].What = blackAll(r, d.Changes[i].What, nil)
	}
	items := func(in []digest.Item) []digest.Item {
		out := slices.Clone(in)
		for i := range out {
			it := &out[i]
			among := []string{it.Headline, it.Excerpt, it.Note}
			it.URL = r.Address(it.URL, among...)
			it.Headline, it.Excerpt = r.Text(it.Headline, among...), r.Text(it.Excerpt, among...)
			it.Source, it.Heading = r.Text(it.Source, among...), r.Text(it.Heading, among...)
			it.Note = r.Text(it.Note, among...)
			it.AlsoIn = slices.Clone(it.AlsoIn)
			for k := range it.AlsoIn {
				a := &it.AlsoIn[k]
				a.URL, a.Source = r.Address(a.URL, among...), r.Text(a.Source, among...)
			}
		}
		return out
	}
	d.Items = items(d.Items)
	d.Rails = slices.Clone(d.Rails)
	for i := range d.Rails {
		d.Rails[i].Heading = r.Text(d.Rails[i].Heading)
		d.Rails[i].Items = items(d.Rails[i].Items)
	}
	return d
}

// source is an outlet of the site with its items.
type source struct {
	ID, Name, Path string
	Items          []Item
}

// sourcesOf groups items by outlet, the outlet with the most first.
func sourcesOf(items []Item) []source {
	at := map[string]int{}
	var out []source
	for _, it := range items {
		if it.SourceID == "" {
			continue
		}
		i, ok := at[it.SourceID]
		if !ok {
			i = len(out)
			at[it.SourceID] = i
			out = append(out, source{ID: it.SourceID, Name: it.Source,
				Path: "source/" + fileName(it.SourceID) + ".html"})
		}
		out[i].Items = append(out[i].Items, it)
	}
	slices.SortStableFunc(out, func(a, b source) int {
		if n := len(b.Items) - len(a.Items); n != 0 {
			return n
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// fileName is an ID as a file's name that every system takes: small letters, digits, "-"
// and "."; another gets a checksum of itself.
func fileName(id string) string {
	plain := len(id) <= 80 && !strings.HasPrefix(id, ".")
	for _, r := range id {
		plain = plain && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	}
	if plain {
		return id
	}
	return "x-" + keyOf(id)
}
