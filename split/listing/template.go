package listing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// template tells what the items have in common besides the form of their headlines: how
// many forms of lines stand once in four of five items and more, and how many short
// lines most items have with the same words, numbers aside ("Comments (3)", "Posted
// by"). Sections of a text have neither.
func (s *pageState) template(rs []region) (forms, labels int) {
	const most = 60 // blocks of an item that are looked at
	if len(rs) < 2 {
		return 0, 0
	}
	if s.looks == nil {
		s.number()
	}
	// Of each form: in how many items it stands once, and how often in the item at hand; of
	// each line: how many items have it, and the last that was seen to.
	once, in := make([]int32, s.nLooks), make([]int32, s.nLooks)
	with, last := make([]int32, s.nLines), make([]int32, s.nLines)
	for i := range rs {
		head := s.cands[rs[i].cand].block
		lo, hi := rs[i].lo, min(rs[i].hi, rs[i].lo+most)
		for b := lo; b < hi; b++ {
			if b == head {
				continue
			}
			in[s.looks[b]]++
			if k := s.lines[b]; k >= 0 && last[k] != int32(i)+1 {
				last[k] = int32(i) + 1
				with[k]++
			}
		}
		for b := lo; b < hi; b++ {
			if k := s.looks[b]; b != head {
				if in[k] == 1 {
					once[k]++
				}
				in[k] = 0
			}
		}
	}
	for _, n := range once {
		if int(n)*5 >= len(rs)*4 {
			forms++
		}
	}
	for _, n := range with {
		if int(n)*5 >= len(rs)*3 && n > 1 {
			labels++
		}
	}
	return forms, labels
}

// number gives each block the numbers of its form and of its words.
func (s *pageState) number() {
	s.looks, s.lines = make([]int32, len(s.p.Blocks)), make([]int32, len(s.p.Blocks))
	forms, texts := make(map[uint32]int32, 64), make(map[string]int32, 64)
	for i := range s.p.Blocks {
		k := s.look(int32(i))
		n, ok := forms[k]
		if !ok {
			n = int32(len(forms))
			forms[k] = n
		}
		s.looks[i], s.lines[i] = n, -1
		if sp := s.p.Blocks[i].Span; sp.Len() < maxLabel {
			t := wordsOnly(sp.In(s.p.Text))
			if t == "" {
				continue
			}
			n, ok := texts[t]
			if !ok {
				n = int32(len(texts))
				texts[t] = n
			}
			s.lines[i] = n
		}
	}
	s.nLooks, s.nLines = len(forms), len(texts)
}

// wordsOnly is a line without its numbers; "" when fewer than three letters are left.
func wordsOnly(t string) string {
	letters, numbers := 0, false
	for _, r := range t {
		if unicode.IsLetter(r) {
			letters++
		}
		numbers = numbers || unicode.IsDigit(r)
	}
	if letters < 3 {
		return ""
	}
	if !numbers {
		return t
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, t)
}

// ownAddresses gives items whose headlines lead nowhere the address of the link that
// stands at the same place in nearly all of them and leads somewhere else in each:
// whole posts have it at their end, as time, "permalink" or number of comments.
func (s *pageState) ownAddresses(r *Result, rs []region) {
	const most = 60 // links of an item that are looked at
	bare := 0
	for i := range rs {
		if s.cands[rs[i].cand].link < 0 {
			bare++
		}
	}
	if len(rs) < 2 || bare*2 <= len(rs) || !s.on("own_addresses") {
		return
	}
	type place struct {
		look uint32
		nth  int
	}
	found := map[place][]itemAddress{} // in items' order, one of an item at most
	var order []place
	for i := range rs {
		s.stop.Step(i)
		n := 0
		for b := rs[i].lo; b < rs[i].hi && n < most; b++ {
			for k := range s.p.Blocks[b].Links {
				l := &s.p.Blocks[b].Links[k]
				if n++; l.URL == "" || strings.Contains(l.URL, "#") || homeURL(l.URL) || Filing(l.URL) {
					continue
				}
				at := place{s.look(b), k}
				have := found[at]
				if have == nil {
					order = append(order, at)
				}
				if k := len(have) - 1; k >= 0 && have[k].item == i {
					have[k].url = l.URL // the last one of a place in a text
					continue
				}
				found[at] = append(have, itemAddress{i, l.URL})
			}
		}
	}
	own := cutting.Outlet(s.p.Meta.URL)
	best, top := -1, 0
	for k, at := range order {
		if len(found[at])*10 <= len(rs)*7 {
			continue
		}
		n, home := different(found[at], own)
		if n*10 > len(rs)*7 && 2*n+home > top {
			best, top = k, 2*n+home // text links to other sites more often than to its own address
		}
	}
	if best < 0 {
		return
	}
	for _, a := range found[order[best]] {
		if s.cands[rs[a.item].cand].link < 0 {
			r.Items[a.item].URL = a.url
		}
	}
}

// itemAddress is an address in an item of a list.
type itemAddress struct {
	item int
	url  string
}

// different is how many addresses there are when no two are the same, 0 otherwise, and
// how many of them lead to the site itself.
func different(in []itemAddress, own string) (n, home int) {
	seen := make(map[string]bool, len(in))
	for _, a := range in {
		if seen[a.url] {
			return 0, 0
		}
		seen[a.url] = true
		if h := cutting.Outlet(a.url); h == "" || h == own {
			home++
		}
	}
	return len(seen), home
}
