package capture

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// cleanPart writes one part of a name; control characters and bytes that are
// not UTF-8 become %XX.
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

// sizeText writes a byte count for people.
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
