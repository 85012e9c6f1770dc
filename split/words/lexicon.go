package words

// The tables: entries separated by "|" or newlines, in any spelling (they are
// folded when compiled), without the arrows and dots that stand around them.

// markWords are continuation marks that stand alone.
const markWords = `
read more|read more here|more|read on|read full article|read the full article|read full story|read the full story|read the rest|read the rest of this entry|read the rest of this post|read the rest of this article
read entire article|read article|read the article|read story|read the story|read full post|read the full post|read whole article|read it|read now|read this article|read post|read entire story|read full text|read further|read more about this|read more about it
continue reading|continue|continue reading here|continue to read|keep reading|continued|continue to full article|full story|full article|full text|full post|whole story|view full article|view article|view more|view post|view full post|view story|view details|view full story|see more|see full story|see full article|see details|show more|learn more|find out more|more info|more information|more details|details|click here|click here to read more|click here for more|click to read more|click here to continue reading|click to continue|click for more|read more at|more here|go to article|to the article|open article|discover more|listen|watch|watch video|read and comment|read more and comment|read review|permalink|read more news|to read more click here|for more click here|read complete article|complete story|read the entire article|know more|more details|read in full|read full|read the full report|more on this story|more to read|(more)|more...|read this|read the report|read the press release|read interview|read the interview|read & comment|[more]
weiterlesen|mehr lesen|mehr|mehr erfahren|mehr dazu|lesen|lesen sie mehr|lesen sie weiter|hier weiterlesen|den ganzen artikel lesen|ganzen artikel lesen|ganzer artikel|zum artikel|artikel lesen|artikel weiterlesen|vollständiger artikel|weiter|weiter lesen|jetzt lesen|beitrag lesen|zum beitrag|ganzen beitrag lesen|beitrag weiterlesen|mehr informationen|alles lesen|details|mehr zum thema|zur meldung|meldung lesen|weitere informationen|mehr anzeigen|zum ganzen artikel
lire la suite|lire plus|lire|lire l'article|lire l'article complet|lire la suite de l'article|lire la suite de cet article|la suite|suite|voir plus|en savoir plus|savoir plus|en lire plus|continuer la lecture|continuer à lire|poursuivre la lecture|plus|plus d'infos|voir l'article|voir la suite|voir|lire davantage|lire l'intégralité|découvrir|je lis la suite|plus de détails|lire tout|lire le texte|lire le communiqué
leer más|lee más|leer mas|leer|seguir leyendo|sigue leyendo|continuar leyendo|continúa leyendo|continuar|ver más|más|más información|leer artículo|leer el artículo|leer artículo completo|leer noticia|leer noticia completa|leer nota|leer nota completa|leer todo|leer completo|ver noticia|ver artículo|ver nota|ampliar|más info|más detalles|leer entrada|leer la noticia completa|ver detalles|saber más|conoce más|nota completa|lea más|leer más sobre
leia mais|ler mais|ler|leia|leia a matéria completa|leia a íntegra|leia na íntegra|continuar lendo|continue lendo|continue a ler|continuar a ler|ver mais|mais|saiba mais|mais informações|ler artigo|ler notícia|ler tudo|leia o artigo completo|ler artigo completo|confira|veja mais|continuar|ver artigo|mais detalhes|ler mais informações|veja a matéria completa
leggi tutto|leggi|leggi di più|leggi ancora|continua|continua a leggere|continua la lettura|leggi l'articolo|leggi l'articolo completo|leggi articolo|leggi il resto|leggi tutto l'articolo|altro|vai all'articolo|approfondisci|scopri di più|di più|mostra altro|vedi tutto|leggi la notizia|prosegui la lettura|per saperne di più|maggiori informazioni|dettagli|visualizza|leggi qui|vedi di più|vai alla notizia
lees meer|lees verder|meer lezen|meer|verder lezen|lees het hele artikel|lees artikel|lees het artikel|bekijk|bekijk meer|meer info|meer informatie|volledig artikel|lees hier verder|lees hier meer|naar artikel|toon meer|ga verder|verder|lees alles
läs mer|läs mera|läs vidare|läs hela artikeln|läs artikeln|läs hela|fortsätt läsa|fortsätt|mer|läs mer här|läs hela inlägget|mer info|visa mer|läs inlägget|läs nyheten|till artikeln
les mer|les hele saken|les saken|les videre|les artikkelen|fortsett å lese|mer|les hele artikkelen|les hele|se mer|vis mer|les meir|les hele innlegget|les innlegget
læs mere|læs videre|læs hele artiklen|læs artiklen|fortsæt med at læse|fortsæt læsning|mere|læs|læs hele|se mere|vis mere|læs mere her
lue lisää|lue koko artikkeli|lue artikkeli|jatka lukemista|lisää|lue|lue koko juttu|lue juttu|näytä lisää|katso lisää|lue koko teksti|lue uutinen|lue tiedote|lue kirjoitus
loe edasi|loe veel|loe lähemalt|loe rohkem|edasi|loe artiklit|vaata lähemalt
lasīt vairāk|lasīt tālāk|lasi vairāk|lasīt|vairāk|turpināt lasīt
skaityti daugiau|skaityti toliau|plačiau|daugiau|skaityti|skaityti visą straipsnį
lesa meira|meira|lesa|nánar|sjá meira
czytaj więcej|więcej|czytaj dalej|czytaj|czytaj całość|czytaj cały artykuł|przeczytaj|przeczytaj więcej|przeczytaj całość|przejdź do artykułu|dowiedz się więcej|zobacz więcej|kontynuuj czytanie|czytaj artykuł|pokaż więcej|szczegóły|zobacz|rozwiń
číst dále|číst více|více|celý článek|číst celý článek|čtěte více|pokračovat ve čtení|pokračovat|zobrazit více|přečíst|číst|zjistit více|přejít na článek|více informací|přečíst celý článek|přečtěte si více|čtěte dále|celá zpráva
čítať ďalej|čítať viac|viac|celý článok|čítaj viac|čítaj ďalej|pokračovať v čítaní|zobraziť viac|čítať|prečítať|prejsť na článok|prečítať celý článok|zistiť viac|viac informácií
pročitaj više|pročitajte više|više|opširnije|nastavi čitati|čitaj dalje|čitaj više|nastavak|pročitaj|pročitaj cijeli članak|detaljnije|saznaj više|vidi više|pročitaj još|nastavite čitati|cijeli članak|pročitaj cijelu vijest|nastavi sa čitanjem|nastavite sa čitanjem|čitaj|prikaži više|dalje
прочитај више|опширније|више|настави читање|прочитајте више|детаљније|даље|наставак|читај даље
preberi več|preberite več|več|beri dalje|nadaljuj branje|preberi|celoten članek|nadaljuj z branjem|preberi celoten članek|več o tem|preberi vec
читать далее|читать дальше|читать|читать полностью|подробнее|далее|дальше|читать ещё|читать всё|читать статью|читать весь текст|читать статью полностью|продолжить чтение|полностью|узнать больше|смотреть|перейти|ещё|читать новость|полный текст|читать подробнее|читать продолжение|продолжение|больше|открыть|читать больше|показать ещё|подробно
читати далі|читати більше|читати|докладніше|детальніше|далі|читати повністю|читати статтю|продовжити читання|більше|дізнатися більше|повний текст|показати ще|читати ще
чытаць далей|падрабязней|далей|чытаць цалкам|чытаць
прочети още|прочетете още|още|прочети повече|виж още|виж повече|прочети|цялата статия|продължи четенето|повече|към статията|вижте повече|чети още|чети повече|прочетете повече|научи повече|към новината|цялата новина|подробности|продължава
прочитај повеќе|повеќе|прочитај|целосно|продолжи со читање|дознај повеќе
devamını oku|devamı|devamını okumak için tıklayın|daha fazla|daha fazla oku|okumaya devam et|okumaya devam edin|oku|haberin devamı|yazının devamı|ayrıntılar|detaylar|detay|tamamını oku|haberi oku|devam|devam et|daha fazlası|daha fazla bilgi|devamını gör|haberin devamını oku|yazının devamını oku|devamını oku
davamı|davamını oxu|ətraflı|daha ətraflı
baca selengkapnya|selengkapnya|baca lebih lanjut|lanjut baca|baca|lanjutkan membaca|lihat selengkapnya|baca juga|baca lagi|lagi|selanjutnya|lanjut|detail|lihat detail|read more|teruskan membaca|baca seterusnya|seterusnya|baca lanjut|lanjutkan|baca artikel|lebih lanjut
magbasa pa|basahin|basahin pa|higit pa
đọc thêm|xem thêm|đọc tiếp|chi tiết|xem chi tiết|tiếp tục đọc|xem tiếp|xem|đọc|thêm|tìm hiểu thêm
διαβάστε περισσότερα|περισσότερα|διαβάστε|διαβάστε όλο το άρθρο|συνέχεια|διαβάστε τη συνέχεια|συνεχίστε την ανάγνωση|δείτε περισσότερα|ολόκληρο το άρθρο|διάβασε περισσότερα|διαβάστε ακόμα|διαβάστε αναλυτικά|μάθετε περισσότερα|συνέχεια ανάγνωσης|δείτε|αναλυτικά
tovább|bővebben|tovább olvasom|olvass tovább|olvasás folytatása|részletek|tovább olvas|elolvasom|teljes cikk|tovább a cikkhez|a teljes cikk|folytatás|tovább a teljes cikkre|olvasd tovább|több
citește mai mult|citeste mai mult|mai mult|citește|citește mai departe|citește tot|continuă lectura|citește articolul|citeşte tot articolul|vezi mai mult|continuă să citești|detalii|mai multe|citește în continuare|continuarea|află mai multe|vezi detalii|mai departe
llegir més|llegeix més|més|continuar llegint|continua llegint|segueix llegint|llegir|més informació|llegir-ne més|veure més|llegiu-ne més
ler máis|le máis|seguir lendo|máis|continuar lendo
irakurri gehiago|gehiago irakurri|jarraitu irakurtzen|gehiago|irakurri
lexo më shumë|më shumë|lexo|lexo të plotë|vazhdo leximin|lexoni më shumë
darllen mwy|mwy|darllenwch fwy|léigh tuilleadh|tuilleadh
soma zaidi|endelea kusoma|zaidi
lees meer|lees verder
اقرأ المزيد|المزيد|إقرأ المزيد|اقرأ أكثر|قراءة المزيد|التفاصيل|تفاصيل|اقرا المزيد|أكمل القراءة|متابعة القراءة|إقرأ أكثر|تابع القراءة|للمزيد|اقرأ أيضا|عرض المزيد|مزيد من التفاصيل|شاهد المزيد|أكثر|تابع|قراءة المقال|اقرأ التفاصيل|المزيد من التفاصيل|التتمة|قراءة|مشاهدة|إقرأ
ادامه مطلب|ادامه|بیشتر|بیشتر بخوانید|ادامه خبر|بخوانید|مطالعه بیشتر|ادامه نوشته|جزئیات|مشاهده|بیشتر بدانید|ادامه متن|خواندن ادامه|متن کامل|مشروح خبر|ادامه مطلب را بخوانید|ادامه‌ی مطلب|ادامه ی مطلب|مطالعه مطلب|ادامه دارد|ادامه مقاله|مشاهده مطلب|ادامه را بخوانید|خواندن مطلب|مشاهده بیشتر|جزئیات بیشتر|متن کامل خبر|نمایش بیشتر
مزید پڑھیں|مزید|مکمل پڑھیں|تفصیل
zêdetir|bêtir|bixwîne|زیاتر|زیاتر بخوێنەوە|درێژە
קרא עוד|קראו עוד|המשך קריאה|עוד|לכתבה המלאה|המשך|לקריאה|המשך לקרוא|קרא עוד|לפרטים|קראו|לקריאה נוספת|להמשך קריאה|לכתבה|פרטים נוספים|לקריאת המאמר|לקריאת הכתבה|לכתבה המלאה
और पढ़ें|पूरा पढ़ें|विस्तार से पढ़ें|आगे पढ़ें|पढ़ें|पूरी खबर पढ़ें|अधिक पढ़ें|और देखें|अधिक|विस्तार
আরও পড়ুন|বিস্তারিত|আরো পড়ুন|বিস্তারিত পড়ুন|আরও|সম্পূর্ণ পড়ুন
อ่านต่อ|อ่านเพิ่มเติม|ดูเพิ่มเติม|เพิ่มเติม|อ่านทั้งหมด|รายละเอียด
阅读全文|阅读更多|继续阅读|查看全文|更多|全文|查看更多|详情|查看详情|阅读|详细|全文阅读|点击阅读|了解更多|繼續閱讀|閱讀更多|閱讀全文|看更多|詳細內容|詳全文|更多內容|(詳全文)|點此閱讀|繼續閱讀全文|了解更多|查看详细|展开全文|阅读原文|详细内容|看全文
続きを読む|もっと見る|詳細|詳しく見る|全文を読む|続き|もっと読む|詳細を見る|続きはこちら|詳しくはこちら|記事を読む|全文表示|続きをみる|続きを見る|さらに読む|詳しく|記事全文|もっとみる
더 보기|더보기|자세히 보기|계속 읽기|더 읽기|기사보기|자세히|전체보기|본문보기|기사 전문 보기|자세히보기|계속읽기|전문보기|기사 더보기
სრულად|ვრცლად|მეტი|կարդալ ավելին|ավելին|legi plu|plu
`

// markStarts are marks an item's title may follow.
const markStarts = `
continue reading|read more about|read the rest of|read more on|read more:|continue reading:|read more of|read full article:|read the full story:|keep reading
weiterlesen|weiter lesen|mehr lesen über|lire la suite de|continuer la lecture de|poursuivre la lecture de|lire la suite|en savoir plus sur|seguir leyendo|continuar leyendo|leer más sobre|leer más acerca de|continue lendo|continuar lendo|continuar a ler|leia mais sobre|continua a leggere|leggi tutto|leggi di più su|lees verder|lees meer over|läs mer om|fortsätt läsa|fortsett å lese|les mer om|læs mere om|fortsæt med at læse|jatka lukemista|lue lisää aiheesta|czytaj dalej|kontynuuj czytanie|pokračovat ve čtení|číst dále|pokračovať v čítaní|nastavi čitati|nadaljuj branje|beri dalje|настави читање|читать далее|читать далее:|читать дальше|продолжить чтение|читати далі|прочети още за|okumaya devam et|lanjutkan membaca|baca selengkapnya|teruskan membaca|đọc tiếp|tiếp tục đọc|διαβάστε περισσότερα|συνεχίστε την ανάγνωση|olvasás folytatása|citește mai mult despre|continuă lectura|continua llegint|jarraitu irakurtzen|متابعة القراءة|متابعة قراءة|اقرأ المزيد عن|اقرأ المزيد حول|ادامه مطلب|ادامه خواندن|ادامهٔ|خواندن ادامه|המשך לקרוא|המשך לקרוא את|קרא עוד על|继续阅读|阅读更多|繼續閱讀|続きを読む|계속 읽기
`

// markEnds are marks an item's title may stand before.
const markEnds = `
devamını oku|okumaya devam et|の続きを読む|続きを読む|계속 읽기|continue reading|read more|weiterlesen|lire la suite|olvasásának folytatása|बारे में और पढ़ें|और पढ़ें
`

// commentWords make "3 Comments" with a number.
const commentWords = `
comment|comments|reply|replies|response|responses|comments so far|comments yet|comment so far|reactions|reaction
kommentar|kommentare|kommentaren|reaktionen|antworten|commentaire|commentaires|réponses|réactions|comentario|comentarios|respuestas|comentário|comentários|respostas|commento|commenti|risposte|reacties|reactie|opmerkingen|kommentarer|svar|kommentti|kommenttia|vastausta|kommentaari|komentārs|komentāri|komentarai|komentaras|komentarz|komentarze|komentarzy|odpowiedzi|komentář|komentáře|komentářů|komentár|komentáre|komentárov|komentar|komentara|komentari|komentarjev|odgovora|коментар|коментара|коментари|коментарів|коментарі|комментарий|комментария|комментариев|комментарии|ответов|отговора|yorum|yorumlar|yorum var|tanggapan|balasan|komen|bình luận|σχόλια|σχόλιο|hozzászólás|megjegyzés|comentarii|comentariu|răspunsuri|comentari|comentaris|iruzkin|komente|تعليق|تعليقات|تعليقا|ردود|نظر|دیدگاه|نظرات|دیدگاه‌ها|پاسخ|تبصرے|תגובות|תגובה|टिप्पणी|टिप्पणियाँ|মন্তব্য|ความคิดเห็น|评论|条评论|条回复|則留言|則回應|留言|回應|回复|コメント|件のコメント|댓글|개의 댓글|댓글 개
`

// noCommentWords are comment lines without a number.
const noCommentWords = `
no comments|no comment|leave a comment|leave a reply|leave comment|add comment|add a comment|comments off|comments|comment|post a comment|comments are closed|comments closed|be the first to comment|write a comment|no responses|no comments yet|join the discussion|join the conversation|reply|no replies|comments are off for this post|view comments|write comment|add new comment|discuss
keine kommentare|kommentar schreiben|schreibe einen kommentar|kommentar hinterlassen|hinterlasse einen kommentar|kommentieren|kommentare|kommentare deaktiviert|schreib einen kommentar|hinterlasse eine antwort|kommentar verfassen|kommentar hinzufügen
aucun commentaire|laisser un commentaire|laissez un commentaire|pas de commentaire|pas de commentaires|commenter|commentaires|commentaires fermés|poster un commentaire|ajouter un commentaire|soyez le premier à commenter|laisser une réponse
sin comentarios|deja un comentario|dejar un comentario|comentar|comentarios|no hay comentarios|comentarios desactivados|deja una respuesta|añadir comentario|publicar un comentario|ningún comentario|no hay comentarios todavía
sem comentários|nenhum comentário|deixe um comentário|deixar um comentário|comentários|comentários desativados|deixe uma resposta|sem comentario|postar um comentário|comente|adicionar comentário
nessun commento|lascia un commento|commenta|commenti|commenti disabilitati|lascia una risposta|scrivi un commento|aggiungi commento|invia commento|commenti chiusi|ancora nessun commento
geen reacties|laat een reactie achter|reageer|reacties|geef een reactie|plaats een reactie|reacties uitgeschakeld|plaats reactie|reactie plaatsen
inga kommentarer|lämna en kommentar|kommentera|kommentarer|lämna ett svar|skriv en kommentar|skriv kommentar|ingen kommentarer|legg igjen en kommentar|ingen kommentarer|legg inn kommentar|kommenter|skriv en kommentar|efterlad en kommentar|tilføj kommentar|ei kommentteja|jätä kommentti|kommentoi|kommentit|lisää kommentti|lisää uusi kommentti
brak komentarzy|dodaj komentarz|skomentuj|komentarze|zostaw komentarz|komentarze wyłączone|napisz komentarz|žádné komentáře|komentáře|přidat komentář|okomentovat|napsat komentář|bez komentáře|diskuse|žiadne komentáre|pridať komentár|komentáre|zanechať komentár|bez komentárov|napísať komentár|nema komentara|komentiraj|komentari|ostavi komentar|komentariši|bez komentara|нема коментара|ni komentarjev|dodaj komentar|komentirajte|pusti komentar
нет комментариев|комментариев нет|оставить комментарий|комментировать|комментарии|добавить комментарий|комментарии отключены|без комментариев|обсудить|прокомментировать|оставьте комментарий|написать комментарий|немає коментарів|залишити коментар|коментувати|коментарі|додати коментар|без коментарів|коментарів немає|прокоментувати|няма коментари|коментирай|коментари|добави коментар|остави коментар|вашият коментар
yorum yok|yorum yap|yorum yapın|bir yorum yap|yorumlar|yorum bırak|bir cevap yazın|yorum ekle|yorumlar kapalı|yorum yaz|henüz yorum yok
tidak ada komentar|tinggalkan komentar|komentar|beri komentar|tulis komentar|tinggalkan balasan|tiada komen|tinggalkan komen|berikan komentar|belum ada komentar|không có bình luận|để lại bình luận|bình luận|không có phản hồi|gửi bình luận|trả lời
δεν υπάρχουν σχόλια|κανένα σχόλιο|αφήστε σχόλιο|αφήστε ένα σχόλιο|σχόλια|σχολιάστε|δημοσίευση σχολίου|nincs hozzászólás|szólj hozzá|hozzászólások|szólj hozzá!|hozzászólok|megjegyzés küldése|új hozzászólás|nincsenek hozzászólások|niciun comentariu|fără comentarii|lasă un comentariu|comentarii|comentează|adaugă comentariu|sense comentaris|deixa un comentari|cap comentari|comentaris|feu un comentari|iruzkinik ez|utzi iruzkina
لا تعليقات|لا توجد تعليقات|أضف تعليق|اترك تعليقا|أضف تعليقا|التعليقات|تعليقات|اترك تعليق|اترك رد|التعليقات مغلقة|لا يوجد تعليقات|اكتب تعليقا|اترك ردا|بدون نظر|بدون دیدگاه|نظر بدهید|ارسال نظر|دیدگاه‌ها|نظرات|ارسال دیدگاه|نظر دهید|بدون نظر|دیدگاهتان را بنویسید|نظر شما|ثبت نظر|نظری داده نشده|دیدگاه بگذارید|هیچ نظری داده نشده|אין תגובות|הוסף תגובה|השאר תגובה|תגובות|כתיבת תגובה|הגב|השארת תגובה|להגיב
कोई टिप्पणी नहीं|टिप्पणी करें|টি মন্তব্য|মন্তব্য করুন|暂无评论|发表评论|没有评论|评论|留言|發表迴響|發表留言|尚無留言|沒有留言|发表回复|添加评论|我要评论|コメントなし|コメントする|コメントを残す|コメント|コメントはまだありません|댓글 없음|댓글 남기기|댓글|댓글 쓰기|댓글 달기
`

// shareWords are share, print and reaction buttons and the networks they name.
const shareWords = `
share|share this|share on|share via|share article|share this article|share this post|share this story|shares|tweet|tweet this|retweet|like|like this|likes|pin|pin it|email|e-mail|email this|mail|print|print this|print article|print page|printer friendly|printer-friendly version|pdf|save|save pdf|bookmark|follow|follow us|subscribe|copy link|link copied|send|send to a friend|email to a friend|forward|telegram|whatsapp|facebook|twitter|x|instagram|linkedin|pinterest|reddit|tumblr|youtube|rss|digg|delicious|stumbleupon|google+|google|plus|viber|messenger|vk|vkontakte|вконтакте|одноклассники|ok|line|weibo|wechat|skype|threads|mastodon|bluesky|tiktok|flipboard|pocket|xing|signal|sms|facebook messenger|addthis|share with friends|more options|click to share|share link
teilen|teilen auf|drucken|merken|versenden|empfehlen|twittern|weiterleiten|artikel drucken|seite drucken|per mail|partager|partager sur|imprimer|envoyer|recommander|partagez|tweeter|j'aime|compartir|compartir en|imprimir|enviar|me gusta|twittear|compartilhar|compartilhe|partilhar|curtir|tuitar|condividi|condividi su|stampa|invia|mi piace|delen|deel|deel dit|afdrukken|printen|dela|skriv ut|gilla|tipsa|del|skriv ut|udskriv|lik|jaa|tulosta|tykkää|udostępnij|drukuj|wyślij|podziel się|lubię to|polub|sdílet|tisk|vytisknout|poslat|líbí se mi|zdieľať|tlačiť|vytlačiť|poslať|podijeli|podeli|ispiši|štampaj|подели|deli|natisni|поделиться|поделиться в|печать|распечатать|отправить|нравится|версия для печати|поделиться ссылкой|поділитися|друк|роздрукувати|надіслати|сподели|печат|принтирай|изпрати|paylaş|yazdır|gönder|beğen|tweetle|bagikan|cetak|kirim|suka|kongsi|chia sẻ|in|gửi|thích|κοινοποίηση|κοινοποίησε|εκτύπωση|μοιραστείτε|αποστολή|megosztás|megosztom|nyomtatás|küldés|tetszik|distribuie|printează|trimite|îmi place|comparteix|imprimeix|partekatu|shpërndaje
شارك|مشاركة|طباعة|إرسال|غرد|شارك على|مشاركه|أعجبني|حفظ|فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|اشتراک|اشتراک گذاری|اشتراک‌گذاری|به اشتراک بگذارید|چاپ|ارسال|پرینت|فیسبوک|توییتر|تلگرام|واتساپ|واتس‌اپ|اینستاگرام|نسخه چاپی|شیئر کریں|שתף|שיתוף|הדפס|שתפו|שלח|הדפסה|שתפו בפייסבוק|फेसबुक|ट्विटर|शेयर|शेयर करें|प्रिंट|শেয়ার|แชร์|分享|打印|转发|收藏|微信|微博|分享到|列印|轉寄|讚|シェア|印刷|ツイート|共有|保存|シェアする|はてなブックマーク|공유|공유하기|인쇄|프린트|좋아요|페이스북|트위터|카카오톡|스크랩|네이버
`

// bylinePrefixes stand before an author's name. Those that are also plain words
// of their language count only before a name (see Byline).
const bylinePrefixes = `
by|written by|posted by|author|authors|published by|reported by|story by|text by|words by|submitted by|added by|article by|opinion by|analysis by|from our correspondent|compiled by|edited by|reporting by|a report by|created by|contributed by|an article by|by:|byline|writer|writers|reporter|guest post by|as told to|interview by|review by|column by|articles by|posts by|commentary by|presented by|news by|an essay by|an exclusive by
von|vom|verfasst von|autor|autorin|autoren|geschrieben von|veröffentlicht von|text|text von|ein beitrag von|ein artikel von|erstellt von|gepostet von|eine analyse von|ein kommentar von|aufgezeichnet von|interview|interview von|ein bericht von|eine kolumne von|eine reportage von|ein gastbeitrag von|ein interview von|ein essay von|aus|protokoll|redakteur|redakteurin
par|auteur|auteure|auteurs|écrit par|publié par|rédigé par|posté par|propos recueillis par|texte|texte de|signé|une enquête de|un article de|article de|proposé par
por|autor|autora|autores|escrito por|publicado por|redacción|texto|texto de|postado por|enviado por|publicada por|redactado por|reportagem de|criado por
di|autore|autrice|scritto da|pubblicato da|a cura di|articolo di|postato da|da|testo di|inserito da|autori
door|auteur|geschreven door|geplaatst door|auteurs|tekst|door:|gepubliceerd door
av|skriven av|publicerad av|författare|text|skrevet av|publisert av|forfatter|tekst|af|skrevet af|publiceret af|tekst av|journalist|upplagd av|lagt inn av|postet av|inlagd av
kirjoittaja|kirjoittanut|teksti|toimittaja|julkaissut|julkaisija|kirjoittajat
autor|autors|autorius|höfundur|raksta|parengė
autor|autorka|autorzy|napisał|napisała|opublikował|dodał|przez|tekst|opublikowane przez|dodane przez|napisane przez|autor tekstu|oprac
autor|autoři|napsal|napsala|vložil|publikoval|autorka|zveřejnil|vydal|přidal|napísal|napísala|autori|pridal|zverejnil|uverejnil
autor|piše|pišu|objavio|autorica|objavila|napisao|napisala|tekst|priredio|priredila|postavio|аутор|пише|објавио|avtor|avtorica|avtorji|objavil|objavila|napisal
автор|авторы|автор:|опубликовал|опубликовала|текст|написал|автор статьи|опубликовано|корреспондент|добавил|разместил|автор текста|журналист|автори|опублікував|текст|додав|написав|публикувано от|автор|от|авторка|публикува
yazan|yazar|yazarı|gönderen|tarafından|hazırlayan|yayınlayan|muhabir|haber
oleh|penulis|ditulis oleh|diposting oleh|reporter|editor|diterbitkan oleh|dikirim oleh|pewarta|wartawan|posted by
tác giả|bởi|viết bởi|đăng bởi|người viết|theo|bài
του|της|συντάκτης|γράφει ο|γράφει η|από|από τον|από την|γράφουν οι|αρθρογράφος|συγγραφέας|αναρτήθηκε από|συντακτική ομάδα|του/της
írta|szerző|szerzők|közzétette|írta és szerkesztette|beküldte|autor|scris de|de|publicat de|autori|redactat de|postat de|articol de|autor|per|escrit per|publicat per|autors|egilea|nga|autori|shkruar nga|nga:
بقلم|كتب|كتبت|الكاتب|المؤلف|كتبه|بواسطة|الكاتبة|إعداد|تحرير|تأليف|من قبل|نشر بواسطة|كاتب|حوار
نویسنده|نوشته|به قلم|نوشتهٔ|نوشته ی|از|توسط|خبرنگار|گردآورنده|تهیه کننده|مترجم|نگارنده|نویسندگان|نوشته شده توسط|ارسال شده توسط|نوشته‌ی|منتشر شده توسط|تحریر|مصنف|از قلم
מאת|כתב|כתבה|מחבר|פורסם על ידי|נכתב על ידי|על ידי|מחברת|כתבת
लेखक|द्वारा|लेखिका|रिपोर्ट|লেখক|প্রতিবেদক|โดย|ผู้เขียน
作者|记者|文|撰文|编辑|撰稿|責任編輯|來源作者|記者|作者名|著者|文責|執筆|投稿者|取材|글|기자|작성자|글쓴이|등록자
`

// bylineStops are words that end a byline: a date, a place or a section follows.
const bylineStops = `
on|at|in|posted|published|updated|filed|am|le|el|il|op|den|dne|в|في|در|um|for|om|tanggal|pada|ngày|στις|alle|del|dne|dnia|на|от|à|lúc
`

// filingPrefixes begin lines that say where an item is filed.
const filingPrefixes = `
filed under|categorized as|categorised as|categorized in|categorized|posted in|tags|tag|tagged|tagged with|categories|category|category:|topics|topic|labels|label|keywords|published in|section|in category|filed in|tagged as|related tags|tagged under|more about|read more about|posted under|see also|source|sources|via|location|type|files|place
kategorie|kategorien|schlagwörter|schlagworte|stichwörter|stichworte|abgelegt unter|veröffentlicht in|verschlagwortet mit|themen|thema|rubrik|ressort|veröffentlicht unter|quelle
catégorie|catégories|mots-clés|étiquettes|étiquette|classé dans|publié dans|rubrique|rubriques|thème|thèmes|mots clés|tags associés|posté dans|marqué avec|tagué|source
categoría|categorías|etiquetas|etiqueta|etiquetado|etiquetado como|archivado en|publicado en|archivado bajo|temas|palabras clave|sección|publicada en|archivado|etiquetas de|fuente
categoria|categorias|etiquetado|marcado|arquivado em|publicado em|marcadores|palavras-chave|assuntos|secção|seção|tópicos|arquivado sob|marcado com|fonte|publicado sob
categorie|etichette|pubblicato in|archiviato in|argomenti|parole chiave|sezione|taggato|contrassegnato da tag|tag:|inserito in|postato in|etichettato|pubblicato sotto|etichettato come|fonte
categorie|categorieën|geplaatst in|trefwoorden|labels|onderwerpen|gepubliceerd in|opgeslagen onder|getagd|thema|rubriek|bron
kategori|kategorier|etiketter|taggar|publicerat i|publicerad i|ämnen|ämne|taggad|postad i|sparad under|stikkord|publisert i|emner|merkelapper|udgivet i|tags:|merket|lagret i|kategoriat|kategoria|avainsanat|aiheet|asiasanat|tunnisteet|luokka|julkaistu kategoriassa|aihe|tagit|kilde|källa|lähde
kategorie|kategoria|tagi|słowa kluczowe|etykiety|opublikowano w|tematy|temat|zaszufladkowano do|oznaczone|dział|tagi:|źródło|štítky|rubrika|rubriky|klíčová slova|téma|témata|kategória|kategórie|kľúčové slová|značky|tagy|uverejnené v|zveřejněno v|publikováno v|zdroj|kategorija|kategorije|oznake|ključne riječi|objavljeno u|tagovi|rubrika|ključne reči|teme|oznaka|kategorije:|категорија|категорије|ознаке|објављено у|ključne besede|objavljeno v|izvor|vir
рубрика|рубрики|метки|метка|теги|тег|категория|категории|темы|тема|ключевые слова|раздел|опубликовано в|опубликовано в рубрике|размещено в|с метками|источник|сюжет|сюжеты|категорія|категорії|мітки|позначки|теги:|рубрика:|опубліковано в|розділ|теми|джерело|етикети|етикет|категория:|публикувано в|ключови думи|рубрики:|тагове|източник
kategori|kategoriler|etiketler|etiket|konular|konu|şurada yayınlandı|anahtar kelimeler|kaynak|kategori:|etiketlendi|bölüm|kategori:|label|tag:|topik|kata kunci|diterbitkan di|ditulis dalam|ditag|disimpan dalam|sumber|dalam|chuyên mục|thẻ|từ khóa|chủ đề|danh mục|nguồn
κατηγορία|κατηγορίες|ετικέτες|ετικέτα|δημοσιεύθηκε στην|θέματα|θέμα|tags:|λέξεις-κλειδιά|καταχωρήθηκε στην|πηγή|kategória|kategóriák|címkék|címke|témák|rovat|kulcsszavak|rovatok|forrás|categorie|categorii|etichete|publicat în|etichetă|cuvinte cheie|subiecte|sursa|categories|etiquetes|publicat a|publicat dins de|arxivat a|arxivat com a|kategoriak|etiketak|kategoritë|etiketa|burimi
التصنيف|التصنيفات|الوسوم|وسوم|تصنيفات|الأقسام|القسم|كلمات مفتاحية|الكلمات المفتاحية|نشر في|مواضيع|كلمات دلالية|العلامات|تصنيف|المصدر|قسم|أقسام|الكلمات الدلالية|دسته‌بندی|دسته بندی|دسته‌ها|دسته ها|دسته|برچسب|برچسب‌ها|برچسب ها|کلید واژه|کلیدواژه|کلیدواژه‌ها|کلمات کلیدی|موضوع|موضوعات|بخش|منتشر شده در|برچسب خورده|نوشته شده در|منبع|ارسال شده در|قسم|קטגוריה|קטגוריות|תגיות|תגים|פורסם בקטגוריה|תגית|נושאים|פורסם ב|מקור|פורסם בקטגוריות
श्रेणी|टैग|श्रेणियाँ|विषय|লেবেল|ট্যাগ|বিভাগ|หมวดหมู่|แท็ก|ป้ายกำกับ|分类|标签|分類|標籤|栏目|关键词|關鍵字|发布在|類別|來源|来源|标签:|カテゴリー|カテゴリ|タグ|キーワード|投稿カテゴリー|テーマ|관련기사|카테고리|태그|분류|키워드|출처
`
