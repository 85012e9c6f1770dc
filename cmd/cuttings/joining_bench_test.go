package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/joining"
	"cuttings/press/readers"
)

// BenchmarkJoining joins the names of a made archive, first all of them and then after
// one more page each time. CUTTINGS_BENCH_CUTTINGS is another size than 5000.
func BenchmarkJoining(b *testing.B) {
	n := 5000
	if size, err := strconv.Atoi(os.Getenv("CUTTINGS_BENCH_CUTTINGS")); err == nil {
		n = size
	}
	ctx := context.Background()
	c, err := sqlite.Open(ctx, b.TempDir(), sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	m := newNamesMaker()
	for i := 0; i < n; i += 500 {
		if err := c.Apply(ctx, m.batch(i, 500)); err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Sync(ctx); err != nil {
		b.Fatal(err)
	}
	stage := (&joining.Joiner{}).Stage(func() cutting.NameDecisions { return cutting.NameDecisions{} })
	begin := time.Now()
	if err := stage.Archive(ctx, c); err != nil {
		b.Fatal(err)
	}
	all := time.Since(begin).Seconds()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		if err := c.Apply(ctx, m.batch(n+i, 1)); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := stage.Archive(ctx, c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(all, "s-all")
}

// namesMaker makes cuttings that name persons, bodies and places, few of them often and
// most of them rarely, in full or by surname.
type namesMaker struct {
	r                      *rand.Rand
	person, given, body, l *rand.Zipf
}

func newNamesMaker() *namesMaker {
	r := rand.New(rand.NewPCG(5, 6))
	zipf := func(n uint64) *rand.Zipf { return rand.NewZipf(r, 1.1, 8, n-1) }
	return &namesMaker{r, zipf(40_000), zipf(400), zipf(10_000), zipf(5_000)}
}

func word(n uint64) string {
	syllables := []string{"ka", "ro", "mel", "tan", "vi", "dor", "esh", "lu", "bra", "nim", "sol", "per", "ket", "ola"}
	s := ""
	for n += 14; n > 0; n /= 14 {
		s += syllables[n%14]
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (m *namesMaker) local(kind, full string, more ...string) cutting.LocalName {
	l := cutting.LocalName{Kind: kind, Form: full}
	for _, f := range append([]string{full}, more...) {
		l.Uses = append(l.Uses, cutting.LocalUse{Form: f, Count: 1, First: cutting.At{Start: 3, End: 9}})
	}
	return l
}

func (m *namesMaker) batch(from, n int) catalogue.Batch {
	var b catalogue.Batch
	for i := from; i < from+n; i++ {
		at := time.Date(2012, 1, 1, 0, i, 0, 0, time.UTC)
		id := fmt.Sprintf("made-%08d", i)
		src := catalogue.Source{ID: fmt.Sprintf("s%d.example", i%40), Name: "A source"}
		s := catalogue.Sighting{CuttingID: id, CaptureID: id, Kind: cutting.Article, Source: src, Lang: "en",
			Headline: "Headline " + id, Text: "A text of some words.", Published: cutting.Date{Value: "2012-01-02"},
			Captured: at, Added: at, Version: cutting.Sum([]byte(id)), Bytes: []cutting.Range{{End: 9}}}
		var l cutting.Locals
		for range 2 + m.r.IntN(4) {
			p := m.person.Uint64()
			surname := word(p / 3)
			full := word(uint64(p*7919)%400) + " " + surname
			switch m.r.IntN(8) {
			case 0:
				l.Names = append(l.Names, m.local("PER", surname))
			case 1:
				l.Names = append(l.Names, m.local("PER", full))
			default:
				l.Names = append(l.Names, m.local("PER", full, surname))
			}
		}
		for range 1 + m.r.IntN(3) {
			p := m.body.Uint64()
			full := word(p) + " " + word(p%90) + " Union"
			o := m.local("ORG", full)
			if m.r.IntN(3) == 0 {
				short := full[:1] + word(p % 90)[:1] + "U"
				o.Uses = append(o.Uses, cutting.LocalUse{Form: short, Count: 1, First: cutting.At{Start: 20, End: 23}})
				o.Aliases = append(o.Aliases, cutting.LocalAlias{Long: full, Short: short, Cue: "bracket",
					At: cutting.At{Start: 3, End: 23}})
			}
			l.Names = append(l.Names, o)
		}
		for range 1 + m.r.IntN(3) {
			l.Names = append(l.Names, m.local("LOC", word(m.l.Uint64())))
		}
		value, err := json.Marshal(l)
		if err != nil {
			panic(err)
		}
		b.Pages = append(b.Pages, catalogue.PageReading{
			Page: catalogue.PageRow{Capture: cutting.Capture{ID: id, Time: at},
				Added: at, Source: src, Versions: press.Versions()}, Sightings: []catalogue.Sighting{s}})
		b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: readers.LocalNames,
			Key: catalogue.TextKey(&s)}, Of: catalogue.OfText, Version: 1, Value: value})
	}
	return b
}
