package listing

import (
	"slices"
	"strings"
	"testing"

	"cuttings/page"
)

// TestProposed checks that the right list is among the proposals, in various layouts; package split
// chooses among them.
func TestProposed(t *testing.T) {
	const prose = "<p>The old ferry crosses the sound again after nine weeks in the dock, the harbour office said.</p>"
	menu := "<nav><a href=/a>Town news</a> <a href=/b>Country life</a> <a href=/c>All the sport</a></nav>"
	for _, tt := range []struct {
		name, body string
		origin     Origin
		want       string // the headlines, separated by "|"
	}{
		{"cards", "<div><h3><a href=/1>Ferry runs again</a></h3>" + prose +
			"</div><div><h3><a href=/2>Late frost</a></h3>" +
			prose + "</div>", Repeated, "Ferry runs again|Late frost"},
		{"sections of one order, with linked headings",
			"<section><h2><a href=/town>Town</a></h2><div><h3><a href=/1>Ferry " +
				"runs again</a></h3>" + prose + "</div><ul><li><h3><a href=/2>Late " +
				"frost</a></h3></li></ul></section>" +
				"<section><h2><a href=/land>Country</a></h2><div><h3><a href=/3>Night trains return</a></h3>" + prose +
				"</div><ul><li><h3><a href=/4>Peat is dear</a></h3></li></ul></section>", Level,
			"Ferry runs again|Late frost|Night trains return|Peat is dear"},
		{"two forms on one page", "<main><table><tr><td><a href=/3>Night trains return to the coast</a>" + prose +
			"</td><td><a href=/4>Peat is dear this winter again</a>" + prose +
			"</td></tr></table><div class=big><h2><a " +
			"href=/1>Ferry runs again</a></h2>" + prose +
			"</div><div class=big><h2><a href=/2>Late frost in April</a></h2>" +
			prose + "</div></main>", Several,
			"Night trains return to the coast|Peat is dear this winter again|Ferry runs again|Late frost in April"},
		{"the author's box is the first card", "<base href='https://velm.example/'><div class=card><h2><a " +
			"href='https://people.example/ida'>Ida Rennow writes</a></h2>" + prose +
			"</div><div class=card><h2><a href=/1>Ferry " +
			"runs again</a></h2>" + prose + "</div><div class=card><h2><a href=/2>Late frost</a></h2>" + prose +
			"</div>", Onsite, "Ferry runs again|Late frost"},
		{"one heading that a link covers", "<h1>Tagged: sea</h1><article><h2>Ferry runs again</h2>" + prose +
			"<a href=/1></a></article>", Single, "Ferry runs again"},
		{"one heading with a link that goes on", "<h1>Tagged: sea</h1><div><h2>Ferry runs again</h2>" + prose +
			"<p><a href=/1>Read more</a></p></div>", Single, "Ferry runs again"},
		{"one line", "<h1>2023</h1><ul><li><a href=/1>Ferry to Kessing runs again after nine weeks</a></li></ul>",
			Single,
			"Ferry to Kessing runs again after nine weeks"},
		{"tiles with separators", "<ul><li><a href=/1><span class=post-date>2026-03-17</span> :: <span " +
			"class=post-title>" +
			"Late frost</span></a></li><li><a href=/2><span class=post-date>2026-03-16</span> :: <span " +
			"class=post-title>Night " +
			"trains</span></a></li></ul>", Repeated, "Late frost|Night trains"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte("<!DOCTYPE html><meta charset=utf-8><body>"+menu+tt.body),
				page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for l, i := FindLists(p, Options{}), 0; i < l.Len(); i++ {
				r := l.Read(i)
				var heads []string
				for k := range r.Items {
					heads = append(heads, r.Items[k].Headline.In(p.Text))
				}
				if s := strings.Join(heads, "|"); r.Origin == tt.origin {
					got = append(got, s)
				}
			}
			if !slices.Contains(got, tt.want) {
				t.Errorf("proposed %q; want %q", got, tt.want)
			}
		})
	}
}

// TestTemplate checks that items have a template and sections of a text have none.
func TestTemplate(t *testing.T) {
	posts := strings.Repeat("<div><h2><a href=/x>Ferry</a></h2><p class=by>Posted by Ida</p><p>One.</p><p>Two.</p>"+
		"<p class=end><a href=/c>Comments (3)</a></p></div>", 3)
	sections := strings.Repeat("<h2><a href=/x>Ferry</a></h2><p>One long day.</p><p>Two short nights.</p><p>Three</p>",
		1) +
		"<h2><a href=/y>Frost</a></h2><p>April was cold.</p><p>May came.</p>" +
		"<h2><a href=/z>Peat</a></h2><p>Prices rose.</p><p>Then fell.</p>"
	for _, tt := range []struct {
		name, body string
		forms      int
	}{
		{"posts", posts, 2},
		{"sections of a text", sections, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte("<!DOCTYPE html><meta charset=utf-8><body>"+tt.body),
				page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			r := FindLists(p, Options{}).Read(0)
			if len(r.Items) != 3 || r.Template != tt.forms {
				t.Errorf("%d items and %d forms; want 3 and %d", len(r.Items), r.Template, tt.forms)
			}
		})
	}
}

// TestOwnAddresses checks that whole posts without linked headlines get the address at the same
// place in each, not the first one in their text.
func TestOwnAddresses(t *testing.T) {
	post := func(title, link, own string) string {
		return "<div><h2>" + title + "</h2><p>As <a href=" + link +
			">others</a> have written, the ferry crosses again.</p>" +
			"<p class=end>Posted by Ida at <a href=" + own + ">09:18</a> | <a href=" + own +
			"#c>Comments (1)</a></p></div>"
	}
	body := post("Ferry runs again", "https://one.example/x", "/2006/01/ferry") +
		post("Late frost", "https://two.example/y", "/2006/02/frost") +
		post("Night trains", "https://one.example/z", "/2006/03/trains")
	p, err := page.Read([]byte("<!DOCTYPE html><meta charset=utf-8><body>"+body), page.Options{Form: page.HTML})
	if err != nil {
		t.Fatal(err)
	}
	for l, i := FindLists(p, Options{}), 0; i < l.Len(); i++ {
		r := l.Read(i)
		if len(r.Items) != 3 || r.Items[0].Headline.In(p.Text) != "Ferry runs again" {
			continue
		}
		for k, want := range []string{"/2006/01/ferry", "/2006/02/frost", "/2006/03/trains"} {
			if got := r.Items[k].URL; got != want {
				t.Errorf("item %d leads to %q, want %q", k, got, want)
			}
		}
		return
	}
	t.Error("the posts were not proposed")
}

// TestWidgetOfTheMainPart checks that a box with a widget class that fills the main part is no side
// bar, and that one beside it is.
func TestWidgetOfTheMainPart(t *testing.T) {
	body := "<div id=main><div class='widget Blog'><h2><a href=/1>Ferry runs again</a></h2><p>It crosses the sound " +
		"again after " +
		"nine weeks.</p></div><div class=widget><a href=/2>Late frost</a></div></div>"
	p, err := page.Read([]byte("<!DOCTYPE html><meta charset=utf-8><body>"+body), page.Options{Form: page.HTML})
	if err != nil {
		t.Fatal(err)
	}
	s := newPageState(p, Options{})
	for i := range s.cands {
		c := &s.cands[i]
		want := c.span.In(p.Text) == "Late frost"
		if got := s.n[c.leaf].zones&zAside != 0; got != want {
			t.Errorf("%q in a side bar: %v", c.span.In(p.Text), got)
		}
	}
}
