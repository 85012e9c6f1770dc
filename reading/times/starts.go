package times

import (
	"cuttings/internal/wordset"
)

// mayStart reports whether an expression can begin with a word in lower case. The rules are tried only there,
// at a twentieth of all words.
func mayStart(w string) bool {
	if w == "" {
		return false
	}
	if c := w[0]; c >= '0' && c <= '9' || c == '\'' {
		return true
	}
	return startWords[w]
}

// startWords and neverStart together are all words in the rules.
var startWords = wordset.Of(`a a.m a.m. about after afternoon afternoons ago all almost am an annual annually
	approximately apr apr. april as at aug aug. august autumn before beginning between bimonthly biweekly
	centuries century close coming couple current currently daily dawn day days dec dec. decade decades december
	dozen during dusk each earlier early eight eighteen eighteenth eighth eighty eleven eleventh end evening
	evenings every everyday fall feb feb. february feet few fewer fifteen fifteenth fifth fifty final first
	fiscal five following for former formerly forty four fourteen fourteenth fourth fri friday full future half
	hour hourly hours hundred jan jan. january jul jul. july jun jun. june last late lately later latest least
	less long many mar mar. march may may. mid mid- midday middle midnight miles millennia millennium million
	minute minutes moment mon monday month monthly months more morning mornings most nd near nearly next night
	nightly nights nine nineteen nineteenth ninety ninth no noon not nov nov. november now nowadays numerous
	o'clock oct oct. october once one overnight p.m p.m. part past per percent period pm point possible
	preceding present presently previous previously prior quarter quarters rd recent recently right roughly run
	s same sat saturday season second seconds semiannual sep sep. sept september seven seventeen seventeenth
	seventh seventy several short shortly since six sixteen sixteenth sixth sixty some sometime soon spring st
	start straight summer sun sunday ten tenth term th that the these third thirteen thirteenth thirty this
	those thousand three through thu thur thurs thursday today tomorrow tonight tue tues tuesday twelfth twelve
	twentieth twenty twice two until up various very wed wednesday week weekday weekend weekends weekly weeks
	winter year yearly years yesterday boxing christmas easter good halloween independence labor another latter
	memorial new thanksgiving valentine valentine's st.`)

var neverStart = wordset.Of(`additional age and behind business but by calendar clock consecutive cue date
	dollars duration edt en est figures from gmt hand hence her his in iso local my of old olds on other our p
	pdt people planned plans pledged promised promises pst reference scheduled school set shall shifted slashes
	than their time to told unit units upcoming utc vowed when whole will with word b.c b.c. b.c.e b.c.e. bc bce
	billion comparable corresponding ended ending eve holiday or patrick's so trading working year's begin due
	effective expected expects expire expires payable resume ad around ce circa`)
