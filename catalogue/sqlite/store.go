package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the database/sql driver

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/cutting"
)

// schemaVersion is the version of the form of rows. It includes the version of the word rules, because rows
// have word forms and lengths.
const schemaVersion = 2500 + words.Version

const (
	rowsFile = "rows.sqlite"
	indexDir = "index"
)

// Options are the options of Open.
type Options struct {
	// ReadOnly opens the catalogue beside a writer, in this process or another. Apply and Sync then return
	// errors of kind Unsupported.
	ReadOnly bool
	// Clock returns the time; time.Now when nil. It only limits how often a read-only catalogue checks for a
	// newer index.
	Clock func() time.Time
	// Fields are the fields to search by; the standard ones when nil. Rows made with other fields are refused
	// like those of another version.
	Fields *field.Set
}

// Catalogue implements all interfaces of package catalogue over SQLite and Bleve. All methods are safe for
// concurrent use; Close does not wait for them.
type Catalogue struct {
	dir   string
	opt   Options
	rows  *sql.DB // readers
	w     *sql.DB // the one writing connection; nil when read-only
	wmu   sync.Mutex
	known *formCache

	commits atomic.Int64 // of this process's writer

	index    *index
	follower *follower  // nil when read-only
	ahead    *readAhead // likewise

	spoilt damageState

	mu   sync.RWMutex // protects view; searches lock it for reading
	view view

	formStmt, hitStmt *sql.Stmt
	reads             statements

	storyCounts storyCounts

	statsMu sync.Mutex
	stats   statsCache
}

// Open opens the catalogue in dir; without ReadOnly, it creates what is missing and starts to update the index.
// Errors: NotFound when there is nothing to open for reading, Conflict when another version of the program made
// it or another process writes to it; errors that require a rebuild wrap ErrUnusable. When opening for writing,
// a damaged index is rebuilt from the rows at once; with ReadOnly, searches for words return the error, which
// Ready returns too.
func Open(ctx context.Context, dir string, opt Options) (c *Catalogue, err error) {
	if gerr := withoutPanic(func() error { c, err = openAll(ctx, dir, opt); return nil }); gerr != nil {
		c, err = nil, cutting.Errorf(cutting.Internal, "the catalogue in %s is %w; run `cuttings rebuild`", dir,
			kindsError{gerr, []error{ErrUnusable}})
	}
	return c, wrapUnusable(err)
}

func openAll(ctx context.Context, dir string, opt Options) (*Catalogue, error) {
	if opt.Clock == nil {
		opt.Clock = time.Now
	}
	if opt.Fields == nil {
		opt.Fields = field.Standard()
	}
	c := &Catalogue{dir: dir, opt: opt, known: newFormCache()}
	path := filepath.Join(dir, rowsFile)
	if err := regularFiles(dir, path); err != nil {
		return nil, err
	}
	if opt.ReadOnly {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, cutting.Errorf(cutting.NotFound,
				"there is no catalogue in %s; run `cuttings add` or `cuttings rebuild` first", dir)
		}
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "making the catalogue's folder: %w", err)
	}
	if err := c.openRows(ctx, path); err != nil {
		c.Close()
		return nil, err
	}
	identity, err := c.identity(ctx)
	if err == nil {
		err = c.prepare(ctx)
	}
	if err == nil && !opt.ReadOnly {
		err = c.learnVersions(ctx)
	}
	if err == nil {
		c.index, err = openIndex(filepath.Join(dir, indexDir), identity, opt)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	c.view.init(opt.Fields)
	if !opt.ReadOnly {
		err := c.dropOldEditions(ctx)
		if errors.Is(err, errIndexDamaged) {
			err = c.remakeIndex(ctx, identity)
		}
		if err != nil {
			c.Close()
			return nil, err
		}
		c.follower, c.ahead = startFollower(c), startAhead(c)
	}
	return c, nil
}

func (c *Catalogue) openRows(ctx context.Context, path string) error {
	dsn := func(pragmas ...string) string {
		v := url.Values{}
		for _, p := range append(pragmas, "busy_timeout(10000)", "temp_store(memory)") {
			v.Add("_pragma", p)
		}
		return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + v.Encode()
	}
	if !c.opt.ReadOnly {
		w, err := sql.Open("sqlite", dsn("journal_mode(wal)", "synchronous(full)", "cache_size(-32768)",
			"wal_autocheckpoint(4000)", "journal_size_limit(67108864)")+"&_txlock=immediate")
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "opening %s: %w", path, err)
		}
		w.SetMaxOpenConns(1)
		c.w = w
		if err := migrate(ctx, w, c.opt.Fields); err != nil {
			return cutting.Errorf(kindOr(err, cutting.Unavailable), "opening %s: %w", path, err)
		}
	}
	for _, mode := range []string{"&mode=ro", "&immutable=1"} {
		// A folder that is not writable has no writer, so WAL files, which cannot be created there, are not
		// needed.
		r, err := sql.Open("sqlite", dsn("query_only(1)", "cache_size(-4096)")+mode)
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "opening %s: %w", path, err)
		}
		r.SetMaxOpenConns(4)
		r.SetMaxIdleConns(4)
		var version int
		err = r.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
		if err == nil && version == 0 && c.opt.ReadOnly {
			// A writer was killed before it had created the tables.
			r.Close()
			return cutting.Errorf(cutting.NotFound, "the catalogue in %s was not finished; run `cuttings add` or "+
				"`cuttings rebuild` first", c.dir)
		}
		if err == nil && version != schemaVersion {
			err = wrongVersion(version)
			r.Close()
			return cutting.Errorf(cutting.Conflict, "%s: %w", path, err)
		}
		if err == nil {
			c.rows = r
			return nil
		}
		r.Close()
		if mode != "&mode=ro" || !c.opt.ReadOnly {
			return cutting.Errorf(cutting.Unavailable, "opening %s for reading: %w", path, err)
		}
	}
	return nil
}

func kindOr(err error, k cutting.ErrorKind) cutting.ErrorKind {
	if got := cutting.KindOf(err); got != cutting.Internal {
		return got
	}
	return k
}

func wrongVersion(v int) error {
	return cutting.Errorf(cutting.Conflict, "the catalogue was made by another version of this program (its rows "+
		"have version %d, this one writes %d); run `cuttings rebuild`: %w", v, schemaVersion, ErrOtherVersion)
}

// A sighting's num is its page's num × ordinals + ordinal, so that the sightings of a page are adjacent and
// need no index of their own.
const ordinals = 1 << 20

const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE source_names (source INTEGER NOT NULL, name TEXT NOT NULL, origins TEXT NOT NULL, pages INTEGER NOT NULL,
	PRIMARY KEY (source, name, origins)) WITHOUT ROWID;
CREATE TABLE pages (num INTEGER PRIMARY KEY, capture TEXT NOT NULL UNIQUE, source INTEGER, kind TEXT NOT NULL,
	failed INTEGER NOT NULL, row BLOB NOT NULL, seq INTEGER NOT NULL);
CREATE INDEX pages_seq ON pages (seq);
CREATE TABLE sightings (num INTEGER PRIMARY KEY, entry INTEGER NOT NULL, captured INTEGER NOT NULL,
	added INTEGER NOT NULL, version INTEGER NOT NULL, texthash INTEGER NOT NULL, meta BLOB NOT NULL,
	parts BLOB, text TEXT NOT NULL);
CREATE INDEX sightings_entry ON sightings (entry);
CREATE INDEX sightings_text ON sightings (texthash);
CREATE TABLE entries (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, edition INTEGER NOT NULL,
	rep INTEGER, content INTEGER NOT NULL, sightings INTEGER NOT NULL, versions INTEGER NOT NULL,
	columns BLOB NOT NULL);
CREATE INDEX entries_seq ON entries (seq);
CREATE TABLE stage_rows (stage TEXT NOT NULL, key TEXT NOT NULL, scope TEXT NOT NULL, version INTEGER NOT NULL,
	hash INTEGER NOT NULL, seq INTEGER NOT NULL, gone INTEGER NOT NULL, value BLOB, fields BLOB, failure TEXT NOT NULL,
	decisions INTEGER NOT NULL, sum INTEGER NOT NULL,
	PRIMARY KEY (stage, key));
CREATE INDEX stage_rows_seq ON stage_rows (seq);
CREATE INDEX stage_rows_hash ON stage_rows (hash);
` + valuedIndex + countsTable + `
CREATE TABLE forms (rules INTEGER NOT NULL, key TEXT NOT NULL, form TEXT NOT NULL,
	PRIMARY KEY (rules, key, form)) WITHOUT ROWID;
`

// valuedIndex creates the index that finds the few stage rows with values among the many about one text. A file
// made by an earlier program gets it when it is opened for writing.
const valuedIndex = `CREATE INDEX IF NOT EXISTS stage_rows_valued ON stage_rows (hash)
	WHERE fields IS NOT NULL AND gone = 0;
`

// migrate creates the tables of a new file and returns an error for a file of another version, which must be
// rebuilt.
func migrate(ctx context.Context, db *sql.DB, fields *field.Set) error {
	var version, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if version == schemaVersion {
		_, err := db.ExecContext(ctx, valuedIndex+countsTable)
		return err
	}
	if version != 0 || tables != 0 {
		return wrongVersion(version)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after Commit it does nothing
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	// The identity ties an index folder to these rows.
	if _, err := tx.ExecContext(ctx, "INSERT INTO meta VALUES ('identity', ?), ('commits', '0'), ('fields', ?), "+
		"('versions', '1')", rand.Text(), shapeOf(fields)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)); err != nil {
		return err
	}
	return tx.Commit()
}

// shapeOf returns the form in which fields are stored; rows of another form cannot be read.
func shapeOf(fields *field.Set) string {
	var b strings.Builder
	for _, f := range fields.All() {
		if entries.KeepsValues(f) || entries.HasWords(f) {
			fmt.Fprintf(&b, "%s %s %s %t %t\n", f.Name, f.Type, f.Analyser, f.Many, f.Whole)
		}
	}
	return b.String()
}

// identity returns the identity that an index of these rows must have, and checks that they were made with the
// same fields.
func (c *Catalogue) identity(ctx context.Context) (string, error) {
	var id, shape string
	err := c.rows.QueryRowContext(ctx, "SELECT a.value, b.value FROM meta a, meta b WHERE a.key = 'identity' AND "+
		"b.key = 'fields'").Scan(&id, &shape)
	if err != nil {
		return "", cutting.Errorf(cutting.Internal, "reading the catalogue's identity in %s: %w", c.dir, err)
	}
	if shape != shapeOf(c.opt.Fields) {
		return "", cutting.Errorf(cutting.Conflict, "the catalogue in %s was made for other fields than this "+
			"program searches by; run `cuttings rebuild`: %w", c.dir, ErrOtherVersion)
	}
	return id, nil
}

// Close stops the follower, waits until the index has written what it has and closes everything. What the index
// lacks is added after the next Open.
func (c *Catalogue) Close() error { return c.closeAfter(flushTime) }

// CloseSoon closes the catalogue of a process that was asked to end: it does not wait for the index to be
// written to disk, and gives up after half a second; files may then stay open and locked until the process
// ends. No row is lost, and what the index lacks is added when the catalogue is opened again.
func (c *Catalogue) CloseSoon() error {
	done := make(chan error, 1)
	go func() { done <- c.closeAfter(0) }()
	select {
	case err := <-done:
		return err
	case <-time.After(soon):
		return nil
	}
}

const soon = 500 * time.Millisecond

// closeAfter closes the catalogue; wait is the maximum time each shard waits for the disk.
func (c *Catalogue) closeAfter(wait time.Duration) error {
	var errs []error
	if c.follower != nil {
		c.follower.stop()
		c.ahead.stop()
	}
	c.mu.Lock()
	c.view.release()
	c.mu.Unlock()
	if c.index != nil {
		if c.spoilt.of() != nil {
			wait = 0
		}
		errs = append(errs, c.index.closeAfter(wait))
	}
	if c.rows != nil {
		errs = append(errs, c.rows.Close())
	}
	if c.w != nil {
		errs = append(errs, c.w.Close())
	}
	if err := errors.Join(errs...); err != nil {
		return cutting.Errorf(cutting.Unavailable, "closing the catalogue in %s: %w", c.dir, err)
	}
	return nil
}

// Capabilities implements catalogue.Capable.
func (c *Catalogue) Capabilities() catalogue.Capabilities {
	return catalogue.Capabilities{Name: "sqlite+bleve", Persistent: true, Stemming: true, Highlights: true,
		Expansion: true, SnapshotPaging: true}
}

// storeError returns an error that wraps a failure of the store, of kind Unavailable for interruptions.
func storeError(doing string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return cutting.Errorf(cutting.Unavailable, "%s was interrupted: %w", doing, err)
	}
	if isUnreadable(err) {
		err = wrapUnusable(err)
	}
	return cutting.Errorf(kindOr(err, cutting.Unavailable), "%s: %w", doing, err)
}
