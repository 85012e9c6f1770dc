package listing

// tokenHint reads one class or id token. It works on the token's words: the
// runs of letters between "-", "_", digits and changes from lower to upper
// case ("entryTitle", "entry-title", "entry_title" are two words each).
func tokenHint(tok string) hint {
	var words [8]string
	var buf [64]byte
	n, at, start := 0, 0, 0
	flush := func() {
		if at > start && n < len(words) {
			words[n] = string(buf[start:at])
			n++
		}
		start = at
	}
	lower := false
	for i := 0; i < len(tok) && at < len(buf); i++ {
		c := tok[i]
		switch {
		case c >= 'a' && c <= 'z':
			buf[at] = c
			at++
			lower = true
		case c >= 'A' && c <= 'Z':
			if lower {
				flush()
			}
			buf[at] = c + 32
			at++
			lower = false
		default:
			flush()
			lower = false
		}
	}
	flush()
	var h hint
	for i := 0; i < n; i++ {
		h |= wordHint(words[i])
	}
	return refine(h, words[:n])
}

// has reports whether w is among ws.
func has(ws []string, w string) bool {
	for _, x := range ws {
		if x == w {
			return true
		}
	}
	return false
}

// wordHint is what a single word in a class name usually means. The words are
// the common vocabulary of content systems and micro formats in general.
func wordHint(w string) hint {
	switch w {
	case "nav", "navigation", "navbar", "menu", "menubar", "breadcrumb", "breadcrumbs", "crumbs", "topnav", "submenu", "dropdown", "megamenu":
		return zNav
	case "pagination", "pager", "paging", "pagenav", "pagenavi", "paginate", "nextprev", "prevnext":
		return zNav | hPage
	case "aside", "sidebar", "sidebars", "widget", "widgets", "rail", "sidecol", "secondary", "tertiary":
		return zAside
	case "footer", "colophon", "copyright", "bottombar", "foot", "subfooter":
		return zFooter
	case "masthead", "banner", "topbar", "siteheader", "header", "navheader":
		return zHeader
	case "comments", "comment", "respond", "commentlist", "disqus", "reply":
		return zComment
	case "form", "search", "searchform", "login", "newsletter", "subscribe", "signup":
		return zForm
	case "related", "recommended", "recommendations", "similar", "yarpp", "outbrain", "taboola":
		return zRelated
	case "main", "content", "primary", "maincontent":
		return zMain
	case "hentry", "hnews":
		return zItem
	case "title", "headline", "heading", "entrytitle", "posttitle", "titre", "titulo", "titel", "titolo":
		return hTitle
	case "date", "time", "datetime", "published", "updated", "timestamp", "pubdate", "posted", "fecha", "datum", "datepublished", "calendar", "day", "month":
		return hDate
	case "author", "byline", "vcard", "autor", "auteur", "writer", "creator":
		return hByline
	case "meta", "info", "postmeta", "postinfo", "metadata", "details", "footnote", "entrymeta", "infos":
		return hMeta
	case "excerpt", "summary", "teaser", "description", "desc", "intro", "abstract", "snippet", "standfirst", "lead", "dek", "blurb", "entrysummary", "resume", "lede":
		return hExcerpt
	case "more", "readmore", "continue", "morelink", "leer", "weiterlesen", "suite":
		return hMore
	case "caption", "figcaption", "credit":
		return hCaption
	case "category", "categories", "cat", "cats", "tag", "tags", "tagged", "label", "labels", "badge", "taxonomy", "topic", "topics", "kicker", "eyebrow", "section":
		return hCat
	case "share", "sharing", "sharedaddy", "social", "addtoany", "addthis", "like", "likes", "ad", "ads", "advert", "advertisement", "adsbygoogle", "sponsor", "sponsored", "sharebar", "jp", "tweet", "facebook", "twitter", "cookie", "consent":
		return hAd
	case "recent", "latest", "popular", "trending", "rpwe", "mostread", "topstories":
		return hRecent
	case "thumb", "thumbnail", "image", "img", "media", "figure", "photo", "picture", "avatar", "gravatar":
		return hThumb
	case "body", "text", "copy", "storycontent", "entrycontent", "postcontent", "articlebody", "postbody":
		return hContent
	}
	return 0
}

// refine settles what several words mean together: "entry-header" is not the
// page's header, "post-footer" not its footer, "sidebar-title" is a heading in
// a side bar and no side bar itself.
func refine(h hint, words []string) hint {
	item := has(words, "entry") || has(words, "post") || has(words, "article") || has(words, "card") || has(words, "item") ||
		has(words, "story") || has(words, "news") || has(words, "teaser") || has(words, "blog") || has(words, "archive") ||
		has(words, "page") || has(words, "section") || has(words, "list")
	if item {
		if h&(zHeader|zFooter) != 0 {
			h &^= zHeader | zFooter
			h |= hMeta
		}
		if h&zMain != 0 {
			h &^= zMain
			h |= hContent
		}
	}
	switch len(words) {
	case 0:
	case 1:
		if words[0] == "entry" || words[0] == "section" || words[0] == "list" {
			h &^= hCat
		}
	default:
		if words[0] == "wp" && has(words, "caption") {
			h |= hCaption
		}
		if words[0] == "dt" || words[0] == "p" || words[0] == "e" || words[0] == "h" || words[0] == "u" {
			// micro formats 2
			switch words[0] + "-" + words[1] {
			case "h-entry":
				h |= zItem
			case "p-name":
				h |= hTitle
			case "dt-published":
				h |= hDate
			case "p-author":
				h |= hByline
			case "p-summary":
				h |= hExcerpt
			case "e-content":
				h = h&^zMain | hContent | hExcerpt
			}
		}
		if has(words, "is") || has(words, "no") || has(words, "has") || has(words, "with") || has(words, "without") {
			// "has-sidebar", "no-footer": about the page, not the element.
			h &^= zones
		}
		if h&hTitle != 0 {
			h &^= zAside | zHeader | hMeta | hCat | hThumb | hContent
		}
	}
	// The text itself is also an excerpt when it stands in a list.
	if h&hContent != 0 {
		h |= hExcerpt
	}
	return h
}
