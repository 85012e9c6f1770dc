package labels

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/token"
)

// readPassive reads "regarded as a terrorist organisation by Y" from the participle.
func (r *reader) readPassive(at int, of cutting.Span, name int, negated bool) {
	k := at + 1
	for k < at+4 && !articles[r.word(k)] && !token.IsQuote(r.word(k)) {
		if r.word(k) == "" {
			return
		}
		k++
	}
	k = r.behindQuote(k)
	end := r.phraseFrom(k)
	if end <= k || r.word(k) == "the" && !r.hasValueWord(k, end) { // called the Barley League
		return
	}
	l := r.add(k, end, of, name, Called, r.isRole(k, end), negated)
	if l == nil {
		return
	}
	if token.IsQuote(r.word(end)) {
		end++
	}
	if r.word(end) == "by" && end+1 < r.sentence.End {
		stop := r.phraseFrom(end + 1)
		if stop > end+1 {
			l.Voice = r.span(end+1, stop)
		}
	}
}

// readCopula reads "X is a cult": the verb right behind the mention, or before it in a
// question.
func (r *reader) readCopula(from, end int) {
	m := r.mention[from]
	r.copulaOf(from, end, r.Mentions[m].Span, r.Names.Of[m])
}

// readCopulaOfDescription reads the copula of a description that refers to a name of the text, or to nobody named in
// it: "the group is not a sect", "the farmers are murderers".
func (r *reader) readCopulaOfDescription(i int) {
	if r.lowered[i] != "the" || r.mention[i] >= 0 {
		return
	}
	if w := r.word(i - 1); w != "" && w != "that" && w != "," && w != ":" && !token.IsQuote(w) && w != "and" {
		return
	}
	end := i + 1
	for end < i+4 && r.isLowerCase(end) && r.mention[end] < 0 && !stops[r.word(end)] && !beForms[r.word(end)] {
		end++
	}
	if end == i+1 || !beForms[r.word(end)] || r.word(end) == "'s" || r.word(end) == "’s" {
		return
	}
	of, name := r.fullestMention(i, end)
	r.copulaOf(i, end, of, name)
}

// behindJoint reports whether a joining word before a noun phrase makes it part of another: "the leader of X".
func (r *reader) behindJoint(from int) bool {
	k := from - 1
	if articles[r.word(k)] {
		k--
	}
	return prepositions[r.word(k)]
}

var prepositions = wordset.Of("of in at from for with to by on against about near under over between among like")

func (r *reader) copulaOf(from, end int, of cutting.Span, name int) {
	negated := false
	k := end
	switch {
	case r.behindJoint(from):
		return // "helping them in X is", "the leader of X is"
	case beForms[r.word(end)] && (r.word(end) != "'s" && r.word(end) != "’s"):
		k = end + 1
	case from == r.sentence.First+1 && beForms[r.word(from-1)] && r.word(r.sentence.End-1) == "?":
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
		if stop > q && r.isDescription(k, q, stop) {
			r.add(q, stop, of, name, Copula, false, negated || r.isDenied(from))
		}
		return
	}
	if callVerbs, ok := callVerbs[r.word(k)], passiveParticiples[r.word(k)]; ok || callVerbs {
		if r.word(k+1) == "as" || callingParticiples[r.word(k)] {
			r.readPassive(k, of, name, negated || r.isDenied(from))
		}
		return
	}
	no := r.word(k) == "no"
	if plural := isValueWord(r.word(k)) && strings.HasSuffix(r.word(k), "s") &&
		!strings.HasSuffix(r.word(k), "ss"); plural {
		if stop := r.phraseFrom(k); stop > k { // X are murderers
			r.add(k, stop, of, name, Copula, false, negated || r.isDenied(from))
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
	if r.word(k) == "the" && !r.hasValueWord(k, stop) {
		return
	}
	if name < 0 && !r.hasValueWord(k, stop) {
		return // "the bridge is a wonder": about no name of the text
	}
	r.add(k, stop, of, name, Copula, r.isRole(k, stop), negated || no || r.isDenied(from))
}

// isDenied reports whether what follows a token is denied: "denied that X was a", "no evidence that X is a".
func (r *reader) isDenied(at int) bool {
	for k := at - 1; k >= r.sentence.First && at-k < 6; k-- {
		w := r.word(k)
		if strings.HasPrefix(w, "deni") || strings.HasPrefix(w, "deny") || strings.HasPrefix(w, "reject") ||
			strings.HasPrefix(w, "apologi") || w == "refused" || w == "disputed" || w == "never" ||
			w == "whether" || w == "if" || w == "evidence" && denialWords[r.word(k-1)] ||
			(w == "not" || w == "n't" || w == "n’t" || strings.HasSuffix(w, "n't")) && thinkVerbs[r.word(k+1)] {
			return true
		}
		if w == "," || w == ";" {
			return false
		}
	}
	return false
}

var (
	denialWords = wordset.Of("no without little any scant not")
	thinkVerbs  = wordset.Of(
		"mean believe think say prove show imply suggest necessarily claim make follow argue agree accept convinced")
)
