package press

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestIntakeBounds: with any names and reasons the list can be read again, and long names with the same
// beginning stay distinct.
func TestIntakeBounds(t *testing.T) {
	now := time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)
	path := filepath.Join(t.TempDir(), "desk", "intake.jsonl")
	in, err := OpenIntake(path)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("ä\x01<", 1<<20)
	in.RecordRefused(long+"a", long, now)
	in.RecordRefused(long+"b", "short", now)
	in.RecordRefused("c\xff", "\xff", now)
	in.RecordRefused("d", "later taken in", now)
	in.RecordTaken("d", now)
	if err := in.Save(); err != nil {
		t.Fatal(err)
	}
	for _, again := range []string{"as written", "with a line of an older program before"} {
		in, err := OpenIntake(path)
		if err != nil {
			t.Fatalf("%s: %v", again, err)
		}
		if open := in.Outstanding(); len(open) != 3 || len(open[1].Name) > longestName ||
			len(open[1].Reason) > longestReason+3 {
			t.Errorf("%s: %d refusals, %.200v", again, len(open), open)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		line := `{"time":"2025-01-02T03:04:05Z","name":"` + strings.Repeat("x", 3<<20) + `","reason":"too long"}` +
			"\n"
		if err := os.WriteFile(path, append([]byte(line), b...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	in.RecordTaken(long+"a", now)
	if n := len(in.Outstanding()); n != 2 {
		t.Errorf("%d refusals after one was taken in, want 2", n)
	}
}
