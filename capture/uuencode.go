package capture

import (
	"bytes"
	"maps"
	"mime"
	"net/textproto"
)

// Mails of the 1990s contain files within their text, uuencoded (POSIX.1-2017, uuencode): a line
// "begin 644 NAME", lines of up to 45 bytes each, whose first character is their length, and a line
// "end".

// uuFile is a file within a text and the bytes [start, end) of the text that it takes.
type uuFile struct {
	name       string
	content    []byte
	start, end int
}

// uuFiles returns the uuencoded files in text. A file that is cut off or has an invalid line is
// left in the text.
func uuFiles(text []byte) []uuFile {
	var found []uuFile
	for at := 0; at < len(text); {
		line, next := lineAt(text, at)
		if name, ok := uuBegin(line); ok {
			if content, end, ok := uuBody(text, next); ok {
				found = append(found, uuFile{name, content, at, end})
				next = end
			}
		}
		at = next
	}
	return found
}

// lineAt returns the line that begins at byte at of text, without its end, and the offset of the
// next.
func lineAt(text []byte, at int) (line []byte, next int) {
	line, next = text[at:], len(text)
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line, next = line[:i], at+i+1
	}
	return bytes.TrimRight(line, "\r"), next
}

// uuBegin parses a line "begin 644 NAME".
func uuBegin(line []byte) (name string, ok bool) {
	rest, ok := bytes.CutPrefix(line, []byte("begin "))
	if !ok {
		return "", false
	}
	mode, file, ok := bytes.Cut(rest, []byte(" "))
	file = bytes.TrimSpace(file)
	if !ok || len(mode) < 3 || len(mode) > 4 || len(file) == 0 {
		return "", false
	}
	for _, c := range mode {
		if c < '0' || c > '7' {
			return "", false
		}
	}
	return string(file), true
}

// uuBody decodes the lines from byte at of text up to the line "end", and returns the offset after
// that.
func uuBody(text []byte, at int) (content []byte, end int, ok bool) {
	for at < len(text) {
		line, next := lineAt(text, at)
		if string(bytes.TrimSpace(line)) == "end" {
			return content, next, true
		}
		at = next
		if len(line) == 0 { // a last line of no bytes without its only space
			continue
		}
		n := int(line[0]-' ') & 63
		line = line[1:]
		if n > 45 || len(line) > 62 {
			return nil, 0, false
		}
		for _, c := range line {
			if c < ' ' || c > '`' {
				return nil, 0, false
			}
		}
		for i := 0; n > 0; i += 4 {
			var four [4]byte
			for k := range four {
				if i+k < len(line) { // spaces at the end of a line are lost in transport
					four[k] = (line[i+k] - ' ') & 63
				}
			}
			three := [3]byte{four[0]<<2 | four[1]>>4, four[1]<<4 | four[2]>>2, four[2]<<6 | four[3]}
			content = append(content, three[:min(n, 3)]...)
			n -= 3
		}
	}
	return nil, 0, false
}

// decodeUU returns the file in a part that was sent uuencoded; the unchanged part when it contains
// no such file.
func decodeUU(body []byte) []byte {
	if found := uuFiles(body); len(found) > 0 {
		return found[0].content
	}
	return body
}

// withoutFiles returns the part without the uuencoded files in its bare text, decoded, and each of
// these files as an attachment.
func (e *entity) withoutFiles() (rest *entity, files []*entity) {
	text := e.decoded()
	rest = &entity{header: maps.Clone(e.header), mediaType: e.mediaType, params: e.params}
	rest.header.Del("Content-Transfer-Encoding")
	found := uuFiles(text)
	if len(found) == 0 {
		rest.body = text
		return rest, nil
	}
	at := 0
	for _, f := range found {
		rest.body = append(rest.body, text[at:f.start]...)
		at = f.end
		file := &entity{header: textproto.MIMEHeader{}, params: map[string]string{"name": f.name}, body: f.content}
		file.header.Set("Content-Disposition",
			mime.FormatMediaType("attachment", map[string]string{"filename": f.name}))
		files = append(files, file)
	}
	rest.body = append(rest.body, text[at:]...)
	return rest, files
}
