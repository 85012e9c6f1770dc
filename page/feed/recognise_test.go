package feed_test

import (
	"testing"

	"cuttings/page/feed"
)

func TestRecognise(t *testing.T) {
	for content, want := range map[string]bool{
		`<?xml version="1.0"?><rss version="2.0"><channel>`:          true,
		"\ufeff \n<!-- c --><!DOCTYPE rss [<!ENTITY a \"b\">]><rss>": true,
		`<feed xmlns="http://www.w3.org/2005/Atom">`:                 true,
		`<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">`:       true,
		`<rdf:RDF xmlns="http://purl.org/rss/1.0/">`:                 true,
		`<rdf:RDF xmlns="http://xmlns.com/foaf/0.1/">`:               false,
		`{"version":"https://jsonfeed.org/version/1","items":[]}`:    true,
		"<br />\n<b>Warning</b><?xml version='1.0'?><rss>":           true,
		`{"a":1}`:                false,
		`<html><body><p>&lt;rss`: false,
		`<!doctype html><rss>`:   false,
		`plain <rss> text`:       false,
		"<b>Warning</b>\n":       false, "Warning: x\n<?xml version='1.0'?><rss>": true,
		"Lamps of Velm":                     false,
		"":                                  false,
		"\xff\xfe<\x00r\x00s\x00s\x00>\x00": true,
		`<svg xmlns="http://www.w3.org/2000/svg"/>`: false,
		`<?xml version="1.0"?><urlset><url></url>`:  false,
	} {
		if got := feed.Recognise([]byte(content), ""); got != want {
			t.Errorf("Recognise(%q) = %v", content, got)
		}
	}
}
