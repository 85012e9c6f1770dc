package warc_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"cuttings/capture/warc"
)

// allocated returns the number of bytes that fn allocates.
func allocated(fn func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	fn()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// counted counts the bytes read from a file.
type counted struct {
	r io.ReaderAt
	n atomic.Int64
}

func (c *counted) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n.Add(int64(n))
	return n, err
}

func eachRecord(t *testing.T, r io.ReaderAt, size int64, each func(*warc.Record)) (records int) {
	t.Helper()
	wr, err := warc.NewReader(r, size, warc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer wr.Close()
	for {
		rec, err := wr.Next()
		if err == io.EOF {
			return records
		}
		if err != nil {
			t.Fatal(err)
		}
		records++
		if each != nil {
			each(rec)
		}
	}
}

// TestFoldedHeadersAreLinear reads headers whose one value has thousands of lines: memory, and so
// time, is linear.
func TestFoldedHeadersAreLinear(t *testing.T) {
	line := " " + strings.Repeat("a", 40) + "\r\n"
	folded := "X-Pad: a\r\n" + strings.Repeat(line, 15_000)
	want := "a" + strings.Repeat(strings.TrimSuffix(line, "\r\n"), 15_000)
	inWARC := rec(1, swap("Content-Type:", folded+"Content-Type:"))
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + folded + "\r\n<p>late"
	inHTTP := string(warc.AppendHeader(nil, warc.Header{{Name: "WARC-Type", Value: "response"},
		{Name: "WARC-Record-ID", Value: "<x:1>"},
		{Name: "WARC-Date", Value: "2020"}, {Name: "WARC-Target-URI", Value: "http://harbour.example/"},
		{Name: "Content-Type", Value: "application/http; msgtype=response"}}, int64(len(block)))) + block + "\r\n\r\n"
	for _, tt := range []struct {
		name, file string
		header     func(*warc.Record) warc.Header
	}{
		{"WARC", inWARC, func(r *warc.Record) warc.Header { return r.Header }},
		{"HTTP", inHTTP, func(r *warc.Record) warc.Header {
			m, ok := r.HTTP()
			if !ok {
				t.Fatal("no HTTP message")
			}
			return m.Header
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			spent := allocated(func() {
				eachRecord(t, strings.NewReader(tt.file), int64(len(tt.file)),
					func(r *warc.Record) { got = tt.header(r).Get("X-Pad") })
			})
			if got != want {
				t.Errorf("a value of %d bytes, want %d", len(got), len(want))
			}
			if most := int64(32*len(tt.file) + 4<<20); spent > most {
				t.Errorf("%d bytes allocated for a file of %d", spent, len(tt.file))
			}
		})
	}
}

// TestLyingLengthsInOneMember reads records with wrong lengths, each larger than the reader's
// window, in one compressed member: finding their ends must not decode the member from its
// beginning for each of them.
func TestLyingLengthsInOneMember(t *testing.T) {
	rnd := rand.NewChaCha8([32]byte{1})
	noise := make([]byte, 1<<20) // incompressible, so that the bytes read are counted
	if _, err := rnd.Read(noise); err != nil {
		t.Fatal(err)
	}
	noise = bytes.ReplaceAll(noise, []byte("WARC/"), []byte("xxxxx"))
	var b strings.Builder
	const records = 160
	for i := range records {
		h := warc.Header{{Name: "WARC-Type", Value: "resource"},
			{Name: "WARC-Record-ID", Value: fmt.Sprintf("<x:%d>", i)},
			{Name: "WARC-Date", Value: "2020"}, {Name: "WARC-Target-URI", Value: "http://harbour.example/"}}
		b.Write(warc.AppendHeader(nil, h, 17))
		b.Write(noise)
		b.WriteString("\r\n\r\n")
	}
	for name, file := range map[string]string{"gzip": gz(b.String()), "zstd": zst(b.String())} {
		t.Run(name, func(t *testing.T) {
			c := &counted{r: strings.NewReader(file)}
			if n := eachRecord(t, c, int64(len(file)), nil); n != records {
				t.Errorf("%d records, want %d", n, records)
			}
			if n, most := c.n.Load(), int64(3*len(file)+128<<20); n > most {
				t.Errorf("%d bytes read of a file of %d", n, len(file))
			}
		})
	}
}

// TestInterrupted ends reading during steps that return no record: a search for the next one, a
// block read past, members that decode to nothing.
func TestInterrupted(t *testing.T) {
	nothing := strings.Repeat("\x00", 64<<20)
	for name, file := range map[string]string{
		"plain, nothing found":  rec(1) + nothing,
		"packed, nothing found": gz(rec(1) + nothing),
		"a block read past": gz(rec(1) + string(warc.AppendHeader(nil,
			warc.Header{{Name: "WARC-Type", Value: "resource"}}, 1<<40)) + nothing),
		"a header without end": gz(rec(1) + "WARC/1.1\r\nX: " + nothing),
		"empty members":        gz(rec(1)) + strings.Repeat(gz(""), 1<<20),
		"signatures":           gz(rec(1)) + strings.Repeat("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			c := &counted{r: strings.NewReader(file)}
			asked := 0
			r, err := warc.NewReader(c, int64(len(file)), warc.Options{Interrupted: func() error {
				if asked++; asked == 40 {
					cancel()
				}
				return ctx.Err()
			}})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			for {
				if _, err = r.Next(); err != nil {
					break
				}
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("ended with %v after being asked %d times", err, asked)
			}
			if _, err := r.Next(); err != io.EOF {
				t.Errorf("then %v, want io.EOF", err)
			}
		})
	}
}

// TestInterimAnswers checks that interim responses before the final one are skipped.
func TestInterimAnswers(t *testing.T) {
	final := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>late"
	for _, tt := range []struct {
		name, block string
		status      int
		body        string
	}{
		{"continue", "HTTP/1.1 100 Continue\r\n\r\n" + final, 200, "<p>late"},
		{"blank lines before it", "\r\n\r\n" + final, 200, "<p>late"},
		{"several, with headers", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n" +
			final, 200, "<p>late"},
		{"nothing after it", "HTTP/1.1 100 Continue\r\n\r\n", 100, ""},
		{"another protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP/", 101, "HTTP/"},
		{"a page that begins like an answer", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 is a protocol", 200,
			"HTTP/1.1 is a protocol"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, ok := warc.ParseMessage([]byte(tt.block))
			if !ok || m.Status != tt.status || string(m.Body) != tt.body {
				t.Errorf("%v %+v", ok, m)
			}
		})
	}
}

// TestCodedLargerThanDecoded: the limit of the result does not apply to intermediate results, as
// the vault's limit is the size of the known page.
func TestCodedLargerThanDecoded(t *testing.T) {
	const page = "<p>late"
	chunk := func(s string) string { return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(s), s) }
	for head, body := range map[string]string{
		"Transfer-Encoding: chunked\r\nContent-Encoding: gzip": chunk(gz(page)),
		"Content-Encoding: gzip":                               gz(page),
		"Content-Encoding: gzip, gzip":                         gz(gz(page)),
		"Content-Encoding: zstd, gzip":                         gz(zst(page)),
	} {
		m, ok := warc.ParseMessage([]byte("HTTP/1.1 200 OK\r\n" + head + "\r\n\r\n" + body))
		if !ok {
			t.Fatal("not parsed")
		}
		if got, faults, sound := m.Decode(int64(len(page))); string(got) != page || !sound || len(faults) > 0 {
			t.Errorf("%q: %q, sound %v, %q", head, got, sound, faults)
		}
	}
}
