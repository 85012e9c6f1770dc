package charset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"cuttings/page"
	"cuttings/page/pagetest"
)

// readCase reads a page from testdata as the program does and checks its guarantees.
func readCase(t *testing.T, path string) (text string, faults []string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", path))
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Read(content, page.Options{Name: path})
	if err != nil {
		t.Fatal(err)
	}
	if p.Feed == nil {
		if err := pagetest.Check(content, p); err != nil {
			t.Fatal(err)
		}
	}
	return p.Text, p.Faults
}

// TestMislabelledPages reads pages whose declaration or byte order mark is wrong.
func TestMislabelledPages(t *testing.T) {
	const (
		ar = "قرر مجلس ميناء تارنهولم يوم الخميس إغلاق رصيف العبارة الشمالي طوال فصل الشتاء"
		fa = "شوراي بندر تارنهولم روز پنجشنبه تصميم گرفت اسکله شمالي کشتي مسافربري را براي زمستان ببندد"
		ru = "Портовый совет Тарнхольма в четверг решил закрыть северный паромный причал на зиму"
		de = "den nördlichen Fähranleger über den Winter zu schließen, weil die Pfähle verfault seien"
		he = "מועצת הנמל של טרנהולם החליטה ביום חמישי לסגור את רציף ה"
	)
	for name, want := range map[string]string{
		"ar1256-decl-8859-6.html": ar, "ar8859-6-decl-1256.html": ar, "fa1256-decl-8859-6.html": fa,
		"fa-bom1256.html": fa, "ru-cp1251-decl-koi8-r.html": ru, "ru-koi8_r-decl-windows-1251.html": ru,
		"de-cp850.txt": de, "de-mac_roman.html": de,
		"he-8859-8-visual.html": he,
	} {
		t.Run(name, func(t *testing.T) {
			got, faults := readCase(t, filepath.Join("mislabelled", name))
			if !strings.Contains(got, want) {
				t.Errorf("%q\nread as %s", faults, got)
			}
			if len(faults) == 0 {
				t.Error("no doubt is recorded")
			}
		})
	}
}

// TestSignsOverruleNoDeclaration reads pages whose only non-ASCII bytes are signs.
func TestSignsOverruleNoDeclaration(t *testing.T) {
	files, err := filepath.Glob("testdata/signs/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			content, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			got, _ := readCase(t, filepath.Join("signs", filepath.Base(f)))
			all, _ := charmap.Windows1252.NewDecoder().String(string(content))
			for _, r := range got {
				if r >= 0x80 && !strings.ContainsRune(all, r) {
					t.Errorf("%q is not what windows-1252 has there: %s", r, got)
				}
			}
		})
	}
}

// TestWesternDeclarationsHold puts every non-ASCII character of each Western charset into an
// English page that declares it, alone and beside letters and digits: the page is always decoded as
// declared.
func TestWesternDeclarationsHold(t *testing.T) {
	const before, after = "<p>The council of Velm said on Monday that the lamps would cost it ",
		" and that the keepers were not to blame for the dark.</p>"
	for _, label := range []string{"iso-8859-1", "windows-1252", "iso-8859-15", "us-ascii", "latin1", "macintosh"} {
		e, err := htmlindex.Get(label)
		if err != nil {
			t.Fatal(err)
		}
		for b := 0x80; b <= 0xFF; b++ {
			decoded, err := e.NewDecoder().Bytes([]byte{byte(b)})
			if err != nil || strings.ContainsRune(string(decoded), '\uFFFD') ||
				len(decoded) == 2 && decoded[1] < 0xA0 && decoded[0] == 0xC2 {
				continue // undefined, or a control character
			}
			for _, frame := range [][2]string{{"", ""}, {"", "4 million"}, {"40 ", ""}, {"40", ""},
				{"council", "s plan"}, {"(", ")"}, {"a ", ", "}} {
				for _, charset := range []string{label, ""} {
					if charset == "" && (label != "windows-1252" || frame[0] == "council") {
						continue // undeclared means windows-1252; a sign within a word is a letter in another charset
					}
					src := before + frame[0] + string([]byte{byte(b)}) + frame[1] + after
					if charset != "" {
						src = `<meta charset="` + charset + `">` + src
					}
					p := pagetest.ReadHTML(t, src, page.Options{})
					want := frame[0] + string(decoded) + frame[1]
					if squeeze(p.Text) != squeeze(strings.TrimPrefix(before, "<p>")+want+
						strings.TrimSuffix(after, "</p>")) {
						t.Fatalf("declared %q, byte %#x in %q: read %q as %s", charset, b, frame, p.Text,
							p.Meta.Charset)
					}
				}
			}
		}
	}
}

// squeeze removes white space, which pages collapse.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestHebrewInVisualOrder(t *testing.T) {
	logical := pagetest.Samples["he"]
	for _, c := range []struct{ name, src, want string }{
		{"a word", "<p>ןושאר םוי</p><p>םיסינפה תא קילדהל ןונכת</p><p>ןיאו</p>", "תכנון להדליק את הפניסים"},
		{"figures and Latin stay", "<p>(2019) Velm 12.5 ךרדב םינש 30 ןושאר</p><p>םולש ךרד</p>",
			"ראשון 30 שנים בדרך Velm 12.5 (2019)"},
		{"in logical order", "<p>" + logical + "</p>", logical},
		{"scripts stay", "<script>var a = {\"a\": \"םולש\"}</script><p>ןושאר ךלמ םולש ךרד</p>", "דרך שלום מלך ראשון"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, "<meta charset=utf-8>"+c.src, page.Options{})
			if !strings.Contains(p.Text, c.want) {
				t.Errorf("%q\n got %s\nwant %s", p.Faults, p.Text, c.want)
			}
		})
	}
}

// TestGreekOfWindows: where windows-1253 has the accented capital alpha, ISO-8859-7 has a quotation
// mark, and pages often declare the wrong one of the two.
func TestGreekOfWindows(t *testing.T) {
	const text = "Άνθρωποι στο φράγμα. Άλλοι έφυγαν από τα χωριά το βράδυ και περίμεναν στην πόλη μέχρι το πρωί. "
	const quoted = "Είπε ‘Άλλοι έφυγαν’ και ’κείνοι έμειναν στην πόλη μέχρι το πρωί, όπως κάθε βράδυ. "
	for name, tt := range map[string]struct {
		in   *charmap.Charmap
		text string
	}{
		"in windows-1253": {charmap.Windows1253, text},
		"in ISO-8859-7":   {charmap.ISO8859_7, text},
		"with quotations": {charmap.ISO8859_7, quoted},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := tt.in.NewEncoder().String(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			content := []byte("<html><head><meta charset=iso-8859-7></head><body><p>" + b + "</p></body></html>")
			p, err := page.Read(content, page.Options{Name: "a.html"})
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Text + " "; got != tt.text {
				t.Errorf("read as %s", got)
			}
		})
	}
}
