package address

import (
	"net/url"
	"reflect"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
)

// TestNoFieldTakesAParameter: a field that searches are narrowed by has its name in
// addresses, beside the parameters that a search has already.
func TestNoFieldTakesAParameter(t *testing.T) {
	full := Search{Search: library.Search{Text: "dam", Filters: map[string][]string{}, Variants: true, Date: "2011",
		Sort: catalogue.ByNewest, After: "x"}, Per: 50, Period: "month", From: 50, Back: []string{"y"}, Flat: true,
		Open: "z"}
	taken := full.Values()
	if len(taken) != 11 {
		t.Errorf("%d parameters, want 11: %v", len(taken), taken)
	}
	taken.Set("since", "") // of the form beside the results
	taken.Set("until", "")
	for _, f := range library.Fields() {
		if taken.Has(f.ChoiceName()) {
			t.Errorf("the field %q has the name of a parameter", f.ChoiceName())
		}
	}
}

// FuzzSearch: the parameters of an address are the same after they are written as an address.
func FuzzSearch(f *testing.F) {
	f.Add("q=levy&kind=teaser&source=a&source=b&date=2011&sort=newest&per=50&after=x&from=50&back=&back=y")
	f.Add("q=%22&section=%3Cb%3E&by=month&since=2011&until=")
	f.Fuzz(func(t *testing.T, raw string) {
		v, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		s, err := parse(v)
		if err != nil {
			if cutting.KindOf(err) != cutting.Invalid {
				t.Fatalf("an error of kind %s: %v", cutting.KindOf(err), err)
			}
			return
		}
		again, err := parse(s.Values())
		if err != nil {
			t.Fatalf("%q is read and %q is not: %v", raw, s.Values().Encode(), err)
		}
		if !reflect.DeepEqual(s.Values(), again.Values()) {
			t.Fatalf("%v became %v", s.Values(), again.Values())
		}
		if q, err := s.Query(time.Unix(0, 0)); err == nil && s.Narrowed() && q.Empty() {
			t.Fatalf("narrowed to %v, and the query is empty", s)
		}
	})
}
