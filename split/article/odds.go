package article

import (
	"math"
	"strconv"
	"strings"

	"cuttings/split/words"
)

// Odds is a table from words to log odds, looked up by the word's hash: the
// hash is at hand when a word has been read, its string is not.
type Odds struct {
	mask uint32
	rows []oddsRow
}

type oddsRow struct {
	check uint32 // upper half of the hash; 0 is an empty row
	odds  int16  // hundredths
	hints hint
}

// log is the log odds.
func (r oddsRow) log() float32 { return float32(r.odds) * 0.01 }

// NewNames makes the table of class and id words; it also holds what such words
// say about what an element carries besides body text.
func NewNames(m map[string]float32) *Odds { return newOdds(m, hintWords) }

// pleaOdds is what a word that asks something of the reader (see package words)
// counts in a language of which the yardsticks have too little to learn from.
const pleaOdds = -1.5

// NewWords makes the table of words at a block's edges: what was learned, and
// the known words of pleas in other languages.
func NewWords(learned map[string]float32) *Odds {
	m := make(map[string]float32, len(learned)+1000)
	words.PleaWords(func(w string, _ words.Plea) { m[w] = pleaOdds })
	for w, v := range learned {
		m[w] = v
	}
	return newOdds(m, nil)
}

func newOdds(m map[string]float32, hints map[string]hint) *Odds {
	size := 64
	for size < 2*(len(m)+len(hints)) {
		size *= 2
	}
	o := &Odds{mask: uint32(size - 1), rows: make([]oddsRow, size)}
	for w, v := range m {
		o.put(w).odds = int16(math.Round(float64(v) * 100))
	}
	for w, h := range hints {
		o.put(w).hints = h
	}
	return o
}

// put is the row for word w, which may be there already.
func (o *Odds) put(w string) *oddsRow {
	h := wordHash(w)
	check := uint32(h>>32) | 1
	i := uint32(h) & o.mask
	for o.rows[i].check != 0 && o.rows[i].check != check {
		i = (i + 1) & o.mask
	}
	o.rows[i].check = check
	return &o.rows[i]
}

// get is what is known of the word with hash h; the zero row for others.
func (o *Odds) get(h uint64) oddsRow {
	check := uint32(h>>32) | 1
	i := uint32(h) & o.mask
	for {
		switch r := o.rows[i]; r.check {
		case check, 0:
			return r
		}
		i = (i + 1) & o.mask
	}
}

// ReadOdds reads "word value" lines; lines beginning with "#" are skipped.
func ReadOdds(text string) map[string]float32 {
	m := make(map[string]float32, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		w, v, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(w, "#") {
			continue
		}
		if f, err := strconv.ParseFloat(v, 32); err == nil {
			m[w] = float32(f)
		}
	}
	return m
}
