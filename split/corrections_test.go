package split

import (
	"fmt"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
)

// TestNotesOnChanges: a dated note in an article's text gives its date of change where nothing better does.
func TestNotesOnChanges(t *testing.T) {
	const text = "<p>The dam at Osvann is safe, the board of the water works said on Friday after a visit of two " +
		"hours " +
		"to the valley and its villages, and nothing had been found.</p><p>Mayors of the five villages " +
		"below the dam " +
		"praised the work and asked for a road that is open in winter as well, which the board promised.</p>"
	for _, tt := range []struct{ name, lang, head, note, want string }{
		{"a correction without a year", "en", "",
			"Correction, 6 October: An earlier version gave another board.", "2012-10-06"},
		{"in the year after", "en", "",
			"Updated 3 January. The board was dismissed, as it has said itself.", "2013-01-03"},
		{"short", "en", "", "Updated 6 Oct 2012 with what the mayors answered to the board.", "2012-10-06"},
		{"German", "de", "",
			"Korrektur vom 8. Oktober 2012: In einer früheren Fassung fehlte der Name.", "2012-10-08"},
		{"Persian", "fa", "", "اصلاحیه، ۱۵ مهر ۱۳۹۱: در نسخه پیشین نام هیئت نادرست بود.", "2012-10-06"},
		{"before publication", "en", "",
			"Updated 3 October 2012. The board was dismissed, as it has said.", ""},
		{"another date in a note", "en", "",
			"Correction: An earlier version, of 6 October 2012, gave another board.", ""},
		{"no note", "en", "", "On 6 October 2012 the corrections were published by the board itself.", ""},
		{"the page's own claim", "en", `<meta property="article:modified_time" content="2012-10-09T08:00:00Z">`,
			"Correction, 6 October: An earlier version gave another board.", "2012-10-09T08:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			html := fmt.Sprintf(`<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>Dam is safe</title>%s
<meta property="article:published_time" content="2012-10-05T08:00:00Z"></head><body><main><article>
<h1>Dam is safe</h1>%s<p>%s</p>
</article></main></body></html>`, tt.lang, tt.head, text, tt.note)
			p, err := page.Read([]byte(html), page.Options{Form: page.HTML, URL: "https://courier.example/dam.html"})
			if err != nil {
				t.Fatal(err)
			}
			s := Split(p, Options{})
			if len(s.Cuttings) != 1 {
				t.Fatalf("%d cuttings: %s", len(s.Cuttings), s.Reason)
			}
			m := s.Cuttings[0].Modified
			byNote := m.Origin == cutting.FromNote || m.Origin == "text" // read as a date line, too
			if m.Value != tt.want || byNote != (tt.head == "" && tt.want != "") {
				t.Errorf("changed %q by %q, want %q", m.Value, m.Origin, tt.want)
			}
		})
	}
}
