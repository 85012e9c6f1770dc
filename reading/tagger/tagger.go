// Package tagger labels the tokens of a sequence with a linear model: the structured perceptron of Collins
// (2002) with averaged weights, decoded by Viterbi. Features are hashed; a model contains no word of its
// training texts.
package tagger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
)

// Features are the hashed features of one token.
type Features []uint64

// Model labels sequences. It is immutable and safe for concurrent use.
type Model struct {
	Tags []string
	// allowed[a][b] reports whether tag b may follow tag a; row len(Tags) is the sequence's beginning, column
	// len(Tags) its end.
	allowed [][]bool
	trans   []float32 // (len(Tags)+1)², like allowed
	mask    uint64    // rows − 1
	stride  int       // weights a row, len(Tags)
	lanes   []uint64  // weights of a hashed feature for each tag, divided by scale; see setRows
	words   int       // words of lanes in each row
	scale   float32
}

// ErrFormat is returned for a model that cannot be read.
var ErrFormat = errors.New("tagger: not a model of this form")

const magic = "cuttings tagger 1\n"

// Write writes the model, compressed.
func (m *Model) Write(w io.Writer) error {
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	put := func(v any) {
		if err == nil {
			err = binary.Write(z, binary.LittleEndian, v)
		}
	}
	put([]byte(magic))
	put(uint32(len(m.Tags)))
	for _, t := range m.Tags {
		put(uint8(len(t)))
		put([]byte(t))
	}
	for _, row := range m.allowed {
		put(row)
	}
	put(m.trans)
	put(m.mask)
	put(m.scale)
	put(m.rows())
	if err != nil {
		return err
	}
	return z.Close()
}

// Limits of a model that is read, far above those of our models.
const (
	maxTags = 64      // tags
	maxRows = 1 << 22 // rows of weights
)

// Read reads a model written by Write.
func Read(r io.Reader) (*Model, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	get := func(v any) {
		if err == nil {
			err = binary.Read(z, binary.LittleEndian, v)
		}
	}
	head := make([]byte, len(magic))
	var n uint32
	get(head)
	get(&n)
	if err != nil || string(head) != magic || n == 0 || n > maxTags {
		return nil, fmt.Errorf("%w: %q", ErrFormat, head)
	}
	m := &Model{stride: int(n)}
	for range n {
		var l uint8
		get(&l)
		b := make([]byte, l)
		get(b)
		m.Tags = append(m.Tags, string(b))
	}
	m.allowed = make([][]bool, n+1)
	for i := range m.allowed {
		m.allowed[i] = make([]bool, n+1)
		get(m.allowed[i])
	}
	m.trans = make([]float32, (n+1)*(n+1))
	get(m.trans)
	get(&m.mask)
	get(&m.scale)
	if err != nil || m.mask >= maxRows || m.mask&(m.mask+1) != 0 {
		return nil, fmt.Errorf("%w: %v", ErrFormat, err)
	}
	rows := make([]int8, (int(m.mask)+1)*m.stride)
	get(rows)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	m.setRows(rows)
	return m, nil
}

// Decoder labels sequences with one model and keeps its scratch memory between them. It is not safe for
// concurrent use; each goroutine needs its own.
type Decoder struct {
	// Prior, when set, is added to the score of each of Model.Tags at every token: to find more of a rare tag,
	// or fewer.
	Prior  []float32
	m      *Model
	steps  [][]step  // by tag, the allowed steps to it
	scores []float32 // tokens × tags
	best   []float32
	back   []uint8
	out    []int
}

// NewDecoder returns a decoder for m.
func (m *Model) NewDecoder() *Decoder {
	d := &Decoder{m: m, steps: make([][]step, len(m.Tags))}
	for k := range d.steps {
		for j := range m.Tags {
			if m.allowed[j][k] {
				d.steps[k] = append(d.steps[k], step{j, j*(len(m.Tags)+1) + k})
			}
		}
	}
	return d
}

// step is a tag that may precede another, and the index of its score in trans.
type step struct{ from, at int }

// Label returns the best allowed tag of each token, as indices in Model.Tags. The
// result is valid until the next call.
func (d *Decoder) Label(tokens []Features) []int {
	m := d.m
	t := len(m.Tags)
	d.scores = grow(d.scores, len(tokens)*t)
	var sums [maxTags]int32
	for i, fs := range tokens {
		row := d.scores[i*t : (i+1)*t]
		sum := sums[:t]
		m.sum(fs, sum)
		for k := range row {
			row[k] = float32(sum[k]) * m.scale
		}
		for k := range min(len(row), len(d.Prior)) {
			row[k] += d.Prior[k]
		}
	}
	return d.viterbi(m, len(tokens))
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

var impossible = float32(math.Inf(-1))

// viterbi returns the best path through d.scores.
func (d *Decoder) viterbi(m *Model, n int) []int {
	t := len(m.Tags)
	d.out = grow(d.out, n)
	if n == 0 {
		return d.out
	}
	d.best = grow(d.best, 2*t)
	d.back = grow(d.back, n*t)
	last, cur := d.best[:t], d.best[t:2*t]
	for k := range t {
		last[k] = impossible
		if m.allowed[t][k] {
			last[k] = m.trans[t*(t+1)+k] + d.scores[k]
		}
	}
	for i := 1; i < n; i++ {
		for k := range t {
			top, from := impossible, 0
			for _, s := range d.steps[k] {
				if v := last[s.from] + m.trans[s.at]; v > top {
					top, from = v, s.from
				}
			}
			cur[k] = top + d.scores[i*t+k]
			d.back[i*t+k] = uint8(from)
		}
		last, cur = cur, last
	}
	top, at := impossible, 0
	for k := range t {
		if v := last[k] + m.trans[k*(t+1)+t]; m.allowed[k][t] && v > top {
			top, at = v, k
		}
	}
	for i := n - 1; i >= 0; i-- {
		d.out[i] = at
		at = int(d.back[i*t+at])
	}
	return d.out
}
