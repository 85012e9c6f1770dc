package cutting

import (
	"encoding/json"
	"fmt"
)

// Span is the half-open interval [Start, End) of bytes in a Page's Text. The zero Span is empty and
// means "no place".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes covered; never negative for a valid span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// In returns the text the span covers. It panics, as slicing does, when the
// span does not lie within text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Range is the half-open interval [Start, End) of bytes in the content of a
// capture (after HTTP transfer and content codings are undone, before any
// character decoding). It marshals as the two-element array [start,end].
type Range struct {
	Start int64
	End   int64
}

// Len returns the number of bytes covered.
func (r Range) Len() int64 { return r.End - r.Start }

// Empty reports whether the range covers no byte.
func (r Range) Empty() bool { return r.End <= r.Start }

func (r Range) String() string { return fmt.Sprintf("[%d,%d)", r.Start, r.End) }

// MarshalJSON writes [start,end].
func (r Range) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", r.Start, r.End), nil
}

// UnmarshalJSON reads [start,end].
func (r *Range) UnmarshalJSON(b []byte) error {
	var pair []int64
	if err := json.Unmarshal(b, &pair); err != nil || len(pair) != 2 {
		return Errorf(Invalid, "byte range %q: want [start,end]", b)
	}
	r.Start, r.End = pair[0], pair[1]
	return nil
}
