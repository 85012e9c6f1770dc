// Package clusters has classes of English words with similar use, so that a tagger that has seen "minister"
// also knows something about "chancellor".
//
// The classes are k-means clusters of public word vectors, in two levels; see english.md for the vectors and
// their licence.
package clusters

import (
	"bufio"
	"bytes"
	_ "embed"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// perCoarse is the number of fine classes in a coarse one.
const perCoarse = 16

//go:embed english.zst
var data []byte

var classes = sync.OnceValue(func() map[string]uint16 {
	m := map[string]uint16{}
	z, err := zstd.NewReader(bytes.NewReader(data))
	if err != nil {
		return m
	}
	defer z.Close()
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 4<<20)
	for c := uint16(1); sc.Scan(); c++ {
		for _, w := range strings.Split(sc.Text(), "\t") {
			if w != "" {
				m[w] = c
			}
		}
	}
	return m
})

// Class is a word's class; 0 is the class of unknown words.
type Class uint16

// Of returns the class of a word in lower case. It is safe for concurrent use.
func Of(lower string) Class { return Class(classes()[lower]) }

// Coarse returns the coarse class of a class, from 1; 0 for unknown words.
func (c Class) Coarse() uint16 {
	if c == 0 {
		return 0
	}
	return (uint16(c)-1)/perCoarse + 1
}
