package joining

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/reading/across"
)

// The keys of the stage's rows, besides its mark.
const (
	nameKey      = "name/"     // and a name's ID: cutting.JoinedName
	formKey      = "form/"     // and a folded form: the IDs of names that have it and are not called so
	listKey      = "list"      // the most used names: []cutting.ListedName
	proposalsKey = "proposals" // []cutting.ProposedMerge
)

// listed is how many names the list has: more than anybody pages through.
const listed = 5000

// rowsAtOnce is how many rows are written in one batch.
const rowsAtOnce = 2000

// write writes what differs from the rows there are.
func (j *Joiner) write(ctx context.Context, c press.Catalogue, m mark) error {
	if j.written == nil {
		j.written, j.disputed = map[string]string{}, map[string]bool{}
		err := c.Rows(ctx, StageName, "", func(r catalogue.StageRow) bool {
			if r.Of == catalogue.OfCutting {
				j.disputed[r.Key] = true
			} else {
				j.written[r.Key] = string(r.Value)
			}
			return true
		})
		if err != nil {
			return err
		}
	}
	rows, list, err := j.rows(m)
	if err != nil {
		return err
	}
	if err := j.markDisputed(ctx, c, list); err != nil {
		return err
	}
	// What was just written about cuttings is not news: nobody else writes meanwhile.
	if m.At, err = c.Changes(ctx, j.at, func(catalogue.Change) bool { return true }); err != nil {
		return err
	}
	j.at = m.At
	value, err := json.Marshal(m)
	if err != nil {
		return err
	}
	rows[markKey] = string(value)
	var b catalogue.Batch
	flush := func() error {
		err := c.Apply(ctx, b)
		b = catalogue.Batch{}
		return err
	}
	keys := slices.Sorted(maps.Keys(rows))
	// The mark comes last: what a kill leaves behind is done again.
	keys = append(slices.DeleteFunc(keys, func(k string) bool { return k == markKey }), markKey)
	for k := range j.written {
		if _, ok := rows[k]; !ok {
			b.Drop = append(b.Drop, catalogue.RowKey{Stage: StageName, Key: k})
		}
	}
	for _, k := range keys {
		if j.written[k] == rows[k] {
			continue
		}
		b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: StageName, Key: k},
			Of: catalogue.OfStage, Version: version, Value: json.RawMessage(rows[k])})
		if len(b.Rows) == rowsAtOnce {
			if err := flush(); err != nil {
				j.written = nil
				return err
			}
		}
	}
	if err := flush(); err != nil {
		j.written = nil
		return err
	}
	j.written = rows
	return nil
}

// rows are all rows of the stage as they should be.
func (j *Joiner) rows(m mark) (map[string]string, []cutting.Dispute, error) {
	shown := map[cutting.NameKey]string{}
	for _, f := range m.Decided.Forms {
		shown[f.Of] = f.Form
	}
	joined := j.index.Names()
	inDispute := j.dispute(joined)
	out := map[string]string{}
	put := func(key string, value any) error {
		b, err := json.Marshal(value)
		out[key] = string(b)
		return err
	}
	byForm := map[string][]string{}
	var list []cutting.ListedName
	formOf := map[string]string{}
	kept := joined[:0]
	for _, n := range joined {
		if worthKeeping(&n) {
			kept = append(kept, n)
			formOf[n.ID] = n.Form
		}
	}
	for i := range kept {
		n := joinedName(&kept[i], shown, formOf)
		if err := put(nameKey+n.ID, n); err != nil {
			return nil, nil, err
		}
		list = append(list, Listed(n))
		for _, v := range n.Variants {
			k := KeyOf(n.Kind, v.Form)
			if k.String() != n.ID && !slices.Contains(byForm[k.Form], n.ID) {
				byForm[k.Form] = append(byForm[k.Form], n.ID)
			}
		}
	}
	for form, ids := range byForm {
		slices.Sort(ids)
		if err := put(formKey+form, ids); err != nil {
			return nil, nil, err
		}
	}
	proposals := propose(list, kept, m.Decided)
	slices.SortFunc(list, func(a, b cutting.ListedName) int {
		return cmp.Or(cmp.Compare(b.Texts, a.Texts), strings.Compare(a.Form, b.Form), strings.Compare(a.ID, b.ID))
	})
	if err := put(listKey, list[:min(len(list), listed)]); err != nil {
		return nil, nil, err
	}
	if err := put(proposalsKey, proposals); err != nil {
		return nil, nil, err
	}
	if err := put(disputesKey, inDispute); err != nil {
		return nil, nil, err
	}
	return out, inDispute, nil
}

// worthKeeping reports whether a row says more of a name than its form does: a name that
// one text has in one form can be found by that form.
func worthKeeping(n *across.Name) bool { return len(n.Variants) > 1 || len(n.Uses) > 1 }

// joinedName is a name as its row has it.
func joinedName(n *across.Name, shown map[cutting.NameKey]string, formOf map[string]string) *cutting.JoinedName {
	out := &cutting.JoinedName{ID: n.ID, Kind: string(n.Kind), Form: n.Form}
	texts := map[string]bool{}
	for _, u := range n.Uses {
		texts[u.Text] = true
	}
	out.Texts = len(texts)
	for _, v := range n.Variants {
		out.Variants = append(out.Variants, cutting.NameVariant{Form: v.Form, Count: v.Count, Texts: v.Texts,
			First: v.First, Last: v.Last, Sources: v.Sources, Why: string(v.Why),
			Evidence: cutting.NameEvidence{Cutting: v.Evidence.Text, At: cutting.At(v.Evidence.Span)}})
		if v.First != "" && (out.First == "" || v.First < out.First) {
			out.First = v.First
		}
		out.Last = max(out.Last, v.Last)
		if form, ok := shown[KeyOf(out.Kind, v.Form)]; ok {
			out.Form, out.Renamed = form, true
		}
	}
	for _, r := range n.Related {
		if form, ok := formOf[r.Name]; ok {
			out.Related = append(out.Related, cutting.RelatedName{ID: r.Name, Form: form, How: r.How})
		}
	}
	return out
}

// Listed is a name as lists have it.
func Listed(n *cutting.JoinedName) cutting.ListedName {
	return cutting.ListedName{ID: n.ID, Kind: n.Kind, Form: n.Form, Texts: n.Texts, Variants: len(n.Variants),
		First: n.First, Last: n.Last}
}
