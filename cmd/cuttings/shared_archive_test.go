package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/internal/filelock"
	"cuttings/journal"
)

const twoTeasers = "Valley news\n\nVillagers refuse to leave\n\n" +
	"Forty families have refused what they were offered, saying it would not buy a barn in the capital...\n\nRead " +
	"more\n\n" +
	"Engineer doubts the wall\n\nThe wall was built with sand from the river, an engineer told the commission on " +
	"Tuesday...\n\nRead more\n"

// dated returns a correction of the first cutting's date.
func (c *correcting) dated(t *testing.T, value string) cutting.Correction {
	t.Helper()
	_, s, err := c.desk.Read(context.Background(), c.id)
	if err != nil || len(s.Cuttings) == 0 {
		t.Fatalf("%+v, %v", s, err)
	}
	return cutting.Correction{Capture: c.id, Note: "the printed paper", Facts: []cutting.CorrectedFacts{{
		Of: s.Cuttings[0].Bytes, Published: &cutting.CorrectedDate{Value: value}}}}
}

// shows reports whether the desk shows a date as the first cutting's, in the rows and
// in the page it reads again.
func (c *correcting) shows(t *testing.T, value string) bool {
	t.Helper()
	ctx := context.Background()
	rows, err := c.desk.sightings(ctx, c.id)
	if err != nil {
		t.Fatal(err)
	}
	_, s, err := c.desk.Read(ctx, c.id)
	if err != nil {
		t.Fatal(err)
	}
	return rows[0].Published.Value == value && s.Cuttings[0].Published.Value == value
}

// TestUndoGivesBackWhatWas: undoing a correction leaves the catalogue as it was but for the count of decisions,
// undoing the undo puts it back, also on the command line while the desk is open, and a rebuild agrees.
func TestUndoGivesBackWhatWas(t *testing.T) {
	c := newCorrecting(t, twoTeasers)
	before := c.program("dump")
	if err := c.decide(c.dated(t, "2011-04-08")); err != nil || !c.shows(t, "2011-04-08") {
		t.Fatalf("the correction does not show: %v", err)
	}
	if got := c.program("decisions"); !strings.Contains(got, "EM corrected the date, because “the printed paper”") {
		t.Errorf("decisions: %s", got)
	}
	c.program("undo", "1", "--who", "AB", "--why", "misread")
	eventually(t, func() bool { return c.shows(t, "") })
	if got := c.program("dump"); uncounted(got) != uncounted(before) {
		t.Errorf("after the correction was taken back:\n%s\nbefore it:\n%s", got, before)
	}
	if got := c.program("decisions"); !strings.Contains(got, "(taken back by 2)") ||
		!strings.Contains(got, "AB took back: corrected the date, because “misread”") {
		t.Errorf("decisions: %s", got)
	}
	c.program("undo", "2")
	eventually(t, func() bool { return c.shows(t, "2011-04-08") })
	c.program("verify")
	before = c.program("dump")
	c.program("rebuild")
	if after := c.program("dump"); after != before {
		t.Error("a rebuild gives another catalogue")
	}
}

// uncounted returns a dump without the numbers of decisions.
func uncounted(dump string) string { return decisionsIn.ReplaceAllString(dump, "") }

var decisionsIn = regexp.MustCompile(`,"decisions":\d+`)

func (s *sharedArchive) sightings(ctx context.Context, id string) ([]catalogue.Sighting, error) {
	cat, release := s.lend()
	defer release()
	return cat.PageSightings(ctx, id)
}

// eventually waits for what another process, or the desk's watch, brings about.
func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for until := time.Now().Add(30 * time.Second); !ok(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("it did not come about")
		}
	}
}

// TestDeskGivesWay: the desk writes as long as no other process wants to, lets others add, records what is
// decided meanwhile, and applies it afterwards.
func TestDeskGivesWay(t *testing.T) {
	ctx := context.Background()
	c := newCorrecting(t, twoTeasers)
	vaultLock := filepath.Join(c.desk.dir, "vault", "lock")
	if err := c.decide(c.dated(t, "2011-04-08")); err != nil {
		t.Fatal(err)
	}
	if !filelock.IsLocked(vaultLock) {
		t.Fatal("the desk decided something and does not write")
	}
	other := filepath.Join(t.TempDir(), "more.txt")
	if err := os.WriteFile(other, []byte(strings.ReplaceAll(twoTeasers, "Villagers", "Herders")), 0o644); err != nil {
		t.Fatal(err)
	}
	a := &app{stdout: os.Stdout, stderr: os.Stderr, now: time.Now, stages: stages(), quiet: true}
	ar, err := a.openArchive(ctx, c.desk.dir, true) // as add does, beside the desk
	if err != nil {
		t.Fatalf("the desk does not give way: %v", err)
	}
	if _, err := a.openArchive(ctx, c.desk.dir, true); cutting.KindOf(err) != cutting.Conflict {
		t.Errorf("a third writer: %v, want conflict at once", err)
	}
	if err := c.decide(c.dated(t, "2011-05")); err == nil || !strings.Contains(err.Error(), "is kept in the journal") {
		t.Errorf("deciding while another writes: %v", err)
	}
	if err := ar.Close(); err != nil {
		t.Fatal(err)
	}
	c.program("add", other)
	eventually(t, func() bool { return c.shows(t, "2011-05") })
	eventually(t, func() bool { return filelock.IsLocked(vaultLock) }) // it takes its place again
	if got := c.program("status", "--json"); !strings.Contains(got, `"captures":2`) ||
		!strings.Contains(got, `"stale":0`) {
		t.Errorf("status: %s", got)
	}
}

// TestKindsOfANewerProgram: lines of unknown kinds are kept, reported, and change nothing.
func TestKindsOfANewerProgram(t *testing.T) {
	c := newCorrecting(t, twoTeasers)
	before := c.program("dump")
	j, err := journal.Open(filepath.Join(c.desk.dir, "journal"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		d := journal.Decision{Who: "ZZ", Kind: "name-merge", Target: c.id, Value: json.RawMessage(`{"into":"x"}`)}
		if _, err := j.Append(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.decide(c.dated(t, "2011-04-08")); err != nil || !c.shows(t, "2011-04-08") {
		t.Fatalf("a correction behind them: %v", err)
	}
	if got := c.program("status"); !strings.Contains(got, `kept and without effect here: 2 of kind "name-merge"`) {
		t.Errorf("status: %s", got)
	}
	c.program("verify")
	c.program("undo", "3")
	c.program("rebuild")
	if got := c.program("decisions"); strings.Count(got, "which this program does not know") != 2 {
		t.Errorf("decisions: %s", got)
	}
	if after := c.program("dump"); uncounted(after) != uncounted(before) {
		t.Errorf("after:\n%s\nbefore:\n%s", after, before)
	}
}
