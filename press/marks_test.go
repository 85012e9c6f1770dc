package press

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/capture"
	"cuttings/cutting"
)

var markedAt = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

func openMarks(path string, write bool) *Marks {
	return OpenMarks(path, write, func() time.Time { return markedAt })
}

// heavyOriginal returns a page large enough to be marked.
func heavyOriginal() Original {
	content := []byte("<!DOCTYPE html><h1>The lamps of Velm</h1><p>" + strings.Repeat("They went out one by one. ",
		heavyPage/20))
	o := Original{Capture: cutting.Capture{Name: "in/big.html", Time: markedAt, MediaType: "text/html"},
		Content: content}
	capture.Identify(&o.Capture, content)
	return o
}

func TestAPageThatEndedARunIsPassedOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk", "reading.json")
	o := heavyOriginal()
	killed := openMarks(path, true)
	killed.begin(o.Capture.ID) // and the process is gone

	if why := openMarks(path, false).Passed(o.Capture.ID); why != "" {
		t.Errorf("a reader beside the writer takes a page that is being read for one that ended a run: %s", why)
	}
	p := &Press{Marks: openMarks(path, true)}
	row := p.readMarked(t.Context(), o, markedAt).Page
	if !strings.Contains(row.Failure, "passed over") || !maps.Equal(row.Versions, Versions()) {
		t.Errorf("row %+v; want it passed over, under the versions of today", row)
	}
	// A rebuild drops rows, not marks: the next run knows it too.
	p.Marks.begin("another")
	p.Marks.end("another")
	if openMarks(path, true).Passed(o.Capture.ID) == "" {
		t.Error("the run after that reads the page again")
	}
	// A new version of a stage reads it again.
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	older := strings.ReplaceAll(string(b), stageVersions(), "older")
	if older == string(b) {
		t.Fatalf("the file names no versions: %s", b)
	}
	if err := os.WriteFile(path, []byte(older), 0o644); err != nil {
		t.Fatal(err)
	}
	p.Marks = openMarks(path, true)
	if row := p.readMarked(t.Context(), o, markedAt).Page; row.Failure != "" || row.TextLen == 0 {
		t.Errorf("with new stage versions: %+v", row)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the mark is still there after the page was read: %v", err)
	}
}

func TestMarksNeverKeepAnArchiveFromOpening(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"empty": "", "cut off": `{"reading":[{"capture":"a`, "no JSON": "\x00\x01", "another shape": `{"reading":7}`,
		"over the limit": `{"reading":[` + strings.Repeat(" ", maxMarksFile) + `]}`,
	} {
		path := filepath.Join(dir, strings.ReplaceAll(name, " ", "-"))
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		m := openMarks(path, true)
		m.begin("x")
		m.end("x")
		if m.Passed("x") != "" {
			t.Errorf("%s: %s", name, m.Passed("x"))
		}
	}
	unwritable := openMarks(filepath.Join(dir, "empty", "below-a-file"), true)
	unwritable.begin("x")
	unwritable.end("x")
	var none *Marks
	none.begin("x")
	if none.end("x"); none.Passed("x") != "" {
		t.Error("no marks at all pass something over")
	}
}

func TestReadingAPageEnds(t *testing.T) {
	slow := errors.New("slow")
	asked := errors.New("asked to")
	forever := func(context.Context) error { select {} }
	begun := time.Now()
	if err := runFor(t.Context(), time.Millisecond, slow, forever); !errors.Is(err, slow) {
		t.Errorf("over its time: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(time.Millisecond, func() { cancel(asked) })
	if err := runFor(ctx, time.Hour, slow, forever); !errors.Is(err, asked) {
		t.Errorf("the run ended: %v", err)
	}
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
	err := runFor(t.Context(), time.Hour, slow, func(context.Context) error { panic("lamp") })
	if cutting.KindOf(err) != cutting.Internal || !strings.Contains(err.Error(), "lamp") {
		t.Errorf("a panic: %v", err)
	}
}

// A run that is stopped in the middle of a heavy page writes no row of it.
func TestARunStopsWithinAPage(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("asked to"))
	if _, _, err := readSafely(ctx, heavyOriginal(), nil); err == nil || !strings.Contains(err.Error(), "asked to") {
		t.Errorf("error %v, want why the run ended", err)
	}
	<-time.After(time.Millisecond)
	select {
	case heavyTurn <- struct{}{}:
		<-heavyTurn
	case <-time.After(2 * time.Second):
		t.Error("the turn of heavy pages was not given back")
	}
}
