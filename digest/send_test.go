package digest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/internal/smtptest"
)

// TestSend sends a digest to a mail server, the same mail each time.
func TestSend(t *testing.T) {
	address, mails := smtptest.Serve(t)
	d := &digest.Digest{Title: "Week", Made: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC), Items: []digest.Item{
		{Headline: "The wall holds", Source: "Post", URL: "https://post.example/a"}}}
	server := digest.Server{Address: address, Security: "none"}
	var got []string
	for range 2 {
		m, err := digest.Own().Message(d, digest.Envelope{From: "Desk <desk@hadrin.example>",
			To: []string{"ada@hadrin.example"}})
		if err == nil {
			err = server.Send(t.Context(), m)
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, <-mails)
	}
	if got[0] != got[1] {
		t.Error("the same digest is sent as two mails")
	}
	for _, want := range []string{"To: <ada@hadrin.example>", "Subject: Week", "multipart/alternative",
		"1. The wall holds"} {
		if !strings.Contains(got[0], want) {
			t.Errorf("the mail lacks %q:\n%s", want, got[0])
		}
	}
	closed, cancel := context.WithCancel(t.Context())
	cancel()
	m, err := digest.Own().Message(d, digest.Envelope{To: []string{"ada@hadrin.example"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Send(closed, m); cutting.KindOf(err) != cutting.Unavailable {
		t.Errorf("a mail that cannot be sent: %v", err)
	}
}

func TestServerCheck(t *testing.T) {
	for name, s := range map[string]digest.Server{"no port": {Address: "mail.example.org"},
		"a word for a port": {Address: "mail.example.org:smtp"}, "a large port": {Address: "mail.example.org:70000"},
		"another security": {Address: "mail.example.org:25", Security: "ssl"}} {
		if err := s.Check(); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, s := range append(digest.SecuritiesOfMail(), "") {
		if err := (&digest.Server{Address: "[::1]:25", Security: s}).Check(); err != nil {
			t.Error(err)
		}
	}
}
