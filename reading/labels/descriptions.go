package labels

import (
	"strings"

	"cuttings/internal/wordset"
)

// remarkStarts begin a clause and no description.
var remarkStarts = wordset.Of(`that's that’s here's here’s there's there’s it's it’s here there it he she they
	we i you what how why 's ’s`)

// reportingVerbs at the end of what stands between commas make it a clause: ", the complaint states,".
var reportingVerbs = wordset.Of(`says said states stated adds added writes wrote notes noted shows showed claims
	claimed reports reported suggests suggested explains explained believes believed argues argued alleges
	alleged`)

// openEnds are words that a description cannot end in.
var openEnds = wordset.Of("of among for to in on at with than against between by from about over under")

// canDescribe reports whether tokens can describe somebody: they are no clause, and the description ends with
// them. It does not when the next word would belong to it: "popular among Gen Z", "the Honne-produced, soulful song".
func (r *reader) canDescribe(from, end int, form Form) bool {
	last := r.word(end - 1)
	if remarkStarts[r.word(from)] || openEnds[last] && end-from > 1 {
		return false
	}
	if form == Apposition && reportingVerbs[last] {
		return false
	}
	if end-from > 1 && r.hasNoNoun(end-1) {
		return false
	}
	// "a team of veterans advising Trump": who is advised is not described by it.
	return form != Premodifier || !strings.HasSuffix(last, "ing") || !strings.HasSuffix(r.word(end-2), "s")
}

// adjectiveEnds end compounds that are adjectives.
var adjectiveEnds = wordset.Of("friendly produced based born owned led backed run made style sized")

// hasNoNoun reports whether a token is a compound adjective, which needs a noun behind it: "user-friendly".
func (r *reader) hasNoNoun(i int) bool {
	w := r.word(i)
	if k := strings.LastIndexByte(w, '-'); k > 0 {
		return adjectiveEnds[w[k+1:]]
	}
	return adjectiveEnds[w] && r.word(i-1) == "-"
}
