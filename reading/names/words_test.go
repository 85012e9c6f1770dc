package names

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWordLists checks that a list has its words of every language, and that the files have no list that no code uses
// and no word twice in one.
func TestWordLists(t *testing.T) {
	for _, tt := range []struct{ list, words string }{
		{"possessives", "mein mi"}, {"bodyHeads", "academy verband partido"}, {"firmWords", "sons söhne"},
		{"foreignLast", "de der"}, {"nameWords", "de von of"},
	} {
		for _, w := range strings.Fields(tt.words) {
			if !wordLists.Get(tt.list)[w] {
				t.Errorf("%s lack %q", tt.list, w)
			}
		}
	}
	code := ""
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code += string(text)
	}
	for name := range wordLists {
		if !strings.Contains(code, `wordLists.Get("`+name+`")`) {
			t.Errorf("nothing uses the list %s", name)
		}
	}
	for _, file := range []string{englishData, germanData, spanishData, severalData} {
		seen := map[string]bool{}
		for line := range strings.Lines(file) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Fields(line)
			for _, w := range f[1:] {
				if seen[f[0]+" "+w] {
					t.Errorf("%s have %q twice", f[0], w)
				}
				seen[f[0]+" "+w] = true
			}
		}
	}
}
