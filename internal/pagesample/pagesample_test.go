package pagesample

import (
	"testing"

	"cuttings/cutting"
)

// TestDescribeCorrected: values a person gave are described as what a splitter should have read, as
// far as the page's text has them.
func TestDescribeCorrected(t *testing.T) {
	p := &cutting.Page{Text: "Ferry stops\n8 April"}
	for name, c := range map[string]struct {
		date cutting.Date
		want [2]string
	}{
		"read": {cutting.Date{Value: "2011-04-08", Origin: "meta"}, [2]string{"2011-04-08", "meta"}},
		"corrected in words": {cutting.Date{Value: "2011-04-08", Origin: cutting.Corrected,
			Span: cutting.Span{Start: 12, End: 19}}, [2]string{"2011-04-08", "text"}},
		"corrected without": {cutting.Date{Value: "2011-04-08", Origin: cutting.Corrected},
			[2]string{"2011-04-08", ""}},
		"corrected to none": {cutting.Date{Origin: cutting.Corrected}, [2]string{"", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Describe(p, &cutting.Split{Cuttings: []cutting.Cutting{
				{Kind: cutting.Teaser, Published: c.date}}}).Cuttings[0]
			if got.Published != c.want[0] || got.Origin != c.want[1] {
				t.Errorf("published %q from %q", got.Published, got.Origin)
			}
		})
	}
}
