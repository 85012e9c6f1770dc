package lang

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/page/internal/chars"
)

type littleWordList struct {
	lang   string
	script script
	words  string
}

// littleWords are the words that make up a third of any text in a language and are rare in others.
var littleWords = []littleWordList{
	{"en", Latin, "the of and to in is that for was with as on by at from this are be have has not it his which " +
		"their were been would had they"},
	{"de", Latin, "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an " +
		"werden aus er hat dass sie nach wird bei einer um am sind noch wie"},
	{"fr", Latin, "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont " +
		"avec son aux ou été cette d'une mais nous"},
	{"es", Latin, "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha " +
		"me si sin sobre este ya entre cuando"},
	{"it", Latin, "di e il la che in a per un è del non della le una i si con da dei sono al alla nel come anche " +
		"più ha lo gli ma delle degli nella dal"},
	{"pt", Latin, "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das " +
		"tem à seu sua ou ser quando são pela"},
	{"nl", Latin, "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij door uit " +
		"over naar heeft werd worden nog wordt deze"},
	{"sv", Latin, "och i att det som en på är av för med till den har de inte om ett han men var jag från vid så " +
		"kan när även sig efter ska"},
	{"no", Latin, "og i det er på en av til som for med at har de den ikke om et men var han seg fra vi kan ved så " +
		"etter skal også blir ble"},
	{"da", Latin, "og i at det er en til af på for med den de har som ikke der et om men var han fra sig kan ved så " +
		"efter skal også bliver blev"},
	{"fi", Latin, "ja on ei se että oli hän mutta ovat joka kuin myös niin mukaan ole sen jos vain kun hänen sitä " +
		"tai mitä vuonna voi sekä"},
	{"pl", Latin, "w i na z się do nie że to jest o jak za od po przez ale co tym dla są był jego tego oraz już " +
		"tylko które który może jej"},
	{"cs", Latin, "a v se na je že s z do o i to k ve jako za by si ale pro po jsou jeho bylo které který podle " +
		"nebo také až při však"},
	{"sk", Latin, "a v sa na je že s z do o i to k vo ako za by si ale pre po sú jeho bolo ktoré ktorý podľa alebo " +
		"aj až pri však"},
	{"hu", Latin, "a az és hogy nem is egy volt meg ez de csak már még mint vagy el ki azt van lesz kell szerint " +
		"után aki ezt illetve lehet"},
	{"ro", Latin, "de și în a la cu pe nu că o este un din mai care să se pentru au fost sunt prin după dar sau " +
		"această fi lui ale al"},
	{"hr", Latin, "i u je da se na za su s od a ne o koji što kako će će bi to iz ali te nije biti kao koja samo do " +
		"godine nakon"},
	{"sl", Latin, "in je v na da za se so ki z pa po tudi ni bi s od o kot ne še do pri bo ter lahko bilo med leta"},
	{"tr", Latin, "ve bir bu da de için ile olarak çok daha olan gibi ne kadar en sonra var ki ya o değil her ise " +
		"oldu ama mi tarafından göre"},
	{"id", Latin, "yang dan di dari untuk dengan ini pada itu dalam tidak akan juga oleh ke adalah sebagai tersebut " +
		"karena bisa telah ada mereka saat"},
	{"vi", Latin, "và của là có trong được không cho một các với người này đã khi để những từ đến tại về ra năm như " +
		"cũng"},
	{"ca", Latin, "de la i que el en a els les per un una amb del és no al ha més com aquest però va ser són seva " +
		"també dels"},
	{"et", Latin, "ja on ei et see oli kui ka mis ning ta aga või selle kes oma mida eesti siis seda"},
	{"lv", Latin, "un ir ka no ar par uz kas gada tiek bija arī lai pēc kā bet latvijas savu vai tas"},
	{"lt", Latin, "ir kad yra su į iš buvo tai apie bet ar dėl po lietuvos taip pat jo kaip už savo"},
	{"sq", Latin, "të e në dhe i për me një që nga se më është nuk do ka si por janë kjo tij"},
	{"az", Latin, "və bu bir üçün ilə də olan sonra ki daha kimi çox olub edib onun azərbaycan isə deyib"},
	{"sw", Latin, "na ya wa kwa ni katika za la kuwa hiyo huo cha watu alisema hii"},
	{"ru", cyrillic, "и в не на что с он как это по но из у за от так его же для был о к а бы она все мы также " +
		"которые было их только при"},
	{"uk", cyrillic, "і в не на що з та у до це як за але його від для про він було ми також який які є або вони " +
		"при щоб її"},
	{"bg", cyrillic, "на и да в за от се е не с че по са до като си ще това при след който които но има беше бе към " +
		"или"},
	{"sr", cyrillic, "и у је да се на за су од са не о који што како ће би то из али није као која само до после"},
	{"mk", cyrillic, "на и во да се од за е со не дека што ќе го ги како но по или кој кои беше до има"},
	{"be", cyrillic, "і ў не на што з у да як па за але гэта ад яго для ён было мы якія які таксама пра калі"},
	{"kk", cyrillic, "және бұл мен да де үшін бар деп бір туралы болып қазақстан ол еді жылы"},
	{"ar", arabic, "في من على إلى أن عن مع هذا التي الذي كان ما لا هذه قد كما بعد بين قال ذلك هو وقد خلال لم حيث أو " +
		"كانت وفي ولا"},
	{"fa", arabic, "و در به از که این را با است برای آن یک تا خود بر هم شد شده کرد نیز می\u200cشود ها های بود اما " +
		"ما می کند دارد"},
	{"ur", arabic, "کے کی میں کا ہے اور سے کو نے پر کہ ہیں یہ اس جو نہیں تھا گیا بھی ایک لیے وہ کیا ان"},
	{"ps", arabic, "د په او چې کې ته له یې سره دی کړي څخه نه دا هم ده شوي وي کړ"},
	{"ckb", arabic, "لە بە و کە بۆ ئەم ئەو لەگەڵ هەر بوو دەکات یەک ناو دوای خۆی سەر"},
	{"he", hebrew, "של את על לא הוא כי גם זה עם היא או אל אבל כל הם יש אם היה בין לפי רק אני"},
	{"yi", hebrew, "די און אין צו פון איז דער אויף מיט ניט האט דאס"},
	{"hi", devanagari, "के की में है और से को का ने पर हैं कि यह एक भी नहीं था इस लिए तो"},
	{"mr", devanagari, "आणि आहे या हे की ते केली होते नाही असे यांनी त्यांनी मध्ये आहेत"},
	{"ne", devanagari, "र छ को मा पनि गरेको छन् भएको हो लागि गर्ने नेपाल यो"},
	{"bn", bengali, "এবং ও এই করে থেকে তার না হয় করা এক জন্য কথা যে এ হয়েছে"},
	{"as", bengali, "আৰু এই হৈ কৰি পৰা নহয় কৰা"},
	{"am", ethiopic, "እና ነው ላይ ውስጥ ጋር ነበር ግን ወደ"},
	{"ti", ethiopic, "እዩ ኣብ ናይ እቲ ምስ ካብ"},
}

// ownLetters are letters that few languages of a script use; each counts like a common word.
var ownLetters = []struct {
	letters string
	langs   string
}{
	{"ы", "ru be kk"}, {"э", "ru be kk"}, {"ё", "ru be"}, {"і", "uk be kk"}, {"їєґ", "uk"}, {"ў", "be"}, {"ъ", "bg"},
	{"љњџ", "sr mk"},
	{"ђћ", "sr"}, {"ѓќѕ", "mk"}, {"ј", "sr mk"}, {"әғқңұһ", "kk"},
	{"پچگ", "fa ur ps ckb"}, {"ژ", "fa"}, {"ٹڈےںڑھ", "ur"}, {"ټډړښږېۍ", "ps"}, {"ێۆەڵڕ", "ckb"}, {"ةىك", "ar"},
	{"أإ", "ar"},
	{"ײױװ", "yi"},
}

var letterLangs = func() map[rune]uint64 {
	m := make(map[rune]uint64)
	for _, o := range ownLetters {
		var set uint64
		for i, l := range littleWords {
			for lang := range strings.FieldsSeq(o.langs) {
				if lang == l.lang {
					set |= 1 << i
				}
			}
		}
		for _, r := range o.letters {
			m[r] |= set
		}
	}
	return m
}()

// maxLittleLangs is an upper bound of len(littleWords).
const maxLittleLangs = 64

// wordLangs maps each common word to the bit set of its languages.
var wordLangs = func() map[string]uint64 {
	m := make(map[string]uint64, 1600)
	for i, l := range littleWords {
		for w := range strings.FieldsSeq(l.words) {
			m[w] |= 1 << i
		}
	}
	return m
}()

// ByLittleWords counts the common words of each language of the script in text. It returns the
// language with the most when it is clearly ahead of the next, its count, and the count of the
// language own. It stops early when own is clearly the one.
func ByLittleWords(text string, s script, own string) (best string, hits, ownHits int) {
	var count [maxLittleLangs]int
	var low [32]byte
	ownAt := slices.IndexFunc(littleWords, func(l littleWordList) bool { return l.lang == own })
	for i, words := 0, 0; i < len(text); {
		// A word: letters, marks and what joins them.
		start, n, fits := i, 0, true
		for i < len(text) {
			c := text[i]
			if c < utf8.RuneSelf {
				if !chars.IsLetter(c) && c != '\'' {
					break
				}
				if n < len(low) {
					low[n] = c | 0x20
					if c == '\'' {
						low[n] = c
					}
					n++
				} else {
					fits = false
				}
				i++
				continue
			}
			r, size := utf8.DecodeRuneInString(text[i:])
			r = lowerLetter(r)
			if r == 0 {
				break
			}
			if s != Latin {
				vote(&count, letterLangs[r])
			}
			if n+utf8.UTFMax <= len(low) {
				n += utf8.EncodeRune(low[n:], r)
			} else {
				fits = false
			}
			i += size
		}
		if i == start {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		if !fits {
			continue
		}
		vote(&count, wordLangs[string(low[:n])])
		if words++; words%64 == 0 && ownAt >= 0 && count[ownAt] > 15 && count[ownAt] == slices.Max(count[:]) {
			return own, count[ownAt], count[ownAt]
		}
	}
	second := 0
	for k, l := range littleWords {
		if l.lang == own {
			ownHits = count[k]
		}
		if l.script != s {
			continue
		}
		if count[k] > hits {
			best, second, hits = l.lang, hits, count[k]
		} else if count[k] > second {
			second = count[k]
		}
	}
	// Languages of one family share words: a fifth more is a clear lead.
	if hits*5 < second*6 {
		return "", hits, ownHits
	}
	return best, hits, ownHits
}

// lowerLetter returns r in lower case when it is part of words, else 0.
func lowerLetter(r rune) rune {
	if r < rune(len(lowerLetters)) {
		return rune(lowerLetters[r])
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u200c' {
		return unicode.ToLower(r)
	}
	return 0
}

// lowerLetters is a table of lowerLetter for the alphabets up to Arabic.
var lowerLetters = func() (t [0x700]uint16) {
	for r := range rune(len(t)) {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			t[r] = uint16(unicode.ToLower(r))
		}
	}
	return t
}()

// vote adds one to the count of each language in a bit set.
func vote(count *[maxLittleLangs]int, langs uint64) {
	for ; langs != 0; langs &= langs - 1 {
		count[bits.TrailingZeros64(langs)]++
	}
}

// LittleWords returns the number of common words of each language in text, and of all words.
func LittleWords(text string) (hits map[string]int, words int) {
	var count [maxLittleLangs]int
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return lowerLetter(r) == 0 && r != '\'' }) {
		words++
		if len(word) <= longestLittleWord {
			vote(&count, wordLangs[strings.ToLower(word)])
		}
	}
	hits = map[string]int{}
	for i, l := range littleWords {
		if count[i] > 0 {
			hits[l.lang] = count[i]
		}
	}
	return hits, words
}

// longestLittleWord is an upper bound of the bytes of the longest word of littleWords.
const longestLittleWord = 40
