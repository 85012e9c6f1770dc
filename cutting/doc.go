// Package cutting defines the types that all packages share: spans, captures, pages, cuttings and
// the few kinds of error. It imports only the standard library, decides nothing, and reads no
// files.
//
// Offsets are bytes and intervals are half-open throughout. There are two coordinate systems with
// different types, so that they cannot be mixed: Span is an interval of a Page's Unicode text, Range
// one of a capture's bytes.
package cutting
