package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
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

// fits returns the reason why a decision cannot be applied to the vault's captures, nil when it can. Such a
// line has no effect and does not prevent an archive from opening.
func (ar *archive) fits(payload any) error {
	c, ok := payload.(*cutting.Correction)
	if !ok {
		return nil
	}
	e, err := ar.vault.Entry(c.Capture)
	if err != nil {
		return nil // the capture may be added again; there is nothing to apply it to
	}
	if err := c.Check(e.Capture.Length); err != nil {
		return fmt.Errorf("has a correction that does not fit its capture: %w", err)
	}
	return nil
}

// verifyJournal checks the journal's chain and that its lines can be read. Lines of unknown kinds are no
// problem: a newer program wrote them.
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
			lines := ar.book.Lines()
			ar.library(a).DescribeTopics(c.Context(), lines)
			return closeAfter(ar, a.listDecisions(lines))
		},
	}
	a.jsonFlag(c, "print each decision as a JSON object on one line")
	return c
}

// decisionLine is a decision as printed by --json.
type decisionLine struct {
	journal.Decision
	Words  string `json:"says,omitempty"`   // in words; "" for an unknown kind
	Undone int64  `json:"undone,omitempty"` // number of the line that undoes it
	Unread string `json:"unread,omitempty"` // why it has no effect
}

func (a *app) listDecisions(lines []journal.Line) error {
	for _, l := range lines {
		if a.json {
			if err := a.printJSON(decisionLine{l.Decision, l.Words, l.Undone, l.Unread}); err != nil {
				return err
			}
			continue
		}
		words := l.Words
		switch {
		case l.Unread != "":
			words = l.Unread
		case words == "":
			words = fmt.Sprintf("decided something of kind %q, which this program does not know", l.Decision.Kind)
		}
		out := fmt.Sprintf("%d  %s  %s %s", l.Number, l.Time.Format("2006-01-02 15:04"), l.Who, words)
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
		Use:   "undo NUMBER…",
		Short: "Take decisions back",
		Long: `Takes decisions back by adding a line to the journal for each, the last first; NUMBER
is the one that 'cuttings decisions' prints, or the first and the last of several: 11-15.
Undoing such a line puts the decision in effect again.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			numbers, err := numbersOf(args)
			if err != nil {
				return err
			}
			return a.undo(c.Context(), numbers, why)
		},
	}
	c.Flags().StringVar(&why, "why", "", "the reason, for the record")
	return c
}

// maxUndone is the maximum number of decisions undone at once.
const maxUndone = 10_000

// numbersOf parses numbers of decisions and ranges of them such as "11-15", and returns them in descending
// order, each once.
func numbersOf(args []string) ([]int64, error) {
	var out []int64
	for _, arg := range args {
		from, to, isRange := strings.Cut(arg, "-")
		first, err := strconv.ParseInt(from, 10, 64)
		last := first
		if err == nil && isRange {
			last, err = strconv.ParseInt(to, 10, 64)
		}
		if err != nil || first < 1 || last < first {
			return nil, fmt.Errorf("%w: %q is no number of a decision, nor the first and last of several (11-15)",
				errUsage, arg)
		}
		if last-first >= maxUndone-int64(len(out)) {
			return nil, fmt.Errorf("%w: more than %d decisions at once", errUsage, maxUndone)
		}
		for n := first; n <= last; n++ {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	slices.Reverse(out)
	return out, nil
}

// undo undoes lines through the same writer as the desk: all of them, or none if one cannot be undone.
func (a *app) undo(ctx context.Context, numbers []int64, why string) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	s := newSharedArchive(a, ar)
	kept, err := s.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		var out []journal.Decision
		for _, n := range numbers {
			l, err := s.Line(n)
			if err != nil {
				return nil, err
			}
			d, err := journal.TakeBack(a.decider(), l, why)
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
		return out, nil
	})
	if err == nil {
		a.printKept(kept)
	}
	return closeAfter(s, err)
}

// decider returns the name of who decides on the command line, and at the desk where none is given.
func (a *app) decider() string {
	if a.who == "" {
		return "desk"
	}
	return a.who
}

var _ library.Decisions = (*sharedArchive)(nil)
