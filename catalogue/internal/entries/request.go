package entries

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// maxLimit is the maximum number of hits of one request.
const maxLimit = 1000

// BM25 parameters: the usual saturation and length normalisation.
const (
	k1 = 1.2
	B  = 0.75
)

// kindWeights order cuttings of similar score: a text before an excerpt before a line of a side list. The
// weight of a kind that is not listed is 1.
var kindWeights = map[cutting.Kind]float64{cutting.Article: 1, cutting.Teaser: 0.8, cutting.Rail: 0.6}

// KindWeight returns the factor of a cutting's kind in its score.
func KindWeight(k cutting.Kind) float64 {
	if w, ok := kindWeights[k]; ok {
		return w
	}
	return 1
}

// Weights are the weights of an occurrence in headline and text, for a leaf in a field.
type Weights struct{ Title, Text float64 }

// WeightsOf returns the weights of a leaf's occurrences by where they are, from
// the declarations of the fields.
func WeightsOf(fields *field.Set, f query.Field) Weights {
	weight := func(name string) float64 {
		if def, ok := fields.Get(name); ok {
			return def.Weight
		}
		return 0
	}
	w := Weights{Title: weight(field.Title), Text: weight(field.Body)}
	switch f {
	case query.Title:
		w.Text = 0
	case query.Text:
		w.Title = 0
	}
	return w
}

// IDF returns BM25's inverse document frequency, never negative.
func IDF(n, df int) float64 {
	return math.Log(1 + (float64(n)-float64(df)+0.5)/(float64(df)+0.5))
}

// LengthNorm returns BM25's length part, which is added to the frequency in the denominator. average is that of
// the cutting's kind. A length below the average counts as the average, because a headline without a text is no
// better a match for being short.
func LengthNorm(length, average float64) float64 {
	if average <= 0 || length < average {
		return k1
	}
	return k1 * (1 - B + B*length/average)
}

// Weight returns one leaf's share in a score.
func Weight(idf, tf, norm float64) float64 { return idf * tf * (k1 + 1) / (tf + norm) }

// CheckRequest returns the effective order, or an error of kind Invalid.
func CheckRequest(req *catalogue.Request, fields *field.Set) (catalogue.Sort, error) {
	if req.Limit < 0 || req.Limit > maxLimit {
		return "", cutting.Errorf(cutting.Invalid, "a search gives at most %d results at once, not %d", maxLimit,
			req.Limit)
	}
	for _, name := range req.Facets {
		if _, ok := fields.Facet(name); !ok {
			return "", cutting.Errorf(cutting.Invalid, "there is no facet %q; there are %s", name,
				strings.Join(fields.FacetNames(), ", "))
		}
	}
	if _, ok := fields.Get(field.Is); req.Independent && !ok {
		return "", cutting.Errorf(cutting.Invalid, "there is no field %q to count independent texts by", field.Is)
	}
	switch req.Histogram {
	case "", "year", "month", "day":
	default:
		return "", cutting.Errorf(cutting.Invalid, "there is no histogram by %q; there are year, month, day",
			req.Histogram)
	}
	switch req.Sort {
	case "", catalogue.ByRelevance:
		if !hasScores(req.Query, fields) {
			return catalogue.ByNewest, nil
		}
		return catalogue.ByRelevance, nil
	case catalogue.ByNewest, catalogue.ByOldest, catalogue.ByAdded:
		return req.Sort, nil
	}
	return "", cutting.Errorf(cutting.Invalid, "there is no order %q; there are relevance, newest, oldest, added",
		req.Sort)
}

// hasScores reports whether a query has a leaf that scores: a word or phrase in a field with a weight that is
// not negated.
func hasScores(q *query.Query, fields *field.Set) bool {
	yes := false
	scored := func(f query.Field) bool {
		def, ok := fields.Get(string(f))
		return ok && def.Weight > 0
	}
	q.Walk(func(n query.Node, negated bool) {
		switch n := n.(type) {
		case *query.Word:
			yes = yes || !negated && scored(n.Field)
		case *query.Phrase:
			yes = yes || !negated && scored(n.Field)
		}
	})
	return yes
}

// Cursor is the content of Request.After: the place of the last hit in the order, and the state of the
// catalogue at the first page.
type Cursor struct {
	Key   uint64 `json:"k"` // OrderKey of the last hit
	ID    string `json:"i"`
	Seq   int64  `json:"s"` // highest sequence number seen by the first page
	Query uint32 `json:"q"` // checksum of query and order: a cursor is valid for one search
}

// Encode returns the opaque form of the cursor.
func (c Cursor) Encode() string {
	b, _ := json.Marshal(c) // numbers and a string: cannot fail
	return base64.RawURLEncoding.EncodeToString(b)
}

// DecodeCursor parses Request.After; nil for "". A cursor of another search gives Invalid.
func DecodeCursor(req *catalogue.Request, sort catalogue.Sort) (*Cursor, error) {
	after := req.After
	if after == "" {
		return nil, nil
	}
	var c Cursor
	b, err := base64.RawURLEncoding.DecodeString(after)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.ID == "" || c.Seq < 0 {
		return nil, cutting.Errorf(cutting.Invalid, "%.40q is no place in a list of results; begin at the first page",
			after)
	}
	if c.Query != QuerySum(req, sort) {
		return nil, cutting.Errorf(cutting.Invalid, "this place is of another search or order; begin at the "+
			"first page")
	}
	return &c, nil
}

// QuerySum returns the checksum that ties a cursor to its search.
func QuerySum(req *catalogue.Request, sort catalogue.Sort) uint32 {
	h := fnv.New32a()
	io.WriteString(h, req.Query.String()+"\x00"+string(sort))
	if req.ByStory {
		io.WriteString(h, "\x00by story")
	}
	for _, name := range slices.Sorted(maps.Keys(req.Choices)) {
		if list := req.Choices[name]; len(list) > 0 {
			fmt.Fprintf(h, "\x00%s %q", name, slices.Sorted(slices.Values(list)))
		}
	}
	return h.Sum32()
}

// OrderKey returns a number that is greater the earlier a hit comes in the order; equal numbers are ordered by
// ascending ID. Exactly one of score, when and added (microseconds) is used.
func OrderKey(sort catalogue.Sort, score float64, when When, added int64) uint64 {
	const middle = 1 << 63 // maps int64 to uint64 in order
	switch sort {
	case catalogue.ByNewest:
		if when.Prec == Undated {
			return 0
		}
		return uint64(when.Key) + middle
	case catalogue.ByOldest:
		if when.Prec == Undated {
			return 0
		}
		return ^(uint64(when.Key) + middle)
	case catalogue.ByAdded:
		return uint64(added) + middle
	}
	return math.Float64bits(score) // not negative, so the bits are in order
}

// Before reports whether a hit with key a and ID x comes before one with key b and ID y.
func Before(a uint64, x string, b uint64, y string) bool {
	if a != b {
		return a > b
	}
	return x < y
}
