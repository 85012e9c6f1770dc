package words

// finder looks for folded phrases in a folded text, at word boundaries. It is run on every short
// text of a page, so the first two bytes of a word decide whether phrases are compared at all.
type finder struct {
	by    [256][]int32         // indexes of the phrases by first byte, in order
	pairs [1 << 16 / 64]uint64 // bit set of the first two bytes of all phrases
	all   []string
}

// newFinder returns a finder for phrases of two bytes or more.
func newFinder(all []string) *finder {
	f := &finder{all: all}
	for i, s := range all {
		f.by[s[0]] = append(f.by[s[0]], int32(i))
		k := uint(s[0])<<8 | uint(s[1])
		f.pairs[k>>6] |= 1 << (k & 63)
	}
	return f
}

// each calls found with the index of every phrase in text until found returns false.
func (f *finder) each(text []byte, found func(i int) bool) {
	for i := 0; i+1 < len(text); i++ {
		k := uint(text[i])<<8 | uint(text[i+1])
		if f.pairs[k>>6]>>(k&63)&1 == 0 || i > 0 && isASCIIAlnum(text[i-1]) {
			continue // no word, or no phrase, begins here
		}
		for _, n := range f.by[text[i]] {
			s := f.all[n]
			if beginsWith(text[i:], s) && (i+len(s) == len(text) || !isASCIIAlnum(text[i+len(s)])) && !found(int(n)) {
				return
			}
		}
	}
}
