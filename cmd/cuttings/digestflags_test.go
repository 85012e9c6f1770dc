package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cuttings/internal/smtptest"
	"cuttings/library"
	"cuttings/press"
)

// TestDigestFlags refuses what no digest has, before an archive is looked at.
func TestDigestFlags(t *testing.T) {
	l := library.New(library.Config{Now: time.Now, Lines: press.Lines{}})
	for name, f := range map[string]digestFlags{
		"no items":    {limit: 0},
		"too many":    {limit: 1_000_000},
		"no language": {limit: 20, lang: "not a lang"},
		"no date":     {limit: 20, query: "dam", since: "soon"},
	} {
		if _, err := (&app{now: time.Now}).composed(t.Context(), l, f, nil); !errors.Is(err, errUsage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDigestIsSent sends a digest from the command line, and refuses what cannot be sent before anything
// is.
func TestDigestIsSent(t *testing.T) {
	address, mails := smtptest.Serve(t)
	dir := filepath.Join(t.TempDir(), "archive")
	must := func(args ...string) {
		t.Helper()
		if code, out := runHere(t, args...); code != 0 {
			t.Fatalf("%q: exit %d\n%s", args, code, out)
		}
	}
	page := filepath.Join(t.TempDir(), "a.html")
	if err := os.WriteFile(page, []byte("<title>The wall holds</title><h1>The wall holds</h1><p>"+
		strings.Repeat("The wall of the dam holds, said the keepers of it today. ", 9)), 0o644); err != nil {
		t.Fatal(err)
	}
	must("init", dir)
	must("add", "--archive", dir, page)
	make := []string{"digest", "make", "--archive", dir, "--query", "wall"}
	send := append(slices.Clone(make), "--smtp", address, "--smtp-security", "none", "--from", "desk@hadrin.example",
		"--to", "ada@hadrin.example", "--to", "bo@hadrin.example")
	must(send...)
	got := <-mails
	for _, want := range []string{"From: <desk@hadrin.example>", "To: <ada@hadrin.example>, <bo@hadrin.example>",
		"1. The wall holds"} {
		if !strings.Contains(got, want) {
			t.Errorf("the mail lacks %q:\n%s", want, got)
		}
	}
	for name, tt := range map[string]struct {
		more []string
		code int
	}{
		"no sender":    {[]string{"--smtp", address, "--to", "ada@hadrin.example"}, 2},
		"no recipient": {[]string{"--smtp", address, "--from", "desk@hadrin.example"}, 2},
		"a form that is no mail": {[]string{"--smtp", address, "--from", "a@b.example", "--to", "c@d.example",
			"--format", "text"}, 2},
		"no address of a server": {[]string{"--smtp", "mail", "--from", "a@b.example", "--to", "c@d.example"}, 2},
		"no password": {[]string{"--smtp", address, "--from", "a@b.example", "--to", "c@d.example",
			"--smtp-user", "desk", "--smtp-password-env", "CUTTINGS_NO_SUCH"}, 4},
	} {
		if code, out := runHere(t, append(slices.Clone(make), tt.more...)...); code != tt.code {
			t.Errorf("%s: exit %d, want %d\n%s", name, code, tt.code, out)
		}
	}
	if len(mails) > 0 {
		t.Error("a mail was sent all the same")
	}
}
