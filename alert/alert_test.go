package alert_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/alert"
	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/internal/smtptest"
)

// archive is topics with IDs, the last added first.
type archive struct{ ids []string }

func (a *archive) Matches(_ context.Context, al alert.Alert) (alert.Shown, []string, error) {
	return alert.Shown{Alert: al.Name, Topic: al.Topic, Title: "The dam", Lang: "en"}, a.ids, nil
}

func (a *archive) Items(_ context.Context, _ alert.Alert, ids []string) ([]cutting.DigestItem, error) {
	var out []cutting.DigestItem
	for _, id := range ids {
		out = append(out, cutting.DigestItem{Cutting: id, Headline: "Item " + id, Source: "Post"})
	}
	return out, nil
}

var errDown = errors.New("down")

// receiver records what arrived, and fails as configured.
type receiver struct {
	got    []alert.Batch
	before error // fails before it arrives
	after  error // arrives, and the sender does not hear of it
}

func (r *receiver) Send(_ context.Context, b *alert.Batch) error {
	if r.before != nil {
		return r.before
	}
	r.got = append(r.got, *b)
	return r.after
}

func (r *receiver) ids() (out []string) {
	for _, b := range r.got {
		for _, it := range b.Items {
			out = append(out, it.Cutting)
		}
	}
	return out
}

func teller(t *testing.T, a *archive, ways map[string]alert.Sender) (*alert.Reporter, alert.Alert) {
	t.Helper()
	clock := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	return &alert.Reporter{Folder: t.TempDir(), Matches: a,
			Now:     func() time.Time { clock = clock.Add(time.Minute); return clock },
			Senders: func(alert.Alert) (map[string]alert.Sender, error) { return ways, nil }},
		alert.Alert{Name: "dam", Topic: "dam"}
}

func report(t *testing.T, x *alert.Reporter, a alert.Alert, want int) {
	t.Helper()
	if n, err := x.Report(t.Context(), a); err != nil || n != want {
		t.Fatalf("told %d (%v), want %d", n, err, want)
	}
}

// TestOnce reports each match once, the first added first, and nothing that was in the topic at the first call.
func TestOnce(t *testing.T) {
	a, r := &archive{ids: []string{"b", "a"}}, &receiver{}
	x, dam := teller(t, a, map[string]alert.Sender{"mail": r})
	var began []int
	x.Began = func(_ alert.Alert, known int) { began = append(began, known) }
	report(t, x, dam, 0)
	report(t, x, dam, 0)
	a.ids = []string{"d", "c", "b", "a"}
	report(t, x, dam, 2)
	report(t, x, dam, 0)
	a.ids = []string{"d", "e", "a"} // b and c are gone, e matches now
	report(t, x, dam, 1)
	a.ids = []string{"d", "c", "e", "b", "a"}
	report(t, x, dam, 0)
	if got := strings.Join(r.ids(), " "); got != "c d e" {
		t.Errorf("told %s", got)
	}
	if len(began) != 1 || began[0] != 2 {
		t.Errorf("began with %v, want once with 2", began)
	}
}

// TestCountsCuttings: one that goes by mail and by webhook is one cutting reported.
func TestCountsCuttings(t *testing.T) {
	a, mail, hook := &archive{}, &receiver{}, &receiver{}
	x, dam := teller(t, a, map[string]alert.Sender{"mail": mail, "webhook": hook})
	report(t, x, dam, 0)
	a.ids = []string{"b", "a"}
	report(t, x, dam, 2)
	if len(mail.ids()) != 2 || len(hook.ids()) != 2 {
		t.Errorf("by mail %v, by webhook %v", mail.ids(), hook.ids())
	}
}

// TestMovedToAnotherTopic: an alert whose topic was replaced by another begins again with the present cuttings,
// after it sent its pending batch; so does one whose record was made before records named their topics.
func TestMovedToAnotherTopic(t *testing.T) {
	for name, old := range map[string]bool{"record with its topic": false, "record of before": true} {
		t.Run(name, func(t *testing.T) {
			a, r := &archive{ids: []string{"a"}}, &receiver{}
			x, dam := teller(t, a, map[string]alert.Sender{"mail": r})
			if old {
				if err := os.WriteFile(filepath.Join(x.Folder, "dam.mail.jsonl"),
					[]byte(`{"begun":true,"known":["a"]}`+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			report(t, x, dam, 0)
			a.ids = []string{"b", "a"}
			r.before = errDown
			if _, err := x.Report(t.Context(), dam); !errors.Is(err, errDown) {
				t.Fatal(err)
			}
			r.before = nil
			harbour := dam
			harbour.Topic = "harbour"
			a.ids = []string{"y", "x"}
			report(t, x, harbour, 1)
			a.ids = []string{"z", "y", "x"}
			report(t, x, harbour, 1)
			a.ids = []string{"c", "b", "a"}
			report(t, x, dam, 0)
			a.ids = []string{"d", "c", "b", "a"}
			report(t, x, dam, 1)
			if got := strings.Join(r.ids(), " "); got != "b z d" {
				t.Errorf("told %s", got)
			}
		})
	}
}

// TestCrash stops at every point of reporting: what may have arrived is sent again unchanged with the same ID;
// nothing is reported with two IDs, nothing is left out.
func TestCrash(t *testing.T) {
	for _, where := range []string{"before it arrives", "after it arrives", "a torn line", "in the second batch"} {
		t.Run(where, func(t *testing.T) {
			a, r := &archive{}, &receiver{}
			x, dam := teller(t, a, map[string]alert.Sender{"webhook": r})
			report(t, x, dam, 0)
			n := 3
			if where == "in the second batch" {
				n = 70
			}
			for i := range n {
				a.ids = append([]string{fmt.Sprintf("x%03d", i)}, a.ids...)
			}
			file := filepath.Join(x.Folder, "dam.webhook.jsonl")
			switch where {
			case "before it arrives":
				r.before = errDown
			case "after it arrives":
				r.after = errDown
			case "a torn line":
				f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
				if err == nil {
					_, err = f.WriteString(`{"sending":{"id":"alert-torn","items":[{"cutting":"x000"`)
				}
				if err = errors.Join(err, f.Close()); err != nil {
					t.Fatal(err)
				}
			case "in the second batch":
				r.after = errDown
			}
			if where != "a torn line" {
				if _, err := x.Report(t.Context(), dam); !errors.Is(err, errDown) {
					t.Fatalf("no word of the crash: %v", err)
				}
			}
			a.ids = append([]string{"late"}, a.ids...)
			r.before, r.after = nil, nil
			report(t, x, dam, n+1)
			report(t, x, dam, 0)
			identity, seen := map[string]string{}, map[string]int{}
			whole := map[string]string{}
			for _, b := range r.got {
				body, err := json.Marshal(b)
				if err != nil {
					t.Fatal(err)
				}
				if was := whole[b.ID]; was != "" && was != string(body) {
					t.Errorf("%s was sent in two forms", b.ID)
				}
				whole[b.ID] = string(body)
				for _, it := range b.Items {
					if was := identity[it.Cutting]; was != "" && was != b.ID {
						t.Errorf("%s was reported under %s and %s", it.Cutting, was, b.ID)
					}
					identity[it.Cutting] = b.ID
					seen[it.Cutting]++
				}
			}
			if len(identity) != n+1 {
				t.Errorf("%d told of %d", len(identity), n+1)
			}
		})
	}
}

// TestWebhook checks what a receiver of Standard Webhooks checks.
func TestWebhook(t *testing.T) {
	key := []byte("0123456789abcdef0123456789abcdef")
	answer := http.StatusNoContent
	var asked int
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		want := "v1," + alert.Sign(key, r.Header.Get("Webhook-Id"), r.Header.Get("Webhook-Timestamp"), body)
		if r.Header.Get("Webhook-Signature") != want || r.Header.Get("Webhook-Id") != "alert-1" {
			t.Errorf("signed %v", r.Header)
		}
		var got struct {
			Type  string
			Items []cutting.DigestItem
		}
		if err := json.Unmarshal(body, &got); err != nil || got.Type != "topic.new" || len(got.Items) != 1 {
			t.Errorf("%s (%v)", body, err)
		}
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(answer)
	}))
	defer srv.Close()
	env := func(string) string { return "whsec_" + base64.StdEncoding.EncodeToString(key) }
	ways, err := alert.Senders(alert.Alert{Webhook: &alert.Webhook{URL: srv.URL, SecretEnv: "KEY"}}, digest.Own(), "A",
		env)
	if err != nil {
		t.Fatal(err)
	}
	b := &alert.Batch{ID: "alert-1", Items: []cutting.DigestItem{{Headline: "Fissures"}}}
	if err := ways["webhook"].Send(t.Context(), b); err != nil {
		t.Error(err)
	}
	for _, answer = range []int{http.StatusFound, http.StatusInternalServerError} {
		if err := ways["webhook"].Send(t.Context(), b); cutting.KindOf(err) != cutting.Unavailable {
			t.Errorf("answer %d: %v", answer, err)
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times: a redirect is followed", asked)
	}
}

// TestMailIsSent talks to a mail server: one mail a batch, the same whenever it is sent.
func TestMailIsSent(t *testing.T) {
	address, mails := smtptest.Serve(t)
	a := alert.Alert{Mail: &alert.Mail{From: "Desk <desk@hadrin.example>", To: []string{"ada@hadrin.example"},
		Server: address, Security: "none"}}
	ways, err := alert.Senders(a, digest.Own(), "Hadrin", func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	b := &alert.Batch{ID: "alert-1", Title: "The dam", Made: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC),
		Items: []cutting.DigestItem{{Headline: "Fissures grow", Source: "Post", URL: "https://post.example/a"}}}
	var got []string
	for range 2 {
		if err := ways["mail"].Send(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		got = append(got, <-mails)
	}
	if got[0] != got[1] {
		t.Error("the same batch gives two mails")
	}
	for _, want := range []string{"Message-ID: <alert-1@cuttings.invalid>", "Subject: The dam", "1. Fissures grow",
		"multipart/alternative"} {
		if !strings.Contains(got[0], want) {
			t.Errorf("the mail lacks %q:\n%s", want, got[0])
		}
	}
}

// TestLoad takes alerts that can be sent, and no others.
func TestLoad(t *testing.T) {
	const right = `[{"name":"dam","topic":"dam","webhook":{"url":"https://example.org/h","secret_env":"K"}}]`
	if as, err := alert.Load(strings.NewReader(right)); err != nil || len(as) != 1 {
		t.Errorf("%v (%v)", as, err)
	}
	for name, text := range map[string]string{
		"no JSON":               `[`,
		"a name with a path":    `[{"name":"../x","topic":"dam","webhook":{"url":"https://e.org","secret_env":"K"}}]`,
		"no topic":              `[{"name":"x","webhook":{"url":"https://e.org","secret_env":"K"}}]`,
		"nobody to tell":        `[{"name":"x","topic":"dam"}]`,
		"a webhook in the open": `[{"name":"x","topic":"dam","webhook":{"url":"http://e.org","secret_env":"K"}}]`,
		"no key":                `[{"name":"x","topic":"dam","webhook":{"url":"https://e.org"}}]`,
		"a password in it": `[{"name":"x","topic":"dam","mail":{"from":"a@b.c","to":["a@b.c"],"server":"a:25",` +
			`"password":"x"}}]`,
		"no address to tell": `[{"name":"x","topic":"dam","mail":{"from":"a@b.c","to":["b"],"server":"a:25"}}]`,
		"no sender":          `[{"name":"x","topic":"dam","mail":{"from":"desk","to":["a@b.c"],"server":"a:25"}}]`,
		"no port":            `[{"name":"x","topic":"dam","mail":{"from":"a@b.c","to":["a@b.c"],"server":"a"}}]`,
	} {
		if _, err := alert.Load(strings.NewReader(text)); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
