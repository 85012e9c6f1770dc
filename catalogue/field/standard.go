package field

// The names that code outside this package refers to. Other fields need none.
const (
	Default = ""      // headline and text together
	Title   = "title" // the headline
	Body    = "text"  // the text without the headline
	Source  = "source"
	URL     = "url"
	Kind    = "kind"
	Lang    = "lang"
	Rail    = "rail"
	Section = "section"
	Byline  = "by"
	Dated   = "date" // when it was published
	Seen    = "seen" // when it was captured: of all sightings, not of the representative alone
)

// Standard returns the fields of this program, in the order help shows them. It
// is the same Set each time.
func Standard() *Set { return standard }

var standard = must(New(
	Field{Name: Default, Type: Text, Analyser: Prose, Weight: 1},
	Field{Name: Title, Type: Text, Analyser: Prose, Weight: 3, Example: "title:harbour",
		Also: []string{"headline", "heading", "intitle"},
		Help: []Line{{"title:harbour", "in the headline"}}},
	Field{Name: Body, Type: Text, Analyser: Prose, Weight: 1, Example: "text:harbour",
		Also: []string{"body", "content", "intext"},
		Help: []Line{{"text:harbour", "in the text, headline left aside"}}},
	Field{Name: Source, Type: Keyword, Analyser: Outlet, Whole: true, Facet: "source", Title: "Source",
		Example: "source:example.org", Also: []string{"site", "outlet", "publisher", "domain", "host"},
		Help: []Line{{"source:example.org", "from this outlet, by host or by name: source:\"Morning Courier\"; " +
			"source:=\"example.org\" is this very one, and none of its subdomains"}}},
	Field{Name: URL, Type: Text, Analyser: Address, Example: "url:example.org/news", Also: []string{"link", "inurl"},
		Help: []Line{{"url:example.org/news", "in the item's own address"}}},
	Field{Name: Kind, Type: Keyword, Analyser: Exact, Values: []string{"article", "teaser", "rail"}, Facet: "kind",
		Title: "Kind", Labels: map[string]string{"article": "Article", "teaser": "Teaser", "rail": "Side list item"},
		Example: "kind:article", Also: []string{"type"},
		Help: []Line{{"kind:teaser", "article (a text), teaser (an item of a listing) or rail (an item of a side " +
			"list)"}}},
	Field{Name: Lang, Type: Keyword, Analyser: Language, Facet: "lang", Title: "Language", Example: "lang:en",
		Also: []string{"language"}, Help: []Line{{"lang:fa", "in this language, by its code"}}},
	Field{Name: Dated, Type: Date, Facet: "year", Missing: true, Title: "Year", Chip: "Published",
		Labels:  map[string]string{None: "Undated"},
		Example: "date:2011-04/2012", Also: []string{"published", "year", "day", "when", "undated"},
		Help: []Line{
			{"date:2011", "published in that year; date:2011-04 and date:2011-04-09 likewise"},
			{"date:2011-04/2012", "from April 2011 to the end of 2012"},
			{"date:2011-04/..", "from April 2011 on"},
			{"date:../2012", "up to the end of 2012"},
			{"date:none", "undated: the source gives no date that could be read; -date:none is everything dated"},
			{"date:P1Y", "in the last year; P6M six months, P2W two weeks, P30D thirty days"},
		}},
	Field{Name: Section, Type: Text, Analyser: Names, Whole: true, Facet: "section",
		Title: "Section, as the source calls it", Chip: "Section", Example: "section:World",
		Help: []Line{
			{"section:World", "under a heading of the source with this word in it: “World”, “World news”"},
			{`section:="World"`, "under exactly this heading, capitals, accents and punctuation aside"},
		}},
	Field{Name: Rail, Type: Text, Analyser: Names, Whole: true, Title: "Side list", Example: `rail:"Most read"`,
		Help: []Line{{`rail:"Most read"`, "in a side list with these words in its heading; rail:=\"Most read\" is " +
			"the whole heading"}}},
	Field{Name: "tag", Type: Text, Analyser: Names, Many: true, Whole: true, Facet: "tag",
		Title: "Tags of the source", Chip: "Tag", Example: "tag:harbour", Also: []string{"keyword", "category"},
		Help: []Line{{"tag:harbour",
			"with this word in a tag the source gave it; tag:=\"Harbour\" is the whole tag"}}},
	Field{Name: Byline, Type: Text, Analyser: Names, Many: true, Example: "by:okafor",
		Also: []string{"author", "byline", "creator"},
		Help: []Line{{"by:okafor", "with this name in the byline"}}},
	Field{Name: Seen, Type: Date, Many: true, Example: "seen:2024-03", Also: []string{"captured", "saved"},
		Help: []Line{{"seen:2024-03", "captured in that month; seen: takes what date: takes"}}},
))

func must(s *Set, err error) *Set {
	if err != nil {
		panic(err) // a mistake in this table: every test finds it
	}
	return s
}
