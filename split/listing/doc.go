// Package listing cuts listings and rails out of a page that has an element
// tree: the items of the main list with headline, link, date, byline and
// excerpt, and the side lists ("Recent posts") under their headings.
//
// It looks for repeated structure, not for known class names. The steps and their files:
//
//  1. nodes.go, classes.go, hints.go: one pass over the tree computes for every element a path
//     hash (the tags from the root down), a class signature and the zone it is in (navigation,
//     footer, side bar …).
//  2. group.go: headings, links and title-like blocks are headline candidates; those at the same
//     path form a list. The item of a headline is its highest ancestor without another headline of
//     the list, so that cards in rows, table rows, definition lists and plain siblings need no
//     rules of their own.
//  3. score.go, choose.go, propose.go, single.go: every list gets a few measures, and weights
//     (weights.go) order them. The proposals for the page's main list are the best few lists; the
//     best ones of different places together, as the sections of a front page; all linked headings
//     together, and those of one level; single headings and lines, as lists of one item; and a
//     list without the items that have no link or link to other sites. Proposals far below the
//     best are dropped. look.go reads each proposal, and an item of several proposals once;
//     template.go finds what its items have in common. Package split decides which is right, if
//     any, by comparing whole readings of the page.
//  4. merge.go: lists of another form that continue the main one (a featured first item, a second
//     column) are merged with it.
//  5. region.go, section.go: where each item begins and ends, also in flat layouts, and the
//     heading over it.
//  6. item.go, line.go, date.go, byline.go, excerpt.go: each region is read into a headline, a
//     date, a byline, the excerpt's parts and a continuation mark.
//  7. rail.go, taglinks.go: repeated links under a heading of a rail are rails, unless they lead
//     to tags, categories or places in the page.
//
// Grouping by tag path follows Miao et al., "Extracting data records from the
// web using tag path clustering" (WWW 2009); the item as the highest subtree
// with one headline is the idea of MDR's generalised nodes (Liu et al., KDD
// 2003) turned upside down. The code is our own.
package listing
