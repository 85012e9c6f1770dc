// Package bare splits pages without markup: only lines of text are left. It finds the
// items of a listing, the rails beside it, or the one article with its rails, from the form of
// lines and from what recurs.
//
// It has six steps. Each line is described by its form (a date, a continuation mark, a comment
// count, a paragraph, a name of lists, a link to a further page …) and by how regularly its
// surroundings recur on the page. Boosted trees,
// fitted to real listings by cmd/train, estimate the probability that an item begins there; a
// second pass repeats this with the first pass's probabilities of the lines around and of lines at
// the same place of other items. Several readings of the whole page (sets of headlines) are made
// from these, from lines at a fixed distance from recurring ones or behind them, from runs of short
// lines and from lines with a date at one end. A third forest scores them: among others by how well the
// items agree with the roles of lines that most of them have. A fourth classifies the lines of
// the highest-scoring readings, and those that may belong to them, once more in that context, which
// also gives further readings; the reading with the best weighted sum of score, lines' likelihood and
// bits that it saves in describing the page is chosen, and a fifth decides whether the page is a
// listing at all. Rules then classify the lines between headlines.
//
// All functions are pure and safe for concurrent use.
package bare
