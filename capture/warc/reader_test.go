package warc_test

import (
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"cuttings/capture/warc"
)

func decodeGzip(b []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func sha1Digest(s string) string {
	sum := sha1.Sum([]byte(s))
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// rec returns a valid record of a page; edits change its text.
func rec(n int, edits ...func(string) string) string {
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ferry %d left Brindle harbour, fully "+
		"laden.", n)
	s := string(warc.AppendHeader(nil, warc.Header{
		{Name: "WARC-Type", Value: "response"},
		{Name: "WARC-Record-ID", Value: warc.RecordID(fmt.Sprint(n))},
		{Name: "WARC-Date", Value: "2023-04-05T06:07:08Z"},
		{Name: "WARC-Target-URI", Value: fmt.Sprintf("https://harbour.example/%d", n)},
		{Name: "WARC-Block-Digest", Value: sha1Digest(block)},
		{Name: "Content-Type", Value: "application/http; msgtype=response"},
	}, int64(len(block)))) + block + "\r\n\r\n"
	for _, e := range edits {
		s = e(s)
	}
	return s
}

func swap(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

func without(field string) func(string) string {
	return func(s string) string {
		i := strings.Index(s, field+":")
		j := strings.Index(s[i:], "\r\n")
		return s[:i] + s[i+j+2:]
	}
}

// length returns an edit that sets Content-Length to f's result.
func length(f func(int) string) func(string) string {
	return func(s string) string {
		var n int
		i := strings.Index(s, "Content-Length: ")
		if _, err := fmt.Sscanf(s[i:], "Content-Length: %d", &n); err != nil {
			return s
		}
		return strings.Replace(s, fmt.Sprintf("Content-Length: %d\r\n", n), "Content-Length: "+f(n)+"\r\n", 1)
	}
}

func plus(d int) func(string) string { return length(func(n int) string { return fmt.Sprint(n + d) }) }

func noDigest(s string) string { return without("WARC-Block-Digest")(s) }

func gz(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, p); err != nil {
			return err.Error()
		}
		if err := w.Close(); err != nil {
			return err.Error()
		}
	}
	return b.String()
}

func zst(parts ...string) string {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		return err.Error()
	}
	var b []byte
	for _, p := range parts {
		b = append(b, w.EncodeAll([]byte(p), nil)...)
	}
	return string(b)
}

func flip(s string, at int) string {
	b := []byte(s)
	b[at] ^= 0x55
	return string(b)
}

// got is the result of reading a file: the numbers of the pages read, in order, as "1 2 3", in
// brackets when the block differs from what was written.
type got struct {
	records string
	faults  []string
	err     error
}

func read(t testing.TB, file string, o warc.Options) (g got) {
	t.Helper()
	o.Fault = func(f warc.Fault) {
		if f.Offset < 0 || f.Offset > int64(len(file)) {
			t.Errorf("fault outside the file: %v", f)
		}
		g.faults = append(g.faults, f.String())
	}
	r, err := warc.NewReader(strings.NewReader(file), int64(len(file)), o)
	if err != nil {
		return got{err: err}
	}
	defer r.Close()
	var names []string
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			g.err = err
			break
		}
		n := rec.Header.TargetURI()
		n = n[strings.LastIndexByte(n, '/')+1:]
		if !strings.HasSuffix(string(rec.Block), "Ferry "+n+" left Brindle harbour, fully laden.") {
			n = "(" + n + ")"
		}
		names = append(names, n)
	}
	g.records = strings.Join(names, " ")
	return g
}

func TestReader(t *testing.T) {
	lf := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	member := func(n int) string { return gz(rec(n)) }
	tests := []struct {
		name, file string
		records    string
		fault      string // part of one of the faults; "" requires none
	}{
		{"plain", rec(1) + rec(2) + rec(3), "1 2 3", ""},
		{"gzip, a member each", gz(rec(1), rec(2), rec(3)), "1 2 3", ""},
		{"gzip, one member", gz(rec(1) + rec(2) + rec(3)), "1 2 3", "several records in one"},
		{"gzip, members of several", gz(rec(1)+rec(2), rec(3)), "1 2 3", "several records in one"},
		{"gzip, a record over two members", gz(rec(1)[:200], rec(1)[200:], rec(2)), "1 2", ""},
		{"gzip, empty members", gz("", rec(1), "", "", rec(2), ""), "1 2", ""},
		{"zstd", zst(rec(1), rec(2), rec(3)), "1 2 3", ""},
		{"zstd, one frame", zst(rec(1) + rec(2)), "1 2", "several records in one"},
		{"zstd, skippable frame between", zst(rec(1)) + "\x50\x2a\x4d\x18\x04\x00\x00\x00skip" + zst(rec(2)), "1 2",
			""},
		{"zstd frame damaged", zst(rec(1)) + flip(zst(rec(2)), 90) + zst(rec(3)), "1 3", "zstd frame"},
		{"zstd cut", zst(rec(1)) + zst(rec(2))[:80], "1", "truncated"},

		{"no trailing line ends", strings.TrimSuffix(rec(1), "\r\n\r\n") + rec(2), "1 2",
			"line ends after the block are missing"},
		{"no trailing line ends in members", gz(strings.TrimSuffix(rec(1), "\r\n\r\n"), rec(2)), "1 2",
			"line ends after the block are missing"},
		{"one trailing line end", strings.TrimSuffix(rec(1), "\r\n") + rec(2), "1 2",
			"line ends after the block are missing"},
		{"many blank lines", rec(1) + strings.Repeat("\r\n", 50) + rec(2), "1 2", "blank lines"},
		{"blank lines first", "\r\n\r\n" + rec(1), "1", "blank lines"},
		{"byte order mark", "\xef\xbb\xbf" + rec(1), "1", "byte order mark"},
		{"LF headers", strings.Replace(lf(rec(1)[:strings.Index(rec(1), "HTTP/")]), "", "", 1) +
			rec(1)[strings.Index(rec(1), "HTTP/"):] + rec(2), "1 2", "LF line ends"},
		{"all LF, lengths wrong", lf(rec(1) + rec(2) + rec(3)), "1 2 (3)", "LF line ends"},

		{"length too small", rec(1, plus(-10)) + rec(2), "(1) 2", "Content-Length too small"},
		{"length too large", rec(1, plus(+10)) + rec(2) + rec(3), "1 2 3", "Content-Length too large"},
		{"length much too large", rec(1, plus(+500)) + rec(2) + rec(3), "1 2 3", "Content-Length too large"},
		{"length beyond the file", rec(1, plus(1<<40)) + rec(2), "1 2", "Content-Length too large"},
		{"length of 2^62", rec(1, length(func(int) string { return "4611686018427387904" })) + rec(2), "1 2",
			"Content-Length too large"},
		{"length beyond 64 bits", rec(1, length(func(int) string { return "99999999999999999999999" })) + rec(2),
			"1 2", "not a valid number"},
		{"length too large in members", gz(rec(1, plus(+10)), rec(2), rec(3)), "1 2 3", "Content-Length too large"},
		{"length too small in members", gz(rec(1, plus(-10)), rec(2), rec(3)), "(1) 2 3", "Content-Length too small"},
		{"length huge in members", gz(rec(1, plus(1<<40)), rec(2), rec(3)), "1 2 3", "Content-Length too large"},
		{"length missing", rec(1, without("Content-Length")) + rec(2), "1 2", "Content-Length missing"},
		{"length negative", rec(1, length(func(int) string { return "-5" })) + rec(2), "1 2", "not a valid number"},
		{"length in hexadecimal", rec(1, length(func(n int) string { return fmt.Sprintf("0x%x", n) })) + rec(2), "1 2",
			"not a valid number"},
		{"length with a plus", rec(1, length(func(n int) string { return fmt.Sprintf("+%d", n) })) + rec(2), "1 2",
			"not a valid number"},
		{"length with letters", rec(1, length(func(int) string { return "many" })) + rec(2), "1 2",
			"not a valid number"},
		{"length empty", rec(1, length(func(int) string { return "" })) + rec(2), "1 2", "not a valid number"},
		{"two equal lengths", rec(1, length(func(n int) string {
			return fmt.Sprintf("%d\r\nContent-Length: %d", n, n)
		})) + rec(2), "1 2", ""},
		{"two lengths", rec(1, swap("Content-Length", "Content-Length: 7\r\nContent-Length")) + rec(2), "1 2",
			"duplicate Content-Length"},
		{"two addresses", rec(1, swap("WARC-Target-URI", "WARC-Target-URI: https://x.example/9\r\nWARC-Target-URI")) +
			rec(2), "(9) 2", "two values of WARC-Target-URI"},
		{"wrong length, no digest", noDigest(rec(1, plus(+30))) + rec(2), "1 2", "Content-Length too large"},

		{"bytes between", rec(1) + "what is this?\r\n" + rec(2), "1 2", "bytes between records"},
		{"bytes before", "#!/bin/sh\n" + rec(1), "1", "bytes before the first record"},
		{"bytes before members", "#!/bin/sh\n" + gz(rec(1), rec(2)), "1 2", "no gzip member"},
		{"a plain record with packed ones in it", rec(1, swap("fully", gz(rec(7))+"fully"), plus(len(gz(rec(7)))),
			noDigest), "(1)", ""},
		{"bytes after", rec(1) + "the end", "1", "bytes after the last record"},
		{"zeros after", rec(1) + strings.Repeat("\x00", 600), "1", "bytes after the last record"},
		{"bytes between members", gz(rec(1)) + "what is this?" + gz(rec(2)), "1 2", "no gzip member"},
		{"zeros after members", gz(rec(1)) + strings.Repeat("\x00", 600), "1", "no gzip member"},
		{"member cut", gz(rec(1)) + member(2)[:len(member(2))-20], "1 (2)", "truncated"},
		{"member cut in its checksum", gz(rec(1)) + member(2)[:len(member(2))-6], "1 2", "truncated"},
		{"member damaged", gz(rec(1)) + flip(member(2), 60) + gz(rec(3)), "1 3", "damaged"},
		{"member's checksum wrong", gz(rec(1)) + flip(member(2), len(member(2))-6) + gz(rec(3)), "1 2 3", "CRC-32"},
		{"member's length wrong", gz(rec(1)) + flip(member(2), len(member(2))-2) + gz(rec(3)), "1 2 3",
			"stated length"},
		{"reserved gzip flags", flip(member(1)[:3], 2)[:0] + member(1)[:3] + "\x20" + member(1)[4:] + gz(rec(2)),
			"1 2", "reserved gzip flags"},
		{"plain file cut in the block", rec(1) + rec(2)[:len(rec(2))-20], "1 (2)", "truncated"},
		{"plain file cut in the header", rec(1) + rec(2)[:100], "1", "truncated"},
		{"header runs into the next record", rec(1)[:120] + "\r\n" + rec(2), "2",
			"breaks off where the next record begins"},

		{"version 1.0", rec(1, swap("WARC/1.1", "WARC/1.0")), "1", ""},
		{"version 0.18", rec(1, swap("WARC/1.1", "WARC/0.18")), "1", "draft"},
		{"version 3.0", rec(1, swap("WARC/1.1", "WARC/3.0")), "1", "unknown version"},
		{"version in small letters", rec(1, swap("WARC/1.1", "warc/1.1")), "1", "capitals"},
		{"no version among good ones", rec(1) + rec(2, swap("WARC/1.1", "WARC/")) + rec(3), "1 3", "version line"},
		{"names in small letters", rec(1, strings.ToLower, swap("http/1.1 200 ok", "HTTP/1.1 200 OK"),
			swap("ferry 1 left brindle", "Ferry 1 left Brindle"), noDigestLower, swap("t06:07:08z", "T06:07:08Z"),
			swap("warc/1.1", "WARC/1.1")), "1", ""},
		{"folded header", rec(1, swap("WARC-Date:", "X-Note: one\r\n two\r\n\tthree\r\nWARC-Date:")), "1", ""},
		{"header line without a colon", rec(1, swap("WARC-Date:", "nonsense\r\nWARC-Date:")), "1", "without a colon"},
		{"space before the colon", rec(1, swap("WARC-Date:", "WARC-Date :")), "1", "header name malformed"},
		{"NUL in a header", rec(1, swap("WARC-Date:", "X: a\x00b\r\nWARC-Date:")), "1", "control character"},
		{"Latin-1 in a header", rec(1, swap("WARC-Date:", "X: caf\xe9\r\nWARC-Date:")), "1", "invalid UTF-8"},
		{"no date", rec(1, without("WARC-Date")), "1", "WARC-Date missing"},
		{"no such date", rec(1, swap("2023-04", "2023-44")), "1", "WARC-Date malformed"},
		{"a day without its hours", rec(1, swap("2023-04-05T06:07:08Z", "2023-04-05")), "1", "no time of day"},
		{"a date before the web", rec(1, swap("2023-04-05", "1970-01-01")), "1", "before there was a web"},
		{"future date", rec(1, swap("2023-04", "2093-04")), "1", "future"},
		{"no type", rec(1, without("WARC-Type")), "1", "WARC-Type missing"},
		{"no ID", rec(1, without("WARC-Record-ID")), "1", "WARC-Record-ID missing"},
		{"bare ID", rec(1, swap("<urn:uuid:", "urn:uuid:")), "1", "WARC-Record-ID malformed"},
		{"content altered", rec(1) + rec(2, swap("fully", "badly")), "1 (2)", "block digest mismatch"},
		{"digest of unknown kind", rec(1, swap("sha1:", "crc9:")), "1", "unknown algorithm"},
		{"digest without a kind", rec(1, swap("sha1:", "")), "1", "without algorithm"},
		{"payload digest wrong", rec(1, swap("WARC-Date:",
			"WARC-Payload-Digest: md5:00000000000000000000000000000000\r\nWARC-Date:")), "1",
			"payload digest mismatch"},
		{"header too long", rec(1, swap("WARC-Date:", "X: "+strings.Repeat("x", 3<<20)+"\r\nWARC-Date:")) + rec(2),
			"2", "header too long"},
		{"too many headers", rec(1, swap("WARC-Date:", strings.Repeat("X: y\r\n", 30000)+"WARC-Date:")) + rec(2), "2",
			"too many headers"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := read(t, tt.file, warc.Options{Now: func() time.Time {
				return time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
			}})
			if g.err != nil {
				t.Errorf("refused: %v", g.err)
			}
			if g.records != tt.records {
				t.Errorf("records %q, want %q; faults %q", g.records, tt.records, g.faults)
			}
			all := strings.Join(g.faults, "\n")
			if tt.fault == "" && all != "" || !strings.Contains(all, tt.fault) {
				t.Errorf("faults %q, want one with %q", g.faults, tt.fault)
			}
		})
	}
}

func noDigestLower(s string) string { return without("warc-block-digest")(s) }

func TestRefused(t *testing.T) {
	tests := map[string]struct{ file, want string }{
		"HTML":               {"<!doctype html><p>Ferry", "not a WARC file"},
		"gzip of HTML":       {gz("<!doctype html><p>Ferry"), "not a WARC file"},
		"zeros":              {strings.Repeat("\x00", 5000), "not a WARC file"},
		"no version":         {rec(1, swap("WARC/1.1", "WARC/")), "version"},
		"ARC":                {"filedesc://x.arc 0.0.0.0 20010101000000 text/plain 76\n", "ARC file"},
		"zstd window of 2 G": {"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", "zstd"},
		"huge dictionary":    {"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + strings.Repeat("x", 50), "dictionary"},
		"gzip cut at once":   {gz(rec(1))[:12], "truncated"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			g := read(t, tt.file, warc.Options{})
			if g.err == nil || !strings.Contains(g.err.Error(), tt.want) || g.records != "" {
				t.Errorf("records %q, error %v, want one about %q", g.records, g.err, tt.want)
			}
		})
	}
	if g := read(t, "", warc.Options{}); g.err != nil || len(g.faults) != 1 {
		t.Errorf("an empty file: %+v, want a fault and no error", g)
	}
}

func TestZstdDictionary(t *testing.T) {
	dict := strings.Repeat("Ferry left Brindle harbour, fully laden. WARC-Type: response WARC-Record-ID ", 20)
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderDictRaw(0, []byte(dict)))
	if err != nil {
		t.Fatal(err)
	}
	frames := string(enc.EncodeAll([]byte(rec(1)), nil)) + string(enc.EncodeAll([]byte(rec(2)), nil))
	frame := func(d string) string {
		n := len(d)
		return "\x5d\x2a\x4d\x18" + string([]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)}) + d
	}
	for name, file := range map[string]string{"raw": frame(dict) + frames, "packed": frame(zst(dict)) + frames} {
		if g := read(t, file, warc.Options{}); g.records != "1 2" || len(g.faults) > 0 {
			t.Errorf("%s dictionary: %+v", name, g)
		}
	}
	if g := read(t, frames, warc.Options{}); g.records != "" || g.err == nil {
		t.Errorf("dictionary missing: %+v, want refused", g)
	}
}

func TestLimits(t *testing.T) {
	big := strings.Repeat("Brindle ", 4<<20)
	long := string(warc.AppendHeader(nil, warc.Header{{Name: "WARC-Type", Value: "resource"},
		{Name: "WARC-Target-URI", Value: "x:/big"},
		{Name: "WARC-Date", Value: "2020"}, {Name: "WARC-Record-ID", Value: "<x:1>"}}, int64(len(big)))) + big +
		"\r\n\r\n"
	t.Run("a block over the limit is read past", func(t *testing.T) {
		for _, file := range []string{rec(1) + long + rec(2), gz(rec(1), long, rec(2)), zst(rec(1), long, rec(2))} {
			g := read(t, file, warc.Options{MaxBlock: 1 << 20})
			if g.records != "1 (big) 2" || !strings.Contains(strings.Join(g.faults, "\n"), "larger than the limit") {
				t.Errorf("%+v", g)
			}
		}
	})
	t.Run("expansion", func(t *testing.T) {
		g := read(t, gz(rec(1), long, rec(2)), warc.Options{MaxBytes: 1 << 20})
		if !strings.Contains(strings.Join(g.faults, "\n"), "more than the limit") ||
			strings.HasSuffix(g.records, "2") {
			t.Errorf("%+v", g)
		}
	})
	t.Run("lengths that always lie cost no square", func(t *testing.T) {
		var b strings.Builder
		for i := range 1500 {
			b.WriteString(noDigest(rec(i, plus(1<<30))))
		}
		for _, file := range []string{b.String(), gz(b.String())} {
			begin := time.Now()
			g := read(t, file, warc.Options{})
			if n := len(strings.Fields(g.records)); n != 1500 {
				t.Errorf("%d records, want 1500", n)
			}
			if d := time.Since(begin); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
		}
	})
}

// TestOffsets reads each record by its offset alone.
func TestOffsets(t *testing.T) {
	for _, file := range []string{rec(1) + rec(2) + rec(3), gz(rec(1), rec(2), rec(3)), zst(rec(1), rec(2), rec(3))} {
		r, err := warc.NewReader(strings.NewReader(file), int64(len(file)), warc.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var offs []int64
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if !rec.DigestOK || rec.Inner != 0 {
				t.Errorf("record at %d: digest %v, inner %d", rec.Offset, rec.DigestOK, rec.Inner)
			}
			offs = append(offs, rec.Offset)
		}
		r.Close()
		for i, off := range offs {
			seeker, err := warc.NewReader(strings.NewReader(file), int64(len(file)), warc.Options{})
			if err != nil {
				t.Fatal(err)
			}
			seeker.GoTo(off)
			if rec, err := seeker.Next(); err != nil || rec.Offset != off ||
				!strings.HasSuffix(rec.Header.TargetURI(), fmt.Sprint("/", i+1)) {
				t.Errorf("sought to byte %d: %v", off, err)
			}
			seeker.Close()
			if g := read(t, file[off:], warc.Options{}); !strings.HasPrefix(g.records+" ", fmt.Sprint(i+1, " ")) {
				t.Errorf("from byte %d: records %q, want %d first", off, g.records, i+1)
			}
		}
	}
}

func TestEncoder(t *testing.T) {
	var b bytes.Buffer
	enc := warc.NewEncoder()
	h := warc.Header{{Name: "WARC-Type", Value: "resource"}, {Name: "WARC-Record-ID", Value: warc.RecordID("x")},
		{Name: "WARC-Date", Value: warc.FormatDate(time.Date(2023, 4, 5, 6, 7, 8, 9, time.UTC))},
		{Name: "WARC-Target-URI", Value: "urn:x:\r\nY: z"}}
	for range 2 {
		if err := enc.Write(&b, h, []byte("block\r\n\r\nWARC/1.1\r\nWARC-Type: fake\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
	}
	plain, err := decodeGzip(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	one := "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: " + warc.RecordID("x") +
		"\r\nWARC-Date: 2023-04-05T06:07:08Z\r\n" +
		"WARC-Target-URI: urn:x:  Y: z\r\nContent-Length: 38\r\n\r\nblock\r\n\r\nWARC/1.1\r\nWARC-Type: " +
		"fake\r\n\r\n\r\n\r\n"
	if d := cmp.Diff(one+one, string(plain)); d != "" {
		t.Errorf("written (-want +got):\n%s", d)
	}
	if g := read(t, b.String(), warc.Options{}); strings.Count(g.records, "(") != 2 || len(g.faults) > 0 {
		t.Errorf("read back: %+v", g)
	}
	got, err := warc.ParseRecord([]byte(one))
	if err != nil || got.Header.TargetURI() != "urn:x:  Y: z" || got.BlockLength != 38 {
		t.Errorf("ParseRecord: %+v, %v", got, err)
	}
	for _, bad := range []string{"", one[:50], one[:len(one)-1], one + "x",
		strings.Replace(one, "Length: 38", "Length: 37", 1), one + one,
		strings.Replace(one, "38", "38\r\nContent-Length: 38", 1), strings.Replace(one, ": 38", " 38", 1)} {
		if _, err := warc.ParseRecord([]byte(bad)); err == nil {
			t.Errorf("ParseRecord took %q", bad)
		}
	}
}

func TestRecordID(t *testing.T) {
	a, b := warc.RecordID("a"), warc.RecordID("b")
	if a == b || a != warc.RecordID("a") || len(a) != len("<urn:uuid:00000000-0000-0000-0000-000000000000>") ||
		a[24] != '8' {
		t.Errorf("RecordID gives %s, %s", a, b)
	}
}

func TestDecode(t *testing.T) {
	body := strings.Repeat("The ferry is late. ", 50)
	chunk := func(s string) string {
		return fmt.Sprintf("5;x=y\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n", s[:5], len(s)-5, s[5:])
	}
	tests := []struct {
		name, head, body, want string
		sound                  bool
		fault                  string
	}{
		{"nothing to undo", "Content-Length: 950", body, body, true, ""},
		{"chunked", "Transfer-Encoding: chunked", chunk(body), body, true, ""},
		{"gzip", "Content-Encoding: gzip", gz(body), body, true, ""},
		{"zstd", "Content-Encoding: zstd", zst(body), body, true, ""},
		{"gzip in chunks", "Content-Encoding: x-gzip\r\nTransfer-Encoding: Chunked", chunk(gz(body)), body, true, ""},
		{"gzip twice", "Content-Encoding: gzip, gzip", gz(gz(body)), body, true, ""},
		{"gzip three times", "Content-Encoding: gzip, gzip, gzip", gz(gz(gz(body))), gz(body), false, "more than two"},
		{"says chunked, is not", "Transfer-Encoding: chunked", body, body, false,
			"chunked coding declared but not used"},
		{"chunks cut", "Transfer-Encoding: chunked", chunk(body)[:500], body[:486], false, "cut off"},
		{"says gzip, is not", "Content-Encoding: gzip", body, body, false, "not used"},
		{"zeros behind gzip", "Content-Encoding: gzip", gz(body) + strings.Repeat("\x00", 50), body, true, ""},
		{"text behind gzip", "Content-Encoding: gzip", gz(body) + "<!-- cached -->", body, true, ""},
		{"another member behind gzip cut", "Content-Encoding: gzip", gz(body) + gz(body)[:40], "", false, "damaged"},
		{"gzip cut", "Content-Encoding: gzip", gz(body)[:40], "", false, "damaged"},
		{"unknown coding", "Content-Encoding: rot13", body, body, false, "unknown"},
		{"length wrong", "Content-Length: 7", body, body, true, "Content-Length says 7"},
		{"too much", "Content-Encoding: gzip", gz(strings.Repeat(body, 100)), strings.Repeat(body, 3)[:2000], false,
			"more than the limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, ok := warc.ParseMessage([]byte("HTTP/1.1 200 OK\r\n" + tt.head + "\r\n\r\n" + tt.body))
			if !ok {
				t.Fatal("not parsed")
			}
			got, faults, sound := m.Decode(2000)
			if tt.want != "" && string(got) != tt.want {
				t.Errorf("content of %d bytes, want %d", len(got), len(tt.want))
			}
			if sound != tt.sound {
				t.Errorf("sound = %v", sound)
			}
			if all := strings.Join(faults, "\n"); tt.fault == "" && all != "" || !strings.Contains(all, tt.fault) {
				t.Errorf("faults %q, want %q", faults, tt.fault)
			}
		})
	}
}

// FuzzReader reads arbitrary bytes, as they are and wrapped: no panic, an end, blocks and counts
// within the file, and without a reported fault nothing is lost: every byte of a plain file is in a
// record or a line end between two.
func FuzzReader(f *testing.F) {
	for _, s := range []string{rec(1) + rec(2), gz(rec(1), rec(2)), gz(rec(1) + rec(2)), zst(rec(1), rec(2)),
		rec(1, plus(3)) + rec(2), rec(1)[:200] + rec(2), "WARC/1.1\r\n\r\n", gz(rec(1))[:90] + gz(rec(2)),
		flip(gz(rec(1), rec(2)), 70)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file := string(b)
		for _, file := range []string{file, gz(file), zst(file)} {
			fuzzOne(t, file)
		}
	})
}

func fuzzOne(t *testing.T, file string) {
	t.Helper()
	faults := 0
	r, err := warc.NewReader(strings.NewReader(file), int64(len(file)),
		warc.Options{MaxBlock: 1 << 20, MaxHeader: 1 << 14, MaxBytes: 8 << 20,
			Fault: func(warc.Fault) { faults++ }})
	if err != nil {
		return
	}
	defer r.Close()
	n, accounted := 0, 0
	plain := !strings.HasPrefix(file, "\x1f\x8b") && !strings.HasPrefix(file, "\x28\xb5") &&
		(file == "" || file[0]&0xf0 != 0x50)
	for {
		rec, err := r.Next()
		if err != nil {
			if err != io.EOF && (n > 0 || faults == 0) {
				t.Errorf("error %v after %d records and %d faults", err, n, faults)
			}
			break
		}
		n++
		accounted += int(rec.Length) + 4
		if rec.BlockLength < int64(len(rec.Block)) || rec.Offset < 0 || rec.Offset >= int64(len(file)) {
			t.Errorf("record at %d with a block of %d", rec.Offset, rec.BlockLength)
		}
		if m, ok := rec.HTTP(); ok {
			if content, _, _ := m.Decode(1 << 20); len(content) > max(1<<20, len(m.Body)) {
				t.Errorf("decoded to %d bytes", len(content))
			}
		}
		if plain && n > len(file)/8+1 {
			t.Fatalf("%d records in %d bytes", n, len(file))
		}
	}
	if rest := len(file) - accounted; plain && faults == 0 && (rest < -4 || rest > 4*(n+1)) {
		t.Errorf("nothing was reported, and of %d bytes %d are in no record", len(file), rest)
	}
}

// TestDigestsOfOneBlock reads records whose payload is their block, so that one sum serves both
// digests: each is still verified.
func TestDigestsOfOneBlock(t *testing.T) {
	content := "<p>Ferry 4 left Brindle harbour, fully laden."
	good, bad := sha1Digest(content), sha1Digest("another")
	for _, tt := range []struct{ block, payload, faults string }{
		{good, good, ""},
		{good, bad, "payload"},
		{bad, good, "block"},
		{bad, bad, "block payload"},
		{"", good, ""},
		{"", bad, "payload"},
	} {
		h := warc.Header{{Name: "WARC-Type", Value: "resource"}, {Name: "WARC-Record-ID", Value: warc.RecordID("r")},
			{Name: "WARC-Date", Value: "2023-04-05T06:07:08Z"}, {Name: "Content-Type", Value: "text/html"},
			{Name: "WARC-Target-URI", Value: "https://harbour.example/4"},
			{Name: "WARC-Payload-Digest", Value: tt.payload}}
		if tt.block != "" {
			h.Add("WARC-Block-Digest", tt.block)
		}
		g := read(t, string(warc.AppendHeader(nil, h, int64(len(content))))+content+"\r\n\r\n", warc.Options{})
		var got []string
		for _, f := range g.faults {
			got = append(got, strings.Fields(f[strings.Index(f, ": ")+2:])[0])
		}
		if strings.Join(got, " ") != tt.faults {
			t.Errorf("block %s, payload %s: faults %q, want %q", tt.block, tt.payload, g.faults, tt.faults)
		}
	}
}
