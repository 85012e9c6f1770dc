package cataloguetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// row returns a row of an invented stage.
func row(stage string, of catalogue.Scope, key string, version int, value string) catalogue.StageRow {
	return catalogue.StageRow{RowKey: catalogue.RowKey{Stage: stage, Key: key}, Of: of, Version: version,
		Value: json.RawMessage(value)}
}

// textKey returns the key of a document's text.
func textKey(d document) string {
	s := Sighting(d, 0)
	return catalogue.TextKey(&s)
}

func dumpOf(t *testing.T, c Catalogue) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Dump(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// stageRows checks that a row is kept, replaced, read and dumped, and exists as long as what it is about.
func stageRows(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	x, y := doc("x", "Quay closed", "The quay is closed."), doc("y", "Tug sunk", "A tug sank.")
	apply(t, c, catalogue.Batch{
		Pages: []catalogue.PageReading{
			Page("c1", "courier.example", day1, Sighting(x, 0), Sighting(y, 1)),
			Page("c2", "courier.example", day1.AddDate(0, 0, 1), Sighting(x, 0)),
		},
		Rows: []catalogue.StageRow{
			row("outline", catalogue.OfCapture, "c1", 1, `{ "blocks": [1, 2] }`),
			row("names", catalogue.OfText, textKey(x), 1, `["Quay"]`),
			row("names", catalogue.OfText, textKey(y), 1, `null`),
			row("names", catalogue.OfText, "of nothing", 1, `[]`),
			row("tale", catalogue.OfCutting, "y", 3, `{"of":"y"}`),
			row("tale", catalogue.OfCutting, "nowhere", 3, `{}`),
			row("tale", catalogue.OfStage, "mark", 3, `"so far"`),
		},
	})
	read := func(stage string) (out []string) {
		err := c.Rows(ctx, stage, "", func(r catalogue.StageRow) bool {
			out = append(out, fmt.Sprintf("%s v%d %s", strings.TrimPrefix(r.Key, textKey(x)), r.Version, r.Value))
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := []string{" v1 [\"Quay\"]", textKey(y) + " v1 null"}
	got := read("names")
	slices.Sort(got)
	diff(t, "rows of a stage about texts", want, got)
	diff(t, "rows of a stage about captures", []string{`c1 v1 {"blocks":[1,2]}`}, read("outline"))
	r, err := c.Row(ctx, catalogue.RowKey{Stage: "tale", Key: "y"})
	if err != nil || r.Of != catalogue.OfCutting || r.Version != 3 || string(r.Value) != `{"of":"y"}` {
		t.Errorf("row about y: %+v, %v", r, err)
	}
	if r, err := c.Row(ctx, catalogue.RowKey{Stage: "tale", Key: "mark"}); err != nil ||
		string(r.Value) != `"so far"` {
		t.Errorf("the stage's note: %+v, %v", r, err)
	}
	apply(t, c, catalogue.Batch{Drop: []catalogue.RowKey{{Stage: "tale", Key: "mark"}}})
	for _, gone := range []catalogue.RowKey{{Stage: "tale", Key: "mark"}, {Stage: "tale", Key: "nowhere"},
		{Stage: "names", Key: "of nothing"}, {Stage: "other", Key: "y"}} {
		_, err := c.Row(ctx, gone)
		wantKind(t, "row "+gone.Stage+" "+gone.Key, err, cutting.NotFound)
	}
	text, err := c.Text(ctx, textKey(x))
	if err != nil || *text != (catalogue.Text{Lang: "en", Headline: x.Headline, Text: x.Text, Day: x.Published}) {
		t.Errorf("text of x: %+v, %v", text, err)
	}
	_, err = c.Text(ctx, "of nothing")
	wantKind(t, "text", err, cutting.NotFound)
	before := dumpOf(t, c)
	if n := strings.Count(before, `{"row":`); n != 4 {
		t.Errorf("the dump has %d rows of stages, want 4:\n%s", n, before)
	}

	// One stage's row is replaced alone.
	apply(t, c, catalogue.Batch{Rows: []catalogue.StageRow{
		row("names", catalogue.OfText, textKey(x), 2, `["Quay","Port"]`)}})
	diff(t, "another stage's rows", []string{`c1 v1 {"blocks":[1,2]}`}, read("outline"))
	if r, err := c.Row(ctx, catalogue.RowKey{Stage: "names", Key: textKey(x)}); err != nil || r.Version != 2 {
		t.Errorf("row made anew: %+v, %v", r, err)
	}
	apply(t, c, catalogue.Batch{Drop: []catalogue.RowKey{{Stage: "outline", Key: "c1"},
		{Stage: "outline", Key: "never"}}})
	diff(t, "rows taken away", []string(nil), read("outline"))

	// y has no sighting any more; x keeps its text in another capture.
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{Page("c1", "courier.example", day1)}})
	diff(t, "rows about a cutting that went", []string(nil), read("tale"))
	diff(t, "rows about the text that is left", []string{` v2 ["Quay","Port"]`}, read("names"))
	// A text that is added again has no row until a stage reads it again.
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{Page("c1", "courier.example", day1, Sighting(y, 0))}})
	diff(t, "rows after return", []string(nil), read("tale"))

	for name, bad := range map[string]catalogue.StageRow{
		"no stage": row("", catalogue.OfCutting, "x", 1, `1`),
		"no key":   row("s", catalogue.OfCutting, "", 1, `1`),
		"no scope": row("s", "page", "x", 1, `1`),
		"no JSON":  row("s", catalogue.OfCutting, "x", 1, `{`),
		"a field there is not": {RowKey: catalogue.RowKey{Stage: "s", Key: "x"}, Of: catalogue.OfCutting,
			Fields: map[string][]string{"colour": {"red"}}},
		"a field of sightings": {RowKey: catalogue.RowKey{Stage: "s", Key: "x"}, Of: catalogue.OfCutting,
			Fields: map[string][]string{"lang": {"de"}}},
	} {
		wantKind(t, name, c.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{bad}}), cutting.Invalid)
	}
	wantKind(t, "two scopes", c.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{
		row("s", catalogue.OfCutting, "x", 1, `1`), row("s", catalogue.OfCapture, "c1", 1, `1`)}}), cutting.Invalid)
}

// due checks the list of what a stage has not read, or read with another version.
func due(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	x, y := doc("x", "Quay closed", "The quay is closed."), doc("y", "Tug sunk", "A tug sank.")
	copied := doc("z", "Quay closed", "The quay is closed.")
	german := doc("g", "Quay closed", "The quay is closed.")
	german.Lang = "de"
	later := doc("l", "Quay closed", "The quay is closed.")
	later.Published = "2012-02-29T10:00:00Z"
	sameDay := doc("s", "Quay closed", "The quay is closed.")
	sameDay.Published = "2012-02-29"
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c1", "courier.example", day1, Sighting(x, 0), Sighting(y, 1)),
		Page("c2", "courier.example", day1, Sighting(copied, 0), Sighting(german, 1)),
		Page("c4", "courier.example", day1, Sighting(later, 0), Sighting(sameDay, 1)),
	}})
	list := func(of catalogue.Scope, version int) []string {
		t.Helper()
		out := []string{}
		if err := c.Due(ctx, of, "names", version, func(key string) bool {
			out = append(out, key)
			return true
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(out)
		return out
	}
	texts := []string{textKey(x), textKey(y), textKey(german), textKey(later)}
	slices.Sort(texts)
	diff(t, "texts, equal ones once in each language and of each day", texts, list(catalogue.OfText, 1))
	diff(t, "captures", []string{"c1", "c2", "c4"}, list(catalogue.OfCapture, 1))
	diff(t, "cuttings", []string{"g", "l", "s", "x", "y", "z"}, list(catalogue.OfCutting, 1))
	var b catalogue.Batch
	for _, key := range texts {
		b.Rows = append(b.Rows, row("names", catalogue.OfText, key, 1, `[]`))
	}
	apply(t, c, b)
	diff(t, "nothing", []string{}, list(catalogue.OfText, 1))
	diff(t, "all of another version", texts, list(catalogue.OfText, 2))
	w := doc("w", "Ferry late", "The ferry is late.")
	apply(t, c, catalogue.Batch{Pages: []catalogue.PageReading{Page("c3", "courier.example", day1, Sighting(w, 0))}})
	diff(t, "a new text", []string{textKey(w)}, list(catalogue.OfText, 1))
	n := 0
	if err := c.Due(ctx, catalogue.OfText, "names", 2, func(string) bool { n++; return n < 2 }); err != nil || n != 2 {
		t.Errorf("stopped after %d, %v", n, err)
	}
}

// stageFields declares fields in this test only, whose values are in stage rows, and checks that they are
// found, chosen, counted and dumped.
func stageFields(t *testing.T, openWith Open) {
	fields, err := field.Standard().With(
		field.Field{Name: "mood", Type: field.Text, Analyser: field.Names, Many: true, Whole: true, Facet: "mood",
			Title: "Mood", Example: "mood:calm", Help: []field.Line{{Example: "mood:calm", Finds: "of this mood"}}},
		field.Field{Name: "speech", Type: field.Text, Analyser: field.Prose, Many: true, Example: "speech:words",
			Help: []field.Line{{Example: "speech:words", Finds: "with this said in it"}}},
		field.Field{Name: "being", Type: field.Keyword, Analyser: field.Exact, Many: true,
			Values: []string{"copy", "first"}, Facet: "being", Title: "Being", Missing: true, Example: "being:copy",
			Help: []field.Line{{Example: "being:copy", Finds: "such"}}},
		field.Field{Name: "tells", Type: field.Date, Many: true, Facet: "tells", Title: "Tells of", Missing: true,
			Example: "tells:1986",
			Help:    []field.Line{{Example: "tells:1986", Finds: "about that year"}}},
		field.Field{Name: "voices", Type: field.Number, Facet: "voices", Title: "Voices", Example: "voices:>2",
			Help: []field.Line{{Example: "voices:>2", Finds: "with so many voices"}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	c := openWith(t, fields)
	x, y, z := doc("x", "Quay closed", "The quay is closed."), doc("y", "Tug sunk", "A tug sank."),
		doc("z", "Ferry late", "The ferry is late.")
	with := func(r catalogue.StageRow, f map[string][]string) catalogue.StageRow {
		r.Fields = f
		return r
	}
	pages := []catalogue.PageReading{
		Page("c1", "courier.example", day1, Sighting(x, 0)), Page("c2", "courier.example", day1, Sighting(y, 0)),
		Page("c3", "courier.example", day1, Sighting(z, 0)),
	}
	apply(t, c, catalogue.Batch{Pages: pages})
	apply(t, c, catalogue.Batch{Rows: []catalogue.StageRow{
		with(row("moods", catalogue.OfText, textKey(x), 1, `1`),
			map[string][]string{"mood": {"Calm sea", "Wry"}, "speech": {"We are striking.", "Boats wait"}}),
		with(row("moods", catalogue.OfText, textKey(y), 1, `2`),
			map[string][]string{"mood": {"calm SEA", "CALM sea"}, "tells": {"1986", "1986-04", "1990"}}),
		with(row("ties", catalogue.OfCutting, "y", 1, `3`), map[string][]string{"being": {"copy"}, "voices": {"3"}}),
		with(row("ties", catalogue.OfCutting, "z", 1, `3`),
			map[string][]string{"being": {"copy", "first"}, "voices": {"12"}}),
		with(row("frames", catalogue.OfCapture, "c3", 1, `4`),
			map[string][]string{"tells": {"1986-05-01", "no date"}}),
	}})
	find := func(q string, req catalogue.Request) *catalogue.Result {
		t.Helper()
		parsed, err := query.Parser{Fields: fields, Now: Now}.Parse(q)
		if err != nil {
			t.Fatal(err)
		}
		req.Query, req.Limit = parsed, 9
		res, err := c.Search(ctx, req)
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		return res
	}
	for q, want := range map[string][]string{
		"mood:calm": {"x", "y"}, "mood:=wry": {"x"}, `mood:"sea wry"`: nil, "speech:strike": {"x"},
		`speech:"strike"`: nil, "strike": nil, `speech:"striking boats"~3`: nil, "being:copy": {"y", "z"},
		"being:first": {"z"}, "-being:copy": {"x"}, "tells:1986": {"y", "z"}, "tells:1986-05": {"y", "z"},
		"tells:1987/..": {"y"}, "tells:none": {"x"}, "voices:3": {"y"}, "voices:>2": {"y", "z"}, "voices:<12": {"y"},
		"voices:4..20": {"z"}, "tells:1986 voices:>=12": {"z"},
	} {
		got := hitIDs(find(q, catalogue.Request{}))
		slices.Sort(got)
		diff(t, q, want, got)
	}
	res := find("", catalogue.Request{Facets: []string{"mood", "being", "tells", "voices"},
		Choices: map[string][]string{"being": {"copy"}}})
	for name, want := range map[string][]string{
		"mood": {"calm SEA 1"}, "being": {"copy 2", "first 1", "none 1"}, "tells": {"1986 2", "1990 1"},
		"voices": {"12 1", "3 1"},
	} {
		diff(t, "facet "+name, want, counted(res.Facets[name]))
	}
	diff(t, "a year chosen", []string{"y"}, hitIDs(find("",
		catalogue.Request{Choices: map[string][]string{"tells": {"1990"}}})))
	diff(t, "a number chosen", []string{"z"}, hitIDs(find("",
		catalogue.Request{Choices: map[string][]string{"voices": {"12"}}})))
	if d := dumpOf(t, c); !strings.Contains(d, `"fields":{"mood":["Calm sea","Wry"],"speech":["We are `+
		`striking.","Boats wait"]}`) {
		t.Errorf("the dump lacks the values:\n%s", d)
	}

	// A stage that reads again changes what is found, and nothing else.
	apply(t, c, catalogue.Batch{Rows: []catalogue.StageRow{
		with(row("moods", catalogue.OfText, textKey(x), 2, `1`), map[string][]string{"mood": {"Wry"}})}})
	diff(t, "mood after", []string{"y"}, hitIDs(find("mood:calm", catalogue.Request{})))
	diff(t, "speech after", []string(nil), hitIDs(find("speech:strike", catalogue.Request{})))
	apply(t, c, catalogue.Batch{Drop: []catalogue.RowKey{{Stage: "ties", Key: "z"}}})
	diff(t, "voices after", []string{"y"}, hitIDs(find("voices:>2", catalogue.Request{})))

	// The dump does not depend on the order of rows and pages.
	want := dumpOf(t, c)
	again := openWith(t, fields)
	apply(t, again, catalogue.Batch{Pages: pages[2:]})
	apply(t, again, catalogue.Batch{Pages: pages[:2], Rows: []catalogue.StageRow{
		with(row("ties", catalogue.OfCutting, "y", 1, `3`), map[string][]string{"being": {"copy"}, "voices": {"3"}}),
		with(row("frames", catalogue.OfCapture, "c3", 1, `4`),
			map[string][]string{"tells": {"1986-05-01", "no date"}}),
		with(row("moods", catalogue.OfText, textKey(y), 1, `2`),
			map[string][]string{"mood": {"calm SEA", "CALM sea"}, "tells": {"1986", "1986-04", "1990"}}),
		with(row("moods", catalogue.OfText, textKey(x), 2, ` 1`), map[string][]string{"mood": {"Wry"}, "speech": {}}),
	}})
	diff(t, "dump of the same rows in another order", strings.Split(want, "\n"), strings.Split(dumpOf(t, again), "\n"))
}

// changes checks the changes reported for what is written.
func changes(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	x, y := doc("x", "Quay closed", "The quay is closed."), doc("y", "Tug sunk", "A tug sank.")
	mark := catalogue.Position("")
	follow := func(c Catalogue, since catalogue.Position) (out []string, next catalogue.Position) {
		t.Helper()
		next, err := c.Changes(ctx, since, func(ch catalogue.Change) bool {
			s := strings.TrimSpace(fmt.Sprint(ch.Of, " ", ch.Stage, ch.Key))
			if ch.Gone {
				s += " gone"
			}
			out = append(out, s)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(out)
		return out, next
	}
	step := func(what string, b catalogue.Batch, want ...string) {
		t.Helper()
		apply(t, c, b)
		got, next := follow(c, mark)
		diff(t, what, want, got)
		if again, same := follow(c, next); len(again) > 0 || same != next {
			t.Errorf("%s: reported again: %v", what, again)
		}
		mark = next
	}
	page := Page("c1", "courier.example", day1, Sighting(x, 0))
	step("nothing", catalogue.Batch{})
	step("a page with a cutting", catalogue.Batch{Pages: []catalogue.PageReading{page}}, "cutting x", "page c1")
	step("the same again", catalogue.Batch{Pages: []catalogue.PageReading{page}})
	step("another sighting", catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c2", "courier.example", day1, Sighting(x, 0), Sighting(y, 1))}},
		"cutting x", "cutting y", "page c2")
	step("a row", catalogue.Batch{Rows: []catalogue.StageRow{row("tale", catalogue.OfCutting, "y", 1, `1`)}},
		"row taley")
	step("the same row", catalogue.Batch{Rows: []catalogue.StageRow{row("tale", catalogue.OfCutting, "y", 1, ` 1 `)}})
	valued := row("tale", catalogue.OfCutting, "y", 1, `1`)
	valued.Fields = map[string][]string{field.Is: {"copy"}}
	step("a row with a value", catalogue.Batch{Rows: []catalogue.StageRow{valued}}, "cutting y", "row taley")
	valued.Value = []byte(`2`)
	step("another row with the value", catalogue.Batch{Rows: []catalogue.StageRow{valued}}, "row taley")
	ofText := row("moods", catalogue.OfText, textKey(x), 1, `1`)
	ofText.Fields = map[string][]string{field.Story: {"x"}}
	step("a text's row with a value", catalogue.Batch{Rows: []catalogue.StageRow{ofText}}, "cutting x",
		"row moods"+textKey(x))
	step("it goes", catalogue.Batch{Drop: []catalogue.RowKey{ofText.RowKey}}, "cutting x",
		"row moods"+textKey(x)+" gone")
	step("a sighting that goes", catalogue.Batch{Pages: []catalogue.PageReading{
		Page("c2", "courier.example", day1, Sighting(x, 0))}},
		"cutting y gone", "row taley gone")

	var tales []string
	later, err := c.Changes(ctx, "", func(ch catalogue.Change) bool {
		if ch.Of == catalogue.RowThing {
			tales = append(tales, ch.Stage)
		}
		return true
	}, "tale", "none")
	if err != nil || !slices.Equal(tales, []string{"tale"}) || later != mark {
		t.Errorf("of one stage: %v up to %v, %v; want one row up to %v", tales, later, err, mark)
	}
	apply(t, c, catalogue.Batch{Rows: []catalogue.StageRow{row("moods", catalogue.OfText, textKey(x), 2, `1`)}})
	if got, _ := c.Changes(ctx, mark, func(ch catalogue.Change) bool {
		t.Errorf("a row of another stage is reported: %v", ch)
		return true
	}, "tale"); got == mark {
		t.Error("what was left out is looked at again")
	}
	_, mark = follow(c, mark)

	var order []string
	all, err := c.Changes(ctx, "", func(ch catalogue.Change) bool {
		order = append(order, ch.Key)
		return len(order) < 3
	})
	if err != nil || len(order) != 3 {
		t.Fatalf("%v, %v", order, err)
	}
	rest, end := follow(c, all)
	if end != mark || len(rest) != 4 {
		t.Errorf("behind the second change there are %v", rest)
	}
	if _, err := c.Changes(ctx, "nonsense", func(catalogue.Change) bool {
		return true
	}); cutting.KindOf(err) != cutting.Conflict {
		t.Errorf("a mark that is none gives %v", err)
	}
	other := open(t)
	apply(t, other, catalogue.Batch{Pages: []catalogue.PageReading{page}})
	if _, err := other.Changes(ctx, mark, func(catalogue.Change) bool {
		return true
	}); cutting.KindOf(err) != cutting.Conflict {
		t.Errorf("a mark of another catalogue gives %v", err)
	}
	if d := gocmp.Diff(fmt.Sprint(mark), fmt.Sprint(end)); d != "" {
		t.Errorf("marks: %s", d)
	}
}

// inBulk checks that cuttings and rows read in bulk are the same as read one by one.
func inBulk(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	var b catalogue.Batch
	var ids, keys []string
	const many = 300
	for i := range many {
		d := doc(fmt.Sprintf("k%03d", i), fmt.Sprintf("Ferry %d is late", i), "The ferry waits.")
		capture := fmt.Sprintf("c%d", i/7)
		b.Pages = append(b.Pages, Page(capture+d.ID, "courier.example", day1, Sighting(d, 0)),
			Page("again"+capture+d.ID, "courier.example", day1, Sighting(d, 0)))
		if i%3 > 0 {
			b.Rows = append(b.Rows, row("tale", catalogue.OfCutting, d.ID, 1, fmt.Sprint(i)))
		}
		ids, keys = append(ids, d.ID), append(keys, d.ID)
	}
	b.Rows = append(b.Rows, row("other", catalogue.OfCutting, "k000", 1, `1`))
	apply(t, c, b)
	apply(t, c, catalogue.Batch{Drop: []catalogue.RowKey{{Stage: "tale", Key: "k001"}}})
	ids, keys = append(ids, "nowhere"), append(keys, "nowhere")

	entries, err := c.EntriesOf(ctx, ids)
	if err != nil || len(entries) != many {
		t.Fatalf("%d cuttings, %v; want %d", len(entries), err, many)
	}
	rows, err := c.RowsOf(ctx, "tale", keys)
	if err != nil || len(rows) != many/3*2-1 {
		t.Fatalf("%d rows, %v; want %d", len(rows), err, many/3*2-1)
	}
	for _, id := range ids {
		one, err := c.Entry(ctx, id)
		if (err == nil) != (entries[id] != nil) {
			t.Errorf("cutting %s: %v by itself", id, err)
		} else if d := gocmp.Diff(one, entries[id]); err == nil && d != "" {
			t.Errorf("cutting %s: %s", id, d)
		}
		r, err := c.Row(ctx, catalogue.RowKey{Stage: "tale", Key: id})
		if (err == nil) != (rows[id] != nil) {
			t.Errorf("row %s: %v by itself", id, err)
		} else if d := gocmp.Diff(r, rows[id]); err == nil && d != "" {
			t.Errorf("row %s: %s", id, d)
		}
	}
	about, err := c.RowsAbout(ctx, catalogue.OfCutting, append(keys, "k002")) // a key may come twice
	if err != nil || len(about) != len(rows)+1 {
		t.Fatalf("rows about %d cuttings, %v; want %d", len(about), err, len(rows)+1)
	}
	want := map[string]map[string]*catalogue.StageRow{}
	for id, r := range rows {
		want[id] = map[string]*catalogue.StageRow{"tale": r}
	}
	other, err := c.Row(ctx, catalogue.RowKey{Stage: "other", Key: "k000"})
	if err != nil {
		t.Fatal(err)
	}
	want["k000"] = map[string]*catalogue.StageRow{"other": other}
	if d := gocmp.Diff(want, about); d != "" {
		t.Errorf("rows about cuttings: %s", d)
	}
	if none, err := c.RowsAbout(ctx, catalogue.OfText, keys); err != nil || len(none) != 0 {
		t.Errorf("rows about texts with the keys of cuttings: %v, %v", none, err)
	}
	if none, err := c.EntriesOf(ctx, nil); err != nil || len(none) != 0 {
		t.Errorf("of no ID: %v, %v", none, err)
	}
}
