package page

import (
	"strings"
)

// savedFrom is what a saving program left in a comment.
type savedFrom struct {
	url, date string
}

// comment looks for the marks of programs that save pages.
func (m *metaReader) comment(text string, at int) {
	_ = strings.TrimSpace
}

// mirrorURL reads an address from the path a mirroring program made.
func mirrorURL(name string) string { return "" }
