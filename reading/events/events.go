// Package events finds what a text states happened or will happen, with its date: the word for the event and
// the time expressions that date it. It supports English; in other languages it finds nothing.
package events

import "cuttings/cutting"

// Event is one dated event.
type Event struct {
	Span cutting.Span // from the event's word to its time expressions, in the order of the text
	// Word is the verb or noun for what happens ("sank", "shooting"), or the time expression itself where none
	// was found.
	Word cutting.Span
	// Date is ISO 8601 at the precision the text gives it: "2031-05-18", "2031-04",
	// "2028", "2030-SP", "2015-Q3", "199X" for a decade; "a/b" for a span of days.
	Date      string
	Times     []int // indices of the expressions that date it
	Statement int   // index of the innermost statement that contains it, -1 in the outlet's own voice
}

// Languages returns the languages the reader supports, as BCP 47 primary tags.
func Languages() []string { return []string{"en"} }
