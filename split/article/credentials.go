package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// degreeWords are degrees, licences and memberships set behind a name, small and
// without dots. Words that are names as well ("Ma", "Ba") count in capitals only.
var degreeWords = wordSet(`phd dphil md do dvm vmd lvt vts rn np aprn crnp fnp rd rdn ldn mba mph mpa mpp mfa mdiv msc
	mphil mres med ms ma ba bs bsc bfa llb llm jd esq qc kc cfa cpa cfp ea frm phr shrm-cp sphr pmp psyd edd edm dds dmd
	pharmd od dc lac lcsw lmft lmhc lpc lmsw licsw bcba ccc-slp facp facs faap fand facog faafp frcp frcs mbbs mbchb
	obe mbe cbe frs freng peng pe leed iclp cscs cpt e-ryt ryt ncc mft dabom foma facep facc`)

// occupationWords name what somebody does; a piece of a byline that holds one,
// behind a name, says what that person is and is no second person.
var occupationWords = wordSet(`accountant adviser advisor ambassador analyst anchor architect artist assistant associate
	attorney author blogger broadcaster campaigner candidate ceo cfo chair chairman chairwoman chief chef coach
	co-founder cofounder columnist commentator consultant contributor coordinator copywriter correspondent counsel
	counsellor counselor cto curator deputy designer developer dietitian director doctor economist editor educator
	engineer essayist evangelist executive expert fellow filmmaker founder freelancer historian horticulturalist
	horticulturist illustrator instructor intern interpreter journalist jurist lawyer leader lecturer librarian manager
	marketer mentor meteorologist minister novelist nurse nutritionist officer owner partner photographer
	photojournalist physician physicist planner playwright podcaster poet practitioner presenter president principal
	producer professor programmer psychiatrist psychologist publicist publisher recruiter reporter representative
	researcher reviewer scholar scientist secretary senator sociologist solicitor specialist spokesman spokesperson
	spokeswoman staff strategist student surgeon teacher technologist therapist trainee trainer translator treasurer
	veterinarian videographer volunteer writer
	autor autorin chefredakteur chefredakteurin herausgeber journalistin korrespondentin leiter leiterin praktikantin
	redakteur redakteurin reporterin ressortleiter volontär volontärin rédacteur rédactrice journaliste chroniqueur
	correspondante envoyé redactor redactora periodista reportero reportera columnista corresponsal jornalista
	repórter giornalista redattore redattrice corrispondente verslaggever verslaggeefster journalisten redactrice`)

// bodyWords begin the names of bodies that join their parts with "for", "of" and
// "and": "Centre for Coastal Studies and Research".
var bodyWords = wordSet(`academy agency alliance association board bureau center centre coalition college commission
	committee council department directorate division faculty federation foundation initiative institute league
	library ministry movement museum network office organisation organization school secretariat society syndicate
	union university`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// degree reports whether a word is a degree or licence: one of the list, or in a byline
// that is not all in capitals a run of two to eight of them.
func degree(w string, shape bool) bool {
	w = strings.Trim(w, ".,;()®™")
	low := strings.ReplaceAll(strings.ToLower(w), ".", "")
	if degreeWords[low] {
		return len(low) > 2 || strings.ToUpper(w) == w
	}
	if !shape {
		return false
	}
	n := 0
	for _, r := range w {
		switch {
		case r >= 'A' && r <= 'Z':
			n++
		case r == '.' || r == '-':
		default:
			return false
		}
	}
	return n >= 2 && n <= 8
}

// shouted reports whether a text has no small letter.
func shouted(s string) bool { return !strings.ContainsFunc(s, unicode.IsLower) }

// besideName reports whether a piece of a byline, behind the piece before it, says
// what the person named there is: degrees ("MS, RD"), an occupation ("CEO of Halden
// Works").
func besideName(piece, before string) bool {
	words := strings.Fields(piece)
	if len(words) == 0 {
		return false
	}
	degrees := true
	for _, w := range words {
		degrees = degrees && (degree(w, !shouted(before)) || len(words) > 1 && strings.Trim(w, "0123456789") == "")
	}
	if degrees {
		return true
	}
	for _, w := range words {
		if occupationWords[strings.ToLower(strings.Trim(w, ".,;()"))] {
			return true
		}
	}
	return false
}

// cutDegrees takes degrees run on to a name off it: "Ann Lee MS".
func cutDegrees(s string) string {
	w := strings.Fields(s)
	if shouted(s) {
		return s
	}
	n := len(w)
	for n > 2 && (strings.HasSuffix(w[n-2], ",") && degree(w[n-1], true) || degree(w[n-1], false)) {
		n--
	}
	return strings.TrimRight(strings.Join(w[:n], " "), ",")
}

// bodyName is how much of a byline names one body; 0 when it does not begin with
// one.
func bodyName(s string) int {
	end := strings.IndexAny(s, ",;|•·\n")
	if end < 0 {
		end = len(s)
	}
	for i, w := range strings.Fields(s[:end]) {
		low := strings.ToLower(w)
		if i > 3 {
			return 0
		}
		if bodyWords[low] {
			rest := s[:end]
			at := strings.Index(rest, w) + len(w)
			if strings.HasPrefix(rest[at:], " for ") || strings.HasPrefix(rest[at:], " of ") ||
				strings.HasPrefix(rest[at:], " on ") {
				return end
			}
			return 0
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return 0
		}
	}
	return 0
}
