package charset_test

import (
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/page/charset"
	"cuttings/page/html"
	"cuttings/page/pagetest"
)

// TestCharsetsBrowsersGaveUp reads text in charsets that browsers no longer decode but old mails
// and pages use: declared, under any of their labels, and undeclared.
func TestCharsetsBrowsersGaveUp(t *testing.T) {
	const (
		korean    = "\x1b$)C\x0eGW18\x0f \x0e<R=D\x0f: \x0e?)04<1\x0f \x0e?nGW@L\x0f \x0eA_4\\5G>z4Y\x0f."
		byLetters = "\xd0\x77\x8a\x81\x20\xad\xa1\xaf\xa2\x3a\x20\xb5\x61\x88\x82\xac\xe5\x20\xb6\x85" +
			"\xd0\x77\xb7\xa1\x20\xba\x97\x94\x65\x96\x41\xb4\xf6\x94\x61\x2e"
		vietnamese = "H\xb5i \xf0\xb0ng c\xe4ng \xf0\xf3ng c\xd8" + "a b\xaan ph\xe0 ph\xed" + "a b\xa1" + "c. \x02"
		taiwan     = "\xe0\xab\xc4\xc7\xe4\xbb\xea\xcc\xa1\xa8\xc6\xa1\xf9\xb1\xce\xfb\xe0\xae" +
			"\xef\xc7\xc4\xd8\xe5\xee\xd8\xf4\xef\xf9" +
			"\xc4\xa7\xa1\xa4"
		longVietnamese = "H\xb5i \xf0\xb0ng c\xe4ng h\xf4m th\xd1 n\xe5m quy\xaat \xf0\xb8nh \xf0\xf3n" +
			"g c\xd8\x61 b\xaan ph\xe0 ph\xed\x61 b\xa1\x63 v\xec c\xe1\x63 c\xb5t g\xb2 \xf0\xe3 " +
			"m\xf8\x63, nh\xdfng \xf4ng ch\xfc t\xb8\x63h n\xf3i r\xa2ng nh\xe6ng c" +
			"huy\xaan ph\xe0 s\xa8 ch\xd5y tr\xb7 l\xd5i v\xe0o m\xf9\x61 xu\xe2n."
		longVietnameseText = "Hội đồng cảng hôm thứ năm quyết định đóng cửa bến phà phía bắc vì các cột gỗ đã " +
			"mục, nhưng ông chủ tịch nói rằng những chuyến phà sẽ chạy trở lại vào mùa xuân."
		hz     = "Velm ~{8[?ZPBNE~} 2003"
		slovak = "Zmluva o pr\x92stave je neplatn\x87, tvrd\x92 \xbcavica."
		polish = "Rada przystani zamkn\xab\xb8a \xb8\x88cznik promowy na zim\xab, bo s\xb8upy spr\x97chnia\xb8y."
		greek  = "\xcf\xe9 \xb6\xed\xe5\xec\xef\xe9 \xf4\xef\xf5 \xeb\xe9\xec\xe1\xed\xe9\xef\xfd " +
			"\xea\xe1\xe9 \xe1\xf0\xa2\xf4\xe7\xed \xdc\xeb\xeb\xe7 \xe7 \xb6\xed\xef\xe9\xee\xe7"
	)
	for _, tt := range []struct{ name, content, carrier, charset, want string }{
		{"Korean, declared", korean, "ISO-2022-KR", "iso-2022-kr", "항구 소식: 여객선 운항이 중단되었다."},
		{"Korean, another label", korean, "csISO2022KR", "iso-2022-kr", "항구 소식: 여객선 운항이 중단되었다."},
		{"Korean, undeclared", korean, "", "iso-2022-kr", "항구 소식: 여객선 운항이 중단되었다."},
		{"Korean, cut within a character", korean[:8], "", "iso-2022-kr", "항\uFFFD"},
		{"declared Korean, and is not", "<p>항구 소식", "iso-2022-kr", "utf-8", "<p>항구 소식"},
		{"Korean by letters, declared", byLetters, "johab", "johab", "항구 소식: 여객선 운항이 중단되었다."},
		{"declared so, and is UTF-8", "<p>항구 소식", "johab", "utf-8", "<p>항구 소식"},
		{"declared so, and is not", "\xbd\xc5\xb9\xae \xb1\xe2\xbb\xe7\xb0\xa1 \xb3\xaa\xbf\xd4\xb4\xd9.",
			"johab", "euc-kr", "신문 기사가 나왔다."},
		{"Korean by letters, undeclared", byLetters, "", "johab", "항구 소식: 여객선 운항이 중단되었다."},
		{"Korean by letters, declared as another", byLetters, "euc-kr", "johab",
			"항구 소식: 여객선 운항이 중단되었다."},
		{"Taiwan, declared", taiwan, "x-euc-tw", "euc-tw", "港口新聞：北邊的渡輪已經停駛了。"},
		{"Taiwan, undeclared", taiwan, "", "euc-tw", "港口新聞：北邊的渡輪已經停駛了。"},
		{"Taiwan, declared as another", taiwan, "big5", "euc-tw", "港口新聞：北邊的渡輪已經停駛了。"},
		{"Taiwan, a character of another plane", taiwan + "\x8e\xa3\xa1\xa1", "euc-tw", "euc-tw",
			"港口新聞：北邊的渡輪已經停駛了。\uFFFD"},
		{"Vietnamese, undeclared", longVietnamese, "", "viscii", longVietnameseText},
		{"Vietnamese, declared as browsers would", longVietnamese, "windows-1258", "viscii", longVietnameseText},
		{"Vietnamese, declared as Western", longVietnamese, "windows-1252", "viscii", longVietnameseText},
		{"Vietnamese, declared", vietnamese, "VISCII", "viscii", "Hội đồng cảng đóng cửa bến phà phía bắc. Ẳ"},
		{"HZ, declared", hz, "hz-gb-2312", "hz-gb-2312", "Velm 港口新闻 2003"},
		{"Slovak of the Macintosh", slovak, "x-mac-ce", "x-mac-ce", "Zmluva o prístave je neplatná, tvrdí ľavica."},
		{"Polish of the Macintosh, undeclared", polish, "", "x-mac-ce",
			"Rada przystani zamknęła łącznik promowy na zimę, bo słupy spróchniały."},
		{"Greek of ISO, undeclared", greek, "", "iso-8859-7", "Οι Άνεμοι του λιμανιού και απ’την άλλη η Άνοιξη"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := charset.Decode([]byte(tt.content), tt.carrier, html.Declared)
			if got.Text != tt.want || got.Charset != tt.charset {
				t.Errorf("%s: %q, want %q", got.Charset, got.Text, tt.want)
			}
			content := []byte("<html><body><p>" + tt.content)
			p, err := page.Read(content, page.Options{Charset: tt.carrier, Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			if err := pagetest.Check(content, p); err != nil {
				t.Error(err)
			}
			if !strings.Contains(p.Text, strings.TrimPrefix(tt.want, "<p>")) {
				t.Errorf("page %q", p.Text)
			}
		})
	}
}

// TestUndeclaredCharsets checks that text whose charset is not declared has a doubt, whatever it is read as.
func TestUndeclaredCharsets(t *testing.T) {
	const (
		taiwan = "\xe0\xab\xd9\xad\xc9\xfd\xd1\xd3\xdf\xe6\xc4\xa1" +
			"\xcf\xd0\xc6\xfc\xa1\xa2\xc6\xa1\xf9\xb1\xce\xfb\xe0\xae"
		korean  = "\xd0\x77\x8a\x81\x20\xad\xa1\xaf\xa2\x3a\x20\xb5\x61\x88\x82\xac\xe5\x20\xb6\x85"
		vietnam = "H\xb5i \xf0\xb0ng c\xe4ng \xf0\xf3ng c\xd8" + "a b\xaan ph\xe0 ph\xed" + "a b\xa1" + "c."
	)
	for name, content := range map[string]string{
		"EUC-TW": taiwan, "Johab": korean, "VISCII": vietnam,
	} {
		p, err := page.Read([]byte("<html><body><p>"+content), page.Options{Form: page.HTML})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(p.Faults, "\n"), "charset: ") {
			t.Errorf("%s: read as %q without a doubt", name, p.Text)
		}
	}
}

// TestFalseMarkOfUTF16 reads text of one byte a character behind a mark of UTF-16, which is passed over with a doubt.
func TestFalseMarkOfUTF16(t *testing.T) {
	const text = "<p>The council closed the northern berth until spring, and the fr\xe9quent ferries are gone.</p>"
	for content, want := range map[string]string{
		"\xff\xfe" + strings.ToValidUTF8(text, "e"): "windows-1252",
		"\xfe\xff" + strings.ToValidUTF8(text, "é"): "utf-8",
		"\xff\xfe" + text:         "windows-1252",
		"\xff\xfea\x00 \x00b\x00": "utf-16le",
	} {
		got := charset.Decode([]byte(content), "", html.Declared)
		doubted := strings.Contains(strings.Join(got.Faults, ";"), "mark of UTF-16")
		if got.Charset != want || doubted != (want != "utf-16le") {
			t.Errorf("%q: %s, %q", content[:6], got.Charset, got.Faults)
		}
		if want != "utf-16le" && !strings.HasPrefix(got.Text, "<p>The council") {
			t.Errorf("%q read as %q", content[:6], got.Text)
		}
		p, err := page.Read([]byte(content), page.Options{})
		if err != nil {
			if want != "utf-16le" {
				t.Error(err)
			}
			continue
		}
		if err := pagetest.Check([]byte(content), p); err != nil {
			t.Error(err)
		}
	}
}
