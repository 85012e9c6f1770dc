package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// rowSum returns the checksum stored with a stage's row. Rows of pages and sightings can be compared with the
// captures; stage rows have only this checksum.
func rowSum(r *catalogue.StageRow, fields []byte, hash, seq int64, gone bool) int64 {
	h := fnv.New64a()
	var n [8]byte
	num := func(v int64) {
		binary.LittleEndian.PutUint64(n[:], uint64(v))
		h.Write(n[:])
	}
	put := func(b []byte) {
		num(int64(len(b)))
		h.Write(b)
	}
	put([]byte(r.Stage))
	put([]byte(r.Key))
	put([]byte(r.Of))
	num(int64(r.Version))
	num(hash)
	num(seq)
	if gone {
		num(1)
	} else {
		put(r.Value)
		put(fields)
		put([]byte(r.Failure))
	}
	num(int64(r.Decisions))
	return int64(h.Sum64())
}

// rowCheck recomputes the derived parts of rows and compares them: the columns for searching, choices, counts
// and hashes.
type rowCheck struct {
	c        *Catalogue
	report   func(what string)
	reported int
	staged   bool
	other    bool // rows were made with the words of all versions
	tokens   []words.Token
	forms    map[formKey]bool
}

type formKey struct {
	rules words.Rules
	term  string
}

// reportedMost is the maximum number of wrong rows that are reported one by one.
const reportedMost = 50

func (k *rowCheck) wrong(format string, args ...any) {
	if k.reported++; k.reported <= reportedMost {
		k.report(fmt.Sprintf("its rows are damaged: "+format+"; run `cuttings rebuild`", args...))
	}
}

// verifyRows compares the columns of all rows with what they are made from.
func (c *Catalogue) verifyRows(ctx context.Context, report func(what string)) error {
	k := &rowCheck{c: c, report: report, forms: map[formKey]bool{}}
	var err error
	if k.other, err = knowsVersions(ctx, c.rows); err != nil {
		return err
	}
	for _, check := range []func(context.Context) error{k.stageRows, k.countRows, k.formRows, k.pageRows,
		k.entryRows} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	if k.reported > reportedMost {
		report(fmt.Sprintf("its rows are damaged: %d more rows", k.reported-reportedMost))
	}
	return nil
}

// stageRows compares the rows of stages with their checksums.
func (k *rowCheck) stageRows(ctx context.Context) error {
	return k.c.each(ctx, func(scan func(...any) error) error {
		var r catalogue.StageRow
		var value, fields []byte
		var hash, seq, sum int64
		var gone bool
		err := scan(&r.Stage, &r.Key, &r.Of, &r.Version, &value, &fields, &r.Failure, &r.Decisions, &hash, &seq, &gone,
			&sum)
		r.Value = value
		k.staged = true
		if err == nil && (sum != rowSum(&r, fields, hash, seq, gone) || hash != keyHash(r.Of, r.Key)) {
			k.wrong("the row of stage %q about %q does not fit its checksum", r.Stage, r.Key)
		}
		return err
	}, "SELECT stage, key, scope, version, value, fields, failure, decisions, hash, seq, gone, sum FROM stage_rows")
}

// formRows compares the forms of words with their keys.
func (k *rowCheck) formRows(ctx context.Context) error {
	return k.c.each(ctx, func(scan func(...any) error) error {
		var rules int64
		var key, form string
		err := scan(&rules, &key, &form)
		if err != nil {
			return err
		}
		if words.Key(words.Rules(rules), form) != key {
			k.wrong("the word form %q has the key %q", form, key)
		}
		k.forms[formKey{words.Rules(rules), form}] = true
		return nil
	}, "SELECT rules, key, form FROM forms")
}

// pageRows compares the columns of pages with their rows.
func (k *rowCheck) pageRows(ctx context.Context) error {
	return k.c.each(ctx, func(scan func(...any) error) error {
		var capture, source, kind string
		var failed bool
		var row []byte
		if err := scan(&capture, &source, &kind, &failed, &row); err != nil {
			return err
		}
		var p catalogue.PageRow
		if err := json.Unmarshal(row, &p); err != nil {
			k.wrong("the page of capture %s cannot be read: %v", capture, err)
			return nil
		}
		if p.Capture.ID != capture || p.Source.ID != source || string(p.Kind) != kind || (p.Failure != "") != failed {
			k.wrong("the page of capture %s does not fit its columns", capture)
		}
		return nil
	}, `SELECT p.capture, coalesce(s.id, ''), p.kind, p.failed, p.row FROM pages p
		LEFT JOIN sources s ON s.num = p.source AND p.source <> 0`)
}

// entryRows compares each cutting with its sightings.
func (k *rowCheck) entryRows(ctx context.Context) error {
	var now checkedEntry
	err := k.c.each(ctx, func(scan func(...any) error) error {
		var entry, versionNum, hash int64
		var p place
		var meta, parts []byte
		var text string
		if err := scan(&p.num, &entry, &p.captured, &p.added, &versionNum, &hash, &meta, &parts, &text,
			&p.capture); err != nil {
			return err
		}
		if entry != now.num {
			if err := k.entry(ctx, &now); err != nil {
				return err
			}
			now = checkedEntry{num: entry}
		}
		s, err := decodeSighting(meta, parts, text)
		if err != nil {
			k.wrong("cutting %d of capture %s cannot be read: %v", p.num%ordinals, p.capture, err)
			now.unreadable = true
			return nil
		}
		p.version, p.length = versionSum(s.Version), len(s.Text)
		if s.Captured.UnixMicro() != p.captured || s.Added.UnixMicro() != p.added || p.version != versionNum ||
			textHash(&s) != hash || s.CaptureID != p.capture || int64(s.Ordinal) != p.num%ordinals {
			k.wrong("cutting %d of capture %s does not fit its columns", p.num%ordinals, p.capture)
		}
		if k.other && !slices.ContainsFunc(now.all, func(o place) bool { return o.version == p.version }) {
			now.versions = append(now.versions, entries.Version{Sum: s.Version, Headline: s.Headline, Text: s.Text})
		}
		if len(now.all) == 0 || better(p, now.rep) {
			now.rep, now.sighting = p, s
		}
		now.all = append(now.all, p)
		return nil
	}, `SELECT s.num, s.entry, s.captured, s.added, s.version, s.texthash, s.meta, s.parts, s.text,
		coalesce(p.capture, '') FROM sightings s LEFT JOIN pages p ON p.num = s.num / 1048576 ORDER BY s.entry, s.num`)
	if err == nil {
		err = k.entry(ctx, &now)
	}
	if err != nil {
		return err
	}
	return k.goneEntries(ctx)
}

// checkedEntry is a cutting with its sightings read so far.
type checkedEntry struct {
	num        int64
	all        []place
	rep        place
	sighting   catalogue.Sighting // the representative's
	versions   []entries.Version
	unreadable bool
}

// entry recomputes a cutting's row and compares it with the stored one.
func (k *rowCheck) entry(ctx context.Context, e *checkedEntry) error {
	if len(e.all) == 0 || e.unreadable {
		return nil
	}
	want := columnRow{num: e.num, id: e.sighting.CuttingID, added: e.all[0].added}
	var rep sql.NullInt64
	var id string
	var content, sourceNum, sightings, versions int64
	var columns []byte
	err := k.c.rows.QueryRowContext(ctx, `SELECT id, seq, edition, rep, content, sightings, versions, columns,
		coalesce((SELECT num FROM sources WHERE id = ?), 0) FROM entries WHERE num = ?`, e.sighting.Source.ID, e.num).
		Scan(&id, &want.seq, &want.edition, &rep, &content, &sightings, &versions, &columns, &sourceNum)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // rowChecks count these
	}
	if err != nil {
		return err
	}
	var captured, texts []int64
	for _, p := range e.all {
		want.added = min(want.added, p.added)
		captured, texts = append(captured, p.captured), append(texts, p.version)
	}
	slices.Sort(texts)
	s := &e.sighting
	want.captured, want.seen = dayOfMicro(slices.Min(captured)), seenDays(captured)
	var extra entries.Extra
	if k.staged {
		rows, err := fieldsOf([]*catalogue.Sighting{s}, queryFunc(ctx, k.c.rows))
		if err != nil {
			return err
		}
		extra = extraOf(rows, s)
	}
	want.source, want.kind, want.lang = sourceNum, string(s.Kind), s.Lang
	want.values, want.when = keptValues(s, extra, k.c.opt.Fields), entries.WhenOf(s.Published)
	other := entries.OtherOf(s, e.versions)
	want.length = k.lengthOf(s, &other, extra, id)
	if id != s.CuttingID || rep.Int64 != e.rep.num || content != contentSum(s, &other, extra, k.c.opt.Fields) ||
		sightings != int64(len(e.all)) || versions != int64(len(slices.Compact(texts))) ||
		!bytes.Equal(columns, want.encode()) {
		k.wrong("cutting %s does not fit what is kept of it for searches", id)
	}
	return nil
}

// lengthOf returns a cutting's length in words, and reports words whose forms are
// not known.
func (k *rowCheck) lengthOf(s *catalogue.Sighting, other *entries.Other, extra entries.Extra, id string) int {
	rules := words.RulesOf(s.Lang)
	missing := ""
	var length int
	k.tokens, length = eachSearched(k.tokens, s, other, extra, k.c.opt.Fields, func(tokens []words.Token) {
		for i := range tokens {
			if t := tokens[i].Term; missing == "" && words.CanStem(t) && !k.forms[formKey{rules, t}] {
				missing = strings.Clone(t)
			}
		}
	})
	if missing != "" {
		k.wrong("the word %q of cutting %s has no form", missing, id)
	}
	return length
}

// goneEntries compares the rows of cuttings without sightings.
func (k *rowCheck) goneEntries(ctx context.Context) error {
	return k.c.each(ctx, func(scan func(...any) error) error {
		r := columnRow{gone: true}
		var columns []byte
		if err := scan(&r.num, &r.id, &r.seq, &r.edition, &columns); err != nil {
			return err
		}
		if r.seq != 0 && !bytes.Equal(columns, r.encode()) {
			k.wrong("cutting %s, which is gone, does not fit what is kept of it for searches", r.id)
		}
		return nil
	}, "SELECT num, id, seq, edition, columns FROM entries WHERE rep IS NULL")
}
