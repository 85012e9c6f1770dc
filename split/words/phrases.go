package words

// phrases is a set of folded phrases. Nearly all look-ups fail, and a large map is slow to reach in
// memory, so a Bloom filter answers most of them.
type phrases struct {
	all     map[string]struct{}
	longest int         // the length in bytes of the longest phrase
	bits    [256]uint64 // a Bloom filter with one hash
}

func newPhrases(entries []string) *phrases {
	p := &phrases{all: make(map[string]struct{}, len(entries))}
	for _, e := range entries {
		p.all[e] = struct{}{}
		p.longest = max(p.longest, len(e))
		h := phraseHash(e)
		p.bits[h>>6] |= 1 << (h & 63)
	}
	return p
}

// phraseHash returns one of the filter's bits from a few bytes of s, which must not be empty.
func phraseHash[S string | []byte](s S) uint {
	n := len(s)
	h := uint(n)*0x9E3779B1 ^ uint(s[0])*0x85EBCA6B ^ uint(s[n-1])*0xC2B2AE35 ^ uint(s[n/2])*0x27D4EB2F ^ uint(
		s[n/4])*0x165667B1 ^ uint(s[n*3/4])*0x9E3779
	return h >> 11 & (1<<14 - 1)
}

// has reports whether s is one of the phrases.
func has[S string | []byte](p *phrases, s S) bool {
	if len(s) == 0 || len(s) > p.longest {
		return false
	}
	if h := phraseHash(s); p.bits[h>>6]>>(h&63)&1 == 0 {
		return false
	}
	_, ok := p.all[string(s)]
	return ok
}
