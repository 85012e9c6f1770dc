package split

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
)

func TestKindOfAddress(t *testing.T) {
	list, article := addressKind{list: true}, addressKind{article: true}
	for u, want := range map[string]addressKind{
		"https://courier.example/news/":                             list,
		"https://courier.example/en/press-releases/index.html":      list,
		"https://courier.example/2016/05/":                          list,
		"https://courier.example/archive.html":                      list,
		"https://courier.example/ferry-runs-aground-in-the-bay":     article,
		"https://courier.example/2016/05/12/ferry-runs-aground-bay": article,
		"https://courier.example/story-1234567.html":                article,
		"https://courier.example/show.php?id=345678":                article,
		"https://courier.example/":                                  {},
		"https://courier.example/ferries":                           {},
	} {
		path, query, _ := strings.Cut(pathOf(u), "?")
		if got := kindOfAddress(path, query); got != want {
			t.Errorf("%s: %+v, want %+v", u, got, want)
		}
	}
}

// TestPagination: a calendar's days and the link to the next article are no pagination of a list.
func TestPagination(t *testing.T) {
	for markup, want := range map[string]pagination{
		`<a href="/page/2/">2</a> <a href="/page/3/">3</a> <a href="/page/2/">Older</a>`: {numbers: 2, onward: 1},
		`<a href="?page=2">2</a> <a href="?page=2">Next »</a>`:                           {numbers: 1, onward: 1},
		`<a href="/2016/05/12/">12</a> <a href="/2016/05/13/">13</a>`:                    {},
		`<a href="/the-ferry-again/">Next post</a>`:                                      {},
	} {
		p, err := page.Read([]byte("<body><p>"+markup+"</p></body>"), page.Options{Form: page.HTML,
			URL: "https://courier.example/"})
		if err != nil {
			t.Fatal(err)
		}
		if got := paginationOf(p); got != want {
			t.Errorf("%s: %+v, want %+v", markup, got, want)
		}
	}
}

// TestNamesOfLists: a page's own name is evidence of the readings as lists.
func TestNamesOfLists(t *testing.T) {
	items := `<ul><li><a href="/a/the-ferry-runs-again">The ferry runs again after nine weeks</a></li>
		<li><a href="/a/the-late-frost">Growers count the cost of a late frost</a></li>
		<li><a href="/a/oars-under-the-hall">Two bronze oars found under the hall</a></li></ul>`
	for _, tt := range []struct {
		title, body, address string
		want                 map[string]float32
	}{
		{"News | The Courier", "<h1>News</h1>" + items, "https://courier.example/news/",
			map[string]float32{"list_title": 2, "list_heading": 2, "list_address": 1, "article_address": 0}},
		{"The Courier", "<h1><a href=/>The Courier</a></h1>" + items + "<p><a href=/page/2/>Older posts</a></p>", "",
			map[string]float32{"list_title": 0, "list_heading": 0, "list_address": 0, "onward_pages": 1}},
		{"The Courier: The ferry runs again after nine weeks", items, "https://courier.example/story-1234567.html",
			map[string]float32{"list_title": 0, "article_address": 1, "title_is_item": 1}},
	} {
		p, err := page.Read([]byte("<title>"+tt.title+"</title><body>"+tt.body+"</body>"),
			page.Options{Form: page.HTML, URL: tt.address})
		if err != nil {
			t.Fatal(err)
		}
		rs, _, _ := Readings(p)
		i := slices.IndexFunc(rs, func(r Reading) bool { return r.Kind == cutting.ListingPage })
		if i < 0 {
			t.Fatalf("%s: no list is proposed", tt.title)
		}
		for name, want := range tt.want {
			if got := rs[i].Row[slices.Index(Features(cutting.ListingPage), name)]; got != want {
				t.Errorf("%s: %s is %v, want %v", tt.title, name, got, want)
			}
		}
	}
}
