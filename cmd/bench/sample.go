package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/pagesample"
	"cuttings/journal"
	"cuttings/page"
	"cuttings/split"
)

// samplesDir is the folder of the splitter's samples, from the repository's top.
const samplesDir = "split/testdata"

var sampleName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// addSample makes a page sample, a folder with the page, its expected result and its origin. DIR is
// the page's file and the argument after it the sample's name. With --archive, DIR is the ID of a
// capture, and corrections made at the desk are included in the expected result.
func addSample(ctx context.Context, j job) (any, error) {
	if len(j.rest) != 1 || !sampleName.MatchString(j.rest[0]) {
		return nil, cutting.Errorf(cutting.Invalid, "usage: bench add-sample FILE NAME, or CAPTURE NAME --archive "+
			"DIR; a name is lower-case letters, digits and hyphens")
	}
	root := j.out
	if root == "" {
		root = samplesDir
	}
	dir := filepath.Join(root, j.rest[0])
	if _, err := os.Stat(dir); err == nil {
		return nil, cutting.Errorf(cutting.Conflict, "there is a sample in %s already", dir)
	}
	src, err := readSampleSource(ctx, j)
	if err != nil {
		return nil, err
	}
	file := "page" + src.ext()
	opt := page.Options{Name: file, URL: src.capture.URL}
	p, err := page.Read(src.content, opt)
	if err != nil {
		return nil, err
	}
	s := split.Split(p, split.Options{})
	split.Correct(p, s, src.fixes)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, file), src.content, 0o644); err != nil {
		return nil, err
	}
	from := pagesample.Origin{URL: src.capture.URL, Name: filepath.Base(src.capture.Name),
		Corrected: len(src.fixes) > 0}
	if err := pagesample.Write(dir, pagesample.OriginFile, from); err != nil {
		return nil, err
	}
	if err := pagesample.Write(dir, pagesample.ExpectedFile, pagesample.Describe(p, s)); err != nil {
		return nil, err
	}
	fmt.Fprintf(j.stderr, "%s: check expected.json; record in origin.json who wrote the page\n", dir)
	return map[string]any{"sample": dir, "kind": s.Kind, "cuttings": len(s.Cuttings), "corrections": len(src.fixes)},
		nil
}

// sampleSource is a page for a new sample.
type sampleSource struct {
	capture cutting.Capture
	content []byte
	fixes   []cutting.Correction
}

func readSampleSource(ctx context.Context, j job) (sampleSource, error) {
	if j.archive == "" {
		b, err := os.ReadFile(j.dir)
		if err != nil {
			return sampleSource{}, cutting.Errorf(cutting.NotFound, "%w", err)
		}
		return sampleSource{capture: cutting.Capture{Name: j.dir}, content: b}, nil
	}
	v, err := vault.Open(filepath.Join(j.archive, "vault"), vault.Options{ReadOnly: true})
	if err != nil {
		return sampleSource{}, err
	}
	defer v.Close()
	var src sampleSource
	if src.capture, src.content, err = v.Get(ctx, j.dir); err != nil {
		return src, err
	}
	log, err := journal.Open(filepath.Join(j.archive, "journal"), journal.Options{ReadOnly: true})
	if err != nil {
		return src, err
	}
	defer log.Close()
	book := journal.NewBook(nil)
	if _, err = book.Follow(ctx, log); err == nil {
		src.fixes = book.DecisionsAbout(j.dir).Corrections
	}
	return src, err
}

// ext returns the page file's extension, by which the reader recognises it.
func (s *sampleSource) ext() string {
	switch {
	case s.capture.MediaType == "text/plain" || filepath.Ext(s.capture.Name) == ".txt":
		return ".txt"
	case filepath.Ext(s.capture.Name) == ".xml" || filepath.Ext(s.capture.Name) == ".json":
		return filepath.Ext(s.capture.Name)
	}
	return ".html"
}
