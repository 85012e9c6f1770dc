// Package wxr finds the items of a site's export that were not published: of WordPress (WXR: RSS with elements of
// its own) and of Blogger (Atom). Such a file has everything an author ever put into a site: drafts, private and
// deleted texts, uploaded files, menus and earlier versions beside what was published.
package wxr

import (
	"html"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/internal/xmltags"
)

// namespace is that of all versions of the format.
const namespace = "wordpress.org/export/"

// Item is an item that is no published post or page.
type Item struct {
	Start, End int    // from "<item" to after "</item>"
	ID         string // the number WordPress gave it; "" for none
	Reason     cutting.LeftOut
}

// Is reports whether doc, which is a feed, is a WordPress export.
func Is(doc string) bool {
	head := doc[:min(len(doc), 16<<10)]
	if i := strings.Index(head, "<item"); i >= 0 {
		head = head[:i]
	}
	return strings.Contains(head, namespace)
}

// Unpublished returns the items of an export that are no published posts or pages, in order; nil for other feeds.
// Its time is linear.
func Unpublished(doc string) []Item {
	switch {
	case Is(doc):
	case mayHaveDrafts(doc):
		return unpublishedEntries(doc)
	default:
		return nil
	}
	var out []Item
	var fields map[string]string // of the open item; nil outside
	start, open, from := 0, "", 0
	xmltags.Each(doc, func(t xmltags.Tag) bool {
		switch {
		case t.Empty:
		case t.Name == "item" && !t.Closes && fields == nil:
			fields, start, open = map[string]string{}, t.Start, ""
		case t.Name == "item" && t.Closes && fields != nil:
			if why := reason(fields); why != "" {
				out = append(out, Item{Start: start, End: t.End, ID: fields["wp:post_id"], Reason: why})
			}
			fields = nil
		case fields == nil:
		case !t.Closes && itemFields[t.Name]:
			open, from = t.Name, t.End
		case t.Closes && t.Name == open:
			if _, twice := fields[open]; !twice {
				fields[open] = value(doc[from:t.Start])
			}
			open = ""
		}
		return true
	})
	return out
}

// itemFields are the elements that decide whether an item was published, and its number.
var itemFields = wordset.Of("wp:post_id wp:post_type wp:status wp:post_password link")

// value returns an element's text.
func value(raw string) string {
	raw = strings.TrimSpace(raw)
	if s, ok := strings.CutPrefix(raw, "<![CDATA["); ok {
		return strings.TrimSpace(strings.TrimSuffix(s, "]]>"))
	}
	return html.UnescapeString(raw)
}

// Reasons for leaving items out. Some are followed by WordPress's word for the type or state, in brackets, which is
// ignored where reasons are counted.
const (
	leftAttachment cutting.LeftOut = "an uploaded file in a WordPress export, without its content"
	leftRevision   cutting.LeftOut = "an earlier version in a WordPress export, not as published"
	leftPart       cutting.LeftOut = "a part of a site in a WordPress export, no post or page"
	leftProtected  cutting.LeftOut = "a text under a password in a WordPress export, not public"
)

// types are WordPress's own types of items that are neither posts nor pages.
var types = map[string]cutting.LeftOut{"attachment": leftAttachment, "revision": leftRevision}

// leftDraft is also the reason for the states that plugins add.
const leftDraft cutting.LeftOut = "a draft in a WordPress export, not published"

// states are the states in which an item is not public.
var states = map[string]cutting.LeftOut{
	"draft": leftDraft, "auto-draft": leftDraft, "pending": leftDraft,
	"private": "a private text in a WordPress export, not public",
	"future":  "a text in a WordPress export that was to be published later",
	"trash":   "a deleted text in a WordPress export",
}

// reason returns why an item is no published post or page; "" when it is one. An item of a type that a
// site made for itself (news, reviews) is one if it has a page with an address of its own: what plugins
// keep in such types (forms, templates, orders) is addressed by type and number.
func reason(f map[string]string) cutting.LeftOut {
	kind, state := f["wp:post_type"], f["wp:status"]
	if why := types[kind]; why != "" {
		return why
	}
	own := kind != "" && kind != "post" && kind != "page"
	if link := f["link"]; own && (internal(kind) || link == "" || strings.Contains(link, "?"+kind+"=") ||
		strings.Contains(link, "post_type=")) {
		return leftPart + cutting.LeftOut(" ("+kind[:min(len(kind), 40)]+")")
	}
	switch {
	case state != "" && state != "publish" && state != "inherit":
		if why := states[state]; why != "" {
			return why
		}
		return leftDraft + cutting.LeftOut(" ("+state[:min(len(state), 40)]+")")
	case f["wp:post_password"] != "":
		return leftProtected
	}
	return ""
}

// internal reports whether a type is one of WordPress's own that no reader sees as a page.
func internal(kind string) bool {
	switch kind {
	case "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache", "user_request":
		return true
	}
	return strings.HasPrefix(kind, "wp_")
}
