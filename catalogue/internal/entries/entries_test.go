package entries

import (
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

func TestWhenOf(t *testing.T) {
	for in, want := range map[string]struct {
		prec             Precision
		day, month, year string
	}{
		"":                          {Undated, "", "", ""},
		"2011":                      {ToYear, "2011", "2011", "2011"},
		"2011-04":                   {ToMonth, "2011-04", "2011-04", "2011"},
		"2011-04-09":                {ToDay, "2011-04-09", "2011-04", "2011"},
		"2011-04-09T23:30:00-08:00": {ToDay, "2011-04-09", "2011-04", "2011"},
		"1890-12-31":                {ToDay, "1890-12-31", "1890-12", "1890"},
		"2011-02-30":                {Undated, "", "", ""},
		"2011-13":                   {Undated, "", "", ""},
		"soon":                      {Undated, "", "", ""},
		"0000":                      {Undated, "", "", ""},
	} {
		w := WhenOf(cutting.Date{Value: in})
		if clock, ok := (cutting.Date{Value: in}).Clock(); ok != (w.Prec != Undated) || ok && clock != w.Key {
			t.Errorf("%q begins at %d (%t), by its clock at %d (%t)", in, w.Key, w.Prec != Undated, clock, ok)
		}
		if w.Prec != want.prec || w.Period("day") != want.day || w.Period("month") != want.month ||
			w.Period("year") != want.year {
			t.Errorf("%q: precision %d, %q, %q, %q; want %+v", in, w.Prec, w.Period("day"), w.Period("month"),
				w.Period("year"), want)
		}
	}
}

func TestOrderKeys(t *testing.T) {
	when := func(s string) When { return WhenOf(cutting.Date{Value: s}) }
	for _, tt := range []struct {
		sort    catalogue.Sort
		earlier []uint64
	}{
		{catalogue.ByNewest, []uint64{OrderKey(catalogue.ByNewest, 0, when("2012"), 0),
			OrderKey(catalogue.ByNewest, 0, when("1890"), 0), OrderKey(catalogue.ByNewest, 0, When{}, 0)}},
		{catalogue.ByOldest, []uint64{OrderKey(catalogue.ByOldest, 0, when("1890"), 0),
			OrderKey(catalogue.ByOldest, 0, when("2012"), 0), OrderKey(catalogue.ByOldest, 0, When{}, 0)}},
		{catalogue.ByAdded, []uint64{OrderKey(catalogue.ByAdded, 0, When{}, 5),
			OrderKey(catalogue.ByAdded, 0, When{}, 0), OrderKey(catalogue.ByAdded, 0, When{}, -5)}},
		{catalogue.ByRelevance, []uint64{OrderKey(catalogue.ByRelevance, 7.5, When{}, 0),
			OrderKey(catalogue.ByRelevance, 0.1, When{}, 0), OrderKey(catalogue.ByRelevance, 0, When{}, 0)}},
	} {
		for i := 1; i < len(tt.earlier); i++ {
			if !Before(tt.earlier[i-1], "z", tt.earlier[i], "a") {
				t.Errorf("%s: key %d does not come before key %d", tt.sort, i-1, i)
			}
		}
	}
	if !Before(1, "a", 1, "b") || Before(1, "b", 1, "a") {
		t.Error("ties are not broken by ID")
	}
}

// FuzzDecodeCursor checks: what is not a cursor of the search is an error of kind
// Invalid, never a panic; what Encode writes comes back.
func FuzzDecodeCursor(f *testing.F) {
	f.Add("e30", uint64(3), "id")
	f.Add("%%", uint64(0), "")
	f.Fuzz(func(t *testing.T, after string, key uint64, id string) {
		q := &query.Query{Root: &query.Word{Text: "x"}}
		if _, err := DecodeCursor(&catalogue.Request{Query: q, After: after}, catalogue.ByNewest); err != nil &&
			cutting.KindOf(err) != cutting.Invalid {
			t.Fatalf("%q: %v", after, err)
		}
		id = strings.ToValidUTF8(id, "")
		if id == "" {
			return
		}
		c := Cursor{Key: key, ID: id, Seq: 4, Query: QuerySum(&catalogue.Request{Query: q}, catalogue.ByNewest)}
		got, err := DecodeCursor(&catalogue.Request{Query: q, After: c.Encode()}, catalogue.ByNewest)
		if err != nil || *got != c {
			t.Fatalf("%+v comes back as %+v, %v", c, got, err)
		}
	})
}
