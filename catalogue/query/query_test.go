package query

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue/field"
	"cuttings/cutting"
)

var noon = time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)

func w(s string) *Word    { return &Word{Text: s} }
func ph(s string) *Phrase { return &Phrase{Text: s} }

func TestParseTree(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     Node
	}{
		{"nothing", "  ", nil},
		{"word", "harbour", w("harbour")},
		{"words are joined by and", "harbour strike", &And{[]Node{w("harbour"), w("strike")}}},
		{"explicit and", "a AND b AND c", &And{[]Node{w("a"), w("b"), w("c")}}},
		{"and binds tighter", "a b OR c", &Or{[]Node{&And{[]Node{w("a"), w("b")}}, w("c")}}},
		{"brackets", "a (b OR c)", &And{[]Node{w("a"), &Or{[]Node{w("b"), w("c")}}}}},
		{"bracketed groups of the same kind flatten", "a (b (c d))", &And{[]Node{w("a"), w("b"), w("c"), w("d")}}},
		{"minus", "a -b", &And{[]Node{w("a"), &Not{w("b")}}}},
		{"not", "a NOT b", &And{[]Node{w("a"), &Not{w("b")}}}},
		{"not before brackets", "NOT (a OR b)", &Not{&Or{[]Node{w("a"), w("b")}}}},
		{"minus inside a word is a hyphen", "follow-up", w("follow-up")},
		{"dashes between words are punctuation", "talks -- again – and",
			&And{[]Node{w("talks"), w("again"), w("and")}}},
		{"punctuation around words", "«a», (b)…", &And{[]Node{ph("a"), w("b")}}},
		{"lower-case operators are words", "a or b", &And{[]Node{w("a"), w("or"), w("b")}}},
		{"prefix", "govern*", &Word{Text: "govern", Prefix: true}},
		{"prefix of one sign of an unspaced script", "港*", &Word{Text: "港", Prefix: true}},
		{"phrase", `"a  b"`, ph("a b")},
		{"slop", `"a b"~5`, &Phrase{Text: "a b", Slop: 5}},
		{"english quotes", "“a b”", ph("a b")},
		{"single quotes", "‘don’t go’ x", &And{[]Node{ph("don’t go"), w("x")}}},
		{"an apostrophe is no quotation mark", "don’t", w("don’t")},
		{"german quotes", "„a b“", ph("a b")},
		{"swedish quotes", "”a b”", ph("a b")},
		{"danish quotes", "»a b«", ph("a b")},
		{"french quotes with spaces", "« a b »", ph("a b")},
		{"japanese quotes", "「a b」", ph("a b")},
		{"chinese titles", "《港口》", ph("港口")},
		{"mixed quotes", `"a b”`, ph("a b")},
		{"field word", "title:a", &Word{Field: Title, Text: "a"}},
		{"field in capitals", "Title:a", &Word{Field: Title, Text: "a"}},
		{"field phrase", `section:"World News"`, &Phrase{Field: Section, Text: "World News"}},
		{"whole heading", `section:="World News"`, &Value{Field: Section, Text: "World News", Whole: true}},
		{"whole heading of a word", `Rail:=World`, &Value{Field: Rail, Text: "World", Whole: true}},
		{"whole heading of signs", `section:="* * *"`, &Value{Field: Section, Text: "* * *", Whole: true}},
		{"whole headings in a group", `section:=(World OR "At home")`,
			&Or{[]Node{&Value{Field: Section, Text: "World", Whole: true},
				&Value{Field: Section, Text: "At home", Whole: true}}}},
		{"full-width equals sign", "rail：＝「港」", &Value{Field: Rail, Text: "港", Whole: true}},
		{"equals sign in an address", "url:=a", &Word{Field: URL, Text: "a"}},
		{"whole source", `source:="The *Courier*"`, &Value{Field: Source, Text: "The *Courier*", Whole: true}},
		{"whole host", `source:=Example.org`, &Value{Field: Source, Text: "Example.org", Whole: true}},
		{"undated", "date:none", &Dates{Field: Date, Text: NoDate}},
		{"dated", "-date:NONE", &Not{&Dates{Field: Date, Text: NoDate}}},
		{"field group", "title:(a OR b)", &Or{[]Node{&Word{Field: Title, Text: "a"}, &Word{Field: Title, Text: "b"}}}},
		{"inner field wins", "title:(a text:b)", &And{
			[]Node{&Word{Field: Title, Text: "a"}, &Word{Field: Text, Text: "b"}}}},
		{"field value that looks like an operator", "title:OR", &Word{Field: Title, Text: "OR"}},
		{"negated field", "-kind:rail", &Not{&Value{Field: Kind, Text: "rail"}}},
		{"source host", "source:www.example.org:8080", &Value{Field: Source, Text: "www.example.org:8080"}},
		{"source name", `source:"The Courier"`, &Value{Field: Source, Text: "The Courier"}},
		{"source prefix", "source:exam*", &Value{Field: Source, Text: "exam", Prefix: true}},
		{"address", "url:https://example.org/~ana?x=1", &Word{Field: URL, Text: "https://example.org/~ana?x=1"}},
		{"language", "lang:PT-br", &Value{Field: Lang, Text: "pt-br"}},
		{"a time of day is a word", "12:30", w("12:30")},
		{"a colon at the end of a word", "Talks: again", &And{[]Node{w("Talks"), w("again")}}},
		{"right to left mark before a field", "\u200ftitle:a", &Word{Field: Title, Text: "a"}},
		{"full-width brackets and colon", "title：（港 OR 海）",
			&Or{[]Node{&Word{Field: Title, Text: "港"}, &Word{Field: Title, Text: "海"}}}},
		{"dates in a group", "date:(2011 OR 2013)", &Or{[]Node{
			&Dates{Date, "2011", "2011-01-01", "2011-12-31"}, &Dates{Date, "2013", "2013-01-01", "2013-12-31"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q, err := Parse(tt.in, noon)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, q.Root); d != "" {
				t.Errorf("tree of %q (-want +got):\n%s", tt.in, d)
			}
		})
	}
}

func TestParseDates(t *testing.T) {
	for in, want := range map[string]Dates{
		"2011":                  {Date, "2011", "2011-01-01", "2011-12-31"},
		"1990s":                 {Date, "1990s", "1990-01-01", "1999-12-31"},
		"1990s/2001":            {Date, "1990s/2001", "1990-01-01", "2001-12-31"},
		"2011-04":               {Date, "2011-04", "2011-04-01", "2011-04-30"},
		"2012-02":               {Date, "2012-02", "2012-02-01", "2012-02-29"},
		"2011-04-09":            {Date, "2011-04-09", "2011-04-09", "2011-04-09"},
		"2011-04/2012":          {Date, "2011-04/2012", "2011-04-01", "2012-12-31"},
		"2011-04/..":            {Date, "2011-04/..", "2011-04-01", ""},
		"2011-04/":              {Date, "2011-04/..", "2011-04-01", ""},
		"../2012":               {Date, "../2012", "", "2012-12-31"},
		"/2012":                 {Date, "../2012", "", "2012-12-31"},
		"P1Y":                   {Date, "P1Y", "2023-03-01", "2024-02-29"},
		"p2w":                   {Date, "P2W", "2024-02-15", "2024-02-29"},
		"P1Y6M":                 {Date, "P1Y6M", "2022-08-29", "2024-02-29"},
		"2011-04/P3M":           {Date, "2011-04/P3M", "2011-04-01", "2011-06-30"},
		"P1M/2011-04-30":        {Date, "P1M/2011-04-30", "2011-04-01", "2011-04-30"},
		`"2011"`:                {Date, "2011", "2011-01-01", "2011-12-31"},
		"2011-4":                {Date, "2011-04", "2011-04-01", "2011-04-30"},
		"04/2011":               {Date, "2011-04", "2011-04-01", "2011-04-30"},
		"2011/4":                {Date, "2011-04", "2011-04-01", "2011-04-30"},
		`"Apr 2011"`:            {Date, "2011-04", "2011-04-01", "2011-04-30"},
		`"9th April, 2011"`:     {Date, "2011-04-09", "2011-04-09", "2011-04-09"},
		"9.4.2011":              {Date, "2011-04-09", "2011-04-09", "2011-04-09"},
		"apr-2011":              {Date, "2011-04", "2011-04-01", "2011-04-30"},
		"9-Apr-2011":            {Date, "2011-04-09", "2011-04-09", "2011-04-09"},
		"04/2012-05/2012":       {Date, "2012-04/2012-05", "2012-04-01", "2012-05-31"},
		"2012-04/2012":          {Date, "2012-04/2012", "2012-04-01", "2012-12-31"},
		"2011–2012":             {Date, "2011/2012", "2011-01-01", "2012-12-31"},
		`"Apr 2012 - May 2012"`: {Date, "2012-04/2012-05", "2012-04-01", "2012-05-31"},
		"2011-4/2012-6":         {Date, "2011-04/2012-06", "2011-04-01", "2012-06-30"},
		`"Sept 2011/.."`:        {Date, "2011-09/..", "2011-09-01", ""},
		"2011-04-09/2011-04-09": {Date, "2011-04-09/2011-04-09", "2011-04-09", "2011-04-09"},
	} {
		t.Run(in, func(t *testing.T) {
			q, err := Parse("date:"+in, noon)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(&want, q.Root); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestSyntaxErrors checks the place of an error and the part of its message that
// suggests what to write instead. The place is marked by > < in the query.
func TestSyntaxErrors(t *testing.T) {
	for _, tt := range []struct{ name, in, wantError string }{
		{"unclosed quotation", `a >"unterminated<`, "never closed"},
		{"empty quotation", `a >""<`, "no letter or digit"},
		{"blank quotation", `>" "<`, "no letter or digit"},
		{"unclosed bracket", `a >(<b`, "put ) where the group ends"},
		{"surplus bracket", `a>)<`, "closes none"},
		{"empty brackets", `a >()<`, "nothing to search for"},
		{"or without left side", `>OR< a`, "none before it"},
		{"or without right side", `a >OR<`, "none behind it"},
		{"and alone", `>AND<`, "none before it"},
		{"or twice", `a >OR< OR b`, "none behind it"},
		{"not alone", `a >NOT<`, "nothing to leave out"},
		{"unknown field", `a >titel:<x`, "did you mean title:"},
		{"field of another program", `>site:<example.org`, "did you mean source:"},
		{"dunder", `>__proto__:<x`, "there is no field"},
		{"address without field", `>https:<//example.org`, "url:"},
		{"field without value", `>title:<`, "as in title:harbour"},
		{"whole title", `title:>=<"x"`, "only; take it away"},
		{"whole heading without value", `a >section:=< b`, "as in section:World"},
		{"whole heading of nothing", `section:=>""<`, "needs a value"},
		{"whole heading and star", `section:=>Wor*<`, "section:word* without ="},
		{"whole heading and nearness", `rail:=>"a b"~3<`, "take one of them away"},
		{"never captured", "seen:>none<", "date:none"},
		{"undated as a field", ">undated:<yes", "did you mean date:"},
		{"field and space", `>title:< x`, "as in title:harbour"},
		{"minus behind the colon", `>title:-<x`, "-title:harbour"},
		{"double ampersand", `a >&&< b`, "write AND"},
		{"double bar", `a >||< b`, "write OR"},
		{"exclamation mark", `a >!<b`, "write - or NOT"},
		{"star in front", `>*<a`, "end of a word"},
		{"star alone", `>*<`, "at least 2 letters"},
		{"prefix of one letter", `a >b*<`, "at least 2 letters"},
		{"prefix of one letter behind a hyphen", `>follow-u*<`, "at least 2 letters"},
		{"star in a phrase", `"a b>*<"`, "word*"},
		{"fuzzy", `fuzzy>~2<`, "govern*"},
		{"slop without number", `"a b">~<`, "~5"},
		{"slop too large", `"a b"~>999999999<`, "at most 100"},
		{"kind", `kind:>articel<`, "kind:article, kind:teaser or kind:rail"},
		{"language by name", `lang:>english<`, "lang:en"},
		{"slashes in a date", `date:>09/04/2011<`, "Write it as 2011-04-09 or 2011-09-04"},
		{"no day, dotted", `date:>31.2.2011<`, "no such date"},
		{"two dots", `date:>2011..2012<`, "write 2011/2012"},
		{"no such day", `date:>2011-02-30<`, "no day 2011-02-30"},
		{"no such month", `date:>2011-13<`, "no month 13"},
		{"turned round", `date:>2012/2011<`, "turn them round: 2011/2012"},
		{"both ends open", `date:>../..<`, "both ends are open"},
		{"no period", `seen:>P<`, "P1Y for a year"},
		{"period too long", `date:>P9999Y<`, "goes back too far"},
		{"only punctuation", `>– ::<`, "no letter or digit"},
		{"broken bytes", "a >\xff<", "UTF-8"},
		{"depth", strings.Repeat("(", MaxDepth) + ">(<" + "a", "more than 50 deep"},
		{"nots", strings.Repeat("NOT ", MaxDepth) + ">NOT< a", "more than 50 deep"},
		{"terms", strings.Repeat("a ", MaxTerms) + ">a<", "at most 500"},
		{"long phrase", `>"` + strings.Repeat("a ", MaxPhrase+1) + `"<`, "at most 100"},
		{"long run", ">" + strings.Repeat("港", MaxPhrase+1) + "<", "at most 100"},
		{"bytes", strings.Repeat("a", MaxBytes) + ">aaa<", "at most 16384"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := strings.Index(tt.in, ">")
			end := strings.LastIndex(tt.in, "<") - 1
			in := strings.Replace(tt.in, ">", "", 1)
			in = in[:end] + in[end+1:]
			_, err := Parse(in, noon)
			var se *SyntaxError
			if !errors.As(err, &se) {
				t.Fatalf("Parse(%.60q) = %v, want a SyntaxError", in, err)
			}
			if cutting.KindOf(err) != cutting.Invalid {
				t.Errorf("kind is %v, want invalid", cutting.KindOf(err))
			}
			if se.Offset != start || se.Offset+se.Length != end {
				t.Errorf("place is [%d,%d), want [%d,%d): %s", se.Offset, se.Offset+se.Length, start, end, se.Message)
			}
			if !strings.Contains(se.Message, tt.wantError) {
				t.Errorf("message %q does not say %q", se.Message, tt.wantError)
			}
			if p := se.Point(in); !strings.Contains(p, "^") {
				t.Errorf("Point draws no caret: %q", p)
			}
		})
	}
}

func TestPoint(t *testing.T) {
	e := &SyntaxError{Offset: 3, Length: 2}
	if got, want := e.Point("ab cd ef"), "ab cd ef\n   ^^"; got != want {
		t.Errorf("Point = %q, want %q", got, want)
	}
}

func TestString(t *testing.T) {
	for in, want := range map[string]string{
		"":                              "",
		"a AND b":                       "a b",
		"a b OR c":                      "(a b) OR c",
		"NOT a":                         "-a",
		"NOT NOT a":                     "-(-a)",
		"«a b»~3":                       `"a b"~3`,
		"title:(a OR b)":                "title:a OR title:b",
		"source:Example.org x":          "source:Example.org x",
		`source:"The Courier"`:          `source:"The Courier"`,
		"date:/2012":                    "date:../2012",
		"when:1990S":                    "when:1990s",
		",AND,":                         "'AND'",
		"-(,NOT,)":                      "-('NOT')",
		"‘say “this” and «that»’":       `"say this and «that»"`,
		"(a (b OR c)) (d)":              "a (b OR c) d",
		"section:=World":                `section:="World"`,
		"source:=example.org":           `source:="example.org"`,
		"rail:=(a OR “b c”)":            `rail:="a" OR rail:="b c"`,
		"date:None":                     "date:none",
		"url:https://example.org/a-b/?": "url:https://example.org/a-b",
	} {
		q, err := Parse(in, noon)
		if err != nil {
			t.Errorf("Parse(%q): %v", in, err)
			continue
		}
		if got := q.String(); got != want {
			t.Errorf("String of %q = %q, want %q", in, got, want)
		}
	}
}

func TestTermAndWith(t *testing.T) {
	for _, tt := range []struct {
		name, before string
		field        Field
		value, want  string
	}{
		{"nothing before", "", Source, "example.org", `source:="example.org"`},
		{"narrowing words", "a b", Kind, "teaser", "a b kind:teaser"},
		{"narrowing a choice", "a OR b", Lang, "fa", "(a OR b) lang:fa"},
		{"a heading with quotation marks", "a", Section, `The "World"`, `a section:="The World"`},
		{"a heading with a star", "a", Rail, `Stars*`, `a rail:="Stars*"`},
		{"undated", "a OR b", Date, NoDate, "(a OR b) date:none"},
		{"a date", "a", Date, "2011-04", "a date:2011-04"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q, err := Parse(tt.before, noon)
			if err != nil {
				t.Fatal(err)
			}
			got := WithTerm(q, Term(tt.field, tt.value))
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if _, err := Parse(got, noon); err != nil {
				t.Errorf("%q does not parse: %v", got, err)
			}
		})
	}
}

func TestHelpParses(t *testing.T) {
	seen := map[Field]bool{}
	for _, g := range Help() {
		for _, l := range g.Lines {
			q, err := Parse(l.Example, noon)
			if err != nil {
				t.Errorf("%s: %v", l.Example, err)
				continue
			}
			q.Walk(func(n Node, _ bool) {
				switch n := n.(type) {
				case *Word:
					seen[n.Field] = true
				case *Phrase:
					seen[n.Field] = true
				case *Value:
					seen[n.Field] = true
				case *Dates:
					seen[n.Field] = true
				case *Numbers:
					seen[n.Field] = true
				}
			})
		}
	}
	for _, f := range field.Standard().All() {
		if f.Name == field.Default {
			continue
		}
		if !seen[Field(f.Name)] {
			t.Errorf("help has no example of %s:", f.Name)
		}
		q, err := Parse(f.Example, noon)
		if err != nil {
			t.Errorf("example in messages: %v", err)
			continue
		}
		if !strings.HasPrefix(q.String(), f.Name+":") {
			t.Errorf("the example of %s: is %s", f.Name, f.Example)
		}
	}
}

// FuzzParse checks: no panic; an error points into the text; what parses writes
// itself so that it parses to the same tree; the limits hold for every tree.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a AND (b OR -c) \"d e\"~3", "title:(a OR b*) date:2011-04/..",
		"‘a b’ «c» 「d」 \u200f,AND, -(,OR,)", "url:https://x.example/~a?(b) source:\"x y\" lang:pt-br kind:rail", "a:b",
		"--a -'b'", ".title:x", "date:P1Y/2012 seen:/2012", "(((((a)))))", "*a*",
		"section:=\"a*\" rail:=(b OR 'c') -date:none", "NOT NOT a", "中文*", "a\u202eb ’tis x’"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s, noon)
		if err != nil {
			var se *SyntaxError
			if !errors.As(err, &se) || se.Message == "" || se.Offset < 0 || se.Length < 0 ||
				se.Offset+se.Length > len(s) {
				t.Fatalf("Parse(%q): error %#v does not point into the text", s, err)
			}
			se.Point(s)
			return
		}
		canon := q.String()
		q2, err := Parse(canon, noon)
		if err != nil {
			// Canonical form may be longer than what was typed: a field before
			// brackets is written before each leaf, and limits count bytes.
			if len(canon) > MaxBytes {
				return
			}
			t.Fatalf("%q → canonical %q does not parse: %v", s, canon, err)
		}
		if d := cmp.Diff(q.Root, q2.Root); d != "" {
			t.Fatalf("%q → %q: tree differs:\n%s", s, canon, d)
		}
		if again := q2.String(); again != canon {
			t.Fatalf("%q → %q → %q", s, canon, again)
		}
		n := 0
		q.Walk(func(Node, bool) { n++ })
		if n > MaxTerms {
			t.Fatalf("%d leaves", n)
		}
		if narrowed := WithTerm(q, "kind:rail"); len(narrowed) < MaxBytes && n < MaxTerms {
			if _, err := Parse(narrowed, noon); err != nil {
				var se *SyntaxError
				if errors.As(err, &se) && strings.Contains(se.Message, "deep") {
					return
				}
				t.Fatalf("With(%q) = %q: %v", s, narrowed, err)
			}
		}
	})
}

// TestYardstick parses the hostile queries of the yardstick, when it is there.
func TestYardstick(t *testing.T) {
	dir := os.Getenv("CUTTINGS_BENCH")
	if dir == "" {
		t.Skip("CUTTINGS_BENCH does not name the folder of unpacked yardsticks")
	}
	f, err := os.Open(filepath.Join(dir, "hostile-dev/dev/lists/queries.jsonl"))
	if err != nil {
		t.Skipf("the yardstick is not unpacked: %v", err)
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	for dec.More() {
		var c struct{ ID, Q string }
		if err := dec.Decode(&c); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		q, err := Parse(c.Q, noon)
		var se *SyntaxError
		if err != nil && (!errors.As(err, &se) || se.Offset+se.Length > len(c.Q)) {
			t.Errorf("%s: %v", c.ID, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s took %v", c.ID, took)
		}
		t.Logf("%s %.40q → %.60q %v", c.ID, c.Q, q.String(), err)
	}
}

// TestSince reads beginnings; the error for a wrong one lists what a beginning may be: no more
// than that, as date: takes intervals too.
func TestSince(t *testing.T) {
	now := time.Date(2013, 3, 31, 12, 0, 0, 0, time.UTC)
	for in, want := range map[string]string{"P7D": "2013-03-24", "p2w": "2013-03-17", "2011": "2011-01-01",
		" 2011-04 ": "2011-04-01", "2011-04-09": "2011-04-09",
		"2011-4": "2011-04-01", "04/2011": "2011-04-01", "Apr 2011": "2011-04-01", "9.4.2011": "2011-04-09"} {
		if got, err := Since(in, now); err != nil || got.Format(time.DateOnly) != want {
			t.Errorf("since %q is %v (%v), want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "banana", "2011/2012", "none", "P7", "2011-13"} {
		_, err := Since(in, now)
		if err == nil || strings.Contains(err.Error(), "date:none") || strings.Contains(err.Error(), "two with /") {
			t.Errorf("since %q: %v", in, err)
		}
	}
}

// TestDateWithSpaces: words behind date: that are a date together are named in the error, with what to write.
func TestDateWithSpaces(t *testing.T) {
	for in, want := range map[string]struct{ part, write string }{
		"dam date:Apr 2012":               {"Apr 2012", `write date:2012-04, or date:"Apr 2012"`},
		"date:9 April 2012 dam":           {"9 April 2012", `write date:2012-04-09, or date:"9 April 2012"`},
		"date:April  9, 2012":             {"April  9, 2012", `write date:2012-04-09, or date:"April 9, 2012"`},
		"(dam date:Apr 2012) OR levy":     {"Apr 2012", `write date:2012-04, or date:"Apr 2012"`},
		"seen:Apr 2012 2013":              {"Apr 2012", `write seen:2012-04, or seen:"Apr 2012"`},
		"date:Apr dam 2012":               {"Apr", "is not a date"},
		`date:Apr "2012"`:                 {"Apr", "is not a date"},
		"date:Apr":                        {"Apr", "is not a date"},
		"date:Apr 2012-May 2012 levy":     {"Apr 2012-May 2012", "write date:2012-04/2012-05"},
		"date:2011-04-2012":               {"2011-04-2012", "is not a date"},
		"date:05/06/2012-07/2012 title:a": {"05/06/2012-07/2012", "is"},
	} {
		_, err := Parse(in, noon)
		var wrong *SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if part := in[wrong.Offset : wrong.Offset+wrong.Length]; part != want.part ||
			!strings.Contains(wrong.Message, want.write) {
			t.Errorf("%s: %q: %s", in, part, wrong.Message)
		}
	}
}
