package redact

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestOtherGivenNames: the same given name in another East Slavic language is proposed beside the surname, with
// endings, and not with another surname or as an initial; nothing of it is black.
func TestOtherGivenNames(t *testing.T) {
	for name, c := range map[string]struct{ person, in, want string }{
		"Ukrainian":  {"Aleksandr Staveld", "They saw Oleksandr Staveld there.", "Oleksandr Staveld"},
		"Belarusian": {"Sergei Staveld", "They saw Siarhei Staveld there.", "Siarhei Staveld"},
		"Russian":    {"Volodymyr Staveld", "They saw Vladimir Staveld there.", "Vladimir Staveld"},
		"Cyrillic":   {"Николай Ставельдов", "Тогда Микола Ставельдов сказал.", "Микола Ставельдов"},
		"another":    {"Aleksandr Staveld", "They saw Oleksandr Holm and Staveld.", ""},
		"no initial": {"Aleksandr Staveld", "They saw O. Staveld there.", ""},
		"other name": {"Aleksandr Staveld", "They saw Mykola Staveld there.", ""},
	} {
		person := cutting.Redaction{Name: c.person}
		e := NewOtherScripts(person)
		e.Read("1", c.in)
		var got []string
		for _, f := range e.Forms() {
			got = append(got, f.Form)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
		if black := New([]cutting.Redaction{person}).Text(c.in); c.want != "" && black != c.in {
			t.Errorf("%s: black unasked: %q", name, black)
		}
	}
}
