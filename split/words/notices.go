package words

// Notice is a kind of text that surrounds articles or replaces one: a request to the reader or a
// message.
type Notice uint8

// The kinds of notices.
const (
	NoNotice   Notice = iota
	Consent           // cookies, tracking
	Share             // pass the page on
	Newsletter        // subscribe or sign up
	Related           // read another article
	Comments          // take part in a discussion
	Login             // sign in to read on
	Missing           // the page does not exist
	Blocked           // proof of being human asked for, or not available in the reader's region
	Searching         // results of a search, or a form for one
)

var noticeNames = [...]string{"none", "consent", "share", "newsletter", "related", "comments", "login", "missing",
	"blocked", "searching"}

func (p Notice) String() string {
	if int(p) < len(noticeNames) {
		return noticeNames[p]
	}
	return "none"
}

// noticeWords are single words that are evidence of a notice, by the notice's name.
var noticeWords = readTables("notices")

// NoticeWords calls f with every single word that is evidence of a notice, in lower case, and the
// kind of notice.
func NoticeWords(f func(word string, p Notice)) {
	for _, p := range [...]Notice{Consent, Share, Newsletter, Related, Comments, Login} {
		for _, w := range noticeWords[p.String()] {
			f(w, p)
		}
	}
}

// emptyPage are phrases of pages without an article, folded (see Fold); emptyPageNotices are their
// kinds, in the same order.
var emptyPage, emptyPageNotices = func() (f *finder, notices []Notice) {
	var all []string
	phrases := readTables("emptypages")
	for _, p := range [...]Notice{Missing, Blocked, Login, Searching} {
		for _, s := range foldAll(phrases[p.String()]) {
			all, notices = append(all, s), append(notices, p)
		}
	}
	return newFinder(all), notices
}()

// EmptyPageNotice returns the notice that the headline or title of a page without an article gives:
// Missing, Blocked, Login or Searching; NoNotice for all other texts. Where several match, Missing
// wins, then Blocked, then the order of the constants. Missing and Blocked are found in any text of
// up to 200 bytes, the others only in texts at most 40 bytes longer than their phrase.
func EmptyPageNotice(text string) Notice {
	if len(text) > 200 {
		return NoNotice
	}
	var buf [256]byte
	f := appendFold(buf[:0], text)
	best := NoNotice
	emptyPage.each(f, func(i int) bool {
		p := emptyPageNotices[i]
		sure := p == Missing || p == Blocked
		if bestSure := best == Missing || best == Blocked; sure != bestSure {
			if sure {
				best = p
			}
		} else if (sure || len(f) <= len(emptyPage.all[i])+40) && (best == NoNotice || p < best) {
			best = p
		}
		return best != Missing
	})
	return best
}

func isASCIIAlnum(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

var subscribingPhrases = newFinder(foldAll(readTables("emptypages")["subscribing"]))

// OffersSubscription reports whether a text of at most 600 bytes offers the reader a subscription.
func OffersSubscription(text string) bool {
	if len(text) > 600 {
		return false
	}
	var buf [640]byte
	offers := false
	subscribingPhrases.each(appendFold(buf[:0], text), func(int) bool {
		offers = true
		return false
	})
	return offers
}
