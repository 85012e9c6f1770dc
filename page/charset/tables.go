package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cuttings/internal/foreign"
)

// Name returns the WHATWG name of a label, the IANA name in lower case for charsets browsers no
// longer read (ibm850, iso-2022-kr), "" for an unknown one. Other "replacement" encodings count as
// unknown: browsers lose their text on purpose, while an archive keeps what can be read.
func Name(label string) string {
	label = strings.Trim(label, " \t\r\n\f")
	if label == "" {
		return ""
	}
	if name := foreign.Shifted(label); name != "" {
		return name
	}
	switch strings.ToLower(label) {
	case "x-mac-ce", "x-mac-centraleurroman", "mac-centraleurope", "maccentraleurope", "mac-ce":
		return macCE
	case "viscii", "csviscii", "viscii1.1", "viscii1.1-1":
		return viscii
	case "johab", "x-johab", "cp1361", "ms1361", "ks_c_5601-1992", "ksc5601-1992":
		return johab
	case "euc-tw", "euctw", "x-euc-tw", "cseuctw", "cns11643":
		return euctw
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return ianaName(label)
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" {
		return ""
	}
	if name == "x-user-defined" {
		return "windows-1252"
	}
	return name
}

// ianaName returns the name of an IANA label whose charset has one byte a character, "" for any
// other.
func ianaName(label string) string {
	e, err := ianaindex.IANA.Encoding(label)
	if _, ok := e.(*charmap.Charmap); err != nil || !ok {
		return ""
	}
	name, err := ianaindex.IANA.Name(e)
	if err != nil {
		return ""
	}
	return strings.ToLower(name)
}

// encodingOf returns the decoder of a charset by its name as Name gives it; windows-1252 for an
// unknown one.
func encodingOf(name string) encoding.Encoding {
	if name == "gbk" { // the standard decodes it as the larger set
		return simplifiedchinese.GB18030
	}
	switch name {
	case johab:
		return foreign.Johab
	case euctw:
		return foreign.EUCTW
	}
	if e, ok := foreign.Encoding(name); ok {
		return e
	}
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e
	}
	return charmap.Windows1252
}

// oneByte is a charset with one byte a character.
type oneByte interface{ DecodeByte(b byte) rune }

// oneByteOf returns such a charset by its name as Name gives it; false for one with more bytes a
// character.
func oneByteOf(name string) (oneByte, bool) {
	switch name {
	case macCE:
		return centralEurope{}, true
	case viscii:
		return vietnamese{}, true
	}
	m, ok := encodingOf(name).(*charmap.Charmap)
	return m, ok
}

// Charsets of East Asia that browsers do not decode: foreign.Johab and foreign.EUCTW do.
const (
	johab = "johab"
	euctw = "euc-tw"
)

// macCE is the charset of Central European languages on the Macintosh before Unicode, which no
// library here has.
const macCE = "x-mac-ce"

type centralEurope struct{}

var centralEuropeHigh = []rune("ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ" +
	"ņŃ¬√ńŇ∆«»…\u00a0ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ")

// DecodeByte implements oneByte.
func (centralEurope) DecodeByte(b byte) rune {
	if b < utf8.RuneSelf {
		return rune(b)
	}
	return centralEuropeHigh[b-utf8.RuneSelf]
}

// scriptGroup is a group of charsets whose non-ASCII letters are of one script. alphabets lists its
// frequent letters and the rest; upper case follows from lower case. The commoner charset comes
// first.
type scriptGroup struct {
	frequent, rest string
	endsWord       string // letters that occur only at the end of words
	charsets       []string
}

var scriptGroups = []scriptGroup{
	{"оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъёіїєґўјљњћђџѓќѕ", "",
		[]string{"windows-1251", "koi8-u", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic", "ibm855"}},
	{"اليمونرتبدهسعفکقحكيی", "أإآءئؤةىثجخذزشصضطظغپچژگ\u200cًٌٍَُِّْـ", "ةى",
		[]string{"windows-1256", "iso-8859-6"}},
	{"יוהלאתרבשמנדקםחפע", "ןגסטכצזךףץ", "", []string{"windows-1255", "iso-8859-8", "ibm862"}},
	{"αοιετσνηυρπκμλς", "ωδγχθφβξζψάέήίόύώϊϋΐΰ", "ς", []string{"windows-1253", "iso-8859-7"}},
	{"านรอกเงมยลวดทสตะปบคหแจพชขใไโผซธ", "ภศถฟณฉฐฆษญุูิีึื่้๊๋์ัำๆฯ", "", []string{"windows-874"}},
}

// latinNames are the charsets of non-ASCII Latin letters, the commoner first.
var latinNames = []string{"windows-1252", "windows-1250", "iso-8859-2", "windows-1254", "windows-1257", "iso-8859-15",
	"macintosh", macCE, "ibm850", "ibm852", "iso-8859-3", "iso-8859-4", "iso-8859-10", "iso-8859-13", "iso-8859-14",
	"iso-8859-16",
	"windows-1258", viscii}

// latinLetters are the non-ASCII letters of the words of a language.
var latinLetters = map[string]string{
	"en": "éèàêçôüöäñíóáßøåæãõúîûâùïëœìò", "is": "áéíóúýþæöð", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž",
	"sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîşţșț", "hr": "čćđšž", "sl": "čšž", "tr": "çğıöşüâîûİ",
	"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúüçºª",
	"it": "àèéìíîòóùúºª", "pt": "áâãàçéêíóôõúüºª", "nl": "áéëèïíóöüú", "sv": "åäöéü", "no": "åæøéòôó", "da": "åæøéü",
	"fi": "äöåšž", "ca": "àçèéíïòóúü", "sq": "ëç", "eo": "ĉĝĥĵŝŭ",
	"vi": "ăâđêôơưàáãảạầấẫẩậằắẵẳặèéẽẻẹềếễểệìíĩỉịòóõỏọồốỗổộờớỡởợùúũủụừứữửựỳýỹỷỵ" +
		"\u0300\u0301\u0303\u0309\u0323",
}

// byteKind is the kind of character a non-ASCII byte is in a charset.
type byteKind uint8

const (
	notWritten  byteKind = iota // undefined, or a control character
	letterByte                  // a letter, or a mark on one
	plainSign                   // a sign in texts of any language
	joiningSign                 // the same, and it may touch letters
	oddSign                     // box drawing, spacing accents …
)

// plainSigns are the signs in texts of every language that do not touch letters, joiningSigns those
// that may.
const (
	plainSigns   = "•€£¥§¢№†‡٪½¼¾±×÷¶¹‰−"
	joiningSigns = "’‘“”„‚–—…«»‹›\u00a0´`·\u00ad¿¡\u200c\u200d\u200e\u200f،؛؟ºª°µ²³®™©"
)

// candidate is a charset with one byte a character.
type candidate struct {
	name  string
	latin bool
	runes [128]rune // of the bytes from 0x80 on
	kinds [128]byteKind
	worth [128]float64 // value of a letter in running text of the script
	upper [128]bool
	last  [128]bool // occurs only at the end of words
	mark  [128]bool // occurs only after a letter
}

var candidates = buildCandidates()

func buildCandidates() (out []*candidate) {
	for _, g := range scriptGroups {
		for _, name := range g.charsets {
			if c := newCandidate(name); c != nil {
				c.value(g)
				out = append(out, c)
			}
		}
	}
	for _, name := range latinNames {
		if c := newCandidate(name); c != nil {
			c.latin = true
			out = append(out, c)
		}
	}
	return out
}

// newCandidate classifies the bytes of a charset; it returns nil for one with more bytes a
// character.
func newCandidate(name string) *candidate {
	m, ok := oneByteOf(name)
	if !ok {
		return nil
	}
	c := &candidate{name: name}
	for i := range c.runes {
		r := m.DecodeByte(byte(i + 128))
		c.runes[i] = r
		switch {
		case r == utf8.RuneError || unicode.IsControl(r) || 0xE000 <= r && r < 0xF900:
		case strings.ContainsRune(plainSigns, r):
			c.kinds[i] = plainSign
		case strings.ContainsRune(joiningSigns, r):
			c.kinds[i] = joiningSign
		case unicode.IsLetter(r) || unicode.IsMark(r):
			c.kinds[i] = letterByte
			c.upper[i] = unicode.IsUpper(r)
			c.mark[i] = unicode.IsMark(r)
		default:
			c.kinds[i] = oddSign
		}
	}
	return c
}

// value fills the values of the letters in the group's script.
func (c *candidate) value(g scriptGroup) {
	for i, r := range c.runes {
		low := unicode.ToLower(r)
		switch {
		case strings.ContainsRune(g.frequent, low):
			c.worth[i] = 1
		case strings.ContainsRune(g.rest, low):
			c.worth[i] = 0.5
			if r == '\u200c' || r == '\u200d' {
				c.kinds[i] = joiningSign
			}
		default:
			c.worth[i] = -1
		}
		c.last[i] = strings.ContainsRune(g.endsWord, low)
	}
}

// candidateOf returns the candidate of a name, nil for charsets with more bytes a character.
func candidateOf(name string) *candidate {
	for _, c := range candidates {
		if c.name == name {
			return c
		}
	}
	return nil
}

// text decodes a sample.
func (c *candidate) text(sample []byte) string {
	text := make([]byte, 0, len(sample)+len(sample)/2)
	for _, b := range sample {
		if b < utf8.RuneSelf {
			text = append(text, b)
		} else {
			text = utf8.AppendRune(text, c.runes[b-128])
		}
	}
	return string(text)
}
