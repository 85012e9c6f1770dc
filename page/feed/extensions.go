package feed

import (
	"cmp"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
)

// fillFromExtensions fills fields of an entry that only elements of other vocabularies state: Media
// RSS, in which video sites put title and text, and the dates of Dublin Core.
func fillFromExtensions(it *gofeed.Item) {
	if strings.TrimSpace(it.Content) == "" && strings.TrimSpace(it.Description) == "" {
		it.Description = media(it.Extensions, "description")
	}
	if strings.TrimSpace(it.Title) == "" {
		it.Title = media(it.Extensions, "title")
	}
	it.Published = cmp.Or(it.Published, extension(it.Extensions, "dcterms", "issued", "created"))
	it.Updated = cmp.Or(it.Updated, extension(it.Extensions, "dcterms", "modified"))
	if it.Published == "" {
		it.Updated = cmp.Or(it.Updated, extension(it.Extensions, "dc", "date"))
	}
}

// extension returns the first value of the elements called one of names in a vocabulary, identified
// by its usual prefix; "" for none.
func extension(all ext.Extensions, prefix string, names ...string) string {
	for _, name := range names {
		for _, e := range all[prefix][name] {
			if v := strings.TrimSpace(e.Value); v != "" {
				return v
			}
		}
	}
	return ""
}

// media returns the first value of an element of Media RSS in the entry, its group or its content.
func media(all ext.Extensions, name string) string {
	if v := extension(all, "media", name); v != "" {
		return v
	}
	for _, around := range [...]string{"group", "content"} {
		for _, g := range all["media"][around] {
			for _, e := range g.Children[name] {
				if v := strings.TrimSpace(e.Value); v != "" {
					return v
				}
			}
		}
	}
	return ""
}
