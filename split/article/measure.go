package article

import (
	"unicode/utf8"

	"cuttings/cutting"
)

// measure is what one pass over a block's text measures.
type measure struct {
	words    int32
	letters  int32
	capitals int32 // words with an initial capital
	short    int32 // words of up to three letters: a language-free hint of running text
	digits   int32 // words with an initial digit
	commas   int32
	stops    int32 // sentence ends within the text
	bars     int32 // | · » › • and the like
	linked   int32 // bytes of link text
	links    int32
	odds     float32 // log-odds of its first and last words
	lowOdds  float32
	first    rune
	last     rune    // last rune that is not a space
	echo     float32 // share of its runs of three words that occurred in the page before
	claimed  float32 // share of its runs that occur in the structured data's article text
	hash     uint64
}

const (
	oddsHead = 10 // number of words looked up at the start
	oddsTail = 3  // number of words looked up at the end
)

// shingles are the runs of one to three words by which blocks are compared.
type shingles struct {
	seen  bloom  // of the page so far
	claim *bloom // of the longest text that structured data gives as the article's; nil without a text of some length
}

// newShingles returns the shingles of a page, whose structured data is l.
func newShingles(l *ld) *shingles {
	s := &shingles{}
	var body string
	for i := range l.items {
		if len(l.items[i].body) > len(body) {
			body = l.items[i].body
		}
	}
	if len(body) >= 200 {
		s.claim = new(bloom)
		s.claim.addRuns(decodeEntities(unescape(body)))
	}
	return s
}

// bloom is a Bloom filter with one hash.
type bloom [1 << 11]uint64

// add adds h and reports whether it was already in the filter.
func (s *bloom) add(h uint32) bool {
	h *= 2654435761
	word, bit := &s[h>>21], uint64(1)<<(h>>15&63)
	had := *word&bit != 0
	*word |= bit
	return had
}

func (s *bloom) has(h uint32) bool { h *= 2654435761; return s[h>>21]&(1<<(h>>15&63)) != 0 }

func oneWord(h uint32) uint32          { return h ^ 1 }
func twoWords(a, b uint32) uint32      { return a*31 + b ^ 2 }
func threeWords(a, b, c uint32) uint32 { return (a*31+b)*31 + c }

// addRuns adds the text's runs of one to three words.
func (s *bloom) addRuns(text string) {
	var a, b uint32
	n := 0
	for i := 0; i < len(text); {
		w, end := nextWord(text, i, false)
		if w.letters == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		i = end
		h := uint32(w.hash)
		s.add(oneWord(h))
		if n > 0 {
			s.add(twoWords(b, h))
		}
		if n > 1 {
			s.add(threeWords(a, b, h))
		}
		a, b = b, h
		n++
	}
}

// measureBlock measures a block's text in one pass.
func (e *shingles) measureBlock(p *cutting.Page, b *cutting.Block, odds *Odds) measure {
	text := b.Span.In(p.Text)
	m := measure{hash: wordSeed, first: -1}
	for i := range b.Links {
		l := b.Links[i].Span
		if !l.Empty() {
			m.linked += int32(l.Len())
			m.links++
		}
	}
	var tail [oddsTail]uint64 // hashes of the last words; 0 for unused
	var nth, wide, runs, again, claimed int32
	var w1, w2 uint32 // the two preceding words
	for i := 0; i < len(text); {
		// One word, or one rune outside words.
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		c := classOf(r)
		if c&isWord == 0 {
			i += size
			if c == isSpace {
				continue
			}
			if m.first < 0 {
				m.first = r
			}
			m.last = r
			switch c {
			case isComma:
				m.commas++
			case isStop:
				m.stops++
			case isBar:
				m.bars++
			}
			m.hash = mix(m.hash, uint64(r))
			continue
		}
		if m.first < 0 {
			m.first = r
		}
		if c&isDigit != 0 {
			m.digits++
		}
		if c&isUpper != 0 {
			m.capitals++
		}
		w, end := nextWord(text, i, false)
		i = end
		h := w.hash
		m.last = w.last
		m.hash = mix(m.hash, h)
		if m.words >= 2 {
			run := threeWords(w1, w2, uint32(h))
			runs++
			if e.seen.add(run) {
				again++
			}
			if e.claim != nil && e.claim.has(run) {
				claimed++
			}
		}
		w1, w2 = w2, uint32(h)
		m.words++
		m.letters += w.letters
		wide += w.wide
		if w.letters <= 3 {
			m.short++
		}
		if nth < oddsHead {
			v := odds.get(h).logOdds()
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
		v := odds.get(h).logOdds()
		m.odds += v
		m.lowOdds = min(m.lowOdds, v)
	}
	m.echo, m.claimed = share(again, runs), share(claimed, runs)
	if e.claim != nil && (nth == 1 && e.claim.has(oneWord(w2)) || nth == 2 && e.claim.has(twoWords(w1, w2))) {
		m.claimed = 1
	}
	if wide > 0 {
		m.words += wide / 2
	}
	return m
}
