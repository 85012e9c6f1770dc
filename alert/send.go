package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/digest"
)

// sendTime is the time limit for sending one batch.
const sendTime = 60 * time.Second

// Senders returns the senders of an alert by channel; templates write its mails. env looks up environment
// variables. A missing key gives an error of kind Invalid.
func Senders(a Alert, templates *digest.Templates, archive string, env func(string) string) (map[string]Sender,
	error) {
	out := map[string]Sender{}
	if a.Mail != nil {
		m := &mailSender{Mail: *a.Mail, templates: templates, archive: archive}
		if m.User != "" {
			if m.password = env(m.PasswordEnv); m.password == "" {
				return nil, cutting.Errorf(cutting.Invalid, "the variable %q has no password", m.PasswordEnv)
			}
		}
		out["mail"] = m
	}
	if a.Webhook != nil {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(env(a.Webhook.SecretEnv), "whsec_"))
		if err != nil || len(key) < 16 {
			return nil, cutting.Errorf(cutting.Invalid,
				"the variable %q has no key (whsec_ and at least 16 bytes in base64)", a.Webhook.SecretEnv)
		}
		out["webhook"] = &hookSender{url: a.Webhook.URL, key: key, now: time.Now}
	}
	return out, nil
}

type mailSender struct {
	Mail
	password  string
	templates *digest.Templates
	archive   string
}

// Send sends a batch as a mail, the same bytes each time.
func (s *mailSender) Send(ctx context.Context, b *Batch) error {
	msg, err := s.templates.Message(&digest.Digest{Title: b.Title, Lang: b.Lang, Archive: s.archive, Made: b.Made,
		Items: b.Items}, digest.Envelope{From: s.From, To: s.To, ID: b.ID + "@cuttings.invalid", Date: b.Made})
	if err != nil {
		return err
	}
	server := digest.Server{Address: s.Server, Security: s.Security, User: s.User, Password: s.password}
	return server.Send(ctx, msg)
}

type hookSender struct {
	url string
	key []byte
	now func() time.Time
}

// Send posts a batch, signed over its ID, the time and its bytes. Any answer except a success is an error,
// including redirects.
func (s *hookSender) Send(ctx context.Context, b *Batch) error {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	body, err := json.Marshal(struct {
		Type string `json:"type"`
		*Batch
	}{"topic.new", b})
	if err != nil {
		return cutting.Errorf(cutting.Internal, "alert: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return cutting.Errorf(cutting.Invalid, "the webhook: %w", err)
	}
	at := strconv.FormatInt(s.now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Webhook-Id", b.ID)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", "v1,"+Sign(s.key, b.ID, at, body))
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "the webhook could not be reached: %w", err)
	}
	const most = 1 << 16
	_, err = io.Copy(io.Discard, io.LimitReader(res.Body, most))
	if err = errors.Join(err, res.Body.Close()); err != nil {
		return cutting.Errorf(cutting.Unavailable, "the webhook broke off: %w", err)
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return cutting.Errorf(cutting.Unavailable, "the webhook answered %s", res.Status)
	}
	return nil
}

// Sign returns the signature of a webhook's body: HMAC-SHA256 over "id.time.body" in base64.
func Sign(key []byte, id, at string, body []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(id + "." + at + "."))
	h.Write(body)
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// Env returns a variable of the program's environment.
func Env(name string) string { return os.Getenv(name) }
