package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"cuttings/internal/corpus"
)

// TestKilledWhileAdding kills `cuttings add` at random moments, again and again on one archive, and checks its
// promise: what a progress line reported as done is there, verify passes on the state left, and the next run
// continues. CUTTINGS_KILLS sets how many times (BENCHMARKS.md has the run with 200).
func TestKilledWhileAdding(t *testing.T) {
	kills := killsPerArchive
	if s := os.Getenv("CUTTINGS_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	dead, program := 0, buildProgram(t)
	for i := 0; i < kills; i += killsPerArchive {
		dead += killSome(t, program, i, min(killsPerArchive, kills-i))
	}
	if dead == 0 {
		t.Fatal("every run ended before it was killed: the test shows nothing")
	}
	t.Logf("%d of %d runs were killed", dead, kills)
}

const (
	killsPerArchive = 6   // then a new one, as checking everything each time takes its time
	pagesPerRun     = 300 // several batches, and so several promises
)

// buildProgram builds the program as people run it and returns its path. With the race
// detector, which the test's own binary may have, adding takes twenty times as long.
func buildProgram(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "cuttings.exe")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	return program
}

// killSome works on one archive and returns how many runs it killed.
func killSome(t *testing.T, program string, seed, kills int) int {
	command := func(t *testing.T, args ...string) []byte { return commandOf(t, program, args...) }
	dir := t.TempDir()
	archive := filepath.Join(dir, "archive")
	command(t, "init", archive)
	r := rand.New(rand.NewPCG(1, uint64(seed)))
	total, killed := 0, 0 // captures acknowledged over all runs: every run has pages of its own
	for i := range kills {
		input := filepath.Join(dir, fmt.Sprintf("in%d", i))
		writePages(t, input, (seed+i)*pagesPerRun, pagesPerRun)
		acknowledged, dead := addAndKill(t, program, archive, input, r.IntN(3),
			time.Duration(r.IntN(250))*time.Millisecond)
		if dead {
			killed++
		}
		total += acknowledged
		var st archiveStatus
		unmarshal(t, command(t, "status", "--json", "--archive", archive), &st)
		if st.Captures < total {
			t.Fatalf("kill %d: %d captures were reported as done, %d are there", seed+i, total, st.Captures)
		}
		command(t, "verify", "--archive", archive)
		if err := os.RemoveAll(input); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "add", "--quiet", "--archive", archive)
	command(t, "verify", "--archive", archive)
	before := command(t, "dump", "--archive", archive)
	command(t, "rebuild", "--quiet", "--archive", archive)
	if string(command(t, "dump", "--archive", archive)) != string(before) {
		t.Errorf("after kills %d to %d, rebuild does not give the same archive", seed, seed+kills-1)
	}
	return killed
}

var doneLine = regexp.MustCompile(`adding: (\d+) pages`)

// addAndKill runs add, kills it a while after so many lines of progress, and
// gives the number of captures it had reported as done.
func addAndKill(t *testing.T, program, archive, input string, lines int, after time.Duration) (acknowledged int,
	killed bool) {
	t.Helper()
	cmd := exec.Command(program, "add", "--archive", archive, "--progress-every", "1ns", input)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var timer *time.Timer
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	sc := bufio.NewScanner(stderr)
	for more := true; more; more = sc.Scan() {
		if lines--; lines < 0 && timer == nil {
			timer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		if m := doneLine.FindStringSubmatch(sc.Text()); m != nil {
			if acknowledged, err = strconv.Atoi(m[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return acknowledged, cmd.Wait() != nil
}

func writePages(t *testing.T, dir string, from, n int) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := from; i < from+n; i++ {
		_, b := corpus.Page(i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.html", i)), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// command runs cuttings in a process of its own and gives its standard output.
func command(t *testing.T, args ...string) []byte {
	t.Helper()
	return commandOf(t, "cuttings", args...)
}

// commandOf returns a command of another program, as command does for this one.
func commandOf(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(program, args...)
	out, err := cmd.Output()
	if err != nil {
		msg := ""
		if e, ok := err.(*exec.ExitError); ok {
			msg = string(e.Stderr)
		}
		t.Fatalf("cuttings %v: %v\n%s%s", args, err, out, msg)
	}
	return out
}

func unmarshal(t *testing.T, b []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
}
