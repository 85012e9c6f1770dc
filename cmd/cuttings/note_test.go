package main

import "testing"

// TestNote: a text or a tag leaves the rest of a note as it is, and nothing goes unasked.
func TestNote(t *testing.T) {
	id := damArchive(t)
	for _, step := range []struct {
		args []string
		code int
		want string // what the note is then
	}{
		{[]string{"ask the mayor", "--tag", "dam"}, 0, "ask the mayor\ntags: dam\n"},
		{[]string{"--tag", "spring"}, 0, "ask the mayor\ntags: dam, spring\n"},
		{[]string{"ask", "the", "crew"}, 0, "ask the crew\ntags: dam, spring\n"},
		{[]string{"more", "--remove"}, exitUsage, "ask the crew\ntags: dam, spring\n"},
		{[]string{"--tag", "dam", "--remove"}, exitUsage, "ask the crew\ntags: dam, spring\n"},
		{[]string{"--remove"}, 0, ""},
		{[]string{"--tag", "wall"}, 0, "tags: wall\n"},
	} {
		if code, _, errs := runBoth(append([]string{"note", id}, step.args...)...); code != step.code {
			t.Errorf("%q: exit %d, %s", step.args, code, errs)
		}
		if code, out, errs := runBoth("note", id); code != 0 || out != step.want {
			t.Errorf("after %q: exit %d, %q, %q", step.args, code, out, errs)
		}
	}
}
