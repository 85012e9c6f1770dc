package digest

import (
	"strings"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// labels are the words around items in one language. ReadMore is known as a continuation mark when a page is
// read again.
type labels struct {
	ReadMore, AlsoIn, Note, Evidence, NoAddress, Newer, Older, Withdrawn, Changed, Made, Nothing, Bytes string
	// ByHand is followed by the facts corrected: Headline, Date, Language.
	ByHand, Headline, Date, Language string
	NoOutlet                         string // shown where the outlet is not known
}

// languages is the table of labels, a row a language; the first is used for all other languages.
var languages = []struct {
	tag string
	labels
}{
	{"en", labels{"Read more", "Also in", "Note by the desk", "Evidence", "no address can be given", "Newer", "Older",
		"This digest was withdrawn.", "Changed since it was published", "Made", "Nothing was found.", "bytes",
		"Corrected by hand", "headline", "date", "language", plain.NoOutlet}},
	{"fa", labels{"ادامه مطلب", "همچنین در", "یادداشت میز خبر", "سند", "نشانی را نمی\u200cتوان داد", "تازه\u200cتر",
		"قدیمی\u200cتر",
		"این گزیده پس گرفته شد.", "تغییرات پس از انتشار", "تهیه", "چیزی یافت نشد.", "بایت",
		"تصحیح دستی", "عنوان", "تاریخ", "زبان", "رسانه ناشناخته"}},
	{"ar", labels{"اقرأ المزيد", "أيضا في", "ملاحظة المحرر", "الدليل", "لا يمكن ذكر العنوان", "الأحدث", "الأقدم",
		"سُحبت هذه النشرة.", "ما تغير بعد النشر", "أُعدت", "لم يُعثر على شيء.", "بايت",
		"صُحح يدويا", "العنوان", "التاريخ", "اللغة", "الجهة الناشرة غير معروفة"}},
	{"he", labels{"קרא עוד", "גם ב", "הערת המערכת", "ראיה", "לא ניתן למסור כתובת", "חדש יותר", "ישן יותר",
		"לקט זה הוסר.", "שינויים מאז הפרסום", "הוכן", "לא נמצא דבר.", "בתים",
		"תוקן ידנית", "כותרת", "תאריך", "שפה", "כלי התקשורת אינו ידוע"}},
	{"de", labels{"Weiterlesen", "Auch in", "Anmerkung der Redaktion", "Beleg", "keine Adresse angegeben", "Neuere",
		"Ältere", "Diese Presseschau wurde zurückgezogen.", "Seit der Veröffentlichung geändert", "Erstellt",
		"Nichts gefunden.", "Bytes", "Von Hand berichtigt", "Überschrift", "Datum", "Sprache",
		"Medium nicht bekannt"}},
	{"fr", labels{"Lire la suite", "Aussi dans", "Note de la rédaction", "Preuve",
		"aucune adresse ne peut être donnée", "Plus récents", "Plus anciens", "Cette revue de presse a été retirée.",
		"Modifié depuis la publication", "Établi",
		"Rien n’a été trouvé.", "octets", "Corrigé à la main", "titre", "date", "langue", "Média inconnu"}},
	{"es", labels{"Leer más", "También en", "Nota de la redacción", "Prueba", "no se puede dar la dirección",
		"Más recientes", "Más antiguos", "Este resumen fue retirado.", "Cambios desde la publicación", "Hecho",
		"No se encontró nada.", "bytes", "Corregido a mano", "titular", "fecha", "idioma", "Medio desconocido"}},
	{"it", labels{"Leggi tutto", "Anche in", "Nota della redazione", "Prova", "nessun indirizzo può essere dato",
		"Più recenti", "Più vecchi", "Questa rassegna è stata ritirata.",
		"Modifiche dopo la pubblicazione", "Compilato",
		"Non è stato trovato nulla.", "byte", "Corretto a mano", "titolo", "data", "lingua", "Testata sconosciuta"}},
	{"pt", labels{"Leia mais", "Também em", "Nota da redação", "Prova",
		"nenhum endereço pode ser dado", "Mais recentes", "Mais antigos", "Este resumo foi retirado.",
		"Alterado desde a publicação", "Feito", "Nada foi encontrado.",
		"bytes", "Corrigido à mão", "título", "data", "língua", "Veículo desconhecido"}},
	{"ru", labels{"Читать далее", "Также в", "Примечание редакции", "Источник", "адрес указать нельзя", "Новее",
		"Старее", "Этот обзор отозван.", "Изменено после публикации", "Составлено", "Ничего не найдено.", "байты",
		"Исправлено вручную", "заголовок", "дата", "язык", "Издание неизвестно"}},
	{"uk", labels{"Читати далі", "Також у", "Примітка редакції", "Доказ", "адресу вказати не можна", "Новіші",
		"Старіші", "Цей огляд відкликано.", "Змінено після публікації", "Складено", "Нічого не знайдено.", "байти",
		"Виправлено вручну", "заголовок", "дата", "мова", "Видання невідоме"}},
	{"tr", labels{"Devamını oku", "Ayrıca", "Editörün notu", "Kanıt", "adres verilemiyor", "Daha yeni",
		"Daha eski", "Bu derleme geri çekildi.", "Yayımlandıktan sonra değişenler", "Hazırlandı",
		"Hiçbir şey bulunamadı.", "bayt", "Elle düzeltildi", "başlık", "tarih", "dil", "Yayın bilinmiyor"}},
	{"zh", labels{"阅读全文", "另见", "编者注", "证据", "无法提供地址", "较新", "较旧", "本摘要已撤回。", "发布后的更改", "编成", "未找到内容。", "字节",
		"人工更正", "标题", "日期", "语言", "媒体不详"}},
	{"ja", labels{"続きを読む", "他の掲載", "編集部注", "証拠", "アドレスは示せません", "新しい", "古い", "このダイジェストは取り下げられました。",
		"公開後の変更", "作成", "何も見つかりませんでした。", "バイト", "手作業で訂正", "見出し", "日付", "言語", "媒体不明"}},
}

// labelsOf returns the labels for a language tag.
func labelsOf(tag string) labels {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	for _, l := range languages {
		if l.tag == primary {
			return l.labels
		}
	}
	return languages[0].labels
}

// Languages returns the tags of the languages with labels of their own.
func Languages() []string {
	var out []string
	for _, l := range languages {
		out = append(out, l.tag)
	}
	return out
}

// byHand returns the facts corrected by hand in words, "" for none.
func (l labels) byHand(facts []string) string {
	var out []string
	for _, f := range facts {
		switch f {
		case cutting.FactHeadline:
			out = append(out, l.Headline)
		case cutting.FactDate:
			out = append(out, l.Date)
		case cutting.FactLanguage:
			out = append(out, l.Language)
		}
	}
	return strings.Join(out, ", ")
}

// ByHand returns in words of a language that some facts were corrected by hand, as "Corrected by hand: date"; ""
// where no fact was.
func ByHand(lang string, facts []string) string {
	l := labelsOf(lang)
	if of := l.byHand(facts); of != "" {
		return l.ByHand + ": " + of
	}
	return ""
}

// OwnWords returns the words a digest in a language has about an item besides the source's: which facts were
// corrected by hand, and the desk's note.
func OwnWords(lang string, it *Item) []string {
	l := labelsOf(lang)
	var out []string
	if words := ByHand(lang, it.ByHand); words != "" {
		out = append(out, words)
	}
	if it.Note != "" {
		out = append(out, l.Note+": "+it.Note)
	}
	return out
}
