package charset_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"cuttings/internal/foreign"
	"cuttings/page/charset"
	"cuttings/page/html"
)

// wantForeign is the share of the texts with non-ASCII letters that must be decoded correctly.
const wantForeign = 0.97

// TestForeignDetectorsTexts reads the test texts of other projects' charset detectors: a folder
// whose files are in folders named like their charset ("KOI8-R/x.xml", "windows-1250-polish/y.xml")
// or are named like it ("ru/koi8-r.txt"). CUTTINGS_CHARSETS is the folder; we have no licence to
// distribute the texts. Each is read with its own declaration.
func TestForeignDetectorsTexts(t *testing.T) {
	dir := os.Getenv("CUTTINGS_CHARSETS")
	if dir == "" {
		t.Skip("CUTTINGS_CHARSETS does not name a folder of texts in many charsets")
	}
	all, right := 0, 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		want, known := foreignText(path, content)
		if !strings.ContainsFunc(want, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }) &&
			known {
			return nil // nothing to distinguish charsets by
		}
		if foreignNames[strings.ToLower(filepath.Base(path))] {
			return nil // a file about the texts
		}
		all++
		declaration := html.Declared
		if !strings.Contains(path, "ml") {
			declaration = nil
		}
		got := charset.Decode(content, "", declaration)
		if known && letters(got.Text) == letters(want) {
			right++
			return nil
		}
		rel, _ := filepath.Rel(dir, path)
		label, _ := html.Declared(content[:min(len(content), 4096)])
		t.Logf("%s read as %s (%s), declared %q", rel, got.Charset, got.Origin, label)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d read right, %.1f %%", right, all, 100*float64(right)/float64(max(all, 1)))
	if float64(right) < wantForeign*float64(all) {
		t.Errorf("%d of %d read right, want %.0f %%", right, all, 100*wantForeign)
	}
}

// foreignNames are the files in such folders that are no texts.
var foreignNames = map[string]bool{"readme.txt": true, "cmakelists.txt": true, "uchardet-tests.c": true}

// letters returns the part of a text that must be decoded correctly: everything but what charsets
// disagree about, control characters and what could not be decoded.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// foreignText decodes a text with the charset in its name; known is false for charsets without a
// library here.
func foreignText(path string, content []byte) (text string, known bool) {
	names := []string{filepath.Base(filepath.Dir(path)), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)),
		strings.Replace(filepath.Base(path), ".", "", 1)}
	for _, name := range names {
		name = strings.ToLower(name)
		if name == "mac-centraleurope" { // no library here has it; the test only checks that it is recognised
			return charset.Decode(content, name, nil).Text, true
		}
		for _, cut := range []string{"", "-hungarian", "-czech", "-polish", "-croatian", "-slovak", "-slovene",
			"-bulgarian", "-russian", "-arabic", "-greek", "-turkish", "-hebrew", "-romanian"} {
			if e := foreignEncoding(strings.TrimSuffix(name, cut)); e != nil {
				b, err := e.NewDecoder().Bytes(content)
				return string(b), err == nil
			}
		}
	}
	return "", false
}

func foreignEncoding(name string) encoding.Encoding {
	switch name {
	case "ascii", "utf-8", "utf-8-sig":
		return encoding.Nop
	case "ibm852":
		return charmap.CodePage852
	case "ibm855":
		return charmap.CodePage855
	case "euc-tw":
		return foreign.EUCTW
	case "johab":
		return foreign.Johab
	case "iso-2022-kr":
		e, _ := foreign.Encoding(name)
		return e
	case "maccyrillic", "mac-cyrillic":
		return charmap.MacintoshCyrillic
	case "macroman":
		return charmap.Macintosh
	case "cp932":
		name = "shift_jis"
	case "cp949", "uhc":
		name = "euc-kr"
	case "gb2312":
		name = "gb18030"
	case "iso-8859-1":
		return charmap.Windows1252
	case "utf-16":
		return xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM)
	case "utf-32":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	}
	e, err := htmlindex.Get(name)
	if err != nil || e == encoding.Replacement {
		return nil
	}
	return e
}
