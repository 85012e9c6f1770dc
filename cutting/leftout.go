package cutting

import "strings"

// LeftOut is why something that came in was not kept: no page, so nothing is
// wrong. Its text completes "left out: …" and is what counts are kept by. Two
// reasons are the same when their texts are.
type LeftOut string

// Reasons that are counted and not named one by one: parts of pages, which any
// saved page has dozens of.
const (
	LeftImage    LeftOut = "an image"
	LeftStyle    LeftOut = "a style sheet"
	LeftScript   LeftOut = "a script"
	LeftFont     LeftOut = "a font"
	LeftMedia    LeftOut = "sound or film"
	LeftAsset    LeftOut = "an asset of a saved page"
	LeftManifest LeftOut = "an app manifest"
)

// Reasons that more than one reader gives. What else was left out is named with
// a text of the reader's own.
const (
	LeftEmpty      LeftOut = "an empty file"
	LeftBinary     LeftOut = "binary data"
	LeftSystem     LeftOut = "a file of the operating system"
	LeftMirrorTool LeftOut = "a file of the mirror tool"
	LeftHidden     LeftOut = "a hidden file"
	LeftLog        LeftOut = "a log"
	LeftLink       LeftOut = "a link file: an address without its page"
	LeftFarLink    LeftOut = "a link that leads out of the folder named"
	LeftCookies    LeftOut = "a list of cookies"
	LeftXML        LeftOut = "an XML document that is no feed"
	LeftJSON       LeftOut = "JSON data that is no feed"
	LeftTable      LeftOut = "a table"
	LeftProgram    LeftOut = "a program"
	LeftSettings   LeftOut = "a settings file"
)

// inBulk lists what is counted and not named.
var inBulk = map[LeftOut]bool{
	LeftImage: true, LeftStyle: true, LeftScript: true, LeftFont: true, LeftMedia: true, LeftAsset: true,
	LeftManifest: true, LeftSystem: true,
}

// InBulk reports whether files left out for this reason are only counted; all
// others are named as well.
func (l LeftOut) InBulk() bool { return inBulk[l] }

// Kind is the reason without its details, which are in brackets at its end:
// what counts are grouped by ("an answer without a page (HTTP status 404)").
func (l LeftOut) Kind() LeftOut {
	if i := strings.LastIndex(string(l), " ("); i > 0 && strings.HasSuffix(string(l), ")") {
		return l[:i]
	}
	return l
}
