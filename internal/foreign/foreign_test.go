package foreign

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func TestNames(t *testing.T) {
	tests := []struct {
		name  string
		enc   encoding.Encoding
		hints Hints
		names []string
	}{
		{"Shift-JIS", japanese.ShiftJIS, Hints{DOS: true}, []string{"表示.html", "ソース/予算.html", "能力.html", "申請.html"}},
		{"Shift-JIS, one name", japanese.ShiftJIS, Hints{}, []string{"新聞記事の一覧.html"}},
		{"EUC-JP", japanese.EUCJP, Hints{}, []string{"港の新聞/フェリー運休のお知らせ.html", "予算.html"}},
		{"GBK", simplifiedchinese.GBK, Hints{DOS: true}, []string{"港口新闻/渡轮停运.html", "议会表决结果.html"}},
		{"Big5", traditionalchinese.Big5, Hints{DOS: true}, []string{"港口新聞/渡輪停運.html", "議會表決結果.html"}},
		{"EUC-KR", korean.EUCKR, Hints{DOS: true}, []string{"항구 소식/여객선 운항 중단.html", "의회 표결.html"}},
		{"Windows-1251", charmap.Windows1251, Hints{},
			[]string{"Новости порта/Паром отменён.html", "Совет голосовал.html"}},
		{"CP866", charmap.CodePage866, Hints{DOS: true},
			[]string{"Новости порта/Паром отменен.html", "Совет голосовал.html"}},
		{"CP437 German", charmap.CodePage437, Hints{DOS: true},
			[]string{"Fähre fällt aus.html", "Übersicht.html"}},
		{"CP850 French", charmap.CodePage850, Hints{DOS: true},
			[]string{"La traversée est annulée.html", "Référendum à l'île.html"}},
		{"Windows-1252", charmap.Windows1252, Hints{}, []string{"Fähre fällt aus.html", "Übersicht.html"}},
		{"Windows-1252 Spanish", charmap.Windows1252, Hints{}, []string{"La votación del año.html"}},
		{"Windows-1256", charmap.Windows1256, Hints{}, []string{"أخبار الميناء.html"}},
		{"Windows-1253", charmap.Windows1253, Hints{}, []string{"Νέα του λιμανιού.html"}},
		{"Windows-1255", charmap.Windows1255, Hints{}, []string{"חדשות הנמל.html"}},
		{"UTF-8", encoding.Nop, Hints{}, []string{"表示.html"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := NewNames(tt.hints)
			var raw []string
			for _, s := range tt.names {
				b, err := tt.enc.NewEncoder().String(s)
				if err != nil {
					t.Fatal(err)
				}
				raw = append(raw, b)
				n.See(b)
			}
			for i, b := range raw {
				if got := n.Decode(b); got != tt.names[i] {
					t.Errorf("%q, want %q", got, tt.names[i])
				}
			}
		})
	}
}

// TestNamesAlone checks names with few letters that are not ASCII, each alone in its archive.
func TestNamesAlone(t *testing.T) {
	for _, tt := range []struct {
		name  string
		enc   encoding.Encoding
		hints Hints
		names []string
	}{
		{"GBK", simplifiedchinese.GBK, Hints{},
			[]string{"大坝", "新闻", "议会", "港口", "消息", "评论", "选举", "法院", "报告", "社论"}},
		{"EUC-KR", korean.EUCKR, Hints{},
			[]string{"뉴스", "소식", "의회", "선거", "항구", "논평", "법원", "보고서", "사설"}},
		{"Windows-1256", charmap.Windows1256, Hints{},
			[]string{"خبر", "مقال", "بيان", "تقرير", "حوار", "الميناء", "نهر"}},
		{"Windows-1251", charmap.Windows1251, Hints{}, []string{"новости", "Суд", "закон", "река", "Порт", "НОВОСТИ"}},
		{"CP866", charmap.CodePage866, Hints{DOS: true}, []string{"новости", "Суд", "закон", "река", "Порт"}},
		{"MacRoman", charmap.Macintosh, Hints{}, []string{"Résumé du débat", "Prüfung der Brücke",
			"Größe des Hafens", "La votación del año", "États généraux"}},
		{"CP850", charmap.CodePage850, Hints{DOS: true}, []string{"Fähre", "Référendum", "Brücke", "Le 3 août"}},
		{"Windows-1252", charmap.Windows1252, Hints{}, []string{"Fähre", "Référendum", "Brücke", "año"}},
	} {
		for _, s := range tt.names {
			b, err := tt.enc.NewEncoder().String(s + ".html")
			if err != nil {
				t.Fatal(err)
			}
			if got := NewNames(tt.hints).Decode(b); got != s+".html" {
				t.Errorf("%s: %q, want %q", tt.name, got, s+".html")
			}
		}
	}
}
