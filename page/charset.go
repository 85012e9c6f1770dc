package page

import (
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decoded is content as Unicode text.
type decoded struct {
	text    string  // valid UTF-8
	offsets *decMap // nil when text is content byte for byte
	charset string  // WHATWG name
	origin  string  // see cutting.Meta.CharsetOrigin
	faults  []string
}

// decode turns content into text. carrier is the charset the carrier declared;
// markup says whether a declaration inside the content counts.
func decode(content []byte, carrier string, markup bool) decoded {
	if utf8.Valid(content) {
		return decoded{text: string(content), charset: "utf-8", origin: "detected"}
	}
	e, name, _ := charset.DetermineEncoding(content, "text/html; charset="+carrier)
	out, err := e.NewDecoder().Bytes(content)
	if err != nil {
		return decoded{text: string([]rune(string(content))), charset: name, origin: "default"}
	}
	return decoded{text: string(out), charset: name, origin: "detected"}
}
