package pages

import (
	"cuttings/desk/address"
	"cuttings/export/feed"
)

// following is how a page can be followed in a feed reader.
type following struct {
	What  string // "this source"
	First string // address of the feed in the form that the button has
	Other []link // the feed in the other forms
}

// newFollowing returns how what a page shows is followed; href returns the address of its feed with an extension.
func newFollowing(what string, href func(extension string) string) *following {
	out := &following{What: what}
	for i, form := range feed.Forms() {
		if i == 0 {
			out.First = href(form.Extension)
			continue
		}
		out.Other = append(out.Other, link{Label: form.About, Href: href(form.Extension)})
	}
	return out
}

// followingSearch returns how a page that shows a search is followed. The feed has no order of its own, so that what
// was added last comes first.
func followingSearch(what string, s address.Search) *following {
	s = s.WithSort("")
	return newFollowing(what, func(extension string) string { return s.Href("/search." + extension) })
}

// followingPath returns how what is at a path is followed.
func followingPath(what, path string) *following {
	return newFollowing(what, func(extension string) string { return path + "." + extension })
}
