package vault_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/capture/vault"
	"cuttings/capture/vault/vaulttest"
	"cuttings/cutting"
)

func clock() time.Time { return time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC) }

func open(t testing.TB, dir string) *vault.Vault {
	t.Helper()
	v, err := vault.Open(dir, vault.Options{Clock: clock})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return v
}

func TestSuite(t *testing.T) {
	t.Run("files", func(t *testing.T) {
		vaulttest.Run(t, func(t *testing.T) vaulttest.Store { return open(t, filepath.Join(t.TempDir(), "vault")) })
	})
	t.Run("small files", func(t *testing.T) {
		vaulttest.Run(t, func(t *testing.T) vaulttest.Store {
			v, err := vault.Open(t.TempDir(), vault.Options{Clock: clock, MaxFile: 5000})
			if err != nil {
				t.Fatal(err)
			}
			return v
		})
	})
	t.Run("memory", func(t *testing.T) {
		vaulttest.Run(t, func(*testing.T) vaulttest.Store { return vaulttest.NewMemory(clock) })
	})
}

func addPages(t testing.TB, v *vault.Vault, from, to int) (added []vault.Addition) {
	t.Helper()
	for i := from; i < to; i++ {
		added = append(added, vaulttest.Addition(fmt.Sprintf("p%d.html", i), vaulttest.Page(i, 2000)))
	}
	if _, err := v.AddBatch(context.Background(), added); err != nil {
		t.Fatalf("AddBatch: %v", err)
	}
	return added
}

// problems returns the problems that Verify reports, one line each.
func problems(t testing.TB, v *vault.Vault) []string {
	t.Helper()
	var out []string
	if err := v.Verify(context.Background(), func(p vault.Problem) { out = append(out, p.String()) }); err != nil {
		t.Fatalf("Verify: %v", err)
	}
	return out
}

func wantAll(t testing.TB, v *vault.Vault, added []vault.Addition) {
	t.Helper()
	for _, a := range added {
		c, content, err := v.Get(context.Background(), a.Capture.ID)
		if err != nil || c != a.Capture || string(content) != string(a.Content) {
			t.Fatalf("%s does not come back as it was: %v", a.Capture.Name, err)
		}
	}
}

func closeVault(t testing.TB, v *vault.Vault) {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
}

func TestReopen(t *testing.T) {
	dir := t.TempDir()
	var all []vault.Addition
	for i := range 5 {
		v := open(t, dir)
		if r := v.Repairs(); len(r) > 0 {
			t.Errorf("opening %d repaired %+v, nothing was torn", i, r)
		}
		wantAll(t, v, all)
		all = append(all, addPages(t, v, i*10, i*10+10)...)
		closeVault(t, v)
	}
	v := open(t, dir)
	defer closeVault(t, v)
	if p := problems(t, v); len(p) > 0 {
		t.Errorf("Verify: %q", p)
	}
}

func TestReadersFollow(t *testing.T) {
	dir := t.TempDir()
	if _, err := vault.Open(dir, vault.Options{ReadOnly: true}); cutting.KindOf(err) != cutting.NotFound {
		t.Errorf("opening nothing for reading: %v, want not found", err)
	}
	w := open(t, dir)
	defer closeVault(t, w)
	r, err := vault.Open(dir, vault.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeVault(t, r)
	wantAll(t, r, addPages(t, w, 0, 5))
	more := addPages(t, w, 5, 9)
	if st, err := r.Stats(); err != nil || st.Captures != 9 {
		t.Errorf("Stats = %+v, %v, want 9 captures", st, err)
	}
	wantAll(t, r, more)
	if p := problems(t, r); len(p) > 0 {
		t.Errorf("Verify while a writer is there: %q", p)
	}
	if _, err := r.AddBatch(context.Background(), nil); cutting.KindOf(err) != cutting.Unsupported {
		t.Errorf("adding to a read-only vault: %v", err)
	}
	if _, err := vault.Open(dir, vault.Options{}); cutting.KindOf(err) != cutting.Conflict ||
		!strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("second writer: %v, want a conflict that names the first", err)
	}
}
