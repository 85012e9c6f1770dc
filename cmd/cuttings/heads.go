package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
	"cuttings/journal"
	"cuttings/press"
)

// What is permanent is anchored three times over, so that no line of the vault's
// log or of the journal can be altered or lost unnoticed, the last one included: a
// decision has the end of the log when it was made, a line of the log the end
// of the journal, and the catalogue both ends as its rows know them. Whoever notes
// the heads that status and verify print can compare them later by himself.

// heads are the ends of both ledgers; nil where it is not known.
type heads struct {
	Vault   *ledger.Mark `json:"vault,omitempty"`
	Journal *ledger.Mark `json:"journal,omitempty"`
}

// headsFile is in the catalogue's folder.
const headsFile = "heads.json"

// readHeads reads what a run left; a file that is not there or cannot be read says
// nothing: it is part of what can be made again.
func readHeads(dir string) (h heads) {
	b, err := os.ReadFile(filepath.Join(dir, catalogueDir, headsFile))
	if err != nil || json.Unmarshal(b, &h) != nil {
		return heads{}
	}
	return h
}

// ends are the ends of both ledgers now.
func (ar *archive) ends(ctx context.Context) (heads, error) {
	st, err := ar.vault.Stats()
	if err != nil {
		return heads{}, err
	}
	tail, err := ar.journal.Tail(ctx)
	if err != nil {
		return heads{}, err
	}
	j := tail.Mark()
	return heads{Vault: &ledger.Mark{Lines: st.Lines, Head: st.Head}, Journal: &j}, nil
}

// writeHeads notes, in the folder of a catalogue, the ends its rows know.
func (ar *archive) writeHeads(ctx context.Context, catalogue string) error {
	if ar.journalLost != "" && catalogue == catalogueDir {
		return nil // what it was is still to be reported
	}
	h, err := ar.ends(ctx)
	if err != nil {
		return err
	}
	return h.write(filepath.Join(ar.dir, catalogue, headsFile))
}

// write puts the heads in a file, unless they are what is there.
func (h heads) write(path string) error {
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if old, err := os.ReadFile(path); err == nil && string(old) == string(b) {
		return nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cutting.Errorf(cutting.Unavailable, "reading %s: %w", path, err)
	}
	if err := disk.WriteFile(disk.OS{}, path, func(w io.Writer) error {
		_,
			err := w.Write(b)
		return err
	}); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing %s: %w", path, err)
	}
	return nil
}

// knownLogs are ends the vault's log is known to have had.
func (ar *archive) knownLogs() (out []ledger.Mark) {
	for _, m := range []*ledger.Mark{ar.anchor, ar.heads.Vault} {
		if m != nil {
			out = append(out, *m)
		}
	}
	return out
}

// journalEnd is the end of the journal, for the vault's log to hold.
func (ar *archive) journalEnd() *ledger.Mark {
	tail, err := ar.journal.ReplaySince(context.Background(), ar.decided, func(journal.Decision) error { return nil })
	if err != nil {
		return nil // the journal's own verbs report what is wrong with it
	}
	ar.decided = tail
	m := tail.Mark()
	return &m
}

// vaultEnd is the end of the vault's log, for a decision to hold.
func (ar *archive) vaultEnd() *ledger.Mark {
	st, err := ar.vault.Stats()
	if err != nil || st.Lines == 0 {
		return nil
	}
	return &ledger.Mark{Lines: st.Lines, Head: st.Head}
}

// anchors are marks of one ledger with where they were found.
type anchors struct {
	where []string
	marks []ledger.Mark
}

func (a *anchors) add(where string, m *ledger.Mark) {
	if m != nil {
		a.where, a.marks = append(a.where, where), append(a.marks, *m)
	}
}

// verifyHeads compares all anchors with the ledgers they are about.
func (ar *archive) verifyHeads(ctx context.Context, report func(press.Problem), note func(string)) error {
	var logs, journals anchors
	journals.add("catalogue", ar.heads.Journal)
	err := ar.journal.Replay(ctx, func(d journal.Decision) error {
		if d.Kind == journal.LogRecovered { // what was known of the log before no longer holds
			logs = anchors{}
			note(fmt.Sprintf("the vault's log was rebuilt from the records on %s (journal line %d)",
				d.Time.Format(time.RFC3339), d.Number))
		}
		logs.add(fmt.Sprintf("journal line %d", d.Number), d.Vault)
		return nil
	})
	if err == nil {
		logs.add("catalogue", ar.heads.Vault)
		err = ar.vault.Each(ctx, func(e vault.Entry) error {
			journals.add(fmt.Sprintf("vault/log.jsonl line %d", e.Number), e.Journal)
			return nil
		})
	}
	if err != nil {
		return err
	}
	for _, l := range []struct {
		what string
		anchors
		differ func(context.Context, ...ledger.Mark) ([]string, error)
	}{{"the vault's log", logs, ar.vault.Differ}, {"the journal", journals, ar.journal.Differ}} {
		wrong, err := l.differ(ctx, l.marks...)
		if err != nil {
			return err
		}
		for i, w := range wrong {
			if w != "" {
				report(press.Problem{Where: l.where[i], What: "according to it, " + l.what + " " + w})
			}
		}
	}
	return nil
}
