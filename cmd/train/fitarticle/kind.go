package fitarticle

import (
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
	"cuttings/split/article"
	"cuttings/split/boost"
	"cuttings/split/listing"
)

// kindPage is a page that is known to be a listing or an article.
type kindPage struct {
	set, name, site, url string
	listing              bool
	html                 []byte
	fold                 int
}

// kindSample is such a page in one dress.
type kindSample struct {
	*kindPage
	dress  string
	row    []float32
	items  int
	weight float32
}

// foldOf spreads sites over folds.
func foldOf(site string) int {
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32() % folds)
}

func (k *kindPage) read(html []byte) *cutting.Page {
	p, err := page.Read(html, page.Options{Form: page.HTML, URL: k.url})
	if err != nil || p.Tree == nil {
		return nil
	}
	return p
}

// listingPages are the pages of the listing yardstick in dir (<site>/<page>.html).
func listingPages(dir string) ([]*kindPage, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.html"))
	if err != nil {
		return nil, err
	}
	var out []*kindPage
	for _, f := range files {
		html, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var gold struct {
			BaseURL string `json:"base_url"`
		}
		if raw, err := os.ReadFile(strings.TrimSuffix(f, ".html") + ".gold.json"); err == nil {
			if err := json.Unmarshal(raw, &gold); err != nil {
				return nil, fmt.Errorf("%s: %w", f, err)
			}
		}
		site := filepath.Base(filepath.Dir(f))
		out = append(out, &kindPage{set: "listings", name: site + "/" + filepath.Base(f), site: site, url: gold.BaseURL, listing: true, html: html, fold: foldOf(site)})
	}
	return out, nil
}

// articlePages are the pages of an article yardstick: ground-truth.json and html/.
func articlePages(dir string) ([]*kindPage, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return nil, err
	}
	var golds map[string]struct {
		URL  string   `json:"url"`
		Body *string  `json:"body"`
		With []string `json:"with"`
	}
	if err := json.Unmarshal(raw, &golds); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	var out []*kindPage
	for id, g := range golds {
		html, err := os.ReadFile(filepath.Join(dir, "html", id+".html"))
		if err != nil || g.Body != nil && len(strings.Fields(*g.Body)) < 60 {
			continue
		}
		host := cutting.Outlet(g.URL)
		if host == "" {
			host = id
		}
		out = append(out, &kindPage{set: filepath.Base(dir), name: id, site: host, url: g.URL, html: html, fold: foldOf(host)})
	}
	slices.SortFunc(out, func(a, b *kindPage) int { return strings.Compare(a.name, b.name) })
	return out, nil
}

// dress makes the page's samples: as it is, and in other dress.
func (k *kindPage) dress(lists [folds][][]byte) []*kindSample {
	p := k.read(k.html)
	if p == nil {
		return nil
	}
	a := article.Cut(p, article.Options{})
	l := listing.Cut(p, listing.Options{})
	out := []*kindSample{{kindPage: k, dress: "as it is", row: split.KindRow(p, &a, &l), items: len(l.Items)}}
	wear := func(dress string, html []byte) {
		p := k.read(html)
		if p == nil {
			return
		}
		a := article.Cut(p, article.Options{})
		l := listing.Cut(p, listing.Options{})
		out = append(out, &kindSample{kindPage: k, dress: dress, row: split.KindRow(p, &a, &l), items: len(l.Items)})
	}
	wear("bare", bare(k.html))
	wear("plain", plain(k.html))
	wear("bare and plain", bare(plain(k.html)))
	if k.listing {
		if len(l.Items) < 3 {
			return out
		}
		n := 3 + dice(k.name, 5)
		few := fewItems(k.html, p, &l, n)
		wear("few items", few)
		wear("few items, bare", bare(few))
		wear("few items, bare and plain", bare(plain(few)))
		wear("headlines", headlinesOnly(k.html, p, &l))
		for _, style := range itemStyles {
			wear(style.name, rebuilt(k.html, p, &l, n+dice(k.name+style.name, 4), style.build))
		}
		if q := k.read(few); q != nil {
			m := listing.Cut(q, listing.Options{})
			keep := map[int32]bool{}
			for i := range m.Items {
				for _, b := range m.Items[i].Blocks {
					keep[b] = true
				}
			}
			inner := edges(few, q, keep)
			wear("few items, no edges", inner)
			wear("few items, no edges, bare", bare(inner))
			wear("few headlines, bare", bare(headlinesOnly(few, q, &m)))
		}
		return out
	}
	short := shortBody(k.html, p, a.Cutting.Blocks, 3+dice(k.name, 4))
	wear("short", short)
	wear("short, bare and plain", bare(plain(short)))
	if q := k.read(short); q != nil {
		m := article.Cut(q, article.Options{})
		keep := map[int32]bool{}
		for _, b := range m.Cutting.Blocks {
			keep[b] = true
		}
		wear("short, no edges, bare", bare(edges(short, q, keep)))
	}
	if n := len(lists[k.fold]); n > 0 && len(a.Cutting.Blocks) > 0 {
		// A long list of other pages' items, at the body's end and at the page's.
		list := lists[k.fold][dice(k.name+"+", n)]
		end := p.Source.Range(p.Blocks[a.Cutting.Blocks[len(a.Cutting.Blocks)-1]].Span).End
		for int(end) < len(k.html) && k.html[end] != '<' {
			end++
		}
		more := after(k.html, end, list)
		wear("with a list", more)
		wear("with a list, bare", bare(more))
		wear("with a list at its end", append(slices.Clone(short), list...))
	}
	return out
}

// tally counts answers: article, listing, both, and article for want of a list.
type tally struct{ article, listing, mixed, none int }

// dressAll dresses every page.
func dressAll(pages []*kindPage, lists [folds][][]byte) []*kindSample {
	dressed := make([][]*kindSample, len(pages))
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range next {
				dressed[i] = pages[i].dress(lists)
			}
		})
	}
	for i := range pages {
		next <- i
	}
	close(next)
	wg.Wait()
	return slices.Concat(dressed...)
}

// grouped puts a page's samples together.
func grouped(all []*kindSample) map[*kindPage][]*kindSample {
	out := map[*kindPage][]*kindSample{}
	for _, s := range all {
		out[s.kindPage] = append(out[s.kindPage], s)
	}
	return out
}

// dressWeight is what all other dress of a page weighs against the page as it is.
const dressWeight = 2

// keptSample is a sample in the cache file.
type keptSample struct {
	Page, Dress string
	Row         []float32
	Items       int
}

// keep writes the samples to a file, so that fitting can be worked on alone.
func keep(file string, all []*kindSample) error {
	if file == "" {
		return nil
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	var out []keptSample
	for _, s := range all {
		out = append(out, keptSample{s.set + " " + s.name, s.dress, s.row, s.items})
	}
	if err := gob.NewEncoder(f).Encode(out); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// kept reads what keep wrote; nil without a file.
func kept(file string, pages []*kindPage) ([]*kindSample, error) {
	f, err := os.Open(file)
	if file == "" || errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	byName := map[string]*kindPage{}
	for _, k := range pages {
		byName[k.set+" "+k.name] = k
	}
	var in []keptSample
	if err := gob.NewDecoder(f).Decode(&in); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []*kindSample
	for _, s := range in {
		k := byName[s.Page]
		if k == nil || len(s.Row) != len(split.KindNames()) {
			return nil, fmt.Errorf("%s: made from other pages or features; remove it", file)
		}
		out = append(out, &kindSample{kindPage: k, dress: s.Dress, row: s.Row, items: s.Items})
	}
	return out, nil
}

// kind fits the choice between article and listing to the article yardsticks in
// sets and the listing yardstick in dir. Folds are by site.
func (t *trainer) kind(dir string, sets []string, cache, target string) error {
	pages, err := listingPages(dir)
	if err != nil {
		return err
	}
	var lists [folds][][]byte
	for _, k := range pages {
		if p := k.read(k.html); p != nil {
			if l := listing.Cut(p, listing.Options{}); len(l.Items) >= 4 {
				lists[k.fold] = append(lists[k.fold], listOf(k.html, p, &l, 6+dice(k.name, 15)))
			}
		}
	}
	for _, s := range sets {
		more, err := articlePages(s)
		if err != nil {
			return err
		}
		pages = append(pages, more...)
	}
	all, err := kept(cache, pages)
	if err != nil {
		return err
	}
	if all == nil {
		all = dressAll(pages, lists)
		if err := keep(cache, all); err != nil {
			return err
		}
	}
	for _, group := range grouped(all) {
		for _, s := range group {
			s.weight = 1
			if s.dress != "as it is" {
				s.weight = dressWeight / float32(len(group)-1)
			}
		}
	}
	var sum [2]float32
	for _, s := range all {
		if s.items >= 2 {
			sum[b2i(s.listing)] += s.weight
		}
	}
	t.log("%d pages, %d samples", len(pages), len(all))
	fit := func(k int) *boost.Forest {
		d := boost.Data{Names: split.KindNames()}
		for _, s := range all {
			if s.fold == k || s.items < 2 {
				continue
			}
			y, w := float32(0), s.weight
			if s.listing {
				y, w = 1, w*sum[0]/sum[1]/2
			}
			d.X, d.Y, d.Weight = append(d.X, s.row), append(d.Y, y), append(d.Weight, w)
		}
		return boost.Train(d, boost.Options{Trees: 150, Leaves: 6, Rate: 0.1, MinLeaf: 12, L2: 5, Columns: 0.4, Rows: 0.7, Seed: 5})
	}
	table := map[string]*tally{}
	var misses []string
	for k := range folds {
		f := fit(k)
		for _, s := range all {
			if s.fold != k {
				continue
			}
			key := s.set + ", " + s.dress
			c := table[key]
			if c == nil {
				c = &tally{}
				table[key] = c
			}
			chance := boost.Probability(f.Score(s.row))
			switch {
			case s.items < 2:
				c.none++
			case split.IsMixed(s.row, chance):
				c.mixed++
			case chance >= 0.5:
				c.listing++
			default:
				c.article++
			}
			if s.items >= 2 && (chance >= 0.5) != s.listing {
				misses = append(misses, fmt.Sprintf("%.2f %s, %s, %d items: %s", chance, s.set, s.dress, s.items, s.name))
			}
		}
	}
	var report strings.Builder
	for _, key := range slices.Sorted(maps.Keys(table)) {
		c := table[key]
		fmt.Fprintf(&report, "# %-55s %5d articles %5d listings %5d mixed %5d articles for want of a list\n", key, c.article, c.listing, c.mixed, c.none)
	}
	fmt.Fprint(os.Stderr, report.String())
	slices.Sort(misses)
	for _, m := range misses[:min(len(misses), 4*t.worst)] {
		fmt.Fprintln(os.Stderr, "        ", m)
	}
	if !t.write {
		return nil
	}
	text := "# Made by cmd/train from the public article and listing yardsticks, each page\n# as it is and in other dress. What it answers for sites it was not fitted to:\n" + report.String() +
		"# Is the page a listing rather than an article? Features: split/kindrow.go.\n" + fit(-1).String()
	return os.WriteFile(target, []byte(text), 0o644)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
