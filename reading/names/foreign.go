package names

import (
	"strings"
	"unicode"

	"cuttings/internal/wordset"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// German writes every noun with a capital, and Spanish puts the noun first and what belongs to it behind "de".
// What is written out and abbreviated in such a text is often no body ("Künstliche Intelligenz (KI)"), and the
// initials in a bracket are often the party of the person before it, which no English text does in this way.

// IsBodyNoun reports whether a word in lower case, with its accents or without, is a German or Spanish noun for
// bodies: "sportbundes", "ministerio". German compounds are known by their last part.
func IsBodyNoun(w string) bool {
	if spanishBodies[w] || spanishBodies[strings.TrimSuffix(w, "s")] || spanishBodies[strings.TrimSuffix(w, "es")] {
		return true
	}
	return !noBodies[w] && (endsIn(w, germanBodies, "", "s", "es", "e", "en", "n") ||
		endsIn(w, shortBodies, "", "s", "es"))
}

// withPlain returns the set of the words of a list, with and without their accents: keys of forms have none.
func withPlain(list string) map[string]bool {
	set := wordset.Of(list)
	for w := range wordset.Of(plain.Replace(list)) {
		set[w] = true
	}
	return set
}

var plain = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n",
	"ä", "a", "ö", "o", "ü", "u",
	"ß", "ss")

// endsIn reports whether a word, without one of the endings, is or ends with one of the parts.
func endsIn(w string, parts map[string]bool, endings ...string) bool {
	for _, ending := range endings {
		stem, ok := strings.CutSuffix(w, ending)
		for n := 0; ok && n < len(stem); n++ {
			if parts[stem[n:]] {
				return true
			}
		}
	}
	return false
}

// noBodies end like nouns for bodies and are none.
var noBodies = wordset.Of(`gesamt apparat referat vorrat verrat inserat format datenbank autobahn laufbahn
	fahrbahn abwehr verdienst`)

// shortBodies are germanBodies that with other endings are parts of other words: "rat", but not "rate".
var shortBodies = wordset.Of(`rat amt bund bank bahn wehr büro dienst`)

// germanBodies are last parts of German nouns for bodies.
var germanBodies = withPlain(`agentur akademie allianz anstalt anwaltschaft armee ausschuss ausschuß behörde
	betriebe bewegung börse bündnis club direktion föderation fraktion gemeinschaft genossenschaft gericht
	gesellschaft gewerkschaft gruppe hochschule initiative inspektion institut kabinett kammer kasse kirche
	klinik klinikum klub komitee kommission konferenz kongress konzern krankenhaus kuratorium liga
	ministerium museum netzwerk organisation parlament partei präsidium regierung rundfunk sekretariat senat
	sender stiftung theater union universität verband verbund verein vereinigung verlag versammlung
	verwaltung forum fonds kreuz werke zentrale zentrum demokraten alternative grüne linke republik staaten
	nationen gmbh aufsicht polizei fernsehen`)

// spanishBodies are Spanish nouns for bodies in the singular.
var spanishBodies = withPlain(`academia administración agencia alcaldía alianza archivo asamblea asociación
	autoridad ayuntamiento banco bloque brigada cámara central centro club coalición colegio comando
	comisión comité compañía confederación congreso consejo consorcio contraloría cooperativa coordinadora
	corporación corte defensoría delegación departamento dirección ejército empresa escuela estado facultad
	federación fiscalía frente fuerza fundación gobernación gobierno grupo guardia hospital iglesia
	instituto intendencia jefatura junta jurisdicción juzgado liga mancomunidad ministerio movimiento
	municipalidad museo nacione oficina orden organismo organización parlamento partido policía prefectura
	presidencia procuraduría red registro república secretaría senado servicio sindicato sociedad
	subsecretaría superintendencia tribunal unidad unión universidad viceministerio`)

// isForeignBody reports whether words of a text that is not English are a name of a body, by one of its nouns.
func (d *document) isForeignBody(from, to int) bool {
	head := d.headOf(from, to)
	return bodyHeads[d.word(head)] || bodies[d.word(head)] || d.anyWord(from, to, func(w *word) bool {
		return w.capital && IsBodyNoun(w.lowered) || romanceJoiners[w.lowered] && !d.isSpanish()
	}) || d.isSpanish() && IsBodyNoun(d.word(from))
}

// romanceJoiners join the words of names in French, Italian or Spanish: in a German text they show a name.
var romanceJoiners = wordset.Of(`de del du et di della dos y`)

func (d *document) isGerman() bool  { return d.lang == tagger.Hash("de") }
func (d *document) isSpanish() bool { return d.lang == tagger.Hash("es") }

// endsWithPerson reports whether the last words of a range are a mention of a person: "Minister Ana Roe".
func (d *document) endsWithPerson(ms []found, from, to int) bool {
	for _, m := range ms {
		if m.kind == Person && m.to == to && m.from >= from && !thingHeads[d.word(to-1)] {
			return true
		}
	}
	return false
}

// isForeignThing reports whether what a German or Spanish text writes out and abbreviates is neither a person, nor a
// body, nor a place.
func (d *document) isForeignThing(from, to int, place bool) bool {
	if !d.isGerman() && !d.isSpanish() || d.isForeignBody(from, to) {
		return false
	}
	return !place || !d.anyWord(from, to, func(w *word) bool { return w.lists != 0 || states[w.lowered] })
}

// states are German and Spanish words for states.
var states = wordset.Of(`emirate königreich königreichs staaten republik emiratos reino estados república`)

// correctForeign corrects mentions in German and Spanish texts: it cuts off what somebody is, extends over particles,
// makes bodies of what has a noun for them, and drops events, laws and families.
func (d *document) correctForeign(ms []found) []found {
	if !d.isGerman() && !d.isSpanish() {
		return ms
	}
	out := ms[:0]
	for _, m := range ms {
		switch m.kind {
		case Person:
			if to := m.to; d.word(to) == "&" && firmWords[d.word(to+1)] && d.f.words[to+1].capital {
				m.kind, m.to = Organisation, to+2 // "Roe & Co"
				break
			}
			if w := d.word(m.from); m.to-m.from > 1 && foreignFirst[w] && d.startsSentence(m.from) {
				m.from++ // "Doch Roe"
			}
			for m.to-m.from > 1 && (isRole(d.word(m.from)) || d.isFunction(m.from)) {
				m.from++ // "Mechaniker Roe"
			}
			if w := d.word(m.from); d.isSpanish() && m.to-m.from > 1 && (w == "de" || w == "del") &&
				d.f.words[m.from].small {
				m.from++
			}
			if families[d.word(m.from-1)] && m.to-m.from == 1 {
				continue // "Familie Roe"
			}
			if m = d.overParticles(m); particlesOfNames[d.word(m.to-1)] {
				continue // "van"
			}
		case Organisation, Place:
			if d.isForeignEvent(m.from, m.to) {
				continue
			}
			if m.kind == Place && d.hasForeignBodyHead(m.from, m.to) {
				m.kind = Organisation
			}
		}
		if len(out) == 0 || out[len(out)-1].to <= m.from {
			out = append(out, m)
		}
	}
	return out
}

// foreignFirst are German and Spanish words that begin a sentence and no name.
var foreignFirst = wordset.Of(`doch und aber auch nach mit als wenn dass während denn für bei seit so nur schon noch
	pero según cuando para con como también aunque desde`)

// isFunction reports whether a German word before a given name has the ending of what somebody is.
func (d *document) isFunction(i int) bool {
	w := d.word(i)
	return d.isGerman() && !IsGivenName(w) && IsGivenName(d.word(i+1)) && endsIn(w, functionEnds, "", "in")
}

var functionEnds = wordset.Of(`iker ologe olog eur ist ator itor händler macher geber nehmer arbeiter onkel
	tante papa mama vater mutter bruder`)

// overParticles extends a person over particles in small letters: "Ana Van der Roe".
func (d *document) overParticles(m found) found {
	if !particlesOfNames[d.word(m.to-1)] {
		return m
	}
	for i := m.to; i < len(d.f.words) && i < m.to+3; i++ {
		if d.f.words[i].capital {
			m.to = i + 1
			return m
		}
		if !particlesOfNames[d.word(i)] {
			return m
		}
	}
	return m
}

// particlesOfNames are within names of persons, never at their end.
var particlesOfNames = wordset.Of(`van von der den de del della ten zu zum`)

// families are German and Spanish words before the name of a family.
var families = wordset.Of("familie familien eheleute gebrüder geschwister familia hermanos")

// isForeignEvent reports whether words are a name of an event, a law or a plan: in Spanish by the first word, in
// German by the last part of the head.
func (d *document) isForeignEvent(from, to int) bool {
	if d.isSpanish() {
		return spanishEvents[d.word(from)] || to-from > 1 && d.word(from) == "gran" && d.word(from+1) == "premio"
	}
	return endsIn(d.word(d.headOf(from, to)), germanEvents, "", "s", "es", "e", "en", "n")
}

var (
	spanishEvents = wordset.Of(`copa campeonato torneo festival ley decreto constitución código acuerdo
		tratado convenio impuesto mundial juegos feria plan proyecto programa estrategia pleno convenção
		convención evaluación operación`)
	germanEvents = wordset.Of(`pokal meisterschaft turnier festival gesetz gesetzbuch verordnung spiele
		abkommen vertrag krieg steuer reform gipfel olympiade`)
)

// hasForeignBodyHead reports whether a supposed place is a body by the noun that leads its name: in Spanish the first
// word, in German the end of the head.
func (d *document) hasForeignBodyHead(from, to int) bool {
	if to-from < 2 && !d.isGerman() {
		return false
	}
	if d.isSpanish() {
		w := d.word(from)
		return spanishBodies[w] && !alsoPlaces[w]
	}
	head := d.word(d.headOf(from, to))
	return endsIn(head, germanBodyHeads, "", "s", "es", "e") || endsIn(head, germanOffices, "", "s", "es")
}

// alsoPlaces are spanishBodies with which names of places begin.
var alsoPlaces = wordset.Of(`estado república unión central centro iglesia escuela hospital museo universidad
	parlamento corte club orden unidad frente red archivo colegio academia`)

// germanBodyHeads are germanBodies with which no names of places end.
var germanBodyHeads = wordset.Of(`verband verein institut gesellschaft ministerium gewerkschaft behörde stiftung
	partei zentrum`)

// germanOffices are shortBodies with which no names of places end.
var germanOffices = wordset.Of(`amt bund dienst`)

// PersonalAt reports whether a German or Spanish text treats a mention as a person: by a title, an office or
// a function before it, or a verb of speaking beside it.
func PersonalAt(t *token.Text, m Mention) bool {
	word := func(i int) string {
		if i < 0 || i >= len(t.Tokens) {
			return ""
		}
		return strings.ToLower(strings.Trim(t.Token(i), "."))
	}
	from, to := t.TokensIn(m.Span)
	before := word(from - 1)
	if before == "" {
		before = word(from - 2) // "Dr. Roe"
	}
	if speechVerbs[word(to)] || speechVerbs[before] || isRole(before) ||
		before == "so" && word(from-2) == "," || before == "según" {
		return true
	}
	return word(to) == "," && isAgeWord(word(to+1))
}

// isRole reports whether a German or Spanish word in lower case is for what somebody is.
func isRole(w string) bool {
	if foreignRoles[w] {
		return true
	}
	for _, end := range roleEnds {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 2 {
			return true
		}
	}
	return false
}

// roleEnds are last parts of German compounds for what somebody is: "Landesrätin".
var roleEnds = strings.Fields(`minister ministerin präsident präsidentin chef chefin sprecher sprecherin leiter
	leiterin führer führerin direktor direktorin meister meisterin kanzler kanzlerin trainer trainerin
	experte expertin forscher forscherin vorsitzende vorsitzender rätin anwalt anwältin politiker
	politikerin spieler spielerin kollege kollegin loge login schauspieler schauspielerin sänger sängerin
	autor autorin künstler künstlerin sekretär sekretärin kandidat kandidatin richter richterin`)

// foreignRoles are German and Spanish titles and words for offices and functions.
var foreignRoles = wordset.Of(`minister ministerin präsident präsidentin chef chefin sprecher sprecherin leiter
	leiterin direktor direktorin kanzler kanzlerin trainer trainerin experte expertin forscher forscherin
	anwalt anwältin politiker politikerin kollege kollegin schauspieler schauspielerin sänger sängerin autor
	autorin künstler künstlerin herr herrn frau hr dr prof professor professorin bürgermeister pfarrer
	pfarrerin bischof papst könig königin prinz prinzessin richter richterin senator senatorin gouverneur
	general oberst regisseur regisseurin moderator moderatorin journalist journalistin gründer gründerin
	geschäftsführer geschäftsführerin torwart stürmer maler malerin fotograf fotografin architekt
	architektin komponist dirigent philosoph historiker historikerin señor señora sr sra don doña presidente
	presidenta ministro ministra alcalde alcaldesa gobernador gobernadora senador senadora diputado diputada
	director directora general coronel capitán fiscal juez jueza doctor doctora secretario secretaria
	subsecretario jefe jefa entrenador técnico delantero arquero cantante actor actriz escritor escritora
	periodista abogado abogada rey reina príncipe papa obispo cardenal expresidente canciller vocero
	portavoz líder comandante candidato candidata`)

// speechVerbs are German and Spanish verbs of what persons do with words.
var speechVerbs = wordset.Of(`sagt sagte erklärt erklärte betont betonte berichtet berichtete meint meinte
	erläutert erläuterte ergänzt ergänzte fordert forderte warnt warnte schreibt schrieb glaubt kritisiert
	kritisierte erzählt erzählte findet fügte verwies verweist räumte bestätigte kündigte dijo dice afirmó
	afirma explicó explica señaló señala aseguró asegura indicó indica agregó agrega añadió añade expresó
	manifestó sostuvo sostiene declaró declara comentó comenta recordó recuerda destacó destaca reiteró
	advirtió anunció apuntó precisó expuso relató relata contó cuenta admitió reconoció`)

func isAgeWord(w string) bool {
	return len(w) == 2 && unicode.IsDigit(rune(w[0])) && unicode.IsDigit(rune(w[1]))
}
