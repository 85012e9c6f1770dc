package page

import "bytes"

// sniffLength is how much of a file's beginning is looked at for markup.
const sniffLength = 8 << 10

// looksLikeHTML reports whether content begins as markup, or has enough of it
// near its beginning that no bare text would.
func looksLikeHTML(content []byte) bool {
	if beginsAsHTML(content) {
		return true
	}
	head := flatten(content[:min(len(content), sniffLength)])
	const enough = 4
	return countTags(head, enough) >= enough
}

// beginsAsHTML reports whether content begins with what only a page begins with.
func beginsAsHTML(content []byte) bool {
	head := flatten(content[:min(len(content), 64)])
	for _, mark := range []string{"<!doctype", "<html", "<head", "<!--"} {
		if len(head) > len(mark) && equalLower(string(head[:len(mark)]), mark) {
			return true
		}
	}
	return false
}

// countTags counts tags of HTML, up to most. Those that only a page as a whole
// has count for all.
func countTags(b []byte, most int) (n int) {
	for n < most {
		i := bytes.IndexByte(b, '<')
		if i < 0 {
			return n
		}
		b = b[i+1:]
		name := bytes.TrimPrefix(b[:min(len(b), 20)], []byte("/"))
		k := 0
		for k < len(name) && isAlnum(name[k]) {
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
