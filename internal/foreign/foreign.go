// Package foreign decodes short strings from other systems: the names of members in archives, whose
// charset is not declared, and the words in mail headers. It decodes no pages; those are for
// package page.
package foreign

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Decode decodes text of a named charset to UTF-8; it returns false for an unknown charset.
func Decode(text []byte, charset string) ([]byte, bool) {
	e, ok := Encoding(charset)
	if !ok {
		return nil, false
	}
	out, err := e.NewDecoder().Bytes(text)
	return out, err == nil
}

// Reader returns a reader that decodes a named charset to UTF-8.
func Reader(charset string, r io.Reader) (io.Reader, error) {
	e, ok := Encoding(charset)
	if !ok {
		return nil, fmt.Errorf("unknown charset %q", charset)
	}
	return e.NewDecoder().Reader(r), nil
}

// Hints are what an archive states about the system it was made on.
type Hints struct {
	DOS bool // names are likely in an OEM code page
}

// Names decodes the names of one archive. All names that are not UTF-8 are in one charset, which is
// detected better the more names are seen. Not for concurrent use.
type Names struct {
	seen  [][]byte
	bytes int
	hints Hints
	as    *candidate // the charset detected for the names seen
}

// NewNames returns a Names that has seen no names.
func NewNames(h Hints) *Names { return &Names{hints: h} }

// maxSeen bounds the bytes of names kept for detection.
const maxSeen = 64 << 10

// See adds a name of the archive to the evidence for decoding others.
func (n *Names) See(name string) {
	if utf8.ValidString(name) || n.bytes > maxSeen {
		return
	}
	name = name[:min(len(name), 1024)]
	n.seen = append(n.seen, []byte(name))
	n.bytes += len(name)
	n.as = nil
}

// Decode returns the name in UTF-8. A name that is valid UTF-8 is left as it is;
// one that no charset fits is returned unchanged.
func (n *Names) Decode(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	if n.as == nil {
		if len(n.seen) == 0 {
			n.See(name)
		}
		n.as = best(n.seen, n.hints)
	}
	for _, c := range [...]*candidate{n.as, best([][]byte{[]byte(name)}, n.hints)} {
		if c == nil {
			continue
		}
		if s, err := c.enc.NewDecoder().String(name); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
			return s
		}
	}
	return name
}

// candidate is a possible charset of names.
type candidate struct {
	name   string
	enc    encoding.Encoding
	common func(b []byte) int // East Asian: number of common characters, -1 for an invalid byte sequence
	dos    bool               // a code page of DOS: what zip programs wrote
	rare   bool               // not a common system's charset for names
	script *unicode.RangeTable
}

// candidates are in the order in which ties are resolved.
var candidates = []candidate{
	{name: "shift_jis", enc: japanese.ShiftJIS, common: commonShiftJIS},
	{name: "gb18030", enc: simplifiedchinese.GB18030, common: pairs(0xb0, 0xd7, 0xa1, 0x81, 0xfe, 0x40)},
	{name: "euc-kr", enc: korean.EUCKR, common: pairs(0xb0, 0xc8, 0xa1, 0x81, 0xfd, 0x41)},
	{name: "big5", enc: traditionalchinese.Big5, common: pairs(0xa4, 0xc6, 0x40, 0x87, 0xfe, 0x40)},
	{name: "euc-jp", enc: japanese.EUCJP, common: commonEUCJP},
	{name: "windows-1251", enc: charmap.Windows1251, script: unicode.Cyrillic},
	{name: "ibm866", enc: charmap.CodePage866, dos: true, script: unicode.Cyrillic},
	{name: "koi8-r", enc: charmap.KOI8R, rare: true, script: unicode.Cyrillic},
	{name: "windows-1252", enc: charmap.Windows1252, script: unicode.Latin},
	{name: "ibm437", enc: charmap.CodePage437, dos: true, script: unicode.Latin},
	{name: "ibm850", enc: charmap.CodePage850, dos: true, script: unicode.Latin},
	{name: "ibm852", enc: charmap.CodePage852, dos: true, script: unicode.Latin},
	{name: "macintosh", enc: charmap.Macintosh, rare: true, script: unicode.Latin},
	{name: "windows-1250", enc: charmap.Windows1250, script: unicode.Latin},
	{name: "windows-1256", enc: charmap.Windows1256, script: unicode.Arabic},
	{name: "windows-1253", enc: charmap.Windows1253, script: unicode.Greek},
	{name: "windows-1255", enc: charmap.Windows1255, script: unicode.Hebrew},
	{name: "ibm862", enc: charmap.CodePage862, dos: true, script: unicode.Hebrew},
	{name: "windows-1254", enc: charmap.Windows1254, script: unicode.Latin},
	{name: "tis-620", enc: charmap.Windows874, script: unicode.Thai},
}

// best returns the charset with the highest score for the names; nil when none is valid.
func best(names [][]byte, h Hints) *candidate {
	var found *candidate
	most := 0.0
	for i := range candidates {
		c := &candidates[i]
		if s := c.score(names, h); s > most {
			found, most = c, s
		}
	}
	return found
}

// score returns how well the names read in a charset, from 0 (not at all) to about 1: the share of
// non-ASCII characters that occur in names, more for common ones, less for those at places unusual
// in words.
func (c *candidate) score(names [][]byte, h Hints) float64 {
	good, all := 0.0, 0
	for _, name := range names {
		text, err := c.enc.NewDecoder().Bytes(name)
		if err != nil {
			return 0
		}
		if c.common != nil {
			k := c.common(name)
			if k < 0 {
				return 0
			}
			good += 0.6 * float64(k)
			good -= 1.2 * float64(loneInWords(string(text)))
		}
		prev := rune(' ')
		for _, r := range string(text) {
			if r == utf8.RuneError || r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0xe000 && r < 0xf900 {
				return 0
			}
			if r >= 0x80 {
				all++
				good += c.weigh(prev, r)
			} else if unicode.IsLetter(r) && unicode.IsLetter(prev) && prev >= 0x80 && c.script != nil &&
				c.script != unicode.Latin {
				good -= 0.3 // two scripts in one word
			}
			prev = r
		}
	}
	if all == 0 {
		return 0
	}
	s := good / float64(all)
	if c.script != nil && c.script != unicode.Latin && capitalsAlone(names, c) {
		s -= 0.2
	}
	if c.rare {
		s -= 0.1
	}
	if c.dos == h.DOS && c.common == nil {
		s += 0.04
	}
	return s
}

// loneInWords counts single characters within words of ASCII letters: an accented letter and its neighbour
// taken for one character of an East Asian charset. Words of those stand beside Latin ones, not in them.
func loneInWords(text string) (n int) {
	r := []rune(text)
	latin := func(i int) bool { return i >= 0 && i < len(r) && r[i] < utf8.RuneSelf && unicode.IsLetter(r[i]) }
	other := func(i int) bool { return i >= 0 && i < len(r) && r[i] >= utf8.RuneSelf }
	for i := range r {
		if other(i) && !other(i-1) && !other(i+1) && (latin(i-1) || latin(i+1)) {
			n++
		}
	}
	return n
}

// capitalsAlone reports whether a charset turns names that contain lower-case ASCII letters, such
// as those of an extension, into words of capitals only: "ОИС.html" for "خبر.html".
func capitalsAlone(names [][]byte, c *candidate) bool {
	capitals, small, ascii := 0, 0, false
	for _, name := range names {
		text, err := c.enc.NewDecoder().Bytes(name)
		if err != nil {
			return false
		}
		for _, r := range string(text) {
			switch {
			case r < utf8.RuneSelf:
				ascii = ascii || 'a' <= r && r <= 'z'
			case unicode.IsUpper(r):
				capitals++
			case unicode.IsLower(r):
				small++
			}
		}
	}
	return ascii && capitals > 1 && small == 0
}

// weigh returns the contribution of one character to the score.
func (c *candidate) weigh(prev, r rune) float64 {
	switch {
	case c.common != nil:
		switch {
		case r >= 0xff61 && r <= 0xff9f: // half-width katakana: possible but rare in names
			return 0.1
		case unicode.Is(unicode.Hangul, r):
			// The bytes of common Hangul are also those of common Chinese characters, but not the
			// reverse.
			if commonHangul[r] {
				return 0.48
			}
			return 0.3
		case unicode.Is(unicode.Han, r) && !commonHan[r]:
			return 0.33
		case unicode.IsLetter(r), r == 'ー', r == '々':
			return 0.4
		case unicode.IsPunct(r), unicode.IsSpace(r), unicode.IsDigit(r):
			return 0.3
		}
		return -0.5
	case c.script != nil && unicode.Is(c.script, r):
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(prev):
			return -0.4 // capitals within words
		case c.script == unicode.Latin:
			after := prev < 0x80 && unicode.IsLetter(prev) || strings.ContainsRune(" _/-", prev)
			switch small := unicode.ToLower(r); {
			case !commonLatin[small]:
				return 0.2
			case !after:
				return 0.45
			case strings.ContainsRune(frequentLatin, small):
				return 0.85
			}
			return 0.72
		case prev < 0x80 && unicode.IsLetter(prev):
			return 0.1
		case frequent[unicode.ToLower(r)]:
			return 0.9
		}
		return 0.45
	case r == '№', r == '–', r == '—', r == '’', r == '«', r == '»', r == '“', r == '”', r == '„':
		return 0.5
	}
	return -0.5
}

// commonHangul are the syllables that make up some nine tenths of Korean text.
var commonHangul = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "이다는에의을가고하를지은사한기로도대자서인시어나전수정리과일제부해보성구스장아조주원라공상동여만있안소비선무관신국적문치경" +
		"미간계방진민생으당세위회개분유용오게들업면물영화실모등발연습니까했것내요그거러와했마된되던데려었았년월번호명표현재최교통행결과학" +
		"단체금작품심식건설법산중남북한영상음악뉴스서울드트프크브블로그글쓴댓목록검색홈페메뉴림램티터파타카토포코키피추출입력저절직접종합질" +
		"처청초총충취측칙태택토통투특판편평필함항핵허험협형혼확환활황후훈휴흥희김박최강윤임송백류남노하곽허유양말물밤봄빛사람랑래략량력련렬" +
		"렇렸료루르른를름릭린립망매맞먼며목몰못묘반받배버별병복본볼봉불빠빌색석섬속손술숙순승써씨악알암압앞야약얼없엇열염예올옮완왕외욕운" +
		"울움원육율응익읽잃입있잡절점족존졸좋죄준줄증집차착찰참창채책천철첫체" {
		m[r] = true
	}
	return m
}()

// frequentLatin are those of commonLatin that are in many words of several large languages.
const frequentLatin = "äöüßéèàçñáíóúåøã"

// commonLatin are the letters with accents in many words of European languages.
var commonLatin = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "äöüßéèêàâçñáíóúåøæãõôîûëïœìòùýčšžřěůąćęłńśźżőűăâșțğışđ" {
		m[r] = true
	}
	return m
}()

// frequent are the letters that make up most of a text in non-Latin scripts.
var frequent = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "оеаинтсрвлкмдпуяыьгзі" + "αοιετσνηυρπκμλςάίόέύή" + "יוהלאתמרבשנדםח" + "اليمونرتبةعدسفهكقح" +
		"าารนกเงมยลวดทสตะอปคบ่้ิีุ" {
		m[r] = true
	}
	return m
}()

// pairs returns the measure of a charset of two bytes: lead bytes of common characters, the least
// trail byte of those, and the range of all.
func pairs(from, to, trail, first, last, least byte) func([]byte) int {
	return func(b []byte) int {
		n := 0
		for i := 0; i < len(b); i++ {
			c := b[i]
			if c < 0x80 {
				continue
			}
			if c < first || c > last || i+1 >= len(b) || b[i+1] < least && !(b[i+1] >= '0' && b[i+1] <= '9') {
				return -1
			}
			if c >= from && c <= to && b[i+1] >= trail {
				n++
			}
			i++
		}
		return n
	}
}

// commonShiftJIS returns the number of kana and kanji of JIS level 1.
func commonShiftJIS(b []byte) int {
	n := 0
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c < 0x80 || c >= 0xa1 && c <= 0xdf {
			continue
		}
		if i+1 >= len(b) {
			return -1
		}
		t := b[i+1]
		switch {
		case c == 0x82 && t >= 0x9f, c == 0x83 && t <= 0x96, c == 0x81:
			n++ // hiragana, katakana, signs
		case c == 0x88 && t >= 0x9f, c > 0x88 && c < 0x98, c == 0x98 && t <= 0x72:
			n++
		}
		i++
	}
	return n
}

// commonEUCJP returns the number of kana and kanji of JIS level 1.
func commonEUCJP(b []byte) int {
	n := 0
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c < 0x80 {
			continue
		}
		if i+1 >= len(b) {
			return -1
		}
		if c == 0xa4 || c == 0xa5 || c >= 0xb0 && c <= 0xcf {
			n++
		}
		i++
	}
	return n
}
