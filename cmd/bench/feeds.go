package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// feedRow is the result for one feed, in the scorer's format, without fields that the program does
// not use.
type feedRow struct {
	File    string       `json:"file"`
	Error   *string      `json:"error"`
	Feed    feedFields   `json:"feed"`
	Entries []feedFields `json:"entries"`
}

type feedFields struct {
	Title       string   `json:"title,omitempty"`
	Link        string   `json:"link,omitempty"`
	ID          string   `json:"id,omitempty"`
	Language    string   `json:"language,omitempty"`
	Description string   `json:"description,omitempty"`
	Rights      string   `json:"rights,omitempty"`
	Generator   string   `json:"generator,omitempty"`
	Image       string   `json:"image,omitempty"`
	Summary     string   `json:"summary,omitempty"`
	Content     string   `json:"content,omitempty"`
	AuthorName  string   `json:"author_name,omitempty"`
	AuthorEmail string   `json:"author_email,omitempty"`
	Published   string   `json:"published,omitempty"`
	PublishedTS string   `json:"published_ts,omitempty"`
	Updated     string   `json:"updated,omitempty"`
	UpdatedTS   string   `json:"updated_ts,omitempty"`
	Categories  []string `json:"categories,omitempty"`
}

// feeds reads every feed of the set as the program does and writes the results. The scorer beside
// the set compares them with the expected ones.
func feeds(ctx context.Context, j job) (any, error) {
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	files, err := feedFiles(filepath.Join(j.dir, "peer_feeds.jsonl"))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(filepath.Join(out, "feeds.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	read := 0
	for _, name := range files {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		content, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Clean(j.dir)), name))
		if err != nil {
			return nil, err
		}
		row := readFeed(content)
		row.File = name
		if row.Error == nil {
			read++
		}
		if err := enc.Encode(row); err != nil {
			return nil, err
		}
	}
	return map[string]int{"feeds": len(files), "read": read}, f.Close()
}

func feedFiles(path string) (files []string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		var row struct {
			File string `json:"file"`
		}
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			return nil, err
		}
		files = append(files, row.File)
	}
	return files, sc.Err()
}

func readFeed(content []byte) feedRow {
	p, err := page.Read(content, page.Options{Form: page.Feed})
	if err != nil {
		msg := err.Error()
		return feedRow{Error: &msg}
	}
	said := func(key string) string {
		for _, c := range p.Meta.Claims {
			if c.Origin == "feed" && c.Key == key {
				return c.Value
			}
		}
		return ""
	}
	row := feedRow{Entries: []feedFields{}, Feed: feedFields{Title: p.Feed.Title, Link: p.Feed.Link,
		Language: p.Feed.Lang, Description: said("description"), Rights: said("rights"), Generator: p.Meta.Generator,
		Image: said("image"), AuthorName: said("author"), AuthorEmail: said("author-email"),
		Published: said("published"),
		Updated:   said("updated")}}
	for _, c := range p.Meta.Claims {
		if c.Origin == "feed" && c.Key == "category" {
			row.Feed.Categories = append(row.Feed.Categories, c.Value)
		}
	}
	row.Feed.ID = said("id")
	row.Feed.PublishedTS = moment(split.FeedDate(p, row.Feed.Published))
	row.Feed.UpdatedTS = moment(split.FeedDate(p, row.Feed.Updated))
	for i := range p.Feed.Entries {
		e := &p.Feed.Entries[i]
		f := feedFields{Title: e.Headline.In(p.Text), Link: e.URL, ID: e.ID, Published: e.Published,
			Updated:    e.Modified,
			Categories: e.Tags}
		if len(e.Authors) > 0 {
			f.AuthorName = e.Authors[0]
		}
		for k, s := range e.Text {
			if k > 0 {
				f.Summary += "\n"
			}
			f.Summary += s.In(p.Text)
		}
		f.Content = f.Summary
		f.PublishedTS, f.UpdatedTS = moment(split.FeedDate(p, e.Published)), moment(split.FeedDate(p, e.Modified))
		row.Entries = append(row.Entries, f)
	}
	return row
}

// moment returns a date in the scorer's form: a second of UTC.
func moment(d cutting.Date) string {
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, d.Value); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return ""
}
