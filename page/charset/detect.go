package charset

import (
	"cmp"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/foreign"
	"cuttings/page/internal/chars"
)

// sampleLength is the number of bytes of text used for detection; a few thousand characters are as
// good as a million.
const sampleLength = 8 << 10

const (
	// goodScore is the least score of text in the right charset, however simple.
	goodScore = 0.6
	// littleEvidence is the number of non-ASCII letters up to which a declaration is kept; with
	// fewer than fewLetters an undeclared page is windows-1252.
	littleEvidence = 4
	fewLetters     = 3
)

// hints are what is known of content apart from its bytes.
type hints struct {
	declared string // the charset declared by any source, "" for none
	lang     string // the language the page declares, "" for none
}

// detectCharset guesses the charset of content that is not UTF-8. It decodes a sample of its text
// under each candidate and scores how much the words look like writing: letters frequent in the
// script and in one script each, capitals in their places, the most common words of a language.
// Only letters are evidence: signs (£ § © and the like, in the declared charset) are in all
// charsets. best is "" without evidence or when no candidate fits; sure reports whether best may
// replace the declaration.
func detectCharset(content []byte, h hints) (best string, sure bool) {
	sample := textSample(content)
	assumed := h.declared
	if assumed == "" || assumed == "utf-8" {
		assumed = "windows-1252"
	}
	own := candidateOf(assumed)
	if own != nil && !ownLetters(sample, own) {
		return "", false
	}
	type rated struct {
		name  string
		score score
	}
	if h.declared == "iso-8859-7" && greekOf(sample) == "windows-1253" {
		return "windows-1253", true
	}
	var top, mine rated
	consider := func(r rated) {
		if r.name == h.declared {
			mine = r
		}
		// Charsets of one script differ by little; the first listed is the commoner one and is kept
		// unless clearly beaten.
		if r.score.value > top.score.value+0.02 {
			top = r
		}
	}
	for _, c := range candidates {
		if !c.latin {
			consider(rated{c.name, c.score(sample)})
		}
	}
	for _, name := range multiByte {
		consider(rated{name, scoreMultiByte(sample, name)})
	}
	if l := latinCharset(sample, h); l.name != "" {
		consider(rated{l.name, l.score})
		if c := candidateOf(h.declared); c != nil && c.latin && l.name != h.declared {
			mine = rated{h.declared, l.own}
		}
	}
	switch {
	case top.score.value < 0.3 || top.name == h.declared:
		return mine.name, false
	case h.declared == "" && top.score.letters < fewLetters:
		return "", false
	case h.declared == "" && top.name == "windows-1253":
		return cmp.Or(greekOf(sample), top.name), false
	case h.declared == "":
		return top.name, false
	}
	margin := 0.12 + 1.5/float64(max(1, top.score.letters))
	sure = top.score.value > goodScore && top.score.letters > littleEvidence &&
		(mine.name == "" || mine.score.value < top.score.value-margin)
	return top.name, sure
}

// greekOf returns which of the two Greek charsets a text in one of them is in, "" when there is no
// evidence. They differ in one letter: Ά in windows-1253 is a closing quotation mark or apostrophe
// in ISO-8859-7, and it occurs at the beginning of words.
func greekOf(sample []byte) string {
	const alphaOfWindows, opening, alphaOfISO = 0xa2, 0xa1, 0xb6
	letter := func(i int) bool { return i >= 0 && i < len(sample) && sample[i] >= 0xc1 && sample[i] != 0xff }
	found := ""
	for i, b := range sample {
		begins := letter(i+1) && (i == 0 || sample[i-1] < utf8.RuneSelf && !chars.IsLetter(sample[i-1]))
		switch {
		case b == opening, b == alphaOfISO && begins, b == alphaOfWindows && !begins:
			return "iso-8859-7"
		case b == alphaOfWindows:
			found = "windows-1253"
		}
	}
	return found
}

// score is how much a sample reads like writing under a charset: at most about 1, about 0.9 for
// running text in the right one.
type score struct {
	value   float64
	letters int // number of non-ASCII letters it is based on
}

// ownLetters reports whether sample contains any evidence: a non-ASCII letter, or a character that
// does not occur in texts, under the charset.
func ownLetters(sample []byte, c *candidate) bool {
	for i, b := range sample {
		if b < utf8.RuneSelf {
			continue
		}
		switch c.kinds[b-128] {
		case letterByte, notWritten:
			return true
		case plainSign, oddSign:
			if i > 0 && i+1 < len(sample) && chars.IsLetter(sample[i-1]) && chars.IsLetter(sample[i+1]) {
				return true
			}
		}
	}
	return false
}

// textSample returns the text of content around non-ASCII bytes, without tags, scripts, styles and
// text that is all ASCII.
func textSample(content []byte) []byte {
	out := make([]byte, 0, min(len(content), sampleLength))
	inTag := false
	for i := 0; i < len(content) && len(out) < sampleLength; i++ {
		switch c := content[i]; {
		case c == '<' && i+1 < len(content) && (chars.IsLetter(content[i+1]) || content[i+1] == '/' ||
			content[i+1] == '!'):
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
			// With some of the text before it, and everything up to the next tag.
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

// indexClose returns the offset of the end tag of raw in b, -1 when there is none.
func indexClose(b []byte, raw string) int {
	for i := 0; i+2+len(raw) <= len(b); i++ {
		if b[i] == '<' && b[i+1] == '/' && chars.EqualLower(string(b[i+2:i+2+len(raw)]), raw) {
			return i
		}
	}
	return -1
}

var multiByte = []string{"shift_jis", "euc-jp", "gbk", "big5", "euc-kr", johab, euctw}

var (
	simplifiedSet  = runeSet(foreign.CommonSimplified)
	traditionalSet = runeSet(foreign.CommonTraditional)
	frequentHangul = runeSet("이다는을를에의가하고지도은한로사기서인")
)

func runeSet(s string) map[rune]bool {
	m := make(map[rune]bool, len(s)/3)
	for _, r := range s {
		m[r] = true
	}
	return m
}

// scoreMultiByte scores a sample under an East Asian charset. Its characters occur in runs: a
// single one within a word of ASCII letters is an accented letter of another charset together with
// the letter after it.
func scoreMultiByte(sample []byte, name string) score {
	text, err := encodingOf(name).NewDecoder().Bytes(sample)
	if err != nil {
		return score{}
	}
	var all, bad, kana, hangul, frequent, common, han, other int
	run, joined := 0, false // length of the current run; whether an ASCII letter precedes it
	last := rune(0)
	endRun := func(next rune) {
		if run == 1 && (joined || isASCIILetter(next)) {
			other++
		}
		run = 0
	}
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			endRun(r)
			last = r
			continue
		}
		if run == 0 {
			joined = isASCIILetter(last)
		}
		run++
		last = r
		all++
		switch {
		case r == utf8.RuneError || 0xE000 <= r && r < 0xF900:
			bad++
		case 0x3041 <= r && r <= 0x30FE:
			kana++
		case 0xFF61 <= r && r <= 0xFF9F:
			other++ // half-width katakana: single bytes decoded as Shift_JIS
		case 0xAC00 <= r && r <= 0xD7A3:
			hangul++
			if frequentHangul[r] {
				frequent++
			}
		case unicode.Is(unicode.Han, r):
			han++
			if name == "gbk" && simplifiedSet[r] || (name == "big5" || name == euctw) && traditionalSet[r] ||
				(name == "shift_jis" || name == "euc-jp") && traditionalSet[r] {
				common++
			}
		case unicode.IsPunct(r) || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60:
		default:
			other++
		}
	}
	endRun(0)
	if all == 0 || bad*20 > all {
		return score{}
	}
	share := func(n int) float64 { return float64(n) / float64(all) }
	value := 0.0
	switch name {
	case "shift_jis", "euc-jp":
		// Japanese has kana in every sentence, but few in headlines.
		value = min(1, 2*share(kana)+0.6*share(han)*min(1, share(common)*2+share(kana)*4)) - share(other) - share(
			hangul)
	case "euc-kr":
		if share(hangul) >= 0.8 {
			value = share(hangul) - share(other)
		}
	case johab:
		// Half of all pairs of bytes are a syllable: those of text are often the same ones.
		if share(hangul) >= 0.8 && share(frequent) >= 0.12 {
			value = share(hangul) - share(other)
		}
	default:
		value = min(1, 0.35*share(han)+2*share(common)) - share(other) - share(hangul) - share(kana)
	}
	return score{value, 2 * (kana + hangul + han)}
}

func isASCIILetter(r rune) bool { return r < utf8.RuneSelf && chars.IsLetter(byte(r)) }
