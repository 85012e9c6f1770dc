package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"cuttings/catalogue/sqlite/postings"
	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/filelock"
)

// ErrUnusable is wrapped by errors about a catalogue that cannot be used and must be rebuilt from vault and
// journal, because another version of the program made it or it is damaged.
var ErrUnusable = errors.New("the catalogue must be rebuilt")

// ErrOtherVersion is wrapped by those of these errors that are about an undamaged catalogue made by another
// version of the program.
var ErrOtherVersion = fmt.Errorf("it is of another version: %w", ErrUnusable)

// ErrOneVersion is wrapped by an error about a catalogue that is whole, and in which searches find one
// version of each cutting, as an earlier program left it. Opening it for writing mends that.
var ErrOneVersion = errors.New("older versions of its cuttings are not indexed")

// kindsError is an error with kinds it is of, which its message does not repeat.
type kindsError struct {
	error
	kinds []error
}

func (m kindsError) Unwrap() []error { return append([]error{m.error}, m.kinds...) }

// wrapUnusable wraps errors that are due to the catalogue itself with ErrUnusable.
func wrapUnusable(err error) error {
	if err == nil || errors.Is(err, ErrUnusable) {
		return err
	}
	damaged := isUnreadable(err)
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR:
			damaged = true
		}
	}
	if damaged {
		return cutting.Errorf(cutting.Unavailable, "the catalogue's rows are damaged; run `cuttings rebuild`, which "+
			"makes them again from what is kept: %w",
			kindsError{err, []error{ErrUnusable}})
	}
	return err
}

// isUnreadable reports whether an error is about a row that this program cannot have
// written.
func isUnreadable(err error) bool {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	return errors.Is(err, errShort) || errors.As(err, &syntax) || errors.As(err, &typ) || otherType(err)
}

// otherType reports whether an error is about a column that holds a value of another type than this program
// writes: SQLite does not enforce the declared types. database/sql has no type for these errors; they are
// recognised by their first words.
func otherType(err error) bool {
	return err != nil && strings.Contains(err.Error(), "sql: Scan error on column index")
}

// withoutPanic runs fn and turns its panic into an error, including faults from reading beyond the end of a mapped
// file that was truncated.
func withoutPanic(fn func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if p := recover(); p != nil {
			err = kindsError{fmt.Errorf("damaged: %v", p), []error{errFault}}
		}
	}()
	return fn()
}

// errFault is wrapped by the errors that withoutPanic returns for panics.
var errFault = errors.New("reading ended in a fault")

// checkShard reads all files of a shard and compares them with the checksums in them. It must run before Bleve
// maps them, because a goroutine of Bleve that follows a damaged offset ends the process. known has segments
// checked before, by name, and those checked now are added; it may be nil.
//
// The root file has a checksum in a file beside it while no writer has the index open. Its content (which
// documents are deleted, up to which edition the index is complete) is also compared with the rows when a view
// is made; see view.complete.
func checkShard(dir string, known map[string]string) error {
	root, err := disk.ReadFile(filepath.Join(dir, rootFile))
	if err != nil {
		return err
	}
	if sum, err := disk.ReadFile(filepath.Join(dir, rootSum)); err == nil && string(sum) != sumOf(root) {
		return fmt.Errorf("%s does not fit its checksum", rootFile)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	segments, err := boltSegments(root)
	if err != nil {
		return fmt.Errorf("%s: %w", rootFile, err)
	}
	for _, name := range segments {
		path := filepath.Join(dir, name)
		if err := disk.Regular(path); err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		state := fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		if known[name] == state {
			continue
		}
		if err := checkSegment(path); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if known != nil {
			known[name] = state
		}
	}
	return nil
}

// regularFiles returns an error that wraps ErrUnusable if dir is no folder, or something else is in the place of
// one of the files of rows.
func regularFiles(dir, rows string) error {
	if notFolder(dir) {
		return cutting.Errorf(cutting.Unavailable, "%s is no folder; run `cuttings rebuild`, which makes the "+
			"catalogue again%w", dir, kindsError{errors.New(""), []error{ErrUnusable}})
	}
	for _, ending := range [...]string{"", "-wal", "-shm", "-journal"} {
		if err := disk.Regular(rows + ending); errors.Is(err, disk.ErrNotRegular) {
			return cutting.Errorf(cutting.Unavailable, "the catalogue cannot be used; run `cuttings rebuild`, which "+
				"makes it again: %w", kindsError{err, []error{ErrUnusable}})
		}
	}
	return nil
}

// errIndexDamaged is wrapped by errors about an index that cannot be searched.
var errIndexDamaged = errors.New("the search index is damaged")

// indexDamaged returns the error for readers of a damaged index, with what to do about it.
func indexDamaged(where string, err error) error {
	return cutting.Errorf(cutting.Unavailable, "the search index in %s is damaged (%w); any `cuttings add` or "+
		"`cuttings rebuild` makes it again",
		where, kindsError{err, []error{errIndexDamaged, ErrUnusable}})
}

// whyUnusable returns why the files of a shard cannot be used; nil when they can. An index that another version
// of the program made is an error that wraps ErrOtherVersion too.
func (x *index) whyUnusable() error {
	for i, err := range x.damage {
		if errors.Is(err, ErrOtherVersion) {
			return cutting.Errorf(cutting.Unavailable, "the search index in %s was made by another version of the "+
				"program; any `cuttings add` or `cuttings rebuild` makes it again%w", x.dir,
				kindsError{errors.New(""), []error{errIndexDamaged, ErrOtherVersion}})
		}
		if err != nil {
			return indexDamaged(filepath.Join(x.dir, strconv.Itoa(i)), err)
		}
	}
	return nil
}

// hasWriter reports whether a writer has the index open.
func (x *index) hasWriter() bool {
	for i := range x.shards {
		if filelock.IsLocked(filepath.Join(x.dir, strconv.Itoa(i), rootFile)) {
			return true
		}
	}
	return false
}

// complete returns an error unless every living edition that the index should have is in it exactly once. It
// detects what the checksums of single files cannot: a segment missing from the list, a document wrongly marked
// as deleted, a wrong number of the last edition.
func (v *view) complete() error {
	if v.at > v.cols.seq {
		return indexDamaged("the catalogue", fmt.Errorf("it claims change %d, the rows have %d", v.at, v.cols.seq))
	}
	covered := postings.NewBits(len(v.cols.edition))
	for _, s := range v.list {
		for doc, slot := range s.Slots {
			if slot == noSlot || s.Deleted(uint32(doc)) {
				continue
			}
			if covered.Has(slot) {
				return indexDamaged("the catalogue", errors.New("a cutting is in it twice"))
			}
			covered.Set(slot)
		}
	}
	lacks := 0
	v.eachSlot(func(slot uint32) {
		if v.cols.edition[slot] <= v.at && !covered.Has(slot) {
			lacks++
		}
	})
	if lacks > 0 {
		return indexDamaged("the catalogue", fmt.Errorf("it lacks %d cuttings", lacks))
	}
	return nil
}

// Ready brings the view up to date and returns why searches for words would
// fail, an error that wraps ErrUnusable, or why they would find less, one that wraps ErrOneVersion; nil
// where they are as they should be.
func (c *Catalogue) Ready(ctx context.Context) error {
	err := c.searchable(ctx)
	if err != nil {
		return err
	}
	known, err := knowsVersions(ctx, c.rows)
	var several bool
	if err == nil && !known {
		err = c.rows.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entries WHERE versions > 1)").Scan(&several)
	}
	if err != nil {
		return storeError("reading the catalogue in "+c.dir, err)
	}
	if several {
		return cutting.Errorf(cutting.Conflict, "the catalogue was made by an earlier version of this program: %w",
			ErrOneVersion)
	}
	return nil
}

// searchable returns why searches for words would fail.
func (c *Catalogue) searchable(ctx context.Context) error {
	return wrapUnusable(withoutPanic(func() error {
		if err := c.rlock(ctx); err != nil {
			return err
		}
		defer c.mu.RUnlock()
		if v := &c.view; v.damage == nil && !v.indexed && v.cols.seq > 0 && !c.index.hasWriter() {
			return indexDamaged(c.index.dir, errors.New("it is not there"))
		}
		return c.view.damage
	}))
}

// remakeIndex deletes the index and creates an empty one, which the follower fills.
func (c *Catalogue) remakeIndex(ctx context.Context, identity string) error {
	c.mu.Lock()
	c.view.release()
	err := c.index.close()
	if err == nil {
		err = os.RemoveAll(c.index.dir)
	}
	if err == nil {
		c.index, err = openIndex(c.index.dir, identity, c.opt)
	}
	c.mu.Unlock()
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "rebuilding the search index: %w", err)
	}
	return c.dropOldEditions(ctx)
}

// rootSum is the file with the checksum of a shard's root file. It is written when a writer closes the index,
// and removed when one opens it.
const rootSum = "root.sum"

func sumOf(root []byte) string {
	sum := sha256.Sum256(root)
	return hex.EncodeToString(sum[:]) + "\n"
}

// writeRootSum writes the checksum of the root file of a closed shard.
func writeRootSum(dir string) error {
	root, err := disk.ReadFile(filepath.Join(dir, rootFile))
	if err != nil {
		return err
	}
	return disk.WriteFile(disk.OS{}, filepath.Join(dir, rootSum), func(w io.Writer) error {
		_, err := io.WriteString(w, sumOf(root))
		return err
	})
}

// rowChecks are queries whose result is the number of wrong rows.
var rowChecks = []struct{ what, query string }{
	{"sightings of a cutting that is not there", `SELECT count(*) FROM sightings s LEFT JOIN entries e
		ON e.num = s.entry WHERE e.num IS NULL`},
	{"sightings of a page that is not there", `SELECT count(*) FROM sightings s LEFT JOIN pages p
		ON p.num = s.num / 1048576 WHERE p.num IS NULL`},
	{"cuttings with another number of sightings or versions than they have", `SELECT count(*) FROM entries e LEFT JOIN
		(SELECT entry, count(*) AS n, count(DISTINCT version) AS v FROM sightings GROUP BY entry) s ON s.entry = e.num
		WHERE e.sightings <> coalesce(s.n, 0) OR e.versions <> coalesce(s.v, 0)`},
	{"cuttings whose text is that of another", `SELECT count(*) FROM entries e LEFT JOIN sightings s ON s.num = e.rep
		WHERE (e.rep IS NULL) <> (e.sightings = 0) OR e.rep IS NOT NULL AND s.entry IS NOT e.num`},
	{"changes that share a number", `SELECT count(*) - count(DISTINCT seq) FROM (SELECT seq FROM entries WHERE seq <> 0
		UNION ALL SELECT seq FROM pages UNION ALL SELECT seq FROM stage_rows)`},
	{"names of sources with another number of pages than they have", `WITH one AS (
			SELECT source, CAST(row AS TEXT) AS row FROM pages WHERE source IS NOT NULL AND source <> 0),
		said AS (SELECT source, '' AS name, 'null' AS origins FROM one UNION ALL
			SELECT source, json_extract(j.value, '$.name'), json_extract(j.value, '$.origins')
				FROM one, json_each(one.row, '$.names') j UNION ALL
			SELECT source, json_extract(row, '$.source.name'), '["stated"]' FROM one
				WHERE json_extract(row, '$.names') IS NULL
				AND json_extract(row, '$.source.name') NOT IN ('', json_extract(row, '$.source.id'))),
		p AS (SELECT source, name, origins, count(*) AS n FROM said GROUP BY source, name, origins)
		SELECT (SELECT count(*) FROM p LEFT JOIN source_names n USING (source, name, origins) WHERE n.pages IS NOT p.n)
		+ (SELECT count(*) FROM source_names n LEFT JOIN p USING (source, name, origins) WHERE p.n IS NULL)`},
}

// Verify checks all files of the catalogue: that the file of rows is undamaged and its tables are consistent,
// that the index agrees with its checksums and with the rows, that the columns for searching agree with the
// rows, and that stage rows agree with their checksums. It does not compare the rows of pages and sightings
// with the captures. It calls report for each fault; it returns an error only when it could not do its work.
func (c *Catalogue) Verify(ctx context.Context, report func(what string)) error {
	if err := c.searchable(ctx); err != nil {
		if !errors.Is(err, ErrUnusable) {
			return err
		}
		if !errors.Is(err, ErrOtherVersion) {
			report(err.Error())
		}
	}
	err := c.each(ctx, func(scan func(...any) error) error {
		var what string
		err := scan(&what)
		if err == nil && what != "ok" {
			report("its rows are damaged: " + what)
		}
		return err
	}, "PRAGMA integrity_check(10)")
	for _, q := range rowChecks {
		if err != nil {
			break
		}
		var n int
		if err = c.rows.QueryRowContext(ctx, q.query).Scan(&n); err == nil && n > 0 {
			report(fmt.Sprintf("its rows do not agree with each other: %d %s; run `cuttings rebuild`", n, q.what))
		}
	}
	if err == nil {
		err = c.verifyRows(ctx, report)
	}
	if err = wrapUnusable(err); errors.Is(err, ErrUnusable) {
		report(err.Error())
		return nil
	}
	if err != nil {
		return storeError("checking the rows in "+c.dir, err)
	}
	return nil
}

// checkSegment compares a segment file with the CRC-32 it ends with.
func checkSegment(path string) error {
	const footer = 4 // the checksum, big-endian
	f, err := disk.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() <= footer {
		return errors.New("cut short")
	}
	h := crc32.NewIEEE()
	buf := make([]byte, 256<<10)
	if _, err := io.CopyBuffer(struct{ io.Writer }{h}, io.LimitReader(f, info.Size()-footer), buf); err != nil {
		return err
	}
	var sum [footer]byte
	if _, err := io.ReadFull(f, sum[:]); err != nil {
		return err
	}
	if h.Sum32() != binary.BigEndian.Uint32(sum[:]) {
		return errors.New("does not fit its checksum")
	}
	return nil
}

// The format of bbolt's files, as far as needed to read one without mapping it:
// go.etcd.io/bbolt/internal/common, page.go, meta.go and inode.go.
const (
	boltMagic      = 0xED0CDAED
	boltPageHeader = 16 // id 8, flags 2, count 2, overflow 4
	boltBranchPage = 0x01
	boltLeafPage   = 0x02
	boltBucketLeaf = 0x01
	boltDeepest    = 64
)

// pathKey is the key under which Bleve stores the file name of a segment.
var pathKey = []byte{'p'}

// boltSegments reads all pages of a root file and returns the names of the segment files in it. It returns an
// error for a damaged file.
func boltSegments(b []byte) ([]string, error) {
	w := boltWalk{b: b}
	root, err := w.meta()
	if err == nil {
		err = w.page(root, 0)
	}
	if err != nil {
		return nil, err
	}
	slices.Sort(w.names)
	return slices.Compact(w.names), nil
}

type boltWalk struct {
	b        []byte
	pageSize uint64
	pages    uint64 // number of pages of the file
	names    []string
	seen     map[uint64]bool
}

var errBolt = errors.New("damaged")

// meta returns the root page given by the newer valid one of the two meta pages.
func (w *boltWalk) meta() (root uint64, err error) {
	var newest uint64
	found := false
	for _, at := range []int{0, os.Getpagesize(), 4096, 16384} {
		if len(w.b) < at+boltPageHeader+64 {
			continue
		}
		m := w.b[at+boltPageHeader:]
		sum := fnv.New64a()
		sum.Write(m[:56])
		if binary.NativeEndian.Uint32(m) != boltMagic || binary.NativeEndian.Uint64(m[56:]) != sum.Sum64() {
			continue
		}
		if tx := binary.NativeEndian.Uint64(m[48:]); !found || tx > newest {
			found, newest = true, tx
			w.pageSize = uint64(binary.NativeEndian.Uint32(m[8:]))
			root = binary.NativeEndian.Uint64(m[16:])
			w.pages = binary.NativeEndian.Uint64(m[40:])
		}
	}
	if !found || w.pageSize < 512 || w.pages > uint64(len(w.b))/w.pageSize {
		return 0, errBolt
	}
	w.seen = map[uint64]bool{}
	return root, nil
}

// page walks the tree below a page.
func (w *boltWalk) page(id uint64, depth int) error {
	if id >= w.pages || w.seen[id] || depth > boltDeepest {
		return errBolt
	}
	w.seen[id] = true
	p := w.b[id*w.pageSize:]
	if binary.NativeEndian.Uint64(p) != id {
		return errBolt
	}
	over := uint64(binary.NativeEndian.Uint32(p[12:]))
	if over >= w.pages-id {
		return errBolt
	}
	return w.elements(p[:(over+1)*w.pageSize], depth)
}

// elements walks the elements of a page, which may be one within a value.
func (w *boltWalk) elements(p []byte, depth int) error {
	if len(p) < boltPageHeader {
		return errBolt
	}
	flags, count := binary.NativeEndian.Uint16(p[8:]), int(binary.NativeEndian.Uint16(p[10:]))
	if boltPageHeader+count*16 > len(p) {
		return errBolt
	}
	var last []byte
	for i := range count {
		at := boltPageHeader + i*16
		e := p[at:]
		u32 := func(off int) uint64 { return uint64(binary.NativeEndian.Uint32(e[off:])) }
		switch flags {
		case boltBranchPage:
			if u32(0)+u32(4) > uint64(len(e)) {
				return errBolt
			}
			if err := w.page(binary.NativeEndian.Uint64(e[8:]), depth+1); err != nil {
				return err
			}
		case boltLeafPage:
			pos, ksize, vsize := u32(4), u32(8), u32(12)
			if pos+ksize+vsize > uint64(len(e)) {
				return errBolt
			}
			key, value := e[pos:pos+ksize], e[pos+ksize:pos+ksize+vsize]
			if i > 0 && bytes.Compare(last, key) >= 0 {
				return errBolt
			}
			last = key
			if err := w.value(u32(0), key, value, depth); err != nil {
				return err
			}
		default:
			return errBolt
		}
	}
	return nil
}

// value walks a bucket, or records the name of a segment.
func (w *boltWalk) value(flags uint64, key, value []byte, depth int) error {
	if flags&boltBucketLeaf == 0 {
		if bytes.Equal(key, pathKey) {
			name := string(value)
			if filepath.Base(name) != name || filepath.Ext(name) != segmentExt {
				return errBolt
			}
			w.names = append(w.names, name)
		}
		return nil
	}
	if len(value) < 16 || depth >= boltDeepest {
		return errBolt
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return w.page(root, depth+1)
	}
	return w.elements(value[16:], depth+1)
}
