package desk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	xhtml "golang.org/x/net/html"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
	"cuttings/press/joining"
)

// decider keeps decisions in memory and joins the names by them at once.
type decider struct {
	mu    sync.Mutex
	book  *journal.Book
	jrnl  *journal.Journal
	after func() error
}

func (d *decider) Decide(ctx context.Context, propose func(context.Context) ([]journal.Decision, error)) (library.Kept,
	error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	lines, err := propose(ctx)
	if err != nil {
		return library.Kept{}, err
	}
	for _, l := range lines {
		if _, err := d.book.Check(l); err != nil {
			return library.Kept{}, err
		}
		if _, err := d.jrnl.Append(l); err != nil {
			return library.Kept{}, err
		}
	}
	if _, err := d.book.Follow(ctx, d.jrnl); err != nil {
		return library.Kept{}, err
	}
	return library.Kept{}, d.after()
}

func (d *decider) About(key string) []journal.Line          { return d.book.LinesAbout(key) }
func (d *decider) Line(number int64) (*journal.Line, error) { return d.book.Line(number) }

// namedSite returns a site with texts that name two persons of one surname and a union under three forms.
func namedSite(t *testing.T) *site {
	return siteNaming(t,
		"The Orvanian Seafarers' Union (OSU) called a strike in Velm. Ilya Dravic, who leads it, said the ferry "+
			"would stop.",
		"OSU denied on Friday that it had been asked. Ilya Dravic said so in Velm. A ferry sank in March 1986. "+
			"Another sank in autumn 1988, and a third in the early 1990s.",
		"Mara Dravic, a lawyer in Pell, said that the Orvanian Seafarers' Union was a gang.",
		"Yusuf al-Harrani spoke in Pell.", "Youssef Harrani came to Selene.", "Youssef Harrani left Selene.",
		"Yusuf al-Harrani stayed in Pell. The Orvanian Seafarers' Union was founded in 1965.",
		"The Orvanian Seafarers' Union was founded in 1971.",
	)
}

// siteNaming returns a site with texts whose names are joined, "Strike news A", "B" and so on.
func siteNaming(t *testing.T, texts ...string) *site {
	t.Helper()
	a := librarytest.NewArchive()
	for i, text := range texts {
		a.AddHTML("named"+string(rune('0'+i))+".html", nil, catalogue.Sighting{Headline: "Strike news " +
			string(rune('A'+i)), Text: text, Lang: "en", Published: cutting.Date{Value: "2014-03-06"},
			Source: catalogue.Source{ID: "s" + string(rune('0'+i%3)) + ".example", Name: "Paper"}})
	}
	d := &decider{book: journal.NewBook(nil)}
	var err error
	if d.jrnl, err = journal.Open(t.TempDir(), journal.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.jrnl.Close() })
	return siteOver(t, a, func(s *site, c *library.Config) {
		if err := s.catalogue.ReadTexts(context.Background()); err != nil {
			t.Fatal(err)
		}
		stage := (&joining.Joiner{}).Stage(d.book.Names)
		d.after = func() error {
			if err := s.catalogue.ReadTextsAgain(context.Background(), d.book.Marks); err != nil {
				return err
			}
			return stage.Archive(context.Background(), s.catalogue.Catalogue)
		}
		if err := d.after(); err != nil {
			t.Fatal(err)
		}
		c.Names, c.Decisions, c.InEffect = joining.Lookup{}, d, d.book
	})
}

// decide sends a form of the site's own and follows the redirect.
func (s *site) decide(path string, form url.Values) doc {
	s.t.Helper()
	r := httptest.NewRequest("POST", "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("POST %s %v: status %d\n%s", path, form, w.Code, clip(w.Body.String()))
	}
	to, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	return s.get(to, 200)
}

const unionPage = "/names/ORG:orvanian%20seafarers%20union"

func TestNamePageShowsFormsWithEvidence(t *testing.T) {
	s := namedSite(t)
	s.get("/names", 200).has("table.nametable td", "Orvanian Seafarers' Union")
	s.get("/names?filter=osu", 200).has("table.nametable td", "Orvanian Seafarers' Union")
	d := s.get(unionPage, 200)
	d.has("ul.variants b", "OSU")
	for _, a := range d.all("ul.variants p.where a[data-item]") {
		s.get(strings.TrimSuffix(href(a), "#at"), 200).has(".body", "Union")
	}
	for _, a := range d.all("ul.variants a.bytes-of") {
		s.get(href(a), 200)
	}
	if len(d.all("ul.variants a.bytes-of")) < 2 {
		t.Error("forms have no evidence")
	}
	d.has("ul.bysource li", "OSU")
	d.has("table.figures th", "2014")
	s.get("/names/PER:ilya%20dravic", 200).has("section ul.saids", "the ferry would stop")
	s.get("/names/PER:nobody", 404)
	s.get("/names/ORG:orvanian%20seafarers%20union", 200).has("#called", "Labels put on this name")
	s.get("/sources/s2.example", 200).has("#quoted", "Whom it quotes")
	s.get("/statements?q=name:osu", 200).has("ul.saids", "Ilya Dravic")
	d = s.get("/timeline?q=name:osu", 200)
	for _, day := range []string{"March 1986", "autumn 1988", "1990s"} {
		d.has("ol.timeline .day", day)
	}
	for _, when := range []string{"1986", "1988", "1992", "1990s", "1985/1987"} {
		s.get("/search?q=when:"+when, 200).has("main", "OSU")
	}
}

// TestStatementsOfNobodyNamed: they are left out of the list of statements, which says so and links to all.
func TestStatementsOfNobodyNamed(t *testing.T) {
	s := siteNaming(t, "Ilya Dravic said the zanderlin would stop. It was reported that the zanderlin would sail.")
	d := s.get("/statements?q=zanderlin", 200)
	d.has("ul.saids b.who", "Ilya Dravic")
	d.has("main p.note", "1 statement of nobody named is left out.")
	if n := len(d.all("ul.saids li")); n != 1 {
		t.Errorf("%d statements, want 1", n)
	}
	d = s.get(href(d.all("main p.note a")[0]), 200)
	d.has("ul.saids b.who", "Nobody named")
	d = s.get(href(d.all("main p.note a")[0]), 200)
	if n := len(d.all("ul.saids li")); n != 1 {
		t.Errorf("%d statements after leaving them out again, want 1", n)
	}
}

// TestAccountsThatDiffer: two founding years of one union are side by side, on the page of the name and of a
// search, and both cuttings are found by is:disputed.
func TestAccountsThatDiffer(t *testing.T) {
	s := namedSite(t)
	for _, path := range []string{unionPage, "/disputes", "/disputes?q=1971"} {
		d := s.get(path, 200)
		d.has("ol.disputes mark", "1965")
		d.has("ol.disputes mark", "1971")
		if n := len(d.all("ol.disputes div.pair a.bytes-of")); n != 2*len(d.all("ol.disputes div.pair")) {
			t.Errorf("%s: %d passages lead to their bytes", path, n)
		}
	}
	s.get("/disputes?q=harrani+-1965", 200).none("ol.disputes")
	s.get("/search?q=is:disputed", 200).has("#found", "2 cuttings")
}

// TestOneDisagreementIsListedOnce: pages that repeat one of two figures are beside the two.
func TestOneDisagreementIsListedOnce(t *testing.T) {
	s := siteNaming(t, "The Harbour Guild was founded in 1965.", "The Harbour Guild was founded in 1971.",
		"The Harbour Guild, founded in 1971, met in Pell.", "Pell has a guild. The Harbour Guild was founded in 1965.",
		"The Harbour Guild was founded in 1980.")
	d := s.get("/disputes", 200)
	if n := len(d.all("ol.disputes div.pair")); n != 3 { // 1965 and 1971, 1965 and 1980, 1971 and 1980
		t.Errorf("%d disagreements", n)
	}
	d.has("ol.disputes details.also summary", "other passages have one of the two figures")
	d.has("ol.disputes details.also", "founded in 1971, met in Pell")
}

func TestSearchesByNameAreWidenedVisibly(t *testing.T) {
	s := namedSite(t)
	total := func(q string) string { return textOf(s.get("/search?"+q, 200).one("#found")) }
	if got := total("q=name:osu"); !strings.HasPrefix(got, "5 cuttings") {
		t.Errorf("name:osu finds %s", got)
	}
	d := s.get("/search?q=name:osu", 200)
	d.has("p.names", "is searched under other names too: Orvanian Seafarers' Union")
	only := href(d.one("p.names a"))
	if got := total(strings.TrimPrefix(only, "/search?")); !strings.HasPrefix(got, "2 cuttings") {
		t.Errorf("%s finds %s", only, got)
	}
	if got := total("q=osu"); !strings.HasPrefix(got, "2 cuttings") {
		t.Errorf("osu finds %s", got)
	}
	d = s.get("/search?q=osu", 200)
	d.has("p.names", "also goes by Orvanian Seafarers' Union")
	all := href(d.one("p.names a"))
	if got := total(strings.TrimPrefix(all, "/search?")); !strings.HasPrefix(got, "5 cuttings") {
		t.Errorf("%s finds %s", all, got)
	}
	off := href(s.get(all, 200).one("p.names a"))
	if got := total(strings.TrimPrefix(off, "/search?")); !strings.HasPrefix(got, "2 cuttings") {
		t.Errorf("switched off, %s finds %s", off, got)
	}
	// A facet of names counts a cutting with two forms of one name once.
	s.get("/search?q=strike", 200).has(".facets li", "Orvanian Seafarers' Union 5")
}

func TestNamesAreDecidedAndUndone(t *testing.T) {
	s := namedSite(t)
	d := s.get("/names/review", 200)
	d.has("h1", "One name or two?")
	form := url.Values{}
	for _, in := range d.all("form.review input[type=hidden]") {
		name, _ := attrOf(in, "name")
		value, _ := attrOf(in, "value")
		form.Set(name, value)
	}
	form.Set("kind", cutting.NameSame)
	form.Set("who", "EM")
	left := len(d.all("div.pair section"))
	if left != 2 {
		t.Fatalf("%d names are compared", left)
	}
	s.decide("/names/decide", form).has(".note.done", "Kept")
	merged := s.get("/names?filter=harrani", 200)
	if n := len(merged.all("table.nametable tbody tr")); n != 1 {
		t.Fatalf("%d names are called Harrani after the merge", n)
	}
	page := href(merged.one("table.nametable a"))
	d = s.get(page, 200)
	d.has("ol.decisions li", "are one name")
	action, _ := attrOf(d.one("ol.decisions form"), "action")
	s.decide(action, url.Values{"back": {"/names?filter=harrani"}})
	if n := len(s.get("/names?filter=harrani", 200).all("table.nametable tbody tr")); n != 2 {
		t.Errorf("%d names are called Harrani after the undo", n)
	}

	s.decide("/names/decide", url.Values{"kind": {cutting.NameForm}, "of": {"Orvanian Seafarers' Union"},
		"class": {"ORG"}, "show": {"Union of Orvania"}, "back": {unionPage}}).has("h1", "Union of Orvania")
	s.decide("/names/decide", url.Values{"kind": {cutting.NameDifferent}, "of": {"Orvanian Seafarers' Union"},
		"class": {"ORG"}, "with": {"OSU"}, "back": {unionPage}}).none("ul.variants li + li")
	s.decide("/names/decide", url.Values{"kind": {cutting.NameNone}, "of": {"x"}, "with": {"OSU"}, "class": {"ORG"}})
	if n := len(s.get("/names?filter=osu", 200).all("table.nametable tbody tr")); n != 0 {
		t.Errorf("OSU is a name yet")
	}
}

// hiddenOf reads the hidden fields of a form.
func hiddenOf(d doc, form *xhtml.Node) url.Values {
	out := url.Values{}
	for _, in := range (doc{d.t, form, d.path}).all("input[type=hidden]") {
		name, _ := attrOf(in, "name")
		value, _ := attrOf(in, "value")
		out.Add(name, value)
	}
	return out
}

// TestAWrongMarkIsRemoved: one decision removes a name with two mentions, and one undo restores it.
func TestAWrongMarkIsRemoved(t *testing.T) {
	s := siteNaming(t, "Bo Rask spoke in Pell. Bo Rask left.", "Bo Rask sang in Pell.")
	path := s.cutting("Strike news A")
	d := s.get(path+"?marks=names", 200)
	first := textOf(d.one("section.marklist li a"))
	d = s.decide(path+"/marks/wrong", hiddenOf(d, d.one("section.marklist form.wrong")))
	d.has("ol.decisions", "took away a mark of names: “"+first+"” (2 times)")
	if n := len(d.all("ol.decisions li")); n != 1 {
		t.Fatalf("%d decisions for one click", n)
	}
	if textOf(d.one("section.marklist li a")) == first {
		t.Errorf("%s is marked yet", first)
	}
	action, _ := attrOf(d.one("ol.decisions form"), "action")
	s.decide(action, url.Values{"cutting": {"0"}})
	s.get(path+"?marks=names", 200).has("section.marklist li", first+" person, twice")
}

// TestMarksArePutRight: another speaker, another name for a label, another voice and another name of a mention,
// each by one form and restored by one undo, on the cutting's page, the name's and in searches.
func TestMarksArePutRight(t *testing.T) {
	const text = "Bo Rask met Ada Lund, a farmer, in Pell. Rask said that the dam leaked."
	s := siteNaming(t, text, "Ole Strand and Ivo Rask live in Lask. Ada Lund and Bo Rask do not.",
		"Ole Strand and Ivo Rask sing.")
	for _, c := range []struct {
		name, marks string
		part        cutting.MarkPart
		is, typed   string
		want        string // in the list of marks
		query       string // what finds it then, and not before
		page, said  string // of a name that then has it
	}{
		{"another speaker", "statements", cutting.PartSpeaker, "PER:Ada Lund", "", "Ada Lund “said”",
			`speaker:"Ada Lund"`, "PER:ada lund", "the dam leaked"},
		{"a speaker the text does not name", "statements", cutting.PartSpeaker, "nobody", "Ole Strand",
			"Ole Strand “said”", `speaker:"Ole Strand"`, "PER:ole strand", "the dam leaked"},
		{"nobody named", "statements", cutting.PartSpeaker, "nobody", "", "Rask “said”", "", "", ""},
		{"the outlet", "statements", cutting.PartSpeaker, "outlet", "", "Paper “said”", "", "", ""},
		{"a label of another", "labels", cutting.PartWhom, "PER:Bo Rask", "", "“a farmer” of Bo Rask", "",
			"PER:bo rask", "“a farmer” of Bo Rask"},
		{"a label in another's words", "labels", cutting.PartVoice, "PER:Ada Lund", "", "in the words of Ada Lund", "",
			"", ""},
		{"a label in nobody's words", "labels", cutting.PartVoice, "nobody", "",
			"in the words of somebody not named", "", "", ""},
		{"another's name", "names", cutting.PartName, "nobody", "Ivo Rask", "Rask person, here Ivo Rask",
			`name:"Ivo Rask"`, "PER:ivo rask", "the dam leaked"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := s.cutting("Strike news A")
			d := s.get(path+"?marks="+c.marks, 200)
			before := ""
			if c.query != "" {
				before = textOf(s.get("/search?q="+url.QueryEscape(c.query), 200).one("main"))
			}
			var form url.Values
			for _, f := range d.all("section.marklist details.right form") {
				v := hiddenOf(d, f)
				if in := textOf(f.Parent.Parent); v.Get("part") == string(c.part) &&
					(c.part != cutting.PartName || strings.HasPrefix(in, "Rask ")) {
					form = v
				}
			}
			if form == nil {
				t.Fatalf("no form puts right %s: %s", c.part, textOf(d.one("section.marklist")))
			}
			form.Set("is", c.is)
			form.Set("typed", c.typed)
			form.Set("class", "PER")
			form.Set("who", "EM")
			d = s.decide(path+"/marks/right", form)
			d.has("section.marklist", c.want)
			d.has("ol.decisions", "decided that")
			if c.query != "" {
				after := s.get("/search?q="+url.QueryEscape(c.query), 200)
				if textOf(after.one("main")) == before || !strings.Contains(textOf(after.one("main")), "news A") {
					t.Errorf("%s does not find it", c.query)
				}
			}
			if c.page != "" {
				p := s.get("/names/"+url.PathEscape(c.page), 200)
				p.has("ul.saids", c.said)
				p.has("ol.decisions", "decided that")
			}
			var undo []string
			for _, li := range d.all("ol.decisions li") {
				if class, _ := attrOf(li, "class"); class != "undone" {
					action, _ := attrOf(doc{t, li, d.path}.one("form"), "action")
					undo = append(undo, action)
				}
			}
			if len(undo) != 1 {
				t.Fatalf("%d decisions can be taken back", len(undo))
			}
			s.decide(undo[0], url.Values{"cutting": {"0"}})
			if list := textOf(s.get(path+"?marks="+c.marks, 200).one("section.marklist")); strings.Contains(list,
				c.want) && c.name != "nobody named" {
				t.Errorf("taken back, the list has %q yet: %s", c.want, list)
			}
		})
	}
}

// TestDecisionsWithoutEffectAreRefused: a form that no text has, and one name of a place and a
// body that have nothing in common.
func TestDecisionsWithoutEffectAreRefused(t *testing.T) {
	s := siteNaming(t, "The Harbour Guild (HG) met in Pell.", "HG left Pell.",
		"Ada Lund of the Harbour Guild sang in Pell.")
	for _, c := range []struct {
		name, of, class, same string
		status                int
		words                 string
	}{
		{"a form that no text has", "Harbour Guild", "ORG", "Guild of Oysters", http.StatusNotFound, "no effect"},
		{"a place and a body", "Pell", "LOC", "HG", http.StatusBadRequest, "not one name"},
		{"a person and a body", "Ada Lund", "PER", "Harbour Guild", http.StatusBadRequest, "not one name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			form := url.Values{"kind": {cutting.NameSame}, "of": {c.of}, "class": {c.class}, "same": {c.same}}
			if c.same != "Guild of Oysters" {
				form.Set("with-class", "ORG")
			}
			r := httptest.NewRequest("POST", "http://localhost/names/decide", strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			w := httptest.NewRecorder()
			s.handler.ServeHTTP(w, r)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.words) {
				t.Errorf("status %d, want %d with %q\n%s", w.Code, c.status, c.words, clip(w.Body.String()))
			}
		})
	}
}

// TestEveryNameHasAPage: also one that a single text has in one form; and the address of a name
// that was joined with another leads there.
func TestEveryNameHasAPage(t *testing.T) {
	s := siteNaming(t, "Ada Lund said in Pell that rain fell. The Harbour Guild met.", "Harbour Guild folk left Pell.",
		"The Oyster Guild sang in Pell.", "The Oyster Guild left.")
	path := s.cutting("Strike news A")
	marks := s.get(path+"?marks=names", 200)
	if to := href(marks.one("section.marklist li a")); to != "/names/PER:ada%20lund" {
		t.Errorf("the first name leads to %s", to)
	}
	d := s.get("/names/PER:ada%20lund", 200)
	d.has("ul.saids", "rain fell")
	d.has("p.byline a", "1 cutting")
	if got := s.found(href(d.one("p.byline a"))); got != "1" {
		t.Errorf("its link finds %s", got)
	}
	s.get("/names/PER:ada%20lunt", 404)
	s.get("/names?filter=Ada+Lund", 200).has("main", "Ada Lund")
	s.get("/names/LOC:ada%20lund", 404)
	s.decide("/names/decide", url.Values{"kind": {cutting.NameSame}, "of": {"Harbour Guild"}, "class": {"ORG"},
		"same": {"Oyster Guild"}})
	kept, gone := "/names/ORG:harbour%20guild", "/names/ORG:oyster%20guild"
	if s.status(kept) == http.StatusSeeOther {
		kept, gone = gone, kept
	}
	s.get(kept, 200).has("ul.variants b", "Harbour Guild")
	if got := s.status(gone); got != http.StatusSeeOther {
		t.Errorf("the address of the name that was joined answers %d", got)
	}
}

// status returns the HTTP status of an address.
func (s *site) status(address string) int {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+address, nil))
	return w.Code
}
