// Package vaulttest has a vault in memory for tests, and the suite that both it and the real one
// must pass.
package vaulttest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/capture/vault"
	"cuttings/cutting"
)

// Store is the part of a vault that the suite uses.
type Store interface {
	AddBatch(context.Context, []vault.Addition) ([]vault.Added, error)
	Get(context.Context, string) (cutting.Capture, []byte, error)
	Entry(string) (vault.Entry, error)
	Has(string) bool
	Each(context.Context, func(vault.Entry) error) error
	Verify(context.Context, func(vault.Problem)) error
	Stats() (vault.Stats, error)
	Close() error
}

var _ Store = (*vault.Vault)(nil)

// Addition returns an addition of some content under a name.
func Addition(name, content string) vault.Addition {
	c := cutting.Capture{Name: name, Time: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC), TimeOrigin: "mtime",
		MediaType: "text/html"}
	return Describe(c, []byte(content))
}

// Describe returns an addition of c with the fields that follow from its content.
func Describe(c cutting.Capture, content []byte) vault.Addition {
	c.Checksum = cutting.Sum(content)
	c.Length = int64(len(content))
	c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
	return vault.Addition{Capture: c, Content: content}
}

// Page returns HTML of about n bytes that depends on the seed.
func Page(seed, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><title>Harbour report %d</title>", seed)
	words := strings.Fields("the ferry to Brindle left late because fog lay over the sound and the pilot would not " +
		"sail before noon")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<p class=c%d>%s %d</p>\n", i%7, words[(i*7+seed)%len(words)], (i*2654435761+seed)%100000)
	}
	return b.String()
}

// Run runs the suite; open returns an empty store each time.
func Run(t *testing.T, open func(t *testing.T) Store) {
	tests := []struct {
		name string
		run  func(*testing.T, Store)
	}{
		{"what is added comes back", testRoundTrip},
		{"adding again changes nothing", testIdempotent},
		{"the same content under another name", testSameContent},
		{"derived captures", testDerived},
		{"derived captures understood better later", testDerivedAgain},
		{"HTTP responses", testHTTP},
		{"what does not fit is refused, the rest is kept", testRefused},
		{"odd descriptions", testOdd},
		{"order of Each", testOrder},
		{"missing keys", testMissing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			tt.run(t, s)
			if err := s.Verify(context.Background(), func(p vault.Problem) { t.Errorf("Verify: %v", p) }); err != nil {
				t.Errorf("Verify: %v", err)
			}
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

func add(t *testing.T, s Store, batch ...vault.Addition) []vault.Added {
	t.Helper()
	out, err := s.AddBatch(context.Background(), batch)
	if err != nil {
		t.Fatalf("AddBatch: %v", err)
	}
	return out
}

func want(t *testing.T, s Store, a vault.Addition) {
	t.Helper()
	c, content, err := s.Get(context.Background(), a.Capture.ID)
	if err != nil {
		t.Fatalf("Get(%s): %v", a.Capture.Name, err)
	}
	if d := cmp.Diff(a.Capture, c); d != "" {
		t.Errorf("capture (-added +got):\n%s", d)
	}
	if !bytes.Equal(content, a.Content) {
		t.Errorf("content of %s differs: %d bytes, want %d", a.Capture.Name, len(content), len(a.Content))
	}
}

func testRoundTrip(t *testing.T, s Store) {
	batch := []vault.Addition{Addition("a.html", Page(1, 3000)), Addition("b.html", Page(2, 100_000)),
		Addition("empty.html", "")}
	for i, out := range add(t, s, batch...) {
		if out.ID != batch[i].Capture.ID || !out.New {
			t.Errorf("addition %d: %+v, want new and its ID", i, out)
		}
	}
	for _, a := range batch {
		want(t, s, a)
	}
	st, err := s.Stats()
	if err != nil || st.Captures != 3 {
		t.Errorf("Stats = %+v, %v, want 3 captures", st, err)
	}
}

func testIdempotent(t *testing.T, s Store) {
	a, b := Addition("a.html", Page(1, 3000)), Addition("b.html", Page(2, 3000))
	add(t, s, a)
	out := add(t, s, a, b, b)
	if d := cmp.Diff([]vault.Added{{ID: a.Capture.ID}, {ID: b.Capture.ID, New: true}, {ID: b.Capture.ID}},
		out); d != "" {
		t.Errorf("outcome (-want +got):\n%s", d)
	}
	if n := count(t, s); n != 2 {
		t.Errorf("%d captures, want 2", n)
	}
}

func count(t *testing.T, s Store) (n int) {
	t.Helper()
	if err := s.Each(context.Background(), func(vault.Entry) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func testSameContent(t *testing.T, s Store) {
	a, b, c := Addition("a.html", Page(1, 3000)), Addition("b.html", Page(1, 3000)), Addition("c.html", Page(1, 3000))
	add(t, s, a, b)
	add(t, s, c)
	for _, x := range []vault.Addition{a, b, c} {
		want(t, s, x)
	}
	e, err := s.Entry(c.Capture.ID)
	if err != nil || e.Type != "revisit" || e.Refers != a.Capture.ID {
		t.Errorf("third copy: %s referring to %q (%v), want a revisit of the first", e.Type, e.Refers, err)
	}
}

func testDerived(t *testing.T, s Store) {
	box := Addition("a.mhtml", Page(1, 5000))
	d := Addition("a.mhtml!/index.html", Page(2, 4000)).Capture
	d.DerivedFrom, d.Charset, d.URL = box.Capture.ID, "utf-8", "https://harbour.example/ferry?page=2&a=b c"
	page := Describe(d, []byte(Page(2, 4000)))
	add(t, s, box, page)
	want(t, s, page)
	if e, err := s.Entry(page.Capture.ID); err != nil || e.Type != "conversion" {
		t.Errorf("derived capture is kept as %q (%v), want conversion", e.Type, err)
	}
}

// testDerivedAgain adds a frame and its content twice, the second time with an address and a time
// that were unknown before, as a later version of the program does.
func testDerivedAgain(t *testing.T, s Store) {
	box := Addition("page.html", Page(1, 5000))
	derived := func(from vault.Addition, name, url string, at time.Time, content string) vault.Addition {
		c := Addition(name, content).Capture
		c.DerivedFrom, c.URL, c.Time, c.TimeOrigin = from.Capture.ID, url, at, "saved-from"
		return Describe(c, []byte(content))
	}
	before, after := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2019, 5, 9, 10, 0, 0, 0, time.UTC)
	const name = "page.html!/frame-1.html \"quoted\" ü <&>"
	frame := derived(box, name, "", before, Page(2, 4000))
	inner := derived(frame, name+"!/frame-1.html", "", before, Page(3, 4000))
	add(t, s, box, frame, inner)

	again := derived(box, name, "https://harbour.example/ferry", after, Page(2, 4000))
	innerAgain := derived(again, name+"!/frame-1.html", "https://harbour.example/ferry", after, Page(3, 4000))
	twin := derived(again, name+"!/frame-2.html", "https://harbour.example/ferry", after, Page(3, 4000))
	changed := derived(box, name, "https://harbour.example/ferry", after, Page(4, 4000))
	out := add(t, s, box, again, innerAgain)
	if d := cmp.Diff([]vault.Added{{ID: box.Capture.ID}, {ID: frame.Capture.ID}, {ID: inner.Capture.ID}},
		out); d != "" {
		t.Errorf("outcome (-want +got):\n%s", d)
	}
	out = add(t, s, twin, changed) // the capture it is derived from came in another batch
	if !out[0].New || !out[1].New {
		t.Errorf("another position and another content: %+v, want both new", out)
	}
	want(t, s, frame)
	want(t, s, inner)
	want(t, s, changed)
	if c, _, err := s.Get(context.Background(), twin.Capture.ID); err != nil ||
		c.DerivedFrom != frame.Capture.ID {
		t.Errorf("derived from %s (%v), want the frame that is kept", c.DerivedFrom, err)
	}
	if n := count(t, s); n != 5 {
		t.Errorf("%d captures, want 5", n)
	}
}

func testHTTP(t *testing.T, s Store) {
	body := Page(3, 2000)
	c := Addition("crawl.warc!/x", body).Capture
	c.URL, c.TimeOrigin = "https://harbour.example/x", "warc"
	a := Describe(c, []byte(body))
	a.HTTP = fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: "+
		"text/html\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(body), body)
	plain := Addition("copy.html", body)
	a.Faults = []string{"block digest mismatch: \"ü\"", "HTTP Content-Length says 7"}
	add(t, s, a, plain)
	want(t, s, a)
	want(t, s, plain)
	if e, err := s.Entry(a.Capture.ID); err != nil || e.Type != "response" || e.Block != int64(len(a.HTTP)) ||
		!slices.Equal(e.Faults, a.Faults) {
		t.Errorf("kept as %+v (%v), want a response of %d bytes with its faults", e, err, len(a.HTTP))
	}
}

func testRefused(t *testing.T, s Store) {
	n := 0
	good := Addition("good.html", Page(0, 3000))
	change := func(f func(*vault.Addition)) vault.Addition {
		a := Addition("bad.html", Page(2, 3000))
		f(&a)
		return a
	}
	tests := map[string]vault.Addition{
		"content changed": change(func(a *vault.Addition) { a.Content = []byte("x") }),
		"length":          change(func(a *vault.Addition) { a.Capture.Length++ }),
		"name changed":    change(func(a *vault.Addition) { a.Capture.Name = "other.html" }),
		"checksum":        change(func(a *vault.Addition) { a.Capture.Checksum = cutting.Sum(nil) }),
		"derived from nothing": change(func(a *vault.Addition) {
			a.Capture.DerivedFrom = good.Capture.ID[:25] + "x"
		}),
		"a name that is no text": Describe(cutting.Capture{Name: "\xff\xfe"}, []byte("x")),
		"an address without end": Describe(cutting.Capture{
			URL: "https://harbour.example/" + strings.Repeat("x", 1<<20)}, []byte("x")),
		"a time beyond calendars": Describe(cutting.Capture{Name: "f",
			Time: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}, []byte("x")),
		"fraction of a second": Describe(cutting.Capture{Name: "f", Time: time.Unix(1, 5)}, []byte("x")),
		"HTTP of other content": change(func(a *vault.Addition) {
			a.HTTP = []byte("HTTP/1.1 200 OK\r\n\r\nother")
		}),
	}
	for name, bad := range tests {
		n++
		before := Addition(fmt.Sprintf("before-%d.html", n), Page(10+n, 3000))
		after := Addition(fmt.Sprintf("after-%d.html", n), Page(40+n, 3000))
		from := Addition("from-bad.html", Page(70+n, 3000))
		from.Capture.DerivedFrom = bad.Capture.ID
		out, err := s.AddBatch(context.Background(), []vault.Addition{before, bad, from, after})
		if err != nil {
			t.Fatalf("%s: one refused addition ended the batch: %v", name, err)
		}
		for i, kept := range []bool{true, false, false, true} {
			if out[i].New != kept || kept != (out[i].Refused == nil) {
				t.Errorf("%s, addition %d: %+v", name, i, out[i])
			}
			if !kept && cutting.KindOf(out[i].Refused) != cutting.Invalid {
				t.Errorf("%s, addition %d: refused with %v, want kind invalid", name, i, out[i].Refused)
			}
		}
		if !s.Has(before.Capture.ID) || !s.Has(after.Capture.ID) || s.Has(bad.Capture.ID) {
			t.Errorf("%s: not just the refused addition was left out", name)
		}
	}
	add(t, s, good)
}

func testOdd(t *testing.T, s Store) {
	var batch []vault.Addition
	for _, c := range []cutting.Capture{
		{Name: "no time"},
		{Name: "line\nbreak\r\n\"quote\\", Time: time.Unix(0, 0).UTC(), URL: "http://harbour.example/\r\nX: y",
			MediaType: "text/html\r\nWARC-Type: x"},
		{Name: "خبر/Łódź 🚢.html", Time: time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC), MediaType: "text/plain",
			Charset: "windows-1256"},
		{Name: strings.Repeat("long/", 2000), URL: "https://harbour.example/?q=" + strings.Repeat("x", 20000)},
		{Name: `","checksum":"`, URL: `https://harbour.example/"file":"x"`},
	} {
		batch = append(batch, Describe(c, []byte("WARC/1.1\r\nWARC-Type: resource\r\n\r\n"+c.Name)))
	}
	add(t, s, batch...)
	for _, a := range batch {
		want(t, s, a)
	}
}

func testOrder(t *testing.T, s Store) {
	var names []string
	for i := range 20 {
		a, b := Addition(fmt.Sprintf("%02d.html", 19-i), Page(i, 1000)),
			Addition(fmt.Sprintf("x%02d.html", i), Page(i, 1000))
		names = append(names, a.Capture.Name, b.Capture.Name)
		add(t, s, a, b)
	}
	var got []string
	var number int64
	if err := s.Each(context.Background(), func(e vault.Entry) error {
		got = append(got, e.Capture.Name)
		if e.Number != number+1 || e.Added.IsZero() {
			t.Errorf("entry %+v, want number %d and when it was added", e, number+1)
		}
		number = e.Number
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(names, got); d != "" {
		t.Errorf("order (-added +got):\n%s", d)
	}
	stop := cutting.Errorf(cutting.Unavailable, "enough")
	n := 0
	if err := s.Each(context.Background(), func(vault.Entry) error { n++; return stop }); err != stop || n != 1 {
		t.Errorf("Each went on after an error: %v, %d calls", err, n)
	}
}

func testMissing(t *testing.T, s Store) {
	id := Addition("a", "a").Capture.ID
	for _, id := range []string{id, "", "short"} {
		if _, _, err := s.Get(context.Background(), id); cutting.KindOf(err) != cutting.NotFound {
			t.Errorf("Get(%q): %v, want not found", id, err)
		}
		if s.Has(id) {
			t.Errorf("Has(%q) in an empty store", id)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.AddBatch(ctx, []vault.Addition{Addition("a", "a")}); err == nil || s.Has(id) {
		t.Errorf("AddBatch with an ended context: %v", err)
	}
}
