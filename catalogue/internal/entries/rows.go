package entries

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// CheckBatch returns an error for a batch that cannot be stored.
func CheckBatch(b *catalogue.Batch, fields *field.Set) error {
	for i := range b.Pages {
		if err := Check(&b.Pages[i]); err != nil {
			return err
		}
	}
	scopes := map[string]catalogue.Scope{}
	for i := range b.Rows {
		r := &b.Rows[i]
		wrong := func(format string, args ...any) error {
			args = append([]any{r.Stage, r.Key}, args...)
			return cutting.Errorf(cutting.Invalid, "row of stage %q about %q: "+format, args...)
		}
		switch r.Of {
		case catalogue.OfCapture, catalogue.OfText, catalogue.OfCutting, catalogue.OfStage:
		default:
			return wrong("there is no scope %q", r.Of)
		}
		switch {
		case r.Stage == "" || r.Key == "":
			return wrong("a row has a stage and a key")
		case r.Of == catalogue.OfStage && len(r.Fields) > 0:
			return wrong("a note cannot have values to search by")
		case r.Of != catalogue.OfStage && scopes[r.Stage] != "" && scopes[r.Stage] != r.Of:
			return wrong("the stage's rows have two scopes")
		case r.Value != nil && !json.Valid(r.Value):
			return wrong("its value is not JSON")
		}
		if r.Stage == catalogue.OutletStage && r.Key == catalogue.OutletsKey {
			if _, err := OutletsDecided(r.Value); err != nil {
				return wrong("%w", err)
			}
		}
		if r.Of != catalogue.OfStage {
			scopes[r.Stage] = r.Of
		}
		for name := range r.Fields {
			if _, ok := fields.Get(name); !ok || catalogue.InSightings(name) {
				return wrong("rows give no values of field %q", name)
			}
		}
	}
	return nil
}

// NormalRow returns a row in the form in which it is stored: JSON without white space, no empty lists.
func NormalRow(r catalogue.StageRow) catalogue.StageRow {
	if bytes.ContainsAny(r.Value, " \t\r\n") {
		var b bytes.Buffer
		if json.Compact(&b, r.Value) == nil { // it was checked earlier
			r.Value = b.Bytes()
		}
	}
	var kept map[string][]string
	for name, list := range r.Fields {
		if len(list) > 0 {
			if kept == nil {
				kept = map[string][]string{}
			}
			kept[name] = slices.Clone(list)
		}
	}
	r.Fields = kept
	return r
}

// SameRow reports whether two normal rows are equal.
func SameRow(a, b *catalogue.StageRow) bool {
	x, err := json.Marshal(a)
	if err != nil {
		return false
	}
	y, err := json.Marshal(b)
	return err == nil && bytes.Equal(x, y)
}

// Extra are the values that rows of stages give an entry, by field.
type Extra map[string][]string

// ExtraOf returns the values of some rows, in the order of their stages. The slice is sorted in place.
func ExtraOf(rows []*catalogue.StageRow) Extra {
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, func(a, b *catalogue.StageRow) int { return cmp.Compare(a.Stage, b.Stage) })
	out := Extra{}
	for _, r := range rows {
		for name, list := range r.Fields {
			out[name] = append(out[name], list...)
		}
	}
	return out
}

// Values returns the values an entry has in a field: its representative's, or those of
// stages.
func (x Extra) Values(rep *catalogue.Sighting, name string) []string {
	v := x[name]
	if v == nil {
		return rep.Values(name)
	}
	if name == field.Is && !slices.ContainsFunc(v, func(s string) bool { return s != catalogue.IsDisputed }) {
		return append(slices.Clone(v), rep.Values(name)...) // no row of stories gives its role
	}
	return v
}
