package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// CaptureField is something captures can be listed by. Its values are counted over
// all captures.
type CaptureField struct {
	Name  string
	Title string
	of    func(l *Library, p *catalogue.PageRow) []string // the values of a capture
}

// The states of a capture. StateRead excludes the others.
const (
	StateRead   = "read"
	StateDoubts = "doubts"
	StateFailed = "failed"
	StateStale  = "stale"
	// StateWaiting: read before the last decisions about it, which take effect when it is read again.
	StateWaiting = "waiting"
)

// CaptureFields are the fields captures can be listed by, in the order they are shown.
var CaptureFields = []CaptureField{
	{"state", "State", func(l *Library, p *catalogue.PageRow) []string {
		var out []string
		switch {
		case p.Failure != "":
			out = append(out, StateFailed)
		case len(p.Faults) > 0:
			out = append(out, StateRead, StateDoubts)
		default:
			out = append(out, StateRead)
		}
		if l.isStale(p.Versions) {
			out = append(out, StateStale)
		} else if l.waits(p) {
			out = append(out, StateWaiting)
		}
		return out
	}},
	{"kind", "Read as", func(_ *Library, p *catalogue.PageRow) []string {
		if p.Failure != "" {
			return nil
		}
		return []string{string(p.Kind)}
	}},
	{"folder", "Folder", func(_ *Library, p *catalogue.PageRow) []string {
		return []string{folderOf(p.Capture.Name)}
	}},
	{"source", "Source", func(_ *Library, p *catalogue.PageRow) []string { return []string{p.Source.ID} }},
	{"time", "Time of capture from", func(_ *Library, p *catalogue.PageRow) []string {
		return []string{p.Capture.TimeOrigin}
	}},
	{"reason", "Could not be read because", func(_ *Library, p *catalogue.PageRow) []string {
		if p.Failure == "" {
			return nil
		}
		return []string{p.Failure}
	}},
	{"doubt", "Doubts", func(_ *Library, p *catalogue.PageRow) []string {
		if p.Failure != "" {
			return nil
		}
		return slices.Compact(slices.Sorted(slices.Values(p.Faults)))
	}},
}

// folderOf returns the folder or container a capture's file was in, "" for none.
func folderOf(name string) string {
	if i := strings.LastIndex(name, "/"); i >= 0 {
		return strings.TrimSuffix(name[:i], "!")
	}
	return ""
}

// CaptureList is a list of captures with what it can be narrowed by.
type CaptureList struct {
	Rows  []catalogue.PageRow // by name, then capture ID
	Total int                 // number of captures that match
	Next  string              // the capture after which the next page begins, "" for none
	// Counts are the values of each of CaptureFields, the most first, among the
	// captures that match everything chosen of the other fields.
	Counts map[string][]Tally
	// Sources are the names of the sources counted.
	Sources map[string]catalogue.Source
}

const (
	capturesListed = 100 // captures on one page of the list
	maxTallies     = 200 // values of one field that are returned
)

// byCaptureName compares captures by the name that a list shows, then by ID.
func byCaptureName(a, b catalogue.PageRow) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.Capture.Name), strings.ToLower(b.Capture.Name)),
		strings.Compare(a.Capture.ID, b.Capture.ID))
}

// firstRows keeps the first rows by name behind one of them, and one more if there is one.
type firstRows struct {
	rows  []catalogue.PageRow
	most  int
	after *catalogue.PageRow // nil for the beginning
}

func (f *firstRows) add(p catalogue.PageRow) {
	if f.after != nil && byCaptureName(p, *f.after) <= 0 {
		return
	}
	if at, _ := slices.BinarySearchFunc(f.rows, p, byCaptureName); at <= f.most {
		f.rows = slices.Insert(f.rows, at, p)
		f.rows = f.rows[:min(len(f.rows), f.most+1)]
	}
}

// Captures returns the captures that have the chosen values, by field, beginning after the capture after.
// Unknown fields are ignored. It reads all page rows.
func (l *Library) Captures(ctx context.Context, chosen map[string]string, after string) (*CaptureList, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	out := &CaptureList{Counts: map[string][]Tally{}, Sources: map[string]catalogue.Source{}}
	counts := make([]map[string]int, len(CaptureFields))
	for i := range counts {
		counts[i] = map[string]int{}
	}
	values := make([][]string, len(CaptureFields))
	outlet, err := outletsOf(ctx, cat)
	if err != nil {
		return nil, err
	}
	rows := firstRows{most: capturesListed}
	if after != "" {
		if rows.after, err = cat.Page(ctx, after); err != nil && cutting.KindOf(err) != cutting.NotFound {
			return nil, err
		}
	}
	err = cat.Pages(ctx, "", func(p catalogue.PageRow) bool {
		misses, missed := 0, 0
		p.Source = outlet(p.Source)
		for i, f := range CaptureFields {
			values[i] = f.of(l, &p)
			if want, ok := chosen[f.Name]; ok && !slices.Contains(values[i], want) {
				misses++
				missed = i
			}
		}
		for i := range CaptureFields {
			if misses == 0 || misses == 1 && missed == i {
				for _, v := range values[i] {
					counts[i][v]++
				}
			}
		}
		if misses > 1 {
			return ctx.Err() == nil
		}
		out.Sources[p.Source.ID] = p.Source
		if misses > 0 {
			return ctx.Err() == nil
		}
		out.Total++
		rows.add(p)
		return ctx.Err() == nil
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	if out.Rows = rows.rows; len(out.Rows) > capturesListed {
		out.Rows = out.Rows[:capturesListed]
		out.Next = out.Rows[capturesListed-1].Capture.ID
	}
	for i, f := range CaptureFields {
		t := Tallies(counts[i])
		out.Counts[f.Name] = t[:min(len(t), maxTallies)]
	}
	return out, nil
}
