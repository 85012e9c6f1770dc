package main

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeListsVerbs checks that the README's table of commands is complete.
func TestReadmeListsVerbs(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range (&app{stages: stages()}).root().Commands() {
		if name := c.Name(); !c.Hidden && c.Runnable() && !strings.Contains(string(readme), "`"+name) {
			t.Errorf("README.md does not tell of %q", name)
		}
	}
}
