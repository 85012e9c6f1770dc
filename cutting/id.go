package cutting

import (
	"crypto/sha256"
	"encoding/base32"
	"net/url"
	"path"
	"strconv"
	"strings"
)

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// hashID returns a hash of the parts, each prefixed by its length so that no two lists collide by
// concatenation, as 26 base32 characters (130 bits).
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

// NewCuttingID returns the ID of a cutting: the same item in another capture or with a changed text
// is the same cutting. An item with a link is identified by kind and LinkIdentity; one without by
// kind, source, headline and, when it has no headline, its text.
func NewCuttingID(kind Kind, source, link, headline, text string) string {
	switch {
	case link != "":
		return hashID("cutting", string(kind), link)
	case headline != "":
		return hashID("cutting", string(kind), source, headline)
	}
	return hashID("cutting", string(kind), source, "", text)
}

// FrameIdentity returns the identity of the link of an article in a frame whose own address is unknown: the
// identity of the page around the frame, whose article is another, and the frame's name.
func FrameIdentity(page, frame string) string { return page + "!/" + frame }

// LinkIdentity returns the identity of a cutting's link: AddressIdentity of an absolute one; a
// relative one, on a page without an address, is resolved against the place of the page's file, so
// that the links of a saved folder agree with each other, within its source. file is the capture's
// name. It is "" for a link to the page itself or an invalid one.
func LinkIdentity(source, file, link string) string {
	if link == "" {
		return ""
	}
	if i := strings.IndexByte(link, ':'); i > 0 && !strings.ContainsAny(link[:i], "/?#") {
		return AddressIdentity(link)
	}
	if strings.HasPrefix(link, "//") {
		return AddressIdentity("https:" + link)
	}
	link, _, _ = strings.Cut(link, "#")
	name, query, _ := strings.Cut(link, "?")
	if name == "" && query == "" {
		return ""
	}
	if decoded, err := url.PathUnescape(escapeAddress(name, true)); err == nil {
		name = decoded
	}
	if !strings.HasPrefix(name, "/") {
		name = path.Join("/", path.Dir(file), name)
	}
	return source + ":" + folderOfIndex(name) + "?" + identifyingParameters(query)
}
