package names

import (
	"slices"
	"strings"

	"cuttings/reading/aliases"
	"cuttings/reading/tagger"
)

// What a text writes out and abbreviates is a name or a thing: a body, or a method, a price, a product.

// named reports whether one of the tokens is a word for a body, in any number, or joins the
// words of a name in another language: what is written out in it is one.
func (d *document) named(from, to int) bool {
	for i := from; i < to; i++ {
		if w := d.f.words[i].lowered; bodies[w] || bodies[strings.TrimSuffix(w, "s")] || joins[w] {
			return true
		}
	}
	return false
}

var joins = set("de del la los las des du y et der und di della")

// things drops abbreviations that are no names: of several things ("HDDs"), of what the text
// writes out in small letters ("search engine optimisation (SEO)"), and those everybody knows.
func (d *document) things(ms []found, pairs []aliases.Pair) []found {
	short, long := map[string]bool{}, map[string]bool{}
	for _, p := range pairs {
		from, to := d.t.Within(p.Long)
		at, end := d.t.Within(p.Short)
		if end-at != 1 || !d.shouted(at) {
			continue
		}
		capital := false
		for i := from; i < to; i++ {
			capital = capital || d.f.words[i].capital
		}
		if thing := d.thing(from, to); thing || !capital {
			short[d.t.Token(at)] = true
			long[d.form(from, to)] = thing
		}
	}
	return slices.DeleteFunc(ms, func(m found) bool {
		if m.to-m.from != 1 {
			return long[d.form(m.from, m.to)]
		}
		w := d.t.Token(m.from)
		one := strings.TrimSuffix(w, "s")
		return short[w] || abbreviatedThings[one] ||
			one != w && len(one) > 1 && len(one) < 4 && d.lang == tagger.String("en") &&
				strings.IndexFunc(one, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
	})
}

// thing reports whether the words of a long form end with a word for a thing, a work or an
// office and hold none for a body: "Actual Cash Value", "Certified Consultant".
func (d *document) thing(from, to int) bool {
	if to-from < 2 || !thingHeads[strings.TrimSuffix(d.f.words[to-1].lowered, "s")] || d.named(from, to) {
		return false
	}
	for i := from; i < to; i++ {
		if d.f.words[i].lowered == "of" {
			return false
		}
	}
	return true
}

var thingHeads = set(`value rate score ratio therapy disorder disease syndrome method methodology analysis
		technique process protocol language interface processing learning intelligence optimization optimisation marketing
		licensing coding drive memory card display camera reflex lens test exam certification certificate consultant
		counselor counsellor professional specialist question goal offering token price cost coverage insurance policy plan
		account fee tax loan mortgage income revenue return profit purchase agreement contract vehicle device equipment
		machine software provider deployment function report statement indicator`)

// abbreviatedThings are abbreviations of what is neither a person nor a body nor a place.
var abbreviatedThings = set(`FAQ CEO CFO CTO COO TV DVD CD PC USB URL PDF DNA RNA HIV AIDS COVID GDP VIP DIY SUV
		LED LCD GPS SEO API HTML CSS XML JSON HTTP HTTPS SQL RAM CPU GPU SSD HDD HR RSS SMS PIN ATM LGBT LGBTQ PTSD ADHD
		KPI ROI B2B CRM ERP SaaS DJ MVP PhD MBA RIP`)

// set is the words of a list.
func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
