package joining

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// Lookup reads the stage's rows. It is safe for concurrent use.
type Lookup struct{}

// kinds are the kinds of names, in the order they are looked up.
var kinds = []string{"PER", "ORG", "LOC"}

// Key returns the key of a form as a name of a kind.
func (Lookup) Key(kind, form string) cutting.NameKey { return KeyOf(kind, form) }

// IsNone reports whether a person decided that a form is no name.
func (Lookup) IsNone(ctx context.Context, rows catalogue.Rows, k cutting.NameKey) (bool, error) {
	var m mark
	if err := read(ctx, rows, markKey, &m); err != nil && cutting.KindOf(err) != cutting.NotFound {
		return false, err
	}
	return slices.Contains(m.Decided.None, k), nil
}

// MayBeOneName reports whether two forms can be of one name of some kind, by their words alone.
func (Lookup) MayBeOneName(form, other string) bool {
	a, b := forms.New(form), forms.New(other)
	for _, kind := range kinds {
		if rel, _ := forms.Compare(names.Kind(kind), a, b); rel != forms.Different && rel != forms.Part {
			return true
		}
	}
	return false
}

// Name returns a joined name by its ID; NotFound for one without a row, such as a name that one text has in one
// form.
func (Lookup) Name(ctx context.Context, rows catalogue.Rows, id string) (*cutting.JoinedName, error) {
	n := &cutting.JoinedName{}
	if err := read(ctx, rows, nameKey+id, n); err != nil {
		return nil, err
	}
	return n, nil
}

// ByForm returns the joined names that have a form among their variants, by ID.
func (l Lookup) ByForm(ctx context.Context, rows catalogue.Rows, form string) ([]*cutting.JoinedName, error) {
	folded := KeyOf("", form).Form
	if folded == "" {
		return nil, nil
	}
	var ids []string
	if err := read(ctx, rows, formKey+folded, &ids); err != nil && cutting.KindOf(err) != cutting.NotFound {
		return nil, err
	}
	for _, kind := range kinds {
		ids = append(ids, cutting.NameKey{Kind: kind, Form: folded}.String())
	}
	slices.Sort(ids)
	var out []*cutting.JoinedName
	for _, id := range slices.Compact(ids) {
		n, err := l.Name(ctx, rows, id)
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		} else if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// List returns the most used names, by descending count of texts.
func (Lookup) List(ctx context.Context, rows catalogue.Rows) ([]cutting.ListedName, error) {
	var out []cutting.ListedName
	for page := range listed / listPage {
		var part []cutting.ListedName
		err := read(ctx, rows, listKey+strconv.Itoa(page), &part)
		if cutting.KindOf(err) == cutting.NotFound {
			break
		} else if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// Proposals returns pairs of names that may be one, those of the most used first.
func (Lookup) Proposals(ctx context.Context, rows catalogue.Rows) ([]cutting.ProposedMerge, error) {
	var out []cutting.ProposedMerge
	if err := read(ctx, rows, proposalsKey, &out); err != nil && cutting.KindOf(err) != cutting.NotFound {
		return nil, err
	}
	return out, nil
}

// Disputes returns passages that contradict each other, the clearest first.
func (Lookup) Disputes(ctx context.Context, rows catalogue.Rows) ([]cutting.Dispute, error) {
	var out []cutting.Dispute
	if err := read(ctx, rows, disputesKey, &out); err != nil && cutting.KindOf(err) != cutting.NotFound {
		return nil, err
	}
	return out, nil
}

func read(ctx context.Context, rows catalogue.Rows, key string, to any) error {
	row, err := rows.Row(ctx, catalogue.RowKey{Stage: StageName, Key: key})
	if cutting.KindOf(err) == cutting.NotFound && err != nil {
		return cutting.Errorf(cutting.NotFound, "There is no name %q.", strings.TrimPrefix(key, nameKey))
	}
	if err != nil {
		return err
	}
	return decode(row.Value, to)
}

func decode(value []byte, to any) error {
	if err := json.Unmarshal(value, to); err != nil {
		return cutting.Errorf(cutting.Internal, "row of stage %s: %w", StageName, err)
	}
	return nil
}
