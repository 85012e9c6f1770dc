package within

import (
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// Tokens returns the text passed to Read.
func (x *Text) Tokens() *token.Text { return x.t }

// Mention returns one of the mentions passed to Read.
func (x *Text) Mention(i int) names.Mention { return x.mentions[i] }
