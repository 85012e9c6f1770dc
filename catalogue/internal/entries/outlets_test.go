package entries

import (
	"slices"
	"testing"

	"cuttings/cutting"
)

// TestOutletNameTies checks which of two names as good as each other an outlet has: the
// one that spells its host, else the first in the alphabet; and of two ways to write a
// name as frequent as each other the smaller. The order of the rows makes no difference.
func TestOutletNameTies(t *testing.T) {
	stated := []cutting.NameOrigin{cutting.StatedName}
	for _, tt := range []struct{ name, host, a, b, want string }{
		{"the first in the alphabet", "halden.example", "Aurora Post", "Zenith Post", "Aurora Post"},
		{"one that spells the host", "zenithpost.example", "Aurora Post", "Zenith Post", "Zenith Post"},
		{"two ways to write it", "halden.example", "Aurora post", "Aurora Post", "Aurora Post"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rows := []OutletName{{Key: tt.host, Pages: 4}, {Key: tt.host, Name: tt.a, Origins: stated, Pages: 2},
				{Key: tt.host, Name: tt.b, Origins: stated, Pages: 2}}
			for range 2 {
				o := ResolveOutlets(rows, nil)
				if got := o.At(o.Number(tt.host)).Name; got != tt.want {
					t.Errorf("%s of %s is called %q, not %q", tt.host, []string{tt.a, tt.b}, got, tt.want)
				}
				slices.Reverse(rows)
			}
		})
	}
}

// Of names without a host that are one, that of most pages represents all, the first in the alphabet of equals,
// in whatever order their pages come.
func TestRepresentativeName(t *testing.T) {
	stated := []cutting.NameOrigin{cutting.StatedName}
	for _, tt := range []struct {
		name        string
		pages, echo int // of "The Pell Echo" and of "Pell Echo"
		want        string
	}{
		{"as many", 2, 2, "pell echo"},
		{"more", 3, 2, "the pell echo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rows := []OutletName{{Key: "the pell echo", Pages: tt.pages},
				{Key: "the pell echo", Name: "The Pell Echo", Origins: stated, Pages: tt.pages},
				{Key: "pell echo", Pages: tt.echo},
				{Key: "pell echo", Name: "Pell Echo", Origins: stated, Pages: tt.echo}}
			for range 2 {
				o := ResolveOutlets(rows, nil)
				for _, key := range []string{"pell echo", "the pell echo"} {
					if got := o.At(o.Number(key)).ID; got != tt.want {
						t.Errorf("%s is of %s, not of %s", key, got, tt.want)
					}
				}
				slices.Reverse(rows)
			}
		})
	}
}

// TestOneOutletByWhatItIsCalled: ways to write a name are one outlet, and the host for
// telephones is part of the whole one, until a person decides otherwise.
func TestOneOutletByWhatItIsCalled(t *testing.T) {
	stated := []cutting.NameOrigin{cutting.StatedName}
	page := func(key, name string) []OutletName {
		return []OutletName{{Key: key, Pages: 1}, {Key: key, Name: name, Origins: stated, Pages: 1}}
	}
	named := func(name string) []OutletName { return page(cutting.NameIdentity(name), name) }
	for _, tt := range []struct {
		name    string
		rows    [][]OutletName
		decided []cutting.OutletDecision
		a, b    string
		one     bool
	}{
		{"capitals and and", [][]OutletName{named("Marl & District"), named("MARL AND DISTRICT")}, nil,
			"marl & district", "marl and district", true},
		{"escaped twice", [][]OutletName{named("Marl & District"), named("Marl &amp; District")}, nil,
			"marl & district", "marl &amp; district", true},
		{"an article in front", [][]OutletName{named("The Pell Echo"), named("Pell Echo")}, nil,
			"the pell echo", "pell echo", true},
		{"a name and the host that bears it", [][]OutletName{page("pell.example", "The Pell Echo"),
			named("Pell Echo")}, nil, "pell.example", "pell echo", true},
		{"two names", [][]OutletName{named("Pell Echo"), named("Pell Express")}, nil, "pell echo", "pell express",
			false},
		{"names without letters", [][]OutletName{named("24"), named("7")}, nil, "24", "7", false},
		{"two hosts with one name", [][]OutletName{page("pell.example", "Pell Echo"),
			page("other.example", "Pell Echo")}, nil, "pell.example", "other.example", false},
		{"the host for telephones", [][]OutletName{page("pell.example", "Pell"), page("m.pell.example", "Pell")},
			nil, "pell.example", "m.pell.example", true},
		{"a name that both of these bear", [][]OutletName{page("pell.example", "Pell"),
			page("m.pell.example", "Pell"), named("PELL")}, nil, "pell.example", "pell", true},
		{"another host below it", [][]OutletName{page("pell.example", "Pell"), page("sport.pell.example", "Pell")},
			nil, "pell.example", "sport.pell.example", false},
		{"put apart by hand", [][]OutletName{named("The Pell Echo"), named("Pell Echo")},
			[]cutting.OutletDecision{{Outlet: "the pell echo", Separate: true}}, "the pell echo", "pell echo", false},
		{"put elsewhere by hand", [][]OutletName{page("pell.example", "Pell Echo"), named("Pell Echo"),
			page("other.example", "Other")}, []cutting.OutletDecision{{Outlet: "pell echo", Into: "other.example"}},
			"other.example", "pell echo", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rows := slices.Concat(tt.rows...)
			for range 2 {
				o := ResolveOutlets(rows, tt.decided)
				a, b := o.Number(tt.a), o.Number(tt.b)
				if a == 0 || b == 0 || (a == b) != tt.one {
					t.Errorf("%q and %q are outlets %d and %d of %v", tt.a, tt.b, a, b, o.list)
				}
				for i := 1; i < o.Len(); i++ {
					if n := o.At(i).Name; n == "Marl &amp; District" {
						t.Errorf("an outlet is called %q", n)
					}
				}
				slices.Reverse(rows)
			}
		})
	}
}

// TestAMergedOutletKeepsItsName: decisions about an outlet that was merged into another do not apply to the
// other, but its name still finds it.
func TestAMergedOutletKeepsItsName(t *testing.T) {
	row := func(key, name string) OutletName {
		return OutletName{Key: key, Name: name, Origins: []cutting.NameOrigin{cutting.StatedName}, Pages: 1}
	}
	rows := []OutletName{row("pell.example", "Pell"), row("verin.example", "Verin")}
	decided := []cutting.OutletDecision{{Outlet: "pell.example", Name: "The Old Pell", Kind: "agency"},
		{Outlet: "pell.example", Into: "verin.example"}}
	o := ResolveOutlets(rows, decided)
	got := o.At(o.Number("pell.example"))
	if got.ID != "verin.example" || got.Name != "Verin" || got.Kind != "" ||
		!slices.Contains(got.Also, "The Old Pell") {
		t.Errorf("merged, it is %+v", got)
	}
	o = ResolveOutlets(rows, append(decided, cutting.OutletDecision{Outlet: "pell.example", Separate: true}))
	if got := o.At(o.Number("pell.example")); got.Name != "The Old Pell" || got.Kind != "agency" {
		t.Errorf("split again, it is %+v", got)
	}
}

// TestWordsThatAreNoNames: a name that several hosts have and none states is no name, and the name of one
// writer's page on a platform is not the platform's.
func TestWordsThatAreNoNames(t *testing.T) {
	title, stated := []cutting.NameOrigin{cutting.TitleName}, []cutting.NameOrigin{cutting.StatedName}
	page := func(key, name string, origins []cutting.NameOrigin) []OutletName {
		return []OutletName{{Key: key, Pages: 2}, {Key: key, Name: name, Origins: origins, Pages: 2}}
	}
	for _, tt := range []struct {
		name string
		rows [][]OutletName
		of   string
		want string
	}{
		{"one host's", [][]OutletName{page("halden.example", "Novinky", title)}, "halden.example", "Novinky"},
		{"three hosts'", [][]OutletName{page("halden.example", "Novinky", title),
			page("marl.example", "Novinky", title), page("pell.example", "Novinky", title)}, "halden.example",
			"halden.example"},
		{"one of three states it", [][]OutletName{page("halden.example", "Novinky", title),
			page("marl.example", "Novinky", stated), page("pell.example", "Novinky", title)}, "halden.example",
			"Novinky"},
		{"a writer's", [][]OutletName{page("medium.com", "Ada Fern", stated)}, "medium.com", "medium.com"},
		{"a writer's, for telephones", [][]OutletName{page("m.facebook.com", "Ada Fern", stated)}, "m.facebook.com",
			"m.facebook.com"},
		{"the platform's own", [][]OutletName{page("medium.com", "Medium", stated)}, "medium.com", "Medium"},
		{"a host that a person said", [][]OutletName{page("halden.example", "Halden Echo", title),
			page("halden.example", "halden.example", []cutting.NameOrigin{cutting.GivenName})}, "halden.example",
			"Halden Echo"},
		{"a person's word", [][]OutletName{page("medium.com", "Ada Fern", []cutting.NameOrigin{cutting.GivenName})},
			"medium.com", "Ada Fern"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := ResolveOutlets(slices.Concat(tt.rows...), nil)
			if got := o.At(o.Number(tt.of)).Name; got != tt.want {
				t.Errorf("it is called %q, want %q", got, tt.want)
			}
		})
	}
}
