package entries

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Value is one value of a field, prepared for comparing.
type Value struct {
	Text   string
	Key    string // of a text field: the same for all spellings of one value (words.Heading)
	When   When   // of a date field
	Number int64  // of a number field
}

// ValueOf parses one value; false when it is not valid: empty, no date, no number.
func ValueOf(f *field.Field, text string) (Value, bool) {
	v := Value{Text: text}
	if text == "" {
		return v, false
	}
	switch f.Type {
	case field.Text:
		v.Key = words.HeadingKey(text)
		return v, v.Key != ""
	case field.Date:
		v.When = WhenOf(cutting.Date{Value: text})
		return v, v.When.Prec != Undated
	case field.Number:
		n, err := strconv.ParseInt(text, 10, 64)
		v.Number = n
		return v, err == nil
	}
	return v, true
}

// ValuesOf parses the values of one field, each once; of several spellings of one text it returns the first.
func ValuesOf(f *field.Field, texts []string) []Value {
	var out []Value
	for _, t := range texts {
		v, ok := ValueOf(f, t)
		if ok && !slices.ContainsFunc(out, func(o Value) bool {
			return o.Key == v.Key &&
				(v.Key != "" || o.Text == v.Text)
		}) {
			out = append(out, v)
		}
		if ok && !f.Many {
			break
		}
	}
	return out
}

// KeepsValues reports whether back ends keep the whole values of a field, to narrow by, count and compare, besides its
// words. Published and captured dates are kept separately, and some fields are not kept at all
// (field.Field.Keepless).
func KeepsValues(f *field.Field) bool {
	return !f.Keepless() && f.Name != field.Dated && f.Name != field.Seen && (f.Type != field.Text || f.Whole)
}

// HasWords reports whether a field is searched by single words. Headline and text are not included, because every
// back end keeps them in its own way.
func HasWords(f *field.Field) bool {
	return !f.Keepless() && f.Type == field.Text && f.Name != field.Default && f.Name != field.Title &&
		f.Name != field.Body
}

// Tokens appends the terms of the values of a field for which HasWords is true.
func Tokens(dst []words.Token, f *field.Field, values []string) []words.Token {
	if f.Analyser == field.Prose {
		return words.Sentences(dst, values...)
	}
	return words.Names(dst, values...)
}

// Matcher returns a function that reports whether a value of a Kept field matches a leaf of a query: a
// *query.Value, *query.OneOf, *query.Dates or *query.Numbers. Outlets are matched by Outlets.
func Matcher(f *field.Field, n query.Node) func(*Value) bool {
	switch n := n.(type) {
	case *query.Dates:
		from, to := DayRange(n)
		return func(v *Value) bool {
			first, last := v.When.Days()
			return first <= to && from <= last
		}
	case *query.Numbers:
		return func(v *Value) bool { return n.Min <= v.Number && v.Number <= n.Max }
	case *query.Value:
		return valueMatcher(f, n)
	case *query.OneOf:
		has := OneOf(n)
		return func(v *Value) bool { return has([]byte(strings.ToLower(v.Text))) }
	}
	return func(*Value) bool { return false }
}

// OneOf returns a function that reports whether a value in lower case is one of a leaf's.
func OneOf(n *query.OneOf) func(value []byte) bool {
	set := make(map[string]struct{}, len(n.Texts))
	for _, t := range n.Texts {
		set[strings.ToLower(t)] = struct{}{}
	}
	return func(value []byte) bool {
		_, ok := set[string(value)]
		return ok
	}
}

func valueMatcher(f *field.Field, n *query.Value) func(*Value) bool {
	switch {
	case f.Type == field.Text:
		key := words.HeadingKey(n.Text)
		return func(v *Value) bool { return key != "" && v.Key == key }
	case f.Analyser == field.Language && !n.Whole:
		return func(v *Value) bool { return langMatches(n.Text, v.Text) }
	}
	return func(v *Value) bool { return strings.EqualFold(v.Text, n.Text) }
}

// NameTerms returns the terms of a name or address.
func NameTerms(s string) []string {
	var out []string
	for _, t := range words.Names(nil, s) {
		out = append(out, t.Term)
	}
	return out
}

// DayRange returns the days of a range of dates, both inclusive.
func DayRange(n *query.Dates) (from, to int32) {
	return parseDay(n.From, math.MinInt32), parseDay(n.To, math.MaxInt32)
}

// FacetValue returns the facet value under which a value of a field is counted.
func FacetValue(f *field.Field, v *Value) string {
	if f.Type == field.Date {
		return v.When.Period("year")
	}
	return v.Text
}

// Choice is one field a search is narrowed by: one of the values of its Node.
type Choice struct {
	Field *field.Field
	Node  query.Node
}

// Choices returns the choices of a request, ordered by field name. Errors are of kind Invalid.
func Choices(req *catalogue.Request, fields *field.Set) ([]Choice, error) {
	var out []Choice
	for name, list := range req.Choices {
		f, ok := fields.Choice(name)
		if !ok {
			return nil, cutting.Errorf(cutting.Invalid, "a search cannot be narrowed by %q; there are %s", name,
				choiceNames(fields))
		}
		if len(list) == 0 {
			continue
		}
		if len(list) > catalogue.MaxChoices {
			return nil, cutting.Errorf(cutting.Invalid, "%d values chosen of %s; there may be %d", len(list), name,
				catalogue.MaxChoices)
		}
		any := &query.Or{}
		for _, v := range list {
			n, err := choiceNode(f, v)
			if err != nil {
				return nil, err
			}
			any.Nodes = append(any.Nodes, n)
		}
		out = append(out, Choice{Field: f, Node: any})
	}
	slices.SortFunc(out, func(a, b Choice) int { return cmp.Compare(a.Field.Name, b.Field.Name) })
	return out, nil
}

// choiceNode returns the condition that a field has a value. It is called for every value of every group.
func choiceNode(f *field.Field, value string) (query.Node, error) {
	name := query.Field(f.Name)
	wrong := func() error {
		return cutting.Errorf(cutting.Invalid, "%q is no value that %s is counted by", value, f.ChoiceName())
	}
	if value == "" {
		return nil, wrong()
	}
	if value == field.None && f.Missing {
		return &query.Dates{Field: name, Text: query.NoDate}, nil
	}
	switch f.Type {
	case field.Date:
		if w := WhenOf(cutting.Date{Value: value}); w.Prec != ToYear || len(value) != 4 {
			return nil, wrong()
		}
		return &query.Dates{Field: name, Text: value, From: value + "-01-01", To: value + "-12-31"}, nil
	case field.Number:
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return nil, wrong()
		}
		return &query.Numbers{Field: name, Text: value, Min: n, Max: n}, nil
	}
	if len(f.Values) > 0 && !slices.Contains(f.Values, value) {
		return nil, wrong()
	}
	return &query.Value{Field: name, Text: query.WithoutQuotes(value), Whole: true}, nil
}

// Group is a catalogue.Group with its values as nodes.
type Group struct {
	Field  *field.Field
	Values []GroupValue
}

// GroupValue is one value of a group.
type GroupValue struct {
	Node query.Node
	In   *query.OneOf // the entries in which it counts; nil for all
}

// Groups returns the groups of a request in their order. Errors are of kind Invalid.
func Groups(req *catalogue.Request, fields *field.Set) ([]Group, error) {
	if len(req.Groups) > catalogue.MaxGroups {
		return nil, cutting.Errorf(cutting.Invalid, "%d groups are to be counted; there may be %d", len(req.Groups),
			catalogue.MaxGroups)
	}
	var out []Group
	for _, g := range req.Groups {
		f, ok := fields.Choice(g.Field)
		if !ok {
			return nil, cutting.Errorf(cutting.Invalid, "nothing can be counted by %q; there are %s", g.Field,
				choiceNames(fields))
		}
		if len(g.Values) > catalogue.MaxChoices {
			return nil, cutting.Errorf(cutting.Invalid, "%d values in a group of %s; there may be %d", len(g.Values),
				g.Field, catalogue.MaxChoices)
		}
		made := Group{Field: f}
		for _, v := range g.Values {
			n, err := choiceNode(f, v)
			if err != nil {
				return nil, err
			}
			value := GroupValue{Node: n}
			if ids, ok := g.In[v]; ok {
				value.In = &query.OneOf{Field: field.ID, Texts: ids}
			}
			made.Values = append(made.Values, value)
		}
		out = append(out, made)
	}
	return out, nil
}

func choiceNames(fields *field.Set) string {
	var out []string
	for _, f := range fields.Choices() {
		out = append(out, f.ChoiceName())
	}
	return strings.Join(out, ", ")
}

// CountFacet returns a facet from its raw counts: spellings of one text are joined, chosen values are included
// even if nothing has them, and the rest is ordered by descending count, then value, and limited to facetMax. keyOf
// returns Value.Key of a value of a text field; with nil it is computed.
func CountFacet(f *field.Field, counts []catalogue.Count, chosen []string,
	keyOf func(value string) string) []catalogue.Count {
	switch {
	case f.Type != field.Text:
		keyOf = func(v string) string { return v }
	case keyOf == nil:
		keyOf = words.HeadingKey
	}
	if f.Type == field.Text {
		counts = mergeHeadings(counts, keyOf)
	}
	isChosen, missing := map[string]bool{}, map[string]string{} // by key
	for _, v := range slices.Backward(chosen) {
		isChosen[keyOf(v)], missing[keyOf(v)] = true, v
	}
	least := leastShown(counts)
	counts = slices.DeleteFunc(counts, func(c catalogue.Count) bool {
		if len(isChosen) == 0 || !isChosen[keyOf(c.Value)] {
			return c.Count < least
		}
		delete(missing, keyOf(c.Value))
		return false
	})
	for _, v := range missing {
		counts = append(counts, catalogue.Count{Value: v})
	}
	slices.SortFunc(counts, func(a, b catalogue.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	if len(counts) <= facetMax {
		return counts
	}
	rest := slices.DeleteFunc(slices.Clone(counts[facetMax:]),
		func(c catalogue.Count) bool { return !isChosen[keyOf(c.Value)] })
	return append(counts[:facetMax:facetMax], rest...)
}

// leastShown returns the least count of a value that may be among the first facetMax; fields of names have hundreds
// of thousands of values, of which most are counted once.
func leastShown(counts []catalogue.Count) int {
	if len(counts) <= facetMax {
		return 0
	}
	all := make([]int, len(counts))
	for i := range counts {
		all[i] = counts[i].Count
	}
	slices.Sort(all)
	return all[len(all)-facetMax]
}
