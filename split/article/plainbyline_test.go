package article

import (
	"slices"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
)

// TestBylinesOfPlainLines: lines that no markup calls a byline, and lines that
// only look like one.
func TestBylinesOfPlainLines(t *testing.T) {
	const text = `<p>The ferry between Velm and Tarn will run again from the first of April, its owners said on Monday after a meeting of three hours.</p>
		<p>“We have one boat, one crew and a great many promises,” the manager told the harbour board, which had asked for a second one.</p>`
	for name, c := range map[string]struct {
		line string
		want []string
	}{
		"name and date":         {"<p>Ida Rennow, 4 March 2031</p>", []string{"Ida Rennow"}},
		"date and name":         {"<p>04.03.2031 &nbsp; Ida Rennow</p>", []string{"Ida Rennow"}},
		"by-word behind a date": {"<div>7 октября 2031 г. | Автор: Вера Тихонова</div>", []string{"Вера Тихонова"}},
		"two names": {"<p>By Ida Rennow and Jun Askel · 4 March 2031</p>",
			[]string{"Ida Rennow", "Jun Askel"}},
		"a date alone":           {"<p>4 March 2031</p>", nil},
		"a place and a date":     {"<p>Harbour news, 4 March 2031</p>", nil},
		"a sentence with a date": {"<p>On 4 March 2031 the harbour board met for the last time.</p>", nil},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := page.Read([]byte("<html><head><title>Tarn ferry to run again</title></head><body><h1>Tarn "+
				"ferry to run again</h1>"+c.line+text+"</body></html>"), page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			r := Cut(p, Options{})
			if !slices.Equal(r.Cutting.Byline, c.want) {
				t.Errorf("byline %q, want %q", r.Cutting.Byline, c.want)
			}
		})
	}
}

// TestNoBylineInAFooter: a name and a date in a page's footer belong to whoever runs the site, also
// where a short text brings the footer near the headline.
func TestNoBylineInAFooter(t *testing.T) {
	const text = `<p>The ferry between Velm and Tarn will run again from the first of April, its owners said on ` +
		`Monday ` +
		`after a meeting of three hours, and the harbour board had asked for a second boat.</p>`
	for _, tt := range []struct{ name, line string }{
		{"a name and a date", "<p>Ida Rennow, 4 March 2031</p>"},
		{"a date and a name", "<p>04.03.2031 &nbsp; Ida Rennow</p>"},
		{"a name, a date below it", "<p>Ida Rennow</p><p>4 March 2031</p>"},
	} {
		for _, foot := range []struct{ name, open, close string }{
			{"footer", "<footer>", "</footer>"},
			{"role", "<div role=contentinfo>", "</div>"},
		} {
			t.Run(tt.name+", "+foot.name, func(t *testing.T) {
				html := "<html><head><title>Tarn ferry to run again</title></head><body><h1>Tarn ferry to run " +
					"again</h1>" +
					text + foot.open + tt.line + foot.close + "</body></html>"
				p, err := page.Read([]byte(html), page.Options{Form: page.HTML})
				if err != nil {
					t.Fatal(err)
				}
				if r := Cut(p, Options{}); len(r.Cutting.Byline) > 0 {
					t.Errorf("byline %q, want none", r.Cutting.Byline)
				}
			})
		}
	}
}

// TestNamesNoByWordIntroduces: a line that is only a person's name may be a byline, but never in a
// footer, in navigation or in a control. The model is not used.
func TestNamesNoByWordIntroduces(t *testing.T) {
	const text = `<p>The ferry between Velm and Tarn will run again from the first of April, its owners said on ` +
		`Monday after a meeting of three hours, and the harbour board had asked for a second boat.</p>`
	for _, tt := range []struct {
		where, open, close string
		want               bool
	}{
		{"a plain block", "<div>", "</div>", true},
		{"a header", "<header>", "</header>", true},
		{"a footer", "<footer>", "</footer>", false},
		{"a footer by its role", "<div role=contentinfo>", "</div>", false},
		{"navigation", "<nav>", "</nav>", false},
	} {
		t.Run(tt.where, func(t *testing.T) {
			p, err := page.Read([]byte("<html><body><h1>Tarn ferry to run again</h1>"+text+tt.open+
				"<p>Ida Rennow, 4 March 2031</p>"+tt.close+"</body></html>"), page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			found := false
			Cut(p, Options{Later: true}).rest.f.authorLines(
				func(names []string, _ cutting.Span, _ int32, _ bylineSource, _, _ int, _ bool) {
					found = found || slices.Contains(names, "Ida Rennow")
				})
			if found != tt.want {
				t.Errorf("a candidate: %t, want %t", found, tt.want)
			}
		})
	}
}

func TestEndsOfTexts(t *testing.T) {
	for text, want := range map[string]bool{"1 / 6": true, "12/40": true, "1 / six": false, "2031": false, "": false} {
		if isCounter(text) != want {
			t.Errorf("counter(%q) = %v", text, !want)
		}
	}
}
