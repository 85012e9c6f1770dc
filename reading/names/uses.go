package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
	"cuttings/reading/token"
)

// Bodies and things are both written with capitals and initials. They differ in their use in a text: a body
// says, decides and has members; a thing is used, bought and counted, and has "a" before it.

// use is how often the text has a name as a body and as a thing; is, how often it states that
// it is a thing; the, how often an article is before it alone; class, how often it has
// one of many: "a Works Council (WC)", "your WC".
type use struct{ body, thing, is, the, class int }

func (u *use) add(o use) {
	u.body, u.thing, u.is, u.the = u.body+o.body, u.thing+o.thing, u.is+o.is, u.the+o.the
	u.class += o.class
}

// word returns token i in lower case, "" outside of the text.
func (d *document) word(i int) string {
	if i < 0 || i >= len(d.f.words) {
		return ""
	}
	return d.f.words[i].lowered
}

// useOf returns the use of a mention at its place.
func (d *document) useOf(m found) (u use) {
	d.usedBefore(m.from, m.to, &u)
	if m.kind != Person && m.to-m.from == 1 && d.phraseEnds(m.to) && d.isOneOfMany(m.from-1) {
		u.thing, u.class = u.thing+1, u.class+1 // "a full-service PWO"
	}
	d.usedBehind(m, &u)
	return u
}

// Acts reports whether a mention is used, at its place, like a person or body: it says, decides, is asked, has
// members.
func Acts(t *token.Text, m Mention) bool {
	word := func(i int) string {
		if i < 0 || i >= len(t.Tokens) {
			return ""
		}
		return strings.ToLower(t.Token(i))
	}
	from, to := t.TokensIn(m.Span)
	if w := word(to); w == "'s" || w == "’s" {
		for k := to + 1; k < to+4; k++ {
			if memberNouns[singularOf(word(k))] {
				return true
			}
		}
	}
	for k := to; k < to+4; k++ {
		w := word(k)
		if actionVerbs[w] || memberNouns[singularOf(w)] && k == to {
			return true
		}
		if !auxiliaries[w] && !strings.HasSuffix(w, "ly") {
			break
		}
	}
	before := word(from - 1)
	return actionVerbs[before] || bodyVerbs[before] || before == "by" && actionVerbs[word(from-2)]
}

// HeadOfBody reports whether a word in lower case is a head noun of names of bodies.
func HeadOfBody(w string) bool { return bodyHeads[w] }

// CompanyWord reports whether a word in small letters follows the name of a company and
// is none: "inc", "holdings".
func CompanyWord(w string) bool { return companyForms[w] }

// IsDepartment reports whether a word in small letters, behind the name of a body, makes it the
// name of what that body has or makes: "news".
func IsDepartment(w string) bool { return departments[w] }

var departments = wordset.Of("news services store play maps podcasts cloud search pay university")

// usedBehind reads what follows a mention.
func (d *document) usedBehind(m found, u *use) {
	i := m.to
	if d.word(i) == "(" { // its initials
		for k := i; k < i+6; k++ {
			if d.word(k) == ")" {
				i = k + 1
				break
			}
		}
	}
	switch w := d.word(i); {
	case w == "'s" || w == "’s":
		for k := i + 1; k < i+4; k++ {
			if memberNouns[singularOf(d.word(k))] {
				u.body++
				return
			}
		}
		return
	case memberNouns[singularOf(w)]:
		u.body++
		return
	case w == ",":
		if a := d.word(i + 1); a == "a" || a == "an" || a == "the" {
			u.add(d.statedUse(i + 2))
		}
		return
	case w == "is" || w == "was" || w == "are" || w == "were":
		switch d.word(i + 1) {
		case "a", "an", "the":
			u.add(d.statedUse(i + 2))
		case "used", "measured", "calculated", "installed", "administered", "prescribed", "made", "sold":
			u.thing++
		}
		return
	case m.kind != Person && w != "" && (w[0] >= '0' && w[0] <= '9' || w == "version"):
		u.thing++
		return
	}
	if w := singularOf(d.word(i)); i > m.to && offered[w] && !bodyHeads[d.word(d.headOf(m.from, m.to))] {
		u.thing, u.class = u.thing+1, u.class+1 // "the Harbour Opportunity for Learning (HOL) programme"
		return
	} else if m.kind != Person && builtWith[w] {
		u.thing++ // "WPX applications"
		return
	}
	for k := i; k < i+4; k++ {
		w := d.word(k)
		if actionVerbs[w] {
			u.body++
			return
		}
		if !auxiliaries[w] && !strings.HasSuffix(w, "ly") {
			return
		}
	}
}

// statedUse returns the evidence of what a name is stated to be: the noun before the first joining word.
func (d *document) statedUse(i int) use {
	head := ""
	for k := i; k < i+7 && k < len(d.f.words); k++ {
		w := d.f.words[k].lowered
		r, _ := utf8.DecodeRuneInString(w)
		if phraseEnds[w] || !unicode.IsLetter(r) && w != "-" {
			break
		}
		head = singularOf(w)
	}
	switch {
	case bodyNouns[head] || bodies[head]:
		return use{body: 2}
	case thingNouns[head] || thingHeads[head] || usedNouns[head]:
		return use{thing: 2, is: 1}
	}
	return use{}
}

// usedBefore adds the evidence before a mention.
func (d *document) usedBefore(from, to int, u *use) {
	i := from - 1
	w := d.word(i)
	switch {
	case (w == "like" || w == "as" && d.word(i-1) == "such") && d.isListNoun(i-1):
		u.add(use{thing: 2, is: 1})
		return
	case thingDeterminers[w]:
		if d.phraseEnds(to) {
			u.thing++
			u.class++
		}
		return
	case thingVerbs[w]:
		u.thing++
		return
	case w == "the":
		i--
		w = d.word(i)
	}
	switch {
	case thingVerbs[w] && i < from-1 && d.phraseEnds(to):
		u.thing++
	case w == "by" && actionVerbs[d.word(i-1)], bodyVerbs[w]:
		u.body++
	case w == "of" || w == "at" || w == "for" || w == "in":
		if memberNouns[singularOf(d.word(i-1))] {
			u.body++
		}
	}
}

// isOneOfMany reports whether the words in small letters that end at a token, at most three, begin with "a" or "an".
func (d *document) isOneOfMany(i int) bool {
	for k := i; k > i-4 && k > 0; k-- {
		w := d.word(k)
		if k < i && (w == "a" || w == "an") {
			return true
		}
		if w != "-" && (!d.f.words[k].small || phraseEnds[w] || prepositions[w] || actionVerbs[w] ||
			strings.HasSuffix(w, "ly")) {
			return false
		}
	}
	return false
}

// isListNoun reports whether the noun that ends at a token, skipping "such" after it, is one for several things:
// "tools like", "programs such as".
func (d *document) isListNoun(i int) bool {
	w := d.word(i)
	if w == "such" {
		w = d.word(i - 1)
	}
	one := singularOf(w)
	return one != w && listedNouns[one]
}

// phraseEnds reports whether no further noun follows the name: "a PMZ.", not "a PMZ official".
func (d *document) phraseEnds(to int) bool {
	w := d.word(to)
	if w == "" || phraseEnds[w] || auxiliaries[w] {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLetter(r) && w != "'s" && w != "’s" && w != "-"
}

func singularOf(w string) string {
	if strings.HasSuffix(w, "ies") && len(w) > 4 {
		return w[:len(w)-3] + "y"
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3 {
		return w[:len(w)-1]
	}
	return w
}

var (
	// actionVerbs are verbs of actions of persons and bodies
	actionVerbs = wordset.Of(`said says told announced announces agreed accused accuses denied denies claimed confirmed warned
		warns urged urges called criticised criticized condemned demanded demands rejected refused declined decided
		voted ruled fined sued appealed appointed elected hired employs employed acquired bought founded opposed
		opposes supported backed endorsed banned approved adopted published issued reported reports estimates estimated
		argued argues insisted pledged promised planned expects hopes wants asked responded replied apologised apologized
		operates owns administers oversees oversaw sponsored hosted organised organized awarded invited met negotiated
		signed fought attacked seized captured arrested detained raided killed investigated prosecuted recommends
		recommended advises advised believes considers admits admitted acknowledged conceded declared stated states
		noted wrote added vowed threatened ordered joined launched defended established led run owned created
		developed headed formed commissioned funded financed sued backs conducted represented released`)
	// memberNouns are nouns for persons and things that belong to a body
	memberNouns = wordset.Of(`member spokesman spokeswoman spokesperson president leader chairman chairwoman chair director secretary
		chief head ceo founder official officer employee worker staff headquarters board executive manager minister
		fighter militant supporter activist commander troop soldier researcher scientist economist analyst
		lawyer delegate delegation candidate mp lawmaker branch chapter constitution shareholder subsidiary
		representative president fellow professor editor journalist reporter correspondent writer alumni faculty
		student`)
	// bodyHeads are head nouns of names of bodies
	bodyHeads = wordset.Of(`academy administration agency airline airport airlines airways alliance army assembly association associates
		authority bank banks bar board brigade brigades broadcaster broadcasting bureau cabinet caucus center centre
		centers centres chamber chapter church clinic club coalition collective college colleges command commission
		committee communications companies company confederation conference confederacy congress conservancy consortium
		cooperative corp corps corporation council court department directorate division enterprises entertainment
		exchange faculty federation firm forces force forum foundation fraternity front fund government group guard guild
		holdings hospital hospitals house inc industries inspectorate institute institutes institution institutions
		international journal lab laboratories laboratory labs league legion library lines ltd magazine marines
		media militia ministry mission motors movement museum nations navy network news newspaper observatory office
		organisation organization parliament parish partners partnership party patrol pharmaceuticals pictures police post
		press publications publishers publishing radio railroad railway railways regiment registry reserve resistance
		restaurants school schools secretariat senate state states caliphate nation seminary service services society sorority staff studio studios
		symphony syndicate systems taskforce team technologies telegraph television theater theatre times trust tribunal troops tribune
		union unions universities university watch wing squadron battalion fleet workers works ymca zoo monitor initiative
		ministerio partido sindicato verband ministerium gewerkschaft`)
	// bodyNouns are nouns for bodies
	bodyNouns = wordset.Of(`group organisation organization company firm agency charity network coalition alliance faction militia
		publisher newspaper magazine broadcaster station channel bank union party movement nonprofit non-profit ngo
		university college school hospital institute institution museum startup start-up manufacturer maker retailer
		provider developer team club band church court regulator ministry department body think-tank tank consortium
		association society federation federation foundation council committee commission corporation operator airline
		carrier supplier distributor brand business subsidiary division lender insurer contractor league`)
	// thingNouns are nouns for things, besides thingHeads
	thingNouns = wordset.Of(`tool app application framework library format standard technique procedure treatment condition
		drug medication camera phone smartphone model version product feature metric measure strategy approach
		concept theory term type form kind way set game film movie book novel song album show certification degree
		license licence credential benefit disease infection virus element compound chemical ingredient protein hormone
		enzyme vitamin gene acid fiber fibre material metal plugin plug-in extension driver console laptop tablet
		sensor chip processor engine car truck vehicle bike motor operating os browser website site blog
		technology algorithm equation formula law rule act amendment principle holiday event festival tournament
		ceremony season day exercise diet style genre dish recipe plant species breed animal dog`)
	// builtWith are nouns for what is made with the thing named before them
	builtWith = wordset.Of("application app framework library api plugin extension driver file format protocol " +
		"code component module")
	// offered are nouns behind what is written out and abbreviated, for what it is
	offered = wordset.Of("program programme project scheme concept approach model method course degree exam " +
		"certification " +
		"award protocol format score index theory technique")
	// prepositions are those that are not in phraseEnds
	prepositions = wordset.Of("like against between among towards through without within across behind beside " +
		"near via amid " +
		"despite plus named called dubbed not the")
	// usedNouns are nouns for things that bodies have too
	usedNouns = wordset.Of(`platform program programme language system software package suite assistant chatbot bot
		device machine vehicle server database`)
	// listedNouns are nouns for things listed with "like" and "such as"
	listedNouns = wordset.Of(`tool program language system model app product device drug game film book method technique framework
		library format standard exam certification technology disease`)
	auxiliaries = wordset.Of(`has have had will would could can may might must should also now then once recently already still never
		reportedly been be is was are were do does did not`)
	phraseEnds = wordset.Of(`of for in on at to by with from and or but that which who whose where when as than is was are were has
		have had can will would could may might must should if because while so into over under after before
		during since until about`)
	// thingDeterminers are words before things that are owned, chosen or counted
	thingDeterminers = wordset.Of(`a an your my our his her their this these those any every each no some another many several most
		few various more other both two three four five six seven eight nine ten`)
	// thingVerbs are verbs of what is done with things
	thingVerbs = wordset.Of(`use uses used using install installs installed installing buy buying purchase purchased purchasing download
		downloading downloaded play playing wear wearing implement implementing implemented calculate calculating
		choose choosing apply applying via try trying without`)
	// bodyVerbs are verbs and similar words of what is done with bodies
	bodyVerbs = wordset.Of(`joined told sued founded accused lobbied joining`)
)

// headOf returns the head noun of a name: the last token before "of" and the like, else the last.
func (d *document) headOf(from, to int) int {
	for i := from + 1; i < to; i++ {
		switch d.f.words[i].lowered {
		case "of", "for", "in", "on", "at", "to", "against", "without", "de", "del", "du", "des", "der", "(":
			return i - 1
		}
	}
	return to - 1
}
