package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// TestCorrectionTakesEffect follows a correction from the desk through the
// journal into the catalogue: what the desk shows changes at once, verify agrees,
// and a rebuild gives the corrected archive again.
func TestCorrectionTakesEffect(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	text := "Valley news\n\nVillagers refuse to leave\n\nForty families have refused what they were offered, saying it would not buy a barn in the capital...\n\nRead more\n\nEngineer doubts the wall\n\nThe wall was built with sand from the river, an engineer told the commission on Tuesday...\n\nRead more\n"
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
		if code := run(ctx, append(args, "--archive", archiveDir), strings.NewReader(""), &out, &errs); code != exitOK {
			t.Fatalf("cuttings %v: exit code %d\n%s%s", args, code, out.String(), errs.String())
		}
		return out.String()
	}
	if err := createArchive(archiveDir, "", time.Now()); err != nil {
		t.Fatal(err)
	}
	program("add", input)

	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, now: time.Now, quiet: true}
	ar, err := a.openArchive(ctx, archiveDir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer ar.Close()
	id := onlyCapture(t, ar)
	shown := &pages{ar: ar}
	if _, s, err := shown.Read(ctx, id); err != nil || len(s.Cuttings) != 2 {
		t.Fatalf("before: %+v, %v", s, err)
	}
	from, to := int64(strings.Index(text, "Villagers")), int64(len(text))
	fix := cutting.Correction{Capture: id, Items: []cutting.CorrectedItem{{
		Kind: cutting.Article, Ranges: []cutting.Range{{Start: from, End: to}},
		Headline: cutting.Range{Start: from, End: from + int64(len("Villagers refuse to leave"))},
	}}}
	if err := (&corrections{a: a, dir: archiveDir, pages: shown}).Append(ctx, fix); err != nil {
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
