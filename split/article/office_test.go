package article

import (
	"slices"
	"testing"

	"cuttings/page"
)

// TestWordsBesideNames: what is directly beside a person's name in a byline and is no part of it.
func TestWordsBesideNames(t *testing.T) {
	p, err := page.Read([]byte("<p>The ferry is late.</p>"), page.Options{Form: page.HTML})
	if err != nil {
		t.Fatal(err)
	}
	for raw, want := range map[string]string{
		"记者王一": "王一", "本报记者王一川": "王一川", "王一記者": "王一", "김하나 기자": "김하나", "하늘일보=김하나 선임기자": "김하나",
		"记者": "", "김하나": "김하나", "Ida Rennow am 4. März": "Ida Rennow",
		"Ida Rennow veröffentlicht 4. März": "Ida Rennow",
		"von am 4. März":                    "", "人氣": "", "最終更新日": "", "Admin": "", "Werkzeuge": "",
	} {
		f := gatherFacts(newView(p, &ld{}, ShippedModel(), nil), &ld{}, 0, 0)
		strict, _ := f.personsIn(raw)
		got := ""
		if len(strict) > 0 {
			got = strict[0]
		}
		if got != want || len(strict) > 1 {
			t.Errorf("%q: %q, want %q", raw, strict, want)
		}
		f.without = map[string]bool{ruleOfficeBeside: true}
		if off, _ := f.personsIn(raw); raw == "记者王一" && !slices.Equal(off, []string{raw}) {
			t.Errorf("without the rule %q gives %q", raw, off)
		}
	}
}

// TestNameAndDateBesideOffice: a department or city dropped beside a name does not make its dated line no byline.
func TestNameAndDateBesideOffice(t *testing.T) {
	for _, line := range []string{"Dec 26, 2025 • Asta Rennow in Project Management",
		"Asta Rennow, London • Dec 26, 2025"} {
		p, err := page.Read([]byte("<p>"+line+"</p>"), page.Options{Form: page.HTML})
		if err != nil {
			t.Fatal(err)
		}
		f := gatherFacts(newView(p, &ld{}, ShippedModel(), nil), &ld{}, 0, 0)
		names, _, ok := f.nameAndDate(p.Blocks[0].Span)
		if !ok || !slices.Equal(names, []string{"Asta Rennow"}) {
			t.Errorf("%q: %q, %t", line, names, ok)
		}
	}
}
