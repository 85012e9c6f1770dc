// Package declared reads lists that pages declare: in markup by the class names of
// microformats2 (h-feed, h-entry), in bare text by a numbered form in which every item
// is closed by an address. What is declared needs no guess; what is declared in part is
// left to those who guess.
//
// Sources: microformats.org/wiki/h-feed and h-entry; package digest's Text.
package declared

import (
	"cuttings/cutting"
)

// List is a page that declares what is in it.
type List struct {
	Title string
	// Cuttings are teasers and rail items in page order. No block is in two.
	Cuttings []cutting.Cutting
	Reason   string
}

// maxItems bounds what one page declares.
const maxItems = 20000
