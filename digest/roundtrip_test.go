package digest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/page"
	"cuttings/split"
)

// invented are words of no language in the letters of many, by language tag.
var invented = map[string][]string{
	"en": strings.Fields("Osvann dam keepers Hadrin velm ledger harbour council soltra fissure brand moor tide"),
	"fa": strings.Fields("سد اُسوان نگهبانان هادرین دفتر بندر شورا سولترا می\u200cگویند ترک گزارش"),
	"ar": strings.Fields("سد أوسفان الحراس هادرين السجل الميناء المجلس سولترا قالت شقوق تقرير"),
	"he": strings.Fields("סכר אוסבן שומרים הדרין נמל מועצה סולטרה סדקים דוח"),
	"ru": strings.Fields("плотина Освана хранители Хадрин гавань совет Солтра трещины отчёт"),
	"de": strings.Fields("Osvann Staudamm Hüter Größe Hadrin Häfen Rat Soltra Risse Bericht"),
	"fr": strings.Fields("barrage d’Osvann gardiens Hadrin éclusée conseil Soltra œuvre fissures"),
	"tr": strings.Fields("Osvann barajı bekçiler Hadrin ığdır liman kurul Soltra çatlaklar"),
	"zh": {"奥斯万大坝", "看守人", "哈德林", "港口", "议会", "索尔特拉", "裂缝", "报告"},
	"ja": {"オスヴァンのダム", "番人たち", "ハドリン", "港", "議会", "亀裂", "報告書"},
	"hi": strings.Fields("ओस्वान बांध रखवाले हाड्रिन बंदरगाह परिषद दरारें"),
	"th": strings.Fields("เขื่อนออสวาน ผู้ดูแล ฮาดริน ท่าเรือ สภา รอยร้าว"),
	"ko": strings.Fields("오스반댐 지킴이 하드린 항구 의회 균열 보고서"),
	"el": strings.Fields("φράγμα Όσβαν φύλακες Χάντριν λιμάνι συμβούλιο ρωγμές"),
	"am": strings.Fields("ኦስቫን ግድብ ጠባቂዎች ሃድሪን ወደብ"),
}

// hostile are headlines and excerpts that look like something else on a page.
var hostile = []string{
	"Read more", "ادامه مطلب", "Most viewed", "New Articles", "1. First", "2. Second", "3.", "12", "9 April 2011",
	"2012-10-03", "By Ada Brandmoor", "Next page", "Older", "Home | About | Contact", "Comments (3)", "0 comments",
	"Read more: https://elsewhere.example/a", "Read more: (no address can be given)",
	"— Hadrin Post, 3 October 2012", "— ",
	"– dash", "Also in: Velm Courier", "<script>alert(1)</script>", "<h3>Heading</h3><p>text", "</li></ol></main>",
	"&amp; &lt;b&gt; &#8212;", "a & b < c > d \"e\" 'f'", "…", "…and so on …", "[…]", "(more…)", "«»", "***", "# One",
	"> quoted", "- item", "* item", "| a | b |", "```", "https://elsewhere.example/", "mailto:ada@hadrin.example",
	"\u202eright to left\u202c override", "zero\u200bwidth", "soft\u00adhyphen", "no\u00a0break", "tab\tand\nline",
	"\u2028separator", "\ufeffmark", "C:\\path\\file.htm", "{{.Title}}", "${x}", "%s %d", "javascript:alert(1)",
	"Subscribe to our newsletter", "Advertisement", "Related articles", "Tags: dam, water", "Share on", "Cookies",
	"Continue reading", "Weiterlesen", "e\u0301 decomposed", "👩\u200d👩\u200d👧 family", "ﬁne ligature", "Ⅻ", "½",
	"Filed under: World", "Posted by Ada on 3 October 2012", "Page 1 of 12", "Search", "Log in", "Copyright © 2012",
	"404 Not Found", "To: all From: nobody Subject: none", "HTTP/1.1 200 OK", "%PDF-1.4", "<?xml version=\"1.0\"?>",
	"BEGIN:VCARD", "{\"a\": 1}", "a", "İstanbul’da", "ǅ titlecase", "…\u00a0", "Oct 3", "10:15", "1,234 views",
}

// generated makes a digest from a number.
func generated(seed uint64) *digest.Digest {
	r := rand.New(rand.NewPCG(seed, 11))
	langs := []string{"en", "fa", "ar", "he", "ru", "de", "fr", "tr", "zh", "ja", "hi", "th", "ko", "el", "am"}
	lang := langs[r.IntN(len(langs))]
	words := func(lang string, n int) string {
		var out []string
		for range n {
			out = append(out, invented[lang][r.IntN(len(invented[lang]))])
		}
		if lang == "zh" || lang == "ja" || lang == "th" {
			return strings.Join(out, "")
		}
		return strings.Join(out, " ")
	}
	text := func(lang string, n int, odd float64) string {
		if r.Float64() < odd {
			return hostile[r.IntN(len(hostile))]
		}
		return words(lang, 1+r.IntN(n))
	}
	address := func(i int) string {
		switch r.IntN(12) {
		case 0:
			return ""
		case 1:
			return fmt.Sprintf("https://soltra.example/?p=%d&lang=%s#a", i, lang)
		case 2:
			return fmt.Sprintf("http://hadrin.example/%s/%d", invented[lang][0], i)
		case 3:
			return "javascript:alert(1)"
		case 4:
			return fmt.Sprintf("https://soltra.example/(a)_%d,b;c", i)
		}
		return fmt.Sprintf("https://soltra.example/2012/10/%02d/%d.html", 1+r.IntN(30), i)
	}
	item := func(i int) digest.Item {
		own := lang
		if r.IntN(4) == 0 {
			own = langs[r.IntN(len(langs))]
		}
		it := digest.Item{Cutting: fmt.Sprint(i), Headline: text(own, 14, .3), URL: address(i), Lang: own,
			Source: text(own, 3, .05)}
		if r.IntN(5) > 0 {
			it.Excerpt = text(own, 70, .15)
			if r.IntN(3) == 0 {
				it.Excerpt += "…"
			}
		}
		if r.IntN(4) > 0 {
			it.Published = []string{"2012-10-03", "2011-04", "2010", "2012-10-03T14:30:00+02:00"}[r.IntN(4)]
		}
		if r.IntN(6) == 0 {
			it.Heading = text(lang, 4, .1)
		}
		if r.IntN(5) == 0 {
			it.Note = text(lang, 30, .3)
		}
		if i%4 == 0 {
			it.ByHand = []string{"headline", "date", "language"}[:1+i/4%3]
		}
		for range r.IntN(3) {
			it.AlsoIn = append(it.AlsoIn, digest.Also{Source: text(own, 3, .1), URL: address(i)})
		}
		if r.IntN(2) == 0 {
			it.Evidence = &digest.Evidence{Capture: "c", Checksum: cutting.Checksum(strings.Repeat("ab", 32)),
				Bytes: []cutting.Range{{Start: 10, End: 1300}}, Saved: "Saved on or before 4 October 2012"}
			if r.IntN(3) > 0 { // today's state it in the digest's language
				it.Evidence.When = "2012-10-04T09:30:00Z"
				it.Evidence.Known = []cutting.TimeKnown{cutting.TimeOfFile, cutting.TimeByCarrier,
					cutting.TimeUnknown}[r.IntN(3)]
			}
		}
		return it
	}
	d := &digest.Digest{Title: text(lang, 6, 0), Lang: lang, Archive: "Archive of Hadrin",
		Made: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC), State: digest.Published}
	if r.IntN(2) == 0 {
		d.Introduction = text(lang, 60, .1) + "\n\n" + text(lang, 60, .1)
	}
	if r.IntN(6) == 0 {
		d.Changes = []digest.Change{{Time: d.Made, What: []string{text(lang, 5, .3)}}}
	}
	for i := range 1 + r.IntN(24) {
		d.Items = append(d.Items, item(i))
	}
	for n := range r.IntN(3) {
		rail := digest.Rail{Heading: []string{"New articles", "Most viewed"}[n]}
		for i := range 1 + r.IntN(8) {
			it := item(100*(n+1) + i)
			rail.Items = append(rail.Items, digest.Item{Headline: it.Headline, URL: it.URL, Lang: it.Lang})
		}
		d.Rails = append(d.Rails, rail)
	}
	return d
}

// got is an item as read back.
type got struct{ Rail, Headline, Excerpt, URL string }

func wanted(d *digest.Digest) []got {
	d = digest.Clean(d)
	var out []got
	for _, it := range d.Items {
		out = append(out, got{"", it.Headline, it.Excerpt, it.URL})
	}
	for _, r := range d.Rails {
		for _, it := range r.Items {
			out = append(out, got{r.Heading, it.Headline, "", it.URL})
		}
	}
	return out
}

// readBack reads a rendered digest with the program's own reader.
func readBack(t *testing.T, content []byte, o page.Options) (out []got) {
	t.Helper()
	p, err := page.Read(content, o)
	if err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	s := split.Split(p, split.Options{})
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		out = append(out, got{c.Rail, c.Headline, c.Text(p.Text), c.URL})
	}
	return out
}

// stripped returns a page as people save it without markup: the lines of its text.
func stripped(t *testing.T, html []byte) []byte {
	t.Helper()
	p, err := page.Read(html, page.Options{Name: "digest.html"})
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.ReplaceAll(p.Text, "\n", "\n\n") + "\n")
}

// TestRoundTrip writes generated digests and reads them back: exactly the items that
// went in come out, in order, from the page, from the text written, and from the page's
// text without its markup.
func TestRoundTrip(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 200
	}
	own := digest.Own()
	failures := map[string]int{}
	for seed := range uint64(n) {
		d := generated(seed)
		want := wanted(d)
		html, err := own.HTML(d, digest.Page{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := own.Text(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []struct {
			name    string
			content []byte
			options page.Options
		}{
			{"page", html, page.Options{Name: "digest.html"}},
			{"text", text, page.Options{Name: "digest.txt"}},
			{"stripped page", stripped(t, html), page.Options{Name: "digest.txt"}},
		} {
			if diff := cmp.Diff(want, readBack(t, form.content, form.options)); diff != "" {
				if failures[form.name]++; failures[form.name] <= 3 {
					t.Errorf("digest %d as %s: (-want +got)\n%s", seed, form.name, diff)
				}
			}
		}
	}
	t.Logf("%d digests; failures: %v", n, failures)
}
