package redact

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestOtherScripts: the forms of a name in other scripts are proposed, each once with its endings, and nobody
// else's.
func TestOtherScripts(t *testing.T) {
	e := NewOtherScripts(cutting.Redaction{Name: "Orrin Staveld"})
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
		if !black.NamesSomebody(s) {
			t.Errorf("%q stays", s)
		}
	}
	again := NewOtherScripts(r)
	again.Read("1", "Оррин Ставельд, أورين ستافيلد")
	if left := again.Forms(); len(left) > 0 {
		t.Errorf("what is black already is proposed: %v", left)
	}
	// From another script to the Latin one.
	back := NewOtherScripts(cutting.Redaction{Name: "Оррин Ставельд"})
	back.Read("1", "Mr Orrin Staveld of the Board; Orrin Stone.")
	if left := back.Forms(); len(left) != 1 || left[0].Form != "Orrin Staveld" {
		t.Errorf("from Cyrillic: %v", left)
	}
}

// TestNoNonsense: words of other scripts that have the consonants of a short name, or some of its sounds, are not
// proposed, nor is a given name, an article or a particle alone.
func TestNoNonsense(t *testing.T) {
	texts := []string{
		"دیدگاه عالی حراس السد وقال إن الحارس وان لان الوزير لي وي. على الحدود من قال حارس غور آل. نحن عالي",
		"من بارها گفتم که این سد محکم است و گور و هنگ و خان آنجا بود. کرم و کار و علی بود",
		"השומר אמר כי החוג על הנהר היה רע. גורס את כל העץ, ואל תגיד לו. אן, ון, דן",
		"Гора и река. Город Горск. Вон там лес, и ада фирма, а Хан молчит. Ангар стоит у реки. Гарсть земли.",
		"는 하나의 그 중 하나 통해 큰 고민 기사 항구 을 기존 교사용 추세에 따라",
		"ガス・コンロ サイン・アウト ハング アル・カ", "में जन समेत तीन चार गुना मारा पुत्र जानिए कौन",
	}
	for _, name := range []string{"Al", "Al Gorman", "García", "Nguyen Van Hung", "Hung", "Li Wei", "Kim Jong-su",
		"Ana Ros",
		"Rose Millward", "Ada Fern", "Jan de Vries", "Omar bin Said", "Tom Reed", "Karim Khan", "Van", "Eva Braun",
		"Toni Kroos", "Sara Cohen", "Petr Malý", "Don Alan Smith"} {
		e := NewOtherScripts(cutting.Redaction{Name: name})
		for i, s := range texts {
			e.Read(fmt.Sprint(i), s)
		}
		for _, f := range e.Forms() {
			t.Errorf("%q is proposed for %q", f.Form, name)
		}
	}
	for name, form := range map[string]string{"García": "غارسيا", "Carlos García": "كارلوس غارسيا",
		"Rashidi":         "الرشيدي",
		"Nguyen Van Hung": "نغوين فان هونغ", "Ali Hassan": "علي حسن", "Galileo Galilei": "Галилео Галилей"} {
		e := NewOtherScripts(cutting.Redaction{Name: name})
		e.Read("1", "— "+form+".")
		if f := e.Forms(); len(f) != 1 || f[0].Form != form {
			t.Errorf("for %q are proposed %v, want %q", name, f, form)
		}
	}
}

// TestWholeNames: most names are proposed in other scripts, and none for another's.
func TestWholeNames(t *testing.T) {
	b, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	var persons [][]string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			persons = append(persons, strings.Split(line, " | "))
		}
	}
	found, of, wrong := 0, 0, 0
	for i, person := range persons {
		for k, other := range persons {
			e := NewOtherScripts(cutting.Redaction{Name: person[0]})
			for n, form := range other[1:] {
				if strings.ContainsAny(form, "アイウエオリルンスト") {
					form = strings.ReplaceAll(form, " ", "・")
				}
				e.Read(fmt.Sprint(n), "— "+form+".")
			}
			forms := 0
			for _, f := range e.Forms() {
				if !f.Alone {
					forms++
				}
			}
			switch {
			case i == k:
				found, of = found+forms, of+len(other)-1
			case forms > 0:
				wrong++
				t.Errorf("%v is proposed for %s", e.Forms(), person[0])
			}
		}
	}
	t.Logf("%d of %d forms are proposed, %d wrong", found, of, wrong)
	if found*100 < of*80 {
		t.Errorf("%d of %d forms are proposed", found, of)
	}
}
