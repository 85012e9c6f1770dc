package redact

import (
	"fmt"
	"slices"
	"testing"

	"cuttings/cutting"
)

// TestElsewhere: the forms of a name in other scripts are proposed, each once with its endings, and nobody
// else's.
func TestElsewhere(t *testing.T) {
	e := NewElsewhere(cutting.Redaction{Name: "Orrin Staveld"})
	for i, s := range []string{
		"Orrin Staveld (Оррин Ставельд) said so.",
		"Министр Оррин Ставельд заявил. Слова Оррина Ставельда.",
		"С Оррином Ставельдом говорили.",
		"О. Ставельд против; Ставельд молчит.",
		"Ставельд молчит. Другой Орлов тоже.",
		"قال أورين ستافيلد إن السد سليم.",
		"אורין סטבלד אמר שהסכר בטוח.",
		"Ο Όριν Στάβελντ είπε.",
		"オーリン・スタヴェルドは言った。",
		"오린 스타벨드는 말했다.",
		"Владимир Столетов, Мирель Осванн, Орхан Стамбулов, Стив Лед.",
		"Orrin Staveld again, and Оррин Петров, Иван Ставров.",
	} {
		e.Read(fmt.Sprint(i), s)
	}
	var got []string
	for _, f := range e.Forms() {
		got = append(got, fmt.Sprintf("%s %s %d %v", f.Form, f.Script, f.Cuttings, f.Alone))
	}
	slices.Sort(got)
	want := []string{"Όριν Στάβελντ Greek 1 false", "Оррин Ставельд Cyrillic 4 false", "Ставельд Cyrillic 2 true",
		"אורין סטבלד Hebrew 1 false", "أورين ستافيلد Arabic 1 false", "オーリン・スタヴェルド Katakana 1 false",
		"오린 스타벨드 Hangul 1 false"}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
	// What is proposed is black once it is decided, with its endings.
	r := cutting.Redaction{Name: "Orrin Staveld"}
	for _, f := range e.Forms() {
		r.Also = append(r.Also, f.Form)
	}
	black := New([]cutting.Redaction{r})
	for _, s := range []string{"С Оррином Ставельдом", "О. Ставельд", "أورين ستافيلد", "오린 스타벨드가"} {
		if !black.Names(s) {
			t.Errorf("%q stays", s)
		}
	}
	again := NewElsewhere(r)
	again.Read("1", "Оррин Ставельд, أورين ستافيلد")
	if left := again.Forms(); len(left) > 0 {
		t.Errorf("what is black already is proposed: %v", left)
	}
	// From another script to the Latin one.
	back := NewElsewhere(cutting.Redaction{Name: "Оррин Ставельд"})
	back.Read("1", "Mr Orrin Staveld of the Board; Orrin Stone.")
	if left := back.Forms(); len(left) != 1 || left[0].Form != "Orrin Staveld" {
		t.Errorf("from Cyrillic: %v", left)
	}
}
