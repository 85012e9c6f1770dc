package html_test

import (
	"strings"
	"testing"

	"cuttings/page"
)

// TestWithoutScripts has pages whose text no browser with scripts shows by itself: what most of the page is, is
// read, with a doubt; other such text is a doubt, once it is as much as half of the page's.
func TestWithoutScripts(t *testing.T) {
	article := "<h1>Keepers called</h1>" +
		strings.Repeat("<p>The river rose in the night and the keepers were called.</p>", 6)
	menu := "<nav>" + strings.Repeat("<a href=/x>Section of the paper</a> ", 8) + "</nav>"
	const reads, leaves = "read as they show it", "is not read"
	for _, tt := range []struct {
		name, src string
		read      bool
		doubt     string // part of the only doubt; "" for none
	}{
		{"an article without scripts", "<div id=app></div><noscript>" + article + "</noscript>", true, reads},
		{"beside a menu", menu + "<noscript>" + article + "</noscript>", true, reads},
		{"in two pieces", "<noscript>" + article[:200] + "</noscript><noscript>" + article[200:] + "</noscript>", true,
			reads},
		{"in the head", "<head><noscript><style>" + article + "</style></noscript></head>", false, ""},
		{"in a comment", menu + "<noscript><!-- " + article + " --></noscript>", false, ""},
		{"a part again without scripts", article + "<noscript>" + article[:320] + "</noscript>", true, leaves},
		{"a notice", "<noscript>You need to turn on scripts to use this page.</noscript>", false, ""},
		{"a picture's other form", article + `<noscript><img src=a.png alt="` + strings.Repeat("gate ", 90) +
			`"></noscript>`, true, ""},
		{"a template", menu + "<template>" + article + "</template>", false, leaves},
		{"templates", "<template>" + menu + "</template><template>" + article + "</template>", false, leaves},
		{"a shadow tree", "<div><template shadowrootmode=open>" + article + "</template></div>", true, ""},
		{"a script with markup", `<script type="text/x-handlebars-template">` + article + "</script>", false, leaves},
		{"a script", `<script type="module">` + article + "</script>", false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte("<!doctype html><meta charset=utf-8><title>t</title>"+tt.src),
				page.Options{Form: page.HTML, Charset: "utf-8"})
			if err != nil {
				t.Fatal(err)
			}
			if read := strings.Contains(p.Text, "The river rose"); read != tt.read {
				t.Errorf("the article is read: %v, want %v", read, tt.read)
			}
			doubts := strings.Join(p.Faults, "; ")
			if tt.doubt == "" && doubts != "" || !strings.Contains(doubts, tt.doubt) || len(p.Faults) > 1 {
				t.Errorf("doubts %q, want %q", doubts, tt.doubt)
			}
		})
	}
}
