package score

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Rate is precision, recall and F1; shares, 0–1.
type Rate struct {
	P       float64 `json:"p"`
	R       float64 `json:"r"`
	F1      float64 `json:"f1"`
	Answers int     `json:"answers"`
	Found   int     `json:"predictions"`
}

func rateOf(right, found, answers int) Rate {
	return Rate{P: rate(float64(right), float64(found)), R: rate(float64(right), float64(answers)),
		F1: rate(float64(2*right), float64(found+answers)), Answers: answers, Found: found}
}

// ArchiveScores are scores of texts of one topic read together, by task.
type ArchiveScores map[string]Rate

type archiveSpan struct {
	S, E int
}

type archiveLine struct {
	Archive string
	Texts   []archiveText
	// any occurrence of either side counts for a dispute
	Disputes   []archivePair
	NearMisses []archivePair `json:"near_misses"`
	Copies     []struct{ Text, Of, Relation string }
}

type archiveText struct {
	ID, Lang, Text string
	Names          []struct {
		S, E    int
		Type    string
		Cluster *string
	}
	Statements []archiveSaid
	Labels     []struct {
		S, E  int
		Of    clusters
		Voice clusters
		Kind  string
	}
	Events []struct {
		S, E int
		Date *string
	}
}

type archiveSaid struct {
	ID      json.RawMessage
	Kind    string
	Source  *[2]int
	Cluster clusters `json:"source_cluster"`
	Content [][2]int
	Parent  json.RawMessage
}

type archivePlace struct {
	Text string
	S, E int
}

type archivePair struct {
	Kind  string
	A, B  archivePlace
	AAlso []archivePlace `json:"a_also"`
	BAlso []archivePlace `json:"b_also"`
}

// clusters is one name, or several, any of them right; "" is nobody.
type clusters []string

func (c *clusters) UnmarshalJSON(b []byte) error {
	var one *string
	if json.Unmarshal(b, &one) == nil {
		*c = clusters{""}
		if one != nil {
			*c = clusters{*one}
		}
		return nil
	}
	var several []*string
	if err := json.Unmarshal(b, &several); err != nil {
		return err
	}
	*c = nil
	for _, s := range several {
		if s == nil {
			*c = append(*c, "")
		} else {
			*c = append(*c, *s)
		}
	}
	return nil
}

func (c clusters) first() string {
	if len(c) == 0 {
		return ""
	}
	return c[0]
}

// pronounSources are the sources that do not identify the speaker.
var pronounSources = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`he she it they we i who his her their il elle ils elles er sie es él ella او ` +
		`وی он она`) {
		m[w] = true
	}
	return m
}()

// archiveTally counts right, predicted and expected results.
type archiveTally struct {
	right, found, answers map[string]int
	b3                    [2]float64
	mentions              int
}

func (t *archiveTally) add(what string, right, found, answers int) {
	t.right[what] += right
	t.found[what] += found
	t.answers[what] += answers
}

// Archives scores a file of predictions against one of answers, archive by archive.
// The names of predictions are mapped to those of the answers with which they share
// most mentions. Offsets count code points.
func Archives(gold, pred string) (ArchiveScores, error) {
	t := &archiveTally{right: map[string]int{}, found: map[string]int{}, answers: map[string]int{}}
	predictions := map[string]archiveLine{}
	if err := jsonLines(pred, func(l archiveLine) { predictions[l.Archive] = l }); err != nil {
		return nil, err
	}
	if err := jsonLines(gold, func(l archiveLine) { t.archive(l, predictions[l.Archive]) }); err != nil {
		return nil, err
	}
	out := ArchiveScores{}
	for what := range t.answers {
		out[what] = rateOf(t.right[what], t.found[what], t.answers[what])
	}
	p, r := rate(t.b3[0], float64(t.mentions)), rate(t.b3[1], float64(t.mentions))
	out["clusters b3"] = Rate{P: p, R: r, F1: f1(p, r), Answers: t.mentions, Found: t.mentions}
	return out, nil
}

// archiveMention is a mention of the answers with the prediction for it.
type archiveMention struct{ gold, found, form string }

func (t *archiveTally) archive(gold, pred archiveLine) {
	byID := map[string]archiveText{}
	for _, x := range pred.Texts {
		byID[x.ID] = x
	}
	var mentions []archiveMention
	votes := map[string]map[string]int{}
	for _, g := range gold.Texts {
		mentions = append(mentions, t.names(g, byID[g.ID], votes)...)
	}
	t.clusters(mentions)
	mapped := map[string]string{}
	for k, v := range votes {
		best := ""
		for g, n := range v {
			if best == "" || n > v[best] || n == v[best] && g < best {
				best = g
			}
		}
		mapped[k] = best
	}
	as := func(c string) string {
		if c == "" || c == "outlet" {
			return c
		}
		return cmp.Or(mapped[c], "?")
	}
	for _, g := range gold.Texts {
		t.statements(g, byID[g.ID], as)
		t.labels(g, byID[g.ID], as)
		t.events(g, byID[g.ID])
	}
	t.disputes(gold, pred)
	t.copies(gold, pred)
}

// copies counts the pairs of texts that belong together, and those with the right relation.
func (t *archiveTally) copies(gold, pred archiveLine) {
	read := func(l archiveLine) map[[2]string]string {
		out := map[[2]string]string{}
		for _, c := range l.Copies {
			out[[2]string{min(c.Text, c.Of), max(c.Text, c.Of)}] = c.Relation
		}
		return out
	}
	g, p := read(gold), read(pred)
	pairs, named := 0, 0
	for k, relation := range g {
		found, ok := p[k]
		pairs += one(ok)
		named += one(ok && found == relation)
	}
	t.add("copies", pairs, len(p), len(g))
	t.add("copies with relation", named, len(p), len(g))
}

func trimName(text []rune, s, e int) (int, int) {
	e = min(e, len(text))
	if s < e && strings.HasPrefix(strings.ToLower(string(text[s:e])), "the ") {
		s += 4
	}
	for s < e && !isWord(text[s]) {
		s++
	}
	for e > s && !isWord(text[e-1]) {
		e--
	}
	return s, e
}

func (t *archiveTally) names(g, p archiveText, votes map[string]map[string]int) []archiveMention {
	text := []rune(g.Text)
	type name struct {
		s, e    int
		kind    string
		cluster string
	}
	read := func(x archiveText) (out []name) {
		for _, n := range x.Names {
			s, e := trimName(text, n.S, n.E)
			c := ""
			if n.Cluster != nil {
				c = *n.Cluster
			}
			out = append(out, name{s, e, n.Type, c})
		}
		return out
	}
	a, b := read(g), read(p)
	strict, spans := map[name]bool{}, map[archiveSpan]bool{}
	for _, n := range b {
		strict[name{n.s, n.e, n.kind, ""}], spans[archiveSpan{n.s, n.e}] = true, true
	}
	right, span := 0, 0
	for _, n := range a {
		right += one(strict[name{n.s, n.e, n.kind, ""}])
		span += one(spans[archiveSpan{n.s, n.e}])
	}
	t.add("names strict", right, len(b), len(a))
	t.add("names span", span, len(b), len(a))
	of := map[int]int{}
	for _, m := range matchGreedily(len(a), len(b), 0.01, func(i, k int) float64 {
		both := max(0, min(a[i].e, b[k].e)-max(a[i].s, b[k].s))
		return float64(both) / float64(max(1, max(a[i].e, b[k].e)-min(a[i].s, b[k].s)))
	}) {
		of[m[0]] = m[1]
	}
	var out []archiveMention
	for i, n := range a {
		m := archiveMention{n.cluster, fmt.Sprintf("? %s %d", g.ID, n.s), strings.ToLower(string(text[n.s:n.e]))}
		if k, ok := of[i]; ok && b[k].cluster != "" {
			m.found = b[k].cluster
			if votes[m.found] == nil {
				votes[m.found] = map[string]int{}
			}
			votes[m.found][n.cluster]++
		}
		out = append(out, m)
	}
	return out
}

// clusters counts B³ over mentions and pairs of different forms joined.
func (t *archiveTally) clusters(ms []archiveMention) {
	gold, found, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	type form struct{ text, gold string }
	forms := map[form]map[string]bool{}
	for _, m := range ms {
		gold[m.gold]++
		found[m.found]++
		both[[2]string{m.gold, m.found}]++
		f := form{m.form, m.gold}
		if forms[f] == nil {
			forms[f] = map[string]bool{}
		}
		forms[f][m.found] = true
	}
	for _, m := range ms {
		n := float64(both[[2]string{m.gold, m.found}])
		t.b3[0] += n / float64(found[m.found])
		t.b3[1] += n / float64(gold[m.gold])
	}
	t.mentions += len(ms)
	list := make([]form, 0, len(forms))
	for f := range forms {
		list = append(list, f)
	}
	for i, f := range list {
		for _, g := range list[i+1:] {
			joined := false
			for k := range forms[f] {
				joined = joined || forms[g][k]
			}
			same := f.gold == g.gold
			t.add("joined forms", one(same && joined), one(joined), one(same))
		}
	}
}

func letterSet(text []rune, spans [][2]int) map[int]bool {
	out := map[int]bool{}
	for _, s := range spans {
		for i := max(s[0], 0); i < min(s[1], len(text)); i++ {
			if isWord(text[i]) {
				out[i] = true
			}
		}
	}
	return out
}

func shareOfBoth(a, b map[int]bool) float64 {
	n := sharedLetters(a, b)
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

func (t *archiveTally) statements(g, p archiveText, as func(string) string) {
	text := []rune(g.Text)
	sets := func(list []archiveSaid) (out []map[int]bool) {
		for _, s := range list {
			out = append(out, letterSet(text, s.Content))
		}
		return out
	}
	a, b := sets(g.Statements), sets(p.Statements)
	pairs := matchGreedily(len(a), len(b), 0.5, func(i, k int) float64 { return shareOfBoth(a[i], b[k]) })
	goldOf := map[string]string{}
	for _, m := range pairs {
		goldOf[string(p.Statements[m[1]].ID)] = string(g.Statements[m[0]].ID)
	}
	name, kind, pronouns, nested, right, inside := 0, 0, 0, 0, 0, 0
	isPronoun := func(s archiveSaid) bool {
		return s.Source != nil && pronounSources[strings.ToLower(string(text[s.Source[0]:s.Source[1]]))]
	}
	isNested := func(s archiveSaid) bool { return len(s.Parent) > 0 && string(s.Parent) != "null" }
	for _, s := range g.Statements {
		pronouns += one(isPronoun(s))
		nested += one(isNested(s))
	}
	for _, m := range pairs {
		x, y := g.Statements[m[0]], p.Statements[m[1]]
		ok := slices.Contains(x.Cluster, as(y.Cluster.first()))
		name += one(ok)
		kind += one(x.Kind == y.Kind)
		right += one(ok && isPronoun(x))
		inside += one(isNested(x) && isNested(y) && goldOf[string(y.Parent)] == string(x.Parent))
	}
	n, answers := len(p.Statements), len(g.Statements)
	t.add("statements content", len(pairs), n, answers)
	t.add("statements with the source's name", name, n, answers)
	t.add("statements with kind", kind, n, answers)
	t.add("statements, pronoun sources", right, pronouns, pronouns)
	t.add("statements, nested", inside, nested, nested)
}

func (t *archiveTally) labels(g, p archiveText, as func(string) string) {
	text := []rune(g.Text)
	var a, b []map[int]bool
	var of []int
	for _, l := range g.Labels {
		a = append(a, letterSet(text, [][2]int{{l.S, l.E}}))
	}
	for i, l := range p.Labels {
		if l.Kind != "role" {
			b = append(b, letterSet(text, [][2]int{{l.S, l.E}}))
			of = append(of, i)
		}
	}
	pairs := matchGreedily(len(a), len(b), 0.5, func(i, k int) float64 { return shareOfBoth(a[i], b[k]) })
	whom, voice := 0, 0
	for _, m := range pairs {
		x, y := g.Labels[m[0]], p.Labels[of[m[1]]]
		whom += one(slices.Contains(x.Of, as(y.Of.first())))
		voice += one(slices.Contains(x.Voice, as(y.Voice.first())))
	}
	t.add("labels", len(pairs), len(b), len(a))
	t.add("labels with whom", whom, len(b), len(a))
	t.add("labels with voice", voice, len(b), len(a))
}

func (t *archiveTally) events(g, p archiveText) {
	answers, found, right := 0, 0, 0
	for _, e := range g.Events {
		answers += one(e.Date != nil)
	}
	for _, e := range p.Events {
		found += one(e.Date != nil)
	}
	for _, m := range matchGreedily(len(g.Events), len(p.Events), 1, func(i, k int) float64 {
		a, b := g.Events[i], p.Events[k]
		return float64(one(min(a.E, b.E) > max(a.S, b.S)))
	}) {
		a, b := g.Events[m[0]].Date, p.Events[m[1]].Date
		right += one(a != nil && b != nil && *a == *b)
	}
	t.add("event dates", right, found, answers)
}

func (a archivePlace) hits(b archivePlace) bool {
	both := max(0, min(a.E, b.E)-max(a.S, b.S))
	return a.Text == b.Text && 2*both >= max(1, min(a.E-a.S, b.E-b.S))
}

func (d archivePair) is(p archivePair) bool {
	return d.A.hits(p.A) && d.B.hits(p.B) || d.A.hits(p.B) && d.B.hits(p.A)
}

// hasOccurrence reports whether a pair is any occurrence of the dispute.
func (d archivePair) hasOccurrence(p archivePair) bool {
	for _, a := range append([]archivePlace{d.A}, d.AAlso...) {
		for _, b := range append([]archivePlace{d.B}, d.BAlso...) {
			if (archivePair{A: a, B: b}).is(p) {
				return true
			}
		}
	}
	return false
}

func (t *archiveTally) disputes(gold, pred archiveLine) {
	match := func(list []archivePair) [][2]int {
		return matchGreedily(len(gold.Disputes), len(list), 0.5, func(i, k int) float64 {
			switch {
			case !gold.Disputes[i].hasOccurrence(list[k]):
				return 0
			case gold.Disputes[i].Kind == list[k].Kind:
				return 1
			}
			return 0.9
		})
	}
	used := map[int]bool{}
	for _, m := range match(pred.Disputes) {
		used[m[1]] = true
	}
	var list []archivePair // further occurrences are neither right nor wrong
	for k, p := range pred.Disputes {
		if used[k] || !slices.ContainsFunc(gold.Disputes, func(g archivePair) bool { return g.hasOccurrence(p) }) {
			list = append(list, p)
		}
	}
	t.add("disputes", len(match(list)), len(list), len(gold.Disputes))
	near := 0
	for _, n := range gold.NearMisses {
		near += one(slices.ContainsFunc(list, n.is))
	}
	t.add("near-misses taken", near, near, len(gold.NearMisses))
}
