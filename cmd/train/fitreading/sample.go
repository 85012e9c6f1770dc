package fitreading

import (
	"encoding/gob"
	"errors"
	"fmt"
	"hash/fnv"
	"html"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/split"
	"cuttings/split/listing"
)

// sample is a page in one variant with all its readings.
type sample struct {
	Page     string
	Variant  string // "" for the unmodified page
	Kind     cutting.PageKind
	Readings []reading
}

// reading is one way to read the page and its score.
type reading struct {
	split.Reading
	Hit, Pred, Gold int // items found, given, expected
	Exact           bool
}

// f1 returns the item F1 of the reading.
func (r *reading) f1() float64 {
	if r.Hit == 0 {
		return 0
	}
	return 2 * float64(r.Hit) / float64(r.Pred+r.Gold)
}

// sampleOf returns the sample of a page; gold may differ from the source's.
func (s *source) sampleOf(variant string, content []byte, gold score.ListingGold) *sample {
	p := s.readAt(content, s.addressIn(variant))
	if p == nil {
		return nil
	}
	rs, lists, a := split.Readings(p)
	a.Complete()
	out := &sample{Page: s.key(), Variant: variant, Kind: s.Kind}
	for _, r := range rs {
		var pred score.ListingPrediction
		switch {
		case r.List >= 0:
			for i := range lists[r.List].Items {
				it := &lists[r.List].Items[i]
				pred.Items = append(pred.Items, score.ListingItem{Title: it.Headline.In(p.Text), URL: it.URL})
			}
		case r.Kind == cutting.ArticlePage:
			pred.Items = append(pred.Items, score.ListingItem{Title: a.Cutting.Headline})
		}
		var acc score.Listing
		f1, exact := acc.Add(gold, pred, false)
		out.Readings = append(out.Readings, reading{r,
			int(math.Round(f1 * float64(len(gold.Items)+len(pred.Items)) / 2)), len(pred.Items), len(gold.Items),
			exact})
	}
	return out
}

// withAddress is the variant with address of pages otherwise read without.
const withAddress = "with its address"

// addressIn returns the address a page is read with. Its presence must not be evidence: half of the
// articles' variants have none, and lists are read with theirs once.
func (s *source) addressIn(variant string) string {
	switch {
	case variant == withAddress:
		return s.address
	case variant != "" && seeded(s.Name+variant+"address", 2) == 0:
		return ""
	}
	return s.url
}

// variants returns the page's samples: unmodified and modified. lists are lists of other sites to
// append to articles, ps paragraphs to insert into lists.
func (s *source) variants(lists [][]byte, ps paragraphs) []*sample {
	var out []*sample
	add := func(variant string, content []byte, gold score.ListingGold) {
		if x := s.sampleOf(variant, content, gold); x != nil {
			out = append(out, x)
		}
	}
	p := s.read(s.html)
	if p == nil {
		return nil
	}
	add("", s.html, s.Gold)
	_, ls, a := split.Readings(p)
	a.Complete()
	if s.Kind == cutting.ArticlePage {
		// There are more articles than other pages, so each has one variant.
		short := func() []byte { return shortBody(s.html, p, a.Cutting.Blocks, 3+seeded(s.Name, 4)) }
		switch seeded(s.Name+"dress", 11) {
		case 10:
			x := s.sampleOf("standing", withoutNames(staticPage(s.html, s.Name)), s.Gold)
			if x != nil && a.Signs.Words < 600 &&
				h1Pattern.Match(s.html) {
				x.Kind = cutting.NothingPage
				out = append(out, x)
			}
		case 0:
			add("bare", withoutNames(s.html), s.Gold)
		case 1:
			add("plain", plainElements(s.html), s.Gold)
		case 2:
			add("bare and plain", withoutNames(plainElements(s.html)), s.Gold)
		case 3:
			add("short", short(), s.Gold)
		case 4:
			add("short, bare and plain", withoutNames(plainElements(short())), s.Gold)
		case 5:
			if len(lists) == 0 || len(a.Cutting.Blocks) == 0 {
				break
			}
			list := lists[seeded(s.Name+"+", len(lists))]
			end := p.Source.Range(p.Blocks[a.Cutting.Blocks[len(a.Cutting.Blocks)-1]].Span).End
			for int(end) < len(s.html) && s.html[end] != '<' {
				end++
			}
			add("with a list", after(s.html, end, list), s.Gold)
		case 7, 8:
			add("entries", entries(s.html, p, a.Cutting.Blocks, s.Name), s.Gold)
		case 9:
			add("a link a paragraph", linkedParagraphs(s.html, p, a.Cutting.Blocks), s.Gold)
		case 6:
			if x := s.sampleOf("emptied", withoutNames(emptied(s.html, p, a.Cutting.Blocks)), s.Gold); x != nil &&
				a.Signs.PageWords-a.Signs.Words < 250 {
				x.Kind = cutting.NothingPage
				out = append(out, x)
			}
		}
		return out
	}
	add("bare", withoutNames(s.html), s.Gold)
	add("plain", plainElements(s.html), s.Gold)
	add("bare and plain", withoutNames(plainElements(s.html)), s.Gold)
	if s.address != "" {
		add(withAddress, s.html, s.Gold)
	}
	switch s.Kind {
	case cutting.ListingPage:
		l := bestList(p, s.Gold, ls)
		if l == nil || len(l.Items) < 3 {
			return out
		}
		n := 3 + seeded(s.Name, 5)
		few, kept := fewItems(s.html, p, l, n), fewGold(p, l, n)
		add("few items", few, kept)
		one, kept1 := fewItems(s.html, p, l, 1), fewGold(p, l, 1)
		add("one item", one, kept1)
		add("headlines", headlinesOnly(s.html, p, l), s.Gold)
		for _, style := range itemStyles {
			m := n + seeded(s.Name+style.name, 4)
			more := ps
			if !style.long {
				more = nil
			}
			add(style.name, rebuilt(s.html, p, l, m, more, style.build), fewGold(p, l, m))
		}
		if len(l.Items) >= 4 {
			add("sections", sections(s.html, p, l, 12, s.Name), fewGold(p, l, 12))
		}
		if seeded(s.Name+"cloud", 2) == 0 {
			if x := s.sampleOf("tags", cloud(s.html, p, l, s.Name), score.ListingGold{}); x != nil {
				x.Kind = cutting.NothingPage
				out = append(out, x)
			}
		}
		if seeded(s.Name+"stranger", 2) == 0 {
			add("stranger", stranger(s.html, p, l), s.Gold)
		}
		add("described", described(s.html, p, l, s.Name, ps, 3), s.Gold)

		if q := s.read(few); q != nil {
			keep := map[int32]bool{}
			_, more, _ := split.Readings(q)
			if m := bestList(q, kept, more); m != nil {
				for i := range m.Items {
					for _, b := range m.Items[i].Blocks {
						keep[b] = true
					}
				}
				add("few items, no edges, bare", withoutNames(edges(few, q, keep)), kept)
				if len(m.Items) <= 5 {
					if x := s.sampleOf("welcomed", welcomed(few, q, m, s.Name, ps), kept); x != nil {
						x.Kind = cutting.MixedPage
						out = append(out, x)
					}
				}
				add("few items, described", described(few, q, m, s.Name+"few", ps, 1), kept)
			}
		}
	}
	return out
}

// bestList returns the proposal nearest to the gold items, nil when none is half right.
func bestList(p *cutting.Page, gold score.ListingGold, ls []listing.Result) *listing.Result {
	var best *listing.Result
	top := 0.5
	for i := range ls {
		var pred score.ListingPrediction
		for k := range ls[i].Items {
			pred.Items = append(pred.Items, score.ListingItem{Title: ls[i].Items[k].Headline.In(p.Text),
				URL: ls[i].Items[k].URL})
		}
		var acc score.Listing
		if f, _ := acc.Add(gold, pred, false); f > top {
			best, top = &ls[i], f
		}
	}
	return best
}

// fewGold returns the right result where only the first n items of a list are left.
func fewGold(p *cutting.Page, l *listing.Result, n int) score.ListingGold {
	var g score.ListingGold
	for i := range l.Items[:min(n, len(l.Items))] {
		g.Items = append(g.Items, score.ListingItem{Title: l.Items[i].Headline.In(p.Text), URL: l.Items[i].URL})
	}
	return g
}

// samplesOf returns the samples of all pages, from the cache file if it has them.
func samplesOf(file string, pages []*source) ([]*sample, error) {
	want := fmt.Sprint(stamp(pages))
	if f, err := os.Open(file); err == nil {
		defer f.Close()
		d := gob.NewDecoder(f)
		var got string
		var out []*sample
		if err := d.Decode(&got); err == nil && got == want {
			if err := d.Decode(&out); err == nil {
				return out, nil
			}
		}
	} else if file != "" && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var lists [][]byte
	for _, s := range pages {
		if s.Kind != cutting.ListingPage || len(s.Gold.Items) < 4 {
			continue
		}
		if p := s.read(s.html); p != nil {
			_, ls, _ := split.Readings(p)
			if l := bestList(p, s.Gold, ls); l != nil && len(l.Items) >= 4 {
				lists = append(lists, listOf(s.html, p, l, 6+seeded(s.Name, 15)))
			}
		}
	}
	ps := paragraphsOf(pages)
	var out []*sample
	for i, s := range pages {
		out = append(out, s.variants(lists, ps)...)
		if i%200 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d pages read\n", i, len(pages))
		}
	}
	if file != "" {
		f, err := os.Create(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		e := gob.NewEncoder(f)
		if err := errors.Join(e.Encode(want), e.Encode(out)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// augmentation is raised when pages are varied differently, or a feature is computed differently.
const augmentation = 19

// stamp returns a checksum of the pages and of the features' names.
func stamp(pages []*source) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, augmentation, strings.Join(slices.Concat(split.Features(cutting.ListingPage),
		split.Features(cutting.NothingPage)), " "))
	for _, s := range pages {
		fmt.Fprint(h, s.key(), s.Kind, len(s.html))
		h.Write(s.html)
	}
	return h.Sum64()
}

// paragraphsOf returns long paragraphs of some articles.
func paragraphsOf(pages []*source) paragraphs {
	var out paragraphs
	for _, s := range pages {
		if s.Kind != cutting.ArticlePage || seeded(s.Name, 10) > 0 {
			continue
		}
		p := s.read(s.html)
		if p == nil {
			continue
		}
		for i := range p.Blocks {
			if b := &p.Blocks[i]; b.Role == cutting.Paragraph && b.Span.Len() > 200 && len(b.Links) == 0 {
				out = append(out, html.EscapeString(b.Span.In(p.Text)))
			}
		}
	}
	return out
}
