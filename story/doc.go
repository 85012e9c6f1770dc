// Package story groups the texts of an archive into stories: copies of one text under any headline, teasers and
// their articles, and texts that share passages without being copies. It works on texts alone, in any order,
// and returns the same relations and stories for the same set of texts.
//
// The work is done in three steps, each a pure function:
//
//   - a text becomes a stream of folded symbols (letters and digits without case, accents, spaces and
//     punctuation), so that line breaks, quotation marks and the spaces a scanner loses make no difference;
//   - a sample of the stream's k-grams, chosen by their hash alone, is the text's sketch; two texts whose
//     sketches share enough are compared;
//   - the comparison aligns the two streams into passages, each a span in either text, and the relation is
//     decided from how much of each text they cover and where.
//
// Stories are groups over the relations that join: copies and teasers. Shared passages ("partial reuse": a
// roundup, a long excerpt, one quotation in two reports) are shown and join nothing.
package story
