// Package clusters knows which English words are used alike. A tagger that has
// seen "minister" learns something about "premier" too.
//
// The classes are k-means clusters of public word vectors, in two levels;
// english.md says which, and under what licence.
package clusters

import (
	"bufio"
	"bytes"
	_ "embed"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// perCoarse is how many fine classes a coarse one has.
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

// Class is a word's class; 0 is that of words not known.
type Class uint16

// Of returns the class of a word in small letters. It is safe for concurrent use.
func Of(lower string) Class { return Class(classes()[lower]) }

// Coarse returns the class's class, 1 and up; 0 for words not known.
func (c Class) Coarse() uint16 {
	if c == 0 {
		return 0
	}
	return (uint16(c)-1)/perCoarse + 1
}
