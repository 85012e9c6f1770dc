package charset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"cuttings/page/internal/chars"
	"cuttings/page/lang"
)

// sampleLength is how many bytes of text detection looks at; a few thousand
// characters tell as much as a million.
const sampleLength = 4 << 10

// goodScore is what text in the right charset scores at least, however plain.
const goodScore = 0.6

// detectCharset guesses the charset of content that is not UTF-8 by decoding a
// sample of its text under each candidate and asking how much the result looks
// like writing: letters frequent in the script, capitals where they belong,
// accented letters one at a time. declared is the charset named by somebody, ""
// for none; sure tells whether best is good and declared makes no sense. best is
// "" when nothing fits.
func detectCharset(content []byte, declared string) (best string, sure bool) {
	sample := textSample(content)
	if len(sample) == 0 {
		return "", false
	}
	if declared != "" && scoreCharset(sample, declared) > goodScore {
		if isLatinCharset(declared) {
			if name, sure := latinCharset(sample, declared, declared); name != "" {
				return name, sure
			}
		}
		return declared, false
	}
	var top, own float64
	for _, name := range multiByte {
		s := scoreMultiByte(sample, name)
		if name == declared {
			own = s
		}
		if s > top {
			best, top = name, s
		}
	}
	for _, c := range singleByte {
		s := scoreSingleByte(sample, c)
		if c.name == declared {
			own = s
		}
		// Neighbours of one script differ by little; the first listed is the
		// commoner one and keeps its place unless clearly beaten.
		if s > top+0.02 {
			best, top = c.name, s
		}
	}
	if top < 0.3 {
		return "", false
	}
	if isLatinCharset(best) && (declared == "" || declared == "utf-8" || isLatinCharset(declared)) {
		if name, sure := latinCharset(sample, best, declared); name != "" {
			return name, sure
		}
	}
	return best, top > goodScore && own < top/3
}

// scoreCharset scores a single candidate; 0 for what is none.
func scoreCharset(sample []byte, name string) float64 {
	if slices.Contains(multiByte, name) {
		return scoreMultiByte(sample, name)
	}
	for _, c := range singleByte {
		if c.name == name {
			return scoreSingleByte(sample, c)
		}
	}
	return 0
}

// latinCharsets are the candidates for Latin letters, the commoner first.
var latinCharsets = []string{"windows-1252", "windows-1250", "iso-8859-2", "windows-1254", "windows-1257"}

func isLatinCharset(name string) bool { return slices.Contains(latinCharsets, name) }

// latinAlphabets are the letters beyond ASCII that words of a language have; only
// languages whose letters some charset lacks.
var latinAlphabets = map[string]string{
	"pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîşţ", "hr": "čćđšž",
	"sl": "čšž", "tr": "çğıöşüâîİ", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž",
}

// latinCharset chooses among the charsets of Latin letters, which differ by a few
// letters only, by the language the little words show: its charset is the one in
// which no letter falls outside its alphabet. It returns "" when there is no such
// language. guess is the best charset by letters alone.
func latinCharset(sample []byte, guess, declared string) (best string, sure bool) {
	text := make([]byte, 0, len(sample)+len(sample)/4)
	for _, c := range singleByte {
		if c.name != guess {
			continue
		}
		for _, b := range sample {
			if b < utf8.RuneSelf {
				text = append(text, b)
			} else {
				text = utf8.AppendRune(text, c.table[b-128])
			}
		}
	}
	lang, hits, _ := lang.ByLittleWords(chars.View(text), lang.Latin, "")
	letters, known := latinAlphabets[lang]
	if !known || hits < 4 {
		return "", false
	}
	var top, own float64
	for _, c := range singleByte {
		if !isLatinCharset(c.name) {
			continue
		}
		in, all := 0, 0
		for _, b := range sample {
			if b < 0x80 {
				continue
			}
			if r := c.table[b-128]; unicode.IsLetter(r) || c.letter[b-128] < 0 {
				all++
				if strings.ContainsRune(letters, r) || strings.ContainsRune(letters, unicode.ToLower(r)) {
					in++
				}
			}
		}
		share := float64(in) / float64(max(1, all))
		if c.name == declared {
			own = share
		}
		if share > top+0.001 {
			best, top = c.name, share
		}
	}
	return best, top > 0.9 && own < top-0.02
}

// textSample gathers the text of content around bytes beyond ASCII: tags,
// scripts and styles are left out, and text that is all ASCII.
func textSample(content []byte) []byte {
	out := make([]byte, 0, min(len(content), sampleLength))
	inTag := false
	for i := 0; i < len(content) && len(out) < sampleLength; i++ {
		switch c := content[i]; {
		case c == '<' && i+1 < len(content) && (chars.IsLetter(content[i+1]) || content[i+1] == '/' || content[i+1] == '!'):
			for _, raw := range []string{"script", "style"} {
				if i+1+len(raw) < len(content) && chars.EqualLower(string(content[i+1:i+1+len(raw)]), raw) {
					if end := indexClose(content[i:], raw); end > 0 {
						i += end
					}
				}
			}
			inTag = true
		case c == '>':
			if inTag {
				out = append(out, ' ')
			}
			inTag = false
		case inTag:
		case c >= 0x80:
			// With some of the text before it, and all up to the next tag.
			from := i
			for from > 0 && i-from < 60 && content[from-1] != '>' {
				from--
			}
			out = append(append(out, ' '), content[from:i]...)
			for ; i < len(content) && content[i] != '<' && len(out) < sampleLength; i++ {
				out = append(out, content[i])
			}
			i--
		}
	}
	return out
}

// indexClose returns where the end tag of raw begins in b, -1 when it does not
// come.
func indexClose(b []byte, raw string) int {
	for i := 0; i+2+len(raw) <= len(b); i++ {
		if b[i] == '<' && b[i+1] == '/' && chars.EqualLower(string(b[i+2:i+2+len(raw)]), raw) {
			return i
		}
	}
	return -1
}

var multiByte = []string{"shift_jis", "euc-jp", "gbk", "big5", "euc-kr"}

// commonHan are characters that make up a good third of any Chinese text,
// simplified and traditional.
const (
	commonSimplified  = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
	commonTraditional = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運聞報聯"
)

var (
	simplifiedSet  = runeSet(commonSimplified)
	traditionalSet = runeSet(commonTraditional)
)

func runeSet(s string) map[rune]bool {
	m := make(map[rune]bool, len(s)/3)
	for _, r := range s {
		m[r] = true
	}
	return m
}

// scoreMultiByte says between 0 and about 1 how much sample reads as text of
// the languages written in an East Asian charset.
func scoreMultiByte(sample []byte, name string) float64 {
	e, err := htmlindex.Get(name)
	if err != nil {
		return 0
	}
	text, err := e.NewDecoder().Bytes(sample)
	if err != nil {
		return 0
	}
	var chars, bad, kana, hangul, common, han, other int
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			continue
		}
		chars++
		switch {
		case r == utf8.RuneError || 0xE000 <= r && r < 0xF900:
			bad++
		case 0x3041 <= r && r <= 0x30FE:
			kana++
		case 0xFF61 <= r && r <= 0xFF9F:
			other++ // half-width katakana: what single bytes look like in Shift_JIS
		case 0xAC00 <= r && r <= 0xD7A3:
			hangul++
		case unicode.Is(unicode.Han, r):
			han++
			if name == "gbk" && simplifiedSet[r] || name == "big5" && traditionalSet[r] ||
				(name == "shift_jis" || name == "euc-jp") && traditionalSet[r] {
				common++
			}
		case unicode.IsPunct(r) || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60:
		default:
			other++
		}
	}
	if chars == 0 || bad*20 > chars {
		return 0
	}
	share := func(n int) float64 { return float64(n) / float64(chars) }
	switch name {
	case "shift_jis", "euc-jp":
		// Japanese has kana in every sentence; headlines have few.
		return min(1, 2*share(kana)+0.6*share(han)*min(1, share(common)*2+share(kana)*4)) - share(other) - share(hangul)
	case "euc-kr":
		if share(hangul) < 0.8 {
			return 0
		}
		return share(hangul) - share(other)
	}
	return min(1, 0.35*share(han)+2*share(common)) - share(other) - share(hangul) - share(kana)
}

// sbCharset is a single-byte candidate with the letters its languages use.
type sbCharset struct {
	name   string
	table  [128]rune    // of the bytes from 0x80 on
	letter [128]float64 // what each of those is worth in running text
}

// alphabets lists, for each script or group of languages, the frequent letters
// and the rest; upper case follows from lower case.
var alphabets = []struct {
	frequent, rest string
	charsets       []string
}{
	{"оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъёіїєґўјљњћђџѓќѕ",
		[]string{"windows-1251", "koi8-u", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic"}},
	{"اليمونرتبدهسعفکقحكيی", "أإآءئؤةىثجخذزشصضطظغپچژگ\u200cًٌٍَُِّْـ،؛؟",
		[]string{"windows-1256", "iso-8859-6"}},
	{"יוהלאתרבשמנדקםחפע", "ןגסטכצזךףץ", []string{"windows-1255", "iso-8859-8"}},
	{"αοιετσνηυρπκμλς", "ωδγχθφβξζψάέήίόύώϊϋΐΰ", []string{"windows-1253", "iso-8859-7"}},
	{"านรอกเงมยลวดทสตะปบคหแจพชขใไโผซธ", "ภศถฟณฉฐฆษญุูิีึื่้๊๋์ัำๆฯ", []string{"windows-874"}},
	{"éèàêçôüöäñíóáßøåæãõú", "îûâùïëœìòýþð", []string{"windows-1252"}},
	{"áéíóőöüűčěřšžýůłąęćńśźżăşţđ", "úďťňľôäůĺŕçëâî", []string{"windows-1250", "iso-8859-2"}},
	{"ışğüöç", "âîû", []string{"windows-1254"}},
	{"āīšžēūņļķģčąęėįų", "õäöü", []string{"windows-1257"}},
}

var singleByte = buildSingleByte()

func buildSingleByte() (out []*sbCharset) {
	for _, group := range alphabets {
		for _, name := range group.charsets {
			e, err := htmlindex.Get(name)
			m, ok := e.(*charmap.Charmap)
			if err != nil || !ok {
				continue
			}
			c := &sbCharset{name: name}
			for i := range c.table {
				r := m.DecodeByte(byte(i + 128))
				c.table[i] = r
				low := unicode.ToLower(r)
				switch {
				case strings.ContainsRune(group.frequent, low):
					c.letter[i] = 1
				case strings.ContainsRune(group.rest, low):
					c.letter[i] = 0.5
				case r == utf8.RuneError || unicode.IsControl(r):
					c.letter[i] = -3
				case unicode.IsLetter(r):
					c.letter[i] = -1
				case strings.ContainsRune("‘’“”„–—…«»\u00a0·•©®°€№", r):
					c.letter[i] = 0.1
				default:
					c.letter[i] = -0.5
				}
			}
			out = append(out, c)
		}
	}
	return out
}

// scoreSingleByte is the mean worth of the sample's bytes beyond ASCII, about 0.9
// for running text in the right charset.
func scoreSingleByte(sample []byte, c *sbCharset) float64 {
	var sum float64
	n, run := 0, 0
	latin := isLatinCharset(c.name)
	prevLower, prevASCII := false, false
	for _, b := range sample {
		if b < 0x80 {
			letter := chars.IsLetter(b)
			if letter && !latin && run > 0 {
				sum -= 0.5 // scripts mixed within a word
			}
			prevLower = 'a' <= b && b <= 'z'
			prevASCII = letter
			run = 0
			continue
		}
		n++
		r, w := c.table[b-128], c.letter[b-128]
		isLetter := unicode.IsLetter(r)
		if isLetter {
			run++
			upper := unicode.IsUpper(r)
			switch {
			case upper && prevLower:
				w -= 2 // a capital inside a word
			case latin && run > 2:
				w -= 1.5 // accented letters come one at a time
			case latin && run == 2:
				w -= 0.4
			case !latin && prevASCII:
				w -= 1
			case upper && !latin:
				w -= 0.1 // text is mostly lower case: koi8-r is windows-1251 with the cases swapped
			}
			prevLower = unicode.IsLower(r)
		} else {
			if unicode.IsMark(r) && run > 0 {
				run++
			} else {
				run = 0
			}
			prevLower = false
		}
		prevASCII = false
		sum += w
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
