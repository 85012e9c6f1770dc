package listing

import (
	"strings"

	"cuttings/cutting"
)

// templateForms returns the number of forms of lines that occur exactly once in at least four of five
// items, besides the headlines. Sections of a text have none.
func (s *pageState) templateForms(rs []region) (forms int) {
	const most = 60 // blocks of an item that are examined
	if len(rs) < 2 {
		return 0
	}
	if s.looks == nil {
		s.numberForms()
	}
	// number of items in which each form occurs once, and its count in the current item
	once, in := make([]int32, s.nLooks), make([]int32, s.nLooks)
	for i := range rs {
		head := s.cands[rs[i].cand].block
		lo, hi := rs[i].lo, min(rs[i].hi, rs[i].lo+most)
		for b := lo; b < hi; b++ {
			if b != head {
				in[s.looks[b]]++
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
	return forms
}

// numberForms gives each block the number of its form.
func (s *pageState) numberForms() {
	s.looks = make([]int32, len(s.p.Blocks))
	forms := make(map[uint32]int32, 64)
	for i := range s.p.Blocks {
		k := s.blockKind(int32(i))
		n, ok := forms[k]
		if !ok {
			n = int32(len(forms))
			forms[k] = n
		}
		s.looks[i] = n
	}
	s.nLooks = len(forms)
}

// ownAddresses gives items without linked headlines the address of the link that is at the same
// place in nearly all of them, with a different address in each: whole posts have it at their end,
// as time, "permalink" or number of comments.
func (s *pageState) ownAddresses(r *Result, rs []region) {
	const most = 60 // links of an item that are examined
	bare := 0
	for i := range rs {
		if s.cands[rs[i].cand].link < 0 {
			bare++
		}
	}
	if len(rs) < 2 || bare*2 <= len(rs) || !s.isOn("own_addresses") {
		return
	}
	type place struct {
		look uint32
		nth  int
	}
	found := map[place][]itemAddress{} // in items' order, at most one of an item
	var order []place
	for i := range rs {
		s.stop.Step(i)
		n := 0
		for b := rs[i].lo; b < rs[i].hi && n < most; b++ {
			for k := range s.p.Blocks[b].Links {
				l := &s.p.Blocks[b].Links[k]
				if n++; l.URL == "" || strings.Contains(l.URL, "#") || isHomeURL(l.URL) || LinksToTag(l.URL) {
					continue
				}
				at := place{s.blockKind(b), k}
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
		n, home := countDifferent(found[at], own)
		if n*10 > len(rs)*7 && 2*n+home > top {
			best, top = k, 2*n+home // text links are to other sites more often than to the item's address
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

// countDifferent returns the number of addresses when no two are equal, else 0, and how many of them
// lead to the site itself.
func countDifferent(addresses []itemAddress, own string) (n, home int) {
	seen := make(map[string]bool, len(addresses))
	for _, a := range addresses {
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
