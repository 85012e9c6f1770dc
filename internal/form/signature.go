package form

import (
	"bytes"
	"regexp"
	"strings"

	"cuttings/cutting"
)

// signature is the beginning of files of one kind.
type signature struct {
	at    int
	magic string
	text  bool // a text may have this magic too: control characters must follow
	is    Found
	more  func(head []byte) bool // further condition; nil for none
}

const (
	adviceUnpack = "unpack it and add what is inside"
	adviceSave   = "save it as HTML or plain text and add that"
	adviceJoin   = "put its parts together and add the whole"
	adviceMails  = "export its mails as .eml or mbox and add those"
	adviceWeb    = "open it in a browser and save its pages as HTML"
)

func unread(what, advice string) Found { return Found{Unread: what, Advice: advice} }

var (
	image    = no(cutting.LeftImage)
	media    = no(cutting.LeftMedia)
	font     = no(cutting.LeftFont)
	program  = no(cutting.LeftProgram)
	document = unread("a document of an office program", adviceSave)

	diskImage = unread("a disk image", adviceUnpack)
)

// signatures are tried in order; the first that matches decides.
var signatures = []signature{
	{magic: "PK\x03\x04", is: Found{Form: Zip}},
	{magic: "PK\x05\x06", is: Found{Form: Zip}},
	{magic: "PK00PK\x03\x04", is: Found{Form: Zip}},
	{is: Found{Form: WARC}, more: isWARC},
	{magic: "filedesc:", is: Found{Form: ARC}},
	{magic: "\x1f\x8b\x08", is: Found{Form: Gzip}},
	{magic: "\x28\xb5\x2f\xfd", is: Found{Form: Zstd}},
	{at: 1, magic: "\x2a\x4d\x18", is: Found{Form: Zstd}, more: func(b []byte) bool { return b[0]&0xf0 == 0x50 }},
	{magic: "BZh", is: Found{Form: Bzip2}, more: func(b []byte) bool {
		return len(b) > 9 && b[3] >= '1' && b[3] <= '9' &&
			(string(b[4:10]) == "\x31\x41\x59\x26\x53\x59" || string(b[4:10]) == "\x17\x72\x45\x38\x50\x90")
	}},
	{magic: "\xfd7zXZ\x00", is: Found{Form: XZ}},
	{at: 257, magic: "ustar", is: Found{Form: Tar}},
	{is: Found{Form: Tar}, more: TarHeader},
	{magic: "7z\xbc\xaf\x27\x1c", is: unread("a 7-Zip archive", adviceUnpack)},
	{magic: "Rar!\x1a\x07", is: unread("a RAR archive", adviceUnpack)},
	{magic: "MSCF\x00\x00\x00\x00", is: unread("a cabinet archive", adviceUnpack)},
	{magic: "ITSF\x03\x00\x00\x00", is: unread("a compiled help file (CHM)", adviceUnpack)},
	{magic: "LZIP\x01", is: unread("an lzip file", adviceUnpack)},
	{magic: "\x04\x22\x4d\x18", is: unread("an LZ4 file", adviceUnpack)},
	{magic: "\x1f\x9d", is: unread("a file packed by compress (.Z)", adviceUnpack)},
	{magic: "\x5d\x00\x00", is: unread("an LZMA file", adviceUnpack), more: isLZMA},
	{magic: "!<arch>\n", is: unread("an archive of ar", adviceUnpack)},
	{at: 2, magic: "-lh", is: unread("an LHA archive", adviceUnpack),
		more: func(b []byte) bool { return len(b) > 6 && b[6] == '-' }},
	{magic: "xar!\x00", is: unread("a xar archive", adviceUnpack)},
	{magic: "0707", is: unread("a cpio archive", adviceUnpack),
		more: func(b []byte) bool { return len(b) > 76 && digits(b[4:76], isHex) }},
	{magic: "\xc7\x71", is: unread("a cpio archive", adviceUnpack)},
	{magic: "PK\x07\x08PK\x03\x04", is: unread("the first part of a split zip file", adviceJoin)},
	{at: 7, magic: "**ACE**", is: unread("an ACE archive", adviceUnpack)},
	{magic: "SIT!", is: unread("a StuffIt archive", adviceUnpack),
		more: func(b []byte) bool { return len(b) > 14 && string(b[10:14]) == "rLau" }},
	{magic: "StuffIt (c)", is: unread("a StuffIt archive", adviceUnpack)},
	{magic: "MSWIM\x00\x00\x00", is: diskImage},
	{magic: "\x00\x05\x16\x07\x00", is: no(cutting.LeftSystem)}, // AppleDouble: what a Macintosh knows about a file
	{magic: "(This file must be converted with BinHex", is: unread("a BinHex file", adviceUnpack)},
	{magic: "=ybegin ", is: unread("a file coded for newsgroups (yEnc)", adviceUnpack)},
	{magic: "begin ", is: unread("a uuencoded file", adviceUnpack), more: isUuencoded},
	{magic: "bplist0", is: unread("a Safari web archive", adviceSafari), more: contains("WebMainResource")},
	{magic: "bplist0", is: no(cutting.LeftLink), more: func(b []byte) bool {
		return len(b) < 4096 &&
			bytes.Contains(b, []byte("URL"))
	}},
	{magic: "bplist0", is: no(cutting.LeftSettings)},
	{magic: "L\x00\x00\x00\x01\x14\x02\x00", is: no(cutting.LeftLink)},
	{is: unread("a PDF document", adviceSave), more: isPDF},
	{magic: "{\\rtf", is: unread("an RTF document", adviceSave)},
	{magic: "{\\urtf", is: unread("an RTF document", adviceSave)},
	{magic: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", is: unread("a document of an office program or a mail of Outlook",
		adviceSave)},
	{magic: "\x30", is: unread("an encrypted mail (S/MIME)", adviceDecrypt), more: containsIn(32, pkcs7+"\x03")},
	{magic: "\x30", is: unread("a mail packed with its signature (S/MIME)", adviceDecrypt),
		more: func(b []byte) bool { return containsIn(32, pkcs7+"\x02")(b) && containsIn(len(b), "ontent-")(b) }},
	{magic: "\x30", is: no("a signature"), more: containsIn(32, pkcs7+"\x02")},
	{magic: "\x78\x9f\x3e\x22", is: unread("parts of a mail as Outlook packs them (winmail.dat)", adviceUnpack)},
	{magic: "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", is: unread("a notebook of OneNote",
		"export its pages as single file web pages (.mht) and add those")},
	{magic: "\x01\x01\x01\x01\n", is: unread("mails in one file (MMDF)", adviceMails)},
	{magic: "BABYL OPTIONS:", is: unread("mails in one file of Emacs (Babyl)", adviceMails)},
	{magic: "!BDN", is: unread("a mail store of Outlook", adviceMails)},
	{magic: "\xcf\xad\x12\xfe", is: unread("a mail store of Outlook Express", adviceMails)},
	{magic: "\x1a\x00\x00\x04\x00\x00", is: unread("a mail store of Lotus Notes", adviceMails)},
	{magic: "sxg1-b", is: unread("a signed exchange", adviceWeb)},
	{at: 1, magic: "\x48\xf0\x9f\x8c\x90\xf0\x9f\x93\xa6", is: unread("a web bundle", adviceWeb)},
	{at: 60, magic: "DataPlkr", is: unread("pages saved for a Palm (Plucker)", adviceSave)},
	{at: 60, magic: "TEXtREAd", is: unread("an e-book for a Palm", adviceSave)},
	{magic: "\x3f\x5f\x03\x00", is: unread("a help file of Windows", adviceSave)},
	{magic: "1\xbe\x00\x00\x00\xab", is: document}, {magic: "2\xbe\x00\x00\x00\xab", is: document},
	{magic: "AT&TFORM", is: unread("a DjVu document", adviceSave)},
	{at: 60, magic: "BOOKMOBI", is: unread("an e-book of Mobipocket", adviceSave)},
	{magic: "TPZ0", is: unread("an e-book of Kindle", adviceSave)},
	{magic: "CONT\x02\x00", is: unread("an e-book of Kindle", adviceSave)},
	{magic: "ITOLITLS", is: unread("an e-book of Microsoft Reader", adviceSave)},
	{magic: "\xdb\xa5-\x00", is: document},
	{magic: "\xffWPC", is: document},
	{magic: "ZIM\x04", is: unread("a ZIM file", "dump it with zimdump and add that")},
	{magic: "\x89PNG", is: image}, {magic: "\xff\xd8\xff", is: image}, {magic: "GIF87a", is: image},
	{magic: "GIF89a", is: image},
	{magic: "BM", text: true, is: image}, {magic: "\x00\x00\x01\x00", is: image},
	{magic: "\x00\x00\x02\x00", is: image},
	{magic: "II*\x00", is: image}, {magic: "MM\x00*", is: image}, {magic: "8BPS", is: image},
	{magic: "\xff\x0a", is: image, text: true},
	{at: 8, magic: "WEBP", is: image, more: begins("RIFF")}, {at: 4, magic: "ftypavif", is: image},
	{at: 4, magic: "ftypheic", is: image},
	{at: 4, magic: "ftypmif1", is: image}, {magic: "%!PS", is: no("a print file")},
	{at: 8, magic: "AVI ", is: media, more: begins("RIFF")}, {at: 8, magic: "WAVE", is: media, more: begins("RIFF")},
	{at: 4, magic: "ftyp", text: true, is: media}, {magic: "OggS\x00", is: media},
	{magic: "ID3", text: true, is: media},
	{magic: "\x1aE\xdf\xa3", is: media}, {magic: "FLV\x01", is: media}, {magic: "FWS", text: true, is: media},
	{magic: "CWS", text: true, is: media}, {magic: "fLaC", text: true, is: media}, {magic: "MThd\x00", is: media},
	{magic: "\x00\x00\x01\xba", is: media}, {magic: "\x00\x00\x01\xb3", is: media},
	{magic: "\x30\x26\xb2\x75", is: media},
	{magic: "wOFF", text: true, is: font}, {magic: "wOF2", text: true, is: font}, {magic: "OTTO\x00", is: font},
	{magic: "\x00\x01\x00\x00\x00", is: font}, {magic: "ttcf\x00", is: font}, {at: 34, magic: "LP\x00\x00", is: font},
	{magic: "\x7fELF", is: program}, {magic: "MZ", text: true, is: program}, {magic: "\xca\xfe\xba\xbe", is: program},
	{magic: "\xcf\xfa\xed\xfe", is: program}, {magic: "\x00asm", is: program},
	{magic: "#!/", is: no(cutting.LeftLink), more: containsIn(200, "\n[Desktop Entry]")}, {magic: "#!/", is: program},
	{magic: "SQLite format 3\x00", is: no("a database")},
	{magic: "[InternetShortcut", is: no(cutting.LeftLink)},
	{magic: "[Desktop Entry]", is: no(cutting.LeftLink)},
}

// pkcs7 is the beginning of the object identifiers that S/MIME writes (RFC 5652).
const pkcs7 = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"

const adviceDecrypt = "open it in a mail program and save its text as HTML or plain text"

const adviceSafari = "open it in Safari and save the page as source, or convert it to HTML"

func begins(s string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(s)) }
}

func contains(s string) func([]byte) bool {
	return func(b []byte) bool { return bytes.Contains(b, []byte(s)) }
}

// containsIn is contains for the first n bytes.
func containsIn(n int, s string) func([]byte) bool {
	return func(b []byte) bool { return bytes.Contains(b[:min(len(b), n)], []byte(s)) }
}

func (s *signature) matches(head []byte) bool {
	if len(head) < s.at+len(s.magic) || string(head[s.at:s.at+len(s.magic)]) != s.magic {
		return false
	}
	return (!s.text || Binary(head) || len(head) < 32 && hasControl(head)) && (s.more == nil || s.more(head))
}

// isWARC reports whether b is a plain WARC file, also after byte order marks or blank lines.
func isWARC(b []byte) bool {
	b = bytes.TrimLeft(trimMarks(b), "\r\n")
	return len(b) > 6 && bytes.EqualFold(b[:5], []byte("WARC/")) && b[5] >= '0' && b[5] <= '9'
}

// isPDF reports whether b is a PDF document, also after blank lines and byte order marks.
func isPDF(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(trimMarks(b), " \t\r\n\x00"), []byte("%PDF-"))
}

// unreadNames are kinds of files with pages in them that have no signature near their beginning, by the names of
// binary files.
var unreadNames = map[string]Found{".iso": diskImage, ".dmg": diskImage, ".img": diskImage,
	".tbb": unread("a mail store of The Bat!", adviceMails)}

var uuencoded = regexp.MustCompile("^begin [0-7]{3,4} [^\r\n]+\r?\n(M[!-`]{60}[ -`]{0,3}|[!-L][ -`]{1,60})\r?\n")

// isUuencoded reports whether b is a uuencoded file: a line with its name, and a line of data.
func isUuencoded(b []byte) bool { return uuencoded.Match(b[:min(len(b), 1024)]) }

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// digits reports whether all bytes are digits.
func digits(b []byte, digit func(byte) bool) bool {
	return !bytes.ContainsFunc(b, func(r rune) bool { return r > 0x7f || !digit(byte(r)) })
}

// isLZMA reports whether b is in the old LZMA format, whose signature is weak: a dictionary size
// that is a power of two and a length that is unknown or below a tebibyte.
func isLZMA(b []byte) bool {
	if len(b) < 14 || !Binary(b) {
		return false
	}
	return bytes.Equal(b[5:13], []byte("\xff\xff\xff\xff\xff\xff\xff\xff")) || b[10] == 0 && b[11] == 0 && b[12] == 0
}

// TarHeader reports whether b begins with the header of a tar member, by its checksum, which also
// those from before the "ustar" mark (Unix V7) have.
func TarHeader(b []byte) bool {
	if len(b) < 512 || b[0] == 0 {
		return false
	}
	field := strings.Trim(string(b[148:156]), " \x00")
	want := 0
	for _, c := range field {
		if c < '0' || c > '7' {
			return false
		}
		want = want*8 + int(c-'0')
	}
	sum := 8 * ' '
	for i, c := range b[:512] {
		if i < 148 || i >= 156 {
			sum += rune(c)
		}
	}
	return field != "" && int(sum) == want && strings.Trim(string(b[124:136]), "01234567 \x00") == ""
}

func hasControl(b []byte) bool {
	return bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' })
}

// control is 1 for the control characters that do not occur in texts.
var control = func() (t [256]uint8) {
	for c := range uint8(' ') {
		if !strings.ContainsRune("\t\n\r\f\x1b\x08\x1a", rune(c)) {
			t[c] = 1
		}
	}
	return t
}()

// Binary reports whether b, the beginning of a file, contains bytes that no text in any charset of
// the web has: more than a few zeros and control characters. Bytes above 0x7F do not count. UTF-16
// is binary by this measure; call Wide first.
func Binary(b []byte) bool {
	controls := 0
	for _, c := range b {
		controls += int(control[c])
	}
	if controls > 0 && bytes.Contains(b, []byte("\x1b$)C")) { // Korean of old mails: SO and SI belong to the text
		controls -= bytes.Count(b, []byte{0x0e}) + bytes.Count(b, []byte{0x0f})
	}
	const stray = 2  // a damaged text is still a text
	if len(b) < 64 { // too short for shares: a fragment of markup with a few is still text
		return controls > stray && controls*5 > len(b)
	}
	return controls > stray && controls*50 > len(b)
}

// assetExts are extensions of files that are parts of pages or no pages at all, and whose bytes do
// not distinguish them from bare text.
var assetExts = map[string]cutting.LeftOut{
	".css": cutting.LeftStyle, ".scss": cutting.LeftStyle, ".less": cutting.LeftStyle,
	".js": cutting.LeftScript, ".mjs": cutting.LeftScript, ".map": "a script's map", ".vbs": cutting.LeftScript,
	".ts": cutting.LeftScript, ".svg": cutting.LeftImage, ".ico": cutting.LeftImage, ".eps": cutting.LeftImage,
	".ps": "a print file", ".csv": cutting.LeftTable, ".tsv": cutting.LeftTable, ".sql": "a database dump",
	".ini": cutting.LeftSettings, ".conf": cutting.LeftSettings, ".cfg": cutting.LeftSettings,
	".yml": cutting.LeftSettings, ".yaml": cutting.LeftSettings, ".toml": cutting.LeftSettings,
	".plist": cutting.LeftSettings, ".log": cutting.LeftLog, ".lock": "a lock", ".cdx": "an index",
	".cdxj": "an index", ".idx": "an index", ".pem": "a key", ".crt": "a key", ".key": "a key", ".md5": "a checksum",
	".sha1": "a checksum", ".sha256": "a checksum", ".webmanifest": cutting.LeftManifest, ".vtt": "subtitles",
	".srt": "subtitles", ".ics": "a calendar", ".vcf": "an address", ".py": cutting.LeftProgram,
	".go": cutting.LeftProgram, ".c": cutting.LeftProgram, ".h": cutting.LeftProgram, ".sh": cutting.LeftProgram,
	".bat": cutting.LeftProgram, ".ps1": cutting.LeftProgram, ".cmd": cutting.LeftProgram,
	".tex": "a document of a kind not read",
	".url": cutting.LeftLink, ".website": cutting.LeftLink, ".desktop": cutting.LeftLink, ".webloc": cutting.LeftLink,
	".lnk": cutting.LeftLink, ".m3u": "a playlist", ".m3u8": "a playlist", ".pls": "a playlist", ".mpd": "a playlist",
	".torrent": "a torrent",
}
