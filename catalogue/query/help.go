package query

import "cuttings/catalogue/field"

// wholeExample is an example of a search for a whole heading, for messages.
const wholeExample = `section:="World"`

// HelpGroup is a part of the help with its heading.
type HelpGroup struct {
	Title string
	Lines []field.Line
}

// Help returns the page of help for the standard fields: the desk shows it beside the box, the command line
// prints it.
func Help() []HelpGroup { return Parser{}.Help() }

// Help returns the page of help for the parser's fields.
func (in Parser) Help() []HelpGroup {
	groups := []HelpGroup{
		{"Words", []field.Line{
			{Example: "harbour strike", Finds: "both words, in headline or text, with their other forms (strikes, " +
				"striking); " +
				"a word all in capitals (AIDS) has none"},
			{Example: `"harbour strike"`, Finds: "exactly these words in this order: no other forms; capitals and " +
				"punctuation " +
				"make no difference. Any quotation marks will do: “…” „…“ «…» 「…」"},
			{Example: `"harbour"`, Finds: "exactly this word"},
			{Example: "govern*", Finds: "every word that begins so; at least two letters before the star"},
			{Example: `"minister resigned"~5`, Finds: "these words, in any order, with at most five others between " +
				"them"},
		}},
		{"Together and apart", []field.Line{
			{Example: "harbour AND strike", Finds: "the same as harbour strike"},
			{Example: "strike OR lockout", Finds: "either word; AND binds tighter than OR"},
			{Example: "harbour -strike", Finds: "the first without the second; NOT strike is the same"},
			{Example: "(strike OR lockout) harbour", Finds: "brackets group"},
		}},
		{"Fields", []field.Line{
			{Example: "title:(strike OR lockout)", Finds: "a field before brackets applies to all that is in them"},
		}},
		{"Dates", nil},
	}
	words, dates := &groups[2].Lines, &groups[3].Lines
	for _, f := range in.fields().All() {
		if f.Type == field.Date {
			*dates = append(*dates, f.Help...)
		} else {
			*words = append(*words, f.Help...)
		}
	}
	return groups
}
