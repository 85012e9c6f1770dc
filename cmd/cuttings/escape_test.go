package main

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"
)

func TestPrinter(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "a\tb\nc", "a\tb\nc"},
		{"letters of all kinds", "Überfall می\u200cخواهد 事故 🗞", "Überfall می\u200cخواهد 事故 🗞"},
		{"escape sequence", "\x1b[31mred\x1b]0;title\x07", `\u001b[31mred\u001b]0;title\u0007`},
		{"carriage return", "true\rfalse", `true\u000dfalse`},
		{"DEL", "a\x7fb", `a\u007fb`},
		{"C1", "a\u009b31mb\u0085", `a\u009b31mb\u0085`},
		{"C1 as a byte", "a\x9bb", `a\x9bb`},
		{"turned round", "evil\u202etxt.exe\u2066x\u200f", `evil\u202etxt.exe\u2066x\u200f`},
		{"cut character at the end", "a\xe2\x80", `a\xe2\x80`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for size := range len(tt.in) + 1 { // also written in pieces
				var b bytes.Buffer
				p := &printer{w: &b}
				for in := []byte(tt.in); len(in) > 0; {
					n := min(max(size, 1), len(in))
					if k, err := p.Write(in[:n]); k != n || err != nil {
						t.Fatal(k, err)
					}
					in = in[n:]
				}
				if err := p.Close(); err != nil {
					t.Fatal(err)
				}
				if b.String() != tt.want {
					t.Errorf("in pieces of %d: %q, want %q", size, b.String(), tt.want)
				}
			}
		})
	}
}

// TestWriteFile: what other programs read comes through to the byte, and escaped on a terminal only.
func TestWriteFile(t *testing.T) {
	const in = "ER  - \r\nTI  - a\u200fb\x1b[31m\rc\r\n"
	for name, tt := range map[string]struct {
		terminal bool
		want     string
	}{
		"to a file":     {false, in},
		"to a terminal": {true, "ER  - \nTI  - a\\u200fb\\u001b[31m\\u000dc\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			a := &app{stdout: &printer{w: &b}, files: &b}
			if tt.terminal {
				a.files = nil
			}
			if err := a.writeFile([]byte(in)); err != nil || b.String() != tt.want {
				t.Errorf("%q, want %q (%v)", b.String(), tt.want, err)
			}
		})
	}
}

// FuzzPrinter: no control character is printed as it is, and the values of JSON do not change.
func FuzzPrinter(f *testing.F) {
	f.Add("a\x1b\u202e\x9b\u009b\x7f", 3)
	f.Fuzz(func(t *testing.T, s string, size int) {
		var b bytes.Buffer
		p := &printer{w: &b}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range [][]byte{text, []byte("\n" + s)} {
			for len(in) > 0 {
				n := min(max(size, 1), len(in))
				if _, err := p.Write(in[:n]); err != nil {
					t.Fatal(err)
				}
				in = in[n:]
			}
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		line, _, _ := bytes.Cut(b.Bytes(), []byte("\n"))
		var again, plain string
		if err := json.Unmarshal(line, &again); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if err := json.Unmarshal(text, &plain); err != nil || again != plain {
			t.Errorf("%q became %q (%v)", plain, again, err)
		}
		if !utf8.Valid(b.Bytes()) {
			t.Errorf("%q is no UTF-8", b.Bytes())
		}
		for _, r := range b.String() {
			if commands(r) {
				t.Errorf("%q holds %U", b.String(), r)
			}
		}
	})
}
