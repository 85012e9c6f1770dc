package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// runProgram runs the program with an archive that is not there, unless the arguments name one.
func runProgram(t *testing.T, args ...string) (code int, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // a verb that serves instead of failing
	defer cancel()
	var out, errs bytes.Buffer
	code = run(ctx, args, strings.NewReader(""), &out, &errs)
	return code, errs.String()
}

// form is how every error is printed: the program's name, then sentences.
var form = regexp.MustCompile(`^cuttings: [^a-z\s][^\n]*[.?…]\n`)

// inForm reports whether an error is printed in the one form. One that begins with a path or a flag has no capital.
func inForm(stderr string) bool {
	if !strings.HasPrefix(stderr, "cuttings: ") {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(stderr, "cuttings: "), " ")
	if !plainWord(first) {
		stderr = "cuttings: “" + stderr[len("cuttings: "):]
	}
	return form.MatchString(stderr) && !strings.Contains(stderr, "usage:") && !strings.Contains(stderr, "arg(s)")
}

// verbs calls do for every verb and the verbs below it.
func verbs(t *testing.T, do func(t *testing.T, c *cobra.Command, path []string)) {
	a := &app{stages: stages()}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			if sub.Name() == "completion" || sub.Name() == "help" || sub.Name() == "exit-codes" {
				continue
			}
			path := strings.Fields(sub.CommandPath())[1:]
			t.Run(strings.Join(path, " "), func(t *testing.T) { do(t, sub, path) })
			walk(sub)
		}
	}
	walk(a.root())
}

// TestProblemsOfEveryVerb: a wrong flag, a wrong number of arguments and a missing archive are reported in one form
// by every verb, with the exit codes that README.md lists.
func TestProblemsOfEveryVerb(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("CUTTINGS_ARCHIVE", "")
	verbs(t, func(t *testing.T, c *cobra.Command, path []string) {
		check := func(code int, say string, args ...string) {
			t.Helper()
			got, stderr := runProgram(t, append(path[:len(path):len(path)], args...)...)
			if got != code || !inForm(stderr) || !strings.Contains(stderr, say) {
				t.Errorf("%v: exit code %d, want %d; with %q:\n%s", args, got, code, say, stderr)
			}
		}
		check(exitUsage, "--help`.", "--no-such-flag")
		many := strings.Fields("x y z x y z x y z")
		if err := c.Args(c, many); err != nil {
			check(exitUsage, "--help`.", many...)
		}
		if err := c.Args(c, nil); err != nil {
			check(exitUsage, "An argument is missing; write `"+c.CommandPath(), []string{}...)
		}
		if strings.Contains("version init inspect compare open templates", c.Name()) { // they need no archive
			return
		}
		for _, args := range [][]string{nil, {"x"}, {"x", "y"}} {
			if c.Args(c, args) == nil {
				args = slices.Concat(path, args, []string{"--archive", "nowhere"})
				code, stderr := runProgram(t, args...)
				if code != exitNotFound && code != exitUsage || !inForm(stderr) {
					t.Errorf("%v without an archive: exit code %d:\n%s", args, code, stderr)
				}
			}
		}
	})
}

// TestProblems: errors name what is wrong and what to do.
func TestProblems(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("CUTTINGS_ARCHIVE", "")
	for name, text := range map[string]string{"page.html": "<p>x", "damaged/archive.json": "{",
		"full/page.html": "<p>x"} {
		_ = os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code, stderr := runProgram(t, "init", "arch"); code != exitOK {
		t.Fatal(stderr)
	}
	in := func(args ...string) []string { return append(args, "--archive", "arch") }
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"serach"}, exitUsage,
			"`cuttings` has no verb \"serach\"; did you mean search? See `cuttings --help`."},
		{[]string{"help", "serach"}, exitUsage, "has no verb \"serach\"; did you mean search?"},
		{[]string{"completion", "qqqqq"}, exitUsage, "`cuttings completion` has no verb \"qqqqq\"."},
		{[]string{"outlets", "mrege"}, exitUsage,
			"`cuttings outlets` has no verb \"mrege\"; did you mean merge?"},
		{[]string{"rebuild", "x"}, exitUsage,
			"`cuttings rebuild` takes no argument; \"x\" is one too many. See `cuttings rebuild --help`."},
		{[]string{"compare", "a", "b", "c"}, exitUsage,
			"\"c\" is one argument too many; write `cuttings compare A B`."},
		{[]string{"names", "merge", "a"}, exitUsage, "An argument is missing; write `cuttings names merge "},
		{[]string{"status", "-x"}, exitUsage, "`cuttings status` has no flag -x."},
		{[]string{"search", "-word"}, exitUsage, "write -- before a query that begins with a hyphen."},
		{[]string{"digest", "make", "--out"}, exitUsage, "--out needs a value after it."},
		{[]string{"digest", "make", "x", "-n", "y"}, exitUsage, "--limit takes a whole number, not \"y\"."},
		{[]string{"status", "--progress-every", "y"}, exitUsage,
			"--progress-every takes a duration (5s, 15m, 2h), not \"y\"."},
		{in("digest", "make", "--query", "dam", "--format", "zz"), exitUsage,
			"--format takes html, text, markdown, eml or json, not \"zz\"."},
		{in("publish"), exitUsage, "Name the folder of the site with --out."},
		{in("topic", "make", "x", "--query", `"`), exitInvalid,
			"The query cannot be read: this quotation mark"},
		{in("digest", "make", "--quiet", "--query", "dam", "--out", "none/x.html"), exitUnavailable,
			"Cannot write none/x.html: no such file or directory; choose another file with --out."},
		{in("add", "none.html"), exitNotFound, "There is no such file or folder: none.html."},
		{in("open", "none.html"), exitNotFound, "There is no such file or folder: none.html."},
		{[]string{"inspect", "none.html"}, exitNotFound, "none.html: there is no such file or folder."},
		{[]string{"compare", "page.html", "none.html"}, exitNotFound, "none.html"},
		{[]string{"status", "--archive", "page.html"}, exitNotFound,
			"There is no archive in page.html, which is a file; name the archive's folder."},
		{[]string{"status", "--archive", "damaged"}, exitInvalid, "damaged"},
		{[]string{"status", "--archive", "none"}, exitNotFound,
			"There is no archive in none (no archive.json and no vault); `cuttings init none` makes one."},
		{[]string{"init", "page.html"}, exitInvalid, "Cannot make an archive in page.html: "},
		{[]string{"init", "full"}, exitConflict, "is not empty"},
	} {
		code, stderr := runProgram(t, tt.args...)
		if code != tt.code || !strings.Contains(stderr, tt.want) || !inForm(stderr) {
			t.Errorf("%v: exit code %d, want %d; with %q:\n%s", tt.args, code, tt.code, tt.want, stderr)
		}
	}
}

// TestSentence: messages of every origin become sentences; names, paths and flags keep their letters.
func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"there is no cutting":            "There is no cutting.",
		"There is no cutting.":           "There is no cutting.",
		"usage: --kind takes PER":        "--kind takes PER.",
		"page.html: nothing to cut":      "page.html: nothing to cut.",
		"journal: damaged":               "Journal: damaged.",
		"the query is wrong\n\"abc\n^^^": "The query is wrong.\n\"abc\n^^^",
		"état inconnu":                   "État inconnu.",
	} {
		if got := sentence(errors.New(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
