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
