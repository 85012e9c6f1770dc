package forms

import (
	"hash/maphash"
	"sync/atomic"
)

// heard is a word with its sound: comparing the names of an archive asks for the sounds of
// the same words again and again.
type heard struct{ word, sound, skeleton string }

// lately are words whose sound was asked for lately, each in a place of its own: what
// another word takes the place of is worked out again.
var lately [1 << 14]atomic.Pointer[heard]

var latelySeed = maphash.MakeSeed()

// hear returns a word with its sound. It is safe for concurrent use.
func hear(w string) *heard {
	at := &lately[maphash.String(latelySeed, w)%uint64(len(lately))]
	h := at.Load()
	if h == nil || h.word != w {
		h = &heard{w, Sound(w), Skeleton(w)}
		at.Store(h)
	}
	return h
}
