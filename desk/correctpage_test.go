package desk_test

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
)

// kept implements Decisions in memory.
type kept struct {
	got   []cutting.Correction
	lines []journal.Decision
	book  *journal.Book
	log   *journal.Journal
	fail  error
	later string
}

func (k *kept) Decide(ctx context.Context, propose func(context.Context) ([]journal.Decision, error)) (library.Kept,
	error) {
	lines, err := propose(ctx)
	if err != nil || k.fail != nil {
		return library.Kept{}, cmp.Or(err, k.fail)
	}
	for _, d := range lines {
		if k.log != nil {
			if _, err := k.book.Check(d); err != nil {
				return library.Kept{}, err
			}
			if d, err = k.log.Append(d); err != nil {
				return library.Kept{}, err
			}
		}
		k.lines = append(k.lines, d)
		var c cutting.Correction
		if d.Kind == cutting.CorrectionDecision && json.Unmarshal(d.Value, &c) == nil {
			k.got = append(k.got, c)
		}
	}
	if k.log != nil {
		if _, err := k.book.Follow(ctx, k.log); err != nil {
			return library.Kept{}, err
		}
	}
	return library.Kept{Later: k.later}, nil
}

func (k *kept) About(captureID string) []journal.Line {
	if k.book == nil {
		return nil
	}
	return k.book.LinesAbout(captureID)
}

func (k *kept) Line(n int64) (*journal.Line, error) { return k.book.Line(n) }

func (s *site) post(path string, form url.Values, header ...string) *http.Response {
	s.t.Helper()
	r := httptest.NewRequest("POST", "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w.Result()
}

func (s *site) parse(res *http.Response) doc {
	s.t.Helper()
	n, err := html.Parse(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return doc{s.t, n, "the answer"}
}

// formOf reads a form as a browser would send it.
func formOf(d doc) url.Values {
	v := url.Values{}
	for _, n := range d.all("form.correct input") {
		name, _ := attrOf(n, "name")
		value, _ := attrOf(n, "value")
		typ, _ := attrOf(n, "type")
		_, checked := attrOf(n, "checked")
		if typ != "checkbox" && typ != "radio" || checked {
			v.Set(name, value)
		}
	}
	for _, n := range d.all("form.correct select") {
		name, _ := attrOf(n, "name")
		for _, o := range (doc{d.t, n, d.path}).all("option[selected]") {
			value, _ := attrOf(o, "value")
			v.Set(name, value)
		}
	}
	return v
}

// TestCorrect sends the form, its confirmation and the decision, as a browser without script does.
func TestCorrect(t *testing.T) {
	k := &kept{}
	s := newSite(t, func(_ *site, c *library.Config) { c.Decisions = k })
	capture := s.capture("saved/post/levy-watch.html")
	s.get(capture, 200).has(".actions a", "Correct how it is cut")
	d := s.get(capture+"/correct", 200)
	form := formOf(d)

	form.Set("step", "check")
	res := s.post(capture+"/correct", form)
	if res.StatusCode != 400 {
		t.Errorf("a form that says what is there: status %d", res.StatusCode)
	}
	s.parse(res).has(".warn", "nothing to keep")

	for i := range d.all(".lines li") {
		if n := d.all(".lines li")[i]; strings.Contains(textOf(n), "Notes from a long night") {
			name, _ := attrOf(doc{t, n, ""}.one("select"), "name")
			form.Set(name, "same")
		}
	}
	res = s.post(capture+"/correct", form)
	if res.StatusCode != 200 {
		t.Fatalf("asking: status %d", res.StatusCode)
	}
	question := s.parse(res)
	question.has(".changes li", "Eleven to eight, and the doors were shut")
	if len(k.got) != 0 {
		t.Fatal("kept before it was confirmed")
	}
	yes := formOf(question)
	yes.Set("step", "keep")
	yes.Set("note", "the date line is the item’s")
	res = s.post(capture+"/correct", yes)
	if to := res.Header.Get("Location"); res.StatusCode != 303 || to != capture+"?corrected=1" {
		body, _ := io.ReadAll(res.Body)
		t.Fatalf("keeping: status %d to %q\n%s", res.StatusCode, to, clip(string(body)))
	}
	if len(k.got) != 1 || k.got[0].Note != "the date line is the item’s" || len(k.got[0].Items) != 1 ||
		k.got[0].Items[0].Kind != cutting.Teaser {
		t.Errorf("kept: %+v", k.got)
	}
	s.get(capture+"?corrected=1", 200).has(".done", "kept in the journal")
}

func TestCorrectRefusals(t *testing.T) {
	k := &kept{}
	s := newSite(t, func(_ *site, c *library.Config) { c.Decisions = k })
	capture := s.capture("saved/post/levy-watch.html")
	form := formOf(s.get(capture+"/correct", 200))
	form.Set("step", "keep")
	form.Set("b2", "none")
	form.Set("b3", "teaser")
	changed := func(key, value string) url.Values {
		v := url.Values{}
		for k := range form {
			v.Set(k, form.Get(k))
		}
		v.Set(key, value)
		return v
	}
	for name, c := range map[string]struct {
		form   url.Values
		header []string
		fail   error
		later  string
		want   int
		kept   int
	}{
		"from another site":     {form: form, header: []string{"Sec-Fetch-Site", "cross-site"}, want: 403},
		"from another origin":   {form: form, header: []string{"Origin", "https://evil.example"}, want: 403},
		"cut anew meanwhile":    {form: changed("state", "0000"), want: 409},
		"a note without end":    {form: changed("note", strings.Repeat("a", 600)), want: 400},
		"a form without end":    {form: changed("x", strings.Repeat("a", 3<<20)), want: 400},
		"a choice that is none": {form: changed("b3", "poem"), want: 400},
		"kept, in effect later": {form: form, later: "another process is writing", want: 202, kept: 1},
		"the journal cannot be written": {form: form, fail: cutting.Errorf(cutting.Unavailable, "the disk is full"),
			want: 503},
		"from the desk": {form: form, header: []string{"Sec-Fetch-Site", "same-origin", "Origin", "http://localhost"},
			want: 303, kept: 1},
	} {
		t.Run(name, func(t *testing.T) {
			k.got, k.fail, k.later = nil, c.fail, c.later
			if got := s.post(capture+"/correct", c.form, c.header...).StatusCode; got != c.want {
				t.Errorf("status %d, want %d", got, c.want)
			}
			if len(k.got) != c.kept {
				t.Errorf("%d corrections kept, want %d", len(k.got), c.kept)
			}
		})
	}
	if got := s.do("GET", s.capture("saved/post/front.jpg.html")+"/correct").StatusCode; got != 422 {
		t.Errorf("a capture that cannot be read: status %d", got)
	}
	plain := newSite(t, nil)
	if got := plain.do("GET", capture+"/correct").StatusCode; got != 404 {
		t.Errorf("a desk that takes no corrections: status %d", got)
	}
	plain.get(capture, 200).none("a[href=" + capture + "/correct]")
}
