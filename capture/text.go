package capture

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"cuttings/cutting"
)

// cleanPart writes one part of a name; control characters and bytes that are not UTF-8 become %XX.
func cleanPart(b *strings.Builder, part string) {
	const maxPart = 512
	for i := 0; i < len(part) && i < maxPart; {
		r, n := utf8.DecodeRuneInString(part[i:])
		if (r == utf8.RuneError && n == 1) || r < ' ' || r == 0x7f {
			fmt.Fprintf(b, "%%%02X", part[i])
			i++
			continue
		}
		b.WriteString(part[i : i+n])
		i += n
	}
}

// Bounds of what a carrier may state about a capture.
const (
	maxName    = 4000
	maxURL     = 16 << 10
	maxToken   = 100
	minYear    = 1
	maxYear    = 9999
	tokenChars = "abcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+:()"
)

// cleanDescription converts the fields of a description to a form that can be kept. Invalid ones are dropped:
// they are then unknown, never invented.
func cleanDescription(c *cutting.Capture) {
	c.Name = tidyName(c.Name)
	c.URL = tidyURL(c.URL)
	c.Charset = tidyToken(c.Charset)
	if major, minor, ok := strings.Cut(c.MediaType, "/"); !ok || tidyToken(major) == "" || tidyToken(minor) == "" {
		c.MediaType = "application/octet-stream"
	}
	c.Time = c.Time.UTC().Truncate(time.Second)
	if y := c.Time.Year(); y < minYear || y > maxYear || c.Time.IsZero() {
		c.Time, c.TimeOrigin = time.Time{}, timeUnknown
	}
}

// tidyName shortens a name that is too long in its middle, where a checksum of the omitted part
// keeps such names different.
func tidyName(name string) string {
	if len(name) > maxName {
		half := maxName/2 - 10
		name = strings.ToValidUTF8(name[:half], "") + "~" + cutting.Sum([]byte(name)).Short() + "~" +
			strings.ToValidUTF8(name[len(name)-half:], "")
	}
	return strings.ToValidUTF8(name, "\uFFFD")
}

// tidyURL escapes invalid characters of an address.
func tidyURL(s string) string {
	if len(s) > maxURL {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r <= ' ' || r == 0x7f {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func tidyToken(s string) string {
	s = strings.ToLower(s)
	if len(s) > maxToken || strings.Trim(s, tokenChars) != "" {
		return ""
	}
	return s
}

// sizeText formats a byte count for display.
func sizeText(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
