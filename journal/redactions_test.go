package journal

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

func TestRedactions(t *testing.T) {
	j, b := open(t, t.TempDir()), NewBook(nil)
	defer j.Close()
	line := func(r cutting.Redaction) Decision {
		d, err := Redact("EM", r)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	ada := cutting.Redaction{Name: "Ada Fern", Also: []string{"Nightjar"}, Note: "asked for by her counsel"}
	jon := cutting.Redaction{Name: "Jon Halden"}
	back, err := TakeBack("AB", &Line{Decision: Decision{Number: 1, Target: "Ada Fern"}}, "public office")
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		line Decision
		want []cutting.Redaction
	}{
		{line(ada), []cutting.Redaction{ada}},
		{line(jon), []cutting.Redaction{ada, jon}},
		{back, []cutting.Redaction{jon}},
	} {
		if ids := written(t, j, b, step.line); len(ids) > 0 {
			t.Errorf("line %d changes rows of captures %q", i+1, ids)
		}
		if d := cmp.Diff(step.want, b.Redactions()); d != "" {
			t.Errorf("after line %d:\n%s", i+1, d)
		}
	}
	lines := b.Lines()
	if got := lines[0].Words; got != "blacked “Ada Fern” out of what is published" {
		t.Errorf("line 1 says %q", got)
	}
	for _, bad := range []cutting.Redaction{{}, {Name: " "}, {Name: "Ada", Also: []string{""}}} {
		if _, err := b.Check(line(bad)); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%+v gives %v", bad, err)
		}
	}
}

// TestRedactedAgain: a person redacted again with other spellings is one person with all of them, and each decision is
// taken back by itself.
func TestRedactedAgain(t *testing.T) {
	first := cutting.Redaction{Name: "Ada Fern", Also: []string{"Nightjar"}, Note: "asked"}
	again := cutting.Redaction{Name: "Ada Fern", Also: []string{"Nightjar", "Ada Farn"}, Note: "asked twice"}
	both := cutting.Redaction{Name: "Ada Fern", Also: []string{"Nightjar", "Ada Farn"}, Note: "asked"}
	for undone, want := range map[int64]cutting.Redaction{0: both, 1: again, 2: first} {
		func() {
			j, b := open(t, t.TempDir()), NewBook(nil)
			defer j.Close()
			for _, r := range []cutting.Redaction{first, again} {
				d, err := Redact("EM", r)
				if err != nil {
					t.Fatal(err)
				}
				written(t, j, b, d)
			}
			if undone > 0 {
				back, err := TakeBack("AB", &Line{Decision: Decision{Number: undone, Target: "Ada Fern"}}, "")
				if err != nil {
					t.Fatal(err)
				}
				written(t, j, b, back)
			}
			if d := cmp.Diff([]cutting.Redaction{want}, b.Redactions()); d != "" {
				t.Errorf("without line %d:\n%s", undone, d)
			}
		}()
	}
}

// TestRedactionSecret: the secret stays when further lines follow and the redaction is undone, and differs between
// archives.
func TestRedactionSecret(t *testing.T) {
	secret := func(reason string, more ...string) string {
		j, b := open(t, t.TempDir()), NewBook(nil)
		defer j.Close()
		if got := b.RedactionSecret(); got != "" {
			t.Errorf("nobody was redacted, and the secret is %q", got)
		}
		for _, name := range append([]string{"Ada Vell Fern"}, more...) {
			d, err := Redact("el", cutting.Redaction{Name: name, Note: reason})
			if err != nil {
				t.Fatal(err)
			}
			written(t, j, b, d)
		}
		before := b.RedactionSecret()
		back, err := TakeBack("AB", &Line{Decision: Decision{Number: 1, Target: "Ada Vell Fern"}}, "")
		if err != nil {
			t.Fatal(err)
		}
		if written(t, j, b, back); b.RedactionSecret() != before {
			t.Error("undone, the redaction gives another secret")
		}
		return before
	}
	one := secret("she asked")
	if len(one) != 64 || secret("she asked", "Oren Vask") != one {
		t.Errorf("the secret %q does not stay", one)
	}
	if secret("another reason") == one {
		t.Error("two archives have one secret")
	}
}
