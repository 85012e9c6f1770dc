package vault

import (
	"encoding/json"
	"testing"
	"time"

	"cuttings/cutting"
)

// TestPositionInLine: the position is read from a log line whatever the capture's name.
func TestPositionInLine(t *testing.T) {
	for _, name := range []string{"a.html!/frame-1.html", `a "b" \ c`, "ü <&> \u2028", "", "\u202e\t\x01", `\`,
		`"name":"x"`} {
		e := Entry{File: "f", Type: "conversion", Capture: cutting.Capture{
			ID:  cutting.NewCaptureID("", name, time.Time{}, ""),
			URL: `https://a.example/"name":"y"`, Name: name, Checksum: cutting.Sum([]byte(name)),
			DerivedFrom: "outer"}}
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := positionOf(e.Capture)
		if h, ok := headOf(line); !ok || !h.derived || h.position != want {
			t.Errorf("%q: %+v, want position %d", name, h, want)
		}
		e.Capture.DerivedFrom = ""
		line, err = json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if h, _ := headOf(line); h.derived {
			t.Errorf("%q: an original has a position", name)
		}
	}
}
