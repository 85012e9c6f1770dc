package vault

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestDamagedIndexIsMadeAgain: whatever is wrong with a CDXJ, the next writer makes it again and says so.
func TestDamagedIndexIsMadeAgain(t *testing.T) {
	at := func(b []byte, mark string) int { return bytes.Index(b, []byte(mark)) + len(mark) }
	for name, damage := range map[string]func([]byte) []byte{
		"junk behind it":   func(b []byte) []byte { return append(b, "junk"...) },
		"a line behind it": func(b []byte) []byte { return append(b, "junk\n"...) },
		"a line twice":     func(b []byte) []byte { i := at(b, "\n"); return append(b[:i:i], b...) },
		"another offset":   func(b []byte) []byte { b[at(b, `"offset":"`)] ^= 1; return b },
		"another capture":  func(b []byte) []byte { b[at(b, `"capture":"`)] ^= 1; return b },
		"another digest":   func(b []byte) []byte { b[at(b, `sha256:`)] ^= 1; return b },
		"another key":      func(b []byte) []byte { b[0] = 'A'; return b },
		"another address":  func(b []byte) []byte { return bytes.Replace(b, []byte("/1.html"), []byte("/7.html"), 1) },
		"not sorted": func(b []byte) []byte {
			l := bytes.SplitAfter(b, []byte("\n"))
			l[0], l[1] = l[1], l[0]
			return bytes.Join(l, nil)
		},
		"zeros in place of a line": func(b []byte) []byte { clear(b[:at(b, "\n")-1]); return b },
		"a line without an end":    func(b []byte) []byte { return bytes.TrimSuffix(b, []byte("\n")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for i := range 3 {
				content := []byte(fmt.Sprintf("Ferry %d is late.", i))
				c := cutting.Capture{Name: fmt.Sprint(i), URL: fmt.Sprintf("https://harbour.example/a&b/%d.html", i),
					MediaType: "text/html", Checksum: cutting.Sum(content), Length: int64(len(content))}
				c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
				if _, err := v.AddBatch(t.Context(), []Addition{{Capture: c, Content: content}}); err != nil {
					t.Fatal(err)
				}
			}
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "cuttings-00001.cdxj")
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if v, err = Open(dir, Options{}); err != nil || len(v.Repairs()) > 0 {
				t.Fatalf("repairs of a whole vault: %v, %v", v.Repairs(), err)
			}
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, damage(bytes.Clone(whole)), 0o600); err != nil {
				t.Fatal(err)
			}
			if v, err = Open(dir, Options{}); err != nil {
				t.Fatal(err)
			}
			defer v.Close()
			if r := v.Repairs(); len(r) != 1 || !strings.Contains(r[0].What, "made again") {
				t.Errorf("repairs %+v", r)
			}
			if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, whole) {
				t.Errorf("the index is\n%s, want\n%s, %v", got, whole, err)
			}
		})
	}
}
