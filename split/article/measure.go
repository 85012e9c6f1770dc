package article

import (
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// measure is what one pass over a block's text tells.
type measure struct {
	words    int32
	letters  int32
	capitals int32 // words that begin with a capital
	short    int32 // words of up to three letters: a language-free hint of running text
	digits   int32 // words that begin with a digit
	commas   int32
	stops    int32 // sentence ends within the text
	bars     int32 // | · » › • and the like
	linked   int32 // bytes of link text
	links    int32
	odds     float32 // log odds of its first and last words
	lowOdds  float32
	first    rune
	last     rune    // last rune that is not a space
	echo     float32 // share of its runs of three words that stood in the page before
	hash     uint64
}

const (
	oddsHead = 10 // words from the start that are looked up
	oddsTail = 3  // and from the end
)

// isWide tells scripts written without spaces, where a letter counts half a word.
func isWide(r rune) bool {
	return r >= 0x2E80 && (r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF) ||
		r >= 0x0E00 && r <= 0x0EFF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF
}

// measureBlock reads a block's text once.
func measureBlock(p *cutting.Page, b *cutting.Block, odds *Odds, seen *sieve) measure {
	text := b.Span.In(p.Text)
	m := measure{hash: wordSeed, first: -1}
	for i := range b.Links {
		l := b.Links[i].Span
		if !l.Empty() {
			m.linked += int32(l.Len())
			m.links++
		}
	}
	var tail [oddsTail]uint64 // hashes of the last words; 0 for none
	var nth, wide, runs, again int32
	var w1, w2 uint32 // the two words before
	for i := 0; i < len(text); {
		// One word, or one rune that is none.
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !wordRune(r) {
			switch r {
			case ' ', '\n', '\t', 0xA0:
			case ',', ';', '،', '、', '，':
				m.commas++
				m.last = r
			case '.', '!', '?', '…', '。', '！', '？', '؟', '।':
				m.stops++
				m.last = r
			case '|', '·', '»', '›', '•', '/', '>':
				m.bars++
				m.last = r
			default:
				m.last = r
			}
			if m.first < 0 && r != ' ' && r != '\n' {
				m.first = r
			}
			m.hash = (m.hash ^ uint64(r)) * wordPrime
			i += size
			continue
		}
		if m.first < 0 {
			m.first = r
		}
		n, h := int32(0), uint64(wordSeed)
		capital := unicode.IsUpper(r)
		if r >= '0' && r <= '9' {
			m.digits++
		}
		for i < len(text) {
			c := text[i]
			if c < utf8.RuneSelf {
				if !asciiWord[c] {
					break
				}
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				h = (h ^ uint64(c)) * wordPrime
				m.last = rune(c)
				n++
				i++
				continue
			}
			r, size = utf8.DecodeRuneInString(text[i:])
			if !wordRune(r) {
				break
			}
			if isWide(r) {
				wide++
			}
			l := unicode.ToLower(r)
			var buf [utf8.UTFMax]byte
			for _, c := range buf[:utf8.EncodeRune(buf[:], l)] {
				h = (h ^ uint64(c)) * wordPrime
			}
			m.last = r
			n++
			i += size
		}
		m.hash = (m.hash ^ h) * wordPrime
		if m.words >= 2 {
			run := (w1*31+w2)*31 + uint32(h)
			runs++
			if seen.has(run) {
				again++
			}
			seen.add(run)
		}
		w1, w2 = w2, uint32(h)
		m.words++
		m.letters += n
		if capital {
			m.capitals++
		}
		if n <= 3 {
			m.short++
		}
		if nth < oddsHead {
			v := odds.get(h).odds
			m.odds += v
			m.lowOdds = min(m.lowOdds, v)
		} else {
			tail[nth%oddsTail] = h
		}
		nth++
	}
	for _, h := range tail {
		if h == 0 {
			continue
		}
		v := odds.get(h).odds
		m.odds += v
		m.lowOdds = min(m.lowOdds, v)
	}
	m.echo = share(again, runs)
	if wide > 0 {
		m.words += wide / 2
	}
	return m
}

var asciiWord = func() (t [128]bool) {
	for c := range t {
		t[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '\''
	}
	return t
}()

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiWord[r]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
