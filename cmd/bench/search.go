package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
)

// searchCuttings is the default number of cuttings of the set `search`.
const searchCuttings = 200_000

// searchReport is the result of `search`. Times are in milliseconds.
type searchReport struct {
	Cuttings      int                     `json:"cuttings"`
	WordsEach     float64                 `json:"words_each"`
	BuildSeconds  float64                 `json:"build_seconds,omitempty"`
	CuttingsPerS  float64                 `json:"cuttings_per_second,omitempty"`
	OpenMS        float64                 `json:"open_ms"`
	FirstSearchMS float64                 `json:"first_search_ms"`
	IndexMB       float64                 `json:"index_mb"`
	RowsMB        float64                 `json:"rows_mb"`
	RssAnonMB     float64                 `json:"rss_anon_mb"`
	Ours          map[string]searchTiming `json:"ours"`
	Grouped       map[string]searchTiming `json:"grouped_by_story"`
	Plain         map[string]searchTiming `json:"plain_bleve,omitempty"`
	PlainBuildS   float64                 `json:"plain_build_seconds,omitempty"`
}

// searchTiming is the timing of one class of queries. CPU times count both processors, and are
// valid also on a busy machine, unlike wall times.
type searchTiming struct {
	N      int     `json:"n"`
	P50    float64 `json:"p50"`
	P95    float64 `json:"p95"`
	Max    float64 `json:"max"`
	CPU50  float64 `json:"cpu_p50"`
	CPU95  float64 `json:"cpu_p95"`
	CPUMax float64 `json:"cpu_max"`
	Hits   int     `json:"median_hits"`
}

// search makes a catalogue of cuttings from generated sentences and measures queries of several
// classes, each with ten hits, the exact total, two facets, a histogram and highlights, and the
// same with one hit per story. Arguments after DIR: the number of cuttings, and "plain" to also
// measure a plain Bleve index with the same texts and queries in the same run. An existing
// catalogue in DIR is reused.
func search(ctx context.Context, j job) (any, error) {
	n, plain := searchCuttings, false
	for _, a := range j.rest {
		if a == "plain" {
			plain = true
		} else if v, err := strconv.Atoi(a); err == nil && v > 0 {
			n = v
		} else {
			return nil, fmt.Errorf("%q is neither a number of cuttings nor \"plain\"", a)
		}
	}
	rep := searchReport{Cuttings: n, Ours: map[string]searchTiming{}, Grouped: map[string]searchTiming{}}
	dir := filepath.Join(j.dir, "catalogue")
	g := newGenerator()
	if _, err := os.Stat(dir); err != nil {
		start := time.Now()
		words, err := buildCatalogue(ctx, dir, g, n, j)
		if err != nil {
			return nil, err
		}
		rep.WordsEach = float64(words) / float64(n)
		rep.BuildSeconds = time.Since(start).Seconds()
		rep.CuttingsPerS = float64(n) / rep.BuildSeconds
	}
	rep.IndexMB, rep.RowsMB = megabytes(filepath.Join(dir, "index")),
		megabytes(dir)-megabytes(filepath.Join(dir, "index"))
	start := time.Now()
	c, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if err := c.Sync(ctx); err != nil {
		return nil, err
	}
	rep.OpenMS = ms(time.Since(start))
	start = time.Now()
	if _, err := c.Search(ctx, catalogue.Request{Limit: 10}); err != nil {
		return nil, err
	}
	rep.FirstSearchMS = ms(time.Since(start))
	queries := g.queries()
	find := func(grouped bool) func(text string) (int, error) {
		return func(text string) (int, error) {
			q, err := query.Parse(text, time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC))
			if err != nil {
				return 0, err
			}
			res, err := c.Search(ctx, catalogue.Request{Query: q, Limit: 10, Facets: []string{"source", "kind"},
				Histogram: "month", Highlight: true, ByStory: grouped})
			if err != nil {
				return 0, err
			}
			return res.Total, nil
		}
	}
	measureQueries(queries, j, queryWay{rep.Ours, find(false)}, queryWay{rep.Grouped, find(true)})
	rep.RssAnonMB = rssAnonMB()
	if plain {
		rep.Plain = map[string]searchTiming{}
		if rep.PlainBuildS, err = measurePlain(ctx, filepath.Join(j.dir, "plain"), g, n, queries, rep.Plain,
			j); err != nil {
			return nil, err
		}
	}
	return rep, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// queryWay is a way to run queries and the place for its times.
type queryWay struct {
	into map[string]searchTiming
	do   func(text string) (hits int, err error)
}

// measureQueries runs every query three times in each way, the ways in turn, so that other load of
// the machine affects all of them. It uses the later two: files are then cached, as in normal use.
func measureQueries(queries []benchQuery, j job, ways ...queryWay) {
	type timings struct {
		times, cpu map[string][]float64
		hits       map[string][]int
	}
	all := make([]timings, len(ways))
	for i := range all {
		all[i] = timings{map[string][]float64{}, map[string][]float64{}, map[string][]int{}}
	}
	for round := range 3 {
		for at, q := range queries {
			for k := range ways {
				i := (k + at + round) % len(ways) // so that no way always follows the same other one
				t := &all[i]
				start, used := time.Now(), cpuTime()
				n, err := ways[i].do(q.text)
				took, burnt := ms(time.Since(start)), ms(cpuTime()-used)
				if err != nil {
					fmt.Fprintf(j.stderr, "%s: %v\n", q.text, err)
					continue
				}
				for _, class := range []string{q.class, "all"} {
					if round == 0 {
						t.hits[class] = append(t.hits[class], n)
						continue
					}
					t.times[class] = append(t.times[class], took)
					t.cpu[class] = append(t.cpu[class], burnt)
				}
				if j.worst > 0 && round == 2 && burnt > 50 {
					fmt.Fprintf(j.stderr, "%7.1f ms %7.1f ms CPU %7d hits  %s\n", took, burnt, n, q.text)
				}
			}
		}
	}
	for i, t := range all {
		for class, times := range t.times {
			cpu, hits := t.cpu[class], t.hits[class]
			slices.Sort(times)
			slices.Sort(cpu)
			slices.Sort(hits)
			last := len(times) - 1
			ways[i].into[class] = searchTiming{N: len(times), P50: times[len(times)/2], P95: times[len(times)*95/100],
				Max: times[last], CPU50: cpu[len(cpu)/2], CPU95: cpu[len(cpu)*95/100], CPUMax: cpu[last],
				Hits: hits[len(hits)/2]}
		}
	}
}

func buildCatalogue(ctx context.Context, dir string, g *generator, n int, j job) (words int, err error) {
	c, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		return 0, err
	}
	defer c.Close()
	const perPage, perBatch = 5, 64
	start := time.Now()
	var b catalogue.Batch
	for i := 0; i < n; i += perPage {
		id := fmt.Sprintf("capture-%08d", i)
		at := time.Date(2020, 1, 1, 0, 0, i, 0, time.UTC)
		p := catalogue.PageReading{Page: catalogue.PageRow{
			Capture: cutting.Capture{ID: id, Name: id, Time: at, MediaType: "text/html"}, Added: at,
			Kind: cutting.ListingPage}}
		for k := range perPage {
			s, w := g.cutting(i+k, id, at)
			words += w
			s.Ordinal = k
			p.Sightings = append(p.Sightings, s)
			if k < 4 && i%(2*perPage) == 0 { // two in five are in stories of four
				b.Rows = append(b.Rows, storyRow(s.CuttingID, p.Sightings[0].CuttingID))
			}
		}
		p.Page.Source = p.Sightings[0].Source
		b.Pages = append(b.Pages, p)
		if len(b.Pages) == perBatch || i+perPage >= n {
			if err := c.Apply(ctx, b); err != nil {
				return 0, err
			}
			b.Pages, b.Rows = nil, nil
		}
		if i%20000 == 0 {
			fmt.Fprintf(j.stderr, "%7d cuttings, %5.0f s, RssAnon %.0f MB\n", i, time.Since(start).Seconds(),
				rssAnonMB())
		}
	}
	fmt.Fprintf(j.stderr, "rows written after %.0f s, RssAnon %.0f MB\n", time.Since(start).Seconds(), rssAnonMB())
	if err := c.Sync(ctx); err != nil {
		return 0, err
	}
	fmt.Fprintf(j.stderr, "indexed after %.0f s, RssAnon %.0f MB\n", time.Since(start).Seconds(), rssAnonMB())
	return words, nil
}

// storyRow assigns a cutting to a story of four.
func storyRow(id, story string) catalogue.StageRow {
	is, counts := catalogue.IsCopy, ""
	if id == story {
		is, counts = catalogue.IsIndependent, `,"counts":{"cuttings":4,"independent":1,"outlets":3}`
	}
	return catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.StoryStage, Key: id}, Of: catalogue.OfCutting,
		Version: 1, Value: fmt.Appendf(nil, `{"text":"","story":%q,"is":%q%s}`, story, is, counts),
		Fields: map[string][]string{"story": {story}, "is": {is}, "outlets": {"3"}}}
}

func megabytes(dir string) float64 {
	var n int64
	filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return float64(n) / 1e6
}

// rssAnonMB returns the process's own memory as Linux counts it; the Go heap elsewhere.
func rssAnonMB() float64 {
	b, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for line := range strings.Lines(string(b)) {
			if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
				kb, _ := strconv.Atoi(strings.Fields(rest)[0])
				return float64(kb) / 1024
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / 1e6
}

// generator makes texts: invented words by their rank (Zipf's law), sentences of them, and cuttings
// of recombined sentences. They are the same in every run.
type generator struct {
	words     []string
	sentences []string
}

const (
	genWords     = 60_000
	genSentences = 50_000
)

func newGenerator() *generator {
	r := rand.New(rand.NewPCG(1, 2))
	onsets := strings.Fields("b c d f g h j k l m n p r s t v w z br cl dr fr gr pl pr sc st tr th sh")
	vowels := strings.Fields("a e i o u ai ea ou io")
	codas := strings.Fields("n r s t l m d nd rt st ck x")
	endings := []string{"", "", "s", "ed", "ing", "er", "ly", "ment"}
	g := &generator{}
	seen := map[string]bool{}
	for len(g.words) < genWords {
		var b strings.Builder
		for range 1 + min(len(g.words)/200, 1) + r.IntN(2) {
			b.WriteString(onsets[r.IntN(len(onsets))])
			b.WriteString(vowels[r.IntN(len(vowels))])
		}
		if r.IntN(2) == 0 {
			b.WriteString(codas[r.IntN(len(codas))])
		}
		stem := b.String()
		w := stem + endings[r.IntN(len(endings))]
		if !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	z := rand.NewZipf(r, 1.08, 3, genWords-1)
	for range genSentences {
		n := 6 + r.IntN(13)
		list := make([]string, n)
		for i := range list {
			list[i] = g.words[z.Uint64()]
		}
		s := strings.Join(list, " ")
		g.sentences = append(g.sentences, strings.ToUpper(s[:1])+s[1:]+".")
	}
	return g
}

// cutting returns a cutting of about 300 words.
func (g *generator) cutting(i int, capture string, at time.Time) (catalogue.Sighting, int) {
	r := rand.New(rand.NewPCG(3, uint64(i)))
	var b strings.Builder
	words := 0
	for k := 0; words < 200+r.IntN(200); k++ {
		if k > 0 {
			if k%4 == 0 {
				b.WriteString("\n\n")
			} else {
				b.WriteByte(' ')
			}
		}
		s := g.sentences[r.IntN(len(g.sentences))]
		words += 1 + strings.Count(s, " ")
		b.WriteString(s)
	}
	source := fmt.Sprintf("outlet%02d.example", min(r.IntN(40), r.IntN(40)))
	head := strings.Fields(g.sentences[r.IntN(len(g.sentences))])
	url := fmt.Sprintf("https://%s/news/%d", source, i)
	s := catalogue.Sighting{
		CuttingID: cutting.NewCuttingID(cutting.Article, source, url, "", ""), CaptureID: capture,
		Kind:   []cutting.Kind{cutting.Article, cutting.Teaser, cutting.Rail}[min(r.IntN(3), r.IntN(3))],
		Source: catalogue.Source{ID: source, Name: source}, Lang: []string{"en", "en", "de", "fr"}[r.IntN(4)],
		Headline: strings.Join(head[:min(len(head), 8)], " "), Text: b.String(), URL: url,
		Published: cutting.Date{Value: time.Date(2005, 1, 1+r.IntN(16*365), 0, 0, 0, 0, time.UTC).Format("2006-01-02"),
			Origin: "meta"},
		Section: fmt.Sprint("Section ", r.IntN(30)), Byline: []string{
			g.words[r.IntN(500)] + " " + g.words[r.IntN(5000)]},
		Bytes: []cutting.Range{{Start: 100, End: 5000}}, Captured: at, Added: at,
	}
	s.Version = cutting.Sum([]byte(s.Text))
	return s, words
}

type benchQuery struct{ class, text string }

// queries returns thirty queries of each class.
func (g *generator) queries() []benchQuery {
	r := rand.New(rand.NewPCG(5, 6))
	word := func(from, to int) string { return g.words[from+r.IntN(to-from)] }
	var out []benchQuery
	add := func(class, text string) { out = append(out, benchQuery{class, text}) }
	for range 30 {
		add("rare", word(8_000, 50_000))
		add("common", word(0, 60))
		add("and", word(0, 300)+" "+word(100, 3000))
		add("or", word(0, 200)+" OR "+word(0, 1000)+" OR "+word(1000, 9000))
		f := strings.Fields(strings.TrimSuffix(strings.ToLower(g.sentences[r.IntN(genSentences)]), "."))
		n := min(len(f)-1, 2+r.IntN(3))
		k := r.IntN(len(f) - n)
		add("phrase", `"`+strings.Join(f[k:k+n], " ")+`"`)
		w := word(200, 9000)
		add("prefix", w[:min(len(w), 3+r.IntN(2))]+"*")
		add("filtered", fmt.Sprintf("%s source:outlet%02d.example date:%d/%d", word(0, 2000), r.IntN(20),
			2006+r.IntN(5), 2012+r.IntN(5)))
	}
	return out
}
