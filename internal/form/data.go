package form

import (
	"bytes"
	"strings"

	"cuttings/cutting"
)

// declaredData says why text that might pass for written is data for programs:
// declared to be, or not called text by anybody and beginning as scripts and data do.
// bareName says that its name or declared type calls it bare text.
func declaredData(text []byte, declared string, bareName bool) cutting.LeftOut {
	_, minor, _ := strings.Cut(declared, "/")
	text = bytes.TrimSpace(text)
	switch {
	case minor == "json" || strings.HasSuffix(minor, "+json") || strings.HasSuffix(minor, "-json"):
		return cutting.LeftJSON
	case minor == "xml" || strings.HasSuffix(minor, "+xml") && declared != TypeXHTML:
		return cutting.LeftXML
	case strings.Contains(minor, "mpegurl"):
		return "a playlist"
	case !bareName && (declared == TypeHTML || declared == TypeXHTML || declared == ""):
		return scriptReason(text)
	}
	return ""
}

// scriptReason recognises a script or JSON data by its beginning and by its having no tag.
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

// scriptBegins are what scripts begin with and texts do not.
var scriptBegins = [...]string{"(function", "!function", ";(function", "(()=>", "(() =>", "function(", "var ", "let ",
	"const ", "window.", "document.", "self.", "jQuery(", "$(", "define(", "require(", `"use strict"`, "'use strict'",
	"/*", "//"}
