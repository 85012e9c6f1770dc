package names

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// certainVotes is the weight of a mention known by the form of the report.
const certainVotes = 3

var kindOrder = []Kind{Person, Organisation, Place}

// unifyKinds sets the kind of all mentions of one form to the most frequent one.
func (d *document) unifyKinds(ms []found) {
	votes := map[string]*[3]int{}
	full := map[string]bool{} // surnames of persons named in full
	add := func(form string, k Kind, n int) {
		v := votes[form]
		if v == nil {
			v = &[3]int{}
			votes[form] = v
		}
		v[slices.Index(kindOrder, k)] += n
	}
	for _, m := range ms {
		n := 1
		if m.certain {
			n = certainVotes
		}
		add(d.form(m.from, m.to), m.kind, n)
		if m.kind == Person && m.to-m.from >= 2 { // a surname is of a person
			add(d.form(m.to-1, m.to), m.kind, n)
			full[d.form(m.to-1, m.to)] = true
		}
	}
	for i := range ms {
		m := &ms[i]
		v := votes[d.form(m.from, m.to)]
		best, all := 0, 0
		for k := range v {
			if all += v[k]; v[k] > v[best] {
				best = k
			}
		}
		// Whether it is an organisation or a place depends on the use: "Damascus denied", "in Damascus".
		person := kindOrder[best] == Person || m.kind == Person
		if kindOrder[best] == Person && m.kind != Person && !full[d.form(m.from, m.to)] {
			continue // guesses do not confirm each other
		}
		if 2*v[best] > all && (person || v[best] >= certainVotes && 3*v[best] > 2*all) {
			m.kind = kindOrder[best]
		}
	}
}

// addMissed adds missed mentions of found forms, and of the surnames of persons.
func (d *document) addMissed(ms []found) []found {
	type known struct {
		kind Kind
		n    int // tokens
	}
	forms := map[string]known{} // as written
	times := map[string]int{}
	longest := 1
	text := func(from, to int) string {
		return d.t.Text[d.t.Tokens[from].Start:d.t.Tokens[to-1].End]
	}
	put := func(from, to int, k Kind) {
		w := &d.f.words[to-1]
		if !d.f.words[from].capital || w.lists&listNation != 0 ||
			to-from == 1 && (w.seenSmall || utf8.RuneCountInString(w.lowered) < 3) {
			return
		}
		form := text(from, to)
		times[form]++
		if _, ok := forms[form]; !ok {
			forms[form] = known{k, to - from}
			longest = max(longest, to-from)
		}
	}
	taken := make([]bool, len(d.t.Tokens))
	for _, m := range ms {
		for i := m.from; i < m.to; i++ {
			taken[i] = true
		}
		if !months[d.f.words[m.from].lowered] {
			put(m.from, m.to, m.kind)
		}
		if m.kind == Person && m.to-m.from >= 2 {
			put(m.to-1, m.to, m.kind)
		}
	}
	if len(forms) == 0 {
		return ms
	}
	tagged := len(ms)
	missed := map[string]int{}
	longest = min(longest, maxSpread)
	free := func(i int) bool { // without a capitalised word beside it that may be part of the name
		return i < 0 || i >= len(d.f.words) || !d.f.words[i].capital || taken[i]
	}
	for n := range d.t.Sentences {
		s := d.t.Sentences[n]
		for i := s.First; i < s.End; i++ {
			if taken[i] || !d.f.words[i].capital {
				continue
			}
			for l := min(longest, s.End-i); l > 0; l-- {
				k, ok := forms[text(i, i+l)]
				if !ok || k.n != l || slices.Contains(taken[i:i+l], true) {
					continue
				}
				if !(free(i-1) || i-1 == s.First) || !free(i+l) && i+l < s.End {
					break
				}
				ms = append(ms, found{i, i + l, k.kind, false})
				missed[text(i, i+l)]++
				for j := i; j < i+l; j++ {
					taken[j] = true
				}
				i += l - 1
				break
			}
		}
	}
	// A form the tagger mostly missed is no name.
	kept := ms[:tagged]
	for _, m := range ms[tagged:] {
		if f := text(m.from, m.to); missed[f] <= mostMissed*times[f] {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b found) int { return cmp.Compare(a.from, b.from) })
	return kept
}

// mostMissed is the maximum ratio of missed to found mentions of a form.
const mostMissed = 1

// maxSpread is the maximum number of tokens of a form that is searched for.
const maxSpread = 8
