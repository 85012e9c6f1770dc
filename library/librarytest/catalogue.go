package librarytest

import (
	"context"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
)

// Catalogue is the in-memory catalogue over an Archive, with values a test may set before it calls.
type Catalogue struct {
	*memory.Catalogue
	// Fail, when set, is the error of searches, entries and rows.
	Fail error
	// Expanded replaces the expansion of every result that has a query.
	Expanded []string
	// IndexBehind is added to the statistics.
	IndexBehind int
}

// NewCatalogue returns a catalogue with an archive's rows.
func NewCatalogue(a *Archive) (*Catalogue, error) {
	m := memory.New()
	if err := m.Apply(context.Background(), a.Batch()); err != nil {
		return nil, err
	}
	return &Catalogue{Catalogue: m}, nil
}

// Search implements catalogue.Searcher.
func (c *Catalogue) Search(ctx context.Context, req catalogue.Request) (*catalogue.Result, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	res, err := c.Catalogue.Search(ctx, req)
	if err == nil && c.Expanded != nil && !req.Query.Empty() {
		res.Expanded = c.Expanded
	}
	return res, err
}

// Entry implements catalogue.Entries.
func (c *Catalogue) Entry(ctx context.Context, id string) (*catalogue.Entry, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	return c.Catalogue.Entry(ctx, id)
}

// Page implements catalogue.Pages.
func (c *Catalogue) Page(ctx context.Context, id string) (*catalogue.PageRow, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	return c.Catalogue.Page(ctx, id)
}

// Stats implements catalogue.Counter.
func (c *Catalogue) Stats(ctx context.Context) (catalogue.Stats, error) {
	s, err := c.Catalogue.Stats(ctx)
	s.Behind += c.IndexBehind
	return s, err
}

// Now returns the time at which the invented archive is read.
func Now() time.Time { return time.Date(2026, 9, 5, 12, 0, 0, 0, time.UTC) }
