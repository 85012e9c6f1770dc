package cataloguetest_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/cataloguetest"
	"cuttings/catalogue/field"
	"cuttings/catalogue/memory"
)

// distant behaves like a distributed engine: scores differ in the last bits, pages of one search are from
// different states, and the forms a query was widened to are not known. Its capabilities state this, and it
// passes the suite.
type distant struct{ *memory.Catalogue }

const tolerance = 1e-6

func (d distant) Capabilities() catalogue.Capabilities {
	c := d.Catalogue.Capabilities()
	c.Name, c.Expansion, c.SnapshotPaging, c.ScoreTolerance = "distant", false, false, tolerance
	return c
}

// Search implements catalogue.Searcher.
func (d distant) Search(ctx context.Context, req catalogue.Request) (*catalogue.Result, error) {
	if b, err := base64.RawURLEncoding.DecodeString(req.After); req.After != "" && err == nil {
		var cursor map[string]any
		if json.Unmarshal(b, &cursor) == nil && cursor["s"] != nil {
			cursor["s"] = json.Number(fmt.Sprint(math.MaxInt32)) // the latest state
			cursor["k"] = json.Number(keyOf(b))
			if b, err := json.Marshal(cursor); err == nil {
				req.After = base64.RawURLEncoding.EncodeToString(b)
			}
		}
	}
	res, err := d.Catalogue.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	res.Expanded = nil
	for i := range res.Hits {
		// By the cutting, so that the same one always errs the same way.
		h := &res.Hits[i]
		h.Score *= 1 + tolerance/4*float64(int(h.ID[len(h.ID)-1])%3-1)
	}
	return res, nil
}

// keyOf returns a cursor's place, all of its digits.
func keyOf(b []byte) string {
	var c struct {
		K json.Number `json:"k"`
	}
	if json.Unmarshal(b, &c) != nil {
		return "0"
	}
	return c.K.String()
}

func TestDistantEngine(t *testing.T) {
	cataloguetest.Run(t, func(_ *testing.T, fields *field.Set) cataloguetest.Catalogue {
		return distant{memory.With(fields)}
	})
	for seed := range uint64(3) {
		cataloguetest.Compare(t, seed, 6, memory.New(), distant{memory.New()})
	}
}
