package joining

import (
	"context"
	"encoding/json"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/readers"
)

func named(id, name string) catalogue.Batch {
	s := catalogue.Sighting{CuttingID: id, CaptureID: id, Kind: cutting.Article,
		Source: catalogue.Source{ID: "s.example"}, Lang: "en", Headline: name, Version: cutting.Sum([]byte(id)),
		Bytes: []cutting.Range{{End: 9}}}
	value, err := json.Marshal(cutting.Locals{Names: []cutting.LocalName{{Kind: "PER", Form: name,
		Uses: []cutting.LocalUse{{Form: name, Count: 1, First: cutting.At{End: 1}}}}}})
	if err != nil {
		panic(err)
	}
	return catalogue.Batch{
		Pages: []catalogue.PageReading{{Page: catalogue.PageRow{Capture: cutting.Capture{ID: id}, Source: s.Source,
			Versions: press.Versions()}, Sightings: []catalogue.Sighting{s}}},
		Rows: []catalogue.StageRow{{RowKey: catalogue.RowKey{Stage: readers.LocalNames, Key: catalogue.TextKey(&s)},
			Of: catalogue.OfText, Version: 1, Value: value}}}
}

// TestPatience: a patient joiner that has read the archive joins at once; a new one postpones reading a large
// one until CatchUp, except for a decision about names.
func TestPatience(t *testing.T) {
	ctx := context.Background()
	c, j := memory.New(), &Joiner{}
	var d cutting.NameDecisions
	stage := j.Stage(func() cutting.NameDecisions { return d })
	anew := func() {
		j = &Joiner{large: 1}
		j.BePatient()
		stage = j.Stage(func() cutting.NameDecisions { return d })
	}
	step := func(id string) int {
		t.Helper()
		if id != "" {
			if err := c.Apply(ctx, named(id, "Ada Okafor")); err != nil {
				t.Fatal(err)
			}
		}
		if err := stage.Archive(ctx, c); err != nil {
			t.Fatal(err)
		}
		found, err := Lookup{}.ByForm(ctx, c, "Ada Okafor")
		if err != nil || len(found) > 1 {
			t.Fatalf("%v, %v", found, err)
		}
		if len(found) == 0 {
			return 0
		}
		return found[0].Texts
	}
	step("a")
	if n := step("b"); n != 2 {
		t.Fatalf("%d texts, want 2", n)
	}
	j.BePatient()
	if n := step("c"); n != 3 || j.Pending() {
		t.Errorf("%d texts, pending %v: it was put off", n, j.Pending())
	}
	anew()
	if n := step("d"); n != 3 || !j.Pending() {
		t.Errorf("%d texts, pending %v: it was not put off", n, j.Pending())
	}
	if step(""); !j.Pending() {
		t.Error("it was forgotten")
	}
	if err := j.CatchUp(ctx, c, d); err != nil {
		t.Fatal(err)
	}
	if n := step(""); n != 4 || j.Pending() {
		t.Errorf("%d texts, pending %v: it did not catch up", n, j.Pending())
	}
	anew()
	d.None = []cutting.NameKey{KeyOf("PER", "Ada Okafor")}
	if n := step("e"); n != 0 || j.Pending() {
		t.Errorf("%d texts, pending %v: a decision was put off", n, j.Pending())
	}
}
