package library

import (
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
)

// TestYearOfDates: a date without a year is of the year that its page states, never of the file's date.
func TestYearOfDates(t *testing.T) {
	fileDate := cutting.Capture{Time: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC), TimeOrigin: "mtime"}
	captured := fileDate
	captured.TimeOrigin = "warc"
	courier := "https://courier.example/"
	dated := func(v string) cutting.Cutting { return cutting.Cutting{Published: cutting.Date{Value: v}} }
	beside := []cutting.Cutting{{}, dated("2007-06-01")}
	for name, tt := range map[string]struct {
		capture cutting.Capture
		cut     cutting.Cutting
		beside  []cutting.Cutting
		page    string // the page's date
		address string // the page's address
		want    string // "" for none
	}{
		"its own address": {fileDate, cutting.Cutting{URL: courier + "2009/05/levy",
			Published: cutting.Date{Value: "2012-01-02"}}, nil, "", "", "2009-04-09"},
		"its own date":             {fileDate, dated("2012-01-02"), nil, "2013-01-01", "", "2012-04-09"},
		"the heading over it":      {fileDate, cutting.Cutting{Section: "March 2008"}, nil, "2013", "", "2008-04-09"},
		"the page's date":          {fileDate, cutting.Cutting{}, nil, "2013-01-01", "", "2013-04-09"},
		"the page's address":       {fileDate, cutting.Cutting{}, nil, "", courier + "2010/06/", "2010-04-09"},
		"the neighbour's":          {fileDate, cutting.Cutting{}, beside, "", "", "2007-04-09"},
		"the time of capture":      {captured, cutting.Cutting{}, nil, "", "", "2026-04-09"},
		"no year but of a file":    {fileDate, cutting.Cutting{}, []cutting.Cutting{{}}, "", "", ""},
		"no day after the capture": {captured, dated("2026-12-01"), nil, "", "", "2026-04-09"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &cutting.Split{Cuttings: append([]cutting.Cutting{tt.cut}, tt.beside...),
				Published: cutting.Date{Value: tt.page}}
			tt.capture.URL = tt.address
			text := "Posted on 9 April"
			blocks := []cutting.Block{{Span: cutting.Span{End: len(text)}}}
			c := &factsCase{page: &cutting.Page{Text: text, Blocks: blocks},
				split: s, cut: &s.Cuttings[0], row: &catalogue.PageRow{Capture: tt.capture, Lang: "en"}}
			c.setLines(press.Lines{})
			got := ""
			for _, f := range c.data.Date.Found {
				got += f.date.Value
			}
			if got != tt.want {
				t.Errorf("offered %q, want %q", got, tt.want)
			}
		})
	}
}
