package journal

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cuttings/cutting"
)

// Kinds of decisions about outlets. The target of all but the last is an outlet's ID.
const (
	OutletMerged    = "outlet-merged" // one outlet is part of another
	OutletSeparated = "outlet-apart"  // one that was joined to another is an outlet of its own
	OutletNamed     = "outlet-named"  // its name
	OutletFacts     = "outlet-facts"  // its kind and language
	PageOutlet      = "page-outlet"   // the outlet of one page; the target is its capture
)

// outletKinds returns the kinds of decisions about outlets.
func outletKinds() []Kind {
	return []Kind{
		outletKind(OutletMerged, func(d *cutting.OutletDecision) bool { return d.Into != "" && d.Into != d.Outlet },
			func(d *cutting.OutletDecision) string {
				return fmt.Sprintf("put “%s” and “%s” together", d.Outlet,
					d.Into)
			}),
		outletKind(OutletSeparated, func(d *cutting.OutletDecision) bool { return d.Separate },
			func(d *cutting.OutletDecision) string {
				return fmt.Sprintf("made “%s” an outlet of its own", d.Outlet)
			}),
		outletKind(OutletNamed, func(d *cutting.OutletDecision) bool { return d.Name != "" },
			func(d *cutting.OutletDecision) string {
				return fmt.Sprintf("renamed “%s” to “%s”", d.Outlet, d.Name)
			}),
		outletKind(OutletFacts, func(d *cutting.OutletDecision) bool { return d.Kind != "" || d.Lang != "" },
			factsWords),
		pageOutletKind(),
	}
}

func factsWords(d *cutting.OutletDecision) string {
	var what []string
	if d.Kind != "" {
		what = append(what, "of kind “"+d.Kind+"”")
	}
	if d.Lang != "" {
		what = append(what, "in the language “"+d.Lang+"”")
	}
	return fmt.Sprintf("decided that “%s” is %s", d.Outlet, strings.Join(what, " and "))
}

func outletKind(name string, holds func(*cutting.OutletDecision) bool,
	words func(*cutting.OutletDecision) string) Kind {
	return Kind{
		Name: name,
		Read: func(d Decision) (any, error) {
			o := &cutting.OutletDecision{}
			err := json.Unmarshal(d.Value, o)
			if err != nil || o.Outlet == "" || o.Outlet != d.Target || !holds(o) {
				return nil, cutting.Errorf(cutting.Invalid, "has a decision about an outlet that cannot be read")
			}
			if o.Kind != "" && !slices.Contains(cutting.OutletKinds, o.Kind) {
				return nil, cutting.Errorf(cutting.Invalid, "states that an outlet is a %q, which is none of %s",
					o.Kind, strings.Join(cutting.OutletKinds, ", "))
			}
			return o, nil
		},
		Apply: func(b *Book, l *Line) { b.outlets = putLine(b.outlets, l) },
		Undo: func(b *Book, l *Line) {
			b.outlets = dropLine(b.outlets, l)
		},
		Captures: func(*Book, *Line) []string { return nil },
		Subjects: func(_ *Book, l *Line) []string {
			d := l.Payload.(*cutting.OutletDecision)
			if d.Into == "" {
				return []string{OutletSubject(d.Outlet)}
			}
			return []string{OutletSubject(d.Outlet), OutletSubject(d.Into)}
		},
		Words: func(_ *Book, l *Line) string { return words(l.Payload.(*cutting.OutletDecision)) },
		Why:   func(payload any) string { return payload.(*cutting.OutletDecision).Note },
	}
}

// OutletSubject returns the key of an outlet for Book.LinesAbout.
func OutletSubject(id string) string { return "outlet " + id }

func pageOutletKind() Kind {
	return Kind{
		Name: PageOutlet,
		Read: func(d Decision) (any, error) {
			p := &cutting.PageOutlet{}
			if err := json.Unmarshal(d.Value, p); err != nil || cutting.NameIdentity(p.Outlet) == "" ||
				d.Target == "" {
				return nil, cutting.Errorf(cutting.Invalid, "has a page's outlet that cannot be read")
			}
			return p, nil
		},
		Apply: func(b *Book, l *Line) { b.pageOutlets[l.Target] = putLine(b.pageOutlets[l.Target], l) },
		Undo: func(b *Book, l *Line) {
			b.pageOutlets[l.Target] = dropLine(b.pageOutlets[l.Target], l)
		},
		Captures: func(_ *Book, l *Line) []string { return []string{l.Target} },
		Words: func(_ *Book, l *Line) string {
			return "set its outlet to “" + l.Payload.(*cutting.PageOutlet).Outlet + "”"
		},
		Why: func(payload any) string { return payload.(*cutting.PageOutlet).Note },
	}
}

// Outlets returns the decisions in effect about outlets, in order.
func (b *Book) Outlets() []cutting.OutletDecision {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var out []cutting.OutletDecision
	for _, l := range b.outlets {
		out = append(out, *l.Payload.(*cutting.OutletDecision))
	}
	return out
}

// DecideOutlet returns the line for a decision about an outlet; d must decide exactly one thing.
func DecideOutlet(who string, d cutting.OutletDecision) (Decision, error) {
	kind := OutletFacts
	switch {
	case d.Into != "":
		kind = OutletMerged
	case d.Separate:
		kind = OutletSeparated
	case d.Name != "":
		kind = OutletNamed
	}
	return lineOf(who, kind, d.Outlet, d)
}

// AssignOutlet returns the line for the outlet of one page.
func AssignOutlet(who, captureID string, p cutting.PageOutlet) (Decision, error) {
	return lineOf(who, PageOutlet, captureID, p)
}
