package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// railPhrases are what side lists of posts are headed with, "|" between
// phrases, a line per language. A phrase matches a heading that equals it or
// holds it as whole words; see RailHeading.
const railPhrases = `
recent posts|recent articles|read most|readers' favourites|readers' favorites|readers' choice|reader favorites|viewed most|recent news|recent stories|recent entries|recent updates|latest posts|latest articles|latest news|latest stories|latest updates|latest headlines|latest from|latest entries|latest blog posts|new articles|new posts|newest posts|newest articles|most recent|most read|most viewed|most popular|most commented|most shared|most discussed|most watched|popular posts|popular articles|popular stories|popular news|popular now|popular this week|popular today|top stories|top posts|top articles|top news|top reads|trending|trending now|trending posts|trending stories|hot topics|hot news|related|related posts|related articles|related stories|related news|related content|related reading|related links|you may also like|you might also like|you may have missed|you might have missed|you may be interested|you might be interested|also on|also read|read also|read next|up next|see also|further reading|more stories|more news|more articles|more posts|more from|more on this|more like this|recommended|recommended for you|recommended posts|recommended articles|recommended reading|suggested posts|suggested articles|similar posts|similar articles|editor's picks|editors' picks|editor's choice|editors' choice|featured posts|featured articles|featured stories|featured news|must read|must reads|don't miss|in case you missed it|breaking news|other news|other articles|other stories|other posts|previous posts|previous articles|latest videos|in this section|from the archive|from the archives|from our blog|from the blog|our latest
neueste beitrage|neueste posts|neueste artikel|neueste nachrichten|neueste meldungen|letzte beitrage|letzte artikel|letzte meldungen|letzte nachrichten|aktuelle beitrage|aktuelle artikel|aktuelle nachrichten|aktuelle meldungen|aktuelles|neues|meistgelesen|meist gelesen|am meisten gelesen|meistgelesene artikel|meistgelesene beitrage|beliebte beitrage|beliebte artikel|beliebteste artikel|beliebteste beitrage|top artikel|ahnliche beitrage|ahnliche artikel|verwandte beitrage|verwandte artikel|weitere artikel|weitere beitrage|weitere meldungen|weitere nachrichten|weitere themen|mehr zum thema|mehr artikel|mehr aus|auch interessant|das konnte sie auch interessieren|das konnte dich auch interessieren|das konnte ihnen auch gefallen|lesen sie auch|lesen sie mehr|empfohlene artikel|empfehlungen der redaktion|empfehlungen|nicht verpassen|zum thema|eilmeldungen
articles recents|derniers articles|dernieres actualites|dernieres nouvelles|dernieres publications|derniers billets|derniers posts|dernieres actus|dernieres infos|dernieres depeches|billets recents|publications recentes|nouveaux articles|actualites recentes|les plus lus|les plus vus|les plus populaires|les plus commentes|les plus partages|le plus lu|plus lus|plus populaires|articles populaires|articles les plus lus|articles similaires|articles lies|articles connexes|articles associes|a lire aussi|lire aussi|a lire egalement|a decouvrir aussi|vous aimerez aussi|vous pourriez aussi aimer|vous pourriez aimer|vous aimerez peut-etre|sur le meme sujet|sur le meme theme|dans la meme rubrique|dans la meme categorie|a ne pas manquer|tendances|tendance|a la une|autres articles|autres actualites|plus d'articles|plus d'actualites|voir aussi|nos derniers articles|l'essentiel|recommandes|recommande pour vous|suggestions de lecture
entradas recientes|ultimas entradas|articulos recientes|ultimos articulos|ultimas noticias|noticias recientes|ultimos posts|posts recientes|publicaciones recientes|ultimas publicaciones|lo ultimo|mas recientes|lo mas reciente|lo mas leido|mas leidos|mas leidas|las mas leidas|los mas leidos|lo mas visto|mas vistos|mas vistas|lo mas popular|mas populares|mas comentadas|mas comentados|populares|noticias relacionadas|articulos relacionados|entradas relacionadas|notas relacionadas|contenido relacionado|contenidos relacionados|relacionadas|relacionados|tambien te puede interesar|te puede interesar|te podria interesar|te pueden interesar|le puede interesar|quizas te interese|lea tambien|lee tambien|ver tambien|mas noticias|mas articulos|otras noticias|otros articulos|destacados|destacadas|noticias destacadas|recomendados|recomendadas|recomendamos|te recomendamos|no te pierdas|no te lo pierdas|tendencias|en tendencia
posts recentes|artigos recentes|ultimas noticias|noticias recentes|ultimos artigos|ultimos posts|postagens recentes|publicacoes recentes|entradas recentes|mais recentes|mais lidas|mais lidos|as mais lidas|os mais lidos|mais vistas|mais vistos|mais acessadas|mais populares|mais comentadas|artigos populares|posts populares|noticias relacionadas|artigos relacionados|posts relacionados|conteudo relacionado|leia tambem|leia mais|veja tambem|veja mais|voce pode gostar|voce tambem pode gostar|talvez voce goste|pode interessar|mais noticias|outras noticias|outros artigos|em destaque|destaques|recomendados|recomendadas|nao perca|em alta
articoli recenti|ultimi articoli|ultime notizie|notizie recenti|ultimi post|post recenti|ultimi aggiornamenti|ultim'ora|piu letti|piu lette|i piu letti|le piu lette|piu visti|piu popolari|piu commentati|articoli popolari|articoli piu letti|articoli correlati|articoli simili|notizie correlate|post correlati|contenuti correlati|correlati|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|potrebbero interessarti|leggi anche|vedi anche|altri articoli|altre notizie|altro da|in evidenza|in primo piano|consigliati|da non perdere|tendenze|di tendenza|da leggere
recente berichten|recente artikelen|laatste berichten|laatste nieuws|laatste artikelen|nieuwste berichten|nieuwste artikelen|recent nieuws|meest gelezen|meest bekeken|meest populair|populaire berichten|populaire artikelen|populair|gerelateerde berichten|gerelateerde artikelen|gerelateerd|gerelateerd nieuws|lees ook|lees verder|zie ook|meer nieuws|meer artikelen|meer berichten|ander nieuws|aanbevolen|aanbevolen voor u|uitgelicht|misschien ook interessant|dit vind je misschien ook leuk|mis dit niet
senaste inlaggen|senaste nytt|senaste nyheterna|senaste nyheter|senaste artiklar|senaste artiklarna|nya inlagg|mest lasta|mest last|mest populara|populara inlagg|popularast|relaterade artiklar|relaterade inlagg|relaterat|las ocksa|las mer|fler nyheter|fler artiklar|mer fran|du kanske ocksa gillar|rekommenderat|rekommenderas
siste innlegg|siste nytt|siste nyheter|siste saker|nyeste innlegg|nyeste saker|mest lest|mest leste|mest sett|populaere innlegg|relaterte artikler|relaterte innlegg|relaterte saker|relatert|les ogsa|se ogsa|flere nyheter|flere saker|anbefalt|anbefalte artikler|seneste indlaeg|seneste nyt|seneste nyheder|seneste artikler|seneste|nyeste indlaeg|mest laeste|mest laest|populaere indlaeg|relaterede artikler|relaterede indlaeg|relaterede nyheder|laes ogsa|laes mere|flere artikler|anbefalede artikler
viimeisimmat artikkelit|viimeisimmat|uusimmat|uusimmat artikkelit|uusimmat uutiset|tuoreimmat|luetuimmat|suosituimmat|aiheeseen liittyvat|lue myos|lisaa aiheesta|katso myos|nyjustu færslur|viimased postitused|viimased uudised|loetumad|populaarsed|seotud artiklid|loe ka|jaunakie raksti|jaunakas zinas|lasitakie|populararakie|saistitie raksti|lasi ari|naujausi irasai|naujausi straipsniai|naujausios naujienos|populiariausi|skaitomiausi|susije straipsniai|taip pat skaitykite
ostatnie wpisy|najnowsze wpisy|ostatnie artykuly|najnowsze artykuly|najnowsze|najnowsze wiadomosci|ostatnie wiadomosci|ostatnio dodane|aktualnosci|najczesciej czytane|najpopularniejsze|popularne|popularne wpisy|popularne artykuly|polecane|polecane artykuly|polecamy|powiazane|powiazane artykuly|powiazane wpisy|podobne artykuly|podobne wpisy|zobacz takze|zobacz tez|czytaj takze|czytaj tez|przeczytaj takze|przeczytaj tez|wiecej artykulow|to moze cie zainteresowac|moze cie zainteresowac|inne artykuly
nejnovejsi prispevky|nejnovejsi clanky|nejnovejsi zpravy|posledni clanky|posledni prispevky|nejctenejsi|nejctenejsi clanky|oblibene clanky|popularni clanky|souvisejici|souvisejici clanky|podobne clanky|mohlo by vas zajimat|mohlo by vas zaujmout|ctete take|prectete si take|dalsi clanky|doporucujeme|aktualne|najnovsie clanky|najnovsie prispevky|posledne clanky|najcitanejsie|oblubene clanky|suvisiace clanky|suvisiace|podobne clanky|mohlo by vas zaujat|precitajte si aj|odporucame|dalsie clanky
legutobbi bejegyzesek|legfrissebb bejegyzesek|friss bejegyzesek|legfrissebb cikkek|legujabb cikkek|legujabb bejegyzesek|friss hirek|legfrissebb hirek|legfrissebb|legolvasottabb|legnepszerubb|nepszeru cikkek|nepszeru bejegyzesek|kapcsolodo cikkek|kapcsolodo bejegyzesek|kapcsolodo|hasonlo cikkek|ajanlott cikkek|ajanlo|ez is erdekelheti|olvasta mar|tovabbi cikkek|tovabbi hirek
articole recente|ultimele articole|ultimele stiri|ultimele postari|ultimele noutati|stiri recente|cele mai citite|cele mai noi|cele mai populare|cele mai vizualizate|articole populare|articole similare|articole asemanatoare|articole relationate|stiri similare|citeste si|citiți și|vezi si|recomandari|recomandate|te-ar putea interesa|alte articole|alte stiri
najnoviji clanci|najnovije objave|najnovije vijesti|najnovije|nedavne objave|nedavni postovi|zadnje objave|posljednje objave|posljednje vijesti|zadnje vijesti|najcitanije|najpopularnije|popularno|popularni clanci|povezano|povezani clanci|povezane vijesti|slicni clanci|procitajte i|procitajte jos|procitaj jos|mozda ce vas zanimati|mozda vas zanima|vezane vijesti|izdvojeno|preporuceno|preporucujemo|poslednje vesti|najnovije vesti|najnoviji tekstovi|skorasnji clanci|povezane vesti|slicni tekstovi|zadnji prispevki|zadnje novice|najnovejse|najnovejsi prispevki|najbolj brano|najbolj brani|sorodni clanki|preberite tudi|preberi se|morda vas zanima|скорашњи чланци|најновије|најновије вести|последње вести|најчитаније|повезане вести|сродни чланци|неодамнешни објави|последни вести|најчитани|поврзани вести
последни публикации|последни новини|последни статии|най-нови|най-новите|най-четени|най-четените|най-популярни|популярни|свързани статии|свързани новини|свързани публикации|подобни статии|вижте също|прочетете още|още новини|още от|препоръчани|може да ви хареса
последние записи|последние новости|последние статьи|последние публикации|последние материалы|последние посты|свежие записи|свежие новости|свежие статьи|свежие публикации|недавние записи|недавние публикации|новые записи|новые статьи|новые публикации|новое на сайте|лента новостей|самое читаемое|самые читаемые|самое популярное|самое популярное за|популярное|популярные статьи|популярные записи|популярные новости|популярные материалы|популярные публикации|популярные посты|читаемое|самое обсуждаемое|обсуждаемое|самое интересное|топ новостей|похожие записи|похожие статьи|похожие новости|похожие материалы|похожие публикации|по теме|материалы по теме|новости по теме|статьи по теме|еще по теме|связанные записи|связанные статьи|читайте также|читать также|смотрите также|вам может понравиться|вам будет интересно|вас может заинтересовать|вам также может понравиться|рекомендуем|рекомендуем почитать|рекомендуемые|рекомендованное|другие новости|другие статьи|другие материалы|еще новости|главные новости|главное|не пропустите|выбор редакции|в тренде|тренды
останні записи|останні новини|останні статті|останні публікації|нові записи|недавні записи|свіжі записи|свіжі новини|найпопулярніше|найчитаніше|найбільш читане|популярне|популярні статті|популярні новини|популярні записи|схожі записи|схожі статті|схожі новини|пов'язані статті|пов'язані новини|читайте також|дивіться також|вам може сподобатися|рекомендуємо|інші новини|головне|за темою|по темі|апошнія навіны|апошнія запісы|папулярнае|чытайце таксама
προσφατα αρθρα|τελευταια αρθρα|τελευταια νεα|προσφατες δημοσιευσεις|τελευταιες ειδησεις|δημοφιλη|δημοφιλη αρθρα|πιο δημοφιλη|τα πιο δημοφιλη|τα πιο διαβασμενα|σχετικα αρθρα|σχετικα|διαβαστε επισης|διαβαστε ακομα|δειτε επισης|δειτε ακομα|περισσοτερα νεα|προτεινομενα
son yazilar|son haberler|son eklenenler|son eklenen haberler|son gonderiler|son dakika|en son|en son haberler|en son yazilar|yeni yazilar|en cok okunanlar|en cok okunan|cok okunanlar|en populer|populer yazilar|populer haberler|populer|en cok yorumlananlar|benzer yazilar|benzer haberler|ilgili yazilar|ilgili haberler|ilgili icerikler|ilginizi cekebilir|bunlar da ilginizi cekebilir|bunlara da goz atin|diger haberler|diger yazilar|one cikanlar|one cikan|gundem|onerilen|onerilenler|tavsiye edilen|trend|son yazilar|son xeberler|en cox oxunanlar|oxsar xeberler
احدث المقالات|احدث الاخبار|اخر الاخبار|اخر المقالات|اخر المواضيع|احدث المواضيع|احدث التدوينات|احدث المشاركات|المقالات الاخيرة|الاخبار الاخيرة|جديد الموقع|الاحدث|الاكثر قراءة|الاكثر مشاهدة|الاكثر شعبية|الاكثر تداولا|الاكثر تعليقا|الاكثر رواجا|مقالات ذات صلة|اخبار ذات صلة|مواضيع ذات صلة|ذات صلة|مقالات مشابهة|مواضيع مشابهة|مواضيع متعلقة|مقالات متعلقة|اخبار متعلقة|اقرا ايضا|شاهد ايضا|انظر ايضا|قد يعجبك ايضا|قد يهمك ايضا|قد يهمك|المزيد من|المزيد من الاخبار|مقالات اخرى|اخبار اخرى|اختيارات المحرر|مختارات|موصى به
اخرین مطالب|جدیدترین مطالب|تازه ترین مطالب|اخرین اخبار|جدیدترین اخبار|تازه ترین اخبار|اخرین خبرها|تازه ها|تازه ترین ها|جدیدترین ها|اخرین نوشته ها|نوشته های تازه|نوشته های اخیر|مطالب اخیر|مقالات اخیر|اخرین مقالات|جدیدترین مقالات|اخرین مقاله ها|پست های اخیر|اخرین پست ها|پربازدیدترین|پربازدید ترین|پربازدیدها|پربیننده ترین|پربیننده ها|پرخواننده ترین|پرمخاطب ترین|محبوب ترین|محبوبترین|پربحث ترین|داغ ترین|مطالب مرتبط|اخبار مرتبط|مقالات مرتبط|نوشته های مرتبط|خبرهای مرتبط|مرتبط|مطالب مشابه|نوشته های مشابه|مطالب پیشنهادی|پیشنهاد سردبیر|پیشنهاد ما|همچنین بخوانید|همچنین ببینید|بیشتر بخوانید|شاید بپسندید|دیگر اخبار|سایر اخبار|سایر مطالب|دیگر مطالب|حالیہ پوسٹیں|تازہ ترین|تازہ ترین خبریں|تازہ خبریں|مقبول ترین|متعلقہ خبریں|متعلقہ مضامین|مزید پڑھیں|مزید خبریں|یہ بھی پڑھیں
פוסטים אחרונים|רשומות אחרונות|כתבות אחרונות|חדשות אחרונות|מאמרים אחרונים|הנקראים ביותר|הנצפים ביותר|הכי נקראים|הכי נקראות|פופולרי|פופולריים|כתבות נוספות|כתבות קשורות|מאמרים קשורים|פוסטים קשורים|אולי יעניין אותך|קראו גם|עוד בנושא|מומלצים
हाल के पोस्ट|हाल की पोस्ट|हालिया पोस्ट|नवीनतम लेख|नवीनतम समाचार|ताज़ा ख़बरें|ताजा खबरें|ताजा समाचार|ताज़ा खबर|लोकप्रिय|सबसे ज्यादा पढ़ी गई|संबंधित लेख|संबंधित खबरें|संबंधित पोस्ट|यह भी पढ़ें|और पढ़ें|ये भी पढ़ें|ट्रेंडिंग|সাম্প্রতিক পোস্ট|সর্বশেষ|সর্বশেষ সংবাদ|সর্বশেষ খবর|জনপ্রিয়|সর্বাধিক পঠিত|সম্পর্কিত|সম্পর্কিত খবর|আরও পড়ুন|সম্পর্কিত পোস্ট|সাম্প্রতিক|சமீபத்திய பதிவுகள்|சமீபத்திய செய்திகள்|தொடர்புடைய செய்திகள்|பிரபலமான|అత్యంత ప్రజాదరణ|తాజా వార్తలు|సంబంధిత వార్తలు
tulisan terbaru|pos terbaru|pos-pos terbaru|artikel terbaru|berita terbaru|berita terkini|postingan terbaru|kabar terbaru|terbaru|terpopuler|paling populer|populer|artikel populer|berita populer|paling banyak dibaca|terbanyak dibaca|banyak dibaca|artikel terkait|berita terkait|pos terkait|terkait|baca juga|lihat juga|mungkin anda suka|berita lainnya|artikel lainnya|lainnya|rekomendasi|rekomendasi untuk anda|pilihan editor|kiriman terkini|siaran terkini|artikel berkaitan|paling popular|catatan terbaru|mga kamakailang post|pinakabago
bai viet moi|bai viet moi nhat|bai moi|bai moi nhat|tin moi|tin moi nhat|tin tuc moi nhat|doc nhieu|doc nhieu nhat|xem nhieu|xem nhieu nhat|tin doc nhieu|pho bien|bai viet lien quan|tin lien quan|bai lien quan|lien quan|co the ban quan tam|co the ban thich|doc them|xem them|tin khac|bai khac|tin noi bat|noi bat
เรื่องล่าสุด|ข่าวล่าสุด|บทความล่าสุด|โพสต์ล่าสุด|ยอดนิยม|บทความยอดนิยม|ข่าวยอดนิยม|บทความที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|อ่านเพิ่มเติม|ข่าวอื่นๆ
最近の投稿|最新の投稿|最新記事|最近の記事|新着記事|新着情報|新着|新着ニュース|最新ニュース|最新情報|人気の記事|人気記事|人気の投稿|人気記事ランキング|アクセスランキング|人気ランキング|ランキング|関連記事|関連する記事|関連ニュース|関連リンク|あわせて読みたい|合わせて読みたい|おすすめ記事|おすすめの記事|おすすめ|注目記事|こちらもおすすめ|その他の記事|よく読まれている記事|急上昇
近期文章|最新文章|最新发布|最新动态|最新消息|最新资讯|最新新闻|最近文章|最近更新|最新更新|近期帖子|新文章|热门文章|热门推荐|热门新闻|热门资讯|热门|热门帖子|热点|热点新闻|热点推荐|阅读排行|点击排行|热门排行|排行榜|最受欢迎|相关文章|相关新闻|相关阅读|相关推荐|相关内容|相关资讯|推荐阅读|推荐文章|猜你喜欢|你可能喜欢|你可能还喜欢|您可能感兴趣|延伸阅读|随机文章|编辑推荐|今日热点|更多文章|更多新闻|近期文章|最新發佈|最新消息|最新資訊|最新新聞|熱門文章|熱門新聞|熱門|熱門推薦|相關文章|相關新聞|相關閱讀|延伸閱讀|推薦閱讀|你可能也喜歡|猜你喜歡|最新動態|近期貼文|點擊排行|更多新聞|編輯推薦
최근 글|최신 글|최근 게시물|최근글|최신글|최신 기사|최신기사|최근 기사|최신 뉴스|최신뉴스|새 글|인기 글|인기글|인기 기사|인기기사|인기 뉴스|많이 본 뉴스|많이 본 기사|많이본 뉴스|가장 많이 본|관련 기사|관련기사|관련 글|관련글|관련 뉴스|추천 기사|추천 글|추천기사|주요 뉴스|주요기사|함께 읽으면 좋은 글|실시간 인기|다른 기사
entrades recents|darreres entrades|darreres noticies|articles relacionats|mes llegits|mes llegides|noticies relacionades|azken sarrerak|azken albisteak|irakurrienak|erlazionatutako albisteak|entradas recentes|ultimas novas|mais lidas|novas relacionadas
artikujt e fundit|lajmet e fundit|te fundit|me te lexuarat|me te lexuara|artikuj te ngjashem|te ngjashme|lexo edhe|ბოლო სიახლეები|უახლესი|პოპულარული|მსგავსი სიახლეები|ასევე წაიკითხეთ|վերջին նորություններ|վերջին գրառումները|ամենաընթերցված|նմանատիպ|առնչվող նյութեր|machapisho ya hivi karibuni|habari mpya|habari zinazohusiana|onlangse plasings|mees gelees|verwante artikels|ultimaj afisoj|gerelateerde
`

// notRailPhrases head side boxes that are no lists of posts.
const notRailPhrases = `
recent comments|latest comments|comments|categories|category|tags|tag cloud|archives|archive|links|blogroll|meta|pages|menu|navigation|follow us|subscribe|search|about|about us|contact|contact us|useful links|quick links|related links|sponsors|partners|calendar|recent tweets|latest tweets|recent photos|related tags|popular tags|trending tags|hot tags|popular categories|related topics|popular topics|trending topics|authors|social|login|share|share this|sitemap|information|services|company|legal|help|support|events|upcoming events|language|languages
neueste kommentare|letzte kommentare|kommentare|kategorien|schlagworter|archiv|archive|seiten|suche|folge uns|kontakt|uber uns|verweise
commentaires recents|derniers commentaires|commentaires|categories|etiquettes|mots-cles|archives|liens|pages|recherche|suivez-nous|contact|a propos|liens utiles|calendrier
comentarios recientes|ultimos comentarios|comentarios|categorias|etiquetas|archivos|archivo|enlaces|paginas|buscar|siguenos|contacto|temas
comentarios recentes|categorias|arquivos|arquivo|paginas|marcadores|pesquisar|links uteis|contato
commenti recenti|ultimi commenti|commenti|categorie|archivi|archivio|pagine|cerca|seguici|contatti|collegamenti
recente reacties|laatste reacties|reacties|categorieen|archief|archieven|pagina's|zoeken|volg ons
senaste kommentarer|kategorier|arkiv|etiketter|siste kommentarer|seneste kommentarer|kommentarer|viimeisimmat kommentit|kategoriat|arkistot
najnowsze komentarze|ostatnie komentarze|komentarze|kategorie|tagi|archiwa|archiwum|nejnovejsi komentare|komentare|rubriky|archivy|legutobbi hozzaszolasok|kategoriak|cimkek|archivum|comentarii recente|categorii|arhive|arhiva|kategorije|oznake|najnoviji komentari|nedavni komentari
последние комментарии|свежие комментарии|комментарии|рубрики|категории|метки|теги|архив|архивы|ссылки|страницы|поиск|контакты|популярные теги|облако тегов|останні коментарі|коментарі|рубрики|категорії|позначки|архіви|последни коментари|категории|етикети
προσφατα σχολια|σχολια|κατηγοριες|ετικετες|αρχειο|αρχεια|son yorumlar|yorumlar|kategoriler|etiketler|arsivler|arsiv|baglantilar|sayfalar
احدث التعليقات|اخر التعليقات|التعليقات|التصنيفات|الاقسام|الوسوم|الارشيف|روابط|اخرین دیدگاه ها|اخرین دیدگاهها|دیدگاه ها|نظرات|دسته ها|دسته بندی|برچسب ها|بایگانی|بایگانی ها|ارشیف|پیوندها|برگه ها
komentar terbaru|kategori|arsip|tag|tautan|halaman|phan hoi gan day|binh luan|chuyen muc|danh muc|luu tru|the|ความเห็นล่าสุด|หมวดหมู่|ป้ายกำกับ|คลังเก็บ
最近のコメント|コメント|カテゴリー|カテゴリ|タグ|アーカイブ|リンク|メタ情報|固定ページ|近期评论|最新评论|评论|分类|分类目录|标签|热门标签|标签云|归档|文章归档|友情链接|链接|功能|页面|近期留言|分類|標籤|彙整|連結|頁面|최근 댓글|댓글|카테고리|태그|보관함|링크|글 목록|페이지
`

// pagePhrases are the words of pagination and navigation between lists and
// posts.
const pagePhrases = `
next|previous|prev|next page|previous page|older|newer|older posts|newer posts|older entries|newer entries|older articles|newer articles|older stories|newer stories|next posts|previous posts|next entries|previous entries|next post|previous post|first|last|first page|last page|page|load more|load more posts|show more|view more posts|more posts|see all|view all|show all|all posts|all news|all articles|home|homepage|back|back to top|top|posts navigation|post navigation|posts pagination|page navigation|archives|skip to content|menu|close|open menu|search|more news|view archive|browse all
weiter|zuruck|nachste|vorherige|nachste seite|vorherige seite|altere beitrage|neuere beitrage|altere artikel|neuere artikel|altere eintrage|neuere eintrage|altere|neuere|seite|erste|letzte|erste seite|letzte seite|mehr laden|alle anzeigen|alle artikel|alle beitrage|startseite|nach oben|beitragsnavigation|beitrags-navigation|beitrag navigation|zum inhalt springen|suche
suivant|precedent|suivante|precedente|page suivante|page precedente|suivants|precedents|articles plus anciens|articles plus recents|articles precedents|articles suivants|anciens articles|articles suivants|plus anciens|plus recents|premiere|derniere|charger plus|voir plus|voir tout|tout voir|tous les articles|accueil|retour|haut de page|navigation des articles|aller au contenu
siguiente|anterior|siguientes|anteriores|pagina siguiente|pagina anterior|entradas anteriores|entradas siguientes|entradas mas antiguas|entradas mas recientes|entradas antiguas|entradas recientes|mas antiguas|mas recientes|primera|ultima|pagina|cargar mas|ver mas|ver todo|ver todos|ver todas|inicio|volver|arriba|navegacion de entradas|saltar al contenido
seguinte|proxima|proximo|proxima pagina|pagina anterior|posts mais antigos|posts mais recentes|posts anteriores|mais antigos|artigos mais antigos|artigos mais recentes|carregar mais|ver tudo|inicio|voltar|navegacao por posts|navegacao de artigos
successivo|precedente|successiva|avanti|indietro|pagina successiva|pagina precedente|articoli precedenti|articoli successivi|articoli meno recenti|articoli piu recenti|post piu vecchi|post piu recenti|vecchi articoli|nuovi articoli|prossimo|carica altro|mostra tutto|vedi tutti|vedi tutto|navigazione articoli|torna su
volgende|vorige|volgende pagina|vorige pagina|oudere berichten|nieuwere berichten|meer laden|alles weergeven|terug|berichtnavigatie|nasta|foregaende|tidigare|aldre inlagg|nyare inlagg|neste|forrige|eldre innlegg|nyere innlegg|naeste|aeldre indlaeg|nyere indlaeg|seuraava|edellinen|vanhemmat artikkelit|uudemmat artikkelit|jargmine|eelmine|nakamais|iepriekseja|kitas|ankstesnis
nastepna|poprzednia|nastepny|poprzedni|nastepna strona|poprzednia strona|starsze wpisy|nowsze wpisy|starsze posty|nowsze posty|zaladuj wiecej|zobacz wszystkie|strona glowna|dalsi|predchozi|dalsi stranka|predchozi stranka|starsi prispevky|novejsi prispevky|starsi clanky|nasledujuci|predchadzajuci|starsie clanky|kovetkezo|elozo|kovetkezo oldal|elozo oldal|regebbi bejegyzesek|ujabb bejegyzesek|urmatoarea|urmatorul|anterioara|anteriorul|articole mai vechi|articole mai noi|sljedeca|prethodna|sljedece|prethodno|starije objave|novije objave|stariji clanci|noviji clanci|starije|novije|starejsi prispevki|novejsi prispevki|naslednja|prejsnja|следећа|претходна|старије|новије|navigacija objava
следваща|предишна|по-стари|по-нови|по-стари публикации|по-нови публикации|далее|назад|вперед|следующая|предыдущая|следующая страница|предыдущая страница|следующие|предыдущие|предыдущие записи|следующие записи|старые записи|новые записи|более старые|более новые|ранее|позже|в начало|в конец|показать еще|загрузить еще|еще новости|все новости|все статьи|на главную|главная|наверх|навигация по записям|далі|наступна|попередня|наступна сторінка|попередня сторінка|старіші записи|новіші записи|попередні записи|наступні записи|показати ще|завантажити ще|всі новини|головна
επομενο|προηγουμενο|επομενη|προηγουμενη|επομενη σελιδα|παλαιοτερα|νεοτερα|παλαιοτερα αρθρα|νεοτερα αρθρα|sonraki|onceki|sonraki sayfa|onceki sayfa|eski yazilar|yeni yazilar|daha eski|daha yeni|eski kayitlar|daha fazla yukle|tumunu gor|ana sayfa|anasayfa|ileri|geri|yazi dolasimi|novbeti|evvelki
التالي|السابق|التالية|السابقة|الصفحة التالية|الصفحة السابقة|المقالات الاقدم|المقالات الاحدث|الاقدم|الاحدث|مقالات اقدم|عرض المزيد|تحميل المزيد|عرض الكل|الرئيسية|بعدی|قبلی|صفحه بعد|صفحه قبل|صفحه بعدی|صفحه قبلی|نوشته های قدیمی تر|نوشته های قدیمیتر|مطالب قدیمی تر|مطالب قدیمیتر|قدیمی تر|جدیدتر|بعد|قبل|راهبری نوشته ها|خانه|اگلا|پچھلا|הבא|הקודם|לעמוד הבא|פוסטים ישנים יותר|פוסטים חדשים יותר|דף הבית
berikutnya|sebelumnya|selanjutnya|halaman berikutnya|halaman sebelumnya|pos lama|pos baru|pos-pos lama|pos-pos lebih lama|pos-pos lebih baru|tulisan lama|tulisan baru|pos sebelumnya|pos berikutnya|muat lebih banyak|lihat semua|beranda|seterusnya|trang sau|trang truoc|tiep theo|truoc|sau|bai cu hon|bai moi hon|xem tat ca|trang chu|ถัดไป|ก่อนหน้า|หน้าถัดไป|अगला|पिछला|पुराने पोस्ट|पुरानी पोस्ट|পরবর্তী|পূর্ববর্তী
次へ|前へ|次のページ|前のページ|次ページ|前ページ|過去の投稿|以前の記事|新しい投稿|過去の記事|古い記事|新しい記事|もっと見る|一覧|一覧を見る|すべて見る|ホーム|トップ|投稿ナビゲーション|投稿のページ送り|下一页|上一页|下页|上页|首页|末页|尾页|加载更多|查看更多|查看全部|全部|较早文章|较新文章|早期文章|文章导航|文章分页|下一頁|上一頁|首頁|較舊的文章|較新的文章|文章導覽|文章分頁導航|載入更多|다음|이전|다음 페이지|이전 페이지|이전 글|다음 글|더 보기|더보기|전체 보기|처음|마지막|홈|글 탐색
`

var (
	railSet    = phraseSet(railPhrases)
	notRailSet = phraseSet(notRailPhrases)
	pageSet    = phraseSet(pagePhrases)
)

// phraseSet reads a phrase list into a set of folded phrases.
func phraseSet(lines string) *phrases {
	var entries []string
	for line := range strings.SplitSeq(lines, "\n") {
		for ph := range strings.SplitSeq(line, "|") {
			if ph = trimFold(ph); ph != "" {
				entries = append(entries, ph)
			}
		}
	}
	return newPhrases(entries)
}

// trimFold folds s and takes off what decorates a heading at either end:
// punctuation, symbols, emoji and arrows. Inner separators become spaces, so
// "Editor’s – picks" and "مطالب‌مرتبط" read as their words.
func trimFold(s string) string {
	var buf [256]byte
	if b, ok := lowerASCII(buf[:0], s); ok {
		return string(b)
	}
	if strings.Contains(s, "\u200c") {
		s = strings.ReplaceAll(s, "\u200c", " ") // a zero-width non-joiner parts words of a compound
	}
	s = strings.TrimFunc(Fold(s), func(r rune) bool {
		return r != '\'' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	if strings.IndexByte(s, ':') < 0 && strings.IndexByte(s, '|') < 0 && !strings.Contains(s, "\u2013") &&
		!strings.Contains(s, "\u2014") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\u2013' || r == '\u2014' || r == ':' || r == '|'
	}), " ")
}

// maxRailHeading is the longest heading, in runes, that may announce a rail;
// anything longer is a sentence.
const maxRailHeading = 60

// RailHeading reports whether s is a heading of a side list of posts ("Recent
// posts", "Most viewed", "Lire aussi", "پربازدیدترین") in one of the languages
// known here. It is true when s, case, accents and decoration aside, is such a
// phrase, begins or ends with one, or (for phrases of two words and more, or of
// scripts without spaces) holds one. Headings of other boxes (categories, tags,
// recent comments) never count.
func RailHeading(s string) bool {
	if len(s) > 4*maxRailHeading || utf8.RuneCountInString(s) > maxRailHeading {
		return false
	}
	f := trimFold(s)
	if f == "" || has(notRailSet, f) {
		return false
	}
	if has(railSet, f) {
		return true
	}
	// Windows of whole words, longest first, at most six words long. at holds
	// where each word begins, and past the last one where the next would.
	var at [10]int
	n := 1
	for i := 0; i < len(f); i++ {
		if f[i] == ' ' {
			if n == len(at)-1 {
				return false
			}
			at[n] = i + 1
			n++
		}
	}
	at[n] = len(f) + 1
	if n <= 2 && unspaced(f) {
		return holdsUnspaced(f)
	}
	for size := min(n-1, 6); size >= 1; size-- {
		for i := 0; i+size <= n; i++ {
			if size == 1 && i > 0 && i < n-1 {
				continue
			}
			ph := f[at[i] : at[i+size]-1]
			if has(notRailSet, ph) && (size > 1 || i+size == n) {
				return false
			}
			if has(railSet, ph) && (size > 1 || n <= 3) {
				return true
			}
		}
	}
	return false
}

// unspaced reports whether s is written in a script without word spaces.
func unspaced(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			return true
		}
	}
	return false
}

// holdsUnspaced looks for a phrase anywhere in a heading without word spaces,
// of at most 16 runes.
func holdsUnspaced(f string) bool {
	r := []rune(f)
	if len(r) > 16 {
		return false
	}
	found := false
	for n := len(r) - 1; n >= 2; n-- {
		for i := 0; i+n <= len(r); i++ {
			ph := string(r[i : i+n])
			if has(notRailSet, ph) && i+n == len(r) {
				return false
			}
			if n >= 3 && has(railSet, ph) || n == 2 && i+n == len(r) && has(railSet, ph) {
				found = true
			}
		}
	}
	return found
}

// NotRail reports whether s heads a side box that holds no posts: categories,
// tags, recent comments, archives, links.
func NotRail(s string) bool {
	if len(s) > 4*maxRailHeading {
		return false
	}
	return has(notRailSet, trimFold(s))
}

// Navigation reports whether s is the text of a link or label of pagination or
// navigation between lists: "Older posts", "Next »", "3", "Page 2 of 7", "«".
// Text without any letter or digit counts too.
func Navigation(s string) bool {
	if len(s) > 64 {
		return false
	}
	var buf [64]byte
	if b, ok := lowerASCII(buf[:0], s); ok {
		if len(b) == 0 {
			return true
		}
		if has(pageSet, b) {
			return true
		}
		letters, digits := 0, 0
		for _, c := range b {
			switch {
			case c >= '0' && c <= '9':
				digits++
			case c >= 'a' && c <= 'z':
				letters++
			}
		}
		if letters > 0 && (digits == 0 || digits > 6) {
			return false
		}
		return numbered(string(b), letters, digits)
	}
	f := trimFold(s)
	if f == "" || has(pageSet, f) {
		return true
	}
	letters, digits := 0, 0
	for _, r := range f {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return numbered(f, letters, digits)
}

// numbered reports whether a folded text with so many letters and digits is a
// number alone or up to three words about numbers ("page 2 of 7").
func numbered(f string, letters, digits int) bool {
	if letters == 0 {
		return digits <= 3
	}
	if digits == 0 || digits > 6 {
		return false
	}
	for w := range strings.FieldsSeq(f) {
		if w[0] >= '0' && w[0] <= '9' {
			continue
		}
		if !pageWord(w) {
			return false
		}
	}
	return true
}

// lowerASCII is trimFold for ASCII text without runs of spaces and without inner
// separators, appended to buf; false for any other.
func lowerASCII(buf []byte, s string) ([]byte, bool) {
	lo, hi := -1, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 0x80, c == ':', c == '|', c < ' ', c == ' ' && i > 0 && s[i-1] == ' ':
			return nil, false
		case c >= 'A' && c <= 'Z':
			c += 32
		}
		buf = append(buf, c)
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '\'' {
			if lo < 0 {
				lo = i
			}
			hi = i + 1
		}
	}
	if lo < 0 {
		return nil, true
	}
	return buf[lo:hi], true
}

// pageWord reports whether w is one of the words between the numbers of a
// pagination line.
func pageWord(w string) bool {
	switch w {
	case "page", "of", "pages", "seite", "von", "sur", "pagina", "de", "di", "van", "strana", "z", "sida", "av",
		"side", "af", "страница", "из", "сторінка", "з", "стр", "sayfa", "صفحه", "از", "صفحة", "من", "halaman", "dari",
		"trang", "ページ", "页", "第", "共", "頁", "/", "next", "prev", "last", "first", "…", "...":
		return true
	}
	return false
}
