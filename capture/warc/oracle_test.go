package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nlnwa/gowarc/v3"

	"cuttings/capture/warc"
)

// seen is what a reader returns for a record.
type seen struct{ Type, ID, Target, Block string }

func byUs(t *testing.T, file []byte) []seen {
	t.Helper()
	var out []seen
	eachRecord(t, bytes.NewReader(file), int64(len(file)), func(r *warc.Record) {
		out = append(out, seen{r.Header.Type(), r.Header.RecordID(), r.Header.TargetURI(), string(r.Block)})
	})
	return out
}

func byOracle(t *testing.T, file []byte) []seen {
	t.Helper()
	r, err := gowarc.NewWarcFileReaderFromStream(bytes.NewReader(file), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out []seen
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		raw, err := rec.WarcRecord.Block().RawBytes()
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(raw)
		if err != nil {
			t.Fatal(err)
		}
		h := rec.WarcRecord.WarcHeader()
		trimmed := func(s string) string { return strings.Trim(s, "<>") }
		out = append(out, seen{strings.ToLower(h.Get("WARC-Type")), trimmed(h.Get("WARC-Record-ID")),
			trimmed(h.Get("WARC-Target-URI")), string(block)})
		if err := rec.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAgainstAnotherReader reads generated well-formed files also with an independent reader: both
// return the same records.
func TestAgainstAnotherReader(t *testing.T) {
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		var records []string
		for i := range 1 + rnd.IntN(12) {
			block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" +
				strings.Repeat("The ferry is late.\r\n\r\n", rnd.IntN(9000))
			if rnd.IntN(4) == 0 {
				block += "WARC/1.0\r\nWARC-Type: resource\r\n" // a version line within a block is no record
			}
			h := warc.Header{{Name: "WARC-Type", Value: "response"},
				{Name: "WARC-Record-ID", Value: warc.RecordID(fmt.Sprint(seed, i))},
				{Name: "WARC-Date", Value: "2023-04-05T06:07:08Z"},
				{Name: "WARC-Target-URI", Value: fmt.Sprintf("https://harbour.example/%d", i)},
				{Name: "Content-Type", Value: "application/http; msgtype=response"}}
			if rnd.IntN(3) == 0 {
				h = append(h, warc.Field{Name: "X-Folded", Value: "one two"})
			}
			records = append(records, string(warc.AppendHeader(nil, h, int64(len(block))))+block+"\r\n\r\n")
		}
		file := strings.Join(records, "")
		if rnd.IntN(2) == 0 {
			file = gz(records...)
		}
		want := byOracle(t, []byte(file))
		if len(want) != len(records) {
			t.Fatalf("seed %d: the other reader sees %d of %d records", seed, len(want), len(records))
		}
		got := byUs(t, []byte(file))
		for i := range min(len(want), len(got)) {
			if want[i] != got[i] {
				t.Errorf("seed %d, record %d: theirs %.80q (block %d), ours %.80q (block %d)", seed, i, want[i],
					len(want[i].Block), got[i], len(got[i].Block))
			}
		}
		if len(got) != len(want) {
			t.Errorf("seed %d: %d records, want %d", seed, len(got), len(want))
		}
	}
}
