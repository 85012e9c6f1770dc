package forms

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/reading/names"
	"cuttings/reading/tagger"
)

// Hashes returns the Keys of a form with its kind, as hashes that are the same in every process.
func (f Form) Hashes(kind names.Kind) []uint64 {
	keys := f.Keys(kind)
	out := make([]uint64, len(keys))
	for i, key := range keys {
		out[i] = tagger.Hash(string(kind) + key)
	}
	return out
}

// Keys returns the keys by which a form can be found: two forms whose relation is not Different share at least
// one. They are few and distinct and do not depend on capitals; a shared key alone is no evidence.
func (f Form) Keys(kind names.Kind) []string {
	var out []string
	put := func(prefix, key string) {
		if key = prefix + key; len(key) > len(prefix) && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	content := f.content()
	if kind == names.Person {
		content = f.personWords()
	}
	put("=", f.Key)
	for _, w := range content {
		if kind == names.Organisation && kindsOfBodies[w] && len(content) > 1 {
			continue
		}
		put("w", wordKey(w))
		put("w", wordKey(cutEnding(w)))
		put("w", wordKey(withoutEzafe(w)))
		if head, _, ok := strings.Cut(w, "-"); ok {
			put("w", wordKey(head))
		}
	}
	if kind == names.Place {
		put("k", countryOf(f))
	}
	if kind == names.Organisation {
		if len(f.words) == 1 {
			put("a", strings.ReplaceAll(f.words[0], "-", ""))
		}
		all, some := "", ""
		for i, w := range f.words {
			for _, part := range strings.Split(w, "-") {
				if part == "" {
					continue
				}
				_, n := utf8.DecodeRuneInString(part)
				all += part[:n]
				if !connectors[f.words[i]] {
					some += part[:n]
				}
			}
		}
		if len(f.words) > 1 {
			put("a", all)
			put("a", some)
			if len(content) > 0 && len(out) < 3 { // generic words alone: "National Council"
				put("w", wordKey(content[0]))
				put("w", wordKey(content[len(content)-1]))
			}
		}
	}
	return out
}

// wordKey returns a key that is equal for words with similar spelling or derivation.
func wordKey(w string) string {
	if s := Skeleton(w); len(s) >= 2 {
		return s
	}
	return Sound(w)
}
