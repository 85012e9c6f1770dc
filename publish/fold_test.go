package publish

import (
	"encoding/json"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"cuttings/internal/npmtest"
	"cuttings/library"
)

// TestFoldsAsTheArchive: words that are alike to the archive's own search are alike to the site's: each letter of
// the table, and words in many scripts.
func TestFoldsAsTheArchive(t *testing.T) {
	script := string(searchScript())
	from, to := strings.Index(script, "  var letters = "), strings.Index(script, "  function add(")
	if from < 0 || to < from || !strings.Contains(script[from:to], `"ł":"l"`) {
		t.Fatal("the script has no letters")
	}
	node := npmtest.Node(t, "whether the site's search compares words as the archive's does is not tested")
	words := [][2]string{{"Łódź", "lodz"}, {"Øresund", "oresund"}, {"Đorđe", "dorde"}, {"Diyarbakır", "diyarbakir"},
		{"Straße", "strasse"}, {"Ærø", "aero"}, {"Œuvre", "oeuvre"}, {"Þór", "thor"}, {"Vík", "vik"}, {"ΟΔΟΣ", "οδος"},
		{"۲۰۱۲", "2012"}, {"٢٠١٢", "2012"}, {"كتاب", "کتاب"}, {"علي", "علی"}, {"Ёлка", "елка"}, {"ｆｕｌｌ", "full"}}
	letters := library.PlainLetters()
	for _, from := range slices.Sorted(maps.Keys(letters)) {
		words = append(words, [2]string{"a" + from + "b", "a" + letters[from] + "b"})
	}
	in, err := json.Marshal(words)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), node, "-e", script[from:to]+
		"; console.log(JSON.stringify("+string(in)+".map(function (w) { return w.map(fold); })))")
	said, err := run.CombinedOutput()
	var folded [][2]string
	if err == nil {
		err = json.Unmarshal(said, &folded)
	}
	if err != nil || len(folded) != len(words) {
		t.Fatalf("%v\n%.500s", err, said)
	}
	for i, w := range words {
		if library.PlainWord(w[0]) != library.PlainWord(w[1]) {
			t.Errorf("the archive's search tells %q and %q apart", w[0], w[1])
		} else if folded[i][0] != folded[i][1] {
			t.Errorf("the site's search tells %q and %q apart: %q", w[0], w[1], folded[i])
		}
	}
	t.Logf("%d letters, script of %d bytes", len(letters), len(script))
}
