package warc

import (
	"bytes"
	"strconv"

	"cuttings/cutting"
)

// ParseRecord parses the bytes of exactly one whole record as Encoder writes it: CRLF line ends,
// one correct Content-Length, the two line ends after the block. Anything else is an error of kind
// Invalid. The record's Block aliases b; digests are not verified (see BlockDigestFits).
func ParseRecord(b []byte) (*Record, error) {
	head, rest, ok := bytes.Cut(b, []byte("\r\n\r\n"))
	if !ok {
		return nil, cutting.Errorf(cutting.Invalid, "no end of the record's header")
	}
	line, head, _ := bytes.Cut(head, []byte("\r\n"))
	r := &Record{}
	if r.Version, ok = parseVersion(line); !ok {
		return nil, cutting.Errorf(cutting.Invalid, "no version line")
	}
	length := int64(-1)
	for len(head) > 0 {
		line, head, _ = bytes.Cut(head, []byte("\r\n"))
		name, value, ok := bytes.Cut(line, []byte(": "))
		if !ok || !token(name) {
			return nil, cutting.Errorf(cutting.Invalid, "header line not understood: %s", quoteValue(string(line)))
		}
		r.Header = append(r.Header, Field{string(name), string(value)})
		if string(name) == "Content-Length" {
			n, err := strconv.ParseInt(string(value), 10, 64)
			if err != nil || n < 0 || length >= 0 {
				return nil, cutting.Errorf(cutting.Invalid, "Content-Length not understood: %s",
					quoteValue(string(value)))
			}
			length = n
		}
	}
	block, ok := bytes.CutSuffix(rest, []byte("\r\n\r\n"))
	if !ok || int64(len(block)) != length {
		return nil, cutting.Errorf(cutting.Invalid, "the block does not have the %d bytes stated", length)
	}
	r.Block, r.BlockLength = block, length
	return r, nil
}

// BlockDigestFits reports whether the record has a block digest that matches its block.
func (r *Record) BlockDigestFits() bool {
	d, complaint := parseDigest(r.Header.Get("WARC-Block-Digest"))
	return complaint == "" && d.matches(r.Block)
}
