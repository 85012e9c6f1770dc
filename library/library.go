// Package library has the use cases of an archive, apart from how they are shown: find; read a cutting, a
// source, a capture and its bytes; correct; cite; count. They take plain values and return view models without
// addresses or markup; the site, the API, agents and the command line are thin layers over it.
//
// It reads the catalogue through small interfaces and never writes rows. Decisions of people go to Decisions,
// the one writer that the program owns.
//
// Files are named by subject; those of one subject have a common prefix:
//
//	search_    a search: topics, names, notes and stories in a query, marked words, no results
//	cutting    one cutting with its versions and evidence; diff.go compares two texts
//	capture_   a capture: its list, its bytes, what was left out, counts for the status page
//	reading_   what readers found: marks in a text; lists of statements, labels, dates, disputes
//	name, source_, story_, topic_, note, digest: one thing each, with what is decided about it
//	correct_   the forms that correct how a page was cut, and facts of a cutting
//	decisions_ what was decided, by whom, when and why; keeping and undoing it
//	redaction  what a redaction makes black in the archive, and what it leaves
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

// Originals returns captures as they were taken in.
type Originals interface {
	// Capture returns the description and the whole content of a capture; an unknown ID gives NotFound. The
	// content must not be modified.
	Capture(ctx context.Context, id string) (cutting.Capture, []byte, error)
}

// Assets finds pictures and style sheets that were saved with pages.
type Assets interface {
	// Asset returns the file that a page, or a style sheet of it, refers to, with its description; base is the
	// page's base address, "" for its own. It returns NotFound for what is not kept. Nothing is ever fetched.
	Asset(ctx context.Context, page cutting.Capture, base, ref string) (cutting.Capture, []byte, error)
}

// Pages reads a capture again, for showing how it was cut.
type Pages interface {
	// Read returns the capture's page and its split. The n-th cutting of the split is the sighting with ordinal
	// n. An unknown ID gives NotFound; for a capture that cannot be read, the error is that of reading it.
	Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error)
}

// Lines reads single lines of a page, to suggest dates and bylines from which a person chooses.
type Lines interface {
	// Dates returns the dates in a line, in order, each with its Span in the line. A date without a year
	// ("9 April") is the last one not after until, a relative one ("yesterday") is counted from day; a zero time
	// leaves such dates out.
	Dates(line, lang string, until, day time.Time) []cutting.Date
	// DateInAddress returns the date that an address has in its path; false for none.
	DateInAddress(url string) (cutting.Date, bool)
	// Byline returns the authors a line names, and their span in it; false when it is no byline.
	Byline(line string) (names []string, at cutting.Span, ok bool)
	// Authors returns the names in a text that states nothing but authors, as typed by a person or given in
	// metadata: without a cue such as "By", in their order, empty when it has none.
	Authors(text string) []string
}

// Decisions records what people decide and returns what was decided. It is the one long-lived writer of an
// archive, owned by the program and passed to the library. It is safe for concurrent use.
type Decisions interface {
	// Decide calls propose while it has the archive's write lock, against this process and others, records the
	// lines it returns durably, all or none, in order, and applies them. What propose reads through the
	// library's Pages and this interface includes every line recorded so far. When propose returns an error, it
	// is returned as it is and nothing is recorded; nor is anything when propose returns no lines. Errors:
	// Invalid for a line that does not fit its capture, Conflict for one that undoes what is undone already and
	// when another writer does not release the lock in time; both record nothing. The message of any other
	// error states whether something was recorded.
	Decide(ctx context.Context, propose func(context.Context) ([]journal.Decision, error)) (Kept, error)
	// About returns the lines about a capture, oldest first.
	About(captureID string) []journal.Line
	// Line returns a line by its number; NotFound when there is no such line.
	Line(number int64) (*journal.Line, error)
}

// Inventory lists what the archive should have rows of.
type Inventory interface {
	// Captures calls fn for the ID of every capture kept, until fn returns false.
	Captures(ctx context.Context, fn func(id string) bool) error
	// Decisions returns the number of decisions about a capture, including undone ones and undos.
	Decisions(captureID string) int
}

// Kept is the result of recording decisions.
type Kept struct {
	// Lines are the numbers of the journal's lines that were written, ascending.
	Lines []int64
	// Later gives the reason why the decisions are recorded but take effect later; "" when they have taken
	// effect.
	Later string
}

// Catalogue is the part of the catalogue's interfaces that the library uses.
type Catalogue interface {
	catalogue.Searcher
	catalogue.Speller
	catalogue.Entries
	catalogue.Pages
	catalogue.Counter
	catalogue.Outlets
	catalogue.Rows
	catalogue.Texts
	catalogue.Bulk
	catalogue.Follower
	catalogue.Capable
}

// Config has what a library is made of.
type Config struct {
	Name      string // the archive's name; "" is "Cuttings"
	Catalogue Catalogue
	// Lend, when set, returns the catalogue for one use case in place of Catalogue, and a function that
	// releases it. It serves an archive whose catalogue may be replaced meanwhile.
	Lend      func() (Catalogue, func())
	Originals Originals
	Assets    Assets // nil has none
	Pages     Pages
	// Views counts views of cuttings; nil leaves "most viewed" out.
	Views Views
	// Decisions records what people decide; nil makes the library read-only.
	Decisions Decisions
	// InEffect returns topics, notes and digests; nil is an archive without any.
	InEffect InEffect
	// Who is the decider's name where none is given; "" is "desk".
	Who string
	// Intake lists what was not taken in; nil when no list is kept.
	Intake Intake
	// Names looks up joined names; nil finds none.
	Names Names
	// Lines suggests dates and bylines to whoever corrects them; nil suggests none.
	Lines Lines
	// Relate returns what two texts share, nil for nothing. It is used for pairs without a row in the archive.
	// A nil Relate relates none.
	Relate func(this, other *catalogue.Sighting) *catalogue.TextRelation
	// StoriesCurrent reports whether the stories are those this program would make; nil leaves that out.
	StoriesCurrent func(ctx context.Context, rows catalogue.RowReader) (bool, error)
	// Inventory lists what there should be rows of; nil leaves that out.
	Inventory Inventory
	// Versions are the program's own stage versions: rows made with others are stale. With nil nothing is
	// stale.
	Versions catalogue.Versions
	// Readers are the program's stages over texts and pages besides those in Versions. Counts counts what some
	// reader has not read; nil leaves that out.
	Readers []Reader
	// Languages are the languages that marks are found in, as BCP 47 primary tags by the kind of marks. Kinds
	// without an entry are not mentioned.
	Languages map[string][]string
	Now       func() time.Time // nil is time.Now
}

// Reader is a stage whose rows are about texts or captures.
type Reader struct {
	Of      catalogue.Scope // catalogue.OfText or catalogue.OfCapture
	Stage   string
	Version int // of this program
}

// Library serves one archive. It is safe for concurrent use.
type Library struct {
	c         Config
	scan      pageScan
	coverages *coverages
}

// New returns a library. Close ends what it does in the background; a library that shows no redactions does nothing.
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
	return &Library{c: c, coverages: newCoverages()}
}

// borrowCatalogue returns the catalogue for one use case, and a function that releases it.
func (l *Library) borrowCatalogue() (Catalogue, func()) {
	if l.c.Lend != nil {
		return l.c.Lend()
	}
	return l.c.Catalogue, func() {}
}

// Name returns the archive's name.
func (l *Library) Name() string { return l.c.Name }

// Now returns the time of the archive's clock.
func (l *Library) Now() time.Time { return l.c.Now() }

// CanCorrect reports whether the library takes decisions.
func (l *Library) CanCorrect() bool { return l.c.Decisions != nil }

// Versions returns the program's own stage versions.
func (l *Library) Versions() catalogue.Versions { return l.c.Versions }

// BackEnd returns the capabilities of the catalogue's back end.
func (l *Library) BackEnd() catalogue.Capabilities {
	cat, done := l.borrowCatalogue()
	defer done()
	return cat.Capabilities()
}

// Stats returns the catalogue's counts.
func (l *Library) Stats(ctx context.Context) (catalogue.Stats, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return cat.Stats(ctx)
}

// Entry returns a cutting's entry in the catalogue, with all its sightings.
func (l *Library) Entry(ctx context.Context, id string) (*catalogue.Entry, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return cat.Entry(ctx, id)
}

// Entries returns cuttings by their IDs; unknown IDs are left out.
func (l *Library) Entries(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return cat.EntriesOf(ctx, ids)
}

// IndependentOf returns those of some cuttings, by their IDs, that have a text of their own. The cuttings must
// exist: an unknown ID is taken for one with such a text.
func (l *Library) IndependentOf(ctx context.Context, ids []string) (map[string]bool, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	return independentOf(ctx, cat, ids)
}

func independentOf(ctx context.Context, cat catalogue.Bulk, ids []string) (map[string]bool, error) {
	rows, err := catalogue.StoriesOf(ctx, cat, ids)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for id, row := range rows {
		if row.Is == catalogue.IsIndependent {
			out[id] = true
		}
	}
	return out, nil
}

// Row returns a capture's page row in the catalogue.
func (l *Library) Row(ctx context.Context, captureID string) (*catalogue.PageRow, error) {
	cat, done := l.borrowCatalogue()
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

// isStale reports whether rows made with v are not of the program's own versions.
func (l *Library) isStale(v catalogue.Versions) bool {
	return len(l.c.Versions) > 0 && !maps.Equal(v, l.c.Versions)
}

// waits reports whether a page was read before the last decisions about it, which take effect when it is read again.
func (l *Library) waits(p *catalogue.PageRow) bool {
	inv := l.c.Inventory
	return inv != nil && inv.Decisions(p.Capture.ID) != p.Decisions
}
