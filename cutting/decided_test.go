package cutting_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

// TestDecisionsChecked checks which decisions are refused before they are written.
func TestDecisionsChecked(t *testing.T) {
	per := func(form string) cutting.NameKey { return cutting.NameKey{Kind: "PER", Form: form} }
	naming := func(kind string, n cutting.Naming) func() error { return func() error { return n.Check(kind) } }
	storied := func(kind string, ids ...string) func() error {
		return func() error { return (&cutting.Storied{Cuttings: ids}).Check(kind) }
	}
	mark := func(reader string, at cutting.At) func() error {
		return func() error {
			return (&cutting.WrongMark{Capture: "c", Version: "v", Reader: reader, At: at}).Check()
		}
	}
	right := func(reader string, m cutting.RightMark) func() error {
		m.WrongMark = cutting.WrongMark{Capture: "c", Version: "v", Reader: reader, At: cutting.At{Start: 1, End: 2}}
		return m.Check
	}
	many := make([]string, 1001)
	for _, tt := range []struct {
		name  string
		check func() error
		wrong string // part of the message; "" for a valid one
	}{
		{"two forms are one name", naming(cutting.NameSame, cutting.Naming{Of: per("a"), With: per("b")}), ""},
		{"a name with itself", naming(cutting.NameDifferent, cutting.Naming{Of: per("a"), With: per("a")}), "itself"},
		{"one name without the other", naming(cutting.NameUnsure, cutting.Naming{Of: per("a")}), "no kind"},
		{"a kind there is not", naming(cutting.NameNone, cutting.Naming{Of: cutting.NameKey{Kind: "GOD", Form: "a"}}),
			`"GOD"`},
		{"no form", naming(cutting.NameNone, cutting.Naming{Of: per("")}), "form"},
		{"a form that is no text", naming(cutting.NameNone, cutting.Naming{Of: per("\xff")}), "form"},
		{"a form that is too long", naming(cutting.NameNone, cutting.Naming{Of: per(strings.Repeat("a", 501))}),
			"form"},
		{"shown in another form", naming(cutting.NameForm, cutting.Naming{Of: per("a"), Form: "A"}), ""},
		{"shown as nothing", naming(cutting.NameForm, cutting.Naming{Of: per("a"), Form: " "}), "shown"},
		{"two cuttings are one story", storied(cutting.StoryJoin, "a", "b"), ""},
		{"one cutting is one story", storied(cutting.StoryJoin, "a"), "at least two"},
		{"the same cutting twice", storied(cutting.StoryJoin, "a", "a"), "at least two"},
		{"one leaves its story", storied(cutting.StorySplit, "a"), ""},
		{"none leaves its story", storied(cutting.StorySplit), "do not belong"},
		{"not in order", storied(cutting.StorySplit, "b", "a"), "order"},
		{"an empty ID", storied(cutting.StorySplit, "", "a"), "no cutting"},
		{"too many", storied(cutting.StorySplit, many...), "at most"},
		{"a mark that is none", mark("names", cutting.At{Start: 1, End: 2}), ""},
		{"a mark of no reader", mark("feelings", cutting.At{Start: 1, End: 2}), "feelings"},
		{"a mark of no bytes", mark("names", cutting.At{Start: 2, End: 2}), "some bytes"},
		{"a mark of no text", func() error { return (&cutting.WrongMark{Reader: "names"}).Check() }, "capture"},
		{"marks of which one has no bytes", func() error {
			return (&cutting.WrongMark{Capture: "c", Version: "v", Reader: "names", At: cutting.At{Start: 1, End: 2},
				Also: []cutting.At{{Start: 3, End: 3}}}).Check()
		}, "some bytes"},
		{"another speaker", right("statements", cutting.RightMark{Part: cutting.PartSpeaker, Who: "A",
			Of: per("a")}), ""},
		{"no speaker is named", right("statements", cutting.RightMark{Part: cutting.PartSpeaker}), ""},
		{"the outlet speaks", right("statements", cutting.RightMark{Part: cutting.PartSpeaker, Outlet: true}), ""},
		{"the outlet and a name", right("statements", cutting.RightMark{Part: cutting.PartSpeaker, Outlet: true,
			Who: "A", Of: per("a")}), "not both"},
		{"a speaker of no kind", right("statements", cutting.RightMark{Part: cutting.PartSpeaker, Who: "A"}),
			"no kind"},
		{"the voice of a statement", right("statements", cutting.RightMark{Part: cutting.PartVoice}), `"voice"`},
		{"a label on nobody", right("labels", cutting.RightMark{Part: cutting.PartWhom}), ""},
		{"a label on the outlet", right("labels", cutting.RightMark{Part: cutting.PartWhom, Outlet: true}), "outlet"},
		{"a mention of nobody", right("names", cutting.RightMark{Part: cutting.PartName}), "give the name"},
		{"a person", func() error { return (&cutting.Redaction{Name: "Ada Vell Fern"}).Check() }, ""},
		{"an empty name", func() error {
			return (&cutting.Redaction{Name: "Ada Vell Fern", Also: []string{" "}}).Check()
		}, "empty"},
		{"a name that is too long", func() error {
			return (&cutting.Redaction{Name: strings.Repeat("a", 401)}).Check()
		}, "401 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.check()
			if tt.wrong == "" && err != nil {
				t.Fatal(err)
			}
			if tt.wrong != "" && (cutting.KindOf(err) != cutting.Invalid || !strings.Contains(err.Error(), tt.wrong)) {
				t.Errorf("%v, want an error of kind Invalid with %q", err, tt.wrong)
			}
		})
	}
	if got := per("ilya dravic").String(); got != "PER:ilya dravic" {
		t.Errorf("a key is written %q", got)
	}
}

// TestWhenCaptured checks how much each origin of a capture's time is evidence of, and which of
// them are evidence of an order.
func TestWhenCaptured(t *testing.T) {
	at := time.Date(2011, 4, 9, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		origin string
		at     time.Time
		want   cutting.TimeKnown
		stated bool
	}{
		{"warc", at, cutting.TimeByCarrier, true}, {"mhtml", at, cutting.TimeByCarrier, true},
		{"saved-from", at, cutting.TimeByPage, true}, {"mtime", at, cutting.TimeOfFile, false},
		{"unknown", at, cutting.TimeUnknown, false}, {"", at, cutting.TimeUnknown, false},
		{"warc", time.Time{}, cutting.TimeUnknown, false},
	} {
		got := cutting.Capture{Time: tt.at, TimeOrigin: tt.origin}.TimeKnown()
		if got != tt.want || got.Stated() != tt.stated {
			t.Errorf("%q at %v: %s, stated %v", tt.origin, tt.at, got, got.Stated())
		}
	}
}

func TestFrameOfACapture(t *testing.T) {
	for name, want := range map[string]string{
		"a.html!/frame-2.html": "frame-2.html", "a.html!/frame-02.html": "", "a.html!/frame-x.html": "",
		"a.html": "", "a.html!/frame-2.html.bak": "",
	} {
		if got := (cutting.Capture{Name: name, DerivedFrom: "c"}).Frame(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := (cutting.Capture{Name: "frame-2.html"}).Frame(); got != "" {
		t.Errorf("a file of that name: %q", got)
	}
}

// TestPlacesInWords: a place in headline or text converts to one in the words and back.
func TestPlacesInWords(t *testing.T) {
	for _, tt := range []struct {
		name, headline, text string
		at                   cutting.Span
		piece                cutting.Piece
		in                   string
	}{
		{"in the headline", "Dam closed", "It leaks.", cutting.Span{Start: 0, End: 3}, cutting.InHeadline, "Dam"},
		{"in the text", "Dam closed", "It leaks.", cutting.Span{Start: 12, End: 14}, cutting.InText, "It"},
		{"without a headline", "", "It leaks.", cutting.Span{Start: 3, End: 8}, cutting.InText, "leaks"},
		{"in both", "Dam closed", "It leaks.", cutting.Span{Start: 4, End: 14}, cutting.InHeadline, "closed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			words := cutting.Words(tt.headline, tt.text)
			piece, at := cutting.PlaceIn(tt.headline, tt.at)
			of := tt.text
			if piece == cutting.InHeadline {
				of = tt.headline
			}
			if piece != tt.piece || at.In(of) != tt.in {
				t.Errorf("%s: %q, want %s: %q", piece, at.In(of), tt.piece, tt.in)
			}
			if piece == cutting.InText && cutting.InWords(tt.headline, at).In(words) != tt.in {
				t.Errorf("back in the words it is %q", cutting.InWords(tt.headline, at).In(words))
			}
		})
	}
}

// TestMarksOfReaders: every reader has a list of its own, which its JSON is read into; a mark that
// a person removed leaves the others.
func TestMarksOfReaders(t *testing.T) {
	var r cutting.Reading
	seen := map[any]bool{}
	for _, reader := range cutting.Readers() {
		list := r.Marks(reader)
		if list == nil || seen[list] {
			t.Errorf("the reader %q has no list of its own", reader)
		}
		seen[list] = true
	}
	if r.Marks("feelings") != nil {
		t.Error("there is a list of no reader")
	}
	if err := r.Add("names", json.RawMessage(`[{"at":[0,3],"kind":"PER"},{"at":[5,8],"kind":"LOC"}]`)); err != nil ||
		len(r.Names) != 2 || r.Names[1].At != (cutting.At{Start: 5, End: 8}) {
		t.Fatalf("%+v, %v", r.Names, err)
	}
	if err := r.Add("names", json.RawMessage(`{"at":"here"}`)); cutting.KindOf(err) != cutting.Internal {
		t.Errorf("a row of another form: %v", err)
	}
	if err := r.Add("sketch", json.RawMessage(`"x"`)); err != nil {
		t.Errorf("a stage that is no reader: %v", err)
	}
	r.Without("times", []cutting.WrongMark{{At: cutting.At{Start: 0, End: 3}}})
	r.Without("names", []cutting.WrongMark{{At: cutting.At{Start: 0, End: 3}}})
	if len(r.Names) != 1 || r.Names[0].Kind != "LOC" {
		t.Errorf("left are %+v", r.Names)
	}
	if b, err := json.Marshal(r.Names[0].At); err != nil || string(b) != "[5,8]" {
		t.Errorf("a span is written %s, %v", b, err)
	}
	for _, tt := range []struct {
		at   cutting.At
		want string
	}{{cutting.At{Start: 0, End: 3}, "Dam"}, {cutting.At{Start: 0, End: 4}, ""}, {cutting.At{Start: -1, End: 2}, ""},
		{cutting.At{Start: 2, End: 1}, ""}} {
		if got := tt.at.In("Dam"); got != tt.want {
			t.Errorf("%v covers %q, want %q", tt.at, got, tt.want)
		}
	}
}

func TestQueryOfATopic(t *testing.T) {
	for _, tt := range []struct {
		name  string
		topic cutting.Topic
		want  string
	}{
		{"everything", cutting.Topic{}, ""},
		{"a query", cutting.Topic{Query: " dam OR weir "}, "dam OR weir"},
		{"with spellings", cutting.Topic{Query: "dam OR weir", Spellings: []string{"Staudamm", "سد"}},
			`(dam OR weir) OR "Staudamm" OR "سد"`},
		{"spellings alone, with quotation marks in them", cutting.Topic{Spellings: []string{`the "wall"`, " "}},
			`"the  wall"`},
	} {
		if got := tt.topic.Search(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLeftOutKinds(t *testing.T) {
	for reason, want := range map[cutting.LeftOut]cutting.LeftOut{
		"an answer without a page (HTTP status 404)": "an answer without a page",
		"an empty file":   "an empty file",
		"(no kind of it)": "(no kind of it)",
	} {
		if got := reason.Kind(); got != want {
			t.Errorf("%q is of kind %q, want %q", reason, got, want)
		}
	}
	if !cutting.LeftImage.InBulk() || cutting.LeftOut("an empty file").InBulk() {
		t.Error("pictures are counted in bulk, other files are named")
	}
}

func TestNameIdentity(t *testing.T) {
	for _, tt := range []struct{ name, a, b string }{
		{"capitals", "Halden POST", "halden post"}, {"white space", " Halden\n  Post ", "Halden Post"},
	} {
		if a, b := cutting.NameIdentity(tt.a), cutting.NameIdentity(tt.b); a != b || a == "" {
			t.Errorf("%s: %q and %q", tt.name, a, b)
		}
	}
	if cutting.NameIdentity("The Halden Post") == cutting.NameIdentity("Halden Post") {
		t.Error("an article is part of a name: the catalogue compares names without it")
	}
	if got := cutting.NameIdentity(" \t"); got != "" {
		t.Errorf("white space alone: %q", got)
	}
}
