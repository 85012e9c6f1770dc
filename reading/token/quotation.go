package token

import "strings"

// QuotationMarks are the double quotation marks readers know; '"' both opens and closes.
const QuotationMarks = `"“”«»„`

// IsQuote reports whether a token is a double quotation mark, or several.
func IsQuote(w string) bool { return w != "" && strings.Trim(w, QuotationMarks) == "" }

// OpensQuotation reports whether a token is a mark that opens a quotation and never closes one.
func OpensQuotation(w string) bool { return w == "“" || w == "«" || w == "„" }

// ClosesQuotation reports whether a token is a mark that closes a quotation and never opens one.
func ClosesQuotation(w string) bool { return w == "”" || w == "»" }
