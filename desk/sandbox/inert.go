package sandbox

import "bytes"

// reaching are the elements through which a browser opens a connection without
// asking the content security policy, which would tell an outside host that the
// page is being read: link rel=preconnect; frames and clicked links, where the
// policy stops the request but not the connection made ahead of it. Each is shown
// under another name of the same length, which makes it an element without
// meaning; a link becomes u, so that it is still underlined.
var reaching = map[string]string{"link": "lin-", "iframe": "ifram-", "frame": "fram-", "fencedframe": "fencedfram-",
	"portal": "porta-", "area": "are-", "a": "u"}

// inert gives content back with the elements of reaching renamed; every other
// byte stays and stays in place. The bytes to keep are what download gives.
//
// Tags are found in the bytes, before any decoding, whatever the charset: between
// the letters of a name may stand the zero bytes of UTF-16 and the shift
// sequences of ISO-2022-JP, the only charsets of the web in which ASCII letters
// are not one byte each.
func inert(content []byte) []byte {
	out := content
	for at := 0; at < len(content); at++ {
		if content[at] != '<' {
			continue
		}
		i := skipShifts(content, at+1)
		if i < len(content) && content[i] == '/' {
			i = skipShifts(content, i+1)
		}
		var name []byte
		var letters [12]int // where each letter of the name stands
		for ; i < len(content) && isLetter(content[i]) && len(name) < len(letters); i = skipShifts(content, i+1) {
			letters[len(name)] = i
			name = append(name, content[i]|0x20)
		}
		as, ok := reaching[string(name)]
		if !ok || i < len(content) && !endsName(content[i]) {
			continue
		}
		if &out[0] == &content[0] {
			out = bytes.Clone(content)
		}
		last := len(name) - 1
		out[letters[last]] = as[last]
	}
	return out
}

// skipShifts passes over zero bytes and escape sequences (ESC, intermediates,
// final byte).
func skipShifts(b []byte, i int) int {
	for i < len(b) {
		switch {
		case b[i] == 0:
			i++
		case b[i] == 0x1b && i+1 < len(b) && b[i+1] >= 0x20 && b[i+1] <= 0x2f:
			i += 2
			for i < len(b) && b[i] >= 0x20 && b[i] <= 0x2f {
				i++
			}
			i = min(i+1, len(b))
		default:
			return i
		}
	}
	return i
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// endsName reports whether c ends a tag's name, as the HTML standard has it.
func endsName(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '/' || c == '>'
}
