package split_test

import (
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// TestTextAlone checks that a short text under its headline, with nothing else on the page, is an
// article: a mail, a frame, a page saved for reading. A page whose title is a notice is none.
func TestTextAlone(t *testing.T) {
	const report = "<p>The harbour council of Brindle put off its vote on the ferry berth until the spring, saying " +
		"that the pilings had " +
		"to be looked at first and that no engineer could come before April.</p>"
	for _, tt := range []struct {
		name, content string
		want          cutting.PageKind
	}{
		{"a mail", "<title>Berth</title><h1>Berth</h1><time datetime=\"2024-05-06\">Mon, 6 May 2024</time>" + report,
			cutting.ArticlePage},
		{"in Persian", "<title>شورای بندر اسکله را بست</title><h1>شورای بندر اسکله را بست</h1><p>شورای بندر بریندل " +
			"روز پنجشنبه تصمیم گرفت اسکله شمالی کشتی " +
			"مسافربری را برای زمستان ببندد، زیرا پایه های آن پوسیده است و هیچ پیمانکاری پیش از بهار پیدا نشد.</p>",
			cutting.ArticlePage},
		{"a notice", "<title>Page not found</title><h1>Page not found</h1><p>The page you asked for has been moved " +
			"or taken away, or the address was " +
			"mistyped. Please look at it again, or write to the people who run this site about it.</p>",
			cutting.NothingPage},
		{"a few words", "<title>Berth</title><h1>Berth</h1><p>The vote was put off.</p>", cutting.NothingPage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"+tt.content),
				page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if s := split.Split(p, split.Options{}); s.Kind != tt.want {
				t.Errorf("%s (%s), want %s", s.Kind, s.Reason, tt.want)
			}
		})
	}
}
