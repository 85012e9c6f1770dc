package press_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"cuttings/capture"
	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/internal/corpus"
	"cuttings/press"
)

var noon = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

// memoryVault is a vault in memory with the promises of press.Vault.
type memoryVault struct {
	order   []press.Kept
	content map[string][]byte
	fail    error  // returned by Add once set
	bad     string // name of a capture that is refused
}

func newMemoryVault() *memoryVault { return &memoryVault{content: map[string][]byte{}} }

func (s *memoryVault) Add(_ context.Context, in []press.Original) ([]press.Kept, error) {
	if s.fail != nil {
		return nil, s.fail
	}
	var out []press.Kept
	for _, o := range in {
		if o.Capture.Name == s.bad {
			out = append(out, press.Kept{Capture: o.Capture, Refused: cutting.Errorf(cutting.Invalid, "does not fit")})
			continue
		}
		k := press.Kept{Capture: o.Capture, Added: noon, Faults: o.Faults}
		if _, ok := s.content[o.Capture.ID]; !ok {
			k.New = true
			s.content[o.Capture.ID] = o.Content
			s.order = append(s.order, k)
		}
		out = append(out, k)
	}
	return out, nil
}

func (s *memoryVault) Get(_ context.Context, id string) (cutting.Capture, []byte, error) {
	for _, k := range s.order {
		if k.Capture.ID == id {
			return k.Capture, s.content[id], nil
		}
	}
	return cutting.Capture{}, nil, cutting.Errorf(cutting.NotFound, "no capture %s", id)
}

func (s *memoryVault) Find(_ context.Context, id string) (press.Kept, error) {
	for _, k := range s.order {
		if k.Capture.ID == id {
			k.New = false
			return k, nil
		}
	}
	return press.Kept{}, cutting.Errorf(cutting.NotFound, "no capture %s", id)
}

// decided returns these corrections as a journal does.
func decided(fixes ...cutting.Correction) func(string) cutting.CaptureDecisions {
	return func(id string) (d cutting.CaptureDecisions) {
		for _, f := range fixes {
			if f.Capture == id {
				d.Lines++
				d.Corrections = append(d.Corrections, f)
			}
		}
		return d
	}
}

func (s *memoryVault) Each(_ context.Context, fn func(press.Kept) error) error {
	for _, k := range s.order {
		k.New = false
		if err := fn(k); err != nil {
			return err
		}
	}
	return nil
}

func original(name, mediaType string, content []byte) press.Original {
	c := cutting.Capture{Name: name, Time: noon, MediaType: mediaType}
	capture.Identify(&c, content)
	return press.Original{Capture: c, Content: content}
}

func pages(n int) []press.Original {
	out := make([]press.Original, n)
	for i := range out {
		_, b := corpus.Page(i)
		out[i] = original(fmt.Sprintf("in/%d.html", i), "text/html", b)
	}
	return out
}

func offerAll(in []press.Original) func(context.Context, press.Feed) error {
	return func(_ context.Context, offer press.Feed) error {
		for _, o := range in {
			if err := offer(o); err != nil {
				return err
			}
		}
		return nil
	}
}

func dump(t *testing.T, c catalogue.Dumper) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Dump(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAddIsIdempotentAndOrderIndependent(t *testing.T) {
	ctx := context.Background()
	in := pages(30)
	first := memory.New()
	p := &press.Press{Vault: newMemoryVault(), Catalogue: first}
	done, err := p.Add(ctx, offerAll(in))
	if err != nil {
		t.Fatal(err)
	}
	if done.Captures != 30 || done.New != 30 || done.Cuttings < 60 || done.Failures != 0 {
		t.Errorf("first run: %+v", done)
	}
	want := dump(t, first)
	if done, err = p.Add(ctx, offerAll(in)); err != nil || done.New != 0 || done.Cuttings != 0 {
		t.Errorf("second run: %+v, %v", done, err)
	}
	if dump(t, first) != want {
		t.Error("adding the same again changed the catalogue")
	}
	for seed := range uint64(3) {
		mixed := slices.Clone(in)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		c := memory.New()
		if _, err := (&press.Press{Vault: newMemoryVault(), Catalogue: c}).Add(ctx, offerAll(mixed)); err != nil {
			t.Fatal(err)
		}
		if dump(t, c) != want {
			t.Errorf("order %d gives another catalogue", seed)
		}
	}
}

func TestCatchUpRebuildsTheSame(t *testing.T) {
	ctx := context.Background()
	v, first := newMemoryVault(), memory.New()
	if _, err := (&press.Press{Vault: v, Catalogue: first}).Add(ctx, offerAll(pages(20))); err != nil {
		t.Fatal(err)
	}
	again := memory.New()
	p := &press.Press{Vault: v, Catalogue: again}
	if _, err := p.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	if dump(t, again) != dump(t, first) {
		t.Error("a rebuild gives another catalogue")
	}
	if done, err := p.CatchUp(ctx); err != nil || done.Captures != 0 {
		t.Errorf("nothing was left, yet %+v, %v", done, err)
	}
}

func TestOneBadPageStopsNothing(t *testing.T) {
	ctx := context.Background()
	in := pages(3)
	in = append(in, original("in/picture.html", "text/html",
		[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00")))
	c := memory.New()
	p := &press.Press{Vault: newMemoryVault(), Catalogue: c}
	done, err := p.Add(ctx, offerAll(in))
	if err != nil || done.Captures != 4 || done.Failures != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	row, err := c.Page(ctx, in[3].Capture.ID)
	if err != nil || row.Failure == "" {
		t.Errorf("the failure is not remembered: %+v, %v", row, err)
	}
}

func TestOneRefusedAdditionStopsNothing(t *testing.T) {
	in := pages(300) // several batches
	vault := newMemoryVault()
	vault.bad = in[200].Capture.Name
	var refused []string
	p := &press.Press{Vault: vault, Catalogue: memory.New(), Refused: func(c cutting.Capture, err error) {
		refused = append(refused, c.Name+": "+err.Error())
	}}
	done, err := p.Add(context.Background(), offerAll(in))
	if err != nil {
		t.Fatal(err)
	}
	if done.Captures != 299 || done.New != 299 {
		t.Errorf("%+v, want all but the refused one", done)
	}
	if want := []string{vault.bad + ": does not fit"}; !slices.Equal(refused, want) {
		t.Errorf("refused %q, want %q", refused, want)
	}
}

func TestErrorsEndTheRun(t *testing.T) {
	full := cutting.Errorf(cutting.Unavailable, "disk full")
	v := newMemoryVault()
	v.fail = full
	p := &press.Press{Vault: v, Catalogue: memory.New()}
	if _, err := p.Add(context.Background(), offerAll(pages(5))); !errors.Is(err, full) {
		t.Errorf("vault error: got %v", err)
	}
	broken := errors.New("source broke")
	p.Vault = newMemoryVault()
	if _, err := p.Add(context.Background(), func(context.Context, press.Feed) error {
		return broken
	}); !errors.Is(err, broken) {
		t.Errorf("source error: got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := p.Add(ctx, func(ctx context.Context, offer press.Feed) error {
		cancel()
		return offer(pages(1)[0])
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestVerifyRowsFindsWhatWasChanged(t *testing.T) {
	ctx := context.Background()
	v, c := newMemoryVault(), memory.New()
	p := &press.Press{Vault: v, Catalogue: c}
	if _, err := p.Add(ctx, offerAll(pages(6))); err != nil {
		t.Fatal(err)
	}
	verify := func() (problems []string) {
		if _, err := p.VerifyRows(ctx, c, func(pr press.Problem) {
			problems = append(problems, pr.String())
		}); err != nil {
			t.Fatal(err)
		}
		return problems
	}
	if got := verify(); len(got) != 0 {
		t.Fatalf("a sound archive has problems: %v", got)
	}
	id := v.order[2].Capture.ID
	row, err := c.Page(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	sightings, err := c.PageSightings(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	changed := slices.Clone(sightings)
	changed[0].Headline = "Something else"
	if err := c.Apply(ctx, catalogue.Batch{Pages: []catalogue.PageReading{
		{Page: *row, Sightings: changed}}}); err != nil {
		t.Fatal(err)
	}
	if got := verify(); len(got) != 1 || !strings.Contains(got[0], "cutting 0") {
		t.Errorf("a changed headline: %v", got)
	}
	v.content[id] = append([]byte("x"), v.content[id]...)
	if got := verify(); len(got) < 2 {
		t.Errorf("changed bytes: %v", got)
	}
}

func TestCorrectionsAreTakenIn(t *testing.T) {
	ctx := context.Background()
	page := original("in/list.txt", "text/plain", []byte(
		"Ferry stops running\n\nThe ferry between Quennet and the islands will stop at the end of the month, its "+
			"owner said.\n\nBridge stays open\n\nThe bridge at Corrin will stay open after all, the ministry "+
			"announced on Monday night.\n\nMill closes in spring\n\nThe old mill on the Osva will close in spring "+
			"because of rising costs, the council said on Friday.\n"))
	v, c := newMemoryVault(), memory.New()
	p := &press.Press{Vault: v, Catalogue: c}
	if _, err := p.Add(ctx, offerAll([]press.Original{page})); err != nil {
		t.Fatal(err)
	}
	id := page.Capture.ID
	fix := cutting.Correction{Capture: id, Items: []cutting.CorrectedItem{{
		Kind: cutting.Article, Ranges: []cutting.Range{{Start: 0, End: page.Capture.Length}},
		Headline: cutting.Range{Start: 0, End: 19},
	}}}
	if err := fix.Check(page.Capture.Length); err != nil {
		t.Fatal(err)
	}
	p.Decided = decided(fix)
	if done, err := p.CatchUp(ctx); err != nil || done.Captures != 1 {
		t.Fatalf("the corrected capture was not read anew: %+v, %v", done, err)
	}
	got, err := c.PageSightings(ctx, id)
	if err != nil || len(got) != 1 || got[0].Kind != cutting.Article || got[0].Headline != "Ferry stops running" {
		t.Fatalf("after the correction: %+v, %v", got, err)
	}
	if !strings.Contains(got[0].Text, "Bridge stays open") {
		t.Errorf("the text lacks what was joined to it: %q", got[0].Text)
	}
	if done, err := p.CatchUp(ctx); err != nil || done.Captures != 0 {
		t.Errorf("read again though nothing changed: %+v, %v", done, err)
	}
	// Undone: two lines are about the capture and none is in effect.
	p.Decided = func(string) cutting.CaptureDecisions { return cutting.CaptureDecisions{Lines: 2} }
	if done, err := p.CatchUp(ctx); err != nil || done.Captures != 1 {
		t.Errorf("not read again after the correction was taken back: %+v, %v", done, err)
	}
	if got, err := c.PageSightings(ctx, id); err != nil || len(got) != 3 {
		t.Errorf("after it was taken back: %+v, %v", got, err)
	}
}

// TestRedoTouchesNoOther: Redo reads the captures named and no others, whatever else
// is due, and gives what a whole run gives.
func TestRedoTouchesNoOther(t *testing.T) {
	ctx := context.Background()
	var in []press.Original
	for _, name := range []string{"a", "b", "c"} {
		in = append(in, original("in/"+name+".txt", "text/plain",
			[]byte("Ferry stops at "+name+"\n\nThe ferry between Quennet and the islands will stop at the end of "+
				"the month, its owner said.\n\nRead more\n\nBridge "+name+
				" stays open\n\nThe bridge at Corrin will stay open after all, the ministry announced on Monday "+
				"night.\n\nRead more\n")))
	}
	v, c := newMemoryVault(), memory.New()
	p := &press.Press{Vault: v, Catalogue: c}
	if _, err := p.Add(ctx, offerAll(in)); err != nil {
		t.Fatal(err)
	}
	year := func(id string) cutting.Correction {
		return cutting.Correction{Capture: id, Facts: []cutting.CorrectedFacts{
			{Of: []cutting.Range{{Start: 0, End: 40}}, Published: &cutting.CorrectedDate{Value: "2011"}}}}
	}
	a, b := in[0].Capture.ID, in[1].Capture.ID
	p.Decided = decided(year(a), year(b))
	mark, err := c.Changes(ctx, "", func(catalogue.Change) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	done, err := p.Redo(ctx, a, a)
	if err != nil || done.Captures != 1 {
		t.Fatalf("%+v, %v; want one capture read", done, err)
	}
	_, err = c.Changes(ctx, mark, func(ch catalogue.Change) bool {
		if ch.Of == catalogue.PageThing && ch.Key != a {
			t.Errorf("capture %s was read again, too", ch.Key)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]bool{a: true, b: false} {
		if row, err := c.Page(ctx, id); err != nil || p.UpToDate(row) != want {
			t.Errorf("capture %s up to date: %v, want %v (%v)", id, p.UpToDate(row), want, err)
		}
	}
	if done, err := p.CatchUp(ctx); err != nil || done.Captures != 1 {
		t.Fatalf("the rest: %+v, %v", done, err)
	}
	whole := &press.Press{Vault: v, Catalogue: memory.New(), Decided: p.Decided}
	if _, err := whole.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	if got, want := dump(t, c), dump(t, whole.Catalogue.(*memory.Catalogue)); got != want {
		t.Errorf("a rebuild gives another catalogue:\n%s\n%s", got, want)
	}
	if _, err := p.Redo(ctx, "nosuch"); cutting.KindOf(err) != cutting.NotFound {
		t.Errorf("an unknown capture: %v", err)
	}
}

// TestTimeAndAddressOfARow: what the program that saved a page left in it counts
// where the carrier states nothing, and a folder named like a host is no address.
// What an archive, a cache or a translator shows is the page's whose address is within theirs, which
// stays what the capture was found under.
func TestOutletOfAWrappedPage(t *testing.T) {
	const page = `<html><head><title>Late</title></head><body><h1>The ferry is late</h1><p>The Brindle ferry was ` +
		`late again on Monday, <a href="/b">as before</a>.</p></body></html>`
	for name, at := range map[string]string{
		"an archive":   "https://web.archive.org/web/20190509120000/https://www.beacon.example/a",
		"a cache":      "http://webcache.googleusercontent.com/search?q=cache:Xy1zAbCdEfGJ:www.beacon.example/a&cd=1",
		"a translator": "https://www-beacon-example.translate.goog/a?_x_tr_sl=fa&_x_tr_tl=en",
		"itself":       "https://www.beacon.example/a",
	} {
		t.Run(name, func(t *testing.T) {
			c := cutting.Capture{Name: "in/a.warc", URL: at, Time: noon, TimeOrigin: "warc", MediaType: "text/html"}
			capture.Identify(&c, []byte(page))
			got := press.ReadingOf(press.Original{Capture: c, Content: []byte(page)}, noon, cutting.CaptureDecisions{})
			if got.Page.Source.ID != "beacon.example" {
				t.Errorf("outlet %s", got.Page.Source.ID)
			}
			if got.Page.Capture.URL != at {
				t.Errorf("the capture was found under %s", got.Page.Capture.URL)
			}
		})
	}
}

func TestTimeAndAddressOfARow(t *testing.T) {
	const page = `<html><head><title>Late</title></head><body><h1>The ferry is late</h1><p>The Brindle ferry was ` +
		`late again on Monday.</p></body></html>`
	const mark = `<!-- Saved from https://beacon.example/a at 2019-05-09T12:00:00Z using monolith v2.8.1 -->`
	for _, tt := range []struct {
		name, origin, file, content string
		url, want                   string
		at                          time.Time
	}{
		{"a file's date", "mtime", "in/a.html", page, "", "mtime", noon},
		{"a mark, over a file's date", "mtime", "in/a.html", mark + page, "https://beacon.example/a", "saved-from",
			time.Date(2019, 5, 9, 12, 0, 0, 0, time.UTC)},
		{"a carrier, over a mark", "warc", "in/a.html", mark + page, "https://beacon.example/a", "warc", noon},
		{"a mirror's folder", "mtime", "www.beacon.example/a.html", page, "", "mtime", noon},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := cutting.Capture{Name: tt.file, Time: noon, TimeOrigin: tt.origin, MediaType: "text/html"}
			capture.Identify(&c, []byte(tt.content))
			row := press.ReadingOf(press.Original{Capture: c, Content: []byte(tt.content)}, noon,
				cutting.CaptureDecisions{}).Page
			if row.Capture.URL != tt.url || row.Capture.TimeOrigin != tt.want || !row.Capture.Time.Equal(tt.at) {
				t.Errorf("%q at %v by %s; want %q at %v by %s", row.Capture.URL, row.Capture.Time,
					row.Capture.TimeOrigin, tt.url, tt.at, tt.want)
			}
			if row.Capture.ID != c.ID {
				t.Errorf("the capture's ID changed")
			}
			if tt.name == "a mirror's folder" && row.Source.ID != "beacon.example" {
				t.Errorf("source %s", row.Source.ID)
			}
		})
	}
}
