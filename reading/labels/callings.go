package labels

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/token"
)

// behindQuote returns the first token within a quotation that begins at token k, or after an article there; k
// if none begins.
func (r *reader) behindQuote(k int) int {
	switch {
	case token.IsQuote(r.word(k)):
		return k + 1
	case articles[r.word(k)] && token.IsQuote(r.word(k+1)):
		return k + 2
	}
	return k
}

// isDescription reports whether quoted words from token q to stop after a copula at token k are a description: they
// have an article, or a word that judges.
func (r *reader) isDescription(k, q, stop int) bool {
	return q == k+2 || articles[r.word(q)] || r.hasValueWord(q, stop)
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

// readCalling reads "calls X a gang", "described X as a gang", "accused X of being a gang"
// at the verb.
func (r *reader) readCalling(i int) {
	as, ok := callVerbs[r.lowered[i]]
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
	case objectPronouns[r.word(k)]:
		k++
		of, name = r.fullestMention(from, k)
	case r.word(k) == "the" || r.word(k) == "its" || r.word(k) == "his":
		k++
		for k < from+4 && r.isLowerCase(k) && !stops[r.word(k)] && !token.IsQuote(r.word(k)) {
			k++
		}
		of, name = r.fullestMention(from, k)
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
	if !quoted && !articles[r.word(k)] && !isValueWord(r.word(k)) {
		return
	}
	end := r.phraseFrom(k)
	if end <= k {
		return
	}
	l := r.add(k, end, of, name, Called, r.isRole(k, end) && !quoted, r.isDenied(i))
	if l == nil || l.Negated {
		return
	}
	l.Voice = r.subjectBefore(i)
}

var objectPronouns = wordset.Of("him her it them us himself itself themselves")

// mentionWithin returns the mention that begins at token k, skipping an article.
func (r *reader) mentionWithin(k int) int {
	for n := 0; n < 2 && k < r.sentence.End; n++ {
		if r.mention[k] >= 0 {
			return r.mention[k]
		}
		if w := r.word(k); w != "the" && !isValueWord(w) {
			return -1
		}
		k++
	}
	return -1
}

// fullestMention returns the fullest mention of the name that words refer to, and the name's index.
func (r *reader) fullestMention(from, to int) (cutting.Span, int) {
	span := r.span(from, to)
	n, _ := r.Names.Resolve(span, -1)
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
	passiveParticiples = wordset.Of(`described regarded seen viewed denounced dismissed portrayed depicted
		hailed praised listed designated classified characterised characterized blacklisted condemned called
		branded labelled labeled dubbed deemed considered declared`)
	callingParticiples = wordset.Of("called branded labelled labeled dubbed deemed considered declared")
)

// subjectBefore returns the subject before a verb, empty when there is none.
func (r *reader) subjectBefore(verb int) cutting.Span {
	end := verb
	for end > r.sentence.First {
		w := r.word(end - 1)
		if w != "has" && w != "had" && w != "have" && w != "also" && w != "once" && w != "even" && w != "was" &&
			w != "again" && !beForms[w] && w != "would" && w != "will" && w != "may" && w != "could" &&
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
		if w == "," || w == ";" || w == ":" || token.IsQuote(w) || w == "and" || w == "but" || w == "that" ||
			clauseStarts[w] || start < end &&
			(finiteVerbs[w] || w == "said" || w == "says" || w == "told" || w == "out") {
			break
		}
		start--
		if subjectPronouns[w] {
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

// subjectPronouns are the pronouns that are always a subject.
var subjectPronouns = wordset.Of("he she they it we i who")

// clauseStarts are words that begin a clause whose subject follows.
var clauseStarts = wordset.Of(
	"because although though while whereas when after before since as if until whom which who")

// readExclamation reads `"Traitors!" the crowd shouted as X left` at the opening mark.
func (r *reader) readExclamation(i int) {
	if !token.IsQuote(r.lowered[i]) || i > r.sentence.First+1 {
		return
	}
	end := i + 1
	for end < min(i+5, r.sentence.End) && r.isWord(end) {
		end++
	}
	if end == i+1 || r.word(end) != "!" || !token.IsQuote(r.word(end+1)) || !r.hasValueWord(i+1, end) {
		return
	}
	for k := end + 2; k < r.sentence.End; k++ {
		if m := r.mention[k]; m >= 0 {
			if l := r.add(i+1, end, r.Mentions[m].Span, r.Names.Of[m], Exclaimed, false, false); l != nil {
				l.Quoted = true
				for v := end + 3; v < k; v++ {
					if strings.HasSuffix(r.lowered[v], "ed") || r.lowered[v] == "cry" || r.lowered[v] == "cries" {
						l.Voice = r.span(end+2, v)
						break
					}
				}
			}
			return
		}
	}
}

// readReferringLabel reads a label that itself refers to somebody: "the yellow union", where the text names a union,
// or "the hired guns", where the text names nobody for it.
func (r *reader) readReferringLabel(i int) {
	if r.lowered[i] != "the" || r.mention[i] >= 0 {
		return
	}
	k := i + 1
	for k < min(i+4, r.sentence.End) && r.isLowerCase(k) && r.mention[k] < 0 && isValueWord(r.lowered[k]) {
		k++
	}
	if k == i+1 {
		return
	}
	if r.isLowerCase(k) && r.mention[k] < 0 && words().bodies[singular(r.lowered[k])] && r.word(k+1) != "of" {
		if n, _ := r.Names.Resolve(r.span(i, k+1), -1); n >= 0 {
			r.add(i, k+1, r.Mentions[r.Names.Names[n].Mentions[0]].Span, n, Premodifier, false, false)
		}
		return
	}
	if k-i < 3 || isAdjective(r.lowered[k-1]) || r.isLowerCase(k) && !stops[r.word(k)] && !phraseEnds[r.word(k)] &&
		!beForms[r.word(k)] &&
		!strings.HasSuffix(r.lowered[k-1], "s") {
		return
	}
	end := k
	if r.word(k) == "of" {
		end = max(k, r.phraseFrom(i))
	}
	r.add(i, end, r.span(i, end), -1, Premodifier, false, false)
}
