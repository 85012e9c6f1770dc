package split

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/split/words"
)

// TestNamesOfOutlet: names that a page gives its outlet, and texts that are never a name.
func TestNamesOfOutlet(t *testing.T) {
	body := strings.Repeat("<p>The quay at Tessel was closed on Tuesday, and nobody said for how long it would "+
		"be.</p>", 6)
	for _, tt := range []struct{ name, head, top, want string }{
		{"stated", `<title>Quay closed - Tessel Post</title><meta property="og:site_name" content="Tessel Post">`, "",
			"Tessel Post [stated title]"},
		{"at the top and in the title", `<title>Quay closed | Tessel Post</title>`,
			`<a href="/">Tessel Post</a> <a href="/n">News</a>`,
			"Tessel Post [masthead title]"},
		{"in a row at the top", `<title>Tessel Post - Quay closed</title>`,
			`<b>Tessel Post</b> | <a href="index.php">Home</a>`,
			"Tessel Post [masthead title]"},
		{"in the title alone, beside its section", `<title>Quay closed - Harbour life - Tessel Post</title>`, "",
			"Harbour life [title], Tessel Post [title]"},
		{"a front page is no name", `<title>Quay closed | Home</title>`, `<a href="/">Home</a>`, ""},
		{"a counter", `<title>Quay closed – Page 22 of 23</title>`, "", ""},
		{"a date", `<title>Quay closed | February 9, 2011</title>`, "", ""},
		{"an issue's date beside the name", `<title>Quay closed | Tessel Post, 12 May 2015</title>`, "",
			"Tessel Post [title]"},
		{"a month that is part of it", `<title>Quay closed | The Fourth of July Post</title>`, "",
			"The Fourth of July Post [title]"},
		{"a place in the front page", `<title>Quay closed</title>`, `<a href="/#main">Skip to the text</a>`, ""},
		{"a category", `<title>Quay closed | Category: current events</title>`, "", ""},
		{"a section every paper has", `<title>Quay closed | Health</title>`, "", ""},
		{"no letters", `<title>Quay closed</title><meta property="og:site_name" content="/">`, "", ""},
		{"percent", `<title>Quay closed</title><meta property="og:site_name" content="%D9%85%D8%B1 blog">`, "", ""},
		{"an account",
			`<title>Quay closed - Tessel Post</title><meta property="og:site_name" content="@tesselpost">`, "",
			"Tessel Post [title]"},
		{"the headline", `<title>Quay closed</title>`, `<a href="/">Quay closed</a>`, ""},
		{"a link within the page", `<title>Quay closed</title>`, `<a href="#main">Skip to the text</a>`, ""},
		{"what a template leaves", `<title>Quay closed</title><meta property="og:site_name" content="{$site.name}">`,
			"", ""},
		{"in brackets", `<title>Quay closed [Tessel Post]</title>`, "", "Tessel Post [title]"},
		{"a separator left behind", `<title>Quay closed</title><meta property="og:site_name" content="Tessel Post |">`,
			"", "Tessel Post [stated]"},
		{"a section that is linked", `<title>Quay closed - Harbour life - Tessel Post</title>`,
			`<a href="/harbour">Harbour life</a>`, "Harbour life [title], Tessel Post [title]"},
		{"a label over the headline", `<title>Harbour life: Quay closed - Tessel Post</title>`,
			`<p>Harbour life</p>`, "Harbour life [title], Tessel Post [title]"},
		{"a button, on a page that asks to log in", `<title>Quay closed - Log in</title>`, `<a href="/">Log in</a>`,
			"Quay closed [title]"},
		{"a front page in another language", `<title>Quay closed</title>`, `<a href="/">প্রচ্ছদ</a>`, ""},
		{"about the site", `<title>About Tessel Post | Tessel Post</title>`, "", "Tessel Post [title]"},
		{"another site's front page", `<title>Quay closed</title>`, `<a href="https://other.example/">Other Post</a>`,
			""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			html := "<html><head>" + tt.head + "</head><body><div>" + tt.top + "</div><h1>Quay closed</h1>" + body +
				"</body></html>"
			p, err := page.Read([]byte(html), page.Options{URL: "https://www.tp.example/2011/quay"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, n := range Split(p, Options{}).Names {
				got = append(got, fmt.Sprint(n.Name, " ", n.Origins))
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("%s, want %s", s, tt.want)
			}
		})
	}
}

func TestSectionWords(t *testing.T) {
	for s, want := range map[string]bool{"Health": true, "Politik": true, "Главная": true, "Tag: harbour": true,
		"Harbour Health": false, "The Tag: a novel": false, "Politiken": false} {
		if got := words.IsSectionWord(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestSectionNames(t *testing.T) {
	for s, want := range map[string]string{"Category: Events": "Events", "Category Archives: Climate": "Climate",
		"Kategorie: Aktuelles": "Aktuelles", "Catégorie : Histoire": "Histoire", "Category Allgemein": "Allgemein",
		"Author: Freshwinds": "Freshwinds", "Archives for 180 Stocks": "180 Stocks",
		"Entries Tagged as 'gossip'": "gossip", "Posts: Page 2": "", "Tag der offenen Tür": "Tag der offenen Tür",
		"Archivo de la categoría 'Noticias'": "Noticias", "Tagged “harbour”": "harbour",
		"বিভাগ: আমাদের চট্টগ্রাম": "আমাদের চট্টগ্রাম",
		"Category: Tag 'ferry'": "Tag 'ferry'", "Archives de la catégorie Histoire": "Histoire",
		"Auteur/autrice : ada":   "ada",
		"Архив рубрики «Гавань»": "Гавань", "アーカイブ： 港": "港", "Climate Archives": "Climate", "港の記事一覧": "港",
		"From the Archive": "From the Archive", "Entries by ada": "ada",
		"Recent Posts": "", "// Category": "", "Categorias": "", "Blog Archive": "",
		"Uncategorized": "", "Non classé": "",
		"Последние публикации": "", "最新文章": "", "پست‌ها": "", "null": "", "https://ferry.example/a": "",
		"The dam": "The dam", "Prison: a report": "Prison: a report", "Tag: eisi": "eisi", "World": "World"} {
		if got := words.SectionName(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
