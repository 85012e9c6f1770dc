package feed

import (
	"encoding/xml"
	"time"
)

// Outline is one feed of a list.
type Outline struct {
	Title string
	Feed  string // its address
	Home  string
}

// Group is a list of feeds under one heading.
type Group struct {
	Title    string
	Outlines []Outline
}

type opmlOutline struct {
	Text     string        `xml:"text,attr"`
	Title    string        `xml:"title,attr,omitempty"`
	Type     string        `xml:"type,attr,omitempty"`
	XML      string        `xml:"xmlUrl,attr,omitempty"`
	HTML     string        `xml:"htmlUrl,attr,omitempty"`
	Outlines []opmlOutline `xml:"outline"`
}

// OPML writes lists of feeds as OPML 2.0, for import into a feed reader. The type of every feed is "rss", also
// for Atom, as OPML readers expect.
func OPML(title string, made time.Time, groups []Group) ([]byte, error) {
	var out struct {
		XMLName xml.Name      `xml:"opml"`
		Version string        `xml:"version,attr"`
		Title   string        `xml:"head>title"`
		Made    string        `xml:"head>dateCreated,omitempty"`
		Body    []opmlOutline `xml:"body>outline"`
	}
	out.Version, out.Title = "2.0", clean(title)
	if !made.IsZero() {
		out.Made = at(made).Format(time.RFC1123Z)
	}
	for _, g := range groups {
		o := opmlOutline{Text: clean(g.Title)}
		for _, f := range g.Outlines {
			o.Outlines = append(o.Outlines, opmlOutline{Text: clean(f.Title), Title: clean(f.Title), Type: "rss",
				XML:  f.Feed,
				HTML: f.Home})
		}
		out.Body = append(out.Body, o)
	}
	return document(out, "")
}
