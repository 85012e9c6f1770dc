package desk_test

import (
	"context"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
)

const markedText = "\"The levy & the ferry go together,\" said Ada Okafor, the harbour minister of Marrowland, on " +
	"Tuesday. " +
	"She denied that the Port Authority had asked for it in 1986."

// markedSite returns a site with one more cutting, read by the readers.
func markedSite(t *testing.T, read bool) (s *site, cuttingPath, captureID string) {
	t.Helper()
	a := librarytest.NewArchive()
	captureID, id := a.AddHTML("marked.html", nil,
		catalogue.Sighting{Headline: "Okafor defends levy", Text: markedText,
			Lang: "en", Source: catalogue.Source{ID: "courier.example", Name: "Courier"},
			Published: cutting.Date{Value: "2014-03-06"}})
	s = siteOver(t, a, func(s *site, c *library.Config) {
		if !read {
			return
		}
		if err := s.catalogue.ReadTexts(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
	return s, "/cuttings/" + url.PathEscape(id), captureID
}

// TestMarksLeadToTheirBytes: each mark in the text is a link to the bytes it was read
// from, and nothing else in the text changes.
func TestMarksLeadToTheirBytes(t *testing.T) {
	s, path, capture := markedSite(t, true)
	plain := s.get(path, 200)
	if n := len(plain.all("a.mk")); n > 0 {
		t.Errorf("%d marks that nobody asked for", n)
	}
	if bar := textOf(plain.one("nav.markbar")); !strings.Contains(bar, "Names 3") &&
		!strings.Contains(bar, "Names 4") {
		t.Errorf("the bar says %q", bar)
	}
	content := s.archive.Content(capture)
	seen := map[string]bool{}
	marked := s.get(path+"?marks=names&marks=statements&marks=times", 200)
	for _, a := range marked.all("a.mk") {
		_, rg, ok := strings.Cut(href(a), "/bytes?range=")
		from, to, _ := strings.Cut(rg, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if !ok || err1 != nil || err2 != nil {
			t.Fatalf("a mark leads to %s", href(a))
		}
		words := textOf(a)
		if got := html.UnescapeString(string(content[start:end])); got != words {
			t.Errorf("the mark %q leads to %q", words, got)
		}
		seen[words] = true
	}
	for _, want := range []string{"Ada Okafor", "Port Authority", "Tuesday", "1986"} {
		if !seen[want] {
			t.Errorf("%q is not marked", want)
		}
	}
	if len(marked.all("a.mk-end")) == 0 || len(marked.all(".mk-said")) == 0 {
		t.Error("no statement is marked")
	}
	for _, a := range marked.all("a.mk-end") {
		a.Parent.RemoveChild(a)
	}
	if was, is := textOf(plain.one("div.body p")), textOf(marked.one("div.body p")); was != is {
		t.Errorf("marks change the text\nfrom %q\nto   %q", was, is)
	}
	lists := marked.one("#list-statements").Parent
	if text := textOf(lists); !strings.Contains(text, "Ada Okafor") ||
		!strings.Contains(text, "The levy & the ferry") {
		t.Errorf("the list of statements says %q", text)
	}
}

// TestMarksAreSwitched: a switch changes only its kind and keeps the rest of the address.
func TestMarksAreSwitched(t *testing.T) {
	s, path, _ := markedSite(t, true)
	d := s.get(path+"?sighting=0&marks=names", 200)
	for _, a := range d.all("nav.markbar a") {
		u, err := url.Parse(href(a))
		if err != nil || u.Query().Get("sighting") != "0" {
			t.Fatalf("a switch leads to %s", href(a))
		}
		on := isOn(a)
		if is := strings.HasPrefix(textOf(a), "Names"); is != on {
			t.Errorf("%s is on: %v", textOf(a), on)
		}
		after := s.get(href(a), 200)
		if got, want := len(after.all("nav.markbar a[aria-current]")),
			map[bool]int{true: 0, false: 2}[on]; got != want {
			t.Errorf("behind %q %d kinds are on, want %d", textOf(a), got, want)
		}
	}
	s.get(path+"?marks=nonsense", 200)
}

func TestUnreadTextIsReported(t *testing.T) {
	s, path, _ := markedSite(t, false)
	if bar := textOf(s.get(path+"?marks=names", 200).one("nav.markbar")); !strings.Contains(bar,
		"Names: not read yet") {
		t.Errorf("the bar says %q", bar)
	}
}

// TestALanguageThatIsNotReadIsReported: for such a text the page shows that no marks were searched for.
func TestALanguageThatIsNotReadIsReported(t *testing.T) {
	for _, tt := range []struct{ name, lang, want, not string }{
		{"Persian", "fa", "This text is in Persian, a language that is not read for marks. " +
			"Names are read in English, German and Spanish. Statements, labels, times are read in English.",
			"Nothing was found"},
		{"not known", "", "The language of this text is not known", "Nothing was found"},
		{"German", "de-AT", "Statements: in English only", "Names: in"},
		{"English", "en", "Nothing was found to mark", "not read for marks"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := librarytest.NewArchive()
			_, id := a.AddHTML("one.html", nil, catalogue.Sighting{Headline: "0", Text: "1 2 3.", Lang: tt.lang})
			s := siteOver(t, a, func(s *site, c *library.Config) {
				c.Languages = map[string][]string{"names": {"en", "de", "es"}, "statements": {"en"},
					"labels": {"en"}, "times": {"en"}}
				if err := s.catalogue.ReadTexts(context.Background()); err != nil {
					t.Fatal(err)
				}
			})
			got := textOf(s.get("/cuttings/"+url.PathEscape(id), 200).one("main"))
			if !strings.Contains(got, tt.want) || strings.Contains(got, tt.not) {
				t.Errorf("page %q\nwant %q", got, tt.want)
			}
		})
	}
}

func href(n *xhtml.Node) string {
	v, _ := attrOf(n, "href")
	return v
}

func isOn(n *xhtml.Node) bool {
	_, on := attrOf(n, "aria-current")
	return on
}
