package form

import (
	"bytes"
	"strings"

	"cuttings/cutting"
)

// declaredData returns the reason why text is data for programs: it is declared to be, or is not
// declared as text and begins like scripts and data; "" for other text. bareName is true when its
// name or declared type is one of bare text.
func declaredData(text []byte, declared string, bareName bool) cutting.LeftOut {
	_, minor, _ := strings.Cut(declared, "/")
	text = bytes.TrimSpace(text)
	switch {
	case minor == "json" || strings.HasSuffix(minor, "+json") || strings.HasSuffix(minor, "-json"):
		return cutting.LeftJSON
	case isXMLType(declared):
		return cutting.LeftXML
	case strings.Contains(minor, "mpegurl"):
		return "a playlist"
	case !bareName && (declared == TypeHTML || declared == TypeXHTML || declared == ""):
		return scriptReason(text)
	}
	return ""
}

// scriptReason returns the reason for a script or JSON data, recognised by its beginning and the
// absence of tags; "" for other text.
func scriptReason(text []byte) cutting.LeftOut {
	if bytes.ContainsAny(text[:min(len(text), 1)], "{[") && bytes.ContainsAny(text, "\"]") {
		return cutting.LeftJSON
	}
	if bytes.Contains(text, []byte("</")) || !bytes.ContainsAny(text, ";=(") {
		return ""
	}
	for _, begin := range scriptBegins {
		if bytes.HasPrefix(text, []byte(begin)) {
			return cutting.LeftScript
		}
	}
	return ""
}

// scriptBegins are beginnings of scripts that texts do not have.
var scriptBegins = [...]string{"(function", "!function", ";(function", "(()=>", "(() =>", "function(", "var ", "let ",
	"const ", "window.", "document.", "self.", "jQuery(", "$(", "define(", "require(", `"use strict"`, "'use strict'",
	"/*", "//"}
