package charset

import (
	"cmp"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/foreign"
	"cuttings/page/internal/chars"
)

// sampleLength is how many bytes of text detection looks at; a few thousand
// characters tell as much as a million.
const sampleLength = 8 << 10

const (
	// goodScore is what text in the right charset scores at least, however plain.
	goodScore = 0.6
	// littleEvidence is how many letters beyond ASCII overrule no declaration, and
	// with fewer than fewLetters an undeclared page is windows-1252.
	littleEvidence = 4
	fewLetters     = 3
)

// hints are what is known of content beside its bytes.
type hints struct {
	declared string // the charset named by somebody, "" for none
	lang     string // the language the page declares, "" for none
}

// detectCharset guesses the charset of content that is not UTF-8 by decoding a
// sample of its text under each candidate and asking how much the words look like
// writing: letters frequent in the script and in one script each, capitals where
// they belong, the little words of a language. Letters are the evidence: signs
// (£ § © and the like, as the declared charset has them) are in all charsets and
// show none. best is "" when there is no evidence or nothing fits; sure reports that
// best may overrule the declaration.
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
		// Neighbours of one script differ by little; the first listed is the
		// commoner one and keeps its place unless clearly beaten.
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

// greekOf returns which of the two charsets of Greek a text in one of them is in, "" when
// it does not show. They differ in one letter: Ά is in windows-1253 what ISO-8859-7 has as
// a closing quotation mark or apostrophe, and where it stands words begin.
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

// score is how much a sample reads as writing under a charset: at most about 1, for
// running text in the right one about 0.9.
type score struct {
	value   float64
	letters int // beyond ASCII that it rests on
}

// ownLetters reports whether sample holds evidence at all: a letter beyond ASCII, or
// something no text holds, as the charset has it.
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

// textSample gathers the text of content around bytes beyond ASCII: tags,
// scripts and styles are left out, and text that is all ASCII.
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

var (
	simplifiedSet  = runeSet(foreign.CommonSimplified)
	traditionalSet = runeSet(foreign.CommonTraditional)
)

func runeSet(s string) map[rune]bool {
	m := make(map[rune]bool, len(s)/3)
	for _, r := range s {
		m[r] = true
	}
	return m
}

// scoreMultiByte reads a sample under an East Asian charset. Its characters stand in
// runs: one alone within a word of ASCII letters is an accented letter of another
// charset together with the letter behind it.
func scoreMultiByte(sample []byte, name string) score {
	text, err := encodingOf(name).NewDecoder().Bytes(sample)
	if err != nil {
		return score{}
	}
	var all, bad, kana, hangul, common, han, other int
	run, joined := 0, false // the run of characters at hand; whether an ASCII letter stands before it
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
	endRun(0)
	if all == 0 || bad*20 > all {
		return score{}
	}
	share := func(n int) float64 { return float64(n) / float64(all) }
	value := 0.0
	switch name {
	case "shift_jis", "euc-jp":
		// Japanese has kana in every sentence; headlines have few.
		value = min(1, 2*share(kana)+0.6*share(han)*min(1, share(common)*2+share(kana)*4)) - share(other) - share(
			hangul)
	case "euc-kr":
		if share(hangul) >= 0.8 {
			value = share(hangul) - share(other)
		}
	default:
		value = min(1, 0.35*share(han)+2*share(common)) - share(other) - share(hangul) - share(kana)
	}
	return score{value, 2 * (kana + hangul + han)}
}

func isASCIILetter(r rune) bool { return r < utf8.RuneSelf && chars.IsLetter(byte(r)) }
