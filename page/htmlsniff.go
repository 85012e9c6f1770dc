package page

import "strings"

// looksLikeHTML reports whether content begins as markup, or has enough of it
// near its beginning that no bare text would.
func looksLikeHTML(content []byte) bool {
	head := string(content[:min(len(content), 4096)])
	tags := 0
	for s := head; ; {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		name := strings.TrimPrefix(s, "/")
		n := 0
		for n < len(name) && isAlnum(name[n]) {
			n++
		}
		if n == 0 {
			if len(s) >= 8 && strings.EqualFold(s[:8], "!doctype") || strings.HasPrefix(s, "!--") && tags == 0 && i < 3 {
				return true
			}
			continue
		}
		switch id := tagID(tagIndex.find(name[:n])); id {
		case tagNone:
			continue
		case tagHTML, tagHead, tagBody, tagMeta, tagTitle:
			return true
		}
		if tags++; tags >= 4 {
			return true
		}
	}
}
