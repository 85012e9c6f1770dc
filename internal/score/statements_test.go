package score

import (
	"os"
	"path/filepath"
	"testing"
)

func TestStatements(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	// Three answers. The first is predicted without its first word, with the source; less than half
	// of the second; the third, quoted, in full with another source. One prediction matches no
	// answer.
	gold := write("gold", `{"id":"1","text":"Ána said the old port was shut. He wants a new bridge now. “Go,” Bo `+
		`shouted at us.",`+
		`"attributions":[`+
		`{"source":[[0,3]],"cue":[[4,8]],"content":[[9,30]]},`+
		`{"source":[[32,34]],"cue":[[35,40]],"content":[[41,57]]},`+
		`{"source":[[65,67]],"cue":[[68,75]],"content":[[59,64]]}]}`)
	pred := write("pred", `{"id":"1","attributions":[`+
		`{"source":[[0,3]],"cue":[[4,8]],"content":[[13,30]]},`+
		`{"source":[[32,34]],"cue":[[35,40]],"content":[[54,57]]},`+
		`{"source":[[79,81]],"cue":[[68,75]],"content":[[60,62]]},`+
		`{"source":[],"cue":[],"content":[[31,32]]}]}`)
	s, err := Statements(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	third := func(v float64) bool { return v > 0.33 && v < 0.34 }
	if s.All.P != 2./3 || s.All.R != 2./3 || !third(s.All.Exact) || !third(s.All.Sourced) {
		t.Errorf("all: %+v, want 2 of 3 by half, 1 of 3 exact, 1 of 3 with its source", s.All)
	}
	if s.Speech.Answers != 2 || s.Speech.Content != 1 || s.Cue != 1 {
		t.Errorf("speech: %+v, cues %v, want both found", s.Speech, s.Cue)
	}
	if s.Quoted.Answers != 1 || s.Quoted.Answered != 0 {
		t.Errorf("quoted: %+v, want one answer and no prediction with marks", s.Quoted)
	}
}
