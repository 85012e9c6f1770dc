package query

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
)

// SyntaxError is an error in a query, with its place and a message of what to write instead. Its kind
// (cutting.KindOf) is Invalid.
type SyntaxError struct {
	Offset  int    // byte offset in the query text
	Length  int    // bytes concerned; 0 when something is missing at Offset
	Message string // a sentence for people, without position
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("query, at byte %d: %s", e.Offset, e.Message)
}

// Unwrap returns the error's kind.
func (e *SyntaxError) Unwrap() error { return cutting.Errorf(cutting.Invalid, "%s", e.Message) }

// Point returns the query with a line of carets under the place, for terminals. Long queries are shortened to
// the surroundings of the place.
func (e *SyntaxError) Point(text string) string {
	const around = 40 // runes shown on either side
	start, end := min(e.Offset, len(text)), min(e.Offset+e.Length, len(text))
	before, at, after := []rune(text[:start]), []rune(text[start:end]), []rune(text[end:])
	if len(before) > around {
		before = append([]rune("…"), before[len(before)-around:]...)
	}
	if len(at) > around {
		at, after = at[:around], []rune("…")
	} else if len(after) > around {
		after = append(after[:around:around], '…')
	}
	flat := func(r []rune) string {
		return strings.Map(func(c rune) rune {
			if c < ' ' || c == utf8.RuneError {
				return ' '
			}
			return c
		}, string(r))
	}
	return flat(before) + flat(at) + flat(after) + "\n" +
		strings.Repeat(" ", len(before)) + strings.Repeat("^", max(1, len(at)))
}
