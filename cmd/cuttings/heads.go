package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
	"cuttings/journal"
	"cuttings/press"
)

// The permanent parts are anchored in three places, so that no line of the vault's log or of the journal,
// including the last one, can be altered or lost unnoticed: each decision records the end of the log, each line
// of the log the end of the journal, and the catalogue both ends at the state of its rows. A person who keeps
// the heads printed by status and verify can compare them later independently.

// heads are the ends of both ledgers; nil where not known.
type heads struct {
	Vault   *ledger.Mark `json:"vault,omitempty"`
	Journal *ledger.Mark `json:"journal,omitempty"`

	damaged bool // the file they were recorded in is
}

// headsFile is in the catalogue's folder.
const headsFile = "heads.json"

// readHeads returns the heads recorded by a run; none for a missing or damaged file, because the file is
// derived.
func readHeads(dir string) (h heads) {
	b, err := disk.ReadFile(filepath.Join(dir, catalogueDir, headsFile))
	if err != nil {
		return heads{}
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if d.Decode(&h) != nil {
		return heads{damaged: true}
	}
	return h
}

// ends returns the present ends of both ledgers.
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

// writeHeads records, in the folder of a catalogue, the ends of the ledgers at the state of its rows.
func (ar *archive) writeHeads(ctx context.Context, catalogue string) error {
	if ar.journalLost != "" && catalogue == catalogueDir {
		return nil // the recorded end is still to be reported
	}
	h, err := ar.ends(ctx)
	if err != nil {
		return err
	}
	return h.write(filepath.Join(ar.dir, catalogue, headsFile))
}

// noteJournal records the end of j, to which a process that does not write to the catalogue has just added, so that
// the loss of these lines is noticed before the next run. A run that ends meanwhile may then find its own end of
// the vault's log replaced by that of the run before, which is as true. The lines are kept already, so an error is
// ignored: without a catalogue's folder the run that makes it records both ends.
func (ar *archive) noteJournal(j *journal.Journal) {
	tail, err := j.Tail(context.Background())
	if err != nil || ar.journalLost != "" {
		return
	}
	h, m := readHeads(ar.dir), tail.Mark()
	h.Journal = &m
	_ = h.write(filepath.Join(ar.dir, catalogueDir, headsFile))
}

// write writes the heads to a file, unless it has them already.
func (h heads) write(path string) error {
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if old, err := disk.ReadFile(path); err == nil && string(old) == string(b) {
		return nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, disk.ErrNotRegular) {
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

// knownLogs returns the recorded ends of the vault's log.
func (ar *archive) knownLogs() (out []ledger.Mark) {
	for _, m := range []*ledger.Mark{ar.anchor, ar.heads.Vault} {
		if m != nil {
			out = append(out, *m)
		}
	}
	return out
}

// journalEnd returns the end of the journal, to be recorded in the vault's log.
func (ar *archive) journalEnd() *ledger.Mark {
	tail, err := ar.journal.ReplaySince(context.Background(), ar.decided, func(journal.Decision) error { return nil })
	if err != nil {
		return nil // the journal's own commands report what is wrong with it
	}
	ar.decided = tail
	m := tail.Mark()
	return &m
}

// vaultEnd returns the end of the vault's log, to be recorded in a decision.
func (ar *archive) vaultEnd() *ledger.Mark {
	st, err := ar.vault.Stats()
	if err != nil || st.Lines == 0 {
		return nil
	}
	return &ledger.Mark{Lines: st.Lines, Head: st.Head}
}

// anchors are marks of one ledger with the places where they were found.
type anchors struct {
	where []string
	marks []ledger.Mark
}

func (a *anchors) add(where string, m *ledger.Mark) {
	if m != nil {
		a.where, a.marks = append(a.where, where), append(a.marks, *m)
	}
}

// verifyHeads compares all anchors with their ledgers.
func (ar *archive) verifyHeads(ctx context.Context, report func(press.Problem), note func(string)) error {
	var logs, journals anchors
	if ar.heads.damaged {
		report(press.Problem{Where: "catalogue", What: "its record of the ends of log and journal (" + headsFile +
			") is damaged; any `cuttings add` writes it again"})
	}
	journals.add("catalogue", ar.heads.Journal)
	err := ar.journal.Replay(ctx, func(d journal.Decision) error {
		if d.Kind == journal.LogRecovered { // marks of the earlier log are no longer valid
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
