package dates

import (
	"strings"
	"time"

	"cuttings/split/words"
)

// unit is a length of time in relative dates.
type unit uint8

const (
	minutes unit = iota + 1
	hours
	days
	weeks
	months
	years
)

// unitNames lists the words for each unit, many languages together.
var unitNames = map[unit]string{
	minutes: "minute minutes min mins minuten minuto minutos minuti minut minuter minutter minuuttia minuutti " +
		"minuty минут минуты минуту хвилин хвилини хвилину dakika menit phút λεπτά perce perccel دقيقة دقائق دقیقه " +
		"דקות मिनट 分 분 minuta seconds second secs sec sekunden secondes segundos secondi секунд ثانیه ثوان 秒",
	hours: "hour hours hr hrs stunde stunden heure heures hora horas ora ore uur uren timme timmar time timer " +
		"tunti tuntia godzina godziny godzin hodina hodiny hodin hodinami hodín sati sat час часа часов година " +
		"години годин saat jam giờ ώρες ώρα óra órával ساعة ساعات ساعت שעות שעה घंटे 小 時 时 시 h",
	days: "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage dager päivä " +
		"päivää dzień dni den dny dní dan dana dni день дня дней дні днів ден дни gün hari ngày ημέρες μέρες ημέρα " +
		"nap napja nappal zi zile zile يوم أيام ایام روز ימים יום दिन 天 日 일",
	weeks: "week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka veckor uge " +
		"uger uke uker viikko viikkoa tydzień tygodnie tygodni týden týdny týdnů tjedan tjedna неделя недели недель " +
		"неделю тиждень тижні тижнів седмица седмици hafta minggu tuần εβδομάδες εβδομάδα hét hete săptămâni أسبوع " +
		"أسابيع هفته שבועות שבוע सप्ताह 周 週 주",
	months: "month months monat monate monaten mois mes meses mese mesi maand maanden månad månader måned måneder " +
		"kuukausi kuukautta miesiąc miesiące miesięcy měsíc měsíce měsíců mjesec mjeseca месяц месяца месяцев " +
		"місяць місяці місяців месец месеца ay bulan tháng μήνες μήνα hónap hónapja luni lună شهر أشهر ماه חודשים " +
		"חודש महीने 月 월",
	years: "year years jahr jahre jahren an ans année años año ano anos anno anni jaar år vuosi vuotta rok lata lat " +
		"rokem lety godina godine год года лет рік роки років година yıl tahun năm χρόνια έτη év éve ani سنة سنوات " +
		"سال שנים שנה साल 年 년",
}

// before and after the number: one of these makes "3 days" a date.
var (
	agoBefore = wordSet("vor il y a hace há fa før for før pred prije przed před pirms منذ قبل לפני πριν acum преди " +
		"fai cách")
	agoAfter = wordSet("ago fa geleden sedan siden sitten temu назад тому önce lalu trước πριν ezelőtt پیش قبل पहले " +
		"前 전 atrás enne nazaj nazad vor")
)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[words.Fold(w)] = true
	}
	return m
}

func unitWords() map[string]unit {
	m := map[string]unit{}
	for u := minutes; u <= years; u++ {
		for _, w := range strings.Fields(unitNames[u]) {
			if f := words.Fold(w); m[f] == 0 {
				m[f] = u
			}
		}
	}
	return m
}

// today and yesterday, in the languages where the word stands alone on date lines.
var (
	todayWords = wordSet("today heute hoy hoje oggi vandaag idag i-dag tänään dziś dzisiaj dnes danas danes " +
		"сегодня сьогодні днес bugün σήμερα امروز اليوم היום आज 今天 今日 오늘")
	yesterdayWords = wordSet("yesterday gestern hier ayer ontem ieri gisteren igår i-går eilen wczoraj včera jučer " +
		"juče вчера вчора dün kemarin χθες tegnap دیروز أمس امس אתמול कल 昨天 昨日 어제")
)

// mayBeRelative reports whether a text without digits may name a day.
func mayBeRelative(text string) bool {
	return len(text) < 40
}

// ago reads "3 days ago", "vor 3 Tagen", "il y a 3 jours", "3日前" at number i.
func (s *scanner) ago(i, floor int) (match, bool) {
	n := s.num(i)
	if n == nil || n.digits > 3 || n.cjk && n.digits > 2 {
		return match{}, false
	}
	j := i + 1
	if j >= len(s.toks) || s.toks[j].kind != word {
		return match{}, false
	}
	u := s.lex.units[s.toks[j].fold(s.text)]
	if u == 0 {
		return match{}, false
	}
	lo, hi := i, j+1
	for (s.is(j, '小') || s.is(j, '個') || s.is(j, '个')) && j+1 < len(s.toks) && hi == j+1 {
		hi++ // 3小时前
	}
	if s.is(hi, '.') || s.is(hi, '間') || s.is(hi, '间') {
		hi++
	}
	after := hi
	if s.isWord(after, "yang", "tagasi") {
		after++
	}
	if after < len(s.toks) && s.toks[after].kind == word && agoAfter[s.toks[after].fold(s.text)] {
		hi = after + 1
	} else if b := i - 1; b >= floor && s.toks[b].kind == word && agoBefore[s.toks[b].fold(s.text)] {
		lo = b
		if s.isWord(b, "a") && b-2 >= floor && s.isWord(b-1, "y") && s.isWord(b-2, "il") {
			lo = b - 2
		} else if s.isWord(b, "a") {
			return match{}, false
		}
	} else {
		return match{}, false
	}
	t := s.opt.Base
	v := int(n.val)
	switch u {
	case minutes:
		t = t.Add(-time.Duration(v) * time.Minute)
	case hours:
		t = t.Add(-time.Duration(v) * time.Hour)
	case days:
		t = t.AddDate(0, 0, -v)
	case weeks:
		t = t.AddDate(0, 0, -7*v)
	case months:
		t = t.AddDate(0, -v, 0)
	case years:
		t = t.AddDate(-v, 0, 0)
	}
	m := match{lo: lo, hi: hi, y: t.Year(), m: int(t.Month()), d: t.Day(), relative: true}
	// The precision is that of the unit: three months ago is a month.
	if u >= months {
		m.d = 0
	}
	if u == years {
		m.m = 0
	}
	return m, plausibleYear(m.y)
}

// dayWord reads "today" and "yesterday" when the text is short enough that
// nothing else can be meant.
func (s *scanner) dayWord(i int) (match, bool) {
	if len(s.text) > 40 || s.toks[i].end-s.toks[i].start > 24 {
		return match{}, false
	}
	w := s.toks[i].fold(s.text)
	hi := i + 1
	if single(s.toks[i].r) && hi < len(s.toks) && single(s.toks[hi].r) { // 今天, 오늘
		w += s.toks[hi].fold(s.text)
		hi++
	}
	t := s.opt.Base
	switch {
	case todayWords[w]:
	case yesterdayWords[w]:
		t = t.AddDate(0, 0, -1)
	default:
		return match{}, false
	}
	m := match{lo: i, hi: hi, y: t.Year(), m: int(t.Month()), d: t.Day(), relative: true}
	if clock, next := s.clock(hi, true); clock != "" {
		m.clock, m.hi = clock, next
	}
	return m, true
}
