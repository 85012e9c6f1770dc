package field

// The names of fields that code outside this package refers to.
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
	Seen    = "seen" // when it was captured: of all sightings, not only of the representative

	// What readers found in a text; the values are in the rows of stages.
	Name    = "name"    // forms of names
	Speaker = "speaker" // who makes a statement
	Said    = "said"    // what is said
	About   = "about"   // names in what is said
	LabelOf = "label"   // the words a text puts on names
	When    = "when"    // what a text mentions
	Story   = "story"
	ID      = "id"      // the cutting's ID; every entry has one, which is not in rows of values
	Is      = "is"      // its role within its story
	Topic   = "topic"   // contents of a topic: package library replaces it by the topic's query
	Outlets = "outlets" // how many outlets its story has

	// The desk's own words about a cutting; package library looks them up in the journal.
	Note   = "note"
	OwnTag = "owntag"
)

// Standard returns the fields of this program, in the order help shows them. It always returns the same Set.
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
		Missing: true, Labels: map[string]string{None: "Outlet not known"}, Example: "source:example.org",
		Also: []string{"site", "outlet", "publisher", "domain", "host"},
		Help: []Line{{"source:example.org", "from this outlet, by host or by name: source:\"Morning Courier\"; " +
			"source:=\"example.org\" is this outlet only, without its subdomains"},
			{"source:none", "the outlet is not known: the page has no address and does not name it"}}},
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
		Example: "date:2011-04/2012", Also: []string{"published", "year", "day", "undated"},
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
	Field{Name: Name, Type: Text, Analyser: Names, Many: true, Whole: true, Facet: "name", Title: "Names in the text",
		Chip: "Name", Example: "name:okafor", Also: []string{"person", "people", "who", "entity", "mentions"},
		Help: []Line{
			{"name:okafor", "names a person, organisation or place with this word in the name"},
			{`name:="Ada Okafor"`, "names it in exactly this form, capitals, accents and punctuation aside"},
		}},
	Field{Name: Speaker, Type: Text, Analyser: Names, Many: true, Whole: true, Facet: "speaker",
		Title: "Who is quoted", Chip: "Quoted", Example: "speaker:okafor", Also: []string{"says", "quotes", "quoted"},
		Help: []Line{{"speaker:okafor", "has a statement by somebody with this word in the name; " +
			"speaker:=\"Ada Okafor\" is the exact name"}}},
	Field{Name: Said, Type: Text, Analyser: Prose, Many: true, Example: "said:harbour",
		Also: []string{"quote", "claim"},
		Help: []Line{{"said:harbour", "has a statement with this word in what is said"}}},
	Field{Name: About, Type: Text, Analyser: Names, Many: true, Whole: true, Title: "Statements about",
		Example: "about:okafor",
		Help: []Line{{"about:okafor", "has a statement that names somebody with this word in the name; " +
			"about:=\"Ada Okafor\" is the exact name"}}},
	Field{Name: LabelOf, Type: Text, Analyser: Names, Many: true, Whole: true, Title: "Called",
		Example: `label:"opposition group"`, Also: []string{"called", "calls"},
		Help: []Line{{`label:"opposition group"`,
			"uses these words for somebody named, whether in its own voice or quoted"}}},
	Field{Name: When, Type: Date, Many: true, Example: "when:1986", Also: []string{"event", "happened"},
		Help: []Line{{"when:1986", "mentions that year, a day, month or season in it, or its decade; when: " +
			"takes what date: takes"}}},
	Field{Name: Is, Type: Keyword, Analyser: Exact, Many: true,
		Values: []string{"copy", "teaser", "independent", "headline", "disputed"},
		Facet:  "is", Title: "Beside others", Chip: "Is",
		Labels: map[string]string{"copy": "Copy", "teaser": "Teaser of an article here",
			"independent": "Text of its own", "headline": "Headline alone",
			"disputed": "Another account differs"},
		Example: "is:independent", Also: []string{"copies", "duplicate", "unique"},
		Help: []Line{
			{"is:independent",
				"with a text of its own: not a copy of another, nor a teaser of an article in the archive"},
			{"is:headline", "with nothing but the headline of an article that is not in the archive"},
			{"is:copy", "a copy of an earlier text; is:teaser announces an article in the archive"},
			{"is:disputed", "with a statement or figure that another account denies or gives differently, or the " +
				"other way round"},
		}},
	Field{Name: Outlets, Type: Number, Example: "outlets:>2", Title: "Outlets of its story", Chip: "Outlets",
		Help: []Line{{"outlets:>2", "in a story of more than two outlets, those with copies included"}}},
	Field{Name: Story, Type: Keyword, Analyser: Exact, Title: "Story",
		Example: "story:fe79ewbhrn6j18a3h80k2s1ekx",
		Help: []Line{{"story:fe79ewbhrn6j18a3h80k2s1ekx",
			"the members of one story, by its whole ID or that of any cutting in it"}}},
	Field{Name: ID, Type: Keyword, Analyser: Exact, Title: "Cutting", Example: "id:ID",
		Help: []Line{{"id:ID", "the one cutting with this ID, written whole; -id: leaves it out"}}},
	Field{Name: Topic, Type: Keyword, Analyser: Exact, Title: "Topic", Example: "topic:the-dam",
		Help: []Line{{"topic:the-dam", "the cuttings of a topic, by the last part of its address: what it " +
			"searches for and what is pinned, without what is left out"}}},
	Field{Name: Note, Type: Text, Analyser: Names, Example: "note:ask",
		Also: []string{"comment", "annotation", "memo"},
		Help: []Line{{"note:ask", "with this word in a note of your own on it; note:\"ask the board\" is these " +
			"words"}}},
	Field{Name: OwnTag, Type: Text, Analyser: Names, Many: true, Whole: true, Facet: "owntag",
		Title: "Tags of your own", Chip: "Own tag", Example: "owntag:check",
		Also: []string{"mytag", "desktag", "notetag"},
		Help: []Line{{"owntag:check", "with this word in a tag of your own; owntag:=\"to check\" is the whole tag. " +
			"tag: asks for those of the sources"}}},
))

func must(s *Set, err error) *Set {
	if err != nil {
		panic(err) // a mistake in this table: every test shows it
	}
	return s
}
