package plain

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"cuttings/catalogue"
)

// Visible returns a name in a form that cannot look like another: characters that change the direction of text
// or are invisible are written as their number. Joiners stay, because Persian and Indic words need them.
func Visible(s string) string {
	if !strings.ContainsFunc(s, isDeceptive) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isDeceptive(r) {
			b.WriteString(Escape(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Escape writes a character by its number: \u202e, and \U000e0001 beyond four digits.
func Escape(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// isDeceptive reports whether a character is invisible or changes how others are shown.
func isDeceptive(r rune) bool {
	switch r {
	case '\u200c', '\u200d', ' ':
		return false
	case '\ufffd', '\u3164', '\uffa0', '\u115f', '\u1160', '\u2800':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) ||
		unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Co, r)
}

// HostName returns a host in ASCII ("xn--…" for what is not ASCII), so that letters of other alphabets cannot
// be mistaken for Latin ones. For what is no host it returns Visible of it.
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

// NoOutlet is shown where the outlet is not known.
const NoOutlet = "Outlet not known"

// SourceName returns a source's name for people: the name its pages give, else its host.
func SourceName(s catalogue.Source) string {
	if s.ID == "" {
		return NoOutlet
	}
	if s.Name == "" || s.Name == s.ID {
		return HostName(s.ID)
	}
	return Visible(s.Name)
}

// SourceHost returns the host to show beside a name that a source's pages give, because pages can give any
// name. It is "" when the host is the name, or when there is no host.
func SourceHost(s catalogue.Source) string {
	if h := HostName(s.ID); strings.Contains(h, ".") && !strings.Contains(h, " ") && h != SourceName(s) {
		return h
	}
	return ""
}
