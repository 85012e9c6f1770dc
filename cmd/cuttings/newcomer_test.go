package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// damArchive makes an archive with one article, which the verbs use, and returns the article's ID.
func damArchive(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("CUTTINGS_ARCHIVE", filepath.Join(dir, "archive"))
	page := filepath.Join(dir, "a.html")
	if err := os.WriteFile(page, []byte(`<html lang="en"><title>Fissures grow</title><article><h1>Fissures grow</h1>
<p>9 April 2012</p><p>The dam at Osvann has three fissures, the mayor of Osvann said on Monday morning.</p>
<p>The fissures were found by the crew that looks after the dam in the spring of every year.</p></article></html>`),
		0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", os.Getenv("CUTTINGS_ARCHIVE")}, {"add", page}} {
		if code, out := runHere(t, args...); code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, code, out)
		}
	}
	_, out := runHere(t, "search", "--json", "fissures")
	var found struct{ ID string }
	unmarshal(t, []byte(strings.SplitN(out, "\n", 2)[0]), &found)
	return found.ID
}

// runBoth runs the program and returns its exit code and what it writes to standard output and error.
func runBoth(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// TestCiteQuote: an empty quotation is a mistake and does not cite the whole cutting, and one in several places is
// reported.
func TestCiteQuote(t *testing.T) {
	id := damArchive(t)
	for _, empty := range []string{"", " "} {
		if code, out, errs := runBoth("cite", id, "--quote", empty); code != exitUsage || out != "" ||
			!strings.Contains(errs, "--quote is empty") {
			t.Errorf("--quote %q: exit %d, %q, %q", empty, code, out, errs)
		}
	}
	code, out, errs := runBoth("cite", id, "--quote", "fissures")
	if code != 0 || !strings.HasPrefix(out, "“fissures”") || !strings.Contains(errs, "occurs 2 times") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if code, _, errs := runBoth("cite", id, "--quote", "three fissures"); code != 0 || errs != "" {
		t.Errorf("one place: exit %d, %q", code, errs)
	}
}

// TestSearchThatFindsNothing: the part of the query that finds nothing is named, on standard error alone.
func TestSearchThatFindsNothing(t *testing.T) {
	damArchive(t)
	for _, tt := range []struct{ query, want string }{
		{"dam zzzqq", "by itself, dam finds 1 cutting; zzzqq finds nothing"},
		{"dam date:1999", "by itself, dam finds 1 cutting; date:1999 finds nothing"},
		{"dam fisures", "in another spelling: cuttings search \"dam fissures\" finds 1 cutting"},
	} {
		code, out, errs := runBoth("search", tt.query)
		if code != 0 || out != "" || !strings.Contains(errs, tt.want) {
			t.Errorf("%s: exit %d, %q, %q", tt.query, code, out, errs)
		}
	}
	if _, _, errs := runBoth("search", "--quiet", "dam zzzqq"); errs != "" {
		t.Errorf("with --quiet: %q", errs)
	}
	if _, _, errs := runBoth("search", "dam fissures"); strings.Contains(errs, "by itself") {
		t.Errorf("a search that finds something: %q", errs)
	}
}
