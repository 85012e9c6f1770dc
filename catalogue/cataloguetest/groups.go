package cataloguetest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// groupValues are values of random groups, by the field's choice name: text fields in several spellings, a field
// whose values are joined (source), one that counts what has no value (year), and fields that are no facets.
var groupValues = map[string][]string{
	"tag":     {"PORT", "port", "cafe", "Café", "shipping news", "!", "港口", "unused"},
	"section": {"World", "port news", "Nowhere"},
	"source":  {"s0.example", "s1.example", "s2.example", field.None, "no.example"},
	"kind":    {"article", "teaser", "rail"},
	"lang":    {"en", "en-gb", "de", "und"},
	"year":    {"2011", "2012", field.None, "1999"},
	"rail":    {"Most Read"},
	"is":      {"independent", "copy"},
	"id":      {"id1", "id2", "id3", "id77"},
}

// randomGroups returns a few groups; some of their values count in a few entries only, or in none.
func randomGroups(r *rand.Rand) []catalogue.Group {
	var out []catalogue.Group
	names := slices.Sorted(maps.Keys(groupValues))
	for range r.IntN(6) {
		g := catalogue.Group{Field: names[r.IntN(len(names))], In: map[string][]string{}}
		all := groupValues[g.Field]
		for range r.IntN(4) {
			v := all[r.IntN(len(all))]
			g.Values = append(g.Values, v)
			if r.IntN(3) > 0 {
				continue
			}
			g.In[v] = []string{}
			for range r.IntN(30) {
				g.In[v] = append(g.In[v], fmt.Sprint("id", r.IntN(60)))
			}
		}
		out = append(out, g)
	}
	return out
}

// groups counts random groups in one request, and each by a search of its own: for its values, narrowed to the
// entries in which they count, without a choice of the group's field.
func groups(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	r := rand.New(rand.NewPCG(5, 11))
	var b catalogue.Batch
	for range 40 {
		b.Pages = append(b.Pages, randomPage(r))
	}
	for range 30 {
		b.Rows = append(b.Rows, member(fmt.Sprint("id", r.IntN(60)), fmt.Sprint("id", r.IntN(60)),
			[]string{"copy", "teaser", "headline", "independent"}[r.IntN(4)], nil))
	}
	apply(t, c, b)
	some := 0
	for range 150 {
		text := []string{"", randomQuery(r, 2)}[r.IntN(2)]
		req := catalogue.Request{Choices: randomChoices(r), Groups: randomGroups(r), Independent: r.IntN(2) == 0}
		got := search(t, c, text, req).Groups
		if len(got) != len(req.Groups) {
			t.Fatalf("%d counts of %d groups", len(got), len(req.Groups))
		}
		for i, g := range req.Groups {
			want := countGroup(t, c, text, req, g)
			if got[i] != want {
				t.Fatalf("query %q, choices %q: group %+v is counted as %+v, alone %+v", text, req.Choices, g, got[i],
					want)
			}
			if want.Count > 0 {
				some++
			}
		}
	}
	if some < 50 {
		t.Errorf("only %d groups had anything in them", some)
	}
	for what, req := range map[string]catalogue.Request{
		"unknown field":   {Groups: []catalogue.Group{{Field: "flavour", Values: []string{"x"}}}},
		"empty value":     {Groups: []catalogue.Group{{Field: "tag", Values: []string{""}}}},
		"no such kind":    {Groups: []catalogue.Group{{Field: "kind", Values: []string{"poem"}}}},
		"too many values": {Groups: []catalogue.Group{{Field: "tag", Values: make([]string, catalogue.MaxChoices+1)}}},
		"too many groups": {Groups: make([]catalogue.Group, catalogue.MaxGroups+1)},
	} {
		_, err := c.Search(ctx, req)
		wantKind(t, what, err, cutting.Invalid)
	}
}

// countGroup counts a group by searches for single entries with single values.
func countGroup(t *testing.T, c Catalogue, text string, req catalogue.Request, g catalogue.Group) catalogue.Count {
	t.Helper()
	found := map[string]bool{}
	own := map[string]bool{}
	for _, v := range g.Values {
		choices := map[string][]string{g.Field: {v}}
		for name, list := range req.Choices {
			if name != g.Field {
				choices[name] = list
			}
		}
		q, err := query.Parse(text, Now)
		if err != nil {
			t.Fatal(err)
		}
		for _, independent := range []bool{false, true} {
			root := q.Root
			if independent {
				root = with(root, &query.Value{Field: query.Field(field.Is), Text: catalogue.IsIndependent,
					Whole: true})
			}
			res, err := c.Search(ctx, catalogue.Request{Query: &query.Query{Root: root}, Choices: choices,
				Limit: 1000})
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range res.Hits {
				in, restricted := g.In[v]
				if restricted && !slices.Contains(in, h.ID) {
					continue
				}
				if independent {
					own[h.ID] = true
				} else {
					found[h.ID] = true
				}
			}
		}
	}
	n := catalogue.Count{Count: len(found)}
	if req.Independent {
		n.Independent = len(own)
	}
	return n
}

// with returns both conditions as one; the first may be nil.
func with(root, node query.Node) query.Node {
	if root == nil {
		return node
	}
	return &query.And{Nodes: []query.Node{root, node}}
}
