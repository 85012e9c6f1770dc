package words

import "strings"

// NoPerson reports whether a text that stands where an author may be named names
// nobody: a button, a step of navigation, the front page, "and others".
func NoPerson(s string) bool {
	if len(s) > 80 {
		return false
	}
	if rest, ok := CutByline(s); ok && rest == "" {
		return true
	}
	return has(noPersons, bareWord(s)) || IsShare(s) || IsMark(s) || IsFiling(s) || IsCommentCount(s) ||
		Navigation(s) || NotRail(s)
}

var noPersons = newPhrases(split(`home|home page|homepage|front page|frontpage|start page|others|other|and others|et al|more|no author|not available|n/a|unknown|advertisement|sponsored|breaking news|top stories|contact|contact us|about|about us|sign in|log in|account|menu|search
startseite|zur startseite|titelseite|hauptseite|andere|weitere|u. a|u.a|ohne autor|unbekannt|anzeige|anmelden|impressum|suche|kontakt
accueil|page d'accueil|à la une|autres|et autres|inconnu|publicité|connexion|mentions légales
inicio|portada|página principal|otros|y otros|desconocido|publicidad|página inicial|início|capa|outros|e outros|publicidade
pagina iniziale|prima pagina|altri|e altri|pubblicità|voorpagina|startpagina|anderen|advertentie
hem|startsida|startsidan|forside|forsiden|etusivu|muut|annons|annonse|mainos|esileht
strona główna|inni|reklama|domů|hlavní stránka|titulní strana|domov|ostatní|főoldal|kezdőlap|címlap|egyéb|acasă|prima pagină|alții|naslovna|početna|naslovnica|domov
главная|главная страница|на главную|другие|реклама|головна|на головну|інші|начало|начална страница|почетна|насловна|други
αρχική|αρχική σελίδα|άλλοι|anasayfa|ana sayfa|diğer|reklam|beranda|halaman depan|lainnya|iklan|trang chủ|khác
الرئيسية|الصفحة الرئيسية|آخرون|إعلان|خانه|صفحه اصلی|صفحه نخست|سایرین|تبلیغات|דף הבית|עמוד הבית|ראשי|אחרים
होम|मुख्य पृष्ठ|หน้าแรก|首页|首頁|主页|ホーム|トップページ|홈|처음으로`))

// IsTranscript reports whether a heading stands over the record of what was said
// in a broadcast.
func IsTranscript(s string) bool { return len(s) < 80 && has(transcripts, bareWord(s)) }

var transcripts = newPhrases(split(`transcript|full transcript|read the transcript|show transcript|video transcript|podcast transcript|episode transcript|transcription
transkript|vollständiges transkript|abschrift|mitschrift|transcription complète|transcripción|transcripción completa|transcrição|trascrizione|transcriptie|utskrift|transkription|litteraatti|transkrypcja|přepis|prepis|átirat|transcriere|расшифровка|стенограмма|розшифровка|стенограма|απομαγνητοφώνηση|deşifre|transkrip|نص الحلقة|متن کامل گفت‌وگو|תמליל|文字起こし|文字实录|녹취록`))

// cutSmallThe takes "the" off a name of a group: "by the Harbour Desk".
func cutSmallThe(s string) (string, bool) {
	rest, ok := strings.CutPrefix(s, "the ")
	return rest, ok && len(strings.Fields(rest)) <= 4
}
