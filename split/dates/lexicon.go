package dates

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cuttings/split/words"
)

// monthNames lists each language's month names, January first, months separated
// by "|", forms of one month by a space; "_" stands for a space inside a form.
// The first form is the full name; abbreviations of three and four letters are
// derived from it where they are unambiguous within the language. Those of the
// languages of India, Amharic and Afrikaans are CLDR's.
var monthNames = map[string]string{
	"en": "january|february|march|april|may|june|july|august|september sept|october|november|december",
	"de": "januar jänner jan|februar feber|märz maerz mrz|april|mai|juni|juli|august|september " +
		"sept|oktober|november|dezember",
	"fr": "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août aout|septembre " +
		"sept|octobre|novembre|décembre",
	"es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre sept " +
		"set|octubre|noviembre|diciembre",
	"pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
	"gl": "xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro",
	"ca": "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
	"it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
	"nl": "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
	"sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
	"no": "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember",
	"da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
	"is": "janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember",
	"fi": "tammikuu tammikuuta tammikuun tammi|helmikuu helmikuuta helmikuun helmi|maaliskuu maaliskuuta maaliskuun " +
		"maalis|huhtikuu huhtikuuta huhtikuun huhti|toukokuu toukokuuta toukokuun touko|kesäkuu kesäkuuta kesäkuun " +
		"kesä|heinäkuu heinäkuuta heinäkuun heinä|elokuu elokuuta elokuun elo|syyskuu syyskuuta syyskuun " +
		"syys|lokakuu lokakuuta lokakuun loka|marraskuu marraskuuta marraskuun marras|joulukuu joulukuuta joulukuun " +
		"joulu",
	"et": "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember",
	"lv": "janvāris janvārī janvāra|februāris februārī februāra|marts martā marta|aprīlis aprīlī aprīļa|maijs maijā " +
		"maija|jūnijs jūnijā jūnija|jūlijs jūlijā jūlija|augusts augustā augusta|septembris septembrī " +
		"septembra|oktobris oktobrī oktobra|novembris novembrī novembra|decembris decembrī decembra",
	"lt": "sausis sausio|vasaris vasario|kovas kovo|balandis balandžio|gegužė gegužės|birželis birželio|liepa " +
		"liepos|rugpjūtis rugpjūčio|rugsėjis rugsėjo|spalis spalio|lapkritis lapkričio|gruodis gruodžio",
	"pl": "styczeń stycznia|luty lutego|marzec marca|kwiecień kwietnia|maj maja|czerwiec czerwca|lipiec " +
		"lipca|sierpień sierpnia|wrzesień września|październik października paź|listopad listopada|grudzień grudnia",
	"cs": "leden ledna|únor února|březen března|duben dubna|květen května|červen června|červenec července|srpen " +
		"srpna|září|říjen října|listopad listopadu|prosinec prosince",
	"sk": "január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla|august " +
		"augusta|september septembra|október októbra|november novembra|december decembra",
	"hr": "siječanj siječnja|veljača veljače|ožujak ožujka|travanj travnja|svibanj svibnja|lipanj lipnja|srpanj " +
		"srpnja|kolovoz kolovoza|rujan rujna|listopad listopada|studeni studenog studenoga|prosinac prosinca",
	"sr": "januar januara јануар јануара|februar februara фебруар фебруара|mart marta март марта|april aprila април " +
		"априла|maj maja мај маја|jun juna juni јун јуна|jul jula juli јул јула|avgust avgusta август " +
		"августа|septembar septembra септембар септембра|oktobar oktobra октобар октобра|novembar novembra новембар " +
		"новембра|decembar decembra децембар децембра",
	"bs": "januar januara|februar februara|mart marta|april aprila|maj maja|juni juna|juli jula|august " +
		"augusta|septembar septembra|oktobar oktobra|novembar novembra|decembar decembra",
	"sl": "januar januarja|februar februarja|marec marca|april aprila|maj maja|junij junija|julij julija|avgust " +
		"avgusta|september septembra|oktober oktobra|november novembra|december decembra",
	"ru": "январь января|февраль февраля|март марта|апрель апреля|май мая|июнь июня|июль июля|август " +
		"августа|сентябрь сентября|октябрь октября|ноябрь ноября|декабрь декабря",
	"uk": "січень січня|лютий лютого|березень березня|квітень квітня|травень травня|червень червня|липень " +
		"липня|серпень серпня|вересень вересня|жовтень жовтня|листопад листопада|грудень грудня",
	"be": "студзень студзеня|люты лютага|сакавік сакавіка|красавік красавіка|май мая травень траўня|чэрвень " +
		"чэрвеня|ліпень ліпеня|жнівень жніўня|верасень верасня|кастрычнік кастрычніка|лістапад лістапада|снежань " +
		"снежня",
	"bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
	"mk": "јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември",
	"tr": "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
	"az": "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
	"id": "januari|februari|maret|april|mei|juni|juli|agustus ags agt|september|oktober|november nopember|desember",
	"ms": "januari|februari|mac|april|mei|jun|julai|ogos|september|oktober|november|disember",
	"tl": "enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre",
	"vi": "tháng_giêng|tháng_hai|tháng_ba|tháng_tư|tháng_năm|tháng_sáu|tháng_bảy|tháng_tám|tháng_chín|tháng_mười|" +
		"tháng_mười_một|tháng_mười_hai",
	"el": "ιανουάριος ιανουαρίου|φεβρουάριος φεβρουαρίου|μάρτιος μαρτίου|απρίλιος απριλίου|μάιος μαΐου μαι " +
		"μάη|ιούνιος ιουνίου ιούν|ιούλιος ιουλίου ιούλ|αύγουστος αυγούστου|σεπτέμβριος σεπτεμβρίου|οκτώβριος " +
		"οκτωβρίου|νοέμβριος νοεμβρίου|δεκέμβριος δεκεμβρίου",
	"hu": "január|február|március|április|május|június|július|augusztus|szeptember szept|október|november|december",
	"ro": "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
	"sq": "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor",
	"eu": "urtarrila urtarrilaren|otsaila otsailaren|martxoa martxoaren|apirila apirilaren|maiatza " +
		"maiatzaren|ekaina ekainaren|uztaila uztailaren|abuztua abuztuaren|iraila irailaren|urria urriaren|azaroa " +
		"azaroaren|abendua abenduaren",
	"cy": "ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr",
	"sw": "januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba",
	"ar": "يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار|أبريل إبريل نيسان أفريل|مايو أيار ماي|يونيو حزيران " +
		"جوان|يوليو تموز جويلية يوليوز|أغسطس آب أوت غشت|سبتمبر أيلول شتنبر|أكتوبر تشرين_الأول|نوفمبر تشرين_الثاني " +
		"نونبر|ديسمبر كانون_الأول دجنبر",
	"fa": "ژانویه|فوریه|مارس|آوریل آپریل|مه می مئی|ژوئن جون|ژوئیه ژوییه جولای|اوت آگوست آگست|سپتامبر سپتمبر|اکتبر " +
		"اکتوبر|نوامبر نومبر|دسامبر دسمبر",
	"ur": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
	"ku": "kanûna_paşîn|sibat|adar|nîsan|gulan|hezîran|tîrmeh|tebax|îlon|cotmeh|mijdar|kanûna_pêşîn",
	"he": "ינואר|פברואר|מרץ מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
	"hi": "जनवरी|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर " +
		"दिसम्बर",
	"bn": "জানুয়ারি জানুয়ারী|ফেব্রুয়ারি " +
		"ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
	"th": "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม",
	"ka": "იანვარი|თებერვალი|მარტი|აპრილი|მაისი|ივნისი|ივლისი|აგვისტო|სექტემბერი|ოქტომბერი|ნოემბერი|დეკემბერი",
	"hy": "հունվար հունվարի|փետրվար փետրվարի|մարտ մարտի|ապրիլ ապրիլի|մայիս մայիսի|հունիս հունիսի|հուլիս " +
		"հուլիսի|օգոստոս օգոստոսի|սեպտեմբեր սեպտեմբերի|հոկտեմբեր հոկտեմբերի|նոյեմբեր նոյեմբերի|դեկտեմբեր դեկտեմբերի",
	"ta": "ஜனவரி ஜன|பிப்ரவரி பிப்|மார்ச் மார்|ஏப்ரல் ஏப்|மே|ஜூன்|ஜூலை|ஆகஸ்ட் ஆக|செப்டம்பர் செப்|அக்டோபர் " +
		"அக்|நவம்பர் நவ|டிசம்பர் டிச",
	"ml": "ജനുവരി ജനു|ഫെബ്രുവരി ഫെബ്രു|മാർച്ച് മാർ|ഏപ്രിൽ ഏപ്രി|മേയ്|ജൂൺ|ജൂലൈ|ഓഗസ്റ്റ് ഓഗ|സെപ്റ്റംബർ " +
		"സെപ്റ്റം|ഒക്‌ടോബർ ഒക്ടോ|നവംബർ നവം|ഡിസംബർ ഡിസം",
	"te": "జనవరి జన|ఫిబ్రవరి ఫిబ్ర|మార్చి|ఏప్రిల్ ఏప్రి|మే|జూన్|జులై|ఆగస్టు ఆగ|సెప్టెంబర్ సెప్టెం|అక్టోబర్ " +
		"అక్టో|నవంబర్ నవం|డిసెంబర్ డిసెం",
	"kn": "ಜನವರಿ ಜನ|ಫೆಬ್ರವರಿ ಫೆಬ್ರ|ಮಾರ್ಚ್|ಏಪ್ರಿಲ್ ಏಪ್ರಿ|ಮೇ|ಜೂನ್|ಜುಲೈ|ಆಗಸ್ಟ್ ಆಗ|ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ|ಅಕ್ಟೋಬರ್ " +
		"ಅಕ್ಟೋ|ನವೆಂಬರ್ ನವೆಂ|ಡಿಸೆಂಬರ್ ಡಿಸೆಂ",
	"mr": "जानेवारी जाने|फेब्रुवारी फेब्रु|मार्च|एप्रिल एप्रि|मे|जून|जुलै|ऑगस्ट ऑग|सप्टेंबर सप्टें|ऑक्टोबर " +
		"ऑक्टो|नोव्हेंबर नोव्हें|डिसेंबर डिसें",
	"gu": "જાન્યુઆરી જાન્યુ|ફેબ્રુઆરી ફેબ્રુ|માર્ચ|એપ્રિલ|મે|જૂન|જુલાઈ|ઑગસ્ટ|સપ્ટેમ્બર સપ્ટે|ઑક્ટોબર ઑક્ટો|નવેમ્બર " +
		"નવે|ડિસેમ્બર ડિસે",
	"am": "ጃንዋሪ ጃን|ፌብሩዋሪ ፌብ|ማርች|ኤፕሪል ኤፕሪ|ሜይ|ጁን|ጁላይ|ኦገስት ኦገስ|ሴፕቴምበር ሴፕቴ|ኦክቶበር ኦክቶ|ኖቬምበር ኖቬም|ዲሴምበር ዲሴም",
	"af": "januarie jan|februarie feb|maart mrt|april apr|mei|junie jun|julie jul|augustus aug|september " +
		"sep|oktober okt|november nov|desember des",
	"pa": "ਜਨਵਰੀ|ਫ਼ਰਵਰੀ ਫਰਵਰੀ|ਮਾਰਚ|ਅਪ੍ਰੈਲ|ਮਈ|ਜੂਨ|ਜੁਲਾਈ|ਅਗਸਤ|ਸਤੰਬਰ|ਅਕਤੂਬਰ|ਨਵੰਬਰ|ਦਸੰਬਰ",
	"ne": "जनवरी|फेब्रुअरी|मार्च|अप्रिल|मे|जुन|जुलाई|अगस्ट|सेप्टेम्बर|अक्टोबर|नोभेम्बर|डिसेम्बर",
	"kk": "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
	"uz": "yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr sentyabr|oktabr oktyabr|noyabr|dekabr",
	"eo": "januaro|februaro|marto|aprilo|majo|junio|julio|aŭgusto|septembro|oktobro|novembro|decembro",
}

// jalaliNames lists the months of the Solar Hijri calendar, Farvardin first, as
// written in Iran, in Afghanistan, and in Latin letters.
const jalaliNames = "فروردین حمل farvardin|اردیبهشت ثور ordibehesht|خرداد جوزا khordad|تیر سرطان tir|مرداد امرداد " +
	"اسد mordad|شهریور سنبله shahrivar|مهر میزان mehr|آبان عقرب aban|آذر قوس azar|دی جدی dey|بهمن دلو bahman|اسفند " +
	"حوت esfand"

// ethiopianNames lists the months of the Ethiopian calendar, Meskerem first, in
// Amharic spellings and in Latin letters. The thirteenth has five or six days.
const ethiopianNames = "መስከረም meskerem|ጥቅምት tikimt|ኅዳር ህዳር ሕዳር hidar|ታኅሣሥ ታህሳስ ታኅሳስ ታህሣሥ tahsas|ጥር|የካቲት " +
	"yekatit|መጋቢት megabit|" +
	"ሚያዝያ ሚያዚያ miyazya|ግንቦት ginbot|ሰኔ|ሐምሌ ሀምሌ ኀምሌ hamle|ነሐሴ ነሃሴ ነሀሴ nehase|ጳጉሜን ጳጉሜ pagume"

// weekdayNames are the names of the seven days in any order; abbreviations that
// are not their prefixes follow.
var weekdayNames = []string{
	"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
	"lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
	"lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom",
	"segunda terça quarta quinta sexta sábado domingo segunda-feira terça-feira quarta-feira quinta-feira " +
		"sexta-feira feira seg ter qua qui sex",
	"lunedì martedì mercoledì giovedì venerdì sabato domenica gio ven sab",
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo",
	"måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tor tors fre lör sön",
	"mandag tirsdag onsdag torsdag fredag lørdag søndag man tir lør søn",
	"maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona " +
		"torstaina perjantaina lauantaina sunnuntaina ti ke pe la su",
	"esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
	"pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
	"pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis",
	"poniedziałek wtorek środa czwartek piątek sobota niedziela pon wto czw pią nie",
	"pondělí úterý středa čtvrtek pátek sobota neděle",
	"pondelok utorok streda štvrtok piatok sobota nedeľa",
	"ponedjeljak utorak srijeda četvrtak petak subota nedjelja ponedeljak sreda nedelja",
	"понедељак уторак среда четвртак петак субота недеља",
	"ponedeljek torek sreda četrtek petek sobota nedelja",
	"понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
	"понеділок вівторок середа четвер п'ятниця субота неділя",
	"понеделник вторник сряда четвъртък петък събота неделя",
	"понеделник вторник среда четврток петок сабота недела",
	"pazartesi salı çarşamba perşembe cuma cumartesi pazar",
	"senin selasa rabu kamis jumat jum'at sabtu minggu isnin khamis jumaat ahad",
	"thứ hai ba tư sáu bảy chủ nhật",
	"δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
	"hétfő kedd szerda csütörtök péntek szombat vasárnap",
	"luni marți miercuri joi vineri sâmbătă duminică",
	"dilluns dimarts dimecres dijous divendres dissabte diumenge",
	"hënë martë mërkurë enjte premte shtunë diel",
	"الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
	"شنبه یکشنبه دوشنبه سه‌شنبه سه چهارشنبه چهار پنجشنبه پنج‌شنبه پنج جمعه یک دو",
	"שני שלישי רביעי חמישי שישי שבת ראשון יום",
	"सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
	"সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
	"월요일 화요일 수요일 목요일 금요일 토요일 일요일",
}

// fillers are words that stand around a date on a line of its own: "Posted on",
// "Updated", "veröffentlicht am". A line of nothing else is a date line.
const fillers = `posted on published publish updated update last at date added created submitted written filed issued
 release released modified edited the of time printed dated since from web first as est
 veröffentlicht am aktualisiert den dem der stand vom datum erstellt zuletzt geändert um uhr gepostet eingestellt
 publié publiée le la mis mise à jour posté modifié date du en ligne heure h
 publicado el fecha actualizado actualizada a las por última actualización horas hs del día
 postado em publicada atualizado atualizada às data hora
 pubblicato il alle ore aggiornato inserito data ultima modifica del
 geplaatst op gepubliceerd bijgewerkt laatst gewijzigd om uur
 publicerad publicerat uppdaterad uppdaterat den kl klockan senast
 publisert oppdatert den klokken sist endret offentliggjort opdateret publiceret d
 julkaistu päivitetty klo
 opublikowano dodano data publikacji aktualizacja godz dnia r roku
 publikováno vydáno aktualizováno dne v hod přidáno zveřejnené dňa uverejnené pridané
 objavljeno datum u sati ažurirano godine god objavljen posodobljeno ob
 опубликовано дата обновлено в г год года добавлено размещено публикация время мск
 опубліковано оновлено о року рік р додано
 публикувано обновено на от ч г часа дата
 yayınlanma tarihi yayınlandı güncellendi güncelleme saat tarih son tarihinde
 diterbitkan pada tanggal diperbarui pukul jam wib wita wit oleh dipublikasikan dikemaskini
 đăng ngày lúc cập nhật giờ vào
 δημοσιεύτηκε δημοσιεύθηκε στις την ημερομηνία ενημερώθηκε ώρα τελευταία ενημέρωση
 közzétéve frissítve dátum
 publicat actualizat data ora la
 نشر نشرت في بتاريخ تاريخ النشر آخر تحديث الساعة تم التحديث الموافق م
 تاریخ انتشار منتشر شده در ساعت به روز رسانی روزرسانی بروزرسانی انتشار زمان مطلب خبر ه ش
 פורסם ב בתאריך עודכן בשעה תאריך עדכון אחרון
 प्रकाशित को अपडेट दिनांक समय
 ዓ ም ዓም እለት ቀን
 发布 于 发表 時間 时间 日期 更新 發布 投稿 日 公開 掲載 最終 작성 일 등록 게시 수정 입력 於 发 布 發 表 時 间 間 日 期 更 新 公 開 開 投 稿 掲 載 最 終 작 성 등 록 게 시 수 정 입 력 時 时 分 秒 点 星 期 週 周 礼 曜 一 二 三 四 五 六 天 月 火 水 木 金 土 午 上 下 오 전 후 시 요
 gmt utc est edt cst cdt mst mdt pst pdt cet cest bst msk am pm a m p ist`

// lexicon is the compiled form of the tables above.
type lexicon struct {
	months   map[string][]monthEntry
	weekdays map[string]bool
	fillers  map[string]bool
	units    map[string]unit
	longest  int // words in the longest month name
}

// monthEntry is one meaning of a month word.
type monthEntry struct {
	month uint8
	cal   calendar
	langs []string
	short bool // derived abbreviation or fewer than four letters
}

// load compiles the lexicon on first use; it is never changed after that.
var load = sync.OnceValue(func() *lexicon {
	l := &lexicon{months: map[string][]monthEntry{}, weekdays: map[string]bool{}, fillers: map[string]bool{},
		units: unitWords()}
	for _, lang := range slices.Sorted(maps.Keys(monthNames)) { // in order, so that ties fall the same way every time
		addMonths(l, lang, monthNames[lang], gregorian)
	}
	addMonths(l, "fa", jalaliNames, jalali)
	addMonths(l, "am", ethiopianNames, ethiopian)
	for _, line := range weekdayNames {
		for _, w := range strings.Fields(line) {
			w = words.Fold(w)
			l.weekdays[w] = true
			if r := []rune(w); len(r) > 3 && alphabetic(w) {
				l.weekdays[string(r[:3])] = true
			}
		}
	}
	for _, w := range strings.Fields(fillers) {
		l.fillers[words.Fold(w)] = true
	}
	return l
})

func addMonths(l *lexicon, lang, names string, cal calendar) {
	months := strings.Split(names, "|")
	prefixes := map[string]int{} // derived abbreviation → month, 0 when two months share it
	for i, m := range months {
		for j, form := range strings.Fields(m) {
			form = words.Fold(strings.ReplaceAll(form, "_", " "))
			l.longest = max(l.longest, strings.Count(form, " ")+1)
			addMonth(l, form, lang, i+1, cal, utf8.RuneCountInString(form) < 4)
			if j > 0 || cal != gregorian || !alphabetic(form) {
				continue
			}
			for _, n := range [...]int{3, 4} {
				if r := []rune(form); len(r) > n {
					p := string(r[:n])
					if old, ok := prefixes[p]; ok && old != i+1 {
						prefixes[p] = 0
					} else {
						prefixes[p] = i + 1
					}
				}
			}
		}
	}
	for p, m := range prefixes {
		if m != 0 {
			addMonth(l, p, lang, m, cal, true)
		}
	}
}

func addMonth(l *lexicon, form, lang string, m int, cal calendar, short bool) {
	list := l.months[form]
	for i := range list {
		if int(list[i].month) == m && list[i].cal == cal {
			list[i].langs = append(list[i].langs, lang)
			list[i].short = list[i].short && short
			return
		}
	}
	l.months[form] = append(list, monthEntry{uint8(m), cal, []string{lang}, short})
}

// alphabetic reports whether the form is of a script that abbreviates by prefix.
func alphabetic(form string) bool {
	for _, r := range form {
		if r == ' ' || r >= 0x530 {
			return false
		}
	}
	return true
}

// month looks a folded word up. Where languages disagree ("listopad" is October
// in Croatian, November in Polish and Czech) the text's language decides, then
// the number of languages that share a meaning.
func (l *lexicon) month(word, lang string) (monthEntry, bool) {
	list := l.months[word]
	if len(list) == 0 {
		// Hebrew joins "in" to the month.
		if rest, ok := strings.CutPrefix(word, "ב"); ok {
			list = l.months[rest]
		}
		if len(list) == 0 {
			return monthEntry{}, false
		}
	}
	best := list[0]
	for _, e := range list {
		for _, el := range e.langs {
			if el == lang {
				return e, true
			}
		}
		if len(e.langs) > len(best.langs) {
			best = e
		}
	}
	return best, true
}

// IsDateWord reports whether a word is the name of a month or a weekday, or one
// that introduces dates ("Published", "Aktualisiert"), in any language. Short
// words, which are also parts of names, are none.
func IsDateWord(w string) bool {
	w = words.Fold(w)
	if utf8.RuneCountInString(w) < 4 {
		return false
	}
	l := load()
	if l.weekdays[w] || l.fillers[w] && utf8.RuneCountInString(w) > 5 {
		return true
	}
	_, ok := l.months[w]
	return ok
}

// OnlyFillers reports whether a text is nothing but words that introduce dates and
// parts of them: "Veröffentlicht am", "Updated: April". A month alone is a name too.
func OnlyFillers(s string) bool {
	l, fillers := load(), 0
	for w := range strings.FieldsFuncSeq(words.Fold(s),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if l.fillers[w] || l.weekdays[w] {
			fillers++
		} else if len(l.months[w]) == 0 {
			return false
		}
	}
	return fillers > 0
}
