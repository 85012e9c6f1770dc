package words

// finder looks for folded phrases in a folded text, at the edges of words. Every short
// text of a page is asked about, and few words in it begin a phrase: two bytes of each
// tell.
type finder struct {
	by    [256][]int32         // the phrases by first byte, in order
	pairs [1 << 16 / 64]uint64 // what two bytes phrases begin with
	all   []string
}

// newFinder takes phrases of two bytes or more.
func newFinder(all []string) *finder {
	f := &finder{all: all}
	for i, s := range all {
		f.by[s[0]] = append(f.by[s[0]], int32(i))
		k := uint(s[0])<<8 | uint(s[1])
		f.pairs[k>>6] |= 1 << (k & 63)
	}
	return f
}

// each calls found with the number of every phrase in text until it returns false.
func (f *finder) each(text []byte, found func(i int) bool) {
	for i := 0; i+1 < len(text); i++ {
		k := uint(text[i])<<8 | uint(text[i+1])
		if f.pairs[k>>6]>>(k&63)&1 == 0 || i > 0 && isASCIIAlnum(text[i-1]) {
			continue // no word begins here, or no phrase does
		}
		for _, n := range f.by[text[i]] {
			s := f.all[n]
			if beginsWith(text[i:], s) && (i+len(s) == len(text) || !isASCIIAlnum(text[i+len(s)])) && !found(int(n)) {
				return
			}
		}
	}
}
