package html_test

import (
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/page/pagetest"
)

func TestClaims(t *testing.T) {
	p := pagetest.ReadHTML(t, `<html><head><title> The lamps&nbsp;of
 Velm &mdash; Courier</title><title>second</title>
<meta name="Author" content=" Orla Tench "><meta property="og:title" content="Lamps"><meta property=og:title content="Lamps again">
<meta itemprop=datePublished content=2019-05-09><meta name=empty content=""><meta charset=utf-8>
<link rel="stylesheet" href=/s.css><link rel="alternate nofollow" type="application/rss+xml" href="/feed">
<meta name=generator content="Press 3"><script type="application/ld+json; charset=utf-8">{"@type":"NewsArticle"}</script>
<script type=module>{"no":1}</script></head><body><meta itemprop=author content=Tench><svg><title>x</title></svg></body>`, page.Options{})
	want := []cutting.Claim{
		{Origin: "title", Key: "title", Value: "The lamps\u00a0of Velm — Courier"},
		{Origin: "meta", Key: "author", Value: "Orla Tench"},
		{Origin: "meta", Key: "og:title", Value: "Lamps"},
		{Origin: "meta", Key: "og:title", Value: "Lamps again"},
		{Origin: "meta", Key: "datepublished", Value: "2019-05-09"},
		{Origin: "link", Key: "alternate", Value: "/feed"},
		{Origin: "meta", Key: "generator", Value: "Press 3"},
		{Origin: "meta", Key: "author", Value: "Tench"},
	}
	if len(p.Meta.Claims) != len(want) {
		t.Fatalf("claims %q, want %q", p.Meta.Claims, want)
	}
	for i, c := range p.Meta.Claims {
		if c != want[i] {
			t.Errorf("claim %d is %q, want %q", i, c, want[i])
		}
	}
	if len(p.Meta.LD) != 1 || p.Meta.LD[0] != `{"@type":"NewsArticle"}` {
		t.Errorf("LD %q", p.Meta.LD)
	}
	if p.Meta.Generator != "Press 3" {
		t.Errorf("generator %q", p.Meta.Generator)
	}
}

func TestBase(t *testing.T) {
	for _, c := range []struct{ name, src, given, want string }{
		{"base element", `<base href="https://lantern.example/a/"><base href="/b/"><p><a href=x>y`,
			"https://courier.example/n/1", "https://lantern.example/a/x"},
		{"relative base", `<base href="../m/"><p><a href=x>y`, "https://courier.example/n/1",
			"https://courier.example/m/x"},
		{"base without an address of the page", `<base href="https://lantern.example/a/"><p><a href=x>y`, "",
			"https://lantern.example/a/x"},
		{"relative base alone", `<base href="/a/"><p><a href=x>y`, "", "x"},
		{"none", `<p><a href=x>y`, "https://courier.example/n/1", "https://courier.example/n/x"},
		{"a link as Teleport Pro found it", `<p><a href="../x2.htm" tppabs="http://lantern.example/x?2">y`,
			"https://courier.example/n/1", "http://lantern.example/x?2"},
		{"a link to what Teleport Pro did not fetch", `<p><a href="javascript:if(confirm('not retrieved'))` +
			`window.location='http://lantern.example/x'" tppabs="http://lantern.example/x">y`, "",
			"http://lantern.example/x"},
		{"a mark that is no address", `<p><a href="x" tppabs="file:///c/x">y`, "https://courier.example/n/1",
			"https://courier.example/n/x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{URL: c.given})
			if got := p.Blocks[0].Links[0].URL; got != c.want {
				t.Errorf("link %q, want %q", got, c.want)
			}
		})
	}
}
