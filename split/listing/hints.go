package listing

import "strings"

// mod is how a word changes the meaning of the others in its token.
type mod uint8

const (
	mItem   mod = 1 << iota // entry, post, card …: the token describes an item or a part of one
	mNot                    // has, no, with …: the token does not describe the element itself
	mPart                   // by: a name only with other words
	mLinked                 // joined by "-" or "_" or capitals to another word
)

// tokenHint returns the hints in one class or id token. It splits the token into words: the runs of
// letters between "-", "_", digits and changes from lower to upper case ("entryTitle",
// "entry-title", "entry_title" are two words each).
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
		return 0 // appearance, not meaning
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
		small := c >= 'a' && c <= 'z'
		if at > 0 && (!up && !small || up && lower || at == len(buf)) {
			v := meanings[string(buf[:at])]
			h |= v.hint
			m |= v.mod
			words++
			at = 0
		}
		lower = small
		if up {
			c += 'a' - 'A'
		} else if !small {
			continue
		}
		buf[at] = c
		at++
	}
	if words > 4 {
		return 0 // made from a title ("post-how-to-search-archives")
	}
	if words > 1 {
		m |= mLinked
	}
	return refine(h, m)
}

// vocabulary is the usual meaning of single words in class names, from the common vocabulary of
// content systems and microformats.
var vocabulary = []struct {
	hint  hint
	mod   mod
	words string
}{
	{0, mItem, "entry post article card item story news blog archive page list format result results"},
	{0, mNot, "is no has with without"},
	{zNav, 0, "nav navigation navbar menu menubar breadcrumb breadcrumbs crumbs topnav submenu dropdown megamenu"},
	{zNav | hPage, 0, "pagination pager paging pagenav pagenavi paginate nextprev prevnext"},
	{zAside, 0, "aside sidebar sidebars widget widgets rail sidecol secondary tertiary"},
	{zFooter, 0, "footer colophon copyright bottombar foot subfooter"},
	{zHeader, 0, "masthead banner topbar siteheader header navheader"},
	{zComment, 0, "comments comment respond commentlist disqus reply"},
	{zForm, 0, "form search searchform login newsletter subscribe signup"},
	{zRelated, 0, "related recommended recommendations similar yarpp outbrain taboola"},
	{zMain, 0, "main content primary maincontent"},
	{hCat, mItem, "section"},
	{zItem, 0, "hentry hnews"},
	{hTitle, 0, "title headline heading entrytitle posttitle titre titulo titel titolo"},
	{hDate, 0, "date time datetime published updated timestamp pubdate posted fecha datum datepublished calendar " +
		"day month year created"},
	{hByline, mPart, "by"},
	{hByline, 0, "author byline vcard autor auteur writer creator"},
	{hMeta, 0, "meta info postmeta postinfo metadata details footnote entrymeta infos submitted"},
	{hExcerpt, 0, "excerpt summary description desc intro abstract snippet standfirst lead dek deck blurb " +
		"entrysummary resume lede"},
	{hMore, 0, "more readmore continue morelink leer weiterlesen suite"},
	{hExcerpt, mItem, "teaser"},
	{hCaption, 0, "caption figcaption credit"},
	{hCat, 0, "category categories cat cats tag tags tagged label labels badge taxonomy topic topics kicker eyebrow " +
		"kickers"},
	{hAd, 0, "share sharing sharedaddy social addtoany addthis like likes ad ads advert advertisement adsbygoogle " +
		"sponsor sponsored sharebar jp tweet facebook twitter cookie consent"},
	{hRecent, 0, "recent latest popular trending rpwe mostread topstories"},
	{hThumb, 0, "thumb thumbnail image img media figure photo picture avatar gravatar"},
	{hContent, 0, "body text copy storycontent entrycontent postcontent articlebody postbody"},
}

// meaning is what a word of the vocabulary means.
type meaning struct {
	hint hint
	mod  mod
}

// meanings is the vocabulary by word.
var meanings = func() map[string]meaning {
	m := map[string]meaning{}
	for _, v := range vocabulary {
		for w := range strings.FieldsSeq(v.words) {
			m[w] = meaning{v.hint, v.mod}
		}
	}
	return m
}()

// refine resolves the meaning of several words together: "entry-header" is not the page's header,
// "post-footer" not its footer, "sidebar-title" is a heading in a side bar and no side bar itself,
// "has-sidebar" does not describe the element.
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
	// The text itself is also an excerpt within a list.
	if h&hContent != 0 {
		h |= hExcerpt
	}
	return h
}
