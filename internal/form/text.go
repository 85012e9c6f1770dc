package form

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/provenance"
)

// notWritten returns the kind of a text that was not written for reading: a log, a link file, a
// list of cookies, data; "" for other text.
func notWritten(text []byte, e, name string) cutting.LeftOut {
	lines := firstLines(text, 200)
	if len(lines) == 0 {
		return cutting.LeftEmpty
	}
	low := strings.ToLower(name)
	for _, k := range textKinds {
		if k.first != nil && k.first.MatchString(lines[0]) || k.name != nil && k.name.MatchString(low) &&
			k.agrees(lines) {
			return k.is
		}
		if k.line != nil && len(lines) >= k.least && shareMatching(lines, k.line) >= k.share &&
			(k.among == nil || shareMatching(lines, k.among) > 0) {
			return k.is
		}
	}
	if len(lines) == 1 && mediaTypeLine.MatchString(strings.TrimSpace(lines[0])) {
		return "the name of a media type, a part of another file"
	}
	if !hasWords(text) {
		return "data without words"
	}
	return ""
}

// textKind is a kind of text that is no page. It is recognised by its first line, by the form of
// most of its lines, or by its name when its lines do not contradict that.
type textKind struct {
	is    cutting.LeftOut
	first *regexp.Regexp
	name  *regexp.Regexp
	line  *regexp.Regexp
	among *regexp.Regexp // at least one of the matching lines must have this form too
	least int            // lines needed to decide by lines
	share float64        // share of the lines that must match
}

const stamp = `\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d:\d\d`

// textKinds are tried in order.
var textKinds = []textKind{
	{is: cutting.LeftLink, first: regexp.MustCompile(`^\[(InternetShortcut(\.[AW])?|Desktop Entry)\]`)},
	{is: cutting.LeftLink, line: regexp.MustCompile(
		`^(\[InternetShortcut\]|(Base)?URL=[a-zA-Z]+:\S*|\[\{[0-9A-Fa-f-]{36}\}\].*|\[[A-Za-z.]+\]|` +
			`[A-Za-z0-9]+=\S*)$`), among: regexp.MustCompile(`^(Base)?URL=[a-zA-Z]+:`), least: 2, share: 1},
	{is: cutting.LeftCookies, first: regexp.MustCompile(`(?i)^# ?(netscape )?http cookie file`)},
	{is: cutting.LeftCookies, line: regexp.MustCompile(
		`^(#HttpOnly_)?\S+\t(TRUE|FALSE)\t\S+\t(TRUE|FALSE)\t-?\d+(\.\d+)?\t`), least: 1, share: .5},
	{is: cutting.LeftLog, name: regexp.MustCompile(`^(wget-log|.*\.log)(\.\d+)?$|^(access|error)[_-]log`)},
	{is: cutting.LeftLog, first: regexp.MustCompile(`^--` + stamp + `--  \S+:`)},
	{is: cutting.LeftLog, first: regexp.MustCompile(
		`^HTTrack\S* launched on |^(\* +(Trying|Host|Connected|Uses proxy|Couldn't find host)|> (GET|POST|HEAD) \S+ ` +
			`HTTP/)`)},
	{is: cutting.LeftLog, line: regexp.MustCompile(`^\[?` + stamp +
		`([.,]\d+)?(Z| ?[+-]\d\d:?\d\d)?\]?[ ` +
		`\t:|-]+(\[?(?i:debug|info|notice|warn|warning|error|err|fatal|trace|critical|crit)\]?[ \t:|]|\[?\d+\]?[ ` +
		`:]|\S+\[\d+\]|.*https?://|-?\d{1,3} +\d+ )`),
		least: 3, share: .5},
	{is: cutting.LeftLog, line: regexp.MustCompile(`^\[?` + stamp +
		`.{0,60}\b(DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|TRACE|CRITICAL)\b`), least: 2, share: .5},
	{is: cutting.LeftLog, line: regexp.MustCompile(
		`^[0-9a-fA-F:.]{7,} \S+ \S+ \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [^]]*\] "`), least: 1, share: .6},
	{is: cutting.LeftLog, line: regexp.MustCompile(`^\w{3} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(\[\d+\])?: `), least: 2,
		share: .6},
	{is: cutting.LeftLog, line: regexp.MustCompile(
		`^\d\d:\d\d:\d\d[.,\d]*[ \t]+\[?(?i:debug|info|notice|warn|warning|error|fatal|trace)\]?[ \t:]`), least: 2,
		share: .5},
	{is: cutting.LeftLog, line: regexp.MustCompile(
		`^\[?(?i:debug|info|notice|warn|warning|error|fatal|trace)\]?[ \t:]+\[?` + stamp), least: 2, share: .5},
	{is: cutting.LeftLog, line: regexp.MustCompile(`^` + stamp + `([.,]\d+)?Z?[ \t]`), least: 5, share: .98},
	{is: "a checksum", line: regexp.MustCompile(`^\\?[0-9a-fA-F]{32,128}( [ *]\S.*)?$`), least: 1, share: .9},
	{is: "a signature", first: regexp.MustCompile(`^-----BEGIN PGP SIGNATURE-----$`)},
	{is: "an encrypted message", first: regexp.MustCompile(`^-----BEGIN PGP MESSAGE-----$`)},
	{is: "a key", first: regexp.MustCompile(`^-----BEGIN ([A-Z0-9 ]+ KEY( BLOCK)?|[A-Z0-9 ]*CERTIFICATE[A-Z0-9 ]*|` +
		`[A-Z0-9]+( PARAMETERS)?)-----$`)},
	{is: "a list of citations", first: regexp.MustCompile(`^(TY  - [A-Z]+\s*|@(?i:article|book|misc|online|` +
		`inproceedings|incollection|techreport)\{\S+,|%0 (Newspaper|Journal|Magazine) Article)$`)},
	{is: "an address", first: regexp.MustCompile(`(?i)^BEGIN:VCARD\s*$`)},
	{is: "a calendar", first: regexp.MustCompile(`(?i)^BEGIN:VCALENDAR\s*$`)},
	{is: "a playlist", first: regexp.MustCompile(`^#EXTM3U|^\[playlist\]`)},
	{is: "subtitles", first: regexp.MustCompile(`^WEBVTT`)},
	{is: "a file of the mirror tool", first: regexp.MustCompile(
		`^(date\tsize'/'remotesize\t|CACHE-1\.|# This file was created by (HTTrack|Teleport))`)},
	{is: "an index", first: regexp.MustCompile(`^ CDX |^!meta |^!cdx`)},
	{is: "an index", line: regexp.MustCompile(`^\S+\)/\S* \d{14} (\{|\S+ \S+ \d{3} )`), least: 1, share: .8},
	{is: "a list of addresses", line: regexp.MustCompile(`^[a-z]{3,5}://\S+$`), least: 2, share: .95},
	{is: "a crash report", first: regexp.MustCompile(`^(Traceback \(most recent call last\):|Exception in thread ")`)},
	{is: "a difference of two files", first: regexp.MustCompile(`^(diff --git |Index: \S+$|--- a/)`)},
	{is: cutting.LeftProgram, first: regexp.MustCompile(
		`^(<\?php|#!|#include [<"]|package [a-z]\w*;?$|import [\w.]+;?$|@echo off|'use strict';|"use ` +
			`strict";|[!(]?function ?\w*\(|[\w$.]+\((\{"|\[[\[{"]))`)},
	{is: cutting.LeftStyle, first: regexp.MustCompile(`^(@charset "|@import |@font-face|@media )`)},
	{is: cutting.LeftStyle, line: regexp.MustCompile(
		`^\s*([^{}]*\{(\s*\}?|[^{}]*:[^{}]*\}?)|\}+|[\w-]+ ?: ?[^;{}]+;( ?\})?|/\*.*\*/)\s*$`),
		least: 3, share: .95},
	{is: cutting.LeftStyle, line: regexp.MustCompile(`^\s*([^{}]+\{[^{}]*:[^{}]*\}){2,}\s*$`), least: 1, share: 1},
	{is: cutting.LeftTable, line: regexp.MustCompile(`^[^\t]*(\t[^\t]*){4,}$`), least: 4, share: .95},
	{is: cutting.LeftSettings, line: regexp.MustCompile(`^(\[[\w .:/-]+\]|[;#].*|[\w.-]+ ?[=] ?.*)$`), least: 3,
		share: .98},
}

var mediaTypeLine = regexp.MustCompile(`^(application|text|image|audio|video|font|message|multipart)/[\w.+-]+(;.*)?$`)

// agrees reports whether lines are possible for the file's name: not mostly long lines of words.
func (k *textKind) agrees(lines []string) bool {
	long := 0
	for _, l := range lines {
		if utf8.RuneCountInString(l) > 60 && strings.Count(l, " ") > 9 &&
			!strings.ContainsAny(l[:min(len(l), 24)], "0123456789[") {
			long++
		}
	}
	return long*2 < len(lines)
}

// firstLines returns up to most lines that are not blank, without the last when the text was cut in
// it.
func firstLines(text []byte, most int) []string {
	if len(text) >= SniffLen-4 {
		if i := bytes.LastIndexByte(text, '\n'); i > 0 {
			text = text[:i]
		}
	}
	var out []string
	for len(text) > 0 && len(out) < most {
		var line []byte
		if i := bytes.IndexAny(text, "\n\r"); i >= 0 {
			line, text = text[:i], text[i+1:]
		} else {
			line, text = text, nil
		}
		if l := bytes.TrimRight(line, " \t\f"); len(bytes.TrimLeft(l, " \t")) > 0 {
			out = append(out, string(l))
		}
	}
	return out
}

func shareMatching(lines []string, re *regexp.Regexp) float64 {
	n := 0
	for _, l := range lines {
		if re.MatchString(l) {
			n++
		}
	}
	return float64(n) / float64(len(lines))
}

// hasWords reports whether letters make up a good part of text, with white space between them in
// scripts that have it. Bytes of charsets other than UTF-8 count as letters.
func hasWords(text []byte) bool {
	letters, other, spaces := 0, 0, 0
	ascii := true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch {
		case r == utf8.RuneError || unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
			ascii = ascii && r < 0x80
		case unicode.IsSpace(r):
			spaces++
		default:
			other++
		}
	}
	if ascii && len(text) > 200 && spaces*60 < len(text) {
		return false // base64, hexadecimal, code without white space
	}
	return letters >= 2 && letters*4 > other
}

// isClipping reports whether text is an article that a web clipper saved as Markdown: YAML in front names it.
func isClipping(text []byte, declared, e string) bool {
	if !bytes.HasPrefix(text, []byte("---")) {
		return false
	}
	if _, valid := utf8Text(text); !valid {
		return false
	}
	if declared != "" || e != "" && e != ".txt" && e != ".md" && e != ".markdown" { // a server's file is its text
		return false
	}
	_, _, ok := provenance.ReadFrontMatter(string(text))
	return ok
}
