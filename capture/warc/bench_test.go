//go:build unix

package warc_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"cuttings/capture/warc"
	"cuttings/internal/corpus"
)

// benchFile is a web archive in a crawler's form: a gzip member per record, at the usual level,
// each page with its request and both digests; some responses are chunked.
func benchFile(tb testing.TB) (packed []byte, plain int64) {
	tb.Helper()
	rnd := rand.New(rand.NewPCG(1, 2))
	var b, out bytes.Buffer
	zw := gzip.NewWriter(&out)
	member := func(typ, uri, block string, fields ...string) {
		b.Reset()
		h := warc.Header{{Name: "WARC-Type", Value: typ}, {Name: "WARC-Record-ID", Value: warc.RecordID(typ + uri)},
			{Name: "WARC-Date", Value: "2023-04-05T06:07:08Z"}, {Name: "WARC-Target-URI", Value: uri},
			{Name: "WARC-Block-Digest", Value: sha1Digest(block)}}
		for i := 0; i < len(fields); i += 2 {
			h.Add(fields[i], fields[i+1])
		}
		b.Write(warc.AppendHeader(nil, h, int64(len(block))))
		b.WriteString(block)
		b.WriteString("\r\n\r\n")
		plain += int64(b.Len())
		zw.Reset(&out)
		if _, err := zw.Write(b.Bytes()); err != nil {
			tb.Fatal(err)
		}
		if err := zw.Close(); err != nil {
			tb.Fatal(err)
		}
	}
	for i := range 300 {
		_, page := corpus.Page(i)
		body := strings.Repeat(string(page), 1+rnd.IntN(3))
		uri := fmt.Sprintf("https://harbour.example/%d", i)
		head := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
		coded := body
		if i%4 == 0 {
			head, coded = head+"Transfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)
		}
		member("request", uri, "GET / HTTP/1.1\r\nHost: harbour.example\r\n\r\n", "Content-Type",
			"application/http; msgtype=request")
		member("response", uri, head+"\r\n"+coded, "Content-Type", "application/http; msgtype=response",
			"WARC-Payload-Digest", sha1Digest(coded))
	}
	return out.Bytes(), plain
}

// cpu returns the processor time used so far.
func cpu(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkReader reads a web archive with all digests verified, and only unpacks the same file, in
// turns: "ratio" is the speed of the first divided by that of the second, "cpu-ratio" the same by
// processor time.
func BenchmarkReader(b *testing.B) {
	packed, plain := benchFile(b)
	file, err := os.Create(filepath.Join(b.TempDir(), "w.warc.gz"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Write(packed); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(plain)
	var reading, unpacking, cpuReading, cpuUnpacking time.Duration
	for b.Loop() {
		start, spent := time.Now(), cpu(b)
		r, err := warc.NewReader(file, int64(len(packed)), warc.Options{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil || len(rec.Faults) > 0 {
				b.Fatal(err, rec)
			}
			n++
		}
		r.Close()
		reading += time.Since(start)
		cpuReading += cpu(b) - spent
		start, spent = time.Now(), cpu(b)
		zr, err := gzip.NewReader(io.NewSectionReader(file, 0, int64(len(packed))))
		if err != nil {
			b.Fatal(err)
		}
		if got, err := io.Copy(io.Discard, zr); err != nil || got != plain || n != 600 {
			b.Fatal(got, n, err)
		}
		unpacking += time.Since(start)
		cpuUnpacking += cpu(b) - spent
	}
	b.ReportMetric(float64(unpacking)/float64(reading), "ratio")
	b.ReportMetric(float64(cpuUnpacking)/float64(cpuReading), "cpu-ratio")
	b.ReportMetric(float64(plain)/1e6*float64(b.N)/reading.Seconds(), "MB/s-read")
	b.ReportMetric(0, "MB/s")
}
