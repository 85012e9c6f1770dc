package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/cutting"
	"cuttings/internal/ledger"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/press"
)

// openJournal opens the journal.
func (ar *archive) openJournal(ctx context.Context, a *app, write bool) error {
	j, err := journal.Open(filepath.Join(ar.dir, "journal"),
		journal.Options{ReadOnly: !write, Clock: a.now, Anchor: ar.vaultEnd})
	if err != nil {
		return err
	}
	ar.journal = j
	ar.closers = append(ar.closers, j)
	ar.repairs = append(ar.repairs, j.Repairs()...)
	ar.decided, err = j.ReplaySince(ctx, ledger.Start(), func(d journal.Decision) error {
		if d.Vault != nil {
			ar.anchor = d.Vault
		}
		return nil
	})
	return err
}

// fits reports why a decision cannot be applied to what the vault holds, nil when it
// can: one bad line must not keep an archive from opening.
func (ar *archive) fits(payload any) error {
	c, ok := payload.(*cutting.Correction)
	if !ok {
		return nil
	}
	e, err := ar.vault.Entry(c.Capture)
	if err != nil {
		return nil // it may come back; nothing is there to be applied to
	}
	if err := c.Check(e.Capture.Length); err != nil {
		return fmt.Errorf("holds a correction that does not fit its capture: %w", err)
	}
	return nil
}

// verifyJournal checks the journal's chain and that its lines can be read. Lines of
// kinds that this program does not know are no problem: a newer program wrote them.
func (ar *archive) verifyJournal(ctx context.Context, report func(press.Problem)) error {
	err := ar.journal.Verify(ctx, func(p journal.Problem) {
		report(press.Problem{Where: fmt.Sprintf("journal at byte %d", p.Offset), What: p.What})
	})
	if err != nil {
		return err
	}
	if _, err := ar.book.Follow(ctx, ar.journal); err != nil {
		return err
	}
	for _, l := range ar.book.Lines() {
		if l.Unread != "" {
			report(press.Problem{Where: fmt.Sprintf("journal line %d", l.Number), What: l.Unread})
		}
	}
	return nil
}

// unknownKinds returns which kinds of decisions a newer program wrote; "" for none.
func unknownKinds(kinds map[string]int) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		out = append(out, fmt.Sprintf("%d of kind %q", kinds[name], name))
	}
	return strings.Join(out, ", ")
}

func (a *app) decisionsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "decisions",
		Short: "List what people decided about the archive",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			return closeAfter(ar, a.listDecisions(ar.book.Lines()))
		},
	}
	a.jsonFlag(c, "print each decision as a JSON object on one line")
	return c
}

// decisionLine is a decision as --json prints it.
type decisionLine struct {
	journal.Decision
	Says   string `json:"says,omitempty"`   // in words; "" for a kind that this program does not know
	Undone int64  `json:"undone,omitempty"` // the line that takes it back
	Unread string `json:"unread,omitempty"` // why it has no effect
}

func (a *app) listDecisions(lines []journal.Line) error {
	for _, l := range lines {
		if a.json {
			if err := a.printJSON(decisionLine{l.Decision, l.Says, l.Undone, l.Unread}); err != nil {
				return err
			}
			continue
		}
		says := l.Says
		switch {
		case l.Unread != "":
			says = l.Unread
		case says == "":
			says = fmt.Sprintf("decided something of kind %q, which this program does not know", l.Decision.Kind)
		}
		out := fmt.Sprintf("%d  %s  %s %s", l.Number, l.Time.Format("2006-01-02 15:04"), l.Who, says)
		if l.Why != "" {
			out += fmt.Sprintf(", because “%s”", l.Why)
		}
		if l.Undone != 0 {
			out += fmt.Sprintf(" (taken back by %d)", l.Undone)
		}
		if _, err := fmt.Fprintf(a.stdout, "%s  [%s]\n", out, l.Target); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) undoCommand() *cobra.Command {
	var why string
	c := &cobra.Command{
		Use:   "undo NUMBER",
		Short: "Take a decision back",
		Long: `Takes a decision back by adding a line to the journal; NUMBER is the one that
'cuttings decisions' prints. Undoing that line puts the decision in effect again.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var n int64
			if _, err := fmt.Sscanf(args[0], "%d", &n); err != nil {
				return fmt.Errorf("%w: %q is no number of a decision", errUsage, args[0])
			}
			return a.undo(c.Context(), n, why)
		},
	}
	c.Flags().StringVar(&why, "why", "", "the reason, for the record")
	return c
}

// undo takes a line back through the same writer as the desk.
func (a *app) undo(ctx context.Context, number int64, why string) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	s := newShelf(a, ar)
	kept, err := s.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		l, err := s.Line(number)
		if err != nil {
			return nil, err
		}
		d, err := journal.TakeBack(a.decider(), l, why)
		return []journal.Decision{d}, err
	})
	if err == nil {
		a.sayKept(kept)
	}
	return closeAfter(s, err)
}

// decider is who decides on the command line, and at the desk where nobody does.
func (a *app) decider() string {
	if a.who == "" {
		return "desk"
	}
	return a.who
}

var _ library.Decisions = (*shelf)(nil)
