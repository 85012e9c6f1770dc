package listing

import (
	"fmt"
	"path/filepath"
	"testing"
)

// TestEachRuleHasASample checks that switching a rule off changes the result on some sample page;
// otherwise nothing would test the rule.
func TestEachRuleHasASample(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	all := func(path string, without map[string]bool) string {
		p := readPage(t, path)
		l := FindLists(p, Options{Without: without})
		out := fmt.Sprint(l.Len())
		for i := range l.Len() {
			for _, article := range [2]bool{false, true} {
				r := l.Read(i)
				l.AddRails(&r, article)
				r.Trace, r.Measures = nil, [nFeatures]float32{}
				out += fmt.Sprintf("%+v", r)
			}
		}
		return out
	}
	with := map[string]string{}
	for _, path := range paths {
		with[path] = all(path, nil)
	}
	seen := map[string]bool{}
	for _, rule := range Rules() {
		if seen[rule] {
			t.Errorf("two rules are called %s", rule)
		}
		seen[rule] = true
		shown := false
		for _, path := range paths {
			shown = shown || all(path, map[string]bool{rule: true}) != with[path]
		}
		if !shown {
			t.Errorf("no sample shows what the rule %s does", rule)
		}
	}
}
