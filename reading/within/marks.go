package within

import (
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// Tokens returns the text as it was given to Read.
func (x *Text) Tokens() *token.Text { return x.t }

// Mention returns one of the mentions that were given to Read.
func (x *Text) Mention(i int) names.Mention { return x.mentions[i] }
