package query

// examples has one right value per field, for messages.
var examples = map[Field]string{
	Title: "title:harbour", Text: "text:harbour", Source: "source:example.org", URL: "url:example.org/news",
	Kind: "kind:article", Lang: "lang:en", Rail: `rail:"Most read"`, Section: "section:World", By: "by:okafor",
	Date: "date:2011-04/2012", Seen: "seen:2024-03",
}

// wholeExample shows how a whole heading is asked for, for messages.
const wholeExample = `section:="World"`

// HelpGroup is a part of the help under its heading.
type HelpGroup struct {
	Title string     `json:"title"`
	Lines []HelpLine `json:"lines"`
}

// HelpLine is one thing that can be written, and what it finds. Every Example parses.
type HelpLine struct {
	Example string `json:"example"`
	Finds   string `json:"finds"`
}

// Help is the page of help: the desk shows it beside the box, the command line
// prints it.
func Help() []HelpGroup {
	return []HelpGroup{
		{"Words", []HelpLine{
			{"harbour strike", "both words, in headline or text, with their other forms (strikes, striking)"},
			{`"harbour strike"`, "exactly these words in this order: no other forms; capitals and punctuation make no difference. Any quotation marks will do: “…” „…“ «…» 「…」"},
			{`"harbour"`, "exactly this word"},
			{"govern*", "every word that begins so; at least two letters before the star"},
			{`"minister resigned"~5`, "these words, in any order, with at most five others between them"},
		}},
		{"Together and apart", []HelpLine{
			{"harbour AND strike", "the same as harbour strike"},
			{"strike OR lockout", "either word; AND binds tighter than OR"},
			{"harbour -strike", "the first without the second; NOT strike is the same"},
			{"(strike OR lockout) harbour", "brackets group"},
		}},
		{"Fields", []HelpLine{
			{"title:harbour", "in the headline"},
			{"text:harbour", "in the text, headline left aside"},
			{"title:(strike OR lockout)", "a field before brackets holds for all that is in them"},
			{"source:example.org", "from this outlet, by host or by name: source:\"Morning Courier\"; source:=\"example.org\" is this very one, and none of its subdomains"},
			{"url:example.org/news", "in the item's own address"},
			{"kind:teaser", "article (a text), teaser (an item of a listing) or rail (an item of a side list)"},
			{"lang:fa", "in this language, by its code"},
			{"section:World", "under a heading of the source with this word in it: “World”, “World news”"},
			{`section:="World"`, "under exactly this heading, capitals, accents and punctuation aside"},
			{`rail:"Most read"`, "in a side list with these words in its heading; rail:=\"Most read\" is the whole heading"},
			{"by:okafor", "with this name in the byline"},
		}},
		{"Dates", []HelpLine{
			{"date:2011", "published in that year; date:2011-04 and date:2011-04-09 likewise"},
			{"date:2011-04/2012", "from April 2011 to the end of 2012"},
			{"date:2011-04/..", "from April 2011 on"},
			{"date:../2012", "up to the end of 2012"},
			{"date:none", "undated: the source gives no date that could be read; -date:none is everything dated"},
			{"date:P1Y", "in the last year; P6M six months, P2W two weeks, P30D thirty days"},
			{"seen:2024-03", "captured in that month; seen: takes what date: takes"},
		}},
	}
}
