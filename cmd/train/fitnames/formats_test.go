package fitnames

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	cases := []struct {
		name, file, content string
		want                [][]string // of each text: the text, then its names
	}{
		{
			"Universal NER", "a.iob2", "# newdoc id = a\n# text = The Harbour Union met Oren Vask.\n" +
				"1\tThe\tB-ORG\t-\tx\n2\tHarbour\tI-ORG\t-\tx\n3\tUnion\tI-ORG\t-\tx\n4\tmet\tO\n" +
				"5\tOren\tB-PER\t-\tx\n" +
				"6\tVask\tI-PER\t-\tx\n7\t.\tB-O\t-\tx\n\n# text = In " +
				"Velm.\n1\tIn\tO\n2\tVelm\tB-LOC\t-\tx\n3\t.\tO\n\n" +
				"# newdoc id = b\n1\tNobody\tO\n2\t'll\tO\n3\tcome\tO\n4\t.\tO\n",
			[][]string{
				{"The Harbour Union met Oren Vask.\nIn Velm.", "ORG Harbour Union", "PER Oren Vask", "LOC Velm"},
				{"Nobody'll come."},
			},
		},
		{
			"DocRED", "a.json", `[{"title":"x","sents":[["The","French","guard","(","GCT",")","left","\"","Velm","\"","."]],
				"vertexSet":[[{"pos":[1,2],"sent_id":0,"type":"LOC"}],[{"pos":[4,5],"sent_id":0,"type":"ORG"}],
				[{"pos":[8,9],"sent_id":0,"type":"LOC"},{"pos":[7,10],"sent_id":0,"type":"MISC"}]]}]`,
			[][]string{{`The French guard (GCT) left "Velm".`, "ORG GCT", "LOC Velm"}},
		},
		{
			"lines", "a.jsonl", `{"id":"x","text":"Ölm, the Velm.","entities":[{"s":0,"e":3,"type":"LOC"},` +
				`{"s":5,"e":13,"type":"LOC"},{"s":0,"e":3,"type":"MISC"}]}`,
			[][]string{{"Ölm, the Velm.", "LOC Ölm", "LOC Velm"}},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			docs, err := read(path, []string{"en"})
			if err != nil {
				t.Fatal(err)
			}
			var got [][]string
			for _, d := range docs {
				text := []string{d.t.Text}
				for _, m := range d.gold {
					text = append(text, string(m.Kind)+" "+m.Span.In(d.t.Text))
				}
				got = append(got, text)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestReadRefuses checks that a mention outside its sentence is an error, not a panic.
func TestReadRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	const content = `[{"sents":[["Velm"]],"vertexSet":[[{"pos":[0,2],"sent_id":0,"type":"LOC"}]]}]`
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if docs, err := read(path, []string{"en"}); err == nil {
		t.Errorf("read %d texts, want an error", len(docs))
	}
	if docs, err := read(path, []string{"de"}); err != nil || len(docs) > 0 {
		t.Errorf("in German: %d texts, %v; want none", len(docs), err)
	}
}
