// Package declared reads lists that pages declare: in markup by the class names of microformats2
// (h-feed, h-entry), in bare text by a numbered form in which every item ends with an address. A
// declared list needs no classifier; a list declared in part is left to the packages that have one.
//
// Sources: microformats.org/wiki/h-feed and h-entry; package digest's Text.
package declared

import (
	"cuttings/cutting"
)

// List is the content that a page declares.
type List struct {
	Title string
	// Cuttings are teasers and rail items in page order. No block is in two.
	Cuttings []cutting.Cutting
	Reason   string
}

// maxItems is the largest number of items of one page.
const maxItems = 20000
