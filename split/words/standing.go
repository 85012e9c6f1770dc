package words

import "strings"

// Standing is the kind of a page that is not news, by what the page calls itself.
type Standing uint8

// Standings.
const (
	NotStanding Standing = iota
	About                // about the site, its people or its law
	ContactPage
	TagCloud // all tags or categories
)

var standings = func() map[string]Standing {
	m := map[string]Standing{}
	phrases := tables("standing")
	for kind, name := range [...]string{About: "about", ContactPage: "contact", TagCloud: "cloud"} {
		for _, phrase := range phrases[name] {
			m[Fold(phrase)] = Standing(kind)
		}
	}
	return m
}()

// StandingOf tells a title or heading that is nothing but such a phrase, or has
// one before or behind a separator ("Contact | The Courier").
func StandingOf(text string) Standing {
	if len(text) > 120 {
		return NotStanding
	}
	f := Fold(text)
	if s := standings[withoutPage(f)]; s != NotStanding {
		return s
	}
	if s := standings[withoutPage(trimFold(text))]; s != NotStanding {
		return s // "Contact -", "» Imprint"
	}
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " · ", " » ", " « ", ": ", " :: "} {
		if a, b, ok := strings.Cut(f, sep); ok {
			if s := standings[withoutPage(strings.TrimSpace(a))]; s != NotStanding {
				return s
			}
			if s := standings[withoutPage(strings.TrimSpace(b))]; s != NotStanding {
				return s
			}
		}
	}
	return NotStanding
}

// withoutPage is a folded phrase without the word for a page at its end or beginning:
// "Contacts Page".
func withoutPage(f string) string {
	for _, w := range [...]string{" page", " seite", " sida", " sivu", " strona", " страница"} {
		if rest, ok := strings.CutSuffix(f, w); ok {
			return rest
		}
	}
	for _, w := range [...]string{"page ", "page de ", "pagina ", "pagina de ", "strona ", "страница "} {
		if rest, ok := strings.CutPrefix(f, w); ok && standings[rest] != NotStanding {
			return rest
		}
	}
	return f
}

// abouts are what stands before the name of a site, its people or its makers in the
// title of a page about them.
var abouts = folded(tables("standing")["of"])

// AboutOf is what a title or heading of the form "About NAME" is about, folded; "" for
// other texts.
func AboutOf(text string) string {
	if len(text) > 120 {
		return ""
	}
	f, out := Fold(text), ""
	for _, a := range abouts {
		if rest, ok := strings.CutPrefix(f, a+" "); ok && (out == "" || len(rest) < len(out)) {
			out = rest
		}
	}
	return strings.TrimSpace(out)
}
