// Package lang detects the language and the base direction of texts and pages.
package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"

	"cuttings/cutting"
	"cuttings/page/internal/chars"
)

// langSample is the number of bytes of text that decide the language, and langPassage that of one
// block, so that a notice in another language does not decide.
const (
	langSample  = 3 << 10
	langPassage = 500
)

// Finish sets language and base direction of the page. declared is the lang attribute of html or
// body, "" for none; pageRTL reports whether one of them is declared right to left.
func Finish(p *cutting.Page, declared string, pageRTL bool) {
	rtl := 0
	for i := range p.Blocks {
		if p.Blocks[i].RTL {
			rtl += p.Blocks[i].Span.Len()
		}
	}
	p.Meta.RTL = pageRTL && (rtl > 0 || len(p.Blocks) == 0) || rtl*2 > len(p.Text)
	for _, key := range [...]string{"content-language", "dc.language", "language", "inlanguage", "og:locale"} {
		if declared = Primary(declared); declared != "" {
			break
		}
		declared = p.Meta.Claim(key)
	}
	declared = Primary(declared)
	p.Meta.Lang, p.Meta.LangOrigin = decideLanguage(languageSample(p), declared)
}

// Primary returns the primary subtag of a declared language in its shortest form ("en" of "en_US",
// "fa" of "per"), "" for an invalid one.
func Primary(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 40 {
		return ""
	}
	if len(s) == 2 && knownLanguages[s] {
		return s
	}
	s, _, _ = strings.Cut(s, ",")
	s = strings.TrimSpace(s)
	tag, err := language.Parse(s)
	if err != nil && len(s) == 2 {
		// Not a language but perhaps a country: "cn", "jp", "cz".
		tag, err = language.Parse("und-" + s)
	}
	if err != nil {
		return ""
	}
	b, confidence := tag.Base()
	if confidence == language.No || b.String() == "und" || b.String() == "mul" || b.String() == "zxx" {
		return ""
	}
	return oneName(b.String())
}

// oneName maps several names of what readers consider one language to one of them.
func oneName(lang string) string {
	if lang == "nb" {
		return "no"
	}
	return lang
}

// languageSample returns running text of the page: its longer blocks that are not only links, or
// everything when there are none. Menus are no evidence of a page's language.
func languageSample(p *cutting.Page) string {
	sample := make([]byte, 0, langSample+langPassage+1)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Span.Len() < 80 || b.Role == cutting.LinkLine || b.Role == cutting.Control {
			continue
		}
		s := b.Span.In(p.Text)
		s = s[:min(len(s), langPassage)]
		if sample = append(append(sample, s...), '\n'); len(sample) >= langSample {
			break
		}
	}
	if len(sample) < 200 {
		return p.Text[:min(len(p.Text), langSample)]
	}
	return chars.View(sample)
}

// decideLanguage compares the declaration with the text. A declaration is kept unless the script or
// the common words of the text clearly belong to another language; without one, a short text gets
// no language.
func decideLanguage(text, declared string) (lang, origin string) {
	seen := scriptsIn(text)
	script, letters := seen.main(), seen.letters
	if declared != "" {
		switch {
		case letters < 40, seen.writtenIn(declared)*6 > letters:
			return declared, "declared"
		case isWrittenIn(declared, script):
			best, hits, own := ByLittleWords(text, script, declared)
			if best == "" || best == declared || !isClear(text, hits, own) || !hasCommonWords(declared) &&
				best != "en" {
				return declared, "declared"
			}
			return best, "detected"
		case isWrittenIn(declared, Latin) && seen.count[Latin]*2 > letters:
			return declared, "declared"
		}
	}
	if letters < 20 {
		return "", ""
	}
	if lang := onlyLanguage(script); lang != "" {
		return lang, "detected"
	}
	if best, hits, _ := ByLittleWords(text, script, ""); best != "" && hits >= 5 {
		return best, "detected"
	}
	if script == hebrew {
		return "he", "detected" // Yiddish has letters of its own
	}
	if letters < 120 {
		return "", ""
	}
	info := whatlanggo.Detect(text[:min(len(text), 1200)])
	if code := info.Lang.Iso6391(); code != "" && info.IsReliable() && isWrittenIn(code, script) {
		return oneName(code), "detected"
	}
	return "", ""
}

// hasCommonWords reports whether the common words of lang are known. A language without a list shares them
// with its neighbours (Bosnian, Galician).
func hasCommonWords(lang string) bool {
	return slices.ContainsFunc(littleWords, func(l littleWordList) bool { return l.lang == lang })
}

// isClear reports whether hits common words of one language, against own of the declared one,
// contradict the declaration: they are a tenth of the words, and three times as many.
func isClear(text string, hits, own int) bool {
	words := strings.Count(text, " ") + strings.Count(text, "\n") + 1
	return hits >= 8 && hits >= 3*own+3 && hits*10 >= words
}

// script is a writing system, in the distinctions that detecting languages needs.
type script uint8

const (
	otherScript script = iota
	Latin              // the Latin script
	cyrillic
	arabic
	hebrew
	greek
	han
	kana
	hangul
	thai
	devanagari
	bengali
	tamil
	telugu
	gujarati
	gurmukhi
	kannada
	malayalam
	georgian
	armenian
	ethiopic
	khmer
	lao
	burmese
	sinhala
	numScripts
)

// scriptRanges lists the code points of the scripts, ascending.
var scriptRanges = []struct {
	lo, hi rune
	script script
}{
	{0x0041, 0x024F, Latin}, {0x0370, 0x03FF, greek}, {0x0400, 0x052F, cyrillic}, {0x0531, 0x058F, armenian},
	{0x0590, 0x05FF, hebrew}, {0x0600, 0x077F, arabic}, {0x08A0, 0x08FF, arabic}, {0x0900, 0x097F, devanagari},
	{0x0980, 0x09FF, bengali}, {0x0A00, 0x0A7F, gurmukhi}, {0x0A80, 0x0AFF, gujarati}, {0x0B80, 0x0BFF, tamil},
	{0x0C00, 0x0C7F, telugu}, {0x0C80, 0x0CFF, kannada}, {0x0D00, 0x0D7F, malayalam}, {0x0D80, 0x0DFF, sinhala},
	{0x0E00, 0x0E7F, thai}, {0x0E80, 0x0EFF, lao}, {0x1000, 0x109F, burmese}, {0x10A0, 0x10FF, georgian},
	{0x1100, 0x11FF, hangul}, {0x1200, 0x137F, ethiopic}, {0x1780, 0x17FF, khmer}, {0x1E00, 0x1EFF, Latin},
	{0x1F00, 0x1FFF, greek}, {0x3040, 0x30FF, kana}, {0x3400, 0x4DBF, han}, {0x4E00, 0x9FFF, han},
	{0xAC00, 0xD7A3, hangul}, {0xFB1D, 0xFB4F, hebrew}, {0xFB50, 0xFDFF, arabic}, {0xFE70, 0xFEFC, arabic},
}

func scriptOf(r rune) script {
	lo, hi := 0, len(scriptRanges)
	for lo < hi {
		mid := (lo + hi) / 2
		if scriptRanges[mid].hi < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(scriptRanges) && scriptRanges[lo].lo <= r {
		return scriptRanges[lo].script
	}
	return otherScript
}

// scripts are the letters of a text by script.
type scripts struct {
	count   [numScripts]int
	letters int
}

// scriptsIn counts the letters of text by script. A letter of a script of syllables or words counts
// more, and kana among Han characters makes the text Japanese.
func scriptsIn(text string) (s scripts) {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if chars.IsLetter(c) {
				s.count[Latin]++
				s.letters++
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		sc := scriptOf(r)
		if sc == otherScript && !unicode.IsLetter(r) {
			continue
		}
		weight := 1
		if sc == han || sc == kana || sc == hangul {
			weight = 3
		}
		s.count[sc] += weight
		s.letters += weight
	}
	if s.count[kana]*8 > s.count[han] && s.count[kana] > 0 {
		s.count[kana] += s.count[han]
		s.count[han] = 0
	}
	return s
}

// main returns the script of the text: the one with most letters, or a non-Latin one with a third
// of them, as texts in all scripts contain names and terms in Latin letters.
func (s *scripts) main() script {
	best, other := otherScript, otherScript
	for sc := Latin; sc < numScripts; sc++ {
		if s.count[sc] > s.count[best] {
			best = sc
		}
		if sc != Latin && s.count[sc] > s.count[other] {
			other = sc
		}
	}
	if best == Latin && s.count[other]*3 > s.letters {
		return other
	}
	return best
}

// writtenIn returns the number of letters in non-Latin scripts in which lang is written.
func (s *scripts) writtenIn(lang string) (n int) {
	for _, sc := range scriptsOf[lang] {
		if sc != Latin {
			n += s.count[sc]
		}
	}
	return n
}

// onlyLanguage returns the language of a script that hardly any other uses, "" for other scripts.
func onlyLanguage(s script) string {
	switch s {
	case greek:
		return "el"
	case kana:
		return "ja"
	case han:
		return "zh"
	case hangul:
		return "ko"
	case thai:
		return "th"
	case tamil:
		return "ta"
	case telugu:
		return "te"
	case gujarati:
		return "gu"
	case gurmukhi:
		return "pa"
	case kannada:
		return "kn"
	case malayalam:
		return "ml"
	case georgian:
		return "ka"
	case armenian:
		return "hy"
	case khmer:
		return "km"
	case lao:
		return "lo"
	case burmese:
		return "my"
	case sinhala:
		return "si"
	}
	return ""
}

// scriptsOf lists the scripts of languages not written in Latin letters.
var scriptsOf = map[string][]script{
	"ru": {cyrillic}, "uk": {cyrillic}, "bg": {cyrillic}, "be": {cyrillic}, "mk": {cyrillic}, "sr": {cyrillic, Latin},
	"kk": {cyrillic, Latin}, "ky": {cyrillic}, "mn": {cyrillic}, "tg": {cyrillic}, "tt": {cyrillic}, "ce": {cyrillic},
	"uz": {Latin, cyrillic}, "az": {Latin, cyrillic}, "bs": {Latin, cyrillic}, "tk": {Latin, cyrillic},
	"ar": {arabic}, "fa": {arabic}, "ur": {arabic}, "ps": {arabic}, "ckb": {arabic}, "ku": {Latin, arabic},
	"sd": {arabic}, "ug": {arabic}, "prs": {arabic}, "azb": {arabic}, "pnb": {arabic}, "he": {hebrew}, "yi": {hebrew},
	"el": {greek}, "ja": {kana, han}, "zh": {han}, "yue": {han}, "ko": {hangul}, "th": {thai}, "hi": {devanagari},
	"mr": {devanagari}, "ne": {devanagari}, "sa": {devanagari}, "bn": {bengali}, "as": {bengali}, "ta": {tamil},
	"te": {telugu}, "gu": {gujarati}, "pa": {gurmukhi, arabic}, "kn": {kannada}, "ml": {malayalam}, "ka": {georgian},
	"hy": {armenian}, "am": {ethiopic}, "ti": {ethiopic}, "km": {khmer}, "lo": {lao}, "my": {burmese}, "si": {sinhala},
}

// knownLanguages are common declarations that need no parser.
var knownLanguages = func() map[string]bool {
	m := make(map[string]bool)
	for lang := range scriptsOf {
		m[lang] = true
	}
	for _, l := range littleWords {
		m[l.lang] = true
	}
	return m
}()

// isWrittenIn reports whether lang is written in s.
func isWrittenIn(lang string, s script) bool {
	scripts, ok := scriptsOf[lang]
	if !ok {
		return s == Latin
	}
	for _, have := range scripts {
		if have == s {
			return true
		}
	}
	return false
}
