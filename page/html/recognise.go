package html

import (
	"bytes"

	"cuttings/page/charset"
	"cuttings/page/internal/chars"
)

// sniffLength is how much of a file's beginning is looked at for markup.
const sniffLength = 8 << 10

// Recognise reports whether content begins as markup, or has enough of it
// near its beginning that no bare text would.
func Recognise(content []byte) bool {
	if Begins(content) {
		return true
	}
	head := charset.Flatten(content[:min(len(content), sniffLength)])
	const enough = 4
	return CountTags(head, enough) >= enough
}

// Begins reports whether content begins with what only a page begins with.
func Begins(content []byte) bool {
	head := charset.Flatten(content[:min(len(content), 64)])
	for _, mark := range []string{"<!doctype", "<html", "<head", "<!--"} {
		if len(head) > len(mark) && chars.EqualLower(string(head[:len(mark)]), mark) {
			return true
		}
	}
	return false
}

// CountTags counts tags of HTML, up to most. Those that only a page as a whole
// has count for all.
func CountTags(b []byte, most int) (n int) {
	for n < most {
		i := bytes.IndexByte(b, '<')
		if i < 0 {
			return n
		}
		b = b[i+1:]
		name := bytes.TrimPrefix(b[:min(len(b), 20)], []byte("/"))
		k := 0
		for k < len(name) && chars.IsAlnum(name[k]) {
			k++
		}
		switch tagID(tagIndex.find(string(name[:k]))) {
		case tagNone:
		case tagHTML, tagHead, tagBody, tagMeta, tagTitle:
			return most
		default:
			n++
		}
	}
	return n
}
