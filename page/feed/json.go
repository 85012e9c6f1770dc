package feed

import (
	"encoding/json"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"
)

// mendJSON rewrites a JSON Feed from its readable parts: values of a wrong type become strings or
// are left out, entries that are no objects are left out, and where the JSON is cut off or broken,
// what precedes counts. It returns "" without any entries.
func mendJSON(text string) string {
	d := json.NewDecoder(strings.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return ""
	}
	fields := jsonFields{}
	var items []*jsonfeed.Item
	for d.More() {
		key, err := d.Token()
		if err != nil {
			break
		}
		if key == "items" {
			if items, err = jsonItems(d); err != nil {
				break
			}
			continue
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
		if name, ok := key.(string); ok {
			fields[name] = value
		}
	}
	if len(items) == 0 {
		return ""
	}
	out, err := json.Marshal(jsonfeed.Feed{Version: "https://jsonfeed.org/version/1.1", Title: fields.text("title"),
		HomePageURL: fields.text("home_page_url"), FeedURL: fields.text("feed_url"), Icon: fields.text("icon"),
		Description: fields.text("description"), Language: fields.text("language"), Authors: fields.authors(),
		Items: items})
	if err != nil {
		return ""
	}
	return string(out)
}

// jsonItems reads an array of entries; on error it also returns those before it.
func jsonItems(d *json.Decoder) (items []*jsonfeed.Item, err error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	if t != json.Delim('[') {
		return nil, nil // of another type: its tokens are skipped as unknown keys
	}
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return items, err
		}
		var f jsonFields
		if raw[0] != '{' || json.Unmarshal(raw, &f) != nil {
			continue
		}
		items = append(items, &jsonfeed.Item{ID: f.text("id"), URL: f.text("url"), ExternalURL: f.text("external_url"),
			Title: f.text("title"), ContentHTML: f.text("content_html"), ContentText: f.text("content_text"),
			Summary: f.text("summary"), Image: f.text("image"), DatePublished: f.text("date_published"),
			DateModified: f.text("date_modified"), Language: f.text("language"), Authors: f.authors(),
			Tags: f.texts("tags")})
	}
	_, err = d.Token()
	return items, err
}

// jsonFields are the fields of an object.
type jsonFields map[string]json.RawMessage

// text returns a field that is a string or a number; "" for any other.
func (f jsonFields) text(name string) string { return jsonText(f[name]) }

func jsonText(raw json.RawMessage) string {
	var s string
	var n json.Number
	switch {
	case json.Unmarshal(raw, &s) == nil:
		return s
	case json.Unmarshal(raw, &n) == nil:
		return n.String()
	}
	return ""
}

// texts returns the strings and numbers of a field that is an array of them, or one.
func (f jsonFields) texts(name string) (out []string) {
	var list []json.RawMessage
	if json.Unmarshal(f[name], &list) != nil {
		list = []json.RawMessage{f[name]}
	}
	for _, raw := range list {
		if s := jsonText(raw); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// authors returns those of the fields authors and author, written as objects or as names.
func (f jsonFields) authors() (out []*jsonfeed.Author) {
	for _, name := range [...]string{"authors", "author"} {
		var list []json.RawMessage
		if json.Unmarshal(f[name], &list) != nil {
			list = []json.RawMessage{f[name]}
		}
		for _, raw := range list {
			var a jsonFields
			who := jsonText(raw)
			if who == "" && json.Unmarshal(raw, &a) == nil {
				who = a.text("name")
			}
			if who != "" {
				out = append(out, &jsonfeed.Author{Name: who})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return out
}
