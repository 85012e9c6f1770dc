package cutting

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
)

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// hashID hashes the parts, each prefixed by its length so that no two lists of
// parts collide by concatenation, to 26 base32 characters (130 bits).
func hashID(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strconv.Itoa(len(p)))
		b.WriteByte(':')
		b.WriteString(p)
	}
	h := sha256.Sum256([]byte(b.String()))
	return idEncoding.EncodeToString(h[:])[:26]
}

// NewCuttingID computes the identity of a cutting: the same item seen again, in
// another capture or with a changed text, is the same cutting. An item with a
// URL is identified by kind and URL; one without by kind, source, headline and,
// when it has no headline, its text.
func NewCuttingID(kind Kind, source, url, headline, text string) string {
	switch {
	case url != "":
		return hashID("cutting", string(kind), url)
	case headline != "":
		return hashID("cutting", string(kind), source, headline)
	}
	return hashID("cutting", string(kind), source, "", text)
}
