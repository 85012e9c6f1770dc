// Package library is what one can do with an archive, apart from how it is shown:
// find, read a cutting, a source, a capture and its bytes, correct, cite, count. Its
// use cases take plain values and give view models without addresses or markup; the
// site, the API, agents and the command line are thin faces of it.
//
// It reads the catalogue through small interfaces and never writes rows. What a
// person decides goes to Decisions, the one writer that the program owns.
//
// Files are named by what a reader is after; those of one subject have one beginning:
//
//	search_    a search: topics, names, notes and stories in a query, marked words, no results
//	cutting    one cutting with its versions and evidence; diff.go compares two texts
//	capture_   a capture: its list, its bytes, what was left out, counts for the status page
//	reading_   what readers found: marks in a text; lists of statements, labels, dates, disputes
//	name, source_, story_, topic_, note, digest: one thing each, with what is decided about it
//	correct_   the forms that correct how a page was cut, and facts of a cutting
//	decisions_ what was decided, by whom, when and why; keeping and undoing it
//	cite_      citations and passages
//	views      how often cuttings were viewed
package library

import (
	"context"
	"maps"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// Originals gives captures back as they were taken in.
type Originals interface {
	// Capture returns the description and the content of a capture; an unknown ID
	// gives an error of kind NotFound. The content is read only and whole.
	Capture(ctx context.Context, id string) (cutting.Capture, []byte, error)
}

// Assets finds pictures and style sheets that were saved with pages.
type Assets interface {
	// Asset returns what a page, or a style sheet of it, refers to, with its description; base
	// is the page's base address, "" for its own. What is not kept gives NotFound. Nothing is
	// ever fetched.
	Asset(ctx context.Context, page cutting.Capture, base, ref string) (cutting.Capture, []byte, error)
}

// Pages reads a capture again, for showing how it was cut.
type Pages interface {
	// Read returns the capture's page and its split. The n-th cutting of the split
	// is the sighting with ordinal n. An unknown ID gives NotFound; a capture that
	// cannot be read gives the error reading it gave.
	Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error)
}

// Lines reads single lines of a page, to suggest what a date or byline may be. A
// person decides.
type Lines interface {
	// Dates returns the dates in a line, in order, each with its Span in the line; base
	// is the moment against which dates without a year are resolved.
	Dates(line, lang string, base time.Time) []cutting.Date
	// Byline returns the authors a line names, and where in it; false when it is no byline.
	Byline(line string) (names []string, at cutting.Span, ok bool)
}

// Decisions takes what people decide and gives what has been decided: the one
// long-lived writer of an archive, owned by the program and handed to the library.
// It is safe for concurrent use.
type Decisions interface {
	// Decide calls propose while nobody else can decide anything about this archive,
	// in this process or another, keeps the lines it returns permanently, all or none, in
	// order, and lets them take effect. What propose reads through the library's Pages
	// and this interface includes every line kept so far. An error of propose is returned
	// as it is, and nothing is kept; so is nothing when propose returns nothing. A line
	// that does not fit its capture gives Invalid, one that takes back what is taken
	// back already or another writer that does not give way in time Conflict, and both
	// keep nothing. The message of any other error states whether something was kept.
	Decide(ctx context.Context, propose func(context.Context) ([]journal.Decision, error)) (Kept, error)
	// About returns the lines about a capture, oldest first.
	About(captureID string) []journal.Line
	// Line returns a line by its number; NotFound when there is none to take back.
	Line(number int64) (*journal.Line, error)
}

// Inventory describes what the rows of an archive should show.
type Inventory interface {
	// Captures calls fn for the ID of every capture kept, until fn returns false.
	Captures(ctx context.Context, fn func(id string) bool) error
	// Decisions returns how many decisions there are about a capture, those that were
	// taken back and those that take back included.
	Decisions(captureID string) int
}

// Kept describes what became of decisions.
type Kept struct {
	// Lines are the numbers of the journal's lines that were written, ascending.
	Lines []int64
	// Later gives why the decisions are kept and take effect later; "" when they have
	// taken effect.
	Later string
}

// Catalogue is what the library reads of the catalogue.
type Catalogue interface {
	catalogue.Searcher
	catalogue.Speller
	catalogue.Entries
	catalogue.Pages
	catalogue.Counter
	catalogue.Outlets
	catalogue.Rows
	catalogue.Bulk
	catalogue.Capable
}

// Config is what a library is made of.
type Config struct {
	Name      string // the archive's name; "" is "Cuttings"
	Catalogue Catalogue
	// Lend, when set, gives the catalogue for one use case in place of Catalogue, with
	// what gives it back: for an archive whose catalogue may be replaced meanwhile.
	Lend      func() (Catalogue, func())
	Originals Originals
	Assets    Assets // nil has none
	Pages     Pages
	// Views counts looks; nil leaves "most viewed" out.
	Views Views
	// Decisions takes what people decide; nil makes the library read only.
	Decisions Decisions
	// Standing gives topics, notes and digests; nil is an archive without any.
	Standing Standing
	// Who decides where nobody gives a name; "" is "desk".
	Who string
	// Intake lists what was not taken in; nil when no list is kept.
	Intake Intake
	// Names looks up joined names; nil knows none.
	Names Names
	// Lines suggests dates and bylines to whoever corrects them; nil suggests none.
	Lines Lines
	// Relate returns what two texts share, nil for nothing: for pairs that the archive has no
	// row about. nil relates none.
	Relate func(this, other *catalogue.Sighting) *catalogue.TextRelation
	// StoriesCurrent reports whether stories are as this program puts them together; nil leaves
	// that out.
	StoriesCurrent func(ctx context.Context, rows catalogue.RowReader) (bool, error)
	// Inventory lists what there should be rows of; nil leaves that out.
	Inventory Inventory
	// Versions are the program's own stage versions: rows made with others are
	// stale. None leaves staleness out.
	Versions catalogue.Versions
	// Readers are the program's stages over texts and pages besides those; Counts counts what
	// one of them has still to read. None leaves that out.
	Readers []Reader
	// Languages are the languages that marks are found in, BCP 47 primary tags by the kind of
	// marks; of a kind without any nothing is said.
	Languages map[string][]string
	Now       func() time.Time // nil is time.Now
}

// Reader is a stage whose rows are about texts or captures.
type Reader struct {
	Of      catalogue.Scope // catalogue.OfText or catalogue.OfCapture
	Stage   string
	Version int // of this program
}

// Library answers for one archive. It is safe for concurrent use.
type Library struct {
	c    Config
	scan pageScan
}

// New makes a library.
func New(c Config) *Library {
	if c.Name == "" {
		c.Name = "Cuttings"
	}
	if c.Who == "" {
		c.Who = "desk"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Library{c: c}
}

// lend gives the catalogue for one use case.
func (l *Library) lend() (Catalogue, func()) {
	if l.c.Lend != nil {
		return l.c.Lend()
	}
	return l.c.Catalogue, func() {}
}

// Name is the archive's name.
func (l *Library) Name() string { return l.c.Name }

// Now is the moment by the archive's clock.
func (l *Library) Now() time.Time { return l.c.Now() }

// CanCorrect reports whether decisions are taken.
func (l *Library) CanCorrect() bool { return l.c.Decisions != nil }

// Versions are the program's own stage versions.
func (l *Library) Versions() catalogue.Versions { return l.c.Versions }

// BackEnd returns what the catalogue's back end can do.
func (l *Library) BackEnd() catalogue.Capabilities {
	cat, done := l.lend()
	defer done()
	return cat.Capabilities()
}

// Stats counts what the catalogue holds.
func (l *Library) Stats(ctx context.Context) (catalogue.Stats, error) {
	cat, done := l.lend()
	defer done()
	return cat.Stats(ctx)
}

// Entry returns a cutting with all its sightings, as the catalogue has it.
func (l *Library) Entry(ctx context.Context, id string) (*catalogue.Entry, error) {
	cat, done := l.lend()
	defer done()
	return cat.Entry(ctx, id)
}

// Entries returns cuttings by their IDs; those that are not there are not among them.
func (l *Library) Entries(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	cat, done := l.lend()
	defer done()
	return cat.EntriesOf(ctx, ids)
}

// Row returns how a capture was read, as the catalogue has it.
func (l *Library) Row(ctx context.Context, captureID string) (*catalogue.PageRow, error) {
	cat, done := l.lend()
	defer done()
	return cat.Page(ctx, captureID)
}

// Original returns a capture's description and bytes.
func (l *Library) Original(ctx context.Context, captureID string) (cutting.Capture, []byte, error) {
	return l.c.Originals.Capture(ctx, captureID)
}

// Asset returns a picture or style sheet that a page refers to; see Assets.
func (l *Library) Asset(ctx context.Context, page cutting.Capture, base, ref string) (cutting.Capture, []byte, error) {
	if l.c.Assets == nil {
		return cutting.Capture{}, nil, cutting.Errorf(cutting.NotFound, "no pictures or style sheets are kept")
	}
	return l.c.Assets.Asset(ctx, page, base, ref)
}

// stale reports whether rows made with v are not of the program's own versions.
func (l *Library) stale(v catalogue.Versions) bool {
	return len(l.c.Versions) > 0 && !maps.Equal(v, l.c.Versions)
}
