package desk_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
	"cuttings/press"
)

const (
	levyPage  = "saved/courier/harbour-levy.html"
	levyLater = "saved/courier/harbour-levy (1).html"
)

func correcting(t *testing.T, k *kept) *site {
	return newSite(t, func(_ *site, c *library.Config) { c.Decisions, c.Lines = k, press.Lines{} })
}

// answered returns the form with some fields changed: name, value, name, value …
func answered(form url.Values, changes ...string) url.Values {
	out := url.Values{}
	for k, v := range form {
		out[k] = slices.Clone(v)
	}
	for i := 0; i+1 < len(changes); i += 2 {
		out.Set(changes[i], changes[i+1])
	}
	return out
}

// button returns the value of the radio button whose label contains words.
func button(t *testing.T, d doc, words string) string {
	t.Helper()
	for _, n := range d.all(".choices label") {
		if strings.Contains(textOf(n), words) {
			v, _ := attrOf(doc{t, n, d.path}.one("input"), "value")
			return v
		}
	}
	t.Fatalf("no choice says %q", words)
	return ""
}

// TestCorrectFacts goes from the cutting to the form, the question and back, as a
// browser without script does.
func TestCorrectFacts(t *testing.T) {
	k := &kept{}
	s := correcting(t, k)
	capture := s.capture(levyLater)
	entry := "/cuttings/" + librarytest.NewArchive().CuttingID("Council passes harbour levy after nine-hour sitting")
	href := ""
	for _, a := range s.get(entry, 200).all(".evidence .more a") {
		if textOf(a) == "Correct date, byline, headline …" {
			href, _ = attrOf(a, "href")
		}
	}
	if href != capture+"/correct/0" {
		t.Fatalf("the cutting leads to the form at %q", href)
	}
	d := s.get(href, 200)
	d.has("legend", "Published")
	d.has(".choices li", "9 April 2011, 18:40 (UTC+01:00) as the page’s structured data gives it")
	form := answered(formOf(d), "step", "check")

	res := s.post(href, form)
	if res.StatusCode != 400 {
		t.Errorf("a form that says what is there: status %d", res.StatusCode)
	}
	s.parse(res).has(".warn", "nothing to keep")

	res = s.post(href, answered(form, "date-typed", "2011-04-08", "date-words", "on  Saturday", "byline", "none"))
	question := s.parse(res)
	if res.StatusCode != 200 {
		t.Fatalf("asking: status %d", res.StatusCode)
	}
	question.has(".changes dd", "9 April 2011, 18:40 (UTC+01:00) 8 April 2011 the page says “on Saturday”")
	question.has(".changes dd", "Imke Varga, Tobin Ashgrove nobody is named")
	question.has(".note", "this place and the other place")
	if len(k.got) != 0 {
		t.Fatal("kept before it was confirmed")
	}
	res = s.post(href, answered(formOf(question), "step", "keep", "note", "as printed"))
	if to := res.Header.Get("Location"); res.StatusCode != 303 || !strings.HasPrefix(to, entry+"?sighting=") ||
		!strings.HasSuffix(to, "&corrected=1") {
		t.Fatalf("keeping: status %d to %q", res.StatusCode, to)
	} else {
		s.get(to, 200).has(".done", "kept in the journal")
	}
	if len(k.got) != 2 {
		t.Fatalf("kept: %+v", k.got)
	}
	content := string(librarytest.NewArchive().Content(strings.TrimPrefix(capture, "/captures/")))
	for i, c := range k.got {
		f := c.Facts[0]
		if c.Note != "as printed" || f.Published.Value != "2011-04-08" || len(f.Byline.Names) != 0 ||
			len(c.Items)+len(c.Drop) != 0 {
			t.Errorf("kept: %+v", c)
		}
		words := f.Published.Words
		switch i {
		case 0:
			if got := content[words.Start:words.End]; "/captures/"+c.Capture != capture || got != "on Saturday" {
				t.Errorf("the words are %q of %s", got, c.Capture)
			}
		default:
			if "/captures/"+c.Capture != s.capture(levyPage) || !words.Empty() {
				t.Errorf("the other sighting: %+v", c)
			}
		}
	}
}

func TestCorrectFactsAnswers(t *testing.T) {
	k := &kept{}
	s := correcting(t, k)
	path := s.capture("saved/post/levy-watch.html") + "/correct/1"
	d := s.get(path, 200)
	form := answered(formOf(d), "step", "keep")
	found := button(t, d, "2011 in the line")
	for name, c := range map[string]struct {
		path      string
		say       []string
		header    []string
		fail      error
		later     string
		status    int
		wantError string // of a refusal
		date      string // of what is kept; "-" for untouched
		names     string
	}{
		"a date found": {say: []string{"date", found}, status: 303, date: "2011-", names: "-"},
		"a day": {say: []string{"date-typed", "2011-04-08"}, status: 303, date: "2011-04-08",
			names: "-"},
		"a month": {say: []string{"date-typed", "2011-04", "date", "typed"}, status: 303,
			date: "2011-04", names: "-"},
		"a date in words": {say: []string{"date-typed", "8 April 2011"}, status: 303, date: "2011-04-08",
			names: "-"},
		"no date": {say: []string{"date", "none"}, status: 303, date: "", names: "-"},
		"names": {say: []string{"byline-typed", " Ada  Lund; Varga, Imke "}, status: 303, date: "-",
			names: "Ada Lund|Varga, Imke"},
		"names with commas": {say: []string{"byline-typed", "Ada Lund, Imke Varga"}, status: 303, date: "-",
			names: "Ada Lund|Imke Varga"},
		"a date that is none":    {say: []string{"date-typed", "2011-02-31"}, status: 400, wantError: "no such date"},
		"a date in two readings": {say: []string{"date-typed", "03/04/2011"}, status: 400, wantError: "2011-04-03 or"},
		"words of no page": {say: []string{"date-typed", "2011", "date-words", "the third moon"}, status: 400,
			wantError: "no line of the page contains “the third moon”"},
		"another date, not said": {say: []string{"date", "typed"}, status: 400, wantError: "none is typed"},
		"others, not said":       {say: []string{"byline", "typed"}, status: 400, wantError: "typed no name"},
		"a choice that is none":  {say: []string{"date", "f99"}, status: 400, wantError: "does not offer"},
		"a byline that is none":  {say: []string{"byline", "poem"}, status: 400, wantError: "does not offer"},
		"a name without end": {say: []string{"byline-typed", strings.Repeat("a", 300)}, status: 400,
			wantError: "a name that is none"},
		"a note without end": {say: []string{"date", "none", "note", strings.Repeat("a", 600)}, status: 400,
			wantError: "The note is too long"},
		"changed meanwhile": {say: []string{"date", "none", "state", "0000"}, status: 409},
		"from another site": {say: []string{"date", "none"}, header: []string{"Sec-Fetch-Site", "cross-site"},
			status: 403},
		"no such cutting": {path: s.capture(levyPage) + "/correct/99", status: 404},
		"no number":       {path: s.capture(levyPage) + "/correct/x", status: 404},
		"kept, in effect later": {say: []string{"date", "none"}, later: "another process is writing", status: 202,
			names: "-"},
		"the disk is full": {say: []string{"date", "none"},
			fail: cutting.Errorf(cutting.Unavailable, "the disk is full"), status: 503},
		"an unreadable capture":    {path: s.capture("saved/post/front.jpg.html") + "/correct/0", status: 422},
		"a form beyond all bounds": {say: []string{"x", strings.Repeat("a", 3<<20)}, status: 400},
	} {
		t.Run(name, func(t *testing.T) {
			k.got, k.fail, k.later = nil, c.fail, c.later
			to := path
			if c.path != "" {
				to = c.path
			}
			res := s.post(to, answered(form, c.say...), c.header...)
			if res.StatusCode != c.status {
				t.Fatalf("status %d, want %d", res.StatusCode, c.status)
			}
			if c.wantError != "" {
				s.parse(res).has(".warn", c.wantError)
			}
			if res.StatusCode != http.StatusSeeOther && c.later == "" {
				if len(k.got) > 0 {
					t.Errorf("kept: %+v", k.got)
				}
				return
			}
			if len(k.got) == 0 {
				t.Fatal("nothing kept")
			}
			f := k.got[0].Facts[0]
			if date := "-"; f.Published != nil {
				if date = f.Published.Value; !strings.HasPrefix(date, c.date) || (c.date == "") != (date == "") {
					t.Errorf("date %q, want %q", date, c.date)
				}
			} else if c.date != date {
				t.Errorf("no date, want %q", c.date)
			}
			if names := "-"; f.Byline != nil {
				if names = strings.Join(f.Byline.Names, "|"); names != c.names {
					t.Errorf("names %q, want %q", names, c.names)
				}
			} else if c.names != names {
				t.Errorf("no byline, want %q", c.names)
			}
		})
	}
}

// TestMistakeKeepsWhatWasSaid: after a mistake the form has what was typed.
func TestMistakeKeepsWhatWasSaid(t *testing.T) {
	s := correcting(t, &kept{})
	path := s.capture(levyPage) + "/correct/0"
	form := answered(formOf(s.get(path, 200)), "date-typed", "soon", "byline", "none", "step", "check")
	form.Del("everywhere")
	again := formOf(s.parse(s.post(path, form)))
	for name, want := range map[string]string{"date": "typed", "date-typed": "soon", "byline": "none",
		"everywhere": ""} {
		if got := again.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// TestCorrectedIsSaid: wherever a date or byline is shown with its origin, a corrected one is marked as
// corrected.
func TestCorrectedIsSaid(t *testing.T) {
	s := newSite(t, nil)
	id := librarytest.NewArchive().CuttingID("Harbour board: “We were heard, the league was heard, the sea was not”")
	page := s.get("/cuttings/"+id, 200)
	page.has(".byline", "By Jorun Tallis (corrected by hand) Published 12 January 2012 (corrected by hand)")
	page.has(".facts dd", "12 January 2012corrected by hand")
	page.has(".facts dd", "Jorun Talliscorrected by hand")
	page.has(".cite", "Jorun Tallis (byline corrected by hand)")
	page.has(".cite", "12 January 2012 (corrected by hand)")
	found := s.get("/search?q=heard+league", 200)
	found.has(".item-date", "12 Jan 2012 by hand")
	found.has(".meta", "by Jorun Tallis by hand")
	for _, path := range []string{"/cuttings/" + id + ".json", "/search.json?q=heard+league"} {
		b, err := io.ReadAll(s.do("GET", path).Body)
		if err != nil {
			t.Fatal(err)
		}
		body := string(b)
		if !strings.Contains(body, `"published":{"value":"2012-01-12","origin":"corrected"}`) ||
			!strings.Contains(body, `"byline_origin":"corrected"`) {
			t.Errorf("%s does not say that it was corrected: %s", path, clip(body))
		}
	}
}
