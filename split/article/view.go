package article

import (
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// newView reads the page once: outlines, measures, repetition, headline, and how
// much of each block the structured data claims as article body.
func newView(p *cutting.Page, l *ld, m *Model) *view {
	v := &view{p: p, t: p.Tree, head: -1}
	v.out = outlineOf(p.Tree, m.Names)
	n := len(p.Blocks)
	v.m = make([]measure, n)
	v.before = make([]int32, n)
	v.copies = make([]uint8, n)
	v.claim = make([]float32, n)
	seen := make(map[uint64]uint8, n)
	v.tops = make([]int32, n+1)
	v.imgs = make([]int32, len(p.Tree.Nodes)+1)
	for i := range p.Tree.Nodes {
		v.imgs[i+1] = v.imgs[i]
		if t := p.Tree.Nodes[i].Tag; t == "img" || t == "picture" || t == "iframe" || t == "video" {
			v.imgs[i+1]++
		}
	}
	var heard sieve
	for i := range p.Blocks {
		v.m[i] = measureBlock(p, &p.Blocks[i], m.Odds, &heard)
		v.tops[i+1] = v.tops[i]
		if p.Blocks[i].Level == 1 {
			v.tops[i+1]++
		}
		v.before[i] = v.total
		v.total += v.m[i].words
		if c := seen[v.m[i].hash]; c < 255 {
			seen[v.m[i].hash] = c + 1
		}
		f := v.out[p.Blocks[i].Node].flags
		v.hasBody = v.hasBody || f&inBody != 0
		v.hasArt = v.hasArt || f&inArticle != 0
		v.hasMain = v.hasMain || f&inMain != 0
	}
	for i := range v.m {
		v.copies[i] = seen[v.m[i].hash]
	}
	v.head = v.findHead(l)
	v.weighClaims(l)
	return v
}

// eachWord calls f with a hash per word of s, case folded.
func eachWord(s string, f func(h uint32)) {
	for i := 0; i < len(s); {
		h := uint32(2166136261)
		n := 0
		for i < len(s) {
			c := s[i]
			if c < utf8.RuneSelf {
				if !asciiWord[c] {
					break
				}
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				h = (h ^ uint32(c)) * 16777619
				i++
				n++
				continue
			}
			r, size := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				break
			}
			h = (h ^ uint32(unicode.ToLower(r))) * 16777619
			i += size
			n++
			if isWide(r) {
				break
			}
		}
		if n > 0 {
			f(h)
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
}

// sieve is a Bloom filter of runs of one to three words.
type sieve [1 << 11]uint64

func (s *sieve) add(h uint32)      { h *= 2654435761; s[h>>21] |= 1 << (h >> 15 & 63) }
func (s *sieve) has(h uint32) bool { h *= 2654435761; return s[h>>21]&(1<<(h>>15&63)) != 0 }

// runs calls f with the hashes of the runs of three words in text, or of the
// whole text when it is shorter; all adds the runs of one and two words.
func runs(text string, all bool, f func(h uint32)) {
	var a, b uint32
	n := 0
	eachWord(text, func(h uint32) {
		n++
		if all {
			f(h ^ 1)
			if n > 1 {
				f(b*31 + h ^ 2)
			}
		}
		if n > 2 {
			f((a*31+b)*31 + h)
		}
		a, b = b, h
	})
	if !all {
		switch n {
		case 1:
			f(b ^ 1)
		case 2:
			f(a*31 + b ^ 2)
		}
	}
}

// weighClaims sets claim to the share of a block's word runs that the structured
// data's articleBody holds, or to -1 everywhere when there is none to speak of.
func (v *view) weighClaims(l *ld) {
	var body string
	for i := range l.items {
		if len(l.items[i].body) > len(body) {
			body = l.items[i].body
		}
	}
	if len(body) < 200 {
		for i := range v.claim {
			v.claim[i] = -1
		}
		return
	}
	var s sieve
	runs(entities(unescape(body)), true, s.add)
	for i := range v.claim {
		var hit, all int32
		runs(v.p.Blocks[i].Span.In(v.p.Text), false, func(h uint32) {
			all++
			if s.has(h) {
				hit++
			}
		})
		v.claim[i] = share(hit, all)
	}
}

// findHead looks for the block that carries the headline: the heading that
// shares most words with what the page's head calls itself.
func (v *view) findHead(l *ld) int {
	var names [4][]uint32
	k := 0
	add := func(s string) {
		if s == "" || k == len(names) {
			return
		}
		eachWord(s, func(h uint32) {
			if len(names[k]) < 40 {
				names[k] = append(names[k], h)
			}
		})
		k++
	}
	add(v.p.Meta.Claim("og:title"))
	add(v.p.Meta.Claim("title"))
	for i := range l.items {
		if l.items[i].article {
			add(l.items[i].headline)
			break
		}
	}
	shortest, longest := 100, 0
	for _, name := range names[:k] {
		shortest, longest = min(shortest, len(name)), max(longest, len(name))
	}
	best, at := float32(0.45), -1
	var buf [60]uint32
	for i := range v.p.Blocks {
		b := &v.p.Blocks[i]
		if v.m[i].words > 50 || v.m[i].words == 0 || b.Level == 0 && v.m[i].words < 4 {
			continue
		}
		if b.Level == 0 && (i > 150 || int(v.m[i].words)*2 < shortest || int(v.m[i].words) > 2*longest ||
			v.out[b.Node].flags&(inNav|inFooter) != 0) {
			continue // a line that is no heading must be nearly equal to count
		}
		own := buf[:0]
		eachWord(b.Span.In(v.p.Text), func(h uint32) {
			if len(own) < cap(own) {
				own = append(own, h)
			}
		})
		var f float32
		for _, name := range names[:k] {
			hit := 0
			for _, h := range own {
				for _, g := range name {
					if g == h {
						hit++
						break
					}
				}
			}
			if s := 2 * float32(hit) / float32(len(own)+len(name)+1); s > f {
				f = s
			}
		}
		switch {
		case b.Level == 1:
			f += 0.35
		case b.Level == 2:
			f += 0.1
		case b.Level == 0:
			f -= 0.3
		}
		if v.out[b.Node].flags&(inHidden|inNav|inAside|inFooter) != 0 {
			f -= 0.3
		}
		f -= float32(i) * 0.0005
		if f > best {
			best, at = f, i
		}
	}
	return at
}
