package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"cuttings/cutting"
	"cuttings/internal/pagesample"
)

func TestAddSample(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "saved.html")
	html := `<html lang="en"><head><title>Ferry stops | Quennet Mail</title></head><body><article><h1>Ferry stops</h1>
<p>The ferry between Quennet and the islands will stop running at the end of the month, its owner said on Friday.</p>
<p>The company has lost money for six years in a row, and the subsidy promised by the ministry has not arrived.</p>
<p>The mayor of Quennet called the decision a disgrace and asked the ministry for an answer before the end of May.</p></article></body></html>`
	if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	j := job{dir: file, out: filepath.Join(dir, "samples"), rest: []string{"ferry-stops"}, stderr: io.Discard}
	if _, err := addSample(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	var want pagesample.Expected
	made := filepath.Join(dir, "samples", "ferry-stops")
	if err := pagesample.Read(made, pagesample.ExpectedFile, &want); err != nil {
		t.Fatal(err)
	}
	if want.Kind != cutting.ArticlePage || len(want.Cuttings) != 1 || want.Cuttings[0].Headline != "Ferry stops" {
		t.Errorf("expected.json says %+v", want)
	}
	if b, err := os.ReadFile(filepath.Join(made, "page.html")); err != nil || string(b) != html {
		t.Errorf("the page was not kept as it was: %v", err)
	}
	if _, err := addSample(context.Background(), j); cutting.KindOf(err) != cutting.Conflict {
		t.Errorf("a second sample of the name: %v", err)
	}
	j.rest = []string{"../up"}
	if _, err := addSample(context.Background(), j); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("a name that is a path: %v", err)
	}
}
