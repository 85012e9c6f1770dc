// Package bounds says how much one page may hold. What is over a bound is that
// page's failure: its bytes stay evidence, and it is read again when a bound is
// raised with the stage version. Saved pages of over 20 kB hold at most one element
// to 43 bytes, one block to 125 and one attribute to 41; the bounds leave room for
// twice as much, and small pages hold what they like.
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
	// TagAttrs is how many attributes of one tag are kept; the rest are skipped.
	TagAttrs = 1000
	// Claims is how many claims of a page are kept, and Scripts how many scripts of
	// structured data.
	Claims, Scripts = 10_000, 500
	// Claim is the most bytes of a claim's value that are kept.
	Claim = 16 << 10
	// Address is the most bytes of an address that others are resolved against.
	Address = 8 << 10
)

// Elements is how many elements a page of size bytes may have.
func Elements(size int) int { return min(80_000+size/20, 1_500_000) }

// Attrs is how many attributes.
func Attrs(size int) int { return min(80_000+size/20, 2_000_000) }

// Blocks is how many blocks, with and without links.
func Blocks(size int) int { return min(20_000+size/100, 300_000) }

// Lines is how many lines bare text may have: it holds no markup beside them.
func Lines(size int) int { return min(20_000+size/12, 600_000) }

// Links is how many links.
func Links(size int) int { return min(40_000+size/60, 400_000) }

// Addresses is how many bytes of resolved addresses.
func Addresses(size int) int { return 1<<20 + 2*size }

// Over is the failure of a page that holds more than limit of what.
func Over(what string, limit int) error {
	return cutting.Errorf(cutting.Unsupported, "over %d %s in one page of its size; not read", limit, what)
}

// Every is how many steps of reading pass between two looks at a context: well
// under a second's.
const Every = 4096

// Done returns why ctx has ended, nil when it has not.
func Done(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}
