package vault_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"cuttings/capture/vault"
	"cuttings/capture/vault/vaulttest"
)

// TestMain turns the test binary into the program that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CUTTINGS_VAULT_ADD_TO"); dir != "" {
		if err := addForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// addForEver adds pages without end, in batches of one to eight, and prints the number of each
// acknowledged page.
func addForEver(dir string) error {
	from, err := strconv.Atoi(os.Getenv("CUTTINGS_VAULT_ADD_FROM"))
	if err != nil {
		return err
	}
	v, err := vault.Open(dir, vault.Options{MaxFile: 60_000})
	if err != nil {
		return err
	}
	for n := from; ; {
		var batch []vault.Addition
		for range 1 + n%8 {
			batch = append(batch, numbered(n))
			n++
		}
		if _, err := v.AddBatch(context.Background(), batch); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// numbered returns the n-th page; every fifth has the content of an earlier one.
func numbered(n int) vault.Addition {
	seed := n
	if n%5 == 4 {
		seed = n / 2
	}
	return vaulttest.Addition(fmt.Sprintf("%d.html", n), vaulttest.Page(seed, 500+n*37%6000))
}

// TestKilled kills a process that adds, at random moments, and checks that what it acknowledged is
// kept.
func TestKilled(t *testing.T) {
	times := 50
	if testing.Short() {
		times = 10
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	acknowledged, repaired := 0, 0
	for i := range times {
		cmd := exec.Command(exe, "-test.run=^$")
		cmd.Env = append(os.Environ(), "CUTTINGS_VAULT_ADD_TO="+dir,
			fmt.Sprint("CUTTINGS_VAULT_ADD_FROM=", acknowledged))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr strings.Builder
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Every second time the delay starts with the process, so that opening and repairing are
		// killed too, else with the first page it has added.
		kill := func() { _ = cmd.Process.Kill() }
		timer := time.AfterFunc(time.Minute, kill)
		if i%2 == 0 {
			timer.Reset(time.Duration(rng.IntN(60_000)) * time.Microsecond)
		}
		started := false
		for sc := bufio.NewScanner(out); sc.Scan(); {
			if !started && i%2 == 1 {
				timer.Reset(time.Duration(rng.IntN(40_000)) * time.Microsecond)
			}
			started = true
			if acknowledged, err = strconv.Atoi(sc.Text()); err != nil {
				t.Fatal(err)
			}
		}
		if err := cmd.Wait(); err == nil || stderr.Len() > 0 {
			t.Fatalf("the adding process ended by itself: %v %s", err, stderr.String())
		}
		timer.Stop()
		if checkKilled(t, dir, acknowledged, i%10 == 9 || i == times-1) {
			repaired++
		}
	}
	t.Logf("%d pages acknowledged over %d kills, %d of which needed repair", acknowledged, times, repaired)
	if acknowledged < times {
		t.Errorf("only %d pages were added: the test did not test much", acknowledged)
	}
}

// checkKilled opens the vault as a reader and as the next writer would.
func checkKilled(t *testing.T, dir string, acknowledged int, full bool) (repaired bool) {
	t.Helper()
	if r, err := vault.Open(dir, vault.Options{ReadOnly: true}); err == nil { // before repair
		if err := r.Verify(context.Background(), func(p vault.Problem) {
			if !p.Harmless {
				t.Errorf("Verify before repair: %v", p)
			}
		}); err != nil {
			t.Error(err)
		}
		closeVault(t, r)
	} else if acknowledged > 0 {
		t.Fatal(err)
	}
	v := open(t, dir)
	defer closeVault(t, v)
	for _, r := range v.Repairs() {
		repaired = repaired || r.File != "lock"
	}
	for n := range acknowledged {
		a := numbered(n)
		if !v.Has(a.Capture.ID) {
			t.Fatalf("page %d was acknowledged and is gone", n)
		}
		if full {
			wantAll(t, v, []vault.Addition{a})
		}
	}
	for _, p := range problems(t, v) {
		t.Errorf("Verify after repair: %v", p)
	}
	return repaired
}
