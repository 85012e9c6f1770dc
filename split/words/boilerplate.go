package words

import "strings"

// Plea is what a piece of text that surrounds articles wants of the reader, or
// tells instead of an article.
type Plea uint8

// The pleas.
const (
	NoPlea     Plea = iota
	Consent         // cookies, tracking
	Share           // pass it on
	Newsletter      // subscribe, sign up
	Related         // read something else
	Comments        // discuss
	Login           // sign in to go on
	Missing         // there is no such page
	Blocked         // prove that you are human, not available where you are
	Searching       // results of a search, or a form for one
)

var pleaNames = [...]string{"none", "consent", "share", "newsletter", "related", "comments", "login", "missing page",
	"blocked", "search"}

func (p Plea) String() string {
	if int(p) < len(pleaNames) {
		return pleaNames[p]
	}
	return "none"
}

// pleas are single words, small letters, of which one in a short block speaks
// for the plea. Words that articles use as freely are left out.
var pleas = map[Plea]string{
	Consent: `cookie cookies consent gdpr ccpa datenschutz datenschutzerklärung einwilligung confidentialité témoins
		privacidad privacidade privacy adatvédelem sütik evästeet evästeitä informasjonskapsler kakor soukromí prywatności
		ciasteczka konfidenzialità приватность куки конфиденциальности приватності απορρήτου çerez çerezler gizlilik
		کوکی خصوصية الارتباط עוגיות פרטיות クッキー プライバシー 隐私 隱私 개인정보 쿠키 คุกกี้ privasi`,
	Share: `facebook twitter whatsapp linkedin pinterest telegram reddit tumblr flipboard instagram tiktok bluesky mastodon
		teilen partager compartir compartilhar condividi delen dela del jaa udostępnij sdílet zdieľať megosztás
		distribuie сподели поделиться поділитися κοινοποίηση paylaş شارك مشاركة اشتراک‌گذاری שתף シェア 分享 공유 แชร์ bagikan`,
	Newsletter: `newsletter newsletters subscribe subscription abonnieren abonnement abonnez abonner boletín boletim suscríbete
		suscripción assine iscriviti nieuwsbrief nyhetsbrev nyhedsbrev uutiskirje prenumerera hírlevél feliratkozás
		abonează subskrybuj odebírat рассылка рассылку подписаться підписатися бюлетин абонирайте εγγραφή bülten abone
		اشترك النشرة خبرنامه عضویت ניוזלטר הרשמה ニュースレター 购读 訂閱 订阅 구독 สมัครสมาชิก berlangganan`,
	Comments: `comments comment commenting disqus kommentar kommentare kommentieren commentaires commenter comentarios
		comentários commenti reacties kommentarer kommentit komentarze komentáře hozzászólások comentarii комментарии
		комментарий коментарі коментари σχόλια yorumlar yorum تعليقات تعليق دیدگاه نظرات תגובות コメント 评论 評論 댓글 ความคิดเห็น komentar`,
	Login: `login logout signin signup einloggen anmelden registrieren connexion connectez inscrivez iniciar regístrate accedi registrati
		inloggen logga kirjaudu zaloguj přihlásit bejelentkezés autentificare войти регистрация увійти вход σύνδεση giriş üye
		دخول تسجيل ورود התחבר ログイン 登录 登錄 로그인 masuk`,
	Related: `related recommended verwandte empfohlen ähnliche similaires recommandé relacionados relacionadas recomendados
		correlati consigliati gerelateerd aanbevolen relaterade relaterte suositellut powiązane polecane související
		kapcsolódó похожие рекомендуем схожі σχετικά ilgili önerilen مرتبط مرتبطة پیشنهادی קשורות 関連 相关 相關 관련 terkait`,
}

// PleaWords calls f with every single word that is evidence of a notice, in lower case.
func PleaWords(f func(word string, p Plea)) {
	for _, p := range [...]Plea{Consent, Share, Newsletter, Related, Comments, Login} {
		for w := range strings.FieldsSeq(pleas[p]) {
			f(w, p)
		}
	}
}

// dead are phrases of pages that hold nothing, folded (see Fold), and what each tells.
var dead, deadPleas = func() (f *finder, pleas []Plea) {
	var all []string
	add := func(p Plea, phrases ...string) {
		for _, s := range phrases {
			all, pleas = append(all, Fold(s)), append(pleas, p)
		}
	}
	add(Missing, "page not found", "404 not found", "error 404", "404 error", "not found", "page can't be found",
		"page cannot be found", "page you requested", "page you are looking for", "page you're looking for",
		"no longer available", "page doesn't exist", "page does not exist", "seite nicht gefunden",
		"seite wurde nicht gefunden", "nicht gefunden", "page introuvable", "page non trouvée",
		"página no encontrada", "no se ha encontrado", "página não encontrada", "pagina non trovata",
		"pagina niet gevonden", "sidan hittades inte", "sidan kunde inte hittas", "siden blev ikke fundet",
		"fant ikke siden", "sivua ei löydy", "nie znaleziono strony", "strona nie istnieje", "stránka nenalezena",
		"stránka nebyla nalezena", "az oldal nem található", "pagina nu a fost găsită",
		"страница не найдена", "сторінку не знайдено", "страницата не е намерена", "η σελίδα δεν βρέθηκε",
		"sayfa bulunamadı", "الصفحة غير موجودة", "صفحه یافت نشد", "صفحه مورد نظر یافت نشد", "הדף לא נמצא",
		"ページが見つかりません", "页面不存在", "找不到页面", "找不到頁面", "페이지를 찾을 수 없습니다", "ไม่พบหน้า", "halaman tidak ditemukan",
		"internal server error", "bad gateway", "service unavailable")
	add(Blocked, "access denied", "forbidden", "are you a robot", "you are human", "you are a human",
		"verify you are human", "just a moment", "checking your browser", "enable javascript and cookies",
		"please enable javascript", "attention required", "captcha", "not available in your country",
		"not available in your region", "unusual traffic", "zugriff verweigert", "accès refusé",
		"acceso denegado", "acesso negado", "accesso negato", "toegang geweigerd", "доступ запрещен",
		"доступ заборонено", "erişim engellendi", "دسترسی غیرمجاز", "تم رفض الوصول")
	add(Login, "log in", "sign in", "login", "log in to continue", "sign in to continue", "create an account",
		"anmelden", "einloggen", "se connecter", "connexion", "connectez-vous", "iniciar sesión", "inicia sesión",
		"fazer login", "entrar", "accedi", "inloggen", "logga in", "log ind", "logg inn", "kirjaudu", "zaloguj się",
		"přihlásit se", "bejelentkezés", "autentificare", "войти", "вход", "увійти", "σύνδεση",
		"giriş yap", "تسجيل الدخول", "ورود", "ورود به حساب", "התחברות", "ログイン", "登录", "登入", "로그인", "เข้าสู่ระบบ",
		"masuk")
	add(Searching, "search results", "no results", "nothing found", "no matches", "search", "suchergebnisse",
		"keine ergebnisse", "keine treffer", "suche", "résultats de recherche", "aucun résultat", "recherche",
		"resultados de búsqueda", "sin resultados", "buscar", "resultados da busca",
		"nenhum resultado", "risultati della ricerca", "nessun risultato", "cerca", "zoekresultaten",
		"geen resultaten", "zoeken", "sökresultat", "inga träffar", "wyniki wyszukiwania", "brak wyników", "szukaj",
		"výsledky hledání", "találatok", "nincs találat", "rezultate", "результаты поиска", "ничего не найдено",
		"поиск", "пошук", "αποτελέσματα", "arama sonuçları", "sonuç bulunamadı", "نتائج البحث", "لا توجد نتائج",
		"نتایج جستجو", "نتیجه‌ای یافت نشد", "جستجو", "תוצאות חיפוש", "検索結果", "搜索结果", "搜尋結果", "검색 결과",
		"hasil pencarian")
	return newFinder(all), pleas
}()

// Dead is what a headline or title of a page without an article tells, NoPlea
// for all others. Of several pleas a missing page wins, then a blocked one, then the
// order of the constants; those two are told by any title, others by short ones.
func Dead(text string) Plea {
	if len(text) > 200 {
		return NoPlea
	}
	var buf [256]byte
	f := appendFold(buf[:0], text)
	best := NoPlea
	dead.each(f, func(i int) bool {
		p := deadPleas[i]
		sure := p == Missing || p == Blocked
		if bestSure := best == Missing || best == Blocked; sure != bestSure {
			if sure {
				best = p
			}
		} else if (sure || len(f) <= len(dead.all[i])+40) && (best == NoPlea || p < best) {
			best = p
		}
		return best != Missing
	})
	return best
}

func isASCIIAlnum(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// subscribing are phrases, folded, of offers to subscribe and of the walls that
// make them. They speak to the reader: an article about subscriptions does not.
var subscribing = func() *finder {
	var t []string
	for _, s := range [...]string{
		"take out a subscription", "subscribe now", "subscribe today", "subscribe to continue", "subscribe to read",
		"subscribe from", "subscribe for", "become a subscriber", "become a member", "already a subscriber",
		"for subscribers only", "subscribers only", "support our journalism", "need a subscription",
		"requires a subscription", "subscription to read", "subscription required", "subscribers can read",
		"reserved for subscribers", "subscribe for full access",
		"sign up for our newsletter", "subscribe to our newsletter", "to continue reading", "to keep reading",
		"jetzt abonnieren", "abonnieren sie", "abo abschließen", "schon abonnent", "bereits abonnent",
		"nur für abonnenten", "weiterlesen mit", "um weiterzulesen", "diesen artikel weiterlesen", "mit einem abo",
		"exklusiv für abonnenten", "abo testen", "abonnez-vous", "je m'abonne", "réservé aux abonnés",
		"réservée aux abonnés", "déjà abonné", "de cet article à lire", "pour lire la suite", "réservé à nos abonnés",
		"article réservé", "suscríbete", "suscríbase", "solo para suscriptores", "hazte socio", "para seguir leyendo",
		"contenido exclusivo para suscriptores", "ya eres suscriptor", "assine já", "assine agora",
		"exclusivo para assinantes", "abbonati", "riservato agli abbonati", "sei già abbonato",
		"per continuare a leggere", "contenuto riservato", "neem een abonnement", "word abonnee",
		"alleen voor abonnees", "lees verder met een abonnement", "prenumerera", "bli prenumerant", "tegn abonnement",
		"wykup subskrypcję", "оформите подписку", "подпишитесь", "только для подписчиков", "оформіть підписку",
		"abone ol", "اشترك الآن", "مشترک شوید", "立即订阅", "立即訂閱", "구독하기", "購読する",
	} {
		t = append(t, Fold(s))
	}
	return newFinder(t)
}()

// Subscribing reports whether a short text offers the reader a subscription.
func Subscribing(text string) bool {
	if len(text) > 600 {
		return false
	}
	var buf [640]byte
	offers := false
	subscribing.each(appendFold(buf[:0], text), func(int) bool {
		offers = true
		return false
	})
	return offers
}
