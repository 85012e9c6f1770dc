package entries

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/words"
	"cuttings/cutting"
)

// Version is one text of a cutting.
type Version struct {
	Sum            cutting.Checksum
	Headline, Text string
}

// Other is what other versions of a cutting have and its representative does not: the headlines
// and the paragraphs whose words are other ones. As phrases do not run over the end of a
// paragraph, a phrase is in a version where it is in one of these or in the representative.
type Other struct{ Headlines, Paragraphs []string }

// Empty reports whether there is nothing in other versions that the representative does not have.
func (o *Other) Empty() bool { return len(o.Headlines)+len(o.Paragraphs) == 0 }

// HeadlineTokens and TextTokens are the words of other versions, a Gap between the pieces.
func (o *Other) HeadlineTokens() []words.Token { return words.Sentences(nil, o.Headlines...) }
func (o *Other) TextTokens() []words.Token     { return words.Sentences(nil, o.Paragraphs...) }

// OtherOf returns what versions have that the representative does not. The order of
// versions, the representative's own among them and one given twice change nothing.
func OtherOf(rep *catalogue.Sighting, versions []Version) Other {
	var o Other
	versions = slices.DeleteFunc(slices.Clone(versions), func(v Version) bool {
		return v.Headline == rep.Headline && v.Text == rep.Text
	})
	if len(versions) == 0 {
		return o
	}
	slices.SortFunc(versions, func(a, b Version) int {
		return cmp.Or(cmp.Compare(a.Sum, b.Sum), cmp.Compare(a.Headline, b.Headline), cmp.Compare(a.Text, b.Text))
	})
	heads, paras := distinctPieces{}, distinctPieces{}
	heads.add(rep.Headline)
	for _, p := range words.Paragraphs(rep.Text) {
		paras.add(p)
	}
	for _, v := range versions {
		if heads.add(v.Headline) {
			o.Headlines = append(o.Headlines, v.Headline)
		}
		for _, p := range words.Paragraphs(v.Text) {
			if paras.add(p) {
				o.Paragraphs = append(o.Paragraphs, strings.Trim(p, " \r\n\t"))
			}
		}
	}
	return o
}

// distinctPieces has pieces of texts, as they are written and by their words.
type distinctPieces map[string]bool

// add reports whether no piece with the same words was added before; one without words is
// none.
func (u distinctPieces) add(s string) bool {
	s = strings.Trim(s, " \r\n\t")
	if s == "" || u["="+s] {
		return false
	}
	u["="+s] = true
	tokens, _ := words.Scan(nil, s, 0)
	var b strings.Builder
	for _, t := range tokens {
		b.WriteByte(' ')
		b.WriteString(t.Term)
	}
	known := len(tokens) == 0 || u[b.String()]
	u[b.String()] = true
	return !known
}
