package desk_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
)

func TestCuttingPage(t *testing.T) {
	s := newSite(t, nil)
	d := s.get(s.cutting(levyHeadline), 200)
	d.has("h1", levyHeadline)
	d.has(".facts dd", "The Tessel Courier")
	d.has(".facts div", "Published9 April 2011, 18:40 (UTC+01:00)as the page’s structured data gives it")
	d.has(".facts div", "Captured2 June 2011, 09:30 UTC")
	d.has(".facts div", "Added here4 September 2026, 09:30 UTC")
	d.has(".evidence h3", "Seen twice, in 2 captures, in 2 versions")
	d.has(".body li", "The fishing fleet of Tessel is exempt")
	d.has(".body blockquote", "We asked for one open sitting.")
	d.has(".body .part-standfirst", "The levy on foreign hulls begins in June.")
	d.has(".over", "under the source’s heading “Harbour”")
	d.has("#cite", "Imke Varga, Tobin Ashgrove, “Council passes harbour levy after nine-hour sitting”, The Tessel "+
		"Courier, 9 April 2011")

	other := s.get(s.cutting(levyHeadline)+"?sighting=0", 200)
	other.has(".body p", "longer than twelve metres")
	other.has(".sightings li.on", "12 April 2011")
	other.has(".older", "This is an older version of the text. Show the newest Compare the two")
	newest, _ := attrOf(other.one(".older a"), "href")
	now := s.get(newest, 200)
	now.has(".sightings li.on", "2 June 2011")
	now.none(".older")
	d.none(".older")
	s.get(s.cutting(levyHeadline)+"?sighting=2", 404)
	s.get("/cuttings/nothing", 404).has("h1", "Not in this archive")

	href, _ := attrOf(s.get(s.cutting(levyHeadline), 200).one("a.compare"), "href")
	both := s.get(href, 200)
	both.has(".diff del", "twelve")
	both.has(".diff ins", "fifteen")
	both.has(".diff ins", "Correction: an earlier version")
	both.none(".diff-headline")
	both.has(".comparing", "Version B, captured 2 June 2011")
	s.get(s.cutting(levyHeadline)+"?against=1&sighting=1", 200).has(".comparing", "The two texts are the same")
	s.get(s.cutting(levyHeadline)+"?against=9", 404)

	teaser := s.get(s.cutting("Fleet owners count the days to June"), 200)
	teaser.has(".breaksoff", "this is a teaser")
	s.get(s.cutting(""), 200).has("h1", "Without a headline")
}

// The date of a change is not shown as that of publication.
func TestTheOnlyDateIsThatOfAChange(t *testing.T) {
	s := newSite(t, nil)
	d := s.get(s.cutting("Rat von Tessel beschließt Hafenabgabe für fremde Schiffe"), 200)
	d.has(".byline", "Changed 11 April 2011")
	d.has(".facts div", "Changed11 April 2011as the page’s visible text gives it; no day of publication is given")
	for _, n := range d.all(".facts dt") {
		if strings.Contains(textOf(n), "Published") {
			t.Error("the date is shown as that of publication as well")
		}
	}
}

// TestEveryPassageLinksToItsBytes follows every byte link of a cutting and finds
// the passage there.
func TestEveryPassageLinksToItsBytes(t *testing.T) {
	s := newSite(t, nil)
	for _, headline := range []string{levyHeadline, "شورای شهر عوارض بندر را با یازده رأی تصویب کرد",
		"Fleet owners count the days to June"} {
		d := s.get(s.cutting(headline), 200)
		links := d.all("a.pilcrow")
		if len(links) == 0 {
			t.Fatalf("%q: no piece of text leads to its bytes", headline)
		}
		for _, a := range links {
			href, _ := attrOf(a, "href")
			text := textOf(a.Parent)
			text = strings.TrimSpace(text[:strings.Index(text, "¶")])
			b := s.get(href, 200)
			if got := textOf(b.one("pre.bytes mark")); strings.ReplaceAll(got, "&amp;", "&") != text {
				t.Errorf("%q leads to the bytes %q", text, got)
			}
			b.has(".readthere", text)
		}
	}
}

// TestBytes compares the range shown with the capture itself.
func TestBytes(t *testing.T) {
	s := newSite(t, nil)
	id := s.archive.CaptureID(levyCapture)
	content := s.archive.Content(id)
	for _, rg := range [][2]int{{0, 15}, {203, 254}, {660, 875}, {0, len(content)}, {40, 40},
		{len(content) - 3, len(content)}} {
		path := "/captures/" + id + "/bytes?range=" + strconv.Itoa(rg[0]) + "-" + strconv.Itoa(rg[1])
		d := s.get(path, 200)
		want := content[rg[0]:rg[1]]
		if got := textOf(d.one("pre.bytes mark")); got != strings.Join(strings.Fields(string(want)), " ") {
			t.Errorf("%s shows %q", path, got)
		}
		sum := sha256.Sum256(want)
		d.has(".digest", hex.EncodeToString(sum[:]))
		d.has(".digest", "tail -c +"+strconv.Itoa(rg[0]+1)+" FILE | head -c "+strconv.Itoa(rg[1]-rg[0])+" | sha256sum")
	}
	for rg, want := range map[string]int{"": 400, "5": 400, "9-5": 400, "-4-5": 400, "a-b": 400, "0-99999999": 404,
		"1-2-3": 400, "99999999999999999999-1": 400} {
		if got := s.do("GET", "/captures/"+id+"/bytes?range="+rg).StatusCode; got != want {
			t.Errorf("range=%s: status %d, want %d", rg, got, want)
		}
	}
}

func TestCapturePage(t *testing.T) {
	s := newSite(t, nil)
	d := s.get(s.capture(levyCapture), 200)
	d.has(".byline", "Read as an article and a listing, with 4 cuttings")
	if n := len(d.all("section.cut")); n != 4 {
		t.Errorf("%d cuttings are outlined, want 4", n)
	}
	d.has("#cutting-0 .cut-label", "Article 1")
	d.has("#cutting-1 .cut-label", "in the side list “Most read this week”")
	d.has("#cutting-3 .named-mark", "Read more")
	d.has("#cutting-0 .named-headline", levyHeadline)
	d.has(".uncut", "Subscribe for 2 marks a week")
	for _, n := range d.all(".outline a") {
		href, _ := attrOf(n, "href")
		_, frag, _ := strings.Cut(href, "#")
		d.one("#" + frag)
	}
	for _, n := range d.all("section.cut .cut-label a[data-item]") {
		href, _ := attrOf(n, "href")
		s.get(href, 200)
	}
	s.get(s.capture("saved/post/front.jpg.html"), 200).has(".warn", "the bytes are a JPEG image, not text")
	s.get(s.capture("mirror/radiokelp.example/index.html"), 200).has(".warn", "the charset was guessed")
	s.get(s.capture("saved/post/search.html"), 200).has(".byline", "Read as nothing to cut")
	s.get("/captures/nothing", 404)
}

// TestLongCapture shows a page of many blocks a part at a time, and finds a cutting in whichever part it is.
func TestLongCapture(t *testing.T) {
	a := librarytest.NewArchive()
	id := a.AddLong("long.html", 4500)
	s := siteOver(t, a, nil)
	d := s.get("/captures/"+id, 200)
	if n := len(d.all(".block")); n != 2000 {
		t.Errorf("%d blocks on the first part", n)
	}
	next, _ := attrOf(d.one("a[rel=next]"), "href")
	if n := len(s.get(next, 200).all(".block")); n != 2000 {
		t.Errorf("%d blocks on the second part", n)
	}
	far := s.get("/captures/"+id+"?cutting=1", 200)
	far.has("#cutting-1", "the item at the end")
	far.one("a[rel=prev]")
}

func TestRaw(t *testing.T) {
	s := newSite(t, nil)
	path := s.capture(levyCapture) + "/raw"
	want := s.archive.Content(s.archive.CaptureID(levyCapture))
	res := s.do("GET", path)
	got, err := io.ReadAll(res.Body)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes come back of %d (%v)", len(got), len(want), err)
	}
	part, _ := io.ReadAll(s.do("GET", path, "Range", "bytes=10-19").Body)
	if !bytes.Equal(part, want[10:20]) {
		t.Errorf("a part comes back as %q", part)
	}
	if got := s.do("GET", "/captures/nothing/raw").StatusCode; got != 404 {
		t.Errorf("an unknown capture: status %d", got)
	}
}

// TestOriginalFrame: the original is sent to a frame of the desk only, with nothing in it that opens a
// connection by itself.
func TestOriginalFrame(t *testing.T) {
	s := newSite(t, nil)
	d := s.get(s.capture(levyCapture)+"/original", 200)
	frame := d.one("iframe")
	if v, ok := attrOf(frame, "sandbox"); !ok || v != "" {
		t.Errorf("the frame's sandbox allows %q", v)
	}
	src, _ := attrOf(frame, "src")
	got, _ := io.ReadAll(s.do("GET", src, "Sec-Fetch-Dest", "iframe").Body)
	want := string(s.archive.Content(s.archive.CaptureID(levyCapture)))
	want = strings.NewReplacer("<a>", "<u>", "</a>", "</u>").Replace(want)
	if string(got) != want {
		t.Error("the original comes back changed by more than the names of its links")
	}
	res := s.do("GET", src, "Sec-Fetch-Dest", "document")
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != s.capture(levyCapture)+"/original" {
		t.Errorf("opened in a tab of its own: %d to %s", res.StatusCode, res.Header.Get("Location"))
	}
}

func TestOriginalHints(t *testing.T) {
	link := regexp.MustCompile(`(?i)<(link|iframe|a)[ />]`)
	utf16 := func(s string) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			b.Write([]byte{c, 0})
		}
		return b.String()
	}
	for name, markup := range map[string]string{
		"plain":    `<p>a</p><link rel=preconnect href=https://evil.example>`,
		"capitals": `<LINK REL=dns-prefetch HREF=//evil.example>`,
		"utf-16":   utf16(`<link rel=preconnect href=https://evil.example>`),
		"shifted":  "<li\x1b(Bnk rel=preconnect href=https://evil.example>",
		"entities": `<iframe srcdoc="&lt;link rel=preconnect href=//evil.example&gt;"></iframe>`,
		"a link":   `<a href="//evil.example">click</a>`,
		"slash":    `<link/rel=preconnect/href=https://evil.example>`,
	} {
		t.Run(name, func(t *testing.T) {
			a := librarytest.NewArchive()
			id, _ := a.AddHTML(name+".html", []byte(markup), librarytest.Item("A page with hints", "Text."))
			s := siteOver(t, a, nil)
			got, _ := io.ReadAll(s.do("GET", "/captures/"+id+"/original/frame").Body)
			plain := strings.NewReplacer("\x00", "", "\x1b(B", "").Replace(string(got))
			if link.MatchString(plain) {
				t.Errorf("a link element is left: %q", plain)
			}
			if len(got) != len(markup) {
				t.Errorf("%d bytes became %d", len(markup), len(got))
			}
			raw, _ := io.ReadAll(s.do("GET", "/captures/"+id+"/raw").Body)
			if string(raw) != markup {
				t.Error("the bytes to keep are not the original's")
			}
		})
	}
}

func TestSourcesAndSections(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/sources", 200)
	d.has(".sources td", "The Tessel Courier")
	src := s.get("/sources/tesselcourier.example", 200)
	src.has(".counts li", "Most read this week 2")
	src.has("h2", "in the source’s words")
	sec := s.get("/sources/tesselcourier.example/section?name=Harbour", 200)
	sec.has("h1", "“Harbour”")
	sec.has(".byline", "36 cuttings that the source put under this heading")
	s.get("/sources/tesselcourier.example/rail?name=Most+read+this+week", 200).has(".item", "The ledger nobody signed")
	s.get("/sources/nobody.example", 404)
	s.get("/sources/tesselcourier.example/section?name=Nothing", 404)
	s.get("/sources/tesselcourier.example/section", 400)
}

func TestStatus(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/status", 200)
	d.has(".totals div", "Could not be read1")
	d.has(".totals div", "Read by another version of the program1")
	d.has(".rows td", "the bytes are a JPEG image, not text")
	d.has(".rows td", "saved/post/front.jpg.html")
}

func TestFrontOfAnEmptyArchive(t *testing.T) {
	s := siteOver(t, librarytest.Empty(), func(_ *site, c *library.Config) { c.Name = "" })
	d := s.get("/", 200)
	d.has("h1", "The archive is empty")
	d.has(".brand", "Cuttings")
	for _, p := range []string{"/search", "/sources", "/status", "/search.atom", "/search.json"} {
		if got := s.do("GET", p).StatusCode; got != 200 {
			t.Errorf("%s of an empty archive: status %d", p, got)
		}
	}
}

// looks is a Views that remembers.
type looks map[string]int64

func (l looks) Count(id string) { l[id]++ }
func (l looks) Top(n int) []library.ViewCount {
	var out []library.ViewCount
	for id, c := range l {
		out = append(out, library.ViewCount{ID: id, Count: c})
	}
	return out[:min(n, len(out))]
}

// TestViews: a person's look counts; another site's embedding, a prefetch, a
// machine's JSON and a cutting that is not there do not.
func TestViews(t *testing.T) {
	l := looks{}
	s := newSite(t, func(_ *site, c *library.Config) { c.Views = l })
	path := s.cutting(levyHeadline)
	for _, c := range []struct {
		name, method, path string
		header             []string
		counts             bool
	}{
		{"typed", "GET", path, []string{"Sec-Fetch-Site", "none"}, true},
		{"clicked", "GET", path, []string{"Sec-Fetch-Site", "same-origin"}, true},
		{"an old browser", "GET", path, nil, true},
		{"embedded elsewhere", "GET", path, []string{"Sec-Fetch-Site", "cross-site"}, false},
		{"fetched ahead", "GET", path, []string{"Sec-Fetch-Site", "same-origin", "Sec-Purpose", "prefetch"}, false},
		{"only asked about", "HEAD", path, nil, false},
		{"as JSON", "GET", path + ".json", nil, false},
		{"not there", "GET", "/cuttings/nothing", nil, false},
	} {
		before := l[s.archive.CuttingID(levyHeadline)]
		s.do(c.method, c.path, c.header...)
		if got := l[s.archive.CuttingID(levyHeadline)] - before; (got == 1) != c.counts || got > 1 {
			t.Errorf("%s: counted %d", c.name, got)
		}
	}
	if len(l) != 1 {
		t.Errorf("counted besides: %v", l)
	}
	l["gone-since"] = 9
	d := s.get("/", 200)
	d.has(".viewed li", levyHeadline)
	if n := len(d.all(".viewed li")); n != 1 {
		t.Errorf("%d most viewed, want the one that is there", n)
	}
}

// countedAssets counts what is asked of an archive's pictures.
type countedAssets struct{ asked map[string]int }

func (c *countedAssets) Asset(_ context.Context, _ cutting.Capture, _, ref string) (cutting.Capture, []byte, error) {
	c.asked[ref]++
	return cutting.Capture{Name: ref}, []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), nil
}

// TestPicturesOfAnOriginalAreReadOnce: the page around an original counts its pictures, and its frame
// shows them; each is read once for both, and again for a frame that is loaded by itself.
func TestPicturesOfAnOriginalAreReadOnce(t *testing.T) {
	a := librarytest.NewArchive()
	page := `<!doctype html><title>x</title><img src=a.gif><img src=b.gif><p>Words.</p>`
	id, _ := a.AddHTML("pictures.html", []byte(page), librarytest.Item("A page with pictures", "Text."))
	assets := &countedAssets{map[string]int{}}
	s := siteOver(t, a, func(_ *site, c *library.Config) { c.Assets = assets })
	var frames []string
	for _, at := range []string{"", "?range=64-70"} {
		d := s.get("/captures/"+id+"/original"+at, 200)
		d.has(".byline", "Its pictures and style sheets are all in the archive")
		src, _ := attrOf(d.one("iframe"), "src")
		src, _, _ = strings.Cut(src, "#")
		first := s.do("GET", src, "Sec-Fetch-Dest", "iframe")
		frames = append(frames, text(t, first))
		if len(assets.asked) != 2 || assets.asked["a.gif"] != 1 || assets.asked["b.gif"] != 1 {
			t.Errorf("%s: read %v", src, assets.asked)
		}
		again := s.do("GET", src, "Sec-Fetch-Dest", "iframe")
		if got := text(t, again); got != frames[len(frames)-1] || !strings.Contains(got, "data:image/gif") ||
			again.Header.Get("Content-Type") != first.Header.Get("Content-Type") || assets.asked["a.gif"] != 2 {
			t.Errorf("%s: loaded again it is another frame", src)
		}
		clear(assets.asked)
	}
	if strings.Contains(frames[0], "cutting-begins") || !strings.Contains(frames[1], "cutting-begins") {
		t.Error("a frame shows what another asked for")
	}
}
