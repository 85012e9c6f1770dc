// Package cutting holds the nouns every room of the house shares: spans,
// captures, pages, cuttings and the few kinds of error. It imports the standard
// library only, decides nothing, and reads nothing from the outside.
//
// Offsets are bytes and intervals are half-open throughout. Two coordinate
// systems exist and have different types so that they cannot be mixed: Span
// points into the Unicode text of a Page, Range into the bytes of a capture.
package cutting
