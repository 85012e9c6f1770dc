package readers_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/readers"
	"cuttings/reading/events"
	"cuttings/reading/figures"
	"cuttings/reading/labels"
	"cuttings/reading/names"
	"cuttings/reading/statements"
	"cuttings/reading/times"
)

var text = catalogue.Text{Lang: "en", Headline: "Orvania denies ramming ferry", Day: "2031-05-14",
	Text: "VELM, May 14 – The Orvanian Seafarers' Union (OSU) said on Tuesday that a patrol boat had rammed the " +
		"ferry.\n\n\"Nobody was there,\" said Ilya Dravic, the transport minister of Orvania, in 2029."}

// TestReadersFind reads one text; each mark is compared by the words it covers.
func TestReadersFind(t *testing.T) {
	r, err := readers.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	words := cutting.Words(text.Headline, text.Text)
	var names, aliases, times, said []string
	for _, m := range r.Names {
		names = append(names, m.Kind+" "+m.At.In(words))
	}
	for _, m := range r.Aliases {
		aliases = append(aliases, m.Long.In(words)+" = "+m.Short.In(words))
	}
	for _, m := range r.Times {
		times = append(times, m.At.In(words)+" "+m.Value)
	}
	for i, m := range r.Statements {
		if name, _, ok := r.Speaker(i); ok {
			said = append(said, name.Form+" "+m.Cue.In(words))
		}
	}
	if !slices.Contains(names, "PER Ilya Dravic") || !slices.Contains(names, "ORG OSU") {
		t.Errorf("names %q", names)
	}
	if d := cmp.Diff([]string{"Orvanian Seafarers' Union = OSU"}, aliases); d != "" {
		t.Error(d)
	}
	if !slices.Contains(times, "Tuesday 2031-05-13") || !slices.Contains(times, "2029 2029") {
		t.Errorf("times %q", times)
	}
	if !slices.Contains(said, "Ilya Dravic said") {
		t.Errorf("statements %q", said)
	}
}

func TestOtherLanguagesAreLeftAlone(t *testing.T) {
	r, err := readers.Read(catalogue.Text{Lang: "ja", Headline: "港", Text: "港は閉鎖された。1986年。"})
	if err != nil || r.Names != nil || r.Statements != nil || r.Times != nil {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestReadersServeWhatTheySay checks that a reader finds something in the languages it states it supports, and
// nothing in any other, whatever the words.
func TestReadersServeWhatTheySay(t *testing.T) {
	const text = "Minister Ilya Dravic said that two crewmen were killed in Turkey on 4 May 1986. " +
		"The terrorist group PBZ denied it."
	for _, lang := range []string{"en", "de", "es", "ru", "fr", "fa", "ja", ""} {
		r, err := readers.Read(catalogue.Text{Lang: lang, Headline: "Ferry", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			reader string
			serves []string
			found  int
		}{
			{"names", names.Languages(), len(r.Names)}, {"statements", statements.Languages(), len(r.Statements)},
			{"times", times.Languages(), len(r.Times)}, {"figures", figures.Languages(), len(r.Figures)},
			{"labels", labels.Languages(), len(r.Labels)}, {"events", events.Languages(), len(r.Events)},
		} {
			if serves := slices.Contains(c.serves, lang); serves != (c.found > 0) {
				t.Errorf("%s in %q: %d found, served %v", c.reader, lang, c.found, serves)
			}
		}
	}
}

// counting wraps the stages so that it is known what each of them read.
type counting struct {
	mu   sync.Mutex
	read map[string]int
}

func (c *counting) stages(version map[string]int) []press.Stage {
	out := readers.Stages()
	for i := range out {
		s := &out[i]
		s.Version += version[s.Name]
		name, read := s.Name, s.Text
		s.Text = func(ctx context.Context, in press.TextInput) (press.Found, error) {
			c.mu.Lock()
			c.read[name]++
			c.mu.Unlock()
			return read(ctx, in)
		}
	}
	return out
}

func batch() catalogue.Batch {
	at := time.Date(2031, 5, 15, 0, 0, 0, 0, time.UTC)
	one := func(capture, id, day string) catalogue.PageReading {
		src := catalogue.Source{ID: "courier.example", Name: "Courier"}
		return catalogue.PageReading{
			Page: catalogue.PageRow{Capture: cutting.Capture{ID: capture, Time: at}, Added: at, Source: src,
				Versions: press.Versions()},
			Sightings: []catalogue.Sighting{{CuttingID: id, CaptureID: capture, Kind: cutting.Article, Source: src,
				Lang: text.Lang, Headline: text.Headline, Text: text.Text, Published: cutting.Date{Value: day},
				Captured: at, Added: at, Version: cutting.Sum([]byte(text.Text)), Bytes: []cutting.Range{{End: 9}}}}}
	}
	return catalogue.Batch{Pages: []catalogue.PageReading{one("c1", "x", text.Day), one("c2", "y", text.Day),
		one("c3", "z", "2031-06-01")}}
}

// TestOneReaderIsRedoneAlone: raising one reader's version reads each text again by
// that reader and, as it finds the same, by no other.
func TestOneReaderIsRedoneAlone(t *testing.T) {
	ctx := context.Background()
	c := memory.New()
	if err := c.Apply(ctx, batch()); err != nil {
		t.Fatal(err)
	}
	all := map[string]int{}
	for _, s := range readers.Stages() {
		all[s.Name] = 2 // equal texts of one day are one
	}
	run := func(version map[string]int) map[string]int {
		t.Helper()
		count := &counting{read: map[string]int{}}
		p := &press.Press{Vault: nothing{}, Catalogue: c, Stages: count.stages(version)}
		if _, err := p.CatchUp(ctx); err != nil {
			t.Fatal(err)
		}
		return count.read
	}
	if got := run(nil); !maps.Equal(got, all) {
		t.Fatalf("the first run read %v, want %v", got, all)
	}
	if got := run(nil); len(got) != 0 {
		t.Errorf("nothing was due, yet it read %v", got)
	}
	for name := range all {
		if got, want := run(map[string]int{name: 1}), map[string]int{name: 2}; !maps.Equal(got, want) {
			t.Errorf("another version of %s read %v, want %v", name, got, want)
		}
		run(nil)
	}
}

// TestFieldsOfReaders searches by what was read.
func TestFieldsOfReaders(t *testing.T) {
	ctx := context.Background()
	c := memory.New()
	if err := c.Apply(ctx, batch()); err != nil {
		t.Fatal(err)
	}
	p := &press.Press{Vault: nothing{}, Catalogue: c, Stages: readers.Stages()}
	if _, err := p.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string]string{
		"name:dravic": "x y z", `name:="Ilya Dravic"`: "x y z", "name:=dravic": "", "speaker:dravic": "x y z",
		"said:ramming": "x y z", `said:"patrol boat"`: "x y z", "said:minister": "", "when:2029": "x y z",
		"when:2031-05-13": "x y", "when:2031-05-27": "z", "when:1986": "",
	} {
		parsed, err := query.Parse(q, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		res, err := c.Search(ctx, catalogue.Request{Query: parsed, Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %q, want %q", q, got, want)
		}
	}
}

// nothing is an empty vault.
type nothing struct{}

func (nothing) Add(context.Context, []press.Original) ([]press.Kept, error) { return nil, nil }
func (nothing) Get(context.Context, string) (cutting.Capture, []byte, error) {
	return cutting.Capture{}, nil, cutting.Errorf(cutting.NotFound, "no capture")
}
func (nothing) Find(context.Context, string) (press.Kept, error) {
	return press.Kept{}, cutting.Errorf(cutting.NotFound, "no capture")
}
func (nothing) Each(context.Context, func(press.Kept) error) error { return nil }
