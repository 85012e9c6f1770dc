// Package listing cuts listings and rails out of a page that has an element
// tree: the items of the main list with headline, link, date, byline and
// excerpt, and the side lists ("Recent posts") under their headings.
//
// It looks for repeated structure, not for known class names. The steps, one
// file each:
//
//  1. nodes.go, classes.go, hints.go: one pass over the tree notes for every element a path hash
//     (the tags from the root down), a class signature and the zone it stands
//     in (navigation, footer, side bar …).
//  2. group.go: headings, links and title-like blocks are headline candidates;
//     those at the same path form a list. The item of a headline is its
//     highest ancestor that holds no other headline of the list, so that
//     cards in rows, table rows, definition lists and plain siblings need no
//     rule of their own.
//  3. score.go, choose.go, propose.go, single.go: every list gets a handful of measures,
//     and weights (weights.go) order them. The best few are proposed as the page's main
//     list; the best that stand apart taken together, as the sections of a front page; all
//     linked headings together, and those of one order; single headings and lines: lists of
//     one item; and a list without the items that lead nowhere or to other sites. What is
//     worth far less than the best is not proposed. look.go reads each proposal, an item
//     that several have once; template.go tells what its items have in common. Which is
//     right, if any, is decided by package split, which compares whole readings of the page.
//  4. merge.go: lists of another shape that continue the main one (a featured
//     first item, a second column) join it.
//  5. region.go, section.go: where each item begins and ends, in flat layouts
//     too, and which heading stands over it.
//  6. item.go, line.go, date.go, byline.go, excerpt.go: each region is read into
//     a headline, a date, a byline, the excerpt's parts and a continuation mark.
//  7. rail.go, filed.go: repeated links under a heading that announces them are
//     rails, unless they lead to tags, categories or places in the page.
//
// Grouping by tag path follows Miao et al., "Extracting data records from the
// web using tag path clustering" (WWW 2009); the item as the highest subtree
// with one headline is the idea of MDR's generalised nodes (Liu et al., KDD
// 2003) turned upside down. The code is our own.
package listing
