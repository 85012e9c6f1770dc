package words

import "strings"

// StaticPage is a kind of page that is no news, by the page's own title.
type StaticPage uint8

// Kinds of static pages.
const (
	NotStatic StaticPage = iota
	About                // about the site, its people or its legal terms
	ContactPage
	TagCloud // all tags or categories
)

var staticPages = func() map[string]StaticPage {
	m := map[string]StaticPage{}
	phrases := readTables("staticpages")
	for kind, name := range [...]string{About: "about", ContactPage: "contact", TagCloud: "cloud"} {
		for _, phrase := range phrases[name] {
			m[Fold(phrase)] = StaticPage(kind)
		}
	}
	return m
}()

// StaticPageOf returns the kind of static page that a title or heading names, when it consists of
// such a phrase or has one before or after a separator ("Contact | The Courier"); else NotStatic.
func StaticPageOf(text string) StaticPage {
	if len(text) > 120 {
		return NotStatic
	}
	f := Fold(text)
	if s := staticPages[withoutPage(f)]; s != NotStatic {
		return s
	}
	if s := staticPages[withoutPage(trimFold(text))]; s != NotStatic {
		return s // "Contact -", "» Imprint"
	}
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " · ", " » ", " « ", ": ", " :: "} {
		if a, b, ok := strings.Cut(f, sep); ok {
			if s := staticPages[withoutPage(strings.TrimSpace(a))]; s != NotStatic {
				return s
			}
			if s := staticPages[withoutPage(strings.TrimSpace(b))]; s != NotStatic {
				return s
			}
		}
	}
	return NotStatic
}

// withoutPage returns a folded phrase without the word "page" at its end or beginning: "Contacts
// Page".
func withoutPage(f string) string {
	for _, w := range [...]string{" page", " seite", " sida", " sivu", " strona", " страница"} {
		if rest, ok := strings.CutSuffix(f, w); ok {
			return rest
		}
	}
	for _, w := range [...]string{"page ", "page de ", "pagina ", "pagina de ", "strona ", "страница "} {
		if rest, ok := strings.CutPrefix(f, w); ok && staticPages[rest] != NotStatic {
			return rest
		}
	}
	return f
}

// aboutPhrases are the words before the name of a site, its people or its makers in the title of a page
// about them.
var aboutPhrases = foldAll(readTables("staticpages")["of"])

// AboutOf returns the NAME in a title or heading of the form "About NAME", folded; "" for other
// texts.
func AboutOf(text string) string {
	if len(text) > 120 {
		return ""
	}
	f, out := Fold(text), ""
	for _, a := range aboutPhrases {
		if rest, ok := strings.CutPrefix(f, a+" "); ok && (out == "" || len(rest) < len(out)) {
			out = rest
		}
	}
	return strings.TrimSpace(out)
}
