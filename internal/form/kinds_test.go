package form

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"cuttings/cutting"
)

const (
	page0 = "<!DOCTYPE html>\n<html><head><title>Ferry delayed</title></head><body><p>The ferry is " +
		"late.</p></body></html>\n"
	prose = "The harbour council of Brindle put off its vote on the ferry berth until the spring.\n\n"
)

// TestKinds has a case for each kind of text and container, and for what only looks like one.
func TestKinds(t *testing.T) {
	tests := []struct {
		name, file, head string
		want             string // media type, reason, or kind of unread file
	}{
		// Junk in front of a page.
		{"two byte order marks", "a.php", "\xef\xbb\xbf\xef\xbb\xbf" + page0, TypeHTML},
		{"a warning in HTML", "a.php", "<br />\n<b>Warning</b>:  x in <b>/a.php</b> on line <b>3</b><br />\n" + page0,
			TypeHTML},
		{"a notice in text", "a", "Notice: Undefined index: x in /a.php on line 3\n" + page0, TypeHTML},
		{"the size of a chunk", "a", "4f2\r\n" + page0, TypeHTML},
		{"a page quoted in a sentence", "a.txt", "Write <html><head><title> first.\n\n" + prose, TypeText},
		{"a warning before a feed", "a", "<b>Warning</b>: x\n<?xml version=\"1.0\"?><rss " +
			"version=\"2.0\"><channel/></rss>", TypeRSS},
		{"markup shown in a text", "a.txt", "<p> begins a paragraph.\n\n" + prose, TypeText},
		// JSON Feeds.
		{"escaped slashes", "a.json", `{"version":"https:\/\/jsonfeed.org\/version\/1.1","items":[]}`, TypeJSON},
		{"the version last", "a.json", `{"items":[` + strings.Repeat(`{"id":"1"},`, 3000) +
			`{}],"version":"https://jsonfeed.org/version/1"}`, TypeJSON},
		{"data about feeds", "a.json", `{"see":"https://jsonfeed.org/version/1.1"}`, "JSON data that is no feed"},
		{"bookmarks", "a.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p><DT><A HREF=" +
			`"https://beacon.example/a">Ferry</A></DL>`, string(leftBookmarks)},
		{"links of Pocket", "a.html", `<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><ul><li>` +
			`<a href="https://beacon.example/a" time_added="1557396000" tags="">Ferry</a></ul></body></html>`,
			string(leftBookmarks)},
		{"links of Instapaper", "a.html", `<html><head><title>Instapaper: Export</title></head><body><ol><li>` +
			`<a href="https://beacon.example/a">Ferry</a></ol></body></html>`, string(leftBookmarks)},
		{"an article about Pocket", "a.html", `<html><head><title>Pocket Export</title></head><body><p>` + prose,
			TypeHTML},
		{"articles of Wallabag", "a.json", `[{"is_archived":0,"is_starred":0,"url":"https://beacon.example/a",` +
			`"given_url":"https://beacon.example/a","content":"<p>The ferry is late.<\/p>"}]`,
			"an export of Wallabag (JSON)"},
		{"a chat of Telegram", "a.json", `{"name":"x","messages":[{"id":1,"date_unixtime":"1557396000",` +
			`"text":"y","text_entities":[]}]}`, "an export of Telegram (JSON)"},
		{"text in brackets", "a.txt", "[Reuters] " + prose, TypeText},
		{"text in braces", "a.txt", "{First published in the Gazette.} " + prose, TypeText},
		{"Korean of old mails", "a.txt",
			"\x1b$)C\x0eGW18\x0f \x0e<R=D\x0f: \x0e?)04<1\x0f \x0e?nGW@L\x0f.\n" + prose, TypeText},
		{"an entry of Atom", "a.xml", `<entry xmlns="http://www.w3.org/2005/Atom"><title>x</title></entry>`, TypeAtom},
		{"an entry of something else", "a.xml", `<entry><id>x</id></entry>`, "an XML document that is no feed"},
		// Signed and encrypted mails.
		{"S/MIME, encrypted", "smime.p7m", "\x30\x80" + pkcs7 + "\x03\xa0\x80\x30\x80\x02\x01\x00" +
			strings.Repeat("\x00\x91", 90), "an encrypted mail (S/MIME)"},
		{"S/MIME, a mail within", "smime.p7m", "\x30\x82\x01\x02" + pkcs7 + "\x02\xa0\x80\x30\x80" +
			"Content-Type: text/plain\r\n\r\nx" + strings.Repeat("\x00\x91", 90),
			"a mail packed with its signature (S/MIME)"},
		{"S/MIME, a signature", "smime.p7s", "\x30\x82\x01\x02" + pkcs7 + "\x02\xa0\x80\x30\x80" +
			strings.Repeat("\x00\x91", 90), "a signature"},
		{"a statement signed with PGP", "a.txt", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + prose +
			"\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n", TypeText},
		{"a signature of PGP", "a.asc", "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n",
			"a signature"},
		{"a message of PGP", "a.asc", "-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n",
			"an encrypted message"},
		{"a key of PGP", "a.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n", "a key"},
		{"a certificate", "a", "-----BEGIN CERTIFICATE-----\nMIIB\n", "a key"},
		// Link files.
		{"settings without a section", "a.txt", "password=1\nuser=2\nhost=3\n", "a settings file"},
		{"citations of RIS", "a.ris", "TY  - NEWS\r\nTI  - Pier closed\r\nER  - \r\n", "a list of citations"},
		{"citations of BibTeX", "a.txt", "@misc{brel2024,\n title = {Pier closed}\n}\n", "a list of citations"},
		{"of Windows", "a.url", "[InternetShortcut]\r\nURL=http://a.example/\r\n",
			"a link file: an address without its page"},
		{"called text", "a.txt", "[InternetShortcut]\r\nURL=http://a.example/\r\n",
			"a link file: an address without its page"},
		{"with properties first", "a", "[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19," +
			"2\r\n[InternetShortcut]\r\nURL=http://a.example/\r\n",
			"a link file: an address without its page"},
		{"of Linux", "a", "[Desktop Entry]\nType=Link\nURL=http://a.example/\n",
			"a link file: an address without its page"},
		{"of Apple", "a.webloc", `<?xml version="1.0"?><plist ` +
			`version="1.0"><dict><key>URL</key><string>http://a.example/</string></dict></plist>`,
			"a link file: an address without its page"},
		{"of Apple, binary", "a.webloc", "bplist00\xd1\x01\x02SURL_\x10\x11http://a.example/",
			"a link file: an address without its page"},
		// Cookies, logs, lists.
		{"cookies of Netscape", "a", "# Netscape HTTP Cookie File\n", "a list of cookies"},
		{"cookies without a head", "a", "a.example\tTRUE\t/\tFALSE\t1999999999\tsid\tabc\n", "a list of cookies"},
		{"a log of Wget", "a.txt", "--2021-03-04 10:00:00--  http://a.example/\nResolving a.example... 192.0.2.1\n",
			"a log"},
		{"a log of curl", "a.txt", "*   Trying 192.0.2.1:80...\n* Connected to a.example\n", "a log"},
		{"a log of a server", "a", strings.Repeat("192.0.2.1 - - [04/Mar/2021:10:00:00 +0000] \"GET / HTTP/1.1\" "+
			"200 1\n", 3), "a log"},
		{"a log with levels", "a", "2021-03-04 10:00:00 [core] INFO: opened\n2021-03-04 10:00:01 [core] DEBUG: x\n",
			"a log"},
		{"a log of a system", "a", "Mar  4 10:00:00 host sshd[123]: Accepted\nMar  4 10:00:01 host kernel: x\n",
			"a log"},
		{"a log of HTTrack", "a.txt", "10:00:01\tError: \t\"Not Found\" (404)\n10:00:02\tWarning: \tx\n", "a log"},
		{"a log of Heritrix", "a.txt", strings.Repeat(
			"2021-03-04T10:00:00.123Z   200       5678 http://a.example/ - - text/html\n", 3), "a log"},
		{"a diary", "a.txt", "2021-03-04 The ferry was late again.\n\n2021-03-05 No ferry at all.\n\n2021-03-06 It " +
			"came.\n", TypeText},
		{"a wire's list", "a.txt", "10:02 Council delays vote\n10:15 Ferry late again\n10:40 Minister visits\n",
			TypeText},
		{"a story with a level's name", "a.txt", "Warning: the ferry is late.\n\nInfo: the next leaves at noon.\n",
			TypeText},
		{"checksums", "a", "d41d8cd98f00b204e9800998ecf8427e  a.html\n", "a checksum"},
		{"addresses", "a.txt", "http://a.example/1\nhttp://a.example/2\n", "a list of addresses"},
		{"a table", "a.txt", strings.Repeat("1\t2\t3\t4\t5\t6\n", 5), "a table"},
		{"base64", "a.txt", strings.Repeat("TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu", 20), "data without words"},
		{"a member that names a type", "mimetype", "application/vnd.oasis.opendocument.text",
			"the name of a media type, a part of another file"},
		{"a program", "a", "#!/bin/sh\necho x\n", "a program"},
		{"imports of fish", "a.txt", "import of fish rises\n\n" + prose, TypeText},
		{"a channel definition", "a.cdf", `<?XML VERSION="1.0"?><CHANNEL HREF="http://a.example/"><ITEM ` +
			`HREF="http://a.example/1"/></CHANNEL>`, TypeRSS},
		{"a script with markup in its strings", "a", "/*! lib */\nvar a = function () { return " +
			"\"<div><p>x</p><p>y</p></div>\"; };\n", "a script"},
		{"a script called at once", "a", "(function(){document.write(\"<b>x</b><b>y</b>\");})();\n", "a script"},
		{"data in a call", "a.txt", `loaded({"html":"<p>The ferry is late.</p>"})`, "a program"},
		{"a fragment behind a comment of a program", "a", "<!-- /* */ --><p>The ferry is late.</p>", TypeHTML},
		{"advice in a fragment", "a", "let us, said <b>Marrow</b>, <i>wait</i> for <b>spring</b>.", TypeHTML},
		{"a style sheet", "a", ".a { color: red }\n.b { margin: 0; }\nh1 {\n  top: 0;\n}\n", "a style sheet"},
		{"a style sheet in one line", "a", "body{color:red}.x{margin:0}h1{top:0}", "a style sheet"},
		{"a text with braces", "a.txt", "Vote {the first}\n\nCount {the second}\n\nEnd {the last}\n", TypeText},
		{"a list with colons", "a.txt", "Berth: closed until spring.\n\nClinic: open.\n\nSchool: open.\n", TypeText},
		{"a list of feeds", "a", `<?xml version="1.0"?><opml ` +
			`version="2.0"><head><title>x</title></head><body><outline text="y"/></body></opml>`,
			"an XML document that is no feed"},
		{"a page in XML", "a", `<?xml version="1.0"?><html><head><title>x</title></head><body><p>y</p></body></html>`,
			TypeXHTML},
		{"package tours", "a.txt", "package tours return\n\n" + prose, TypeText},
		// Documents and containers that are not read.
		{"RTF called Word", "a.doc", `{\rtf1\ansi The ferry is late.\par }`, "an RTF document"},
		{"Word of old", "a", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 99),
			"a document of an office program or a mail of Outlook"},
		{"OpenDocument in one file", "a.fodt", `<?xml version="1.0"?><office:document xmlns:office="x"/>`,
			"a document of an office program"},
		{"notes of Evernote", "a.enex", `<?xml version="1.0"?><!DOCTYPE en-export SYSTEM ` +
			`"http://xml.evernote.com/pub/x.dtd">` +
			`<en-export ` +
			`application="x"><note><title>T</title><content><![CDATA[<en-note><div>a</div><p>b</p><h1>c</h1>` +
			`<ul><li>d</li></ul></en-note>]]></content></note></en-export>`, "an export of Evernote (ENEX)"},
		{"an e-book in XML", "a.fb2", `<?xml version="1.0"?><FictionBook ` +
			`xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">` +
			`<body><title><p>T</p></title><section><p>a</p><p>b</p></section></body></FictionBook>`,
			"an e-book (FictionBook)"},
		{"a notebook", "a.one", "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3" +
			strings.Repeat("\x00", 90),
			"a notebook of OneNote"},
		{"a JSON Feed in UTF-16", "a.json", string(wideOf("\ufeff"+
			`{"version":"https://jsonfeed.org/version/1","items":[]}`, 2, binary.LittleEndian)), TypeJSON},
		{"7-Zip", "a", "7z\xbc\xaf\x27\x1c\x00\x04", "a 7-Zip archive"},
		{"RAR", "a", "Rar!\x1a\x07\x01\x00", "a RAR archive"},
		{"PDF", "a.html", "%PDF-1.4\n", "a PDF document"},
		{"PDF behind blank lines", "a.txt", "\r\n\r\n%PDF-1.4\n" + prose, "a PDF document"},
		{"parts of a mail of Outlook", "a", "\x78\x9f\x3e\x22\x01\x00" + strings.Repeat("\x00", 90),
			"parts of a mail as Outlook packs them (winmail.dat)"},
		{"a browser's archive of answers", "a.json", `{"log":{"version":"1.2","entries":[{"request":{},` +
			`"response":{}}]}}`, "an HTTP archive of a browser (HAR)"},
		{"a browser's archive with a page in it", "a.har",
			`{"log":{"version":"1.2","entries":[{"request":{"url":"x"},"response":{"content":{"text":` +
				`"<!doctype html><html><body><h1>x</h1><p>y</p></body></html>"}}}]}}`,
			"an HTTP archive of a browser (HAR)"},
		{"data with pages in it", "posts",
			`[{"id":1,"content":"<!doctype html><html><body><h1>x</h1><p>y</p></body></html>"}]`,
			"JSON data with pages in it"},
		{"data with a page a line", "pages.jsonl", strings.Repeat(`{"url":"http://a.example/","html":"<html><body>`+
			`<h1>x</h1><p>y</p></body></html>"}`+"\n", 3), "JSON data with pages in it"},
		{"a page with escaped brackets", "a.json", `{"page":"\n \u003C!DOCTYPE html\u003E\u003Chtml\u003E"}`,
			"JSON data with pages in it"},
		{"texts of a scraper", "a.jsonl", strings.Repeat(`{"url":"https://beacon.example/a","text":"`+
			strings.Repeat(`The ferry is \"late\".\n`, 30)+`"}`+"\n", 3), "JSON data with texts in it"},
		{"an article's own data", "a.jsonld", `{"@type":"NewsArticle","articleBody":"` +
			strings.Repeat("The ferry is late. ", 30) + `"}`, "JSON data with texts in it"},
		{"a crawl's list of pages", "pages.jsonl", `{"format":"json-pages-1.0","id":"pages"}` + "\n" +
			`{"url":"https://beacon.example/a","text":"` + strings.Repeat("The ferry is late. ", 30) + `"}`,
			"JSON data that is no feed"},
		{"short texts", "a.json", `[{"url":"https://beacon.example/a","text":"The ferry is late."}]`,
			"JSON data that is no feed"},
		{"an export of MediaWiki", "a.xml", `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><page>` +
			`<title>x</title></page></mediawiki>`, "an export of a wiki (MediaWiki)"},
		// Packed and coded files.
		{"cpio", "a.cpio", "070701" + strings.Repeat("0", 104) + "a.html\x00\x00" + page0, "a cpio archive"},
		{"cpio, old", "a.cpio", "070707" + strings.Repeat("0", 70) + "a.html\x00" + page0, "a cpio archive"},
		{"a number", "a.txt", "070701 was the number of the ferry.\n\n" + prose, TypeText},
		{"a split zip file", "a.z01", "PK\x07\x08PK\x03\x04" + page0, "the first part of a split zip file"},
		{"StuffIt", "a.sit", "SIT!\x00\x01\x00\x00\x10\x00rLau\x00", "a StuffIt archive"},
		{"BinHex", "a.hqx", "(This file must be converted with BinHex 4.0)\n\n:$f*TEQK", "a BinHex file"},
		{"uuencoded", "a.txt", "begin 644 a.html\nM" + strings.Repeat("/", 60) + "\n`\nend\n", "a uuencoded file"},
		{"a text that begins so", "a.txt", "begin 100 years ago\n" + prose, TypeText},
		{"yEnc", "a", "=ybegin line=128 size=10 name=a.html\r\nabcdefghij\r\n=yend size=10\r\n",
			"a file coded for newsgroups (yEnc)"},
		{"a disk image", "a.iso", strings.Repeat("\x00", 300), "a disk image"},
		{"Outlook Express", "Inbox.dbx", "\xcf\xad\x12\xfe\xc5\xfd\x74\x6f", "a mail store of Outlook Express"},
		{"mails of MMDF", "mail", "\x01\x01\x01\x01\nFrom: a@x.example\n\n" + prose, "mails in one file (MMDF)"},
		{"mails of Babyl", "a", "BABYL OPTIONS:\nVersion: 5\n\x1f\x0c\n1,,\nFrom: a@x.example\n\n" + prose,
			"mails in one file of Emacs (Babyl)"},
		{"posts of a WordPress site", "posts", `[{"link":"https://beacon.example/1","content":{"rendered":"` +
			strings.Repeat("The ferry is late. ", 30) + `"}}]`, "JSON data with texts in it"},
		{"a signed exchange", "a.sxg", "sxg1-b3\x00\x00\x25https://beacon.example/", "a signed exchange"},
		{"a web bundle", "a.wbn", "\x86\x48\xf0\x9f\x8c\x90\xf0\x9f\x93\xa6\x44b2", "a web bundle"},
		{"Plucker", "a.pdb", strings.Repeat("a", 60) + "DataPlkr\x00", "pages saved for a Palm (Plucker)"},
		{"Windows Write", "a.wri", "1\xbe\x00\x00\x00\xab\x00\x00", "a document of an office program"},
		{"what a Macintosh knows", "a", "\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", string(cutting.LeftSystem)},
		{"a link that is a program", "a.desktop", "#!/usr/bin/env xdg-open\n[Desktop Entry]\nType=Link\n",
			string(cutting.LeftLink)},
		{"data with entries", "a.json", `{"log":{"entries":[{"text":"x"}]}}`, "JSON data that is no feed"},
		{"Safari's, binary", "a", "bplist00\xd1\x01\x02_\x10\x0fWebMainResource\xd5", "a Safari web archive"},
		{"Safari's, XML", "a.webarchive", `<?xml version="1.0"?><plist ` +
			`version="1.0"><dict><key>WebMainResource</key></dict></plist>`, "a Safari web archive"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Detect([]byte(tt.head), true, Hints{Name: tt.file})
			if got.MediaType+string(got.Reason)+got.Unread != tt.want {
				t.Errorf("%+v, want %q", got, tt.want)
			}
			if got.Unread != "" && got.Advice == "" {
				t.Error("not read, and no word what to do")
			}
		})
	}
}

// wideOf returns s encoded in two or four bytes a character.
func wideOf(s string, size int, order binary.ByteOrder) []byte {
	var out []byte
	if size == 4 {
		for _, r := range s {
			out = append(out, 0, 0, 0, 0)
			order.PutUint32(out[len(out)-4:], uint32(r))
		}
		return out
	}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, 0, 0)
		order.PutUint16(out[len(out)-2:], u)
	}
	return out
}

func TestWide(t *testing.T) {
	texts := map[string]string{
		"English": prose, "Persian": "شورای بندر بریندل رأی\u200cگیری را تا بهار به تعویق انداخت.\n",
		"Russian":  "Совет гавани отложил голосование до весны.\n",
		"Japanese": "港湾評議会は、杭が腐っているとして、桟橋を閉鎖した。\u3000北の港。\n", "Chinese": "港口委员会将渡轮泊位的投票推迟到春天。\n岛上居民要求提交报告。\n",
		"Korean": "항만 위원회는 봄까지 투표를 연기했다고 밝혔다.\n", "Hebrew": "מועצת הנמל דחתה את ההצבעה עד האביב.\n",
		"Hindi": "बंदरगाह परिषद ने वसंत तक मतदान टाल दिया।\n",
		"Thai":  "สภาท่าเรือเลื่อนการลงคะแนนออกไปถึงฤดูใบไม้ผลิ เรือข้ามฟากยังวิ่ง\n",
	}
	for name, s := range texts {
		for _, e := range wideOrders {
			for kind, text := range map[string]string{"text": s,
				"page": "<html><head><title>x</title></head><body><p>" + s + "</body></html>"} {
				b := wideOf(text, e.size, e.order)
				if got := Wide(b, ""); got != e.name {
					t.Errorf("%s, %s in %s: %q", name, kind, e.name, got)
				}
				if got := ToUTF8(b, e.name); got != text {
					t.Errorf("%s in %s decodes to %q", name, e.name, got)
				}
			}
		}
		if got := Wide([]byte(s+"\x00\x00"+s), ""); got != "" {
			t.Errorf("%s in UTF-8 with stray zeros: %q", name, got)
		}
	}
	for name, b := range map[string][]byte{"zeros": make([]byte, 400),
		"numbers": []byte(strings.Repeat("\x01\x00\x02\x00\x00\x10\xff\x7f", 60)),
		"samples": []byte(strings.Repeat("\x12\x34\x00\x91\x55\xa0\x20\x01", 60))} {
		if got := Wide(b, ""); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// FuzzDetect checks that everything accepted as a page is still one when detected again with the
// result as hints, as the reader of pages does.
func FuzzDetect(f *testing.F) {
	for _, s := range []string{page0, prose, "{\"a\":1}", "<?xml version='1.0'?><rss/>",
		"From: a@b\nMIME-Version: 1.0\n\n", "HTTP/1.1 200 OK\r\n\r\n", "filedesc://x 0 0 t 0\n", "\xff\xfe<\x00p\x00",
		"[InternetShortcut]\n", "bplist00WebMainResource", "5\nFrom: a@b\nTo: c\nSubject: d\n\n",
		"From a@b Mon May  6 09:08:09 2024\nFrom: a\nTo: b\n\n", "BZh91AY&SY", "<!-- x --><opml>", "<svg xmlns='x'>",
		"a\tb\tc\td\te\tf\n"} {
		f.Add("a", "", []byte(s))
		f.Add("a.txt", "text/html", []byte(s))
		f.Add("a.json", "application/json", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name, media string, b []byte) {
		Detect(b, false, Hints{Name: name, MediaType: media})
		found := Detect(b, true, Hints{Name: name, MediaType: media})
		if found.Undecided {
			t.Error("undecided about the whole")
		}
		if n := boolInt(found.Form != None) + boolInt(found.Reason != "") + boolInt(found.Unread != ""); n != 1 {
			t.Errorf("%+v: not one answer", found)
		}
		if found.MediaType == "" {
			return
		}
		if again := Detect(b, true, Hints{Name: name, MediaType: found.MediaType}); again.Form != found.Form {
			t.Errorf("%+v, and asked again %+v", found, again)
		}
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestXMLForPrograms has XML documents that are neither pages nor feeds, and some for people that stay pages.
func TestXMLForPrograms(t *testing.T) {
	const decl = `<?xml version="1.0" encoding="utf-8"?>` + "\n"
	for _, tt := range []struct{ name, media, head string }{
		{"oEmbed", "", decl + `<oembed><title>x</title><html>&lt;blockquote&gt;y</html></oembed>`},
		{"oEmbed, undeclared", "", `<oembed><title>x</title><html><![CDATA[<p>y</p><p>z</p>]]></html></oembed>`},
		{"oEmbed's own type", "text/xml+oembed", decl + `<oembed><title>x</title><html>y</html></oembed>`},
		{"a sitemap", "", decl + "<urlset\n xmlns='x'><url><loc>x</loc><video:title>y</video:title></url></urlset>"},
		{"OpenSearch", "text/html", `<OpenSearchDescription><Description>x</Description></OpenSearchDescription>`},
		{"RSD", "", decl + `<rsd version="1.0"><service><link>x</link><title>y</title></service></rsd>`},
		{"WLW manifest", "", decl + `<manifest><options/><weblog><text>x</text></weblog></manifest>`},
		{"an XML catalogue", "", decl + `<catalog><public publicId="x" uri="y"/><title>x</title></catalog>`},
		{"SOAP", "", "<soap:Envelope\n xmlns:soap='x'>" +
			"<soap:Body><title>x</title><p>y</p></soap:Body></soap:Envelope>"},
		{"SOAP without a namespace", "text/xml", `<S:Envelope><S:Body><title>x</title></S:Body></S:Envelope>`},
		{"XML-RPC", "", `<methodResponse><params><title>x</title></params></methodResponse>`},
		{"XSLT", "", decl + `<xsl:stylesheet><html><head><title>x</title></head><body/></html></xsl:stylesheet>`},
		{"a service's answer", "application/xml", `<response><title>x</title>` +
			`<html><![CDATA[<p>y<p>z]]></html></response>`},
	} {
		if got := Detect([]byte(tt.head), true, Hints{Name: "a", MediaType: tt.media}); got.Reason != cutting.LeftXML {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
	for _, tt := range []struct{ name, media, head string }{
		{"a page with a declaration", "", decl + `<html><title>x</title><p>y</html>`},
		{"a fragment with a declaration", "", decl + `<div><title>x</title></div>`},
		{"a page declared as XML", "text/xml", `<html><title>x</title><p>y</html>`},
		{"TEI", "", decl + `<TEI><text><body><head>x</head><p>y</p><p>z</p></body></text></TEI>`},
		{"NITF", "", decl + `<nitf><head><title>x</title></head><body><p>y</p></body></nitf>`},
		{"a page in an element of its server", "", decl + `<f:view>` +
			`<html><body><title>x</title></body></html></f:view>`},
		{"a warning after the declaration", "", decl + "Warning: x\n" + page0},
	} {
		if got := Detect([]byte(tt.head), true, Hints{Name: "a", MediaType: tt.media}); got.Form != HTML {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

// TestMboxOfFewFields checks that a line as asctime writes it begins an mbox even before a single field.
func TestMboxOfFewFields(t *testing.T) {
	for _, tt := range []struct {
		head string
		want Form
	}{
		{"From ann@beacon.example Fri May  3 10:00:00 2024\nSubject: Ferry\n\n" + prose, Mbox},
		{"From MAILER-DAEMON Fri May 3 10:00 2024\r\nFrom: ann\r\n\r\n" + prose, Mbox},
		{"From - Fri May 03 10:00:00 CEST 2024\nTo: bo\n\n" + prose, Mbox},
		{"From ann@beacon.example Fri May  3 10:00:00 2024\n" + prose, Text},
		{"From Brindle to Velm the ferry left at 10:00 in 2024.\nSubject: none\n\n" + prose, Text},
	} {
		if got := Detect([]byte(tt.head), true, Hints{Name: "a"}); got.Form != tt.want {
			t.Errorf("%q: %+v", tt.head, got)
		}
	}
}
