// Package warc writes WARC 1.1 records and reads WARC files in all their variants: plain, gzip (a
// member per record, several records per member, one member for the whole file) and zstd (with or
// without the dictionary frame), by any writer, intact or damaged.
//
// The reader guarantees: every record with a readable header is returned, every unused byte is
// reported as a Fault with its offset, nothing is lost silently, and no file makes it panic, hang
// or exceed its limits. It verifies the records' digests.
//
// Format: ISO 28500:2017, https://iipc.github.io/warc-specifications/
package warc
