package press_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/press"
)

func TestCheckRefusesAWrongOrder(t *testing.T) {
	text := func(context.Context, press.TextInput) (press.Found, error) { return press.Found{}, nil }
	page := func(context.Context, press.PageInput) (press.Found, error) { return press.Found{}, nil }
	ok := press.Stage{Name: "names", Version: 1, Needs: []string{press.Texts}, Gives: []string{"names"}, Text: text}
	archive := func(context.Context, press.Catalogue) error { return nil }
	sums := press.Stage{Name: "sums", Version: 1, Archive: archive}
	with := func(s press.Stage, change func(*press.Stage)) press.Stage {
		s.Needs = slices.Clone(s.Needs)
		change(&s)
		return s
	}
	tales := with(sums, func(s *press.Stage) { s.Name, s.Needs = "tales", []string{"names"} })
	frames := press.Stage{Name: "frames", Version: 1, Needs: []string{press.ThePage}, Gives: []string{"frames"},
		Page: page}
	for name, tt := range map[string]struct {
		stages    []press.Stage
		wantError string // "" for no error
	}{
		"none":                {nil, ""},
		"one":                 {[]press.Stage{ok}, ""},
		"in order":            {[]press.Stage{ok, tales}, ""},
		"the wrong way round": {[]press.Stage{tales, ok}, `needs "names"`},
		"what nobody gives":   {[]press.Stage{tales}, `needs "names"`},
		"twice":               {[]press.Stage{ok, ok}, "is there twice"},
		"the name of a first stage": {[]press.Stage{with(sums, func(s *press.Stage) { s.Name = "split" })},
			"is there twice"},
		"two that give the same": {[]press.Stage{ok, with(sums, func(s *press.Stage) { s.Gives = ok.Gives })},
			"gives"},
		"no version":     {[]press.Stage{with(sums, func(s *press.Stage) { s.Version = 0 })}, "version 0"},
		"no name":        {[]press.Stage{with(sums, func(s *press.Stage) { s.Name = "" })}, "no name"},
		"nothing to run": {[]press.Stage{{Name: "sums", Version: 1}}, "one function"},
		"two functions": {[]press.Stage{with(ok, func(s *press.Stage) { s.Archive = archive })},
			"one function"},
		"three functions": {[]press.Stage{with(ok, func(s *press.Stage) { s.Page, s.Archive = page, archive })},
			"one function"},
		"reads texts without a word": {[]press.Stage{with(ok, func(s *press.Stage) { s.Needs = nil })}, "needs them"},
		"reads pages without a word": {[]press.Stage{with(frames, func(s *press.Stage) { s.Needs = nil })},
			"needs them"},
		"needs what the vault gives": {[]press.Stage{with(sums,
			func(s *press.Stage) { s.Needs = []string{press.Bytes} })}, ""},
		"needs what the journal gives": {[]press.Stage{with(sums,
			func(s *press.Stage) { s.Needs = []string{press.Decisions} })}, ""},
		"over pages, needs what is found in texts": {[]press.Stage{ok, with(frames,
			func(s *press.Stage) { s.Needs = append(s.Needs, "names") })}, "a stage over texts"},
		"over texts, needs what is found in pages": {[]press.Stage{frames, with(ok,
			func(s *press.Stage) { s.Needs = append(s.Needs, "frames") })}, "a stage over pages"},
		"over texts, needs what is found in the archive": {[]press.Stage{with(sums,
			func(s *press.Stage) { s.Gives = []string{"sums"} }), with(ok,
			func(s *press.Stage) { s.Needs = append(s.Needs, "sums") })}, "a stage over the archive"},
		"over the archive, needs what is found in both": {[]press.Stage{ok, frames, with(sums,
			func(s *press.Stage) { s.Needs = []string{"names", "frames"} })}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := &press.Press{Vault: newMemoryVault(), Catalogue: memory.New(), Stages: tt.stages}
			err := press.CheckStages(tt.stages)
			if (err == nil) != (tt.wantError == "") || err != nil && !strings.Contains(err.Error(), tt.wantError) {
				t.Fatalf("got %v, want an error that says %q", err, tt.wantError)
			}
			if err != nil {
				if _, err := p.CatchUp(context.Background()); cutting.KindOf(err) != cutting.Internal {
					t.Errorf("a run begins: %v", err)
				}
			}
		})
	}
}

// counted is a stage over texts that counts what it read.
type counted struct {
	mu   sync.Mutex
	read map[string]int
}

func (c *counted) stage(name string, version int, needs, gives string) press.Stage {
	return press.Stage{Name: name, Version: version, Needs: []string{press.Texts, needs}, Gives: []string{gives},
		Text: func(_ context.Context, in press.TextInput) (press.Found, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.read[name]++
			if strings.Contains(in.Headline, "panic") {
				panic("too much")
			}
			if strings.Contains(in.Headline, "fails") {
				return press.Found{}, errors.New("cannot be read")
			}
			// from version 2 on the results are the same
			value := fmt.Sprintf("%s by %d, given %s", in.Headline, min(version, 2), in.Given[needs])
			return press.Found{Value: value}, nil
		}}
}

func (c *counted) since() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.read
	c.read = map[string]int{}
	return out
}

func listing(name string, headlines ...string) press.Original {
	var b strings.Builder
	for _, h := range headlines {
		fmt.Fprintf(&b, "<article><h2><a href=%q>%s</a></h2><p>The item about %s has a sentence of its own, and "+
			"says in a few words what happened there on that day.</p></article>\n",
			"/"+strings.ReplaceAll(h, " ", "-"), h, h)
	}
	return original(name, "text/html", []byte("<html lang=en><body><main>"+b.String()+"</main></body></html>"))
}

// TestStagesAreRedoneAlone: a text is read once by each stage, whatever cuttings have it; raising a stage's
// version redoes that stage, and those that depend on it where it changed.
func TestStagesAreRedoneAlone(t *testing.T) {
	ctx := context.Background()
	v, c := newMemoryVault(), memory.New()
	count := &counted{read: map[string]int{}}
	run := func(names, tales int, in ...press.Original) map[string]int {
		t.Helper()
		p := &press.Press{Vault: v, Catalogue: c, Stages: []press.Stage{
			count.stage("names", names, press.Texts, "named"), count.stage("tales", tales, "named", "told")}}
		if _, err := p.Add(ctx, offerAll(in)); err != nil {
			t.Fatal(err)
		}
		return count.since()
	}
	want := func(what string, got map[string]int, names, tales int) {
		t.Helper()
		if got["names"] != names || got["tales"] != tales {
			t.Errorf("%s: names read %d texts and tales %d, want %d and %d", what, got["names"], got["tales"], names,
				tales)
		}
	}
	first := listing("a.html", "Ferry late", "Bridge open", "Crane sold")
	want("first run", run(1, 1, first), 3, 3)
	want("the same page", run(1, 1, first), 0, 0)
	want("a page with two texts known and one new",
		run(1, 1, listing("b.html", "Bridge open", "Crane sold", "Dam leaks")), 1, 1)
	pages := dump(t, c)
	want("the later stage's version", run(1, 2), 0, 4)
	want("the earlier stage's version, with other results", run(2, 2), 4, 4)
	rows := map[string]int{}
	for line := range strings.Lines(dump(t, c)) {
		if strings.HasPrefix(line, `{"row":`) {
			rows["row"]++
		} else if !strings.Contains(pages, line) {
			t.Errorf("a stage's version changed %s", line)
		}
	}
	if rows["row"] != 8 {
		t.Errorf("%d rows of stages, want 8", rows["row"])
	}
	err := c.Rows(ctx, "tales", "", func(r catalogue.StageRow) bool {
		if r.Version != 2 || !strings.Contains(string(r.Value), "by 2, given") ||
			!strings.Contains(string(r.Value), `by 2, given \"`) && strings.Contains(string(r.Value), "null") {
			t.Errorf("%+v", r)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	// One bad text stops nothing.
	want("texts that fail", run(2, 2, listing("c.html", "This one fails", "Here is panic", "Quay shut")), 3, 3)
	var why []string
	if err := c.Rows(ctx, "names", "", func(r catalogue.StageRow) bool {
		if r.Failure != "" {
			why = append(why, r.Failure)
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(why)
	if !slices.Equal(why, []string{"cannot be read", "too much"}) {
		t.Errorf("failures %q", why)
	}
	want("failures are not tried again", run(2, 2), 0, 0)
	want("the earlier stage's version, with the same results", run(3, 2), 7, 0)

	// A stage that is new reads all texts, also as the first of the table, and no other reads again.
	p := &press.Press{Vault: v, Catalogue: c, Stages: []press.Stage{
		count.stage("words", 1, press.Texts, "worded"), count.stage("names", 3, press.Texts, "named"),
		count.stage("tales", 2, "named", "told")}}
	d := listing("d.html", "Bridge open", "Lock jammed", "Tug sunk")
	if _, err := p.Add(ctx, offerAll([]press.Original{d})); err != nil {
		t.Fatal(err)
	}
	got := count.since()
	want("a new first stage", got, 2, 2)
	if got["words"] != 9 {
		t.Errorf("the new stage read %d texts, want 9", got["words"])
	}
}

// TestPageStages: a stage over pages reads each page once, and again for another
// version without making the page's rows again.
func TestPageStages(t *testing.T) {
	ctx := context.Background()
	v, c := newMemoryVault(), memory.New()
	read := 0
	archived := 0
	run := func(version int, in ...press.Original) {
		t.Helper()
		p := &press.Press{Vault: v, Catalogue: c, Workers: 1, Stages: []press.Stage{
			{Name: "frames", Version: version, Needs: []string{press.ThePage},
				Page: func(_ context.Context, in press.PageInput) (press.Found, error) {
					read++
					return press.Found{Value: len(in.Split.Cuttings)}, nil
				}},
			{Name: "ties", Version: 1, Archive: func(ctx context.Context, c press.Catalogue) error {
				archived++
				_, err := c.Changes(ctx, "", func(catalogue.Change) bool { return true })
				return err
			}},
		}}
		if _, err := p.Add(ctx, offerAll(in)); err != nil {
			t.Fatal(err)
		}
	}
	run(1, listing("a.html", "Ferry late", "Bridge open", "Crane sold"),
		original("b.bin", "text/html", []byte{0, 1, 2, 0xff, 0}))
	before := dump(t, c)
	if read == 0 || archived != 1 || strings.Count(before, `"stage":"frames"`) != 2 {
		t.Fatalf("read %d pages, %d runs over the archive:\n%s", read, archived, before)
	}
	n := read
	run(1)
	if read != n {
		t.Errorf("read again without need")
	}
	run(2)
	if read != 2*n {
		t.Errorf("another version read %d pages, want %d", read-n, n)
	}
	if after := strings.ReplaceAll(dump(t, c), `"of":"capture","version":2`,
		`"of":"capture","version":1`); after != before {
		t.Errorf("more changed than the stage's version:\n%s\n%s", before, after)
	}
}

// TestDecisionsAreNoVersion: a row that took in decisions is not stale for it.
func TestDecisionsAreNoVersion(t *testing.T) {
	ctx := context.Background()
	page := listing("a.html", "Ferry late", "Bridge open", "Crane sold")
	v, c := newMemoryVault(), memory.New()
	p := &press.Press{Vault: v, Catalogue: c}
	if _, err := p.Add(ctx, offerAll([]press.Original{page})); err != nil {
		t.Fatal(err)
	}
	id := page.Capture.ID
	p.Decided = decided(cutting.Correction{Capture: id, Facts: []cutting.CorrectedFacts{{
		Of: []cutting.Range{{Start: 0, End: page.Capture.Length}}, Published: &cutting.CorrectedDate{Value: "2011"}}}})
	row, err := c.Page(ctx, id)
	if err != nil || p.UpToDate(row) {
		t.Fatalf("a decision that has not taken effect: %v, %v", p.UpToDate(row), err)
	}
	if done, err := p.CatchUp(ctx); err != nil || done.Captures != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if row, err = c.Page(ctx, id); err != nil || !p.UpToDate(row) || row.Decisions != 1 {
		t.Errorf("after it took effect: %+v, %v", row, err)
	}
	if got, want := row.Versions.String(), press.Versions().String(); got != want {
		t.Errorf("versions %s, want %s", got, want)
	}
}

// TestARunEndsInALongText: a stage that does not check its context does not delay the end.
func TestARunEndsInALongText(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	why, free := errors.New("asked to stop"), make(chan struct{})
	defer close(free)
	var asked time.Time
	deaf := press.Stage{Name: "deaf", Version: 1, Needs: []string{press.Texts}, Gives: []string{"nothing"},
		Text: func(context.Context, press.TextInput) (press.Found, error) {
			asked = time.Now()
			cancel(why)
			<-free
			return press.Found{}, nil
		}}
	v, c := newMemoryVault(), memory.New()
	p := &press.Press{Vault: v, Catalogue: c, Stages: []press.Stage{deaf}}
	long := original("long.txt", "text/plain",
		[]byte("A report on the dam\n\n"+strings.Repeat("The keepers were called to the dam again. ", 5000)))
	_, err := p.Add(ctx, offerAll([]press.Original{long}))
	if took := time.Since(asked); !errors.Is(err, why) || took > 5*time.Second { // a second, on a busy machine
		t.Errorf("ended %v after it was asked, with %v", took, err)
	}
	count := &counted{read: map[string]int{}}
	p.Stages = []press.Stage{count.stage("deaf", 1, press.Texts, "nothing")}
	if _, err := p.CatchUp(t.Context()); err != nil || count.since()["deaf"] == 0 {
		t.Errorf("the next run does not read the text: %v", err)
	}
}
