package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// samples are a few sentences of our own in languages that have had charsets of
// their own.
var samples = map[string]string{
	"ru": "Совет города Вельма решил в понедельник снова зажечь фонари вдоль набережной. По словам мэра, работы займут три недели, однако смотрители не согласны с условиями договора.",
	"uk": "Рада міста Вельм вирішила в понеділок знову запалити ліхтарі вздовж набережної. За словами мера, роботи триватимуть три тижні, але доглядачі не згодні з умовами.",
	"bg": "Съветът на град Велм реши в понеделник отново да запали фенерите по крайбрежието. Според кмета работата ще отнеме три седмици, но пазачите не са съгласни.",
	"fa": "شورای شهر ولم روز دوشنبه تصمیم گرفت که چراغ\u200cهای بندر را دوباره روشن کند. به گفته شهردار این کار سه هفته طول می\u200cکشد اما نگهبانان با شرایط قرارداد موافق نیستند.",
	"ar": "قرر مجلس مدينة فيلم يوم الاثنين إضاءة المصابيح على طول الميناء من جديد. وقال رئيس البلدية إن العمل سيستغرق ثلاثة أسابيع، لكن الحراس لا يوافقون على شروط العقد.",
	"he": "מועצת העיר ולם החליטה ביום שני להדליק מחדש את הפנסים לאורך הנמל. לדברי ראש העיר העבודות יימשכו שלושה שבועות, אך השומרים אינם מסכימים לתנאים.",
	"el": "Το συμβούλιο της πόλης Βελμ αποφάσισε τη Δευτέρα να ανάψει ξανά τα φανάρια κατά μήκος του λιμανιού. Ο δήμαρχος είπε ότι οι εργασίες θα διαρκέσουν τρεις εβδομάδες.",
	"pl": "Rada miasta Wełm postanowiła w poniedziałek ponownie zapalić latarnie wzdłuż nabrzeża. Burmistrz mówi, że prace potrwają trzy tygodnie, lecz dozorcy nie zgadzają się na warunki.",
	"cs": "Rada města Velm v pondělí rozhodla, že světla podél přístavu se znovu rozsvítí. Podle starosty potrvají práce tři týdny, hlídači však s podmínkami nesouhlasí.",
	"hu": "Velm város tanácsa hétfőn úgy döntött, hogy újra meggyújtják a lámpákat a kikötő mentén. A polgármester szerint a munka három hétig tart, az őrök azonban nem értenek egyet.",
	"tr": "Velm şehir meclisi pazartesi günü liman boyunca fenerlerin yeniden yakılmasına karar verdi. Belediye başkanı işin üç hafta süreceğini söyledi, ancak bekçiler şartları kabul etmiyor. Bu karar için bir ay daha beklenecek ve her gece kontrol olacak.",
	"de": "Der Rat der Stadt Welm beschloss am Montag, die Laternen am Hafen wieder anzuzünden. Nach den Worten des Bürgermeisters dauern die Arbeiten drei Wochen, die Wächter sind mit den Bedingungen für künftige Nächte unzufrieden.",
	"fr": "Le conseil de la ville de Velme a décidé lundi de rallumer les réverbères le long du port. D'après le maire, les travaux dureront trois semaines, mais les gardiens n'ont pas accepté les conditions.",
	"es": "El consejo de la ciudad de Velme decidió el lunes volver a encender las farolas del puerto. Según el alcalde, las obras durarán tres semanas, pero los guardianes no están de acuerdo con las condiciones.",
	"ja": "ベルム市議会は月曜日、港の街灯を再び点灯することを決めた。市長によると工事は三週間かかるが、番人たちは条件に同意していない。",
	"zh": "维尔姆市议会星期一决定重新点亮港口的路灯。市长说，工程需要三个星期，但是看守人不同意合同的条件，他们要求得到更多的时间。",
	"tw": "維爾姆市議會星期一決定重新點亮港口的路燈。市長說，工程需要三個星期，但是看守人不同意合約的條件，他們要求得到更多的時間。",
	"ko": "벨름 시의회는 월요일 항구를 따라 가로등을 다시 켜기로 결정했다. 시장은 공사가 삼 주 걸릴 것이라고 말했지만 관리인들은 조건에 동의하지 않는다.",
	"th": "สภาเมืองเวล์มตัดสินใจเมื่อวันจันทร์ที่จะจุดโคมไฟตามท่าเรืออีกครั้ง นายกเทศมนตรีกล่าวว่างานจะใช้เวลาสามสัปดาห์ แต่ผู้ดูแลไม่เห็นด้วยกับเงื่อนไข",
}

func encodeAs(t *testing.T, text, charset string) []byte {
	t.Helper()
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", charset, err)
	}
	return b
}

// legacy pairs languages with charsets their pages came in.
var legacy = [][2]string{{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "iso-8859-5"}, {"ru", "ibm866"}, {"uk", "windows-1251"},
	{"uk", "koi8-u"}, {"bg", "windows-1251"}, {"ar", "windows-1256"}, {"ar", "iso-8859-6"}, {"he", "windows-1255"},
	{"el", "windows-1253"}, {"pl", "iso-8859-2"}, {"pl", "windows-1250"}, {"cs", "windows-1250"}, {"cs", "iso-8859-2"}, {"hu", "windows-1250"},
	{"tr", "windows-1254"}, {"de", "windows-1252"}, {"fr", "windows-1252"}, {"es", "windows-1252"}, {"ja", "shift_jis"},
	{"ja", "euc-jp"}, {"ja", "iso-2022-jp"}, {"zh", "gbk"}, {"tw", "big5"}, {"ko", "euc-kr"}, {"th", "windows-874"},
	{"ru", "utf-8"}, {"fa", "utf-8"}, {"ja", "utf-8"}, {"de", "utf-8"}, {"ru", "utf-16le"}}

// TestCharsetFromBytes reads pages that say nothing of their charset, or the
// wrong thing, and expects the text to come out all the same.
func TestCharsetFromBytes(t *testing.T) {
	for _, c := range legacy {
		lang, charset := c[0], c[1]
		for _, declared := range []string{"", "utf-8", "iso-8859-1", charset} {
			t.Run(lang+" in "+charset+" declared "+declared, func(t *testing.T) {
				head := "<html><head><title>Velm</title>"
				if declared != "" {
					head += `<meta http-equiv="Content-Type" content="text/html; charset=` + declared + `">`
				}
				want := samples[lang]
				src := encodeAs(t, head+"</head><body><div class=a><p>"+want+"</p></div></body></html>", charset)
				p := mustRead(t, string(src), Options{})
				if p.Text != want {
					t.Errorf("read as %s (%s) %v:\n got %s\nwant %s", p.Meta.Charset, p.Meta.CharsetOrigin, p.Faults, p.Text, want)
				}
				right := declared == charset || charset == "utf-8" && declared == "" ||
					charset == "windows-1252" && declared == "iso-8859-1"
				if right != (len(p.Faults) == 0) && declared != "utf-16le" {
					t.Errorf("faults %q, declared %q for %s", p.Faults, declared, charset)
				}
			})
		}
	}
}

func TestCharsetDeclared(t *testing.T) {
	text := "<p>Łódź</p>"
	utf8Text, latin2 := text, string(encodeAs(t, text, "iso-8859-2"))
	for _, c := range []struct{ name, src, carrier, charset, origin string }{
		{"mark beats everything", "\xef\xbb\xbf<meta charset=iso-8859-2>" + utf8Text, "iso-8859-2", "utf-8", "bom"},
		{"carrier beats page", "<meta charset=windows-1251>" + latin2, "iso-8859-2", "iso-8859-2", "carrier"},
		{"unknown carrier yields", "<meta charset=latin2>" + latin2, "x-odd", "iso-8859-2", "declared"},
		{"pragma", `<meta content="text/html; charset = 'iso-8859-2'" http-equiv=Content-Type>` + latin2, "", "iso-8859-2", "declared"},
		{"XML declaration", `<?xml version="1.0" encoding="iso-8859-2"?>` + latin2, "", "iso-8859-2", "declared"},
		{"not in a comment", `<!--<meta charset=windows-1251>--><meta charset=iso-8859-2>` + latin2, "", "iso-8859-2", "declared"},
		{"behind a long comment", `<!--` + strings.Repeat("x", 4000) + `--><meta charset=iso-8859-2>` + latin2, "", "iso-8859-2", "declared"},
		{"wide charset in ASCII cannot be", `<meta charset=utf-16>` + utf8Text, "", "utf-8", "declared"},
		{"plain ASCII", `<p>Velm</p>`, "", "windows-1252", "default"},
		{"plain ASCII, declared", `<meta charset=utf-8><p>Velm</p>`, "", "utf-8", "declared"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := mustRead(t, c.src, Options{Charset: c.carrier})
			if p.Meta.Charset != c.charset || p.Meta.CharsetOrigin != c.origin {
				t.Errorf("%s (%s), want %s (%s)", p.Meta.Charset, p.Meta.CharsetOrigin, c.charset, c.origin)
			}
			if p.Text != "Łódź" && p.Text != "Velm" {
				t.Errorf("text %q", p.Text)
			}
		})
	}
}

func TestDamagedUTF8(t *testing.T) {
	src := "<meta charset=utf-8><p>" + samples["pl"] + " \xff\xfe " + samples["cs"] + "</p>"
	p := mustRead(t, src, Options{})
	if p.Meta.Charset != "utf-8" || !strings.Contains(p.Text, samples["pl"]) || !strings.Contains(p.Text, "\uFFFD") {
		t.Errorf("%s: %s", p.Meta.Charset, p.Text)
	}
	if len(p.Faults) != 1 || !strings.Contains(p.Faults[0], "2 places") {
		t.Errorf("faults %q, want the two places told", p.Faults)
	}
}
