package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"cuttings/press"
)

// TestWrongOrderOfStagesStopsTheProgram: with every command, a program whose stages cannot run in their order
// ends before it opens an archive.
func TestWrongOrderOfStagesStopsTheProgram(t *testing.T) {
	archive := func(context.Context, press.Catalogue) error { return nil }
	names := press.Stage{Name: "names", Version: 1, Gives: []string{"names"}, Archive: archive}
	tales := press.Stage{Name: "tales", Version: 1, Needs: []string{"names"}, Archive: archive}
	for _, verb := range []string{"status", "add", "version"} {
		for name, tt := range map[string]struct {
			stages []press.Stage
			wrong  bool
		}{
			"in order":     {[]press.Stage{names, tales}, false},
			"out of order": {[]press.Stage{tales, names}, true},
		} {
			t.Run(verb+" "+name, func(t *testing.T) {
				var out, errs bytes.Buffer
				a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, now: time.Now, stages: tt.stages}
				code := a.run(context.Background(), []string{verb, "--archive", t.TempDir()})
				if said := strings.Contains(errs.String(), `stage "tales": needs "names"`); said != tt.wrong {
					t.Errorf("it says %q", errs.String())
				}
				if tt.wrong && (code != exitFailure || out.Len() > 0) {
					t.Errorf("exit code %d, output %q", code, out.String())
				}
			})
		}
	}
}

// TestProgramsOwnStagesAreInOrder checks the stages this program is made of.
func TestProgramsOwnStagesAreInOrder(t *testing.T) {
	if err := press.CheckStages(stages()); err != nil {
		t.Error(err)
	}
}
