//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAddEndsInALongText: whoever interrupts add while the readers are at a text of many
// megabytes does not wait for them, and the next run reads it all.
func TestAddEndsInALongText(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the program")
	}
	program, dir := buildProgram(t), t.TempDir()
	archive, input := filepath.Join(dir, "archive"), filepath.Join(dir, "long.txt")
	commandOf(t, program, "init", archive)
	const sentence = "The keepers of Velm said on 3 May 2011 that Ann Lund, the harbour's head, would call them " +
		"again. "
	text := "A long report on the dam\n\n" + strings.Repeat(sentence, (2<<20)/len(sentence))
	if err := os.WriteFile(input, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	interrupted := 0
	for wait := 300 * time.Millisecond; wait < 10*time.Second; wait *= 2 {
		cmd := exec.Command(program, "add", "--quiet", "--archive", archive, input)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case <-ended:
			continue
		case <-time.After(wait):
		}
		asked := time.Now()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			continue // it had just ended
		}
		interrupted++
		<-ended
		if took := time.Since(asked); took > 5*time.Second { // a second, on a machine that has others to serve
			t.Errorf("interrupted after %v, it ended %v later", wait, took)
		}
	}
	if interrupted == 0 {
		t.Error("it was never interrupted: the text is too short to show anything")
	}
	commandOf(t, program, "add", "--quiet", "--archive", archive)
	commandOf(t, program, "verify", "--archive", archive)
	if out := string(commandOf(t, program, "search", "--archive", archive, "harbour")); !strings.Contains(out,
		"report") {
		t.Errorf("the text is not found afterwards: %s", out)
	}
}
