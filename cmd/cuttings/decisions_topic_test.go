package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTopicDecisions: the list of decisions names what was pinned, left out and changed, also where it was taken
// back and put back.
func TestTopicDecisions(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("CUTTINGS_ARCHIVE", filepath.Join(dir, "archive"))
	text := strings.Repeat("The keepers of the dam wrote to the council of Hadrin on Monday about three fissures. ", 4)
	page := "<html><head><title>Fissures grow</title></head><body><h1>Fissures grow</h1><p>3 October 2012</p><p>" +
		text + "</p></body></html>"
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	do := func(args ...string) string {
		t.Helper()
		code, out := runHere(t, args...)
		if code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, code, out)
		}
		return out
	}
	do("init", os.Getenv("CUTTINGS_ARCHIVE"))
	do("add", filepath.Join(dir, "a.html"))
	do("topic", "make", "The dam", "--query", "fissures")
	var found struct{ ID string }
	unmarshal(t, []byte(strings.SplitN(do("search", "--json", "fissures"), "\n", 2)[0]), &found)
	do("topic", "pin", "the-dam", found.ID)
	do("topic", "leave-out", "the-dam", found.ID)
	do("undo", "3")
	do("undo", "4")
	do("topic", "change", "the-dam", "--title", "The wall")
	named := "“Fissures grow” (" + found.ID + ")"
	left := "unpinned " + named + ", left " + named + " out (the topic “The dam”)"
	list := strings.Split(do("decisions"), "\n")
	for i, want := range []string{"kept the topic “The dam”", "pinned " + named + " (the topic “The dam”)", left,
		"took back: " + left + " (taken back by 5)",
		"put back: " + left, "changed the title from “The dam” (the topic “The wall”)"} {
		if !strings.HasSuffix(list[i], " "+want+"  [the-dam]") {
			t.Errorf("line %d is\n%s\nwant\n%s", i+1, list[i], want)
		}
	}
}
