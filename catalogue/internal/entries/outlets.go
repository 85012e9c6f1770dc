package entries

import (
	"cmp"
	_ "embed" // for platforms.txt
	"encoding/json"
	"html"
	"maps"
	"slices"
	"strings"
	"unicode"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// OutletName counts the pages of one key, a source's ID in rows, that give their outlet
// one name in the same places. Name is "" for the number of all pages of the key.
type OutletName struct {
	Key, Name string
	Origins   []cutting.NameOrigin
	Pages     int
}

// NamesOf returns the names a page gives its outlet.
func NamesOf(p *catalogue.PageRow) []cutting.SelfName {
	if len(p.Names) == 0 && p.Source.Name != "" && p.Source.Name != p.Source.ID {
		return []cutting.SelfName{{Name: p.Source.Name, Origins: []cutting.NameOrigin{cutting.StatedName}}}
	}
	return p.Names
}

// OutletsDecided parses the row in which a run stores the decisions about outlets; nil gives none.
func OutletsDecided(value json.RawMessage) ([]cutting.OutletDecision, error) {
	if value == nil {
		return nil, nil
	}
	var out []cutting.OutletDecision
	if err := json.Unmarshal(value, &out); err != nil {
		return nil, cutting.Errorf(cutting.Internal, "what was decided about outlets cannot be read: %w", err)
	}
	return out, nil
}

// Outlets are all outlets of one state of a catalogue, from the names all pages give and the decisions of
// people. It is immutable and safe for concurrent use.
type Outlets struct {
	list  []catalogue.Outlet // [0] is no outlet
	of    map[string]int     // key or ID → index in list
	id    [][]string         // terms of the keys of each
	names [][]string         // terms of its names
	// written are the numbers of the outlets with a key or ID, by what query.WithoutQuotes leaves of it.
	written map[string][]int
}

// named is one name of one key.
type named struct {
	spellings                   map[string]int
	hand, stated, agreed, other int // numbers of pages
}

// score returns the score of a name: pages that state it count more than pages with it in two places, and those
// more than pages with it in one.
func (n *named) score() int { return 1000*n.hand + 3*n.stated + 2*n.agreed + n.other }

// spelling returns the most frequent spelling of the name, the smallest of equals. A spelling that some pages
// escaped twice is counted without the escape.
func (n *named) spelling() string {
	best := ""
	for s, k := range n.spellings {
		if best == "" || k > n.spellings[best] || k == n.spellings[best] && s < best {
			best = s
		}
	}
	return html.UnescapeString(best)
}

// outletKey has what pages state about one source ID.
type outletKey struct {
	pages int
	names map[string]*named
	best  string // the chosen name, folded; "" when none is acceptable
	also  []string
}

// ResolveOutlets returns the outlets of all keys. The result depends on the order of decisions, not on that of
// rows.
func ResolveOutlets(rows []OutletName, decided []cutting.OutletDecision) *Outlets {
	keys := map[string]*outletKey{}
	for _, r := range rows {
		if r.Key == "" {
			continue
		}
		k := keys[r.Key]
		if k == nil {
			k = &outletKey{names: map[string]*named{}}
			keys[r.Key] = k
		}
		k.take(r)
	}
	common := commonNames(keys)
	for id, k := range keys {
		k.choose(id, common)
	}
	return newOutlets(keys, joinKeys(keys, decided), decided)
}

func (k *outletKey) take(r OutletName) {
	if r.Name == "" {
		k.pages += r.Pages
		return
	}
	id := cutting.NameIdentity(r.Name)
	byHand := slices.Contains(r.Origins, cutting.GivenName)
	if byHand && isHost(id) {
		return // a host, which a person decided is no name
	}
	n := k.names[id]
	if n == nil {
		n = &named{spellings: map[string]int{}}
		k.names[id] = n
	}
	n.spellings[r.Name] += r.Pages
	switch {
	case byHand:
		n.hand += r.Pages
	case slices.Contains(r.Origins, cutting.StatedName):
		n.stated += r.Pages
	case len(r.Origins) > 1:
		n.agreed += r.Pages
	default:
		n.other += r.Pages
	}
}

// commonHosts is the number of hosts from which a name that none of them states is rejected: it is a common
// word that links to front pages or ends titles ("Archive", "Latest").
const commonHosts = 3

// commonNames returns the names that several hosts have and none states.
func commonNames(keys map[string]*outletKey) map[string]bool {
	hosts, stated := map[string]int{}, map[string]bool{}
	for id, k := range keys {
		for name, n := range k.names {
			if n.hand+n.stated > 0 {
				stated[name] = true
			} else if isHost(id) && wholeHost(keys, id) == "" {
				hosts[name]++
			}
		}
	}
	common := map[string]bool{}
	for name, n := range hosts {
		common[name] = n >= commonHosts && !stated[name]
	}
	return common
}

//go:embed platforms.txt
var platformList string

// platforms are the hosts on which anybody can have pages.
var platforms = func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(platformList) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out[line] = true
		}
	}
	return out
}()

// isPlatform reports whether an ID is the host of a platform, or its mobile host.
func isPlatform(id string) bool {
	for _, m := range mobileHosts {
		if host, ok := strings.CutPrefix(id, m); ok && platforms[host] {
			return true
		}
	}
	return platforms[id]
}

// choose sets the key's name: the best that is stated, is in two places of a page, spells the host, or is
// constant over the pages. Common names are not accepted; for a platform only a name that spells its host is.
func (k *outletKey) choose(id string, common map[string]bool) {
	platform := isPlatform(id)
	fits := func(name string, n *named) bool {
		if n.hand == 0 && (platform || common[name]) {
			return isSpellingOf(id, name)
		}
		return n.hand+n.stated+n.agreed > 0 || isSpellingOf(id, name) || n.other >= 2 && 2*n.other >= k.pages
	}
	for _, name := range slices.Sorted(maps.Keys(k.names)) {
		n := k.names[name]
		if !fits(name, n) || !isHost(id) && name != id {
			continue
		}
		b := k.names[k.best]
		if k.best == "" || n.score() > b.score() || n.score() == b.score() && isSpellingOf(id, name) &&
			!isSpellingOf(id, k.best) {
			k.best = name
		}
	}
	if b := k.names[k.best]; b != nil {
		for _, name := range slices.Sorted(maps.Keys(k.names)) {
			if n := k.names[name]; name != k.best && fits(name, n) && 3*n.score() >= b.score() {
				k.also = append(k.also, name)
			}
		}
	}
}

// isHost reports whether a source's ID is a host and not a name.
func isHost(id string) bool { return strings.Contains(id, ".") && !strings.Contains(id, " ") }

// isSpellingOf reports whether a host is the spelling of a name.
func isSpellingOf(host, name string) bool {
	if !isHost(host) {
		return false
	}
	n := lettersOf(name)
	return len(n) > 2 && strings.Contains(lettersOf(host), n)
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// looseName returns the key that different spellings of one name share: its letters and digits without a
// leading "the", with "&" read as "and".
func looseName(name string) string {
	s := strings.ReplaceAll(strings.ToLower(html.UnescapeString(name)), "&", " and ")
	if rest, ok := strings.CutPrefix(strings.TrimSpace(s), "the "); ok {
		s = rest
	}
	return lettersOf(s)
}

// mobileHosts are the prefixes of the hosts of mobile pages.
var mobileHosts = []string{"m.", "mobile.", "amp.", "touch."}

// wholeHost returns the host that id is the mobile one of, if there are pages of it; else "".
func wholeHost(keys map[string]*outletKey, id string) string {
	for _, m := range mobileHosts {
		if host, ok := strings.CutPrefix(id, m); ok && isHost(host) && keys[host] != nil {
			return host
		}
	}
	return ""
}

// leadingKeys returns, for every loose name, the key that represents all keys without a host that have it: the one
// with the most pages, the smallest of equals.
func leadingKeys(keys map[string]*outletKey, separated map[string]bool) map[string]string {
	lead := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		k, name := keys[id], looseName(id)
		if isHost(id) || separated[id] || k.best == "" || name == "" {
			continue
		}
		if best := keys[lead[name]]; best == nil || k.pages > best.pages {
			lead[name] = id
		}
	}
	return lead
}

// joinKeys returns the ID of every key's outlet; "" is none. A name joins the one host that has it, else another
// spelling of it; a mobile host joins the main one.
func joinKeys(keys map[string]*outletKey, decided []cutting.OutletDecision) map[string]string {
	bears := map[string][]string{} // loose name → hosts
	for id, k := range keys {
		if isHost(id) && k.best != "" {
			host := cmp.Or(wholeHost(keys, id), id)
			for _, name := range append([]string{k.best}, k.also...) {
				if n := looseName(name); n != "" && !slices.Contains(bears[n], host) {
					bears[n] = append(bears[n], host)
				}
			}
		}
	}
	into, separated := byHand(decided)
	lead := leadingKeys(keys, separated)
	out := map[string]string{}
	for id, k := range keys {
		to := id
		switch hosts := bears[looseName(id)]; {
		case separated[id] || into[id] != "":
		case isHost(id):
			to = cmp.Or(wholeHost(keys, id), id)
		case len(hosts) == 1:
			to = hosts[0]
		case k.best == "":
			to = ""
		default:
			to = cmp.Or(lead[looseName(id)], id)
		}
		out[id] = endOfChain(into, to)
	}
	for id := range into {
		if out[id] == "" {
			out[id] = endOfChain(into, id)
		}
	}
	return out
}

// byHand returns the outlets that people joined to others, and those they separated; the last decision about
// each counts.
func byHand(decided []cutting.OutletDecision) (into map[string]string, separated map[string]bool) {
	into, separated = map[string]string{}, map[string]bool{}
	for _, d := range decided {
		switch {
		case d.Separate:
			delete(into, d.Outlet)
			separated[d.Outlet] = true
		case d.Into != "":
			delete(separated, d.Outlet)
			into[d.Outlet] = d.Into
		}
	}
	return into, separated
}

// endOfChain returns the outlet at the end of a chain of joins; a cycle ends before it would close.
func endOfChain(into map[string]string, id string) string {
	seen := map[string]bool{}
	for into[id] != "" && !seen[id] {
		seen[id] = true
		if seen[into[id]] {
			break
		}
		id = into[id]
	}
	return id
}

func newOutlets(keys map[string]*outletKey, joined map[string]string, decided []cutting.OutletDecision) *Outlets {
	byID := map[string]*catalogue.Outlet{}
	for _, key := range slices.Sorted(maps.Keys(joined)) {
		id := joined[key]
		if id == "" {
			continue
		}
		o := byID[id]
		if o == nil {
			o = &catalogue.Outlet{Source: catalogue.Source{ID: id, Name: id}}
			byID[id] = o
		}
		if o.Keys = append(o.Keys, key); keys[key] == nil {
			continue
		}
		k := keys[key]
		for _, name := range append([]string{k.best}, k.also...) {
			if n := k.names[name]; n != nil {
				o.Also = append(o.Also, n.spelling())
			}
		}
		if n := k.names[k.best]; n != nil && (key == id || o.Name == id && keys[id] == nil) {
			o.Name = n.spelling()
		}
	}
	into, _ := byHand(decided)
	for _, d := range decided {
		o := byID[d.Outlet]
		if o == nil {
			o = byID[joined[d.Outlet]]
		}
		if o == nil {
			continue
		}
		if into[d.Outlet] != "" && o.ID != d.Outlet { // the other outlet keeps its own name and kind
			if d.Name != "" {
				o.Also = append(o.Also, d.Name)
			}
			continue
		}
		o.Name, o.Kind, o.Lang = cmp.Or(d.Name, o.Name), cmp.Or(d.Kind, o.Kind), cmp.Or(d.Lang, o.Lang)
	}
	out := &Outlets{list: []catalogue.Outlet{{}}, of: map[string]int{"": 0}, written: map[string][]int{},
		id: make([][]string, 1), names: make([][]string, 1)}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out.add(byID[id])
	}
	return out
}

func (o *Outlets) add(x *catalogue.Outlet) {
	slices.Sort(x.Also)
	if x.Also = slices.DeleteFunc(slices.Compact(x.Also),
		func(s string) bool { return s == x.Name }); len(x.Also) == 0 {
		x.Also = nil
	}
	var ids, names []string
	for _, key := range x.Keys {
		o.of[key] = len(o.list)
		if isHost(key) || len(x.Keys) == 1 {
			ids = append(append(ids, termSeparator), NameTerms(key)...)
		}
	}
	for _, name := range append([]string{x.Name}, x.Also...) {
		names = append(append(names, termSeparator), NameTerms(name)...)
	}
	o.of[x.ID] = len(o.list)
	for _, key := range append([]string{x.ID}, x.Keys...) {
		key = query.WithoutQuotes(key)
		o.written[key] = append(o.written[key], len(o.list))
	}
	o.list, o.id, o.names = append(o.list, *x), append(o.id, ids), append(o.names, names)
}

// termSeparator separates names, so that no sequence of terms extends over two of them.
const termSeparator = "\x00"

// Number returns the number of the outlet of a key or ID; 0 is none. Numbers are below Len.
func (o *Outlets) Number(key string) int { return o.of[key] }

// Len returns the number of outlets plus one.
func (o *Outlets) Len() int { return len(o.list) }

// At returns an outlet by its number.
func (o *Outlets) At(n int) *catalogue.Outlet { return &o.list[n] }

// Source returns the source to show for a row's: its outlet, or its place if it has none.
func (o *Outlets) Source(s catalogue.Source) catalogue.Source {
	if n := o.of[s.ID]; n > 0 {
		return o.list[n].Source
	}
	return catalogue.Source{Place: s.Place}
}

// Show replaces the sources of an entry by its outlets.
func (o *Outlets) Show(e *catalogue.Entry) {
	e.Source = o.Source(e.Source)
	for i := range e.Sightings {
		e.Sightings[i].Source = o.Source(e.Sightings[i].Source)
	}
}

// Find returns the outlet of a key or ID; NotFound when there is none.
func (o *Outlets) Find(key string) (*catalogue.Outlet, error) {
	if n := o.of[key]; n > 0 {
		return &o.list[n], nil
	}
	return nil, cutting.Errorf(cutting.NotFound, "there is no source %q", key)
}

// Matching returns, by number, the outlets that a leaf of a query matches: those with the value as ID, as a
// parent host of the ID or as words of a name; with query.NoDate only number 0.
func (o *Outlets) Matching(n query.Node) []bool {
	yes := make([]bool, len(o.list))
	switch n := n.(type) {
	case *query.Dates:
		yes[0] = n.Text == query.NoDate
	case *query.OneOf:
		for _, t := range n.Texts {
			for _, i := range o.written[query.WithoutQuotes(t)] {
				yes[i] = true
			}
		}
	case *query.Value:
		if n.Whole {
			for _, i := range o.written[n.Text] {
				yes[i] = true
			}
			break
		}
		terms := NameTerms(n.Text)
		for i := 1; i < len(yes); i++ {
			yes[i] = sourceMatches(terms, n.Prefix, o.id[i], o.names[i])
		}
	}
	return yes
}
