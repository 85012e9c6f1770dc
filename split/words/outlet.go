package words

import "strings"

// SectionWord reports whether a text as a whole is a word that papers in general have
// for a part of theirs, or for a kind of page, and so no outlet's name: "Health",
// "Politik", "Print view", "Category: news".
func SectionWord(s string) bool {
	f := trimFold(s)
	if has(sectionSet, f) || has(frontSet, f) {
		return true
	}
	before, after, ok := strings.Cut(s, ":")
	return ok && strings.TrimSpace(after) != "" && has(filedSet, trimFold(before))
}

var frontSet = phraseSet(`home|homepage|home page|front page|frontpage|main page|main|start|start page|index|welcome|top|untitled|untitled document|back|back to home|return home
startseite|hauptseite|zur startseite|willkommen|titelseite
accueil|page d’accueil|page d'accueil|la une|à la une|retour à l’accueil|bienvenue
inicio|portada|página principal|página de inicio|bienvenidos|principal
início|página inicial|capa|bem-vindo
pagina iniziale|prima pagina|pagina principale|benvenuti
voorpagina|thuis|welkom|hem|startsida|förstasidan|hjem|forside|forsiden|etusivu|strona główna|strona startowa|úvod|domů|domov|kezdőlap|főoldal|címlap|acasă|prima pagină|početna|naslovna|naslovnica|начало|главная|на главную|главная страница|головна|почетна|насловна|αρχική|αρχική σελίδα|ana sayfa|anasayfa
الرئيسية|الصفحة الرئيسية|صفحه اصلی|صفحهٔ اصلی|صفحه نخست|خانه|דף הבית|ראשי|عرض الصفحة الرئيسية
首页|首頁|主页|トップ|ホーム|トップページ|홈|처음으로|메인|beranda|trang chủ|หน้าแรก|हिन्दी होम|होम`)

var sectionSet = phraseSet(`news|latest news|breaking news|world|world news|international|national|local|local news|politics|economy|business|finance|money|markets|sport|sports|culture|arts|entertainment|health|science|technology|tech|travel|education|lifestyle|life|style|food|opinion|comment|commentary|analysis|editorial|editorials|letters|video|videos|photos|gallery|blog|blogs|article|articles|story|stories|post|posts|archive|archives|search|search results|print|print view|print version|printable version|reader view|media|press|press release|press releases|events|event|weather|obituaries|features|interview|interviews|reviews|review|about|about us|contact|general|uncategorized|misc|other|online|current events|category|categories|tags|page|pages|single|default|view|details|forum|forums|community|environment|society|crime|religion|history|research|resources|publications|library|help|services|service|products|careers|faq|shop|store
nachrichten|aktuell|aktuelles|politik|wirtschaft|ausland|inland|welt|panorama|kultur|wissen|wissenschaft|gesundheit|gesellschaft|meinung|kommentar|leserbriefe|archiv|suche|druckansicht|druckversion|artikel|beiträge|presse|allgemein|feuilleton|regional|lokales|reise|technik|bildung|veranstaltungen
actualités|actualité|actu|monde|économie|politique|société|santé|sciences|opinion|opinions|débats|voyage|éducation|recherche|archives|articles|presse|divers|faits divers|culture
noticias|actualidad|mundo|internacional|nacional|política|economía|sociedad|deportes|cultura|salud|ciencia|tecnología|opinión|blogs|artículos|archivo|búsqueda|sucesos|educación|servicios|productos|empresa
notícias|mundo|brasil|política|economia|sociedade|esportes|desporto|saúde|ciência|tecnologia|opinião|artigos|arquivo
notizie|mondo|esteri|cronaca|politica|economia|sport|cultura|salute|scienza|opinioni|archivio|articoli
nieuws|binnenland|buitenland|economie|opinie|cultuur|wetenschap|gezondheid|nyheter|nyheder|utrikes|inrikes|uutiset|wiadomości|świat|kraj|polityka|gospodarka|kultura|zdrowie|zprávy|hírek|știri
новости|в мире|политика|экономика|общество|культура|спорт|наука|здоровье|статьи|архив|поиск|мнения|новини|політика|вести
أخبار|الأخبار|سياسة|اقتصاد|رياضة|ثقافة|صحة|مقالات|رأي|أرشيف|اخبار|سیاسی|اقتصادی|اجتماعی|فرهنگی|ورزشی|مقالات|آرشیو|یادداشت|بایگانی|جستجو|haber|haberler|dünya|siyaset|ekonomi|kültür|sağlık|spor
新闻|新聞|国际|國際|国内|政治|经济|經濟|社会|社會|文化|体育|體育|科技|過去ログ|アーカイブ|ブログ|記事一覧|ニュース|スポーツ|経済|国際|뉴스|정치|경제|사회|문화|스포츠|국제`)

// filedSet are words that stand before the name of what a page collects.
var filedSet = phraseSet(`category|categories|tag|tags|tagged|topic|topics|label|labels|author|by ` +
	`author|archive|archives|section|posts|posts tagged|entries|browse|search|results|filed ` +
	`under|kategorie|schlagwort|thema|rubrik|autor|archiv|suche|catégorie|étiquette|mot-clé|rubrique|auteur|thème|` +
	`categoría|etiqueta|autor|tema|sección|búsqueda|categoria|tag|autore|argomento|categorie|kategori|tagg|emne|` +
	`kategoria|tagi|štítek|kategória|címke|категория|метка|тег|рубрика|автор|архив|тема|категорія|мітка|κατηγορία|` +
	`ετικέτα|etiket|konu|تصنيف|وسم|الكاتب|دسته|برچسب|نویسنده|دسته بندی|קטגוריה|תגית|分类|分類|标签|標籤|カテゴリー|タグ|카테고리|태그`)

// SectionName takes off a heading what says that a page collects something, and leaves
// what it collects: "Category Archives: Climate" is "Climate". What then is the place of
// a page in a list is none: "Posts: Page 2" gives "".
func SectionName(s string) string {
	s = strings.TrimSpace(s)
	if before, after, ok := strings.Cut(s, ":"); ok && strings.TrimSpace(after) != "" && filed(trimFold(before)) {
		s = strings.TrimSpace(after)
	} else if first, rest, ok := strings.Cut(s, " "); ok && has(categorySet, trimFold(first)) {
		s = strings.TrimSpace(rest)
	} else if at := archiveCue(s); at > 0 {
		s = strings.TrimSpace(s[at:])
	}
	if r := []rune(s); len(r) > 2 && strings.ContainsRune("'‘“\"«", r[0]) &&
		strings.ContainsRune("'’”\"»", r[len(r)-1]) {
		s = string(r[1 : len(r)-1])
	}
	if Navigation(s) {
		return ""
	}
	return s
}

// filed reports whether what stands before a colon says what a page collects:
// "Category", "Tag Archives".
func filed(f string) bool {
	if has(filedSet, f) {
		return true
	}
	first, rest, ok := strings.Cut(f, " ")
	return ok && has(filedSet, first) && has(filedSet, rest)
}

// categorySet are words that stand before a category's name without a colon.
var categorySet = phraseSet(`category|kategorie|catégorie|categoría|categoria|categorie|kategori|категория|` +
	`категорія|κατηγορία`)

// archiveCue is where the name begins behind the words that begin titles of archive
// pages; 0 when there are none.
func archiveCue(s string) int {
	f := Fold(s)
	if len(f) != len(s) { // the places would not agree
		return 0
	}
	for _, p := range archiveCues {
		if strings.HasPrefix(f, p) && len(f) > len(p) {
			return len(p)
		}
	}
	return 0
}
