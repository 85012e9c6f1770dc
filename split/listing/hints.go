package listing

import "strings"

// mod is what a word adds to the others of its token.
type mod uint8

const (
	mItem   mod = 1 << iota // entry, post, card …: the token is about an item or a part of one
	mNot                    // has, no, with …: the token is about something else than the element
	mPart                   // by: a name only together with other words
	mLinked                 // joined by "-" or "_" or capitals to another word
)

// tokenHint reads one class or id token. It works on the token's words: the
// runs of letters between "-", "_", digits and changes from lower to upper
// case ("entryTitle", "entry-title", "entry_title" are two words each).
func tokenHint(tok string) hint {
	switch tok { // micro formats 2
	case "h-entry":
		return zItem
	case "p-name":
		return hTitle
	case "dt-published":
		return hDate
	case "p-author":
		return hByline
	case "p-summary":
		return hExcerpt
	case "e-content":
		return hContent | hExcerpt
	case "hidden", "sr-only", "screen-reader-text", "visually-hidden":
		return zHidden
	}
	if strings.HasPrefix(tok, "text-") || strings.HasPrefix(tok, "bg-") || strings.HasPrefix(tok, "btn") {
		return 0 // looks, not meaning
	}
	var buf [48]byte
	var h hint
	var m mod
	words, at := 0, 0
	lower := false
	for i := 0; i <= len(tok); i++ {
		var c byte
		if i < len(tok) {
			c = tok[i]
		}
		up := c >= 'A' && c <= 'Z'
		if at > 0 && (!up && (c < 'a' || c > 'z') || up && lower || at == len(buf)) {
			wh, wm := wordHint(string(buf[:at]))
			h |= wh
			m |= wm
			words++
			at = 0
		}
		lower = false
		switch {
		case up:
			buf[at] = c + 32
			at++
		case c >= 'a' && c <= 'z':
			buf[at] = c
			at++
			lower = true
		}
	}
	if words > 4 {
		return 0 // made of a title ("post-how-to-search-archives")
	}
	if words > 1 {
		m |= mLinked
	}
	return refine(h, m)
}

// wordHint is what a single word in a class name usually means. The words are
// the common vocabulary of content systems and micro formats in general.
func wordHint(w string) (hint, mod) {
	switch w {
	case "entry", "post", "article", "card", "item", "story", "news", "blog", "archive", "page", "list", "format", "result", "results":
		return 0, mItem
	case "is", "no", "has", "with", "without":
		return 0, mNot
	case "nav", "navigation", "navbar", "menu", "menubar", "breadcrumb", "breadcrumbs", "crumbs", "topnav", "submenu", "dropdown", "megamenu":
		return zNav, 0
	case "pagination", "pager", "paging", "pagenav", "pagenavi", "paginate", "nextprev", "prevnext":
		return zNav | hPage, 0
	case "aside", "sidebar", "sidebars", "widget", "widgets", "rail", "sidecol", "secondary", "tertiary":
		return zAside, 0
	case "footer", "colophon", "copyright", "bottombar", "foot", "subfooter":
		return zFooter, 0
	case "masthead", "banner", "topbar", "siteheader", "header", "navheader":
		return zHeader, 0
	case "comments", "comment", "respond", "commentlist", "disqus", "reply":
		return zComment, 0
	case "form", "search", "searchform", "login", "newsletter", "subscribe", "signup":
		return zForm, 0
	case "related", "recommended", "recommendations", "similar", "yarpp", "outbrain", "taboola":
		return zRelated, 0
	case "main", "content", "primary", "maincontent":
		return zMain, 0
	case "section":
		return hCat, mItem
	case "hentry", "hnews":
		return zItem, 0
	case "title", "headline", "heading", "entrytitle", "posttitle", "titre", "titulo", "titel", "titolo":
		return hTitle, 0
	case "date", "time", "datetime", "published", "updated", "timestamp", "pubdate", "posted", "fecha", "datum", "datepublished", "calendar", "day", "month", "year", "created":
		return hDate, 0
	case "by":
		return hByline, mPart
	case "author", "byline", "vcard", "autor", "auteur", "writer", "creator":
		return hByline, 0
	case "meta", "info", "postmeta", "postinfo", "metadata", "details", "footnote", "entrymeta", "infos", "submitted":
		return hMeta, 0
	case "excerpt", "summary", "description", "desc", "intro", "abstract", "snippet", "standfirst", "lead", "dek", "deck", "blurb", "entrysummary", "resume", "lede":
		return hExcerpt, 0
	case "more", "readmore", "continue", "morelink", "leer", "weiterlesen", "suite":
		return hMore, 0
	case "teaser":
		return hExcerpt, mItem
	case "caption", "figcaption", "credit":
		return hCaption, 0
	case "category", "categories", "cat", "cats", "tag", "tags", "tagged", "label", "labels", "badge", "taxonomy", "topic", "topics", "kicker", "eyebrow", "kickers":
		return hCat, 0
	case "share", "sharing", "sharedaddy", "social", "addtoany", "addthis", "like", "likes", "ad", "ads", "advert", "advertisement", "adsbygoogle", "sponsor", "sponsored", "sharebar", "jp", "tweet", "facebook", "twitter", "cookie", "consent":
		return hAd, 0
	case "recent", "latest", "popular", "trending", "rpwe", "mostread", "topstories":
		return hRecent, 0
	case "thumb", "thumbnail", "image", "img", "media", "figure", "photo", "picture", "avatar", "gravatar":
		return hThumb, 0
	case "body", "text", "copy", "storycontent", "entrycontent", "postcontent", "articlebody", "postbody":
		return hContent, 0
	}
	return 0, 0
}

// refine settles what several words mean together: "entry-header" is not the
// page's header, "post-footer" not its footer, "sidebar-title" is a heading in
// a side bar and no side bar itself, "has-sidebar" says nothing about the
// element.
func refine(h hint, m mod) hint {
	if m&mItem != 0 {
		if h&(zHeader|zFooter) != 0 {
			h = h&^(zHeader|zFooter) | hMeta
		}
		if h&zMain != 0 {
			h = h&^zMain | hContent
		}
		h &^= zForm // "search-results" is no form
		if m&mLinked == 0 {
			h &^= hCat // "section" alone
		}
	}
	if m&(mPart|mLinked) == mPart {
		h &^= hByline
	}
	if m&mNot != 0 {
		h &^= zones
	}
	if m&mLinked != 0 && h&hTitle != 0 {
		h &^= zAside | zHeader | hMeta | hCat | hThumb | hContent
	}
	// The text itself is also an excerpt when it stands in a list.
	if h&hContent != 0 {
		h |= hExcerpt
	}
	return h
}
