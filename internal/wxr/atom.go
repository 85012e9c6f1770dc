package wxr

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/xmltags"
)

// Blogs of Blogger are exported as Atom. Up to 2024 an entry's category says what it is and app:control whether it
// is a draft (RFC 5023, 13.1.1); since then elements of Blogger's own do.

const (
	leftBlogDraft   cutting.LeftOut = "a draft in a blog's export, not published"
	leftBlogLater   cutting.LeftOut = "a text in a blog's export that was to be published later"
	leftBlogDeleted cutting.LeftOut = "a deleted text in a blog's export"
	leftBlogPart    cutting.LeftOut = "a part of a blog in its export, no post or page"
)

// atomMarks are what one of is in every feed with entries that were not published.
var atomMarks = [...]string{"draft>", "blogger/2008/kind#", "<blogger:"}

func mayHaveDrafts(doc string) bool {
	for _, m := range atomMarks {
		if strings.Contains(doc, m) {
			return strings.Contains(doc[:min(len(doc), 16<<10)], "www.w3.org/2005/Atom")
		}
	}
	return false
}

// unpublishedEntries returns the entries of an Atom feed that were not published.
func unpublishedEntries(doc string) []Item {
	var out []Item
	in, it := false, Item{}
	name, from := "", 0 // of the element that is open within the entry
	xmltags.Each(doc, func(t xmltags.Tag) bool {
		local := t.Local()
		switch {
		case local == "entry" && !t.Closes && !t.Empty && !in:
			in, it, name = true, Item{Start: t.Start}, ""
		case !in:
		case local == "entry" && t.Closes:
			if it.End = t.End; it.Reason != "" {
				out = append(out, it)
			}
			in = false
		case local == "category":
			if it.Reason == "" {
				it.Reason = kindReason(doc[t.Start:t.End])
			}
		case t.Closes && t.Name == name:
			it.state(name, value(doc[from:t.Start]))
			name = ""
		case !t.Closes && (local == "draft" || local == "id" || strings.HasPrefix(t.Name, "blogger:")):
			name, from = t.Name, t.End
		}
		return true
	})
	return out
}

// state takes what an element of an entry says.
func (it *Item) state(name, text string) {
	switch name[strings.LastIndexByte(name, ':')+1:] {
	case "id":
		if _, id, ok := strings.Cut(text, ".post-"); ok {
			it.ID = id
		}
	case "draft":
		if strings.EqualFold(text, "yes") {
			it.Reason = leftBlogDraft
		}
	case "status":
		if name != "blogger:status" {
			return
		}
		switch text {
		case "DRAFT":
			it.Reason = leftBlogDraft
		case "SCHEDULED":
			it.Reason = leftBlogLater
		case "SOFT_TRASHED", "SPAM_COMMENT", "PENDING_COMMENT":
			it.Reason = leftBlogDeleted
		}
	}
}

// kindReason returns why an entry with this category is no post, page or comment; "" when it may be one.
func kindReason(category string) cutting.LeftOut {
	_, kind, ok := strings.Cut(category, "blogger/2008/kind#")
	kind, _, _ = strings.Cut(kind, `"`)
	switch {
	case !ok, kind == "post", kind == "page", kind == "comment":
		return ""
	}
	return leftBlogPart + cutting.LeftOut(" ("+kind[:min(len(kind), 40)]+")")
}
