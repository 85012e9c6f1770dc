package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// TestDeskSendsAlerts: a running desk reports what is added meanwhile, each match once, also when the same
// alerts are sent from the command line.
func TestDeskSendsAlerts(t *testing.T) {
	var mu sync.Mutex
	sent := map[string]int{}
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		var b struct {
			Items []struct{ Cutting string }
		}
		if json.Unmarshal(body, &b) != nil || r.Header.Get("webhook-signature") == "" {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		for _, it := range b.Items {
			sent[it.Cutting]++
		}
	}))
	defer hook.Close()
	t.Setenv("DESK_SECRET", "whsec_c2VjcmV0IGVub3VnaCBmb3IgYSB0ZXN0IG9ubHk=")
	dir := t.TempDir()
	arch := filepath.Join(dir, "archive")
	command(t, "init", arch)
	writePages(t, filepath.Join(dir, "in"), 0, 3)
	command(t, "add", "--archive", arch, filepath.Join(dir, "in"))
	command(t, "topic", "make", "All", "--archive", arch, "--query", "kind:article")
	alerts := fmt.Sprintf(`[{"name": "hook", "topic": "all", "webhook": {"url": %q, "secret_env": "DESK_SECRET"}}]`,
		hook.URL)
	if err := os.WriteFile(filepath.Join(arch, "alerts.json"), []byte(alerts), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("cuttings", "serve", "--archive", arch, "--addr", "127.0.0.1:0", "--alerts", "100ms")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	until := func(what string, n int) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
			mu.Lock()
			got := len(sent)
			mu.Unlock()
			if got == n {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("%s: %d told of, want %d", what, got, n)
			}
		}
	}
	begun := filepath.Join(arch, "alerts", "hook.webhook.jsonl")
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if st, err := os.Stat(begun); err == nil && st.Size() > 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the desk sends no alerts")
		}
	}
	writePages(t, filepath.Join(dir, "more"), 99, 2)
	command(t, "add", "--archive", arch, filepath.Join(dir, "more"))
	until("after two were added", 2)
	command(t, "alert", "--archive", arch)
	writePages(t, filepath.Join(dir, "last"), 201, 1)
	command(t, "add", "--archive", arch, filepath.Join(dir, "last"))
	until("after one more", 3)
	time.Sleep(300 * time.Millisecond)
	mu.Lock()
	defer mu.Unlock()
	for id, n := range sent {
		if n != 1 {
			t.Errorf("%s was sent %d times", id, n)
		}
	}
}
