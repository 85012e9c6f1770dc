package tagger

// Hash returns the hash of s (FNV-1a, 64 bits), which is the same in every process.
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// Combine returns the hash of a feature's template and values. Their order matters.
func Combine(template uint64, seen ...uint64) uint64 {
	h := template*0x9e3779b97f4a7c15 + 1
	for _, s := range seen {
		h ^= s
		h ^= h >> 32
		h *= 0xd6e8feb86659fd93
		h ^= h >> 29
	}
	return h ^ h>>32
}
