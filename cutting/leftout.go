package cutting

import "strings"

// LeftOut is the reason why something that came in was not kept as a page; it is no failure. Its
// text completes "left out: …", and counts are by text.
type LeftOut string

// Reasons that are only counted, not listed: parts of pages; any saved page has dozens of them.
const (
	LeftImage    LeftOut = "an image"
	LeftStyle    LeftOut = "a style sheet"
	LeftScript   LeftOut = "a script"
	LeftFont     LeftOut = "a font"
	LeftMedia    LeftOut = "sound or film"
	LeftAsset    LeftOut = "an asset of a saved page"
	LeftManifest LeftOut = "an app manifest"
)

// Reasons that several readers give. Other reasons are texts of one reader.
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

// inBulk are the reasons that are only counted.
var inBulk = map[LeftOut]bool{
	LeftImage: true, LeftStyle: true, LeftScript: true, LeftFont: true, LeftMedia: true, LeftAsset: true,
	LeftManifest: true, LeftSystem: true,
}

// InBulk reports whether files left out for this reason are only counted; all others are also
// listed by name.
func (l LeftOut) InBulk() bool { return inBulk[l] }

// Kind returns the reason without its details, which are in brackets at its end: "an answer without
// a page (HTTP status 404)". Counts are grouped by it.
func (l LeftOut) Kind() LeftOut {
	if i := strings.LastIndex(string(l), " ("); i > 0 && strings.HasSuffix(string(l), ")") {
		return l[:i]
	}
	return l
}
