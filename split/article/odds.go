package article

import (
	"math"
	"strconv"
	"strings"

	"cuttings/split/words"
)

// Odds maps words to log-odds by the word's hash, which is already computed when a word has been
// read.
type Odds struct {
	mask uint32
	rows []oddsRow
}

type oddsRow struct {
	check uint32 // upper half of the hash; 0 for an empty row
	odds  int16  // hundredths
	hints hint
}

// logOdds returns the log-odds, which are stored in hundredths.
func (r oddsRow) logOdds() float32 { return float32(r.odds) * 0.01 }

// NewNames returns the table of class and id words, including those in hintWords.
func NewNames(m map[string]float32) *Odds { return newOdds(m, hintWords) }

// noticeOdds is the log-odds of a notice word (see package words) in languages that the training
// sets have too little of.
const noticeOdds = -1.5

// NewWords returns the table of words at a block's edges: the learned ones, and the known notice
// words of other languages.
func NewWords(learned map[string]float32) *Odds {
	m := make(map[string]float32, len(learned)+1000)
	words.NoticeWords(func(w string, _ words.Notice) { m[w] = noticeOdds })
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

// put returns the row for word w, a new one if there is none.
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

// get returns the row of the word with hash h; the zero row for unknown words.
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

// ReadOdds parses lines of the form "word value"; lines that begin with "#" are skipped.
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
