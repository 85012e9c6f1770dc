package desk

import (
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"cuttings/catalogue"
	"cuttings/cutting"
)

func TestShowDate(t *testing.T) {
	for in, want := range map[string]struct{ long, short, iso string }{
		"":                          {"", "", ""},
		"2011":                      {"2011", "2011", "2011"},
		"2011-04":                   {"April 2011", "Apr 2011", "2011-04"},
		"2011-04-09":                {"9 April 2011", "9 Apr 2011", "2011-04-09"},
		"2011-04-09T14:30:00":       {"9 April 2011, 14:30", "9 Apr 2011", "2011-04-09T14:30:00"},
		"2011-04-09T14:30:00+02:00": {"9 April 2011, 14:30 (UTC+02:00)", "9 Apr 2011", "2011-04-09T14:30:00+02:00"},
		"2011-04-09T14:30:00Z":      {"9 April 2011, 14:30 UTC", "9 Apr 2011", "2011-04-09T14:30:00Z"},
		"2011-13-40":                {"2011-13-40", "2011-13-40", ""},
		"last week":                 {"last week", "last week", ""},
	} {
		d := cutting.Date{Value: in}
		if got := strings.Replace(showDate(d), "(UTCZ)", "UTC", 1); got != want.long {
			t.Errorf("showDate(%q) = %q, want %q", in, got, want.long)
		}
		if got := showShortDate(d); got != want.short {
			t.Errorf("showShortDate(%q) = %q, want %q", in, got, want.short)
		}
		if got := isoDate(d); got != want.iso {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want.iso)
		}
	}
}

func TestDirection(t *testing.T) {
	for name, c := range map[string]struct{ lang, text, want string }{
		"english":                       {"en", "The levy", "ltr"},
		"persian":                       {"fa", "عوارض بندر", "rtl"},
		"hebrew":                        {"he", "נמל", "rtl"},
		"persian with an english name":  {"fa", "انجمن صاحبان قایق (Boat League) گفت", "rtl"},
		"english that quotes persian":   {"en", "The paper, called صدای بندر, said so", "ltr"},
		"wrongly declared":              {"en", "شورای شهر عوارض بندر را تصویب کرد", "rtl"},
		"nothing but figures, persian":  {"fa", "۱۲ ۳۴", "rtl"},
		"nothing at all":                {"", "", "ltr"},
		"begins with a latin shortname": {"fa", "NBA قهرمان این فصل لیگ را شناخت", "rtl"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := direction(c.lang, c.text); got != c.want {
				t.Errorf("%s", got)
			}
		})
	}
}

func TestCountsAndSizes(t *testing.T) {
	for in, want := range map[int64]string{0: "0", 999: "999", 1234: "1234", 12345: "12 345", 1234567: "1 234 567", -12345: "-12 345"} {
		if got := groupDigits(in); got != want {
			t.Errorf("groupDigits(%d) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 43_700: "43.7 kB", 2_500_000: "2.5 MB"} {
		if got := showSize(in); got != want {
			t.Errorf("showSize(%d) = %q, want %q", in, got, want)
		}
	}
}

func TestChart(t *testing.T) {
	counts := func(v ...any) (out []catalogue.Count) {
		for i := 0; i < len(v); i += 2 {
			out = append(out, catalogue.Count{Value: v[i].(string), Count: v[i+1].(int)})
		}
		return out
	}
	for name, c := range map[string]struct {
		counts                       []catalogue.Count
		period                       string
		bars, peak, und, beside, tot int
		drawn                        string
	}{
		"gaps are drawn":                {counts("", 3, "2011-01", 2, "2011-04", 5), "month", 4, 5, 3, 0, 7, "month"},
		"one bar":                       {counts("2011", 1), "year", 1, 1, 0, 0, 1, "year"},
		"nothing dated":                 {counts("", 3), "year", 0, 0, 3, 0, 0, "year"},
		"nothing at all":                {nil, "year", 0, 0, 0, 0, 0, "year"},
		"less precise than the period":  {counts("2011", 2, "2011-03", 1), "month", 1, 1, 0, 2, 1, "month"},
		"too many months go to years":   {counts("1900-01", 1, "1900-02", 1, "2011-04", 1), "month", 112, 2, 0, 0, 3, "year"},
		"too many days go to months":    {counts("2009-01-01", 1, "2011-04-01", 2, "2011-04-02", 2), "day", 28, 4, 0, 0, 5, "month"},
		"a year beyond all others":      {counts("", 4, "0001", 1, "2010", 2, "2011", 3), "year", 2, 3, 4, 1, 5, "year"},
		"nothing but nonsense for date": {counts("soon", 1), "day", 0, 0, 0, 1, 0, "day"},
	} {
		t.Run(name, func(t *testing.T) {
			got := newChart(c.counts, c.period, "", func(v string) string { return v })
			if len(got.Bars) != c.bars || got.Peak != c.peak || got.Undated != c.und || got.Beside != c.beside || got.Total != c.tot || got.Period != c.drawn {
				t.Errorf("bars %d, peak %d, undated %d, beside %d, total %d, by %s", len(got.Bars), got.Peak, got.Undated, got.Beside, got.Total, got.Period)
			}
			sum := 0
			for _, b := range got.Bars {
				sum += b.Count
				if b.Y+b.H > chartHeight || b.H < 0 || (b.Count > 0) != (b.H > 0) || (b.Count > 0) != (b.Href != "") {
					t.Errorf("a bar out of place: %+v", b)
				}
			}
			if sum != c.tot {
				t.Errorf("the bars hold %d of %d", sum, c.tot)
			}
		})
	}
}

func TestPeriodFor(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2011-04-01", "2011-05-20", "day"}, {"2011-04", "2012-04", "month"}, {"2001", "2012-04-01T10:00:00Z", "year"}, {"", "", "year"}, {"2011", "2011", "day"},
	} {
		if got := periodFor(c.first, c.last); got != c.want {
			t.Errorf("periodFor(%q, %q) = %s, want %s", c.first, c.last, got, c.want)
		}
	}
}

func TestViewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "views.json")
	now := time.Date(2026, 9, 5, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	v, err := OpenViews(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	v.Count("b")
	if b, err := os.ReadFile(path); err != nil || string(b) != "{\"b\":1}\n" {
		t.Errorf("after the first look the file holds %q (%v)", b, err)
	}
	v.Count("a")
	v.Count("c")
	v.Count("c")
	if b, _ := os.ReadFile(path); string(b) != "{\"b\":1}\n" {
		t.Errorf("written again at once: %q", b)
	}
	now = now.Add(time.Minute)
	v.Count("c")
	want := []ViewCount{{"c", 3}, {"a", 1}}
	if got := v.Top(2); !reflect.DeepEqual(got, want) {
		t.Errorf("Top(2) = %v, want %v", got, want)
	}
	v.Count("d")
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenViews(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Top(10); len(got) != 4 || got[0] != (ViewCount{"c", 3}) {
		t.Errorf("read again: %v", got)
	}
	if err := os.WriteFile(path, []byte("[1,2"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenViews(path, clock); cutting.KindOf(err) != cutting.Invalid || !strings.Contains(err.Error(), path) {
		t.Errorf("a file that holds something else: %v", err)
	}
	lost, err := OpenViews(filepath.Join(t.TempDir(), "gone", "views.json"), clock)
	if err != nil {
		t.Fatal(err)
	}
	lost.Count("a")
	if err := lost.Close(); cutting.KindOf(err) != cutting.Unavailable {
		t.Errorf("counts that cannot be kept: %v", err)
	}
}

func TestDownloadName(t *testing.T) {
	for in, want := range map[string]string{
		"saved/a.html": "a.html", "a.zip!/b/c.htm": "c.htm", `C:\x\y.html`: "y.html", "..": "capture-0123456789ab", "": "capture-0123456789ab",
		"x\r\nSet-Cookie: a": "x__Set-Cookie_ a", `q"uote.html`: "q_uote.html",
	} {
		if got := downloadName(cutting.Capture{Name: in, Checksum: "0123456789abcdef"}); got != want {
			t.Errorf("downloadName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDiffWords(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"alike":           {"one two", "one two", "one two"},
		"a word for one":  {"longer than twelve metres", "longer than fifteen metres", "longer than [-twelve ][+fifteen ]metres"},
		"put in":          {"a c", "a b c", "a [+b ]c"},
		"taken out":       {"a b c", "a c", "a [-b ]c"},
		"from nothing":    {"", "a b", "[+a b]"},
		"to nothing":      {"a", "", "[-a]"},
		"both empty":      {"", "", ""},
		"no spaces":       {"河谷大坝开工", "河谷大坝停工", "河谷大坝[-开][+停]工"},
		"punctuation":     {"He left.", "He left!", "He left[-.][+!]"},
		"a paragraph":     {"the end", "the end\n\nand more", "the end[+\n\nand more]"},
		"a repeated word": {"a a b", "a b", "a [-a ]b"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, r := range diffWords(c.a, c.b) {
				switch r.Op {
				case "del":
					got += "[-" + r.Text + "]"
				case "ins":
					got += "[+" + r.Text + "]"
				default:
					got += r.Text
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// FuzzDiffWords: nothing is lost and nothing invented.
func FuzzDiffWords(f *testing.F) {
	f.Add("one two three", "one three four")
	f.Add("موج شکن", "موج\u200cشکن \xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		older, newer := "", ""
		for _, r := range diffWords(a, b) {
			if r.Op != "ins" {
				older += r.Text
			}
			if r.Op != "del" {
				newer += r.Text
			}
		}
		if older != a || newer != b {
			t.Fatalf("%q and %q became %q and %q", a, b, older, newer)
		}
	})
}

// FuzzState: what an address says survives being written as an address.
func FuzzState(f *testing.F) {
	f.Add("q=levy&kind=teaser&source=a&source=b&date=2011&sort=newest&per=50&after=x&from=50&back=&back=y")
	f.Add("q=%22&section=%3Cb%3E&by=month&since=2011&until=")
	f.Fuzz(func(t *testing.T, raw string) {
		v, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		s, err := stateOf(v)
		if err != nil {
			if cutting.KindOf(err) != cutting.Invalid {
				t.Fatalf("an error of kind %s: %v", cutting.KindOf(err), err)
			}
			return
		}
		again, err := stateOf(s.values())
		if err != nil {
			t.Fatalf("%q is read and %q is not: %v", raw, s.values().Encode(), err)
		}
		if !reflect.DeepEqual(s.values(), again.values()) {
			t.Fatalf("%v became %v", s.values(), again.values())
		}
		if q, err := s.parse(time.Unix(0, 0)); err == nil && s.narrowed() && q.Empty() {
			t.Fatalf("narrowed to %v, and the query is empty", s)
		}
	})
}

// FuzzVisible: bytes shown as text hold no control character but line breaks and
// tabs, and are valid UTF-8.
func FuzzVisible(f *testing.F) {
	f.Add([]byte("<p>a\x00b\xff\r\n\x1b[31m</p>"))
	f.Add([]byte("موج\xd9"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got := visible(b)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not valid UTF-8", got)
		}
		for _, r := range got {
			if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f {
				t.Fatalf("%q holds the control character %U", got, r)
			}
		}
	})
}

// FuzzOutLink: what may be followed is plain http and stays so when read again.
func FuzzOutLink(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b#c", "javascript:alert(1)", "//x", "http:javascript", "HTTPS://EXAMPLE.org", "http://a b/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := outLink(raw)
		if got == "" {
			return
		}
		if !strings.HasPrefix(got, "http://") && !strings.HasPrefix(got, "https://") {
			t.Fatalf("outLink(%q) = %q", raw, got)
		}
		if again := outLink(got); again != got {
			t.Fatalf("outLink(%q) = %q, and of that %q", raw, got, again)
		}
	})
}

// FuzzRange: a range that is read lies within the capture.
func FuzzRange(f *testing.F) {
	f.Add("0-5", int64(10))
	f.Add("-1-5", int64(3))
	f.Fuzz(func(t *testing.T, raw string, size int64) {
		r, err := parseRange(raw, size)
		if err == nil && (r.Start < 0 || r.End < r.Start || r.End > size) {
			t.Fatalf("%q of %d bytes is %v", raw, size, r)
		}
	})
}

func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="//x">y</a>`:            `<u href="//x">y</u>`,
		`<A HREF=//x>y</A >`:             `<u HREF=//x>y</u >`,
		`<abbr>a</abbr><article>`:        `<abbr>a</abbr><article>`,
		`<iframe src=x></iframe>`:        `<ifram- src=x></ifram->`,
		`<frameset><frame src=x>`:        `<frameset><fram- src=x>`,
		`<link/rel=preconnect>`:          `<lin-/rel=preconnect>`,
		`a < b, a <links> and <a`:        `a < b, a <links> and <u`,
		"<\x00a\x00 \x00h\x00":           "<\x00u\x00 \x00h\x00",
		"<li\x1b(Bnk\x1b$B\x1b(B rel=x>": "<li\x1b(Bn-\x1b$B\x1b(B rel=x>",
		"":                               "",
		"<":                              "<",
		"<\x1b(":                         "<\x1b(",
	} {
		if got := string(inert([]byte(in))); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzInert: the original is not touched, no byte is added or lost, and a parser
// finds none of the elements that reach out.
func FuzzInert(f *testing.F) {
	f.Add([]byte("<link rel=preconnect><LiNk><lin<link>k><a href=x>y</a><iframe srcdoc='<a>'>"))
	f.Add([]byte("<svg><a xlink:href=x><frameset><frame><area><!--<link>--><title><a></title>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := string(b)
		got := inert(b)
		if string(b) != before {
			t.Fatal("the original was changed")
		}
		if len(got) != len(b) || string(inert(got)) != string(got) {
			t.Fatalf("%q became %q", b, got)
		}
		z := html.NewTokenizer(strings.NewReader(string(got)))
		for z.Next() != html.ErrorToken {
			if name, _ := z.TagName(); reaching[string(name)] != "" {
				t.Fatalf("%q still has the element %s", got, name)
			}
		}
	})
}
