package redact

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cuttings/internal/wordset"
)

// surnamesFirst are the most common surnames of languages that write them first, folded: Chinese (Pinyin, Wade-Giles
// and Cantonese), Vietnamese and Korean.
var surnamesFirst = wordset.Of(`wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang
	song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan
	pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng
	long wan duan lei qian yin yi chang qiao he lai gong wen
	chan cheung wong lau leung cheng ng kwok lam chow chiu tse tsang tsai hsu hsieh kuo chiang
	nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh truong
	kim lee park choi jung jeong kang cho yoon yun jang chang lim oh seo shin kwon hwang ahn ryu hong bae baek moon`)

// syllables matches words made of syllables of these languages.
var syllables = regexp.MustCompile(`^(?:(?:zh|ch|sh|tr|th|ph|kh|gh|ng|nh|ts|hs|gi|qu|[bcdghjklmnpqrstvwxyzf])?` +
	`[aeiouy]{1,3}(?:ng|nh|ch|[ncmkptl])?)+$`)

// surnameLast returns a name that begins with its surname with the surname at its end; false for others.
func surnameLast(name string) (string, bool) {
	fields := strings.Fields(name)
	if strings.ContainsAny(name, ",") || len(fields) < 2 || len(fields) > 4 || !surnamesFirst[foldsOf(fields[0])[0]] {
		return "", false
	}
	for _, f := range fields[1:] {
		for _, w := range strings.FieldsFunc(f, isHyphen) {
			if !syllables.MatchString(foldsOf(w)[0]) {
				return "", false
			}
		}
	}
	return strings.Join(append(fields[1:], fields[0]), " "), true
}

// slugged returns a name as slugs write it that know no accented letters: without them, and with hyphens for them.
func slugged(name string) []string {
	accented := func(r rune) bool { return r >= 0x80 && unicode.Is(unicode.Latin, r) }
	name = norm.NFC.String(name)
	if !strings.ContainsFunc(name, accented) {
		return nil
	}
	without := func(with rune) string {
		return strings.Map(func(r rune) rune {
			if accented(r) {
				return with
			}
			return r
		}, name)
	}
	var out []string
	for _, s := range []string{without(-1), without('-')} {
		const least = 6 // letters
		if fields, _, _, _ := partsOf(s); len(fields) > 1 && len(strings.Join(fields[0], ""))+len(s) >= least+2 {
			out = append(out, s)
		}
	}
	return out
}

// otherSpellings returns a name with its surname last, in other transcriptions, and as in slugs.
func otherSpellings(name string) []spelling {
	var out []spelling
	add := func(name string, arabic bool) {
		for _, w := range writtenAs(name) {
			out = append(out, spelling{text: w, arabic: arabic})
		}
	}
	if s, ok := surnameLast(name); ok {
		add(s, false)
	}
	if s, ok := arabicName(name); ok {
		add(s, true)
	}
	for _, s := range slugged(name) {
		out = append(out, spelling{text: s, slug: true})
	}
	return out
}
