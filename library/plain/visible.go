package plain

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"cuttings/catalogue"
)

// Visible writes a name so that it cannot look like another: characters that turn
// text around, or that nobody sees, are written as their number. Joiners stay: Persian
// and Indic words need them.
func Visible(s string) string {
	if !strings.ContainsFunc(s, deceives) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if deceives(r) {
			b.WriteString(Escape(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Escape writes a character by its number, as all that is printed does and JSON would:
// \u202e, and \U000e0001 beyond four digits.
func Escape(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// deceives reports whether a character has no look of its own, or changes that of
// others.
func deceives(r rune) bool {
	switch r {
	case '\u200c', '\u200d', ' ':
		return false
	case '\ufffd', '\u3164', '\uffa0', '\u115f', '\u1160', '\u2800':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) ||
		unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Co, r)
}

// HostName writes a host in ASCII, so that letters of other alphabets cannot be mistaken for
// Latin ones: "xn--…" for what is not ASCII. What is no host is only made Visible.
func HostName(host string) string {
	for _, r := range host {
		if r > unicode.MaxASCII && strings.Contains(host, ".") && !strings.ContainsAny(host, " /") {
			if ascii, err := idna.Punycode.ToASCII(strings.ToLower(host)); err == nil {
				return Visible(ascii)
			}
			break
		}
	}
	return Visible(host)
}

// NoOutlet is said of what has no known outlet.
const NoOutlet = "Outlet not known"

// SourceName is what a source is called: by the name its pages give, or by its host.
func SourceName(s catalogue.Source) string {
	if s.ID == "" {
		return NoOutlet
	}
	if s.Name == "" || s.Name == s.ID {
		return HostName(s.ID)
	}
	return Visible(s.Name)
}

// SourceHost is the host beside a name that a source's pages give: anybody can call their
// pages anything. "" when the name is the host already, or all that is known.
func SourceHost(s catalogue.Source) string {
	if h := HostName(s.ID); strings.Contains(h, ".") && !strings.Contains(h, " ") && h != SourceName(s) {
		return h
	}
	return ""
}
