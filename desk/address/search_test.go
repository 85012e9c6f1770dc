package address

import (
	"net/url"
	"reflect"
	"testing"
	"time"

	"cuttings/cutting"
)

// FuzzSearch: what an address says survives being written as an address.
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
