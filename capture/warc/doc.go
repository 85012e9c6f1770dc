// Package warc writes WARC 1.1 records and reads WARC files as they are found:
// plain, gzip (a member per record, several records per member, one member for
// the whole file) and zstd (with or without the dictionary frame), by any
// writer, whole or damaged.
//
// The reader's promise: every record whose header can still be read is given,
// every byte that could not be used is reported as a Fault with its offset,
// nothing is lost in silence, and no file makes it panic, hang or outgrow its
// limits. It verifies the digests records carry.
//
// Format: ISO 28500:2017, https://iipc.github.io/warc-specifications/
package warc
