// Package firefoxtest finds a Firefox, starts it without a window for a test, and controls it by
// the WebDriver BiDi protocol: opening pages and moving the mouse is all the tests need.
package firefoxtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// names are the program names of Firefox, in the order they are looked for.
var names = []string{"firefox-esr", "firefox"}

// Path returns the path of the browser. Without one the test is skipped, or fails where CI=true;
// purpose is what is then not tested.
func Path(t testing.TB, purpose string) string {
	t.Helper()
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no Firefox on this machine, but CI=true requires one")
	}
	t.Skipf("no Firefox on this machine: %s (apt install firefox-esr)", purpose)
	return ""
}

// Browser is one Firefox with one tab. Not safe for concurrent use.
type Browser struct {
	t   testing.TB
	ws  *websocket.Conn
	id  int
	tab string
}

// preferences prevent requests of the browser's own.
const preferences = `user_pref("app.update.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "http://127.0.0.1:9/");
user_pref("toolkit.telemetry.enabled", false);
`

const timeLimit = 60 * time.Second

var listening = regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)

// Start starts the browser at path with a profile of its own; preferences in more, one
// user_pref a line, are added. It ends with the test.
func Start(t testing.TB, path, more string) *Browser {
	t.Helper()
	profile := t.TempDir()
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences+more), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0",
		"--remote-allow-origins", "http://localhost", "about:blank")
	cmd.Env = append(os.Environ(), "HOME="+profile, "MOZ_DISABLE_CONTENT_SANDBOX=1")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() {
			if m := listening.FindStringSubmatch(lines.Text()); m != nil {
				found <- m[1]
			}
		}
	}()
	b := &Browser{t: t}
	select {
	case address := <-found:
		if b.ws, err = websocket.Dial(address+"/session", "", "http://localhost"); err != nil {
			t.Fatal(err)
		}
	case <-time.After(timeLimit):
		t.Fatal("Firefox does not start")
	}
	t.Cleanup(func() { _ = b.ws.Close() })
	b.call("session.new", map[string]any{"capabilities": map[string]any{}}, nil)
	var tree struct {
		Contexts []struct {
			Context string `json:"context"`
		} `json:"contexts"`
	}
	b.call("browsingContext.getTree", map[string]any{}, &tree)
	if len(tree.Contexts) == 0 {
		t.Fatal("Firefox has no tab")
	}
	b.tab = tree.Contexts[0].Context
	return b
}

// call sends a command and waits for its answer, which is decoded into out unless that is nil.
func (b *Browser) call(method string, params any, out any) {
	b.t.Helper()
	b.id++
	_ = b.ws.SetDeadline(time.Now().Add(timeLimit))
	if err := websocket.JSON.Send(b.ws, map[string]any{"id": b.id, "method": method, "params": params}); err != nil {
		b.t.Fatalf("Firefox: %s: %v", method, err)
	}
	for {
		var answer struct {
			ID      int             `json:"id"`
			Type    string          `json:"type"`
			Message string          `json:"message"`
			Result  json.RawMessage `json:"result"`
		}
		if err := websocket.JSON.Receive(b.ws, &answer); err != nil {
			b.t.Fatalf("Firefox: %s: %v", method, err)
		}
		if answer.ID != b.id {
			continue // an event
		}
		if answer.Type != "success" {
			b.t.Fatalf("Firefox: %s: %s", method, answer.Message)
		}
		if out != nil {
			if err := json.Unmarshal(answer.Result, out); err != nil {
				b.t.Fatalf("Firefox: %s: %v", method, err)
			}
		}
		return
	}
}

// Open opens an address and waits until the page is loaded.
func (b *Browser) Open(url string) {
	b.t.Helper()
	b.call("browsingContext.navigate", map[string]any{"context": b.tab, "url": url, "wait": "complete"}, nil)
}

// Evaluate returns the value of an expression that is a string.
func (b *Browser) Evaluate(expression string) string {
	b.t.Helper()
	var out struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
	}
	b.call("script.evaluate", map[string]any{"expression": expression, "awaitPromise": false,
		"target": map[string]any{"context": b.tab}}, &out)
	return fmt.Sprint(out.Result.Value)
}

// Hover moves the mouse through points of the window, in CSS pixels, and rests at each.
func (b *Browser) Hover(points [][2]int, rest time.Duration) {
	b.t.Helper()
	var moves []map[string]any
	for _, p := range points {
		moves = append(moves, map[string]any{"type": "pointerMove", "x": p[0], "y": p[1]},
			map[string]any{"type": "pause", "duration": rest.Milliseconds()})
	}
	b.call("input.performActions", map[string]any{"context": b.tab, "actions": []any{
		map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]any{"pointerType": "mouse"},
			"actions": moves}}}, nil)
}
