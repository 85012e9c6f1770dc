// Package alert reports what is new in topics by mail and by signed webhooks.
//
// Each match is reported once. A batch is recorded with an ID before it is sent, and marked when it was
// accepted; a batch being sent when the program stopped is sent again, byte for byte and with the same ID (the
// mail's Message-ID, the webhook's id), by which a receiver recognises a batch it already has.
package alert

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/internal/filelock"
)

// Alert is a rule that reports what is new in a topic.
type Alert struct {
	Name    string   `json:"name"` // letters, digits and hyphens; names its record
	Topic   string   `json:"topic"`
	Mail    *Mail    `json:"mail,omitempty"`
	Webhook *Webhook `json:"webhook,omitempty"`
}

// Mail is an alert by mail. The password is in the environment, not in the file.
type Mail struct {
	From        string   `json:"from"`
	To          []string `json:"to"`
	Server      string   `json:"server"`                 // host:port
	Security    string   `json:"security,omitempty"`     // "starttls" ("" is that), "tls" or "none"
	User        string   `json:"user,omitempty"`         // "" sends without logging in
	PasswordEnv string   `json:"password_env,omitempty"` // name of the variable
}

// Webhook is an alert by an HTTP request, signed as specified by standardwebhooks.com.
type Webhook struct {
	URL       string `json:"url"`        // https, or http for this machine
	SecretEnv string `json:"secret_env"` // name of the variable with the key, "whsec_" and base64
}

// Load reads alerts from a JSON array. It returns errors of kind Invalid for mistakes.
func Load(r io.Reader) ([]Alert, error) {
	var out []Alert
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "the alerts cannot be read: %w", err)
	}
	names := map[string]bool{}
	for i := range out {
		a := &out[i]
		if a.Name == "" || strings.Trim(a.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || names[a.Name] {
			return nil, cutting.Errorf(cutting.Invalid,
				"alert %d: %q is no name of its own; names are lower-case letters, digits and hyphens", i+1, a.Name)
		}
		names[a.Name] = true
		if err := a.check(); err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "alert %s: %w", a.Name, err)
		}
	}
	return out, nil
}

func (a *Alert) check() error {
	if a.Topic == "" || a.Mail == nil && a.Webhook == nil {
		return cutting.Errorf(cutting.Invalid, "it needs a topic, and mail or webhook")
	}
	if m := a.Mail; m != nil {
		if m.From == "" || len(m.To) == 0 || !strings.Contains(m.Server, ":") {
			return cutting.Errorf(cutting.Invalid, "mail needs from, to and server (host:port)")
		}
		for _, address := range append([]string{m.From}, m.To...) { // checked now, not when sending
			if _, err := mail.ParseAddress(address); err != nil {
				return cutting.Errorf(cutting.Invalid, "%q is no mail address", address)
			}
		}
		server := digest.Server{Address: m.Server, Security: m.Security}
		if err := server.Check(); err != nil {
			return err
		}
	}
	if w := a.Webhook; w != nil {
		u, err := url.Parse(w.URL)
		local := err == nil && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1")
		if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !local) || w.SecretEnv == "" {
			return cutting.Errorf(cutting.Invalid, "a webhook needs an https address and secret_env")
		}
	}
	return nil
}

// Batch is the set of cuttings reported in one message.
type Batch struct {
	ID    string               `json:"id"` // the same each time it is sent
	Alert string               `json:"alert"`
	Topic string               `json:"topic"`
	Title string               `json:"title"` // the topic's
	Lang  string               `json:"lang,omitempty"`
	Made  time.Time            `json:"made"`
	Items []cutting.DigestItem `json:"items"`
}

// Matches returns the present cuttings of a topic: their IDs, and items on request.
type Matches interface {
	// Matches returns the names of an alert and its topic for messages, and the IDs of all cuttings in the
	// topic, the last added first.
	Matches(ctx context.Context, a Alert) (shown Shown, ids []string, err error)
	// Items returns cuttings of an alert's topic as items of a digest; those that no longer exist are left out.
	Items(ctx context.Context, a Alert, ids []string) ([]cutting.DigestItem, error)
}

// Shown has the names and language of an alert and its topic for messages. Names and IDs that name a redacted
// person are replaced.
type Shown struct{ Alert, Topic, Title, Lang string }

// Sender sends a batch by one channel. After an error it may not have arrived.
type Sender interface {
	Send(ctx context.Context, b *Batch) error
}

// maxBatch is the maximum number of items in a batch.
const maxBatch = 50

// Reporter reports what is new. There may be one at a time per folder.
type Reporter struct {
	Folder  string // has the records
	Matches Matches
	Now     func() time.Time
	// Began is called when an alert has recorded the cuttings that are there already, with their number; nil for
	// nothing to call.
	Began func(a Alert, known int)
	// Senders returns the senders of an alert by channel: "mail", "webhook".
	Senders func(Alert) (map[string]Sender, error)
}

// Report sends what is new since the last call by each channel, and returns the number of cuttings sent, each
// counted once. The first call for an alert sends nothing: it records the present cuttings as known. So does
// the first call after its topic was replaced by another.
func (t *Reporter) Report(ctx context.Context, a Alert) (int, error) {
	if err := os.MkdirAll(t.Folder, 0o700); err != nil {
		return 0, cutting.Errorf(cutting.Unavailable, "alerts: %w", err)
	}
	lock, err := filelock.Acquire(filepath.Join(t.Folder, a.Name+".lock"), "the alert "+a.Name, t.Now())
	if err != nil {
		return 0, err
	}
	reported := map[string]bool{}
	err = t.report(ctx, a, reported)
	return len(reported), cmp.Or(err, lock.Release())
}

// report reports by each channel, and adds the cuttings that were accepted to reported.
func (t *Reporter) report(ctx context.Context, a Alert, reported map[string]bool) error {
	shown, ids, err := t.Matches.Matches(ctx, a)
	if err != nil {
		return err
	}
	senders, err := t.Senders(a)
	if err != nil {
		return err
	}
	for _, way := range []string{"mail", "webhook"} {
		if senders[way] == nil {
			continue
		}
		r, err := openRecord(filepath.Join(t.Folder, a.Name+"."+way+".jsonl"))
		if err != nil {
			return err
		}
		err = t.reportBy(ctx, r, a, senders[way], Batch{Alert: shown.Alert, Topic: shown.Topic, Title: shown.Title,
			Lang: shown.Lang}, ids, reported)
		if err = cmp.Or(err, r.Close()); err != nil {
			return err
		}
	}
	return nil
}

// reportBy reports by one channel, and adds the cuttings that were accepted to reported.
func (t *Reporter) reportBy(ctx context.Context, r *record, a Alert, s Sender, b Batch, ids []string,
	reported map[string]bool) error {
	arrived := func(b *Batch) {
		for i := range b.Items {
			reported[b.Items[i].Cutting] = true
		}
	}
	if r.pending != nil { // it may have arrived
		if err := s.Send(ctx, r.pending); err != nil {
			return err
		}
		arrived(r.pending)
		if err := r.markSent(); err != nil {
			return err
		}
	}
	if !r.hasBegun || r.topic != "" && r.topic != a.Topic {
		if err := r.write(line{Known: ids, Begun: true, Topic: a.Topic}); err != nil {
			return err
		}
		if t.Began != nil {
			t.Began(a, len(ids))
		}
		return nil
	}
	if r.topic == "" {
		if err := r.write(line{Topic: a.Topic}); err != nil {
			return err
		}
	}
	fresh := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return r.reported[id] })
	slices.Reverse(fresh) // the first added first
	for chunk := range slices.Chunk(fresh, maxBatch) {
		items, err := t.Matches.Items(ctx, a, chunk)
		if err != nil {
			return err
		}
		if len(items) == 0 {
			continue
		}
		next := b
		next.Items, next.Made = items, t.Now().UTC().Truncate(time.Second)
		next.ID = "alert-" + cutting.Sum([]byte(b.Alert+"\n"+strings.Join(chunk, "\n"))).Short()
		if err := r.write(line{Sending: &next}); err != nil {
			return err
		}
		if err := s.Send(ctx, &next); err != nil {
			return err
		}
		arrived(&next)
		if err := r.markSent(); err != nil {
			return err
		}
	}
	return nil
}
