package warc

import (
	"crypto/md5"  // weak, verified only because old files carry it
	"crypto/sha1" // likewise; what most WARC writers use
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
)

// digest is a parsed WARC-Block-Digest or WARC-Payload-Digest.
type digest struct {
	alg  string // "sha1", "sha256", …
	want []byte
	weak bool // the algorithm is broken
}

// parseDigest parses "algorithm:value" with the value in base32, hexadecimal or base64, in any
// case. complaint is "" when it can be verified.
func parseDigest(s string) (d digest, complaint string) {
	alg, val, ok := strings.Cut(s, ":")
	if !ok {
		return d, "digest without algorithm: " + quoteValue(s)
	}
	d.alg = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(alg)), "-", "")
	size := 0
	switch d.alg {
	case "md5":
		size, d.weak = md5.Size, true
	case "sha1":
		size = sha1.Size
	case "sha256":
		size = sha256.Size
	case "sha384":
		size = sha512.Size384
	case "sha512":
		size = sha512.Size
	default:
		return d, "digest of unknown algorithm: " + quoteValue(s)
	}
	val = strings.TrimSpace(val)
	if b, err := hex.DecodeString(val); err == nil && len(b) == size {
		d.want = b
		return d, ""
	}
	b32 := strings.TrimRight(strings.ToUpper(val), "=")
	if b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(b32); err == nil && len(b) == size {
		d.want = b
		return d, ""
	}
	if b, err := base64.StdEncoding.DecodeString(val); err == nil && len(b) == size {
		d.want = b
		return d, ""
	}
	return d, "digest malformed: " + quoteValue(s)
}

func (d digest) hash() hash.Hash {
	switch d.alg {
	case "md5":
		return md5.New()
	case "sha1":
		return sha1.New()
	case "sha384":
		return sha512.New384()
	case "sha512":
		return sha512.New()
	}
	return sha256.New()
}

func (d digest) matches(parts ...[]byte) bool {
	h := d.hash()
	for _, p := range parts {
		h.Write(p)
	}
	return string(h.Sum(nil)) == string(d.want)
}

func quoteValue(s string) string {
	if len(s) > 80 {
		s = s[:80] + "…"
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
