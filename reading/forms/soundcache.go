package forms

import (
	"hash/maphash"
	"sync/atomic"
)

// wordSound is a word with its sound, for the cache: comparing the names of an archive needs the sounds of the
// same words again and again.
type wordSound struct{ word, sound, skeleton string }

// recentSounds is a cache of the words whose sound was computed recently, by hash; a word replaced by another
// is computed again.
var recentSounds [1 << 14]atomic.Pointer[wordSound]

var recentSoundsSeed = maphash.MakeSeed()

// soundOf returns a word with its sound. It is safe for concurrent use.
func soundOf(w string) *wordSound {
	at := &recentSounds[maphash.String(recentSoundsSeed, w)%uint64(len(recentSounds))]
	h := at.Load()
	if h == nil || h.word != w {
		h = &wordSound{w, Sound(w), Skeleton(w)}
		at.Store(h)
	}
	return h
}
