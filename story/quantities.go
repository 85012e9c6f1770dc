package story

import (
	"strings"
	"sync"
)

// quantityWords are the words for two to twenty and the tens, and the days of the week, as reports write them
// in place of figures. Words for one are left out, because they are articles too, and words that are common
// in another of the languages ("once", "sei").
const quantityWords = `
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety
monday tuesday wednesday thursday friday saturday sunday
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn
neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
soixante
lundi mardi mercredi jeudi vendredi samedi dimanche
dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince dieciséis diecisiete dieciocho
diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa
lunes martes miércoles jueves viernes sábado domingo
due tre quattro cinque sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette
diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta
lunedì martedì mercoledì giovedì venerdì sabato domenica
dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezasseis dezessete
dezassete dezoito dezenove dezanove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa
segunda terça quarta quinta sexta
twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien
negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
два две двух трое три трёх четыре четырёх пять пяти шесть шести семь семи восемь восьми девять девяти десять десяти
одиннадцать двенадцать пятнадцать двадцать тридцать сорок пятьдесят
понедельник вторник среда среду среды четверг пятница пятницу пятницы суббота субботу субботы воскресенье
понедельника вторника четверга воскресенья
два три чотири п'ять шість сім вісім дев'ять десять понеділок вівторок середа середу четвер п'ятницю субота суботу неділя
неділю
dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwanaście dwadzieścia
poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę
iki üç dört beş altı yedi sekiz dokuz yirmi otuz kırk elli
pazartesi salı çarşamba perşembe cuma cumartesi pazar
`

// quantities returns the checksums of quantityWords, folded as texts are; made on first use.
var quantities = sync.OnceValue(func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(quantityWords) {
		m[sumOf(fold(w).sym)] = true
	}
	return m
})
