package main

import (
	"context"
	"testing"
	"time"

	"cuttings/capture"
	"cuttings/cutting"
	"cuttings/page"
)

// TestGateAndReaderAgree checks that what the walk accepts as a page is read as one: the sample and folders of
// every kind of carrier.
func TestGateAndReaderAgree(t *testing.T) {
	pages := 0
	err := capture.Walk(context.Background(), []string{"../../sample", "../../capture/testdata/carriers",
		"../../capture/testdata/warc"},
		capture.Options{Now: time.Now}, func(it capture.Item) error {
			if it.Kind != capture.Page {
				return nil
			}
			pages++
			c := it.Capture
			_, err := page.Read(it.Content, page.Options{URL: c.URL, Name: c.Name, MediaType: c.MediaType,
				Charset: c.Charset, Time: c.Time})
			if err != nil {
				t.Errorf("%s (%s): let in, and %v: %v", c.Name, c.MediaType, cutting.KindOf(err), err)
			}
			return nil
		})
	if err != nil || pages < 100 {
		t.Errorf("%d pages (%v)", pages, err)
	}
}
