package form

import (
	"bytes"
	"regexp"
	"strings"

	"cuttings/internal/wordset"
)

var (
	statusLine = regexp.MustCompile(`^HTTP/\d(\.\d)? [-+]?\d+( |\r?\n|$)`)
	mboxLine   = regexp.MustCompile(`^From (\S+|- ?).* \d{1,2}:\d\d(:\d\d)?.*(19|20)\d\d`)
	// asctimeLine is one with a sender and a date as asctime(3) writes it: no sentence has that form.
	asctimeLine = regexp.MustCompile(`^From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ` +
		`(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} \d\d:\d\d(:\d\d)?( \S+)? (19|20)\d\d`)
	// Memos and press releases also have From and Subject; only mails have addresses.
	fromAddress = regexp.MustCompile(`(?im)^from:[^\r\n]*\S@\S`)
	emlxLine    = regexp.MustCompile(`^\d{1,10} *\r?\n[A-Za-z][A-Za-z0-9-]*:`)
)

// messageFields are header fields of mails and MHTML files.
var messageFields = wordset.Of(`from to cc subject date message-id received return-path delivered-to mime-version
	sender reply-to content-type content-transfer-encoding x-mozilla-status x-mailer list-id in-reply-to references
	dkim-signature newsgroups path organization user-agent snapshot-content-location content-location
	authentication-results envelope-to x-original-to status x-status x-received arc-seal bcc
	thread-topic x-priority importance lines xref x-unsent`)

// httpFields are header fields of HTTP responses.
var httpFields = wordset.Of(`content-type server date set-cookie content-length last-modified etag cache-control
	expires x-powered-by status connection content-encoding vary pragma location transfer-encoding accept-ranges
	age content-language`)

// detectMessage detects messages with a header in front: MHTML, mail, HTTP responses.
func detectMessage(text []byte, e string) (Found, bool) {
	text = bytes.TrimLeft(text, "\r\n")
	if bytes.IndexByte(text, '\n') < 0 { // line ends of old Macintosh systems
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	switch {
	case statusLine.Match(text):
		return Found{Form: HTTP}, true
	case mboxLine.Match(firstLine(text)):
		if _, rest, ok := bytes.Cut(text, []byte("\n")); ok {
			least := 2
			if asctimeLine.Match(firstLine(text)) {
				least = 1
			}
			if names, _ := headerFields(rest); count(names, messageFields) >= least {
				return Found{Form: Mbox}, true
			}
		}
	case emlxLine.Match(text):
		_, rest, _ := bytes.Cut(text, []byte("\n"))
		if names, _ := headerFields(rest); count(names, messageFields) >= 3 {
			return Found{Form: Emlx}, true
		}
	}
	names, ended := headerFields(text)
	known := count(names, messageFields)
	has := func(n string) bool { return names[n] }
	switch {
	case known == 0:
		return Found{}, false
	case has("mime-version") || has("snapshot-content-location"),
		(e == ".mht" || e == ".mhtml" || e == ".eml") && (has("content-type") || known >= 2),
		has("message-id") && (has("from") || has("newsgroups") || has("subject")),
		has("received") && known >= 3, has("return-path") && known >= 3,
		ended && has("from") && (has("date") && (has("subject") || has("to")) || has("to") && has("subject")) &&
			fromAddress.Match(text):
		return Found{Form: Message}, true
	case has("content-type") && ended && count(names, httpFields)*2 > len(names) && !has("from") && !has("subject"):
		return Found{Form: HTTP}, true // output of a server's program, without the status line
	}
	return Found{}, false
}

// MboxLine reports whether line is the first of a mail in an mbox file.
func MboxLine(line []byte) bool { return mboxLine.Match(firstLine(line)) }

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b[:min(len(b), 1000)], []byte("\n"))
	return bytes.TrimRight(line, "\r")
}

// headerFields returns the names of the header fields that text begins with, and whether a blank
// line ends them. More than a few other lines make it no header.
func headerFields(text []byte) (names map[string]bool, ended bool) {
	names = map[string]bool{}
	bad := 0 // number of lines that are no fields
	for n := 0; len(text) > 0 && n < 1000; n++ {
		line, rest, ok := bytes.Cut(text, []byte("\n"))
		text = rest
		line = bytes.TrimRight(line, "\r")
		switch {
		case len(line) == 0:
			return names, true
		case line[0] == ' ' || line[0] == '\t':
			if len(names) == 0 {
				return nil, false
			}
			continue
		}
		colon := bytes.IndexByte(line, ':')
		if colon <= 0 || colon > 64 || bytes.ContainsAny(line[:colon], " \t<>{}()\"'/") {
			if !ok || len(text) == 0 { // cut off in this line
				return names, false
			}
			if bad++; len(names) == 0 || bad > len(names)/3 {
				return nil, false
			}
			continue
		}
		names[strings.ToLower(string(line[:colon]))] = true
	}
	return names, false
}

func count(names, known map[string]bool) (n int) {
	for name := range names {
		if known[name] {
			n++
		}
	}
	return n
}
