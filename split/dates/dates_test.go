package dates

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFindReadsDatesOfManyLanguages(t *testing.T) {
	base := time.Date(2011, 4, 12, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text, lang, want string
		opt              Options
	}{
		{text: "Posted on April 9, 2011", lang: "en", want: "2011-04-09"},
		{text: "Posted on Saturday, April 9th, 2011 at 2:30 pm by Staff", lang: "en", want: "2011-04-09T14:30:00"},
		{text: "9 April 2011", want: "2011-04-09"},
		{text: "9th of April 2011", lang: "en", want: "2011-04-09"},
		{text: "Apr. 9, 2011", lang: "en", want: "2011-04-09"},
		{text: "Sept. 3, 2014 | World", lang: "en", want: "2014-09-03"},
		{text: "09-Apr-2011 14:30", lang: "en", want: "2011-04-09T14:30:00"},
		{text: "9-Apr-11", lang: "en", want: "2011-04-09"},
		{text: "Apr 9, '11", lang: "en", want: "2011-04-09"},
		{text: "Sat Apr 09 14:30:05 +0000 2011", lang: "en", want: "2011-04-09T14:30:05+00:00"},
		{text: "Sat, 09 Apr 2011 14:30:05 GMT", lang: "en", want: "2011-04-09T14:30:05Z"},
		{text: "April 2011", lang: "en", want: "2011-04"},
		{text: "2011-04-09", want: "2011-04-09"},
		{text: "更新 R4.5.26", lang: "ja", want: "2022-05-26"},
		{text: "H30/12/1", lang: "ja", want: "2018-12-01"},
		{text: "S63.1.7", lang: "ja", want: "1988-01-07"},
		{text: "令和4.5.6", lang: "ja", want: "2022-05-06"},
		{text: "Firmware R4.5.26", lang: "en", want: ""},
		{text: "à12/04/2011", lang: "fr", want: "2011-04-12"},
		{text: "2011-04-09T14:30:00+02:00", want: "2011-04-09T14:30:00+02:00"},
		{text: "2011-04-09T14:30:00.123Z", want: "2011-04-09T14:30:00Z"},
		{text: "2011/04/09", want: "2011-04-09"},
		{text: "09.04.2011", want: "2011-04-09"},
		{text: "24.03 2015", want: "2015-03-24"},
		{text: "9.4.11", lang: "de", want: "2011-04-09"},
		{text: "09.04.2011, 14:30 Uhr", lang: "de", want: "2011-04-09T14:30:00"},
		{text: "Samstag, den 9. April 2011", lang: "de", want: "2011-04-09"},
		{text: "3. März 2012 um 14.30 Uhr", lang: "de", want: "2012-03-03T14:30:00"},
		{text: "4/9/2011", lang: "en", want: "2011-04-09"},
		{text: "4/9/2011", lang: "en-GB", want: "2011-09-04"},
		{text: "4/9/2011", lang: "fr", want: "2011-09-04"},
		{text: "4/9/2011", want: ""},
		{text: "4/9/2011", opt: Options{Order: MonthFirst}, want: "2011-04-09"},
		{text: "23/9/2011", want: "2011-09-23"},
		{text: "9/23/2011", want: "2011-09-23"},
		{text: "Publié le 1er février 2011 à 14h30", lang: "fr", want: "2011-02-01T14:30:00"},
		{text: "samedi 9 août 2014", lang: "fr", want: "2014-08-09"},
		{text: "9 de abril de 2011", lang: "es", want: "2011-04-09"},
		{text: "abril 9, 2011", lang: "es", want: "2011-04-09"},
		{text: "9 de março de 2011 às 14:30", lang: "pt", want: "2011-03-09T14:30:00"},
		{text: "9 maggio 2011", lang: "it", want: "2011-05-09"},
		{text: "1º maggio 2011", lang: "it", want: "2011-05-01"},
		{text: "9 mei 2011", lang: "nl", want: "2011-05-09"},
		{text: "den 9 maj 2011 kl. 14.30", lang: "sv", want: "2011-05-09T14:30:00"},
		{text: "9. desember 2011", lang: "no", want: "2011-12-09"},
		{text: "9. marts 2011", lang: "da", want: "2011-03-09"},
		{text: "9. huhtikuuta 2011", lang: "fi", want: "2011-04-09"},
		{text: "9 kwietnia 2011", lang: "pl", want: "2011-04-09"},
		{text: "9 listopada 2011", lang: "pl", want: "2011-11-09"},
		{text: "9. listopada 2011.", lang: "hr", want: "2011-10-09"},
		{text: "9. dubna 2011", lang: "cs", want: "2011-04-09"},
		{text: "9. septembra 2011", lang: "sk", want: "2011-09-09"},
		{text: "9. aprila 2011", lang: "sl", want: "2011-04-09"},
		{text: "9. априла 2011.", lang: "sr", want: "2011-04-09"},
		{text: "9 апреля 2011 г. в 14:30", lang: "ru", want: "2011-04-09T14:30:00"},
		{text: "9 КВІТНЯ 2011", lang: "uk", want: "2011-04-09"},
		{text: "9 април 2011", lang: "bg", want: "2011-04-09"},
		{text: "9 Ağustos 2011 Salı", lang: "tr", want: "2011-08-09"},
		{text: "Sabtu, 9 Agustus 2011 14:30 WIB", lang: "id", want: "2011-08-09T14:30:00+07:00"},
		{text: "9 Ogos 2011", lang: "ms", want: "2011-08-09"},
		{text: "شنبه ۲۰ فروردین ۱۳۹۰", lang: "fa", want: "2011-04-09"},
		{text: "۱۳۹۰/۰۱/۲۰ - ۱۴:۳۰", lang: "fa", want: "2011-04-09T14:30:00"},
		{text: "1390/01/20", lang: "fa", want: "2011-04-09"},
		{text: "۹ آوریل ۲۰۱۱", lang: "fa", want: "2011-04-09"},
		{text: "السبت 9 أبريل 2011", lang: "ar", want: "2011-04-09"},
		{text: "٩ نيسان ٢٠١١", lang: "ar", want: "2011-04-09"},
		{text: "9 تشرين الأول 2011", lang: "ar", want: "2011-10-09"},
		{text: "9 تشرين الثاني/نوفمبر 2011", lang: "ar", want: "2011-11-09"},
		{text: "9 באפריל 2011", lang: "he", want: "2011-04-09"},
		{text: "2011年4月9日", lang: "zh", want: "2011-04-09"},
		{text: "二〇一一年四月二十三日", lang: "zh", want: "2011-04-23"},
		{text: "平成23年4月9日(土)", lang: "ja", want: "2011-04-09"},
		{text: "2011년 4월 9일 오후 2:30", lang: "ko", want: "2011-04-09T14:30:00"},
		{text: "2011. 4. 9.", lang: "ko", want: "2011-04-09"},
		{text: "9 Απριλίου 2011", lang: "el", want: "2011-04-09"},
		{text: "9 ΑΠΡΙΛΙΟΥ 2011", lang: "el", want: "2011-04-09"},
		{text: "2011. április 9. 14:30", lang: "hu", want: "2011-04-09T14:30:00"},
		{text: "9 aprilie 2011", lang: "ro", want: "2011-04-09"},
		{text: "9 d'abril de 2011", lang: "ca", want: "2011-04-09"},
		{text: "ngày 9 tháng 4 năm 2011", lang: "vi", want: "2011-04-09"},
		{text: "9 अप्रैल 2011", lang: "hi", want: "2011-04-09"},
		{text: "9 ஏப்ரல் 2011", lang: "ta", want: "2011-04-09"},
		{text: "9 ഏപ്രിൽ 2011", lang: "ml", want: "2011-04-09"},
		{text: "ఏప్రిల్ 9, 2011", lang: "te", want: "2011-04-09"},
		{text: "9 сәуір 2011", lang: "kk", want: "2011-04-09"},
		{text: "9 เมษายน 2554", lang: "th", want: "2011-04-09"},
		{text: "09/05/62", lang: "th", want: "2019-05-09"},
		{text: "ግንቦት 1 ቀን 2011 ዓ.ም", lang: "am", want: "2019-05-09"},
		{text: "ግንቦት 1፣ 2011", lang: "am", want: "2019-05-09"},
		{text: "መስከረም 1 2012", lang: "am", want: "2019-09-12"},
		{text: "ጳጉሜን 6 2011", lang: "am", want: "2019-09-11"},
		{text: "ሜይ 9, 2019", lang: "am", want: "2019-05-09"},
		{text: "ጳጉሜን 6 2012", lang: "am", want: ""},
		{text: "ግንቦት 9 2019", lang: "ti", want: ""}, // Gregorian in Eritrea, but not in Ethiopia
		{text: "01/09/2011", lang: "am", want: ""},
		{text: "2011/09/01", lang: "am", want: ""},
		{text: "२०७६/०१/२६", lang: "ne", want: ""},
		{text: "26/01/2076", lang: "ne", want: ""},
		{text: "2076-01-26", lang: "ne", want: ""},
		{text: "२६ वैशाख २०७६", lang: "ne", want: ""},
		{text: "9 मे 2019", lang: "ne", want: "2019-05-09"},
		{text: "31/05/09", lang: "ja", want: ""}, // of an era, or day first
		{text: "19/05/09", lang: "ja", want: "2019-05-09"},
		{text: "98/05/09", lang: "zh-TW", want: ""}, // 98 of the republic is 2009
		{text: "2011 m. balandžio 9 d.", lang: "lt", want: "2011-04-09"},
		{text: "2011. gada 9. aprīlī", lang: "lv", want: "2011-04-09"},
		{text: "3 days ago", lang: "en", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "vor 3 Tagen", lang: "de", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "il y a 3 jours", lang: "fr", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "3 дня назад", lang: "ru", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "۳ روز پیش", lang: "fa", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "3日前", lang: "ja", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "2 months ago", lang: "en", opt: Options{Base: base}, want: "2011-02"},
		{text: "gestern", lang: "de", opt: Options{Base: base}, want: "2011-04-11"},
		{text: "9 April", lang: "en", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "Dec 24", lang: "en", opt: Options{Base: base}, want: "2010-12-24"},
		{text: "4月9日", lang: "zh", opt: Options{Base: base}, want: "2011-04-09"},
		{text: "3 days ago", lang: "en", want: ""},
		{text: "9 April", lang: "en", want: ""},
		{text: "31 April 2011", lang: "en", want: ""},
		{text: "29 February 2011", lang: "en", want: ""},
		{text: "call 020-11-2011 or 10.1.20.11", lang: "en", want: ""},
		{text: "version 1.2.3 of 2011", lang: "en", want: ""},
		{text: "They may 2011 times", lang: "en", want: "2011-05"},
		{text: "in 2011 they left", lang: "en", want: ""},
		{text: "no digits at all", lang: "en", want: ""},
		{text: "between 3 May 2010 and 9 April 2011", lang: "en", want: "2010-05-03 2011-04-09"},
	} {
		var got []string
		for _, m := range Find(c.text, c.lang, c.opt) {
			got = append(got, m.Date.Value)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Find(%q, %q) = %q, want %q", c.text, c.lang, g, c.want)
		}
	}
}

func TestFindSpansCoverWeekdayAndTime(t *testing.T) {
	for _, c := range []struct{ text, lang, want string }{
		{"Posted on Saturday, April 9th, 2011 at 2:30 pm by Staff", "en", "Saturday, April 9th, 2011 at 2:30 pm"},
		{"Samstag, den 9. April 2011 – Von Jana Brik", "de", "Samstag, den 9. April 2011"},
		{"By A. Nord, 9 April 2011.", "en", "9 April 2011"},
		{"14:30 | 09.04.2011 | Velm", "de", "14:30 | 09.04.2011"},
	} {
		m := Find(c.text, c.lang, Options{})
		if len(m) != 1 || m[0].Span.In(c.text) != c.want {
			t.Errorf("Find(%q) = %v, want one match %q", c.text, m, c.want)
		}
	}
}

func TestIsDateLine(t *testing.T) {
	for text, want := range map[string]bool{
		"Posted on Saturday, April 9th, 2011 at 2:30 pm": true, "9 April": true, "3 days ago": true, "Yesterday": true,
		"۲۰ فروردین ۱۳۹۰": true, "2011年4月9日 星期六": true, "Sob, 09/04/2011 - 14:30": true,
		"2011. április 9., szombat": true, "April 9, 2011 by Ann": false, "The treaty of April 9, 2011": false,
		"Yesterday all was well": false, "2011": false, "": false, "April": false, "12 comments": false,
		"Updated: 4/9/2011": true,
	} {
		if got := IsDateLine(text); got != want {
			t.Errorf("IsDateLine(%q) = %v", text, got)
		}
	}
}

func TestFromURL(t *testing.T) {
	for u, want := range map[string]string{
		"https://news.example/2011/04/09/slug": "2011-04-09", "/2011/4/9/": "2011-04-09",
		"https://a.example/2011/04/slug": "2011-04", "https://a.example/2011/apr/09/x": "2011-04-09",
		"https://a.example/x-2011-04-09-y.html": "2011-04-09", "https://a.example/20110409/x": "2011-04-09",
		"https://a.example/a?d=2011-04-09": "", "https://a.example/2011/": "",
		"https://2011-04-09.example/": "", "https://a.example/p12345678": "", "https://a.example/2011/13/01/": "",
		"": "", "https://a.example/x-20110409.html": "2011-04-09", "https://a.example/2011/04/slug-9": "2011-04",
		"https://a.example/blog/2011/april/09/x": "2011-04-09", "https://a.example/2011/September/3/": "2011-09-03",
		"https://a.example/2011/marching/09/": "", "https://a.example/news/23-04-2011": "2011-04-23",
		"https://a.example/04-23-2011.html": "2011-04-23", "https://a.example/4-4-2011": "2011-04-04",
		"https://a.example/03-04-2011": "", "https://a.example/31-02-2011": "", "https://a.example/23-04-20111": "",
		"https://a.example/x23-04-2011": "",
		"https://a.example/23-04_2011":  "",
	} {
		d, ok := FromURL(u)
		if d.Value != want || ok != (want != "") {
			t.Errorf("FromURL(%q) = %q, %v, want %q", u, d.Value, ok, want)
		}
	}
}

func TestFromISO(t *testing.T) {
	for attr, want := range map[string]string{
		"2011-04-09": "2011-04-09", "2011-04": "2011-04", "2011": "2011", "20110409": "2011-04-09",
		"20110409T143000Z": "2011-04-09T14:30:00Z", "2011-04-09T14:30:00Z": "2011-04-09T14:30:00Z",
		"2011-04-09T14:30": "2011-04-09T14:30:00", "2011-04-09 14:30:00 +0200": "2011-04-09T14:30:00+02:00",
		"2011-04-09T14:30:00+0200":        "2011-04-09T14:30:00+02:00",
		"Sat, 09 Apr 2011 14:30:05 +0100": "2011-04-09T14:30:05+01:00", "1302359400": "2011-04-09T14:30:00Z",
		"1302359400000": "2011-04-09T14:30:00Z", "20110409143000": "2011-04-09T14:30:00",
		"1970-01-01T00:00:00Z": "", "1970-01-01T00:00:00+00:00": "", "1970-01-01T09:00:00Z": "1970-01-01T09:00:00Z",
		"": "", "soon": "", "0000-00-00": "", "2011-02-30": "",
		"2011-04-09T14:30:00.000000-07:00": "2011-04-09T14:30:00-07:00",
	} {
		d, ok := FromISO(attr)
		if d.Value != want || ok != (want != "") {
			t.Errorf("FromISO(%q) = %q, %v, want %q", attr, d.Value, ok, want)
		}
	}
}

func TestOrderOfNumericDates(t *testing.T) {
	for _, c := range []struct {
		text, lang string
		order      Order
		doubtful   bool
	}{
		{"23/04/2011", "en", DayFirst, false},
		{"04/23/2011", "en", MonthFirst, false},
		{"04/03/2011", "en", Unknown, true},
		{"04/03/2011", "en-GB", Unknown, true},
		{"04/04/2011", "en", Unknown, false},
		{"2011-04-23", "en", Unknown, false},
		{"23 April 2011", "en", Unknown, false},
	} {
		m := Find(c.text, c.lang, Options{})
		if len(m) != 1 || m[0].Order != c.order || m[0].Doubtful != c.doubtful {
			t.Errorf("Find(%q, %q) = %+v, want order %v, doubtful %v", c.text, c.lang, m, c.order, c.doubtful)
		}
	}
}

func TestOrderOfLearnsFromClearDates(t *testing.T) {
	if o := OrderOf("4/9/2011", "4/23/2011"); o != MonthFirst {
		t.Errorf("got %v, want month first", o)
	}
	if o := OrderOf("4/9/2011", "23/4/2011"); o != DayFirst {
		t.Errorf("got %v, want day first", o)
	}
	if o := OrderOf("4/23/2011", "23/4/2011"); o != Unknown {
		t.Errorf("got %v for contradicting dates, want unknown", o)
	}
}

func TestJalaliNewYears(t *testing.T) {
	for jy, want := range map[int]string{1390: "2011-03-21", 1391: "2012-03-20", 1399: "2020-03-20",
		1403: "2024-03-20", 1300: "1921-03-21", 1357: "1978-03-21"} {
		y, m, d, ok := fromJalali(jy, 1, 1)
		if got := isoDay(y, m, d); !ok || got != want {
			t.Errorf("1 Farvardin %d = %s, want %s", jy, got, want)
		}
	}
}

func TestParseReadsStampsAsFindDoes(t *testing.T) {
	for _, s := range []string{"2011-04-09", "2011-04-09T14:30:05", "2011-04-09T14:30:05Z",
		"2011-04-09T14:30:05+02:00", "2011-04-09T14:30:05-07:30", "2011-04-09T14:30:05.123Z",
		"2011-04-09T14:30:05.123456-07:00", "2011-02-30", "2011-13-01", "2011-04-09T24:30:05Z", "2011-04-09T14:61:05Z",
		"2011-04-09T14:30:05+15:00", "2011-04-09T14:30:05.Z", "2011-04-09T14:30", "0011-04-09", "1390-01-20",
		"2011-04-09x", "2011-04-0x", "20x1-04-09"} {
		sameAsFind(t, s, "en")
	}
}

// sameAsFind checks that Parse returns the same with and without its short cut.
func sameAsFind(t *testing.T, s, lang string) {
	t.Helper()
	v, ok := isoStamp(s)
	if !ok {
		return
	}
	if found := Find(s, lang, Options{}); len(found) != 1 || found[0].Date.Value != v || found[0].Span.Start != 0 ||
		found[0].Span.End != len(s) {
		t.Fatalf("%q, %q: %q by the short way, %+v by the long one", s, lang, v, found)
	}
}

func TestMayDateMissesNothing(t *testing.T) {
	for text, want := range map[string]bool{
		"9-Apr-11": true, "Apr 9, '11": true, "۲۰ فروردین ۱۳۹۰": true, "二〇一一年四月九日": true, "٩ نيسان ٢٠١١": true,
		"9 เมษายน ๒๕๕๔": true, "２０１１年": true, "5 min read": false, "12 comments": false, "“no” – none": false,
		"": false,
	} {
		if got := mayDate(text); got != want {
			t.Errorf("mayDate(%q) = %v", text, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Posted on April 9, 2011 at 2:30 pm", "۲۰ فروردین ۱۳۹۰", "2011年4月9日", "9.4.11",
		"3 days ago", "\xff9\xfeApril 2011"} {
		f.Add(s, "en")
	}
	f.Add("2011-04-09T14:30:05.123+02:00", "fa")
	f.Fuzz(func(t *testing.T, s, lang string) {
		sameAsFind(t, s, lang)
		at := 0
		for _, m := range Find(s, lang, Options{Base: time.Date(2011, 4, 12, 0, 0, 0, 0, time.UTC)}) {
			if m.Span.Start < at || m.Span.End <= m.Span.Start || m.Span.End > len(s) {
				t.Fatalf("%q: span %v out of order or bounds", s, m.Span)
			}
			at = m.Span.End
			if !m.Relative && !m.NoYear && !mayDate(s) {
				t.Fatalf("%q: a date in a text that cannot hold one", s)
			}
			if !utf8.RuneStart(s[m.Span.Start]) && utf8.ValidString(s) || m.Span.End < len(s) && utf8.ValidString(s) &&
				!utf8.RuneStart(s[m.Span.End]) {
				t.Fatalf("%q: span %v cuts a character", s, m.Span)
			}
			if _, ok := fromISO(m.Date.Value); !ok {
				t.Fatalf("%q: value %q is not ISO", s, m.Date.Value)
			}
		}
		FromURL(s)
		FromISO(s)
		IsDateLine(s)
	})
}

func BenchmarkFindInParagraph(b *testing.B) {
	p := strings.Repeat("The harbour council met again and nobody could say why the lamps had failed. ", 8) +
		"On 9 April 2011 it closed."
	b.SetBytes(int64(len(p)))
	for b.Loop() {
		Find(p, "en", Options{})
	}
}
