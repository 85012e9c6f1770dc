package catalogue

import (
	"strings"

	"cuttings/cutting"
)

const (
	// fullPost is how long the text of a teaser is, in letters of an alphabet, to be called the whole of a
	// post where it has few paragraphs; excerpts are shorter.
	fullPost = 700
	// fullPostParagraphs is of how many paragraphs a shorter one is.
	fullPostParagraphs = 3
	// letters is how many letters of an alphabet a character of the Chinese, Japanese and Korean scripts is
	// worth.
	letters = 3
)

// WholePost reports whether a sighting is an item of a listing with the whole text of its post: a teaser
// that is not cut off, of three paragraphs or longer than excerpts are.
func (s *Sighting) WholePost() bool {
	if s.Kind != cutting.Teaser || s.Truncated {
		return false
	}
	if strings.Count(s.Text, "\n\n")+1 >= fullPostParagraphs {
		return true
	}
	n := 0
	for _, r := range s.Text {
		if r >= '\u2e80' {
			n += letters
		} else {
			n++
		}
		if n >= fullPost {
			return true
		}
	}
	return false
}
