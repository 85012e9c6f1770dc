package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// firstStrongRTL reports whether the first letter with a direction is one of a
// right-to-left script.
func firstStrongRTL(text []byte) bool {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if isLetter(c) {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if isRTL(r) {
			return true
		}
		if unicode.IsLetter(r) {
			return false
		}
		i += n
	}
	return false
}

// isRTL reports whether r is a letter of a right-to-left script, or the
// right-to-left mark.
func isRTL(r rune) bool {
	return 0x0590 <= r && r <= 0x08FF && unicode.IsLetter(r) || r == 0x200F || 0xFB1D <= r && r <= 0xFDFF ||
		0xFE70 <= r && r <= 0xFEFC || 0x10800 <= r && r <= 0x10FFF || 0x1E800 <= r && r <= 0x1EFFF
}

// finishLanguage settles language and base direction of the page.
func finishLanguage(p *cutting.Page, declared string, dir direction) {
	if declared != "" {
		p.Meta.Lang, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(declared)), "-")
		p.Meta.LangOrigin = "declared"
	}
	p.Meta.RTL = dir == dirPageRTL
}
