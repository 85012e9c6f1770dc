package digest

// Form is one way a digest is written.
type Form struct {
	Name      string // in addresses and on the command line
	Extension string // of files, without the dot
	MediaType string
	About     string // for people
	Write     func(*Templates, *Digest) ([]byte, error)
}

// Forms returns the forms a digest can be written in; the first is the default.
func Forms() []Form {
	return []Form{
		{"html", "html", "text/html; charset=utf-8", "page",
			func(t *Templates, d *Digest) ([]byte, error) { return t.HTML(d, Page{}) }},
		{"text", "txt", "text/plain; charset=utf-8", "bare text", (*Templates).Text},
		{"markdown", "md", "text/markdown; charset=utf-8", "Markdown", (*Templates).Markdown},
		{"eml", "eml", "message/rfc822", "mail",
			func(t *Templates, d *Digest) ([]byte, error) { return t.Mail(d, Envelope{}) }},
		{"json", "json", "application/json; charset=utf-8", "JSON", (*Templates).JSON},
	}
}

// FormOf returns the form with a name; false for none.
func FormOf(name string) (Form, bool) {
	for _, f := range Forms() {
		if f.Name == name {
			return f, true
		}
	}
	return Form{}, false
}
