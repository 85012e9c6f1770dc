package vault_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/capture/vault"
	"cuttings/capture/vault/vaulttest"
)

const firstFile, logFile = "cuttings-00001.warc.gz", "log.jsonl"

func edit(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o644); err != nil {
		t.Fatal(err)
	}
}

func replaceOnce(old, new string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
}

// TestVerifySeesDamage changes one thing at a time in a whole vault.
func TestVerifySeesDamage(t *testing.T) {
	tests := []struct {
		name, file string
		change     func([]byte) []byte
		want       string // in one of the problems
	}{
		{"a bit in a record", firstFile, func(b []byte) []byte { b[len(b)/2] ^= 4; return b }, "the record is damaged"},
		{"the file cut short", firstFile, func(b []byte) []byte { return b[:len(b)-100] }, "is gone"},
		{"bytes added", firstFile, func(b []byte) []byte { return append(b, "more"...) }, "bytes that the log does not name"},
		{"a record overwritten by another", firstFile, func(b []byte) []byte { copy(b[len(b)/2:], b[:300]); return b }, "the record is damaged"},
		{"warcinfo damaged", firstFile, func(b []byte) []byte { b[40] ^= 1; return b }, "first record is damaged"},
		{"a name changed in the log", logFile, replaceOnce("p3.html", "p9.html"), "does not fit its URL, name, time"},
		{"when it was added changed", logFile, replaceOnce(`"added":"2025`, `"added":"2024`), "the chain is broken"},
		{"a media type changed", logFile, replaceOnce("text/html", "text/htmx"), "describes the capture otherwise"},
		{"a line taken out", logFile, func(b []byte) []byte {
			lines := bytes.SplitAfter(b, []byte("\n"))
			return bytes.Join(append(lines[:2], lines[3:]...), nil)
		}, "the chain is broken"},
		{"a line made unreadable", logFile, replaceOnce(`{"n":3`, `!"n":3`), "cannot be read"},
		{"an index line changed", "cuttings-00001.cdxj", replaceOnce(`"offset":"`, `"offset":"1`), "fits no record"},
		{"another file named", logFile, replaceOnce(firstFile, "../../other.gz"), "no file of a vault"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			v := open(t, dir)
			addPages(t, v, 0, 8)
			closeVault(t, v)
			edit(t, filepath.Join(dir, tt.file), tt.change)
			r, err := vault.Open(dir, vault.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer closeVault(t, r)
			if all := strings.Join(problems(t, r), "\n"); !strings.Contains(all, tt.want) {
				t.Errorf("problems %q, want one with %q", all, tt.want)
			}
		})
	}
}

// TestTornAnywhere cuts the WARC file, or the log, at many places behind
// what was acknowledged, as a kill between writing and syncing would.
func TestTornAnywhere(t *testing.T) {
	for _, file := range []string{firstFile, logFile} {
		t.Run(file, func(t *testing.T) {
			dir := t.TempDir()
			v := open(t, dir)
			kept := addPages(t, v, 0, 3)
			sizes := map[string]int64{}
			for _, f := range []string{firstFile, logFile} {
				info, err := os.Stat(filepath.Join(dir, f))
				if err != nil {
					t.Fatal(err)
				}
				sizes[f] = info.Size()
			}
			addPages(t, v, 3, 6)
			closeVault(t, v)
			whole := map[string][]byte{}
			for _, f := range []string{firstFile, logFile} {
				b, err := os.ReadFile(filepath.Join(dir, f))
				if err != nil {
					t.Fatal(err)
				}
				whole[f] = b
			}
			for cut := sizes[file] + 1; cut < int64(len(whole[file])); cut += 61 {
				tornAt(t, file, cut, sizes, whole, kept)
			}
		})
	}
}

// tornAt makes a vault whose file ends at cut. A cut WARC file means that the
// log was not yet written to; a cut log that the WARC file was.
func tornAt(t *testing.T, file string, cut int64, sizes map[string]int64, whole map[string][]byte, kept []vault.Addition) {
	t.Helper()
	dir := t.TempDir()
	ends := map[string]int64{firstFile: int64(len(whole[firstFile])), logFile: sizes[logFile]}
	ends[file] = cut
	for f, end := range ends {
		if err := os.WriteFile(filepath.Join(dir, f), whole[f][:end], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	v := open(t, dir)
	defer closeVault(t, v)
	if len(v.Repairs()) == 0 {
		t.Errorf("%s cut at %d: no repair reported", file, cut)
	}
	for _, r := range v.Repairs() {
		if r.Moved == "" {
			continue
		}
		info, err := os.Stat(filepath.Join(dir, r.Moved))
		if err != nil || info.Size() != r.Bytes {
			t.Errorf("cut at %d: %+v, but the bytes are not there: %v", cut, r, err)
		}
	}
	wantAll(t, v, kept)
	if file == logFile { // every record is whole: all six pages are there
		wantAll(t, v, []vault.Addition{vaulttest.Addition("p5.html", vaulttest.Page(5, 2000))})
	}
	addPages(t, v, 0, 8)
	if p := problems(t, v); len(p) > 0 {
		t.Errorf("cut at %d: %q", cut, p)
	}
}

// TestLostFileIsAddedAgain: captures whose bytes are gone can be added again.
func TestLostFileIsAddedAgain(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	all := addPages(t, v, 0, 4)
	closeVault(t, v)
	edit(t, filepath.Join(dir, firstFile), func(b []byte) []byte { return b[:len(b)-50] })
	v = open(t, dir)
	defer closeVault(t, v)
	if v.Has(all[3].Capture.ID) || !v.Has(all[2].Capture.ID) {
		t.Error("want the last capture lost and the one before kept")
	}
	addPages(t, v, 0, 4)
	wantAll(t, v, all)
	n := 0
	if err := v.Each(context.Background(), func(vault.Entry) error { n++; return nil }); err != nil || n != 4 {
		t.Errorf("Each gives %d captures (%v), want 4", n, err)
	}
}

// TestLogFromRecords: with the log gone, the WARC files alone give it again.
func TestLogFromRecords(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	all := addPages(t, v, 0, 6)
	twin := vaulttest.Addition("twin.html", vaulttest.Page(1, 2000))
	if _, err := v.AddBatch(context.Background(), []vault.Addition{twin}); err != nil {
		t.Fatal(err)
	}
	closeVault(t, v)
	if err := os.Remove(filepath.Join(dir, logFile)); err != nil {
		t.Fatal(err)
	}
	v = open(t, dir)
	defer closeVault(t, v)
	wantAll(t, v, append(all, twin))
	if p := problems(t, v); len(p) > 0 {
		t.Errorf("Verify: %q", p)
	}
}
