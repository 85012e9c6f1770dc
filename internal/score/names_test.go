package score

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNames(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	gold := write("gold", `{"id":"1","text":"Ána Vask of the Port Board went to Lensvik.","entities":[`+
		`{"s":0,"e":8,"type":"Person"},{"s":12,"e":26,"type":"ORG"},{"s":35,"e":42,"type":"GPE"},{"s":27,"e":31,`+
		`"type":"Money"}]}`)
	pred := write("pred", `{"id":"1","entities":[{"s":0,"e":8,"type":"PER"},{"s":16,"e":26,"type":"LOC"}]}`)
	s, err := Names(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	if s.P != 0.5 || s.R != 1./3 || s.SpanF1 != 0.8 {
		t.Errorf("%+v, want precision 1/2, recall 1/3, span F1 4/5", s)
	}
}
