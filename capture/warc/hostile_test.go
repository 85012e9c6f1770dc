package warc_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/capture/warc"
)

type hostileCase struct {
	ID, File, Kind, Transport string
	Expect                    struct {
		Outcome    string
		Records    *int
		MinRecords int `json:"min_records"`
		Report     string
		Digests    string
	}
}

// TestHostile reads the cases of the hostile yardstick in the folder CUTTINGS_BENCH of unpacked
// sets; it is skipped without it.
func TestHostile(t *testing.T) {
	dir := os.Getenv("CUTTINGS_BENCH")
	if dir == "" {
		t.Skip("CUTTINGS_BENCH does not name the unpacked yardsticks")
	}
	dir = filepath.Join(dir, "hostile-dev")
	f, err := os.Open(filepath.Join(dir, "dev", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var c hostileCase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Kind != "warc" {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(dir, c.File))
			if err != nil {
				t.Fatal(err)
			}
			if c.Transport == "gzip" {
				b = gunzip(t, b)
			}
			begin := time.Now()
			n, faults, err := readAll(b)
			if d := time.Since(begin); d > 3*time.Second {
				t.Errorf("took %v", d)
			}
			for _, bad := range judge(c, n, faults, err) {
				t.Errorf("%s: %d records, error %v, faults %q", bad, n, err, faults)
			}
		})
	}
}

func judge(c hostileCase, n int, faults []string, err error) (bad []string) {
	reported := err != nil || len(faults) > 0
	e := c.Expect
	switch e.Outcome {
	case "accept":
		if err != nil {
			bad = append(bad, "refused")
		}
		if e.Records != nil && n != *e.Records {
			bad = append(bad, "lost")
		}
	case "salvage":
		if n < e.MinRecords {
			bad = append(bad, "lost")
		} else if e.Report != "" && !reported {
			bad = append(bad, "fault not reported")
		}
	case "reject":
		if err == nil {
			bad = append(bad, "not refused")
		}
	}
	if e.Digests == "mismatch" && !reported {
		bad = append(bad, "wrong digest unseen")
	}
	if e.Digests == "ok" && strings.Contains(strings.ToLower(strings.Join(faults, "\n")), "digest") {
		bad = append(bad, "good digest refused")
	}
	return bad
}

func readAll(b []byte) (n int, faults []string, err error) {
	r, err := warc.NewReader(bytes.NewReader(b), int64(len(b)), warc.Options{
		Now:   func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) },
		Fault: func(f warc.Fault) { faults = append(faults, f.String()) },
	})
	if err != nil {
		return 0, faults, err
	}
	defer r.Close()
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return n, faults, nil
		}
		if err != nil {
			return n, faults, err
		}
		if m, ok := rec.HTTP(); ok {
			_, f, _ := m.Decode(64 << 20)
			faults = append(faults, f...)
		}
		n++
	}
}

func gunzip(t *testing.T, b []byte) []byte {
	t.Helper()
	out, err := decodeGzip(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
