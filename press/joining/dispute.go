package joining

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/readers"
	"cuttings/reading/disputes"
)

// disputesKey is the row of the disputes: []cutting.Dispute, the clearest first.
const disputesKey = "disputes"

// disputesKept is the maximum number of disputes that are kept.
const disputesKept = 5000

// claimsOf returns the claims of a cutting's text from its row; nil for none.
func claimsOf(e *catalogue.Entry, row *catalogue.StageRow) (*readers.TextClaims, error) {
	t := &readers.TextClaims{}
	if row != nil && len(row.Value) > 0 {
		if err := json.Unmarshal(row.Value, t); err != nil {
			return nil, cutting.Errorf(cutting.Internal, "row of stage %s: %w", readers.Claims, err)
		}
	}
	if len(t.Claims) == 0 && len(t.Facts) == 0 {
		return nil, nil
	}
	for i := range t.Claims {
		t.Claims[i].Text, t.Claims[i].Source = e.ID, e.Source.ID
	}
	for i := range t.Facts {
		t.Facts[i].Text, t.Facts[i].Source = e.ID, e.Source.ID
	}
	return t, nil
}

// updateClaims puts a cutting's claims into the index of disputes, under the names as they are joined now.
func (j *Joiner) updateClaims(id string) {
	t := j.claims[id]
	if t == nil {
		j.disputes.Put(id, nil, nil)
		return
	}
	name := func(local string) string {
		n, err := strconv.Atoi(strings.TrimPrefix(local, "#"))
		if err != nil {
			return ""
		}
		return j.index.ID(id, n)
	}
	all := func(in []string) []string {
		var out []string
		for _, v := range in {
			if v = name(v); v != "" {
				out = append(out, v)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	claims, facts := slices.Clone(t.Claims), slices.Clone(t.Facts)
	for i := range claims {
		claims[i].Speaker, claims[i].About = name(claims[i].Speaker), all(claims[i].About)
	}
	for i := range facts {
		f := &facts[i]
		f.Names, f.Topic, f.About = all(f.Names), all(f.Topic), name(f.About)
		if strings.HasPrefix(f.Voice, "#") {
			f.Voice = name(f.Voice)
		}
	}
	j.disputes.Put(id, claims, facts)
}

// disputeList returns the archive's disputes as stored in their row.
func (j *Joiner) disputeList() []cutting.Dispute {
	var out []cutting.Dispute
	for _, d := range j.disputes.Disputes() {
		x := cutting.Dispute{Kind: string(d.Kind)}
		for _, side := range []struct {
			from disputes.Side
			to   *cutting.DisputeSide
		}{{d.A, &x.A}, {d.B, &x.B}} {
			*side.to = cutting.DisputeSide{Cutting: side.from.Text, At: cutting.At(side.from.Span)}
			if d.Kind == disputes.Denies {
				if c := j.disputes.Claim(side.from); c != nil {
					side.to.Statement = c.Statement
					x.Names = append(x.Names, c.About...)
					if c.Speaker != "" {
						x.Names = append(x.Names, c.Speaker)
					}
				}
				continue
			}
			side.to.Statement = -1
			if f := j.disputes.Fact(side.from); f != nil {
				side.to.Value, x.Question = f.Value, f.Question
				x.Names = append(x.Names, f.Names...)
			}
		}
		slices.Sort(x.Names)
		x.Names = slices.Compact(x.Names)
		if out = append(out, x); len(out) == disputesKept {
			break
		}
	}
	return out
}

// markDisputed writes the rows by which is:disputed finds the cuttings in dispute, and no others.
func (j *Joiner) markDisputed(ctx context.Context, c press.Catalogue, list []cutting.Dispute) error {
	now := map[string]bool{}
	for _, d := range list {
		now[d.A.Cutting], now[d.B.Cutting] = true, true
	}
	var b catalogue.Batch
	for _, id := range slices.Sorted(maps.Keys(now)) {
		if !j.written.disputed[id] {
			b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: StageName, Key: id},
				Of: catalogue.OfCutting, Version: version,
				Fields: map[string][]string{field.Is: {catalogue.IsDisputed}}})
		}
	}
	for id := range j.written.disputed {
		if !now[id] {
			b.Drop = append(b.Drop, catalogue.RowKey{Stage: StageName, Key: id})
		}
	}
	if len(b.Rows)+len(b.Drop) == 0 {
		return nil
	}
	if err := c.Apply(ctx, b); err != nil {
		return err
	}
	j.written.disputed = now
	return nil
}
