package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// maxOutletName is the maximum length of a name given to an outlet, in bytes.
const maxOutletName = 200

// DecideOutlet records a decision about an outlet: that it is part of another or separate, its name, its kind
// or its language. Outlets are identified by ID, name or former ID. Errors: NotFound for an unknown outlet,
// Invalid for a decision that contradicts itself.
func (l *Library) DecideOutlet(ctx context.Context, d cutting.OutletDecision, who string) (Kept, error) {
	who, note, err := l.mayDecide(who, d.Note)
	if err != nil {
		return Kept{}, err
	}
	d.Note = note
	if d.Separate { // an outlet to be separated may be part of another now: only its own key identifies it
		if d.Outlet, err = l.findKey(ctx, d.Outlet); err != nil {
			return Kept{}, err
		}
		if s, err := l.Source(ctx, d.Outlet); err != nil {
			return Kept{}, err
		} else if len(s.Keys) < 2 {
			return Kept{}, cutting.Errorf(cutting.Invalid, "“%s” is one source by itself; nothing is joined to it.",
				d.Outlet)
		}
	} else {
		src, err := l.findOutlet(ctx, d.Outlet)
		if err != nil {
			return Kept{}, err
		}
		d.Outlet = src.ID
	}
	if d.Into != "" {
		into, err := l.findOutlet(ctx, d.Into)
		if err != nil {
			return Kept{}, err
		}
		if d.Into = into.ID; d.Into == d.Outlet {
			return Kept{}, cutting.Errorf(cutting.Invalid, "“%s” is one source already.", into.Name)
		}
	}
	if d.Name = strings.Join(strings.Fields(d.Name), " "); len(d.Name) > maxOutletName {
		return Kept{}, cutting.Errorf(cutting.Invalid, "The name is too long: %d bytes of at most %d.", len(d.Name),
			maxOutletName)
	}
	if d.Kind != "" && !slices.Contains(cutting.OutletKinds, d.Kind) {
		return Kept{}, cutting.Errorf(cutting.Invalid, "“%s” is no kind of outlet; there are %s.", d.Kind,
			strings.Join(cutting.OutletKinds, ", "))
	}
	if d.Lang != "" {
		tag, err := language.Parse(d.Lang)
		if err != nil {
			return Kept{}, cutting.Errorf(cutting.Invalid, "“%s” is no code of a language, such as en or fa.", d.Lang)
		}
		d.Lang = tag.String()
	}
	if d.Into+d.Name+d.Kind+d.Lang == "" && !d.Separate {
		return Kept{}, cutting.Errorf(cutting.Invalid, "Choose what to decide about the source.")
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		line, err := journal.DecideOutlet(who, d)
		return []journal.Decision{line}, err
	})
}

// AssignOutlet records that some captures are of an outlet, given by its name or host. It returns NotFound for
// an unknown capture.
func (l *Library) AssignOutlet(ctx context.Context, captures []string, outlet, who, note string) (Kept, error) {
	who, note, err := l.mayDecide(who, note)
	if err != nil {
		return Kept{}, err
	}
	outlet = strings.Join(strings.Fields(outlet), " ")
	if cutting.NameIdentity(outlet) == "" || len(outlet) > maxOutletName {
		return Kept{}, cutting.Errorf(cutting.Invalid, "Write the outlet’s name or host, in at most %d bytes.",
			maxOutletName)
	}
	if host := cutting.Outlet(outlet); host != "" { // an address
		outlet = host
	}
	cat, done := l.borrowCatalogue()
	defer done()
	for _, id := range captures {
		if _, err := cat.Page(ctx, id); err != nil {
			return Kept{}, err
		}
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		var lines []journal.Decision
		for _, id := range captures {
			line, err := journal.AssignOutlet(who, id, cutting.PageOutlet{Outlet: outlet, Note: note})
			if err != nil {
				return nil, err
			}
			lines = append(lines, line)
		}
		return lines, nil
	})
}

// CapturesUnder returns the IDs of the captures whose address or file name begins with prefix.
func (l *Library) CapturesUnder(ctx context.Context, prefix string) ([]string, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	var out []string
	err := cat.Pages(ctx, "", func(p catalogue.PageRow) bool {
		if strings.HasPrefix(p.Capture.URL, prefix) || strings.HasPrefix(p.Capture.Name, prefix) {
			out = append(out, p.Capture.ID)
		}
		return true
	})
	if err == nil && len(out) == 0 {
		err = cutting.Errorf(cutting.NotFound, "No capture has an address or file name that begins with “%s”.", prefix)
	}
	return out, err
}

// mayDecide checks that decisions are taken, the decider's name and the reason, and returns both as they are
// recorded.
func (l *Library) mayDecide(who, note string) (string, string, error) {
	if l.c.Decisions == nil {
		return "", "", cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.deciderName(who)
	if err != nil {
		return "", "", err
	}
	if note = strings.TrimSpace(note); len(note) > maxNote {
		return "", "", cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(note),
			maxNote)
	}
	return who, note, nil
}

// findOutlet returns an outlet by its ID, a former ID, or its name if no other has it.
func (l *Library) findOutlet(ctx context.Context, what string) (Source, error) {
	src, err := l.Source(ctx, what)
	if cutting.KindOf(err) != cutting.NotFound {
		return src, err
	}
	all, serr := l.Sources(ctx)
	if serr != nil {
		return Source{}, serr
	}
	var found []Source
	for _, s := range all {
		if cutting.NameIdentity(s.Name) == cutting.NameIdentity(what) {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Source{}, err
	}
	return Source{}, cutting.Errorf(cutting.Invalid, "%d sources are called “%s”; name one by its host.", len(found),
		what)
}

// findKey returns an outlet's key; names match in any spelling that folds to the same.
func (l *Library) findKey(ctx context.Context, what string) (string, error) {
	all, err := l.Sources(ctx)
	if err != nil {
		return "", err
	}
	similar := ""
	for _, s := range all {
		for _, key := range s.Keys {
			if key == what {
				return key, nil
			}
			if similar == "" && cutting.NameIdentity(key) == cutting.NameIdentity(what) {
				similar = key
			}
		}
	}
	if similar != "" {
		return similar, nil
	}
	return "", cutting.Errorf(cutting.NotFound, "No source has “%s” among the hosts and names it is made of.", what)
}

// DecidedAboutOutlet returns the decisions about an outlet and the outlets joined in it, oldest first.
func (l *Library) DecidedAboutOutlet(s Source) []DecisionView {
	seen := map[int64]bool{}
	var out []DecisionView
	for _, key := range append([]string{s.ID}, s.Keys...) {
		for _, d := range l.decidedAbout(journal.OutletSubject(key)) {
			if !seen[d.Number] {
				seen[d.Number] = true
				out = append(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b DecisionView) int { return cmp.Compare(a.Number, b.Number) })
	return out
}
