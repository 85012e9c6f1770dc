package words

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

var pleaNames = [...]string{"none", "consent", "share", "newsletter", "related", "comments", "login", "missing",
	"blocked", "searching"}

func (p Plea) String() string {
	if int(p) < len(pleaNames) {
		return pleaNames[p]
	}
	return "none"
}

// noticeWords are single words that are evidence of a notice, by its name.
var noticeWords = tables("notices")

// PleaWords calls f with every single word that is evidence of a notice, in lower case.
func PleaWords(f func(word string, p Plea)) {
	for _, p := range [...]Plea{Consent, Share, Newsletter, Related, Comments, Login} {
		for _, w := range noticeWords[p.String()] {
			f(w, p)
		}
	}
}

// dead are phrases of pages that hold nothing, folded (see Fold), and what each tells.
var dead, deadPleas = func() (f *finder, pleas []Plea) {
	var all []string
	phrases := tables("dead")
	for _, p := range [...]Plea{Missing, Blocked, Login, Searching} {
		for _, s := range folded(phrases[p.String()]) {
			all, pleas = append(all, s), append(pleas, p)
		}
	}
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

var subscribing = newFinder(folded(tables("dead")["subscribing"]))

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
