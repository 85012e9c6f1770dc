package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAlertsDoNotNameARedactedPerson: what an alert sends has no redacted name, not even in the topic's ID and title,
// which have a part of it that the cuttings explain.
func TestAlertsDoNotNameARedactedPerson(t *testing.T) {
	var sent []string
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		sent = append(sent, string(body))
	}))
	defer hook.Close()
	t.Setenv("DESK_SECRET", "whsec_c2VjcmV0IGVub3VnaCBmb3IgYSB0ZXN0IG9ubHk=")
	dir := t.TempDir()
	arch, in := filepath.Join(dir, "archive"), filepath.Join(dir, "in")
	command(t, "init", arch)
	if err := os.Mkdir(in, 0o700); err != nil {
		t.Fatal(err)
	}
	add := func(name, headline string) {
		t.Helper()
		page := `<html><head><title>` + headline + `</title></head><body><h1>` + headline + `</h1>
<p>Zoltan Quimbel told the court of Velmoor on Monday that he had never seen the letters of the harbour office.</p>
<p>The court will hear the harbour master next week, and asked Quimbel to bring the books of the year along.</p>
</body></html>`
		if err := os.WriteFile(filepath.Join(in, name), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		command(t, "add", "--archive", arch, filepath.Join(in, name))
	}
	add("a.html", "The court of Velmoor hears the first witness")
	command(t, "topic", "make", "Case Quimbel v. Velmoor", "--archive", arch, "--query", "court")
	command(t, "topic", "make", "Harbour", "--archive", arch, "--query", "harbour")
	command(t, "redact", "Zoltan Quimbel", "--archive", arch, "--why", "test")
	alerts := fmt.Sprintf(`[{"name": "quimbel", "topic": "case-quimbel-v-velmoor", "webhook": {"url": %q,
		"secret_env": "DESK_SECRET"}}, {"name": "port", "topic": "harbour", "webhook": {"url": %q,
		"secret_env": "DESK_SECRET"}}]`, hook.URL, hook.URL)
	if err := os.WriteFile(filepath.Join(arch, "alerts.json"), []byte(alerts), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, "alert", "--archive", arch)
	add("b.html", "The court of Velmoor hears the harbour master")
	command(t, "alert", "--archive", arch)
	if len(sent) != 2 {
		t.Fatalf("%d sent, want 2", len(sent))
	}
	for _, s := range sent {
		if strings.Contains(strings.ToLower(s), "quimbel") {
			t.Errorf("the name was sent: %s", s)
		}
	}
	if !strings.Contains(sent[0], `"title":"Case █████ v. Velmoor"`) || !strings.Contains(sent[0], `"topic":"topic-`) {
		t.Errorf("sent %s", sent[0])
	}
	if !strings.Contains(sent[1], `"alert":"port","topic":"harbour","title":"Harbour"`) {
		t.Errorf("what names nobody changed: %s", sent[1])
	}
}
