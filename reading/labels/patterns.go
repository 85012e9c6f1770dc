package labels

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/within"
)

var (
	articles = wordset.Of("a an the that this these those one some")
	be       = wordset.Of("is was are were 's ’s be been being remains remained became becomes")
	knownAs  = wordset.Of("known named styled dubbed nicknamed")
	adverbs  = wordset.Of(
		"also better best formerly once otherwise then now later long still sometimes often variously more most " +
			"less well ever not and")
)

// before reads labels before the mention of tokens from to end: "the terrorist group X", "pirates of the X",
// "the hero of Karst Bridge, Sergeant X".
func (r *reader) before(from, end int) {
	m := r.mention[from]
	of, name := r.Mentions[m].Span, r.Names.Of[m]
	i := from - 1
	if w := r.word(i); w == "the" || w == "its" || w == "their" {
		i--
	}
	switch w := r.word(i); {
	case w == "of" || w == "in" && r.Mentions[m].Kind != names.Place:
		r.beforeOf(i, of, name, m)
		return
	case w == "as" && knownAs[r.word(i-1)] || knownAs[w]:
		// the terrorist grouplet known as the X
		i--
		if w == "as" {
			i--
		}
		for adverbs[r.word(i)] || strings.HasSuffix(r.word(i), "ly") {
			i-- // formerly known as
		}
		if start := r.phraseBack(i); start <= i {
			r.add(start, i+1, of, name, Premodifier, !r.judges(start, i+1), false)
		}
		return
	case w == ",":
		r.epithet(i, of, name, m)
		return
	}
	if i != from-1 || r.word(i) == "like" || r.word(i) == "including" {
		return
	}
	start := r.phraseBack(i)
	if start > i || start < 0 {
		return
	}
	first := start
	if articles[r.word(first)] {
		first++
	}
	if first > i {
		return
	}
	if !r.judges(first, i+1) {
		return
	}
	// If its last word is a noun, the article belongs to it: "the terrorist group X", "the radical X".
	last := r.low[i]
	switch {
	case plain(last) && r.Mentions[m].Kind == names.Person:
		r.add(first, i+1, of, name, Premodifier, true, false) // opposition leader X
	case adjective(last):
		for first < i && !value(r.low[first]) {
			first++
		}
		r.add(first, i+1, of, name, Premodifier, false, false)
	default:
		r.add(start, i+1, of, name, Premodifier, false, false)
	}
}

// adjective reports whether a word is an adjective by its form.
func adjective(w string) bool {
	for _, end := range []string{"al", "ic", "ous", "ive", "ed", "ful", "less", "ent", "ant", "able", "ible", "ary",
		"ish", "led", "ian", "-called", "radical", "yellow", "fake", "brave", "evil", "rogue", "elite", "corrupt"} {
		if strings.HasSuffix(w, end) && w != "criminal" && w != "militant" && w != "servant" && w != "agent" {
			return true
		}
	}
	return false
}

// beforeOf reads "pirates of the X": the noun phrase that ends before token of.
func (r *reader) beforeOf(at int, of cutting.Span, name, mention int) {
	i := at - 1
	start := r.phraseBack(i)
	if start > i {
		return
	}
	first := start
	if articles[r.word(first)] || number(r.word(first)) {
		first++
	}
	if first > i || !r.judges(first, i+1) || !value(r.low[i]) {
		return
	}
	// these belong to X and are not X: supporters, victims and murderers of X, agents of X
	if r.Mentions[mention].Kind == names.Person || speakers.Other(r.low[i]) || belonging[r.low[i]] ||
		belonging[singular(r.low[i])] || r.possessive(mention) {
		return
	}
	if r.Mentions[mention].Kind == names.Place {
		// "the butcher of Olm" is a person not named here; a settlement of that name is named
		if r.low[i] != "settlement" && r.low[i] != "republic" && r.low[i] != "outpost" {
			return
		}
	}
	r.add(first, i+1, of, name, Premodifier, false, false)
}

// belonging are labels of persons for their relation to a body they are not part of.
var belonging = wordset.Of(`agent ally apologist champion collaborator critic defender enemy servant slave puppet tool
		stooge
	spy
	informer lackey mouthpiece proxy veteran victim survivor hero heroine martyr mastermind loyalist sympathiser
	sympathizer accomplice henchman hireling propagandist architect traitor liberator oppressor defector exile dissident
	persecutor destroyer saviour savior idol icon invader occupier perpetrator scourge creature instrument pawn shill`)

// possessive reports whether a mention owns what follows: "victims of the Union's raids".
func (r *reader) possessive(mention int) bool {
	_, end := r.t.Within(r.Mentions[mention].Span)
	w := r.word(end)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

var numbers = wordset.Of("one two three four five six seven eight nine ten dozen several many some few")

func number(w string) bool {
	return numbers[w] || w != "" && w[0] >= '0' && w[0] <= '9'
}

// epithet reads "the hero of Karst Bridge, Sergeant Dov Amsel,": the words before the comma at token i, at the
// beginning of a sentence or clause.
func (r *reader) epithet(i int, of cutting.Span, name, mention int) {
	start := i
	for start > r.sentence.First && i-start < maxPhrase {
		w := r.word(start - 1)
		if w == "," || w == ":" || w == ";" || isQuote(w) || w == "and" || w == "said" || w == "says" {
			break
		}
		start--
	}
	if r.word(start) != "the" || start == i || !r.judges(start, i) || r.Mentions[mention].Kind == names.Place {
		return
	}
	for k := start; k < i; k++ {
		if finite[r.low[k]] {
			return // a clause: "the farmers are murderers, X said"
		}
	}
	if _, end := r.t.Within(of); r.word(end) != "," && r.says(end) {
		return
	}
	if h := r.head(start, i); !value(r.low[h]) && !r.judges(start, h) {
		return
	}
	r.add(start, i, of, name, Apposition, false, false)
}

// says reports whether token i is a verb of saying; what is before its subject then is what is said.
func (r *reader) says(i int) bool {
	_, ok := statements.CueWord(r.word(i))
	return ok
}

// phraseBack returns the first token of the noun phrase that ends with token i: its article if it has one.
func (r *reader) phraseBack(i int) int {
	start := i + 1
	for k := i; k >= r.sentence.First && i-k < 6; k-- {
		w := r.word(k)
		if articles[w] {
			return k
		}
		if number(w) && k < i {
			return k
		}
		if !r.small(k) && !(k == r.sentence.First && r.letters(k)) || stops[w] || phraseEnds[w] {
			break
		}
		start = k
	}
	return start
}

// stops are words that are in no noun phrase.
var stops = wordset.Of(`of for in on at to with by from and or but that if it he she they we not against between about
		into
	over under
	behind outside inside near around toward towards until since beyond despite amid while where who which when
	after before during through as than also more most only its their his her our my your no nobody`)

// apposed reads a label after a comma after the mention: "X, an exiled group,".
func (r *reader) apposed(from, end int) {
	m := r.mention[from]
	if w := r.word(end); w == "(" { // X (Y), an exiled group
		for k := end; k < min(end+6, r.sentence.End); k++ {
			if r.word(k) == ")" {
				end = k + 1
				break
			}
		}
	}
	if w := r.word(end); w != "," && w != "–" && w != "—" && w != "-" && w != "(" {
		return
	}
	at := end + 1
	if isQuote(r.word(at)) {
		at++
	}
	if r.word(at) == "once" || r.word(at) == "long" || r.word(at) == "now" {
		at++
	}
	of, name := r.Mentions[m].Span, r.Names.Of[m]
	if w := r.word(at); w == "regarded" || w == "seen" || w == "considered" || w == "described" || w == "branded" ||
		w == "labelled" || w == "labeled" || w == "designated" || w == "listed" || w == "denounced" {
		r.passive(at, of, name, false)
		return
	}
	if !articles[r.word(at)] && !r.possessed(at) {
		return
	}
	stop := r.phraseFrom(at)
	if w := r.word(at); w == "this" || w == "these" || w == "those" {
		return
	} else if w == "that" { // that must go
		for k := at; k < stop; k++ {
			if finite[r.word(k)] {
				return
			}
		}
	}
	if r.Mentions[m].Kind != names.Person && stop > at && within.PersonNoun(r.low[r.head(at, stop)]) &&
		!words().bodies[r.low[r.head(at, stop)]] {
		return // of the union, its leader, who is somebody else
	}
	if stop <= at+1 || r.word(stop) == "and" && r.mention[at+1] >= 0 {
		return
	}
	if r.mention[at] >= 0 && r.mention[stop-1] == r.mention[at] ||
		r.mention[at+1] >= 0 && r.mention[at+1] == r.mention[stop-1] {
		return // another name
	}
	if !r.closed(at, stop) {
		return // the subject of a clause
	}
	first := superlative(r, at, stop)
	role := r.isRole(at, stop) && !first
	if (r.word(at) == "the" || r.mention[at] >= 0) && !r.judges(at, stop) && !first {
		role = true
	}
	r.add(at, stop, of, name, Apposition, role, false)
}

// closed reports whether tokens from to stop are an apposition and not the subject of the clause that follows:
// "in Iraq, the group's designation is".
func (r *reader) closed(from, stop int) bool {
	for k := from + 1; k < min(stop+maxPhrase, r.sentence.End); k++ {
		switch w := r.word(k); {
		case k >= stop && (w == "," || w == "." || w == ";" || w == ")" || w == "–" || w == "—" || isQuote(w) ||
			w == "who" || w == "which" || w == "whose" || w == "that" || w == "where" || w == "and"):
			return true
		case k > stop && w == "-":
			return true
		case (finite[w] || pasts[w]) && r.small(k), k > from+1 && r.small(k) && r.reports(k):
			return false
		case strings.HasSuffix(w, "ed") && r.small(k) && (articles[r.word(k+1)] || r.word(k+1) == "that" ||
			r.word(k+1) == "to"):
			return false
		}
	}
	return true
}

// reports reports whether token i is a finite verb of saying: "the source stated". One in -ed may be a
// participle instead, unless it ends the sentence or a name follows.
func (r *reader) reports(i int) bool {
	if _, ok := statements.CueWord(r.word(i)); !ok || !strings.HasSuffix(r.word(i), "ed") || articles[r.word(i-1)] {
		return false
	}
	next := r.word(i + 1)
	return next == "" || next == "." || !r.small(i+1) && r.letters(i+1)
}

// pasts are past forms of common verbs that do not end in -ed and are no participles.
var pasts = wordset.Of(`made took gave went came did got ran met held set led left had became began broke brought built
	bought caught
	chose drew drove fell felt fought found fled flew forgot kept knew laid lost meant paid rose saw sought sold sent shook
	shot sang sank sat spoke spent stood struck swore taught tore thought threw told understood withdrew won wrote
		said says`)

// possessed reports whether a possessor begins at token i: "the valley's biggest employer" has its article,
// "Norvia's largest" has not.
func (r *reader) possessed(i int) bool {
	for k := i; k < i+3; k++ {
		if !r.letters(k) || stops[r.word(k)] || articles[r.word(k)] || strings.HasSuffix(r.word(k), "ing") {
			return false
		}
		if w := r.word(k + 1); w == "'s" || w == "’s" {
			return true
		}
	}
	return false
}

// superlative reports whether a description claims a first place.
func superlative(r *reader, from, end int) bool {
	for k := from; k < end; k++ {
		if w := r.low[k]; len(w) > 5 && strings.HasSuffix(w, "est") || w == "most" || w == "only" || w == "first" {
			return true
		}
	}
	return false
}

// passive reads "regarded as a terrorist organisation by Y" from the participle.
func (r *reader) passive(at int, of cutting.Span, name int, negated bool) {
	k := at + 1
	for k < at+4 && !articles[r.word(k)] && !isQuote(r.word(k)) {
		if r.word(k) == "" {
			return
		}
		k++
	}
	k = r.behindQuote(k)
	end := r.phraseFrom(k)
	if end <= k || r.word(k) == "the" && !r.judges(k, end) { // called the Barley League
		return
	}
	l := r.add(k, end, of, name, Called, r.isRole(k, end), negated)
	if l == nil {
		return
	}
	if isQuote(r.word(end)) {
		end++
	}
	if r.word(end) == "by" && end+1 < r.sentence.End {
		stop := r.phraseFrom(end + 1)
		if stop > end+1 {
			l.Voice = r.span(end+1, stop)
		}
	}
}

// copula reads "X is a cult": the verb right behind the mention, or before it in a
// question.
func (r *reader) copula(from, end int) {
	m := r.mention[from]
	r.copulaOf(from, end, r.Mentions[m].Span, r.Names.Of[m])
}

// theirs reads the copula of a description that refers to a name of the text, or to nobody named in it: "the
// group is not a sect", "the farmers are murderers".
func (r *reader) theirs(i int) {
	if r.low[i] != "the" || r.mention[i] >= 0 {
		return
	}
	if w := r.word(i - 1); w != "" && w != "that" && w != "," && w != ":" && !isQuote(w) && w != "and" {
		return
	}
	end := i + 1
	for end < i+4 && r.small(end) && r.mention[end] < 0 && !stops[r.word(end)] && !be[r.word(end)] {
		end++
	}
	if end == i+1 || !be[r.word(end)] || r.word(end) == "'s" || r.word(end) == "’s" {
		return
	}
	of, name := r.refer(i, end)
	r.copulaOf(i, end, of, name)
}

// behindJoint reports whether a joining word before a noun phrase makes it part of another: "the leader of X".
func (r *reader) behindJoint(from int) bool {
	k := from - 1
	if articles[r.word(k)] {
		k--
	}
	return joints[r.word(k)]
}

var joints = wordset.Of("of in at from for with to by on against about near under over between among like")

func (r *reader) copulaOf(from, end int, of cutting.Span, name int) {
	negated := false
	k := end
	switch {
	case r.behindJoint(from):
		return // "helping them in X is", "the leader of X is"
	case be[r.word(end)] && (r.word(end) != "'s" && r.word(end) != "’s"):
		k = end + 1
	case from == r.sentence.First+1 && be[r.word(from-1)] && r.word(r.sentence.End-1) == "?":
		negated = true // asked
	case (r.word(end) == "has" || r.word(end) == "have" || r.word(end) == "had") && r.word(end+1) == "been":
		k = end + 2
	default:
		return
	}
	for range 2 {
		switch r.word(k) {
		case "not", "never", "n't", "n’t":
			negated = true
			k++
		case "still", "also", "just", "only", "nothing", "but", "really", "simply", "merely":
			k++
		}
	}
	if q := r.behindQuote(k); q > k {
		stop := r.phraseFrom(q)
		if stop > q && r.describes(k, q, stop) {
			r.add(q, stop, of, name, Copula, false, negated || r.denied(from))
		}
		return
	}
	if callVerbs, ok := callVerbs[r.word(k)], passives[r.word(k)]; ok || callVerbs {
		if r.word(k+1) == "as" || callings[r.word(k)] {
			r.passive(k, of, name, negated || r.denied(from))
		}
		return
	}
	no := r.word(k) == "no"
	if plural := value(r.word(k)) && strings.HasSuffix(r.word(k), "s") && !strings.HasSuffix(r.word(k), "ss"); plural {
		if stop := r.phraseFrom(k); stop > k { // X are murderers
			r.add(k, stop, of, name, Copula, false, negated || r.denied(from))
		}
		return
	}
	if !articles[r.word(k)] && !no || r.word(k) == "one" {
		return
	}
	stop := r.phraseFrom(k)
	if stop <= k+1 {
		return
	}
	if r.word(k) == "the" && !r.judges(k, stop) {
		return
	}
	if name < 0 && !r.judges(k, stop) {
		return // "the bridge is a wonder": about no name of the text
	}
	r.add(k, stop, of, name, Copula, r.isRole(k, stop), negated || no || r.denied(from))
}

// denied reports whether what follows a token is denied: "denied that X was a", "no evidence that X is a".
func (r *reader) denied(at int) bool {
	for k := at - 1; k >= r.sentence.First && at-k < 6; k-- {
		w := r.word(k)
		if strings.HasPrefix(w, "deni") || strings.HasPrefix(w, "deny") || strings.HasPrefix(w, "reject") ||
			strings.HasPrefix(w, "apologi") || w == "refused" || w == "disputed" || w == "never" ||
			w == "whether" || w == "if" || w == "evidence" && denials[r.word(k-1)] ||
			(w == "not" || w == "n't" || w == "n’t" || strings.HasSuffix(w, "n't")) && thinks[r.word(k+1)] {
			return true
		}
		if w == "," || w == ";" {
			return false
		}
	}
	return false
}

var (
	denials = wordset.Of("no without little any scant not")
	thinks  = wordset.Of(
		"mean believe think say prove show imply suggest necessarily claim make follow argue agree accept convinced")
)

// behindQuote returns the first token within a quotation that begins at token k, or after an article there; k
// if none begins.
func (r *reader) behindQuote(k int) int {
	switch {
	case isQuote(r.word(k)):
		return k + 1
	case articles[r.word(k)] && isQuote(r.word(k+1)):
		return k + 2
	}
	return k
}

// describes reports whether quoted words from token q to stop after a copula at token k are a description: they
// have an article, or a word that judges.
func (r *reader) describes(k, q, stop int) bool {
	return q == k+2 || articles[r.word(q)] || r.judges(q, stop)
}

// callVerbs are the verbs that put a label on somebody; the value reports that "as" is before the label.
var callVerbs = map[string]bool{
	"call": false, "calls": false, "called": false, "calling": false, "brand": false, "brands": false,
	"branded": false, "branding": false, "label": false, "labels": false, "labelled": false, "labeled": false,
	"labelling": false, "dub": false, "dubs": false, "dubbed": false, "deem": false, "deems": false, "deemed": false,
	"consider": false, "considers": false, "considered": false, "declared": false,
	"describe": true, "describes": true, "described": true, "describing": true, "regard": true, "regards": true,
	"regarded": true, "denounce": true, "denounces": true, "denounced": true, "denouncing": true, "see": true,
	"sees": true, "refer": true, "refers": true, "referred": true, "referring": true, "dismiss": true,
	"dismisses": true, "dismissed": true, "dismissing": true, "portrays": true, "portrayed": true, "portray": true,
	"condemned": true, "depicts": true, "depicted": true, "hailed": true, "hails": true, "praised": true,
	"listed": true, "designated": true, "accuse": true, "accuses": true, "accused": true, "accusing": true,
}

// called reads "calls X a gang", "described X as a gang", "accused X of being a gang"
// at the verb.
func (r *reader) called(i int) {
	as, ok := callVerbs[r.low[i]]
	if !ok {
		return
	}
	k := i + 1
	if r.word(k) == "to" {
		k++
	}
	// the person called
	from := k
	var of cutting.Span
	name := -1
	switch {
	case r.mentionWithin(k) >= 0:
		m := r.mentionWithin(k)
		of, name = r.Mentions[m].Span, r.Names.Of[m]
		for k < r.sentence.End && r.mention[k] != m {
			k++
		}
		for k < r.sentence.End && r.mention[k] == m {
			k++
		}
	case object[r.word(k)]:
		k++
		of, name = r.refer(from, k)
	case r.word(k) == "the" || r.word(k) == "its" || r.word(k) == "his":
		k++
		for k < from+4 && r.small(k) && !stops[r.word(k)] && !isQuote(r.word(k)) {
			k++
		}
		of, name = r.refer(from, k)
	default:
		return
	}
	for k < from+9 && (r.word(k) == "only" || r.word(k) == "instead" || r.word(k) == "openly" ||
		r.word(k) == "simply" ||
		r.word(k) == "merely" || r.word(k) == "leaders" || r.word(k) == "members") {
		k++
	}
	switch {
	case r.word(k) == "as":
		k++
	case r.word(k) == "of" && r.word(k+1) == "being":
		k += 2
	case r.word(k) == "to" && r.word(k+1) == "be":
		k += 2
	case as:
		return
	}
	quoted := r.behindQuote(k) > k
	k = r.behindQuote(k)
	if !quoted && !articles[r.word(k)] && !value(r.word(k)) {
		return
	}
	end := r.phraseFrom(k)
	if end <= k {
		return
	}
	l := r.add(k, end, of, name, Called, r.isRole(k, end) && !quoted, r.denied(i))
	if l == nil || l.Negated {
		return
	}
	l.Voice = r.subject(i)
}

var object = wordset.Of("him her it them us himself itself themselves")

// mentionWithin returns the mention that begins at token k, skipping an article.
func (r *reader) mentionWithin(k int) int {
	for n := 0; n < 2 && k < r.sentence.End; n++ {
		if r.mention[k] >= 0 {
			return r.mention[k]
		}
		if w := r.word(k); w != "the" && !value(w) {
			return -1
		}
		k++
	}
	return -1
}

// refer returns the fullest mention of the name that words refer to, and the name's index.
func (r *reader) refer(from, to int) (cutting.Span, int) {
	span := r.span(from, to)
	n, _ := r.Names.Refer(span, -1)
	if n < 0 {
		return span, -1
	}
	// the mention in the same sentence, if any, so that the reader sees it
	best := r.Mentions[r.Names.Names[n].Mentions[0]].Span
	all := r.t.Span(r.sentence)
	for _, m := range r.Names.Names[n].Mentions {
		if s := r.Mentions[m].Span; all.Contains(s) && (!all.Contains(best) || s.Len() > best.Len()) {
			best = s
		}
	}
	return best, n
}

// passives are participles that put a label on their subject with "as"; callings do so without "as".
var (
	passives = wordset.Of(`described regarded seen viewed denounced dismissed portrayed depicted hailed praised listed
		designated
		classified characterised characterized blacklisted condemned called branded labelled labeled dubbed deemed considered
		declared`)
	callings = wordset.Of("called branded labelled labeled dubbed deemed considered declared")
)

// subject returns the subject before a verb, empty when there is none.
func (r *reader) subject(verb int) cutting.Span {
	end := verb
	for end > r.sentence.First {
		w := r.word(end - 1)
		if w != "has" && w != "had" && w != "have" && w != "also" && w != "once" && w != "even" && w != "was" &&
			w != "again" && !be[w] && w != "would" && w != "will" && w != "may" && w != "could" &&
			!strings.HasSuffix(w, "ly") && w != "further" {
			break
		}
		end--
	}
	if w := r.word(end - 1); w == "for" || w == "," || w == "to" || w == "of" {
		return cutting.Span{}
	}
	start := end
	for start > r.sentence.First {
		w := r.word(start - 1)
		if w == "," || w == ";" || w == ":" || isQuote(w) || w == "and" || w == "but" || w == "that" ||
			clauseStarts[w] || start < end && (finite[w] || w == "said" || w == "says" || w == "told" || w == "out") {
			break
		}
		start--
		if speaking[w] {
			break
		}
		if end-start > maxPhrase {
			return cutting.Span{}
		}
	}
	if start == end {
		return cutting.Span{}
	}
	return r.span(start, end)
}

// speaking are the pronouns that are always a subject.
var speaking = wordset.Of("he she they it we i who")

// clauseStarts are words that begin a clause whose subject follows.
var clauseStarts = wordset.Of(
	"because although though while whereas when after before since as if until whom which who")

// exclaimed reads `"Traitors!" the crowd shouted as X left` at the opening mark.
func (r *reader) exclaimed(i int) {
	if !isQuote(r.low[i]) || i > r.sentence.First+1 {
		return
	}
	end := i + 1
	for end < min(i+5, r.sentence.End) && r.letters(end) {
		end++
	}
	if end == i+1 || r.word(end) != "!" || !isQuote(r.word(end+1)) || !r.judges(i+1, end) {
		return
	}
	for k := end + 2; k < r.sentence.End; k++ {
		if m := r.mention[k]; m >= 0 {
			if l := r.add(i+1, end, r.Mentions[m].Span, r.Names.Of[m], Exclaimed, false, false); l != nil {
				l.Quoted = true
				for v := end + 3; v < k; v++ {
					if strings.HasSuffix(r.low[v], "ed") || r.low[v] == "cry" || r.low[v] == "cries" {
						l.Voice = r.span(end+2, v)
						break
					}
				}
			}
			return
		}
	}
}

// bare reads a label that itself refers to somebody: "the yellow union", where the text names a union, or "the
// hired guns", where the text names nobody for it.
func (r *reader) bare(i int) {
	if r.low[i] != "the" || r.mention[i] >= 0 {
		return
	}
	k := i + 1
	for k < min(i+4, r.sentence.End) && r.small(k) && r.mention[k] < 0 && value(r.low[k]) {
		k++
	}
	if k == i+1 {
		return
	}
	if r.small(k) && r.mention[k] < 0 && words().bodies[singular(r.low[k])] && r.word(k+1) != "of" {
		if n, _ := r.Names.Refer(r.span(i, k+1), -1); n >= 0 {
			r.add(i, k+1, r.Mentions[r.Names.Names[n].Mentions[0]].Span, n, Premodifier, false, false)
		}
		return
	}
	if k-i < 3 || adjective(r.low[k-1]) || r.small(k) && !stops[r.word(k)] && !phraseEnds[r.word(k)] &&
		!be[r.word(k)] &&
		!strings.HasSuffix(r.low[k-1], "s") {
		return
	}
	end := k
	if r.word(k) == "of" {
		end = max(k, r.phraseFrom(i))
	}
	r.add(i, end, r.span(i, end), -1, Premodifier, false, false)
}
