package listing

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
)

var show = flag.String("show", "", "yardstick: print items gold and cut, and the trace, of pages whose path holds "+
	"this")

var out = flag.String("out", "", "yardstick: write the predictions under this folder")

// yardstick returns the listing pages' paths without extension, or skips the test without the
// yardstick (CUTTINGS_BENCH is the folder the sets are unpacked in).
func yardstick(tb testing.TB) []string {
	dir := os.Getenv("CUTTINGS_BENCH")
	if dir == "" {
		tb.Skip("CUTTINGS_BENCH does not name the unpacked yardsticks")
	}
	files, err := filepath.Glob(filepath.Join(dir, "listing-dev", "dev", "*", "*.html"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no listing pages under %s (%v)", dir, err)
	}
	for i := range files {
		files[i] = strings.TrimSuffix(files[i], ".html")
	}
	sort.Strings(files)
	return files
}

func readPage(tb testing.TB, path string) *cutting.Page {
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := page.Read(content, page.Options{Form: page.HTML})
	if err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	return p
}

func readGold(tb testing.TB, path string) (g score.ListingGold) {
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &g)
	}
	if err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	return g
}

func predict(p *cutting.Page, r *Result) score.ListingPrediction {
	out := score.ListingPrediction{Items: []score.ListingItem{}, Rails: []score.ListingRail{}}
	for i := range r.Items {
		it := &r.Items[i]
		c := cutting.Cutting{Parts: it.Parts}
		out.Items = append(out.Items, score.ListingItem{Title: it.Headline.In(p.Text), URL: it.URL,
			Date: it.Date.Value, Excerpt: c.Text(p.Text)})
	}
	for _, rl := range r.Rails {
		q := score.ListingRail{Rail: rl.Heading.In(p.Text)}
		for i := range rl.Items {
			q.Titles = append(q.Titles, rl.Items[i].Headline.In(p.Text))
		}
		out.Rails = append(out.Rails, q)
	}
	return out
}

// TestYardstick scores the package alone on the listing yardstick and fails below the figures
// reached before.
func TestYardstick(t *testing.T) {
	var acc score.Listing
	for _, path := range yardstick(t) {
		p := readPage(t, path+".html")
		g := readGold(t, path+".gold.json")
		showing := *show != "" && strings.Contains(path, *show)
		r := cut(p, Options{Explain: showing})
		pred := predict(p, &r)
		if *out != "" {
			to := filepath.Join(*out, filepath.Base(filepath.Dir(path)), filepath.Base(path)+".json")
			b, _ := json.Marshal(pred)
			if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, b, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		var one score.Listing
		one.Add(g, pred, false)
		f, exact := acc.Add(g, pred, false)
		s := one.Scores()
		name := filepath.Base(filepath.Dir(path)) + "/" + filepath.Base(path)
		if testing.Verbose() {
			fmt.Printf("%.3f exact=%-5v date=%v ex=%v railP=%v railR=%v %s gold %d cut %d\n", f, exact,
				short(s["date_acc"]), short(s["excerpt_f1"]), short(s["rail_title_p"]), short(s["rail_title_r"]), name,
				len(g.Items), len(pred.Items))
		}
		if showing {
			for _, l := range r.Trace {
				fmt.Println("   ", l)
			}
			chains(p, g, pred)
			for _, it := range g.Items {
				fmt.Printf("  gold %q %s %s(%s) %q\n", it.Title, it.URL, it.Date, it.DateIn, head(it.Excerpt))
			}
			for _, it := range pred.Items {
				fmt.Printf("  cut  %q %s %s %q\n", it.Title, it.URL, it.Date, head(it.Excerpt))
			}
			for _, rl := range g.Rails {
				fmt.Printf("  gold rail %q %q\n", rl.Rail, rl.Titles)
			}
			for _, rl := range pred.Rails {
				fmt.Printf("  cut rail  %q %q\n", rl.Rail, rl.Titles)
			}
		}
	}
	atLeast(t, acc.Scores(), map[string]float64{"f1": 0.99, "pages_exact": 0.96, "order_ok": 1, "url_acc": 0.99,
		"date_acc": 0.97, "excerpt_f1": 0.985, "rail_title_r": 0.98, "rail_title_p": 0.72})
}

// atLeast logs the figures and fails when one is below its minimum.
func atLeast(t *testing.T, got map[string]any, least map[string]float64) {
	t.Helper()
	b, _ := json.Marshal(got)
	t.Logf("%s", b)
	for k, want := range least {
		if f, _ := got[k].(float64); f < want {
			t.Errorf("%s is %.4f; it was at least %.4f", k, f, want)
		}
	}
}

// What stripping removes.
var (
	names    = regexp.MustCompile(`(?is)\s(class|id|role|itemprop|itemtype|rel)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)`)
	sections = regexp.MustCompile(`(?i)<(/?)(article|section|nav|aside|header|footer|main|time)\b`)
	headings = regexp.MustCompile(`(?i)<(/?)h[1-6]\b`)
)

// strip removes names from markup and turns elements into plain div elements.
func strip(b []byte, gone ...*regexp.Regexp) []byte {
	for _, re := range gone {
		to := "<${1}div"
		if re == names {
			to = ""
		}
		b = re.ReplaceAll(b, []byte(to))
	}
	return b
}

// TestYardstickBare scores the same pages with parts of their markup removed: cutting must depend
// on structure, not on names.
func TestYardstickBare(t *testing.T) {
	for _, c := range []struct {
		name  string
		gone  []*regexp.Regexp
		least map[string]float64
	}{
		{"no class names", []*regexp.Regexp{names}, map[string]float64{"f1": 0.99, "pages_exact": 0.96}},
		{"no sectioning elements", []*regexp.Regexp{sections}, map[string]float64{"f1": 0.98, "pages_exact": 0.91}},
		{"no headings", []*regexp.Regexp{headings}, map[string]float64{"f1": 0.98, "pages_exact": 0.94}},
		{"none of them", []*regexp.Regexp{names, sections, headings},
			map[string]float64{"f1": 0.90, "pages_exact": 0.83}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var acc score.Listing
			for _, path := range yardstick(t) {
				b, err := os.ReadFile(path + ".html")
				if err != nil {
					t.Fatal(err)
				}
				p, err := page.Read(strip(b, c.gone...), page.Options{Form: page.HTML})
				if err != nil {
					t.Fatal(err)
				}
				r := cut(p, Options{})
				check(t, p, &r)
				acc.Add(readGold(t, path+".gold.json"), predict(p, &r), false)
			}
			atLeast(t, acc.Scores(), c.least)
		})
	}
}

func short(v any) string {
	if f, ok := v.(float64); ok {
		return fmt.Sprintf("%.2f", f)
	}
	return "  - "
}

func head(s string) string {
	r := []rune(s)
	if len(r) > 160 {
		return string(r[:110]) + " … " + string(r[len(r)-50:])
	}
	return s
}
