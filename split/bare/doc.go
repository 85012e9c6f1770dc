// Package bare splits pages whose markup is lost: all that is left are lines of
// text. It finds the items of a listing, the rails beside it, or the one article
// with its rails, from the form of lines and from what keeps coming back.
//
// The way from lines to items has five steps. Each line is described by what it
// is (a date, a continuation mark, a comment count, a paragraph …) and by how
// regularly its surroundings recur on the page. A small forest of trees, fitted
// to real listings (see the train command), says how likely it is that an item
// begins there; a second one looks at it again knowing what the first said of
// the lines around and of lines in the same place of other items. Several
// readings of the whole page (sets of headlines) are put up from these, from
// whatever recurs at a fixed distance, from runs of short lines and from lines
// with a date at one end, and a third forest scores them. A fourth judges the lines
// of those that score highest, and those that may belong to them, once more beside
// each other, which also makes further readings; the one is taken whose score and
// lines are best together. What lies between headlines is then told apart by rules.
//
// Everything is a pure function of the page and safe for concurrent use.
package bare
