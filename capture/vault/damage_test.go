package vault_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/capture/vault"
	"cuttings/capture/vault/vaulttest"
	"cuttings/internal/ledger"
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

// TestVerifySeesDamage changes one thing at a time in an intact vault.
func TestVerifySeesDamage(t *testing.T) {
	tests := []struct {
		name, file string
		change     func([]byte) []byte
		want       string // part of one of the problems
	}{
		{"a bit in a record", firstFile, func(b []byte) []byte { b[len(b)/2] ^= 4; return b },
			"the record is damaged"},
		{"the file cut short", firstFile, func(b []byte) []byte { return b[:len(b)-100] }, "is gone"},
		{"bytes added", firstFile, func(b []byte) []byte { return append(b, "more"...) },
			"bytes that the log does not name"},
		{"a record overwritten by another", firstFile, func(b []byte) []byte { copy(b[len(b)/2:], b[:300]); return b },
			"the record is damaged"},
		{"warcinfo damaged", firstFile, func(b []byte) []byte { b[40] ^= 1; return b }, "first record is damaged"},
		{"a name changed in the log", logFile, replaceOnce("p3.html", "p9.html"), "does not fit its URL, name, time"},
		{"when it was added changed", logFile, replaceOnce(`"added":"2025`, `"added":"2024`), "the chain is broken"},
		{"a media type changed", logFile, replaceOnce("text/html", "text/htmx"), "describes the capture differently"},
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

// TestTornAnywhere cuts the WARC file, or the log, at many places after what was acknowledged, as a
// kill between writing and syncing would.
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

// tornAt makes a vault whose file ends at cut. A cut WARC file means that the log was not yet
// written; a cut log that the WARC file was.
func tornAt(t *testing.T, file string, cut int64, sizes map[string]int64, whole map[string][]byte,
	kept []vault.Addition) {
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
	if file == logFile { // every record is complete: all six pages are there
		wantAll(t, v, []vault.Addition{vaulttest.Addition("p5.html", vaulttest.Page(5, 2000))})
	}
	addPages(t, v, 0, 8)
	if p := problems(t, v); len(p) > 0 {
		t.Errorf("cut at %d: %q", cut, p)
	}
}

// TestLostFileIsAddedAgain: captures with missing bytes can be added again.
func TestLostFileIsAddedAgain(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	all := addPages(t, v, 0, 4)
	closeVault(t, v)
	edit(t, filepath.Join(dir, firstFile), func(b []byte) []byte { return b[:len(b)-50] })
	v = open(t, dir)
	defer closeVault(t, v)
	if _, _, err := v.Get(context.Background(), all[3].Capture.ID); err == nil {
		t.Error("the last capture is still there")
	}
	wantAll(t, v, all[:3])
	addPages(t, v, 0, 4)
	wantAll(t, v, all)
	n := 0
	if err := v.Each(context.Background(), func(vault.Entry) error { n++; return nil }); err != nil || n != 4 {
		t.Errorf("Each gives %d captures (%v), want 4", n, err)
	}
}

// harmful returns the problems that Verify reports as not Harmless.
func harmful(t *testing.T, v *vault.Vault) (out []string) {
	t.Helper()
	if err := v.Verify(context.Background(), func(p vault.Problem) {
		if !p.Harmless {
			out = append(out, p.String())
		}
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDamageIsAddedAgain: after any damage, adding the pages again restores them without changing
// existing bytes, and the damage is reported as repaired.
func TestDamageIsAddedAgain(t *testing.T) {
	tests := map[string]func(path string) error{
		"a bit of the second record": func(path string) error {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			b[len(b)*2/5] ^= 4
			return os.WriteFile(path, b, 0o644)
		},
		"all records zeroed": func(path string) error {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			clear(b[600:]) // within the first capture's record
			return os.WriteFile(path, b, 0o644)
		},
		"the file gone":      os.Remove,
		"the file cut short": func(path string) error { return os.Truncate(path, 1500) },
		"the file emptied":   func(path string) error { return os.Truncate(path, 0) },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v := open(t, dir)
			all := addPages(t, v, 0, 4)
			twin := vaulttest.Addition("twin.html", vaulttest.Page(1, 2000)) // a revisit
			if _, err := v.AddBatch(context.Background(), []vault.Addition{twin}); err != nil {
				t.Fatal(err)
			}
			closeVault(t, v)
			path := filepath.Join(dir, firstFile)
			if err := damage(path); err != nil {
				t.Fatal(err)
			}
			left, _ := os.ReadFile(path)
			for range 2 { // the second time there is nothing to repair
				v = open(t, dir)
				if _, err := v.AddBatch(context.Background(), append(all, twin)); err != nil {
					t.Fatal(err)
				}
				wantAll(t, v, append(all, twin))
				if p := harmful(t, v); len(p) > 0 {
					t.Errorf("Verify: %q", p)
				}
				closeVault(t, v)
			}
			if again, _ := os.ReadFile(path); !bytes.HasPrefix(again, left) {
				t.Error("what was there was changed")
			}
			lines, err := os.ReadFile(filepath.Join(dir, logFile))
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(lines, []byte("\n")); n > 10 {
				t.Errorf("%d lines in the log: whole captures were added again", n)
			}
		})
	}
}

// TestBadLinesKeepTheirCaptures: an unreadable line is reported, and its capture is still there.
func TestBadLinesKeepTheirCaptures(t *testing.T) {
	tests := map[string]func([]byte) []byte{
		"unreadable": replaceOnce(`{"n":3`, `!"n":3`),
		"two of them": func(b []byte) []byte {
			return replaceOnce(`{"n":4`,
				`!"n":4`)(replaceOnce(`{"n":3`, `!"n":3`)(b))
		},
		"the first":       replaceOnce(`{"n":1`, `!"n":1`),
		"negative block":  replaceOnce(`"block":`, `"block":-`),
		"negative offset": replaceOnce(`"offset":`, `"offset":-`),
		"negative length": replaceOnce(`"length":`, `"length":-`),
		"a huge block":    replaceOnce(`"block":`, `"block":99999999999999`),
		"not a number":    replaceOnce(`"n":2`, `"n":"2"`),
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v := open(t, dir)
			all := addPages(t, v, 0, 6)
			closeVault(t, v)
			edit(t, filepath.Join(dir, logFile), change)
			r, err := vault.Open(dir, vault.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer closeVault(t, r)
			wantAll(t, r, all)
			n := 0
			if err := r.Each(context.Background(), func(vault.Entry) error { n++; return nil }); err != nil || n != 6 {
				t.Errorf("Each gives %d captures (%v), want 6", n, err)
			}
			if p := harmful(t, r); len(p) == 0 {
				t.Error("Verify reports nothing")
			}
		})
	}
}

// TestLogLost: a vault with a missing, empty or shortened log is not written to like a new one, and
// a reader writes nothing.
func TestLogLost(t *testing.T) {
	tests := map[string]func(path string) error{
		"gone":      os.Remove,
		"emptied":   func(path string) error { return os.Truncate(path, 0) },
		"shortened": func(path string) error { return os.Truncate(path, 700) },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v := open(t, dir)
			addPages(t, v, 0, 6)
			st, err := v.Stats()
			if err != nil {
				t.Fatal(err)
			}
			closeVault(t, v)
			whole, err := os.ReadFile(filepath.Join(dir, logFile))
			if err != nil {
				t.Fatal(err)
			}
			if err := damage(filepath.Join(dir, logFile)); err != nil {
				t.Fatal(err)
			}
			known := []ledger.Mark{{Lines: st.Lines, Head: st.Head}}
			if _, err := vault.Open(dir, vault.Options{Known: known, Clock: clock}); !errors.Is(err,
				vault.ErrLogLost) {
				t.Errorf("opening for writing: %v", err)
			}
			if name == "gone" {
				if _, err := vault.Open(dir, vault.Options{ReadOnly: true}); !errors.Is(err, vault.ErrLogLost) {
					t.Errorf("opening for reading: %v", err)
				}
				if _, err := os.Stat(filepath.Join(dir, logFile)); err == nil {
					t.Error("opening made a log")
				}
			}
			got, err := vault.Recover(context.Background(), dir, vault.Options{}, nil)
			if err != nil || got.Tail != known[0] || got.Undated != 0 || len(got.Skipped) > 0 {
				t.Errorf("Recover: %+v, %v; want the same log again", got, err)
			}
			if again, err := os.ReadFile(filepath.Join(dir, logFile)); err != nil || !bytes.Equal(again, whole) {
				t.Errorf("the log is another than before (%v)", err)
			}
		})
	}
}

// TestRecoverDamage: recovering a log with damage everywhere keeps its content, and losses are
// still reported.
func TestRecoverDamage(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	all := addPages(t, v, 0, 6)
	closeVault(t, v)
	edit(t, filepath.Join(dir, logFile), replaceOnce(`{"n":2`, `!"n":2`))
	edit(t, filepath.Join(dir, firstFile), func(b []byte) []byte { b[len(b)/2] ^= 4; return b })
	got, err := vault.Recover(context.Background(), dir, vault.Options{Clock: clock}, nil)
	if err != nil || got.Lines != 6 || got.Kept != 5 || got.Dated != 1 || got.Moved == "" {
		t.Fatalf("%+v, %v", got, err)
	}
	if same, err := vault.Recover(context.Background(), dir, vault.Options{Clock: clock}, nil); err != nil ||
		!same.Same {
		t.Errorf("again: %+v, %v", same, err)
	}
	v = open(t, dir)
	defer closeVault(t, v)
	if p := harmful(t, v); len(p) != 1 || !strings.Contains(p[0], "the record is damaged") {
		t.Errorf("Verify: %q", p)
	}
	addPages(t, v, 0, 6)
	wantAll(t, v, all)
}

// TestLogFromRecords: without the log, the WARC files alone give the same log again.
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
	if _, err := vault.Recover(context.Background(), dir, vault.Options{Clock: clock}, nil); err != nil {
		t.Fatal(err)
	}
	v = open(t, dir)
	defer closeVault(t, v)
	wantAll(t, v, append(all, twin))
	if p := problems(t, v); len(p) > 0 {
		t.Errorf("Verify: %q", p)
	}
}
