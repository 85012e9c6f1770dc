package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"cuttings/cutting"
	"cuttings/journal"
)

// The scripts in testdata/script drive the real program: commands, their output,
// their exit codes, with the files they need attached.

func TestMain(m *testing.M) {
	// Under the race detector a program that ends waits a second by default, and the tests start hundreds.
	if os.Getenv("GORACE") == "" {
		os.Setenv("GORACE", "atexit_sleep_ms=10")
	}
	testscript.Main(m, map[string]func(){
		"cuttings": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":   exits,
			"append":  appendTo,
			"corrupt": corrupt,
			"decide":  decide,
			"samedump": func(ts *testscript.TestScript, neg bool, args []string) {
				same := ts.ReadFile(args[0]) == ts.ReadFile(args[1])
				if same == neg {
					ts.Fatalf("%s and %s: the same is %v", args[0], args[1], same)
				}
			},
		},
	})
}

// exits CODE COMMAND…: runs cuttings and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE ARGS…")
	}
	err := ts.Exec("cuttings", args[1:]...)
	code := "0"
	if err != nil {
		code = "?"
		if e, ok := err.(interface{ ExitCode() int }); ok {
			code = string(rune('0' + e.ExitCode()))
		}
	}
	if code != args[0] {
		ts.Fatalf("cuttings %v: exit code %s, want %s (%v)", args[1:], code, args[0], err)
	}
}

// append FILE TEXT: adds bytes to the end of a file, as a torn write would.
func appendTo(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(args[1])
	ts.Check(err)
	ts.Check(f.Close())
}

var dumpedCapture = regexp.MustCompile(`"capture":\{"id":"([0-9a-z]+)"`)

// decide ARCHIVE FILE: writes each line of a file into the archive's journal as a
// correction of the one capture there is, as the desk does; CAPTURE is replaced by its
// ID, which is in the environment as well afterwards.
func decide(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: decide ARCHIVE FILE")
	}
	ts.Check(ts.Exec("cuttings", "dump", "--archive", args[0]))
	id := dumpedCapture.FindStringSubmatch(ts.ReadFile("stdout"))
	if id == nil {
		ts.Fatalf("%s holds no capture", args[0])
	}
	ts.Setenv("CAPTURE", id[1])
	j, err := journal.Open(filepath.Join(ts.MkAbs(args[0]), "journal"), journal.Options{})
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		value := strings.ReplaceAll(strings.TrimSpace(line), "CAPTURE", id[1])
		_, err := j.Append(journal.Decision{Who: "desk", Kind: cutting.CorrectionDecision, Target: id[1],
			Value: json.RawMessage(value)})
		ts.Check(err)
	}
	ts.Check(j.Close())
}

// corrupt FILE: changes one byte in the middle of a file.
func corrupt(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	b[len(b)/2] ^= 0x20
	ts.Check(os.WriteFile(path, b, 0o644))
}
