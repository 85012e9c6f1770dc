package library

import (
	"context"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// counted counts what is looked up; each form is that of one name.
type counted struct {
	Names
	looked map[string]int
}

func (c counted) Name(_ context.Context, _ catalogue.Rows, id string) (*cutting.JoinedName, error) {
	c.looked["name "+id]++
	return nil, cutting.Errorf(cutting.NotFound, "there is no name %q", id)
}

func (c counted) ByForm(_ context.Context, _ catalogue.Rows, form string) ([]*cutting.JoinedName, error) {
	c.looked["form "+form]++
	return []*cutting.JoinedName{{ID: "PER:" + form}}, nil
}

func (c counted) CuttingsByName(context.Context, catalogue.Rows, string) (map[string]cutting.FormCuttings, error) {
	c.looked["cuttings"]++
	return nil, nil
}

// Whatever is found of a name or form is looked up once for one use case, also that there is nothing; errors are
// looked up again.
func TestNamesAreLookedUpOnce(t *testing.T) {
	names := counted{looked: map[string]int{}}
	l := New(Config{Names: names}).withNamesKept(nil)
	ctx := context.Background()
	for range 3 {
		if found, err := l.c.Names.ByForm(ctx, nil, "Ada Okafor"); err != nil || found[0].ID != "PER:Ada Okafor" {
			t.Fatal(found, err)
		}
		if found, err := l.c.Names.ByForm(ctx, nil, "Okafor"); err != nil || found[0].ID != "PER:Okafor" {
			t.Fatal(found, err)
		}
		if in, err := l.c.Names.CuttingsByName(ctx, nil, "Okafor"); err != nil || in != nil {
			t.Fatal(in, err)
		}
		if _, err := l.c.Names.Name(ctx, nil, "PER:none"); cutting.KindOf(err) != cutting.NotFound {
			t.Fatal(err)
		}
	}
	for what, want := range map[string]int{"form Ada Okafor": 1, "form Okafor": 1, "cuttings": 1, "name PER:none": 3} {
		if names.looked[what] != want {
			t.Errorf("%s was looked up %d times, want %d", what, names.looked[what], want)
		}
	}
}
