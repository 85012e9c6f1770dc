package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const archiveGold = `{"archive":"x","texts":[{"id":"t1","lang":"en",
"text":"Ana Roe denied the claim. She said Bo lied. The thug Bo fled on Monday.",
"names":[{"s":0,"e":7,"cluster":"a","type":"PER"},{"s":35,"e":37,"cluster":"b","type":"PER"},
{"s":53,"e":55,"cluster":"b","type":"PER"}],
"statements":[{"id":"s1","kind":"denies","source":[0,7],"source_cluster":"a","content":[[15,24]],"parent":null},
{"id":"s2","kind":"accuses","source":[26,29],"source_cluster":["a",null],"content":[[35,42]],"parent":null}],
"labels":[{"s":44,"e":52,"of":"b","voice":"outlet"}],"events":[{"s":56,"e":60,"date":"2031-05-05"}]}],
"disputes":[{"kind":"denies","a":{"text":"t1","s":15,"e":24},"b":{"text":"t1","s":35,"e":42}}],
"near_misses":[{"a":{"text":"t1","s":44,"e":52},"b":{"text":"t1","s":35,"e":42}}],
"copies":[{"text":"t1","of":"t2","relation":"copy"}]}`

func writeLines(t *testing.T, name, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(lines, "\n", "")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestArchives(t *testing.T) {
	all := []string{"names strict", "names span", "clusters b3", "statements content",
		"statements with the source's name", "statements with kind", "labels", "labels with whom", "labels with voice",
		"event dates", "disputes", "copies", "copies with relation"}
	for _, c := range []struct {
		name string
		edit [2]string
		want map[string]float64 // F1 where it is not 1
	}{
		{"all right", [2]string{}, nil},
		{"another kind", [2]string{`"kind":"accuses"`, `"kind":"says"`},
			map[string]float64{"statements with kind": 0.5}},
		{"another relation", [2]string{`"relation":"copy"`, `"relation":"teaser"`},
			map[string]float64{"copies with relation": 0}},
		{"another day", [2]string{"05-05", "05-06"}, map[string]float64{"event dates": 0}},
		{"another name", [2]string{`{"s":53,"e":55,"cluster":"b"`, `{"s":53,"e":55,"cluster":"a"`},
			map[string]float64{"clusters b3": 0.6667, "labels with whom": 1}},
		{"sides turned round", [2]string{`"a":{"text":"t1","s":15,"e":24},"b":{"text":"t1","s":35,"e":42}}],"near`,
			`"b":{"text":"t1","s":15,"e":24},"a":{"text":"t1","s":35,"e":42}}],"near`}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			flat := strings.ReplaceAll(archiveGold, "\n", "")
			if c.edit[0] != "" && !strings.Contains(flat, c.edit[0]) {
				t.Fatal("nothing to edit")
			}
			pred := flat
			if c.edit[0] != "" {
				pred = strings.Replace(flat, c.edit[0], c.edit[1], 1)
			}
			got, err := Archives(writeLines(t, "gold", flat), writeLines(t, "pred", pred))
			if err != nil {
				t.Fatal(err)
			}
			for _, what := range all {
				want, ok := c.want[what]
				if !ok {
					want = 1
				}
				if got[what].F1 != want {
					t.Errorf("%s: %v, want %v", what, got[what].F1, want)
				}
			}
		})
	}
}

func TestLabels(t *testing.T) {
	const gold = `{"id":"1","text":"The thug Bo fled, Al said.",
"labels":[{"s":0,"e":8,"of":[9,11],"voice":[18,20],"negated":false}],"roles":[[18,20]]}`
	for _, c := range []struct {
		name, pred      string
		f1, voice, whom float64
	}{
		{"right", gold, 1, 1, 1},
		{"another voice", strings.Replace(gold, `"voice":[18,20]`, `"voice":"outlet"`, 1), 1, 0, 1},
		{"a role besides", strings.Replace(gold, `"labels":[`,
			`"labels":[{"s":18,"e":20,"of":[9,11],"voice":"outlet"},`, 1), 1, 1, 1},
		{"none", `{"id":"1","labels":[]}`, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Labels(writeLines(t, "gold", gold), writeLines(t, "pred", c.pred))
			if err != nil {
				t.Fatal(err)
			}
			if got.F1 != c.f1 || got.VoiceF1 != c.voice || got.WhomF1 != c.whom {
				t.Errorf("%+v", got)
			}
		})
	}
}
