package plain

import (
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
)

// dateWords has a language's words for dates and for what is known of when something was saved.
type dateWords struct {
	tag string
	// day and month are the patterns of a day and of a month: {d} is the day, {m} the month's name, {n} its
	// number, {y} the year. between separates a day and its time.
	day, month, between string
	// months are the names of months beside a day; alone those without a day, where they differ.
	months, alone []string
	first         string // the first day of a month where it is no number
	// saved, captured and unknown are phrases with "%s" for a date.
	saved, captured, unknown string
}

// datesIn is the table of languages, a row a language; the first is English.
var datesIn = []dateWords{
	{tag: "en", day: "{d} {m} {y}", month: "{m} {y}", between: ", ",
		months: list("January February March April May June July August September October November December"),
		saved:  "Saved on or before %s (file date)", captured: "Captured %s", unknown: "Time of capture unknown"},
	{tag: "de", day: "{d}. {m} {y}", month: "{m} {y}", between: ", ",
		months: list("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
		saved:  "Gespeichert am %s oder davor (Dateidatum)", captured: "Erfasst am %s",
		unknown: "Zeitpunkt der Erfassung unbekannt"},
	{tag: "fr", day: "{d} {m} {y}", month: "{m} {y}", between: ", ", first: "1er",
		months: list("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
		saved:  "Enregistré le %s ou avant (date du fichier)", captured: "Capturé le %s",
		unknown: "Moment de la capture inconnu"},
	{tag: "es", day: "{d} de {m} de {y}", month: "{m} de {y}", between: ", ",
		months: list("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
		saved:  "Guardado el %s o antes (fecha del archivo)", captured: "Capturado el %s",
		unknown: "Momento de la captura desconocido"},
	{tag: "it", day: "{d} {m} {y}", month: "{m} {y}", between: ", ", first: "1º",
		months: list("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
		saved:  "Salvato in data %s o prima (data del file)", captured: "Acquisito in data %s",
		unknown: "Momento dell’acquisizione sconosciuto"},
	{tag: "pt", day: "{d} de {m} de {y}", month: "{m} de {y}", between: ", ",
		months: list("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
		saved:  "Guardado em %s ou antes (data do ficheiro)", captured: "Capturado em %s",
		unknown: "Momento da captura desconhecido"},
	{tag: "ru", day: "{d} {m} {y}", month: "{m} {y}", between: ", ",
		months: list("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
		alone:  list("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
		saved:  "Сохранено %s или раньше (дата файла)", captured: "Копия снята %s",
		unknown: "Время снятия копии неизвестно"},
	{tag: "uk", day: "{d} {m} {y}", month: "{m} {y}", between: ", ",
		months: list("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
		alone:  list("січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"),
		saved:  "Збережено %s або раніше (дата файлу)", captured: "Копію знято %s",
		unknown: "Час зняття копії невідомий"},
	{tag: "tr", day: "{d} {m} {y}", month: "{m} {y}", between: ", ",
		months: list("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
		saved:  "%s veya daha önce kaydedildi (dosya tarihi)", captured: "%s tarihinde alındı",
		unknown: "Alınma zamanı bilinmiyor"},
	{tag: "ar", day: "{d} {m} {y}", month: "{m} {y}", between: "، ",
		months: list("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
		saved:  "حُفظ في %s أو قبله (تاريخ الملف)", captured: "التُقط في %s", unknown: "وقت الالتقاط غير معروف"},
	{tag: "fa", day: "{d} {m} {y}", month: "{m} {y}", between: "، ",
		months: list("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
		saved:  "ذخیره شده در %s یا پیش از آن (تاریخ پرونده)", captured: "ضبط شده در %s",
		unknown: "زمان ضبط معلوم نیست"},
	{tag: "he", day: "{d} ב{m} {y}", month: "{m} {y}", between: ", ",
		months: list("ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"),
		saved:  "נשמר ב־%s או לפני כן (תאריך הקובץ)", captured: "נלכד ב־%s", unknown: "מועד הלכידה אינו ידוע"},
	{tag: "zh", day: "{y}年{n}月{d}日", month: "{y}年{n}月", between: " ",
		saved: "保存于%s或更早（文件日期）", captured: "采集于%s", unknown: "采集时间不详"},
	{tag: "ja", day: "{y}年{n}月{d}日", month: "{y}年{n}月", between: " ",
		saved: "%s以前に保存（ファイルの日付）", captured: "%sに取得", unknown: "取得日時不明"},
}

// list splits a row's words once, not for each date.
func list(words string) []string { return strings.Fields(words) }

// datesOf returns the row of a language; false where there is none.
func datesOf(lang string) (*dateWords, bool) {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	for i := range datesIn {
		if datesIn[i].tag == primary {
			return &datesIn[i], true
		}
	}
	return &datesIn[0], false
}

// on writes a day, or a month when day is false.
func (w *dateWords) on(t time.Time, day bool) string {
	form, names := w.day, w.months
	if !day {
		if form = w.month; w.alone != nil {
			names = w.alone
		}
	}
	d, name := strconv.Itoa(t.Day()), ""
	if t.Day() == 1 && w.first != "" {
		d = w.first
	}
	if len(names) == 12 {
		name = names[t.Month()-1]
	}
	return strings.NewReplacer("{d}", d, "{m}", name, "{n}", strconv.Itoa(int(t.Month())), "{y}",
		t.Format("2006")).Replace(form)
}

// DateIn writes a date in a language at the precision it has, with the digits of NumberIn: in figures
// where the language's words are not known. What is no date of ours is shown as it is.
func DateIn(lang string, d cutting.Date) string { return NumberIn(lang, dateIn(lang, d)) }

// dateIn is DateIn with Latin digits.
func dateIn(lang string, d cutting.Date) string {
	w, ok := datesOf(lang)
	if !ok {
		return d.Value
	}
	if t, err := time.Parse("2006-01", d.Value); err == nil {
		return w.on(t, false)
	}
	if t, err := time.Parse("2006-01-02", d.Value); err == nil {
		return w.on(t, true)
	}
	for _, f := range []struct{ in, out string }{
		{"2006-01-02T15:04:05Z07:00", "15:04 (UTC-07:00)"}, {"2006-01-02T15:04Z07:00", "15:04 (UTC-07:00)"},
		{"2006-01-02T15:04:05", "15:04"}, {"2006-01-02T15:04", "15:04"},
	} {
		if t, err := time.Parse(f.in, d.Value); err == nil {
			return w.on(t, true) + w.between + strings.Replace(t.Format(f.out), "(UTC+00:00)", "UTC", 1)
		}
	}
	return d.Value // a year, or no date
}

// SavedIn writes in a language when something was captured, as Saved does; in English where the language has no
// row.
func SavedIn(lang string, t time.Time, known cutting.TimeKnown) string {
	w, _ := datesOf(lang)
	put := func(words, date string) string { return strings.Replace(words, "%s", date, 1) }
	switch {
	case known == cutting.TimeUnknown:
		return w.unknown
	case known == cutting.TimeOfFile:
		return put(w.saved, NumberIn(lang, w.on(t.UTC(), true)))
	case t.IsZero():
		return w.unknown
	}
	at := cutting.Date{Value: t.UTC().Format("2006-01-02T15:04Z07:00")}
	return put(w.captured, NumberIn(lang, dateIn(w.tag, at)))
}

// Saved writes when something was captured, and no more than is known: a file's date shows that it was saved
// then or before.
func Saved(t time.Time, known cutting.TimeKnown) string { return SavedIn("en", t, known) }

// Date writes a date in English at its precision. A value that is no date is returned as it is.
func Date(d cutting.Date) string { return DateIn("en", d) }
