package cataloguetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Compare applies the same random batches to two back ends and runs the same random queries on both: totals,
// hits and their order, scores, facets, histograms, marks and expansions must be equal, as far as both promise
// them: scores within the tolerance of either, hits of such scores in any order. There are few words, so that
// all cases occur: repeated phrases, ties, forms in several languages, replacements.
func Compare(t *testing.T, seed uint64, rounds int, a, b Catalogue) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 99))
	one, two := a.Capabilities(), b.Capabilities()
	tolerance := max(one.ScoreTolerance, two.ScoreTolerance)
	expansion := one.Expansion && two.Expansion
	for round := range rounds {
		var batch catalogue.Batch
		for range 1 + r.IntN(12) {
			batch.Pages = append(batch.Pages, randomPage(r))
		}
		for range r.IntN(12) {
			batch.Rows = append(batch.Rows, member(fmt.Sprint("id", r.IntN(60)), fmt.Sprint("id", r.IntN(60)),
				[]string{"copy", "teaser", "headline", "independent"}[r.IntN(4)], nil))
		}
		apply(t, a, batch)
		apply(t, b, batch)
		for range 25 {
			text := randomQuery(r, 2)
			q, err := query.Parse(text, Now)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			req := catalogue.Request{Query: q, Limit: 1 + r.IntN(20), Sort: orders[r.IntN(len(orders))],
				Highlight: true, Choices: randomChoices(r), Facets: field.Standard().FacetNames(),
				Histogram: []string{"year", "month", "day"}[r.IntN(3)], Independent: r.IntN(2) == 0,
				Groups: randomGroups(r)}
			for range 3 {
				one, err := a.Search(ctx, req)
				if err != nil {
					t.Fatal(err)
				}
				two, err := b.Search(ctx, req)
				if err != nil {
					t.Fatal(err)
				}
				next := one.Next
				if !expansion {
					one.Expanded, two.Expanded = nil, nil
				}
				if tolerance > 0 {
					one.Hits, two.Hits = orderTies(one.Hits, tolerance, next == ""),
						orderTies(two.Hits, tolerance, next == "")
				}
				one.Next, two.Next = fmt.Sprint(one.Next != ""), fmt.Sprint(two.Next != "")
				if d := gocmp.Diff(one, two, cmpopts.EquateEmpty(),
					cmpopts.EquateApprox(max(tolerance, 1e-12), 0)); d != "" {
					t.Fatalf("seed %d, round %d, query %s by %s (-first +second):\n%s", seed, round, text, req.Sort, d)
				}
				if next == "" {
					break
				}
				// The next page, from a place that exists in both: sequence numbers differ between back ends,
				// so a cursor of the first is not used with the second.
				req.Limit += 7
			}
		}
	}
}

// orderTies orders hits of scores too near to distinguish by ID. Unless the list is complete, those as near as
// its last are left out, because others may be in their place.
func orderTies(hits []catalogue.Hit, tolerance float64, whole bool) []catalogue.Hit {
	out := slices.Clone(hits)
	near := func(i, j int) bool { return out[i].Score > 0 && out[i].Score-out[j].Score <= 2*tolerance*out[i].Score }
	for from := 0; from < len(out); {
		to := from + 1
		for to < len(out) && near(to-1, to) {
			to++
		}
		if to == len(out) && !whole && to > from+1 {
			return out[:from]
		}
		slices.SortFunc(out[from:to], func(a, b catalogue.Hit) int { return strings.Compare(a.ID, b.ID) })
		from = to
	}
	return out
}

var (
	randomWords = strings.Fields("strike strikes striking harbour harbours board boards minister café cafe " +
		"follow-up renn's Streik streiken Häuser Haus grève port ports 12 2011 港口 工会 کتاب كتاب کتابها")
	randomLangs = []string{"en", "en", "de", "fr", "fa", "zh", "", "en-GB"}
)

func randomText(r *rand.Rand, most int) string {
	var b strings.Builder
	for range r.IntN(most + 1) {
		b.WriteString(randomWords[min(r.IntN(len(randomWords)), r.IntN(len(randomWords)))])
		b.WriteString([]string{" ", " ", " ", ", ", ". ", "\n\n"}[r.IntN(6)])
	}
	return strings.TrimSpace(b.String())
}

func randomPage(r *rand.Rand) catalogue.PageReading {
	source := fmt.Sprintf("s%d.example", r.IntN(4))
	var list []catalogue.Sighting
	for i := range r.IntN(5) {
		d := document{
			ID: fmt.Sprint("id", r.IntN(60)), Kind: []cutting.Kind{cutting.Article, cutting.Teaser,
				cutting.Rail}[r.IntN(3)], Source: source,
			Name: "Outlet " + source, Lang: randomLangs[r.IntN(len(randomLangs))], Headline: randomText(r, 5),
			Text:      randomText(r, 30),
			Published: []string{"", "2011", "2011-04", "2011-04-09", "2012-02-29T10:00:00Z"}[r.IntN(5)],
			Section:   []string{"", "World", "Port News"}[r.IntN(3)], Rail: []string{"", "Most read"}[r.IntN(2)],
			URL: "https://" + source + "/" + randomWords[r.IntN(8)],
		}
		if r.IntN(2) == 0 {
			d.Byline = []string{"Ana Renn", "Tomás García"}[:1+r.IntN(2)]
		}
		for range r.IntN(4) {
			d.Tags = append(d.Tags, randomTags[r.IntN(len(randomTags))])
		}
		list = append(list, Sighting(d, i))
	}
	return Page(fmt.Sprint("cap", r.IntN(50)), source, day1.AddDate(0, 0, r.IntN(20)), list...)
}

var randomTags = []string{"Port", "port", "Café", "CAFE", "Shipping news", "港口", "!", ""}

// randomChoices returns choices of no, one or two fields.
func randomChoices(r *rand.Rand) map[string][]string {
	out := map[string][]string{}
	for range max(0, r.IntN(4)-1) {
		name, values := "", []string(nil)
		switch r.IntN(6) {
		case 0:
			name, values = "source", []string{"s1.example", "s2.example", "s9.example"}
		case 1:
			name, values = "kind", []string{"article", "rail", "teaser"}
		case 2:
			name, values = "lang", []string{"en", "en-GB", "fa"}
		case 3:
			name, values = "year", []string{"2011", "none", "1999"}
		case 4:
			name, values = "section", []string{"WORLD", "Port News", "Nowhere"}
		case 5:
			name, values = "tag", []string{"port", "cafe", "Shipping News"}
		}
		out[name] = values[:1+r.IntN(3)]
	}
	return out
}

// randomQuery returns a random query that parses.
func randomQuery(r *rand.Rand, depth int) string {
	word := func() string { return randomWords[r.IntN(len(randomWords))] }
	if depth > 0 && r.IntN(3) > 0 {
		x, y := randomQuery(r, depth-1), randomQuery(r, depth-1)
		return []string{"(" + x + ") (" + y + ")", "(" + x + ") OR (" + y + ")", "(" + x + ") -(" + y + ")",
			"NOT (" + x + ")"}[r.IntN(4)]
	}
	field := []string{"", "", "", "title:", "text:"}[r.IntN(5)]
	switch r.IntN(12) {
	case 0, 1, 2, 3:
		return field + word()
	case 4:
		return field + `"` + word() + " " + word() + `"`
	case 5:
		return field + fmt.Sprintf(`"%s %s %s"~%d`, word(), word(), word(), 1+r.IntN(9))
	case 6:
		return field + []string{"str*", "ha*", "港*", "boa*", "follow-u" + "p*"}[r.IntN(5)]
	case 7:
		return field + `"` + word() + `"`
	case 8:
		return []string{"section:world", `rail:"most read"`, "by:garcia", `by:"ana renn"`, "url:strike",
			"url:s1.example/har*", "tag:port", "tag:=cafe", `tag:"shipping news"`}[r.IntN(9)]
	case 9:
		return []string{"source:s1.example", "source:outlet", "kind:teaser", "lang:en", "lang:fa"}[r.IntN(5)]
	case 10:
		return []string{"date:2011", "date:2011-04-09", "date:2012/..", "date:../2011-03",
			"seen:2020-01-05/2020-01-09"}[r.IntN(5)]
	}
	return word() + " " + word()
}
