package main

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cuttings/capture"
	"cuttings/capture/vault"
	"cuttings/catalogue/memory"
	"cuttings/internal/disk/disktest"
	"cuttings/press"
)

// A warcMaker makes WARC files as crawlers write them, and damaged ones.
type warcMaker struct{ *rand.Rand }

func (m warcMaker) one(of ...string) string { return of[m.IntN(len(of))] }

func gzipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func (m warcMaker) chunked(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		n := min(len(b), 1+m.IntN(200))
		out = append(fmt.Appendf(out, "%x\r\n", n), b[:n]...)
		out, b = append(out, "\r\n"...), b[n:]
	}
	return append(out, "0\r\n\r\n"...)
}

// record makes one record of an HTTP response, with its body coded in one of many
// ways, or wrongly.
func (m warcMaker) record(i int) []byte {
	body := fmt.Appendf(nil, "<html><head><title>Page %d</title></head><body><h1>The ferry "+
		"%d</h1><p>%s</p></body></html>", i, i,
		bytes.Repeat([]byte("The ferry does not sail in fog. "), 1+m.IntN(8)))
	head := ""
	switch m.IntN(7) {
	case 1:
		body, head = gzipped(body), "Content-Encoding: gzip\r\n"
	case 2:
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		w.Write(body)
		w.Close()
		body, head = z.Bytes(), "Content-Encoding: deflate\r\n"
	case 3:
		head = "Content-Encoding: gzip\r\n" // which it is not
	case 4:
		body, head = gzipped(gzipped(body)), "Content-Encoding: gzip, gzip\r\n"
	case 5:
		head = "Content-Encoding: br\r\n"
	}
	if m.IntN(2) == 0 {
		body, head = m.chunked(body), head+"Transfer-Encoding: chunked\r\n"
	}
	if m.IntN(3) == 0 {
		head += fmt.Sprintf("Content-Length: %d\r\n", len(body)+m.IntN(5)-2)
	}
	block := append([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"+head+"\r\n"), body...)
	uri := m.one(fmt.Sprintf("http://paper.example/%d", i), "http://paper.example/same", "urn:x:1", "",
		"http://paper.example/\xff\x7f", "dns:a.example")
	r := fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%032x>\r\nWARC-Date: "+
		"2012-03-04T05:06:%02dZ\r\n"+
		"WARC-Target-URI: %s\r\n%sContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n",
		m.one("response", "response", "response", "resource", "conversion", "revisit", "request", "metadata"), i, i%60,
		uri, m.one("", "", "WARC-Payload-Digest: sha1:AAAA\r\n", "WARC-Truncated: length\r\n",
			"WARC-Refers-To-Target-URI: http://paper.example/1\r\n"), len(block))
	return append(append(r, block...), "\r\n\r\n"...)
}

// mutate flips, drops, adds or cuts off some bytes.
func (m warcMaker) mutate(b []byte) []byte {
	for range []int{0, 0, 1, 1, 2, 4}[m.IntN(6)] {
		at := m.IntN(max(1, len(b)))
		switch m.IntN(4) {
		case 0:
			if at < len(b) {
				b[at] ^= 1 << m.IntN(8)
			}
		case 1:
			b = append(b[:at:at], b[min(len(b), at+m.IntN(20)):]...)
		case 2:
			extra := make([]byte, m.IntN(9))
			for i := range extra {
				extra[i] = byte(m.IntN(256))
			}
			b = append(b[:at:at], append(extra, b[at:]...)...)
		case 3:
			if m.IntN(3) == 0 {
				b = b[:at]
			}
		}
	}
	return b
}

func makeWARC(seed uint64) []byte {
	m := warcMaker{rand.New(rand.NewPCG(33, seed))}
	var out []byte
	packing := m.IntN(4)
	for i := range 1 + m.IntN(4) {
		r := m.mutate(m.record(i))
		if packing == 1 || packing == 2 {
			r = gzipped(r)
		}
		out = append(out, r...)
	}
	if packing == 3 {
		out = gzipped(out)
	}
	if m.IntN(5) == 0 && len(out) > 0 {
		out[m.IntN(len(out))] ^= 1 << m.IntN(8)
	}
	return out
}

// takeWARC adds a WARC file and checks the program's promises: nothing panics, verify finds nothing wrong with
// what was just kept, and the log can be rebuilt from the records alone, to the byte.
func takeWARC(t *testing.T, b []byte) {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	file := filepath.Join(dir, "in.warc")
	if bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		file += ".gz"
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC) }
	room := filepath.Join(dir, "vault")
	v, err := vault.Open(room, vault.Options{Clock: now, FS: disktest.NoSync{}})
	if err != nil {
		t.Fatal(err)
	}
	rows := memory.New()
	p := &press.Press{Vault: store{v}, Catalogue: rows}
	_, err = p.Add(ctx, func(ctx context.Context, offer press.Feed) error {
		return capture.Walk(ctx, []string{file}, capture.Options{Now: now}, func(it capture.Item) error {
			if it.Kind == capture.Skipped || it.Kind == capture.Failed {
				return nil
			}
			return offer(press.Original{Capture: it.Capture, Content: it.Content, HTTP: it.HTTP, Faults: it.Faults})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Verify(ctx, func(p vault.Problem) { t.Errorf("verify of the vault: %v", p) }); err != nil {
		t.Fatal(err)
	}
	if _, err := p.VerifyRows(ctx, rows, func(p press.Problem) { t.Errorf("verify of the rows: %v", p) }); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(room, "log.jsonl")
	before, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(log); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Recover(ctx, room, vault.Options{Clock: time.Now, FS: disktest.NoSync{}}, nil); err != nil &&
		len(before) > 0 {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(log); len(before) > 0 && (err != nil || !bytes.Equal(before, after)) {
		t.Errorf("the log made from the records is another: %v", err)
	}
}

// TestMutatedWARCs takes in WARC files with a fixed seed; CUTTINGS_WARCS sets the number, in place of 60.
func TestMutatedWARCs(t *testing.T) {
	n := 60
	if s := os.Getenv("CUTTINGS_WARCS"); s != "" {
		if _, err := fmt.Sscan(s, &n); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n {
		takeWARC(t, makeWARC(uint64(i)))
		if t.Failed() {
			t.Fatalf("WARC file %d", i)
		}
	}
}

// FuzzWARC takes in arbitrary bytes as a WARC file.
func FuzzWARC(f *testing.F) {
	for i := range uint64(40) {
		f.Add(makeWARC(i))
	}
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\x7f\r\nWARC-Date: " +
		"2012-03-04T05:06:07Z\r\n" +
		"WARC-Block-Digest: sha1:\x7f\x1b\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < 1<<20 {
			takeWARC(t, b)
		}
	})
}
