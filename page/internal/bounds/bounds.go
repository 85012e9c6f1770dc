// Package bounds sets how much one page may contain. A page over a bound is a failure: its bytes
// stay evidence, and it is read again when a bound is raised with the stage version. Saved pages of
// over 20 kB have at most one element per 43 bytes, one block per 125 and one attribute per 41; the
// bounds allow twice as many, and small pages any number.
package bounds

import (
	"context"

	"cuttings/cutting"
)

const (
	// Content is the most bytes of a capture that are read as one page.
	Content = 128 << 20
	// Text is the most bytes of a page's text: rows and search index take some sixty
	// times as many while it is added.
	Text = 16 << 20
	// Feed is the most bytes of a decoded feed.
	Feed = 32 << 20
	// TagAttrs is the largest number of attributes kept of one tag; the rest are skipped.
	TagAttrs = 1000
	// Claims is the largest number of claims kept of a page, and Scripts that of scripts with
	// structured data.
	Claims, Scripts = 10_000, 500
	// Claim is the most bytes of a claim's value that are kept.
	Claim = 16 << 10
	// Address is the most bytes of an address that others are resolved against.
	Address = 8 << 10
)

// Elements returns the largest number of elements of a page of size bytes.
func Elements(size int) int { return min(80_000+size/20, 1_500_000) }

// Attrs returns the largest number of attributes.
func Attrs(size int) int { return min(80_000+size/20, 2_000_000) }

// Blocks returns the largest number of blocks, with and without links.
func Blocks(size int) int { return min(20_000+size/100, 300_000) }

// Lines returns the largest number of lines of bare text, which has no markup besides.
func Lines(size int) int { return min(20_000+size/12, 600_000) }

// Links returns the largest number of links.
func Links(size int) int { return min(40_000+size/60, 400_000) }

// Addresses returns the largest number of bytes of resolved addresses.
func Addresses(size int) int { return 1<<20 + 2*size }

// Over returns the failure of a page with more than limit of what.
func Over(what string, limit int) error {
	return cutting.Errorf(cutting.Unsupported, "over %d %s in one page of its size; not read", limit, what)
}

// Every is the number of steps between two checks of a context: well under a second's.
const Every = 4096

// Done returns ctx's error when it has ended, else nil.
func Done(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}
