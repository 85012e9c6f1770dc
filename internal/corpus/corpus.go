// Package corpus generates pages to measure with: invented outlets, places and sentences,
// recombined from a seed, in the forms and sizes of real saved pages. The same number always gives
// the same page.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

var (
	syllables = strings.Fields("ka ro mel tan vi dor esh lu bra nim sol per aru ket ola fin gar zu the mis ran dol " +
		"ep sa bri lo nor ty va hem cor is el und am")
	glue = strings.Fields("the of and to in a that for on with as was by said it from at an be this has have are " +
		"which but not or after its were had their who will more than also when two new been would about into over")
	verbs = strings.Fields("denied confirmed announced rejected opened closed signed delayed reported criticised " +
		"defended published withdrew")
	things = strings.Fields("dam harbour council agreement strike ministry village tribunal pipeline levy embassy " +
		"bridge census registry ferry depot ballot")
)

// vocabulary is large enough for the long tail of words in real text.
var vocabulary = func() []string {
	r := rand.New(rand.NewPCG(7, 11))
	out := append([]string{}, glue...)
	out = append(out, things...)
	out = append(out, verbs...)
	seen := map[string]bool{}
	for len(out) < 30000 {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		if w := b.String(); !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}()

// Maker generates pages; it is not safe for concurrent use.
type Maker struct {
	r *rand.Rand
	z *rand.Zipf
}

// New returns a Maker for page number n.
func New(n int) *Maker {
	r := rand.New(rand.NewPCG(uint64(n), 0x6375747473))
	return &Maker{r: r, z: rand.NewZipf(r, 1.12, 6, uint64(len(vocabulary)-1))}
}

func (m *Maker) word() string { return vocabulary[m.z.Uint64()] }

// Sentence returns a sentence of between lo and hi words.
func (m *Maker) Sentence(lo, hi int) string {
	n := lo + m.r.IntN(hi-lo+1)
	w := make([]string, n)
	for i := range w {
		w[i] = m.word()
	}
	w[0] = strings.ToUpper(w[0][:1]) + w[0][1:]
	return strings.Join(w, " ") + "."
}

// Headline returns five to eleven words without a full stop.
func (m *Maker) Headline() string { return strings.TrimSuffix(m.Sentence(5, 11), ".") }

// Paragraphs returns n paragraphs of some 60 words.
func (m *Maker) Paragraphs(n int) []string {
	out := make([]string, n)
	for i := range out {
		var s []string
		for range 4 {
			s = append(s, m.Sentence(8, 22))
		}
		out[i] = strings.Join(s, " ")
	}
	return out
}

// Date returns a day in the twenty years before 2024.
func (m *Maker) Date() time.Time {
	return time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, m.r.IntN(20*365))
}

// Host returns the host of one of 200 invented outlets.
func (m *Maker) Host() string {
	k := m.r.IntN(200)
	return fmt.Sprintf("%s%d.example", vocabulary[len(glue)+len(things)+k], k)
}

// Page returns page number n as HTML, with its address: two articles for every listing, in some 60
// KB of markup, styles and scripts as on real sites.
func Page(n int) (address string, content []byte) {
	m := New(n)
	host := m.Host()
	var b strings.Builder
	title, body := m.Headline(), strings.Builder{}
	if n%3 == 2 {
		address = fmt.Sprintf("https://%s/section/%d/", host, n)
		title = "News"
		for i := range 10 {
			d := m.Date()
			fmt.Fprintf(&body, `<div class="post-item"><h2 class="post-title"><a `+
				`href="https://%s/%s/%d-%d.html">%s</a></h2>`+
				`<div class="meta"><time datetime="%s">%s</time> by <a rel="author" href="/by/%d">%s %s</a></div>`+
				`<p>%s %s [&hellip;]</p><a class="more" href="https://%s/%s/%d-%d.html">Read more</a></div>`+"\n",
				host, d.Format("2006/01/02"), n, i, m.Headline(), d.Format(time.DateOnly), d.Format("2 January 2006"),
				i, name(m.word()), name(m.word()), m.Sentence(15, 25), m.Sentence(15, 25), host,
				d.Format("2006/01/02"), n, i)
		}
	} else {
		d := m.Date()
		address = fmt.Sprintf("https://%s/%s/%d.html", host, d.Format("2006/01/02"), n)
		fmt.Fprintf(&body, `<article><h1>%s</h1><p class="byline">By %s %s</p><time datetime="%s">%s</time>`+"\n",
			title, name(m.word()), name(m.word()), d.Format(time.DateOnly), d.Format("2 January 2006"))
		for _, p := range m.Paragraphs(5) {
			fmt.Fprintf(&body, "<p>%s</p>\n", p)
		}
		body.WriteString("</article>\n")
	}
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s | %s</title>\n<link "+
		"rel=\"canonical\" href=\"%s\">\n", title, host, address)
	b.WriteString("<style>")
	for i := range 220 {
		fmt.Fprintf(&b, ".c%d .x%d{margin:%dpx;padding:0 %dpx;color:#%06x}\n", i, i, m.r.IntN(40), m.r.IntN(40),
			m.r.IntN(1<<24))
	}
	b.WriteString("</style></head><body><header><nav><ul>")
	for i := range 60 {
		fmt.Fprintf(&b, `<li class="menu-item menu-item-%d"><a href="https://%s/section/%d/">%s</a></li>`+"\n", i,
			host, i, name(m.word()))
	}
	b.WriteString("</ul></nav></header>\n<main>\n" + body.String() + "</main>\n<aside><h3>Most viewed</h3><ul>")
	for i := range 5 {
		fmt.Fprintf(&b, `<li><a href="https://%s/2019/05/0%d/old-%d.html">%s</a></li>`+"\n", host, i+1, m.r.IntN(4000),
			m.Headline())
	}
	b.WriteString("</ul></aside>\n<footer><p>All of this is invented.</p></footer>\n<script>")
	for i := range 450 {
		fmt.Fprintf(&b, "window.q=window.q||[];q.push({id:%d,slot:\"s%d\",v:%q,w:%d});\n", i, m.r.IntN(1000),
			vocabulary[m.r.IntN(len(vocabulary))], m.r.IntN(1<<30))
	}
	b.WriteString("</script></body></html>\n")
	return address, []byte(b.String())
}

func name(w string) string { return strings.ToUpper(w[:1]) + w[1:] }
