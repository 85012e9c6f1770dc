package vault_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"cuttings/capture/vault"
	"cuttings/capture/vault/vaulttest"
	"cuttings/internal/disk/disktest"
)

// addTo adds pages in batches of two until something fails, and returns the acknowledged ones.
func addTo(dir string, d *disktest.Disk, batches int) (acknowledged []vault.Addition, err error) {
	v, err := vault.Open(dir, vault.Options{Clock: clock, FS: d, MaxFile: 6000})
	if err != nil {
		return nil, err
	}
	defer v.Close()
	for i := range batches {
		batch := []vault.Addition{
			vaulttest.Addition(fmt.Sprintf("%d.html", 2*i), vaulttest.Page(2*i, 2000)),
			vaulttest.Addition(fmt.Sprintf("%d.html", 2*i+1), vaulttest.Page(2*i+1, 2000)),
		}
		if _, err := v.AddBatch(context.Background(), batch); err != nil {
			return acknowledged, err
		}
		acknowledged = append(acknowledged, batch...)
	}
	return acknowledged, nil
}

// TestRecordsSyncedBeforeLog stops the machine before every call in turn, and inspects what the
// disk may then contain: the synced part of every file and, as a system writes in any order,
// everything of any one file. What was acknowledged is there, and the log has no line about a
// missing record. The test fails when the log is written before the records are synced.
func TestRecordsSyncedBeforeLog(t *testing.T) {
	for n := 0; ; n++ {
		dir := filepath.Join(t.TempDir(), "vault")
		d := disktest.New(n, disktest.Crash)
		kept, err := addTo(dir, d, 3)
		if err == nil {
			if n < 10 {
				t.Fatalf("only %d calls: the test shows nothing", n)
			}
			t.Logf("%d calls", n)
			return
		}
		for _, lucky := range []string{"", logFile, firstFile, "cuttings-00002.warc.gz"} {
			left := filepath.Join(t.TempDir(), "vault")
			if err := d.Left(dir, left, lucky); err != nil {
				t.Fatal(err)
			}
			v, err := vault.Open(left, vault.Options{Clock: clock})
			if err != nil {
				t.Fatalf("stopped before call %d, %s written in full: %v", n, lucky, err)
			}
			wantAll(t, v, kept)
			if p := problems(t, v); len(p) > 0 {
				t.Errorf("stopped before call %d of %q, %s written in full: %q", n, d.Calls(), lucky, p)
			}
			closeVault(t, v)
		}
	}
}

// TestEveryCallFails makes each call fail once while the machine goes on. An addition that was not
// acknowledged can be made again in the reopened vault, which has no problems.
func TestEveryCallFails(t *testing.T) {
	for _, fault := range []disktest.Fault{disktest.DiskFull, disktest.ShortWrite} {
		for n := 0; ; n++ {
			dir := filepath.Join(t.TempDir(), "vault")
			d := disktest.New(n, fault)
			kept, err := addTo(dir, d, 3)
			if err == nil && len(d.Calls()) <= n {
				break
			}
			r, rerr := vault.Open(dir, vault.Options{ReadOnly: true})
			if rerr == nil {
				wantAll(t, r, kept)
				closeVault(t, r)
			} else if len(kept) > 0 {
				t.Fatalf("%s at call %d: %v", fault, n, rerr)
			}
			all, err := addTo(dir, disktest.New(-1, disktest.None), 3)
			if err != nil {
				t.Fatalf("%s at call %d: adding again: %v", fault, n, err)
			}
			v := open(t, dir)
			wantAll(t, v, all)
			if p := problems(t, v); len(p) > 0 {
				t.Errorf("%s at call %d: %q", fault, n, p)
			}
			closeVault(t, v)
		}
	}
}
