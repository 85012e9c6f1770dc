package redact

import (
	"strings"

	"cuttings/internal/wordset"
)

// beforeNames are words before a name that are no part of it, folded, without dots; behindNames are those behind one.
var (
	beforeNames = wordset.Of(`dr prof professor doctor sir dame lord lady mr mrs ms miss mx rev reverend father fr sister hon honourable
honorable judge justice minister president senator sen rep representative congressman congresswoman mp governor gov mayor
captain capt colonel col general gen lieutenant lt major maj sergeant sgt officer herr frau dipl ing mag dott dottore
dottoressa ing avv avvocato onorevole on sig signor signora monsieur madame mademoiselle m mme mlle me maitre docteur don
dona doña senor senora señor señora sr sra srta licenciado lic ingeniero pan pani mgr inz meneer mevrouw drs mr fru herre
ayatollah hojatoleslam sheikh shaykh sayyid imam haji hajji`)
	behindNames = wordset.Of(`mp mep msp qc kc jr sr ii iii iv md phd dphil mba ma ba bsc msc llb llm esq cbe obe mbe cpa rn dds dvm
md phil esquire junior senior`)
)

// WithoutTitles returns a name without titles before it, without what is behind a comma, degrees and letters
// behind it, and without what is in brackets: "Dr. Ada Fernwald, MP (chair)" is "Ada Fernwald". Of a name that would
// have fewer than two words left, it returns the name.
func WithoutTitles(name string) string {
	s := name
	for {
		open := strings.IndexAny(s, "([")
		if open < 0 {
			break
		}
		end := strings.IndexAny(s[open:], ")]")
		if end < 0 {
			break
		}
		s = s[:open] + " " + s[open+end+1:]
	}
	plain := func(w string) string {
		return strings.ToLower(strings.ReplaceAll(strings.Trim(w, ","), ".", ""))
	}
	words := strings.Fields(s)
	for len(words) > 2 && beforeNames[plain(words[0])] && len(plain(words[0])) > 1 {
		words = words[1:]
	}
	for len(words) > 2 && behindNames[plain(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	if len(words) < 2 {
		return name
	}
	words[len(words)-1] = strings.TrimRight(words[len(words)-1], ",")
	return strings.Join(words, " ")
}
