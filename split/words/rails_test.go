package words

import "testing"

func TestRailHeading(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"Recent Posts", true},
		{"RECENT POSTS", true},
		{"» Recent posts:", true},
		{"Editor’s Picks", true},
		{"Articles récents", true},
		{"Les articles les plus lus", true},
		{"Neueste Beiträge", true},
		{"Ähnliche Artikel", true},
		{"Entradas Recientes", true},
		{"Самое популярное за неделю", true},
		{"پربازدیدترین‌ها", true},
		{"نوشته‌های تازه", true},
		{"人気の記事♡", true},
		{"相关文章推荐", true},
		{"최근 글", true},
		{"Trending", true},
		{"Trending this week", true},
		{"The latest news from Lowmere", true},
		{"Recent Comments", false},
		{"Derniers commentaires", false},
		{"热门标签", false},
		{"Popular tags", false},
		{"Categories", false},
		{"Archives", false},
		{"", false},
		{"The council discussed its most popular measures at length on Tuesday evening", false},
		{"Harbour bridge reopens", false},
	} {
		if got := IsRailHeading(c.in); got != c.want {
			t.Errorf("RailHeading(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}

func TestIsNavigation(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"Older posts", true},
		{"← Older posts", true},
		{"Next »", true},
		{"»", true},
		{"3", true},
		{"2019", false},
		{"Page 2 of 7", true},
		{"Seite 3 von 12", true},
		{"Articles plus anciens", true},
		{"次へ", true},
		{"صفحه بعد", true},
		{"Next year's budget is late", false},
		{"Page turner: the mayor's memoir", false},
	} {
		if got := IsNavigation(c.in); got != c.want {
			t.Errorf("Navigation(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}

func TestIsNotRail(t *testing.T) {
	for in, want := range map[string]bool{"Recent Comments": true, "Kategorien": true, "Recent posts": false,
		"Метки": true} {
		if got := IsNotRail(in); got != want {
			t.Errorf("NotRail(%q) = %v, want %v", in, got, want)
		}
	}
}
