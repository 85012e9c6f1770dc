package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// TestCorrectionTakesEffect follows a correction from the desk through the
// journal into the catalogue: what the desk shows changes at once, verify agrees,
// and a rebuild gives the corrected archive again.
func TestCorrectionTakesEffect(t *testing.T) {
	ctx := context.Background()
	const text = "Valley news\n\nVillagers refuse to leave\n\nForty families have refused what they were offered, " +
		"saying it would not buy a barn in the capital...\n\nRead more\n\nEngineer doubts the wall\n\nThe wall was " +
		"built with sand from the river, an engineer told the commission on Tuesday...\n\nRead more\n"
	c := newCorrecting(t, text)
	id, shown, program := c.id, c.desk, c.program
	if _, s, err := shown.Read(ctx, id); err != nil || len(s.Cuttings) != 2 {
		t.Fatalf("before: %+v, %v", s, err)
	}
	from, to := int64(strings.Index(text, "Villagers")), int64(len(text))
	fix := cutting.Correction{Capture: id, Items: []cutting.CorrectedItem{{
		Kind: cutting.Article, Ranges: []cutting.Range{{Start: from, End: to}},
		Headline: cutting.Range{Start: from, End: from + int64(len("Villagers refuse to leave"))},
	}}}
	if err := c.decide(fix); err != nil {
		t.Fatal(err)
	}
	_, s, err := shown.Read(ctx, id)
	if err != nil || len(s.Cuttings) != 1 || s.Cuttings[0].Kind != cutting.Article {
		t.Fatalf("after, at the desk: %+v, %v", s, err)
	}
	program("verify")
	before := program("dump")
	if !strings.Contains(before, `"kind":"article"`) || strings.Contains(before, `"kind":"teaser"`) {
		t.Errorf("after, in the catalogue: %s", before)
	}
	program("rebuild")
	if after := program("dump"); after != before {
		t.Error("a rebuild forgets the correction")
	}
}

// TestFactsTakeEffect does the same for a date and byline, in several corrections
// at once, with one that cannot be kept.
func TestFactsTakeEffect(t *testing.T) {
	ctx := context.Background()
	const text = "Valley news\n\nVillagers refuse to leave\n\nForty families have refused what they were offered, " +
		"saying on the eve of Saint Brand that it would not buy a barn in the capital...\n\nRead more\n\nEngineer " +
		"doubts the wall\n\nThe wall was built with sand from the river, an engineer told the commission on " +
		"Tuesday...\n\nRead more\n"
	c := newCorrecting(t, text)
	_, s, err := c.desk.Read(ctx, c.id)
	if err != nil || len(s.Cuttings) != 2 {
		t.Fatalf("before: %+v, %v", s, err)
	}
	words := int64(strings.Index(text, "on the eve of Saint Brand"))
	dated := cutting.Correction{Capture: c.id, Facts: []cutting.CorrectedFacts{{Of: s.Cuttings[0].Bytes,
		Published: &cutting.CorrectedDate{Value: "2011-04-08",
			Words: cutting.Range{Start: words, End: words + int64(len("on the eve of Saint Brand"))}}}}}
	signed := cutting.Correction{Capture: c.id, Facts: []cutting.CorrectedFacts{{Of: s.Cuttings[1].Bytes,
		Published: &cutting.CorrectedDate{}, Byline: &cutting.CorrectedByline{Names: []string{"Ada Lund"}}}}}
	wrong := dated
	wrong.Facts = []cutting.CorrectedFacts{{Of: []cutting.Range{{Start: 0, End: 1 << 40}},
		Published: &cutting.CorrectedDate{}}}
	if err := c.decide(dated, wrong); cutting.KindOf(err) != cutting.Invalid {
		t.Fatalf("a correction of bytes that are not there: %v", err)
	}
	if err := c.decide(dated, signed); err != nil {
		t.Fatal(err)
	}
	p, s, err := c.desk.Read(ctx, c.id)
	if err != nil || s.Cuttings[0].Published.Value != "2011-04-08" ||
		s.Cuttings[0].Published.Span.In(p.Text) != "on the eve of Saint Brand" ||
		s.Cuttings[1].BylineOrigin != cutting.Corrected {
		t.Fatalf("after, at the desk: %+v, %v", s, err)
	}
	c.program("verify")
	before := c.program("dump")
	for _, want := range []string{`"published":{"value":"2011-04-08","origin":"corrected"`,
		`"published":{"origin":"corrected"}`, `"byline":["Ada Lund"],"byline_origin":"corrected"`, `"decisions":2`} {
		if !strings.Contains(before, want) {
			t.Errorf("the dump does not say %s: %s", want, before)
		}
	}
	// Another process sees what the writer's index has put on disk, a little later.
	found := ""
	for until := time.Now().Add(20 * time.Second); !strings.Contains(found, "Villagers refuse to leave") &&
		time.Now().Before(until); {
		found = c.program("search", "date:2011-04")
	}
	if !strings.Contains(found, "Villagers refuse to leave") || strings.Contains(found, "Engineer") {
		t.Errorf("found by its date: %s", found)
	}
	c.program("rebuild")
	if after := c.program("dump"); after != before {
		t.Error("a rebuild forgets the correction")
	}
}

// correcting is an archive of one capture with a writer for corrections.
type correcting struct {
	id      string
	desk    *sharedArchive
	program func(args ...string) string
}

func newCorrecting(t *testing.T, text string) correcting {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	input := filepath.Join(dir, "list.txt")
	if err := os.WriteFile(input, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	archiveDir := filepath.Join(dir, "archive")
	var out, errs bytes.Buffer
	program := func(args ...string) string {
		t.Helper()
		out.Reset()
		errs.Reset()
		if code := run(ctx, append(args, "--archive", archiveDir), strings.NewReader(""), &out,
			&errs); code != exitOK {
			t.Fatalf("cuttings %v: exit code %d\n%s%s", args, code, out.String(), errs.String())
		}
		return out.String()
	}
	if err := createArchive(archiveDir, "", time.Now()); err != nil {
		t.Fatal(err)
	}
	program("add", input)
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, now: time.Now, stages: stages(), quiet: true}
	ar, err := a.openArchive(ctx, archiveDir, false)
	if err != nil {
		t.Fatal(err)
	}
	id := onlyCapture(t, ar)
	desk := newSharedArchive(a, ar)
	t.Cleanup(func() {
		if err := desk.Close(); err != nil {
			t.Error(err)
		}
	})
	return correcting{id, desk, program}
}

// decide records corrections as the library does.
func (c *correcting) decide(fixes ...cutting.Correction) error {
	kept, err := c.desk.Decide(context.Background(), func(context.Context) (out []journal.Decision, err error) {
		for _, f := range fixes {
			d, err := journal.Correct("EM", f)
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
		return out, nil
	})
	if err == nil && kept.Later != "" {
		return errors.New(kept.Later)
	}
	return err
}

func onlyCapture(t *testing.T, ar *archive) string {
	t.Helper()
	var ids []string
	err := ar.catalogue.Pages(context.Background(), "", func(r catalogue.PageRow) bool {
		ids = append(ids, r.Capture.ID)
		return true
	})
	if err != nil || len(ids) != 1 {
		t.Fatalf("captures %v, %v", ids, err)
	}
	return ids[0]
}
