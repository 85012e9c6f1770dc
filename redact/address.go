package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
)

// Address returns an address, or "" if it names a person, in any escapes. context is as for Text; because
// addresses are in lower case, a part of a name counts without a capital.
func (r *Redactor) Address(address string, context ...string) string {
	return r.AddressBeside(address, r.PersonsNamed(context...))
}

// AddressBeside does what Address does, given the persons whom the texts around it name in full.
func (r *Redactor) AddressBeside(address string, named Persons) string {
	if r == nil || address == "" {
		return address
	}
	decoded := address
	for range 3 { // escapes within escapes
		next, err := url.QueryUnescape(decoded)
		if err != nil || next == decoded {
			break
		}
		decoded = next
	}
	if len(r.findBeside(decoded, named, true)) > 0 || decoded != address &&
		len(r.findBeside(address, append(slices.Clip(named), r.PersonsNamed(decoded)...), true)) > 0 {
		return ""
	}
	return address
}

// OutletName returns the name of an outlet with every name blacked out; a name that is a host is compared like an
// address and is blacked out as a whole.
func (r *Redactor) OutletName(name string, named Persons) string {
	if r != nil && !strings.Contains(name, " ") && strings.Contains(name, ".") &&
		r.AddressBeside("https://"+name, named) == "" {
		return Bar
	}
	return r.TextBeside(name, named)
}

// namelessHost is put before a path to check whether the path names somebody; it contains no word that can be a
// name.
const namelessHost = "https://0.0.0.0/"

// Slug returns a file name or ID if it names nobody, else another made of prefix and a key. titles are the titles
// that it may be made of; see InSlug.
func (r *Redactor) Slug(slug, prefix string, named Persons, titles ...string) string {
	if !r.InSlug(slug, named, titles...) {
		return slug
	}
	return prefix + r.Pseudonym(slug)
}

// WithSecret returns the redactor with a secret for Pseudonym. The secret must be unknown to whoever does not have the
// archive, and must not change, because addresses are made with it.
func (r *Redactor) WithSecret(secret string) *Redactor {
	if r == nil {
		return nil
	}
	keyed := *r
	keyed.secret = secret
	return &keyed
}

// Pseudonym returns 32 letters and digits in place of a name in an address, always the same ones. Whoever does not
// know the secret cannot find the name by trying names (HMAC, RFC 2104).
func (r *Redactor) Pseudonym(name string) string {
	mac := hmac.New(sha256.New, []byte(r.secret))
	mac.Write([]byte(name))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// InSlug reports whether a file name or ID names a person, or one of the titles that it may be made of does: rules
// for slugs differ, shorten them, and write accented letters in many ways, so that a name in a title counts as one
// in its slug.
func (r *Redactor) InSlug(slug string, named Persons, titles ...string) bool {
	if r == nil || slug == "" {
		return false
	}
	return r.AddressBeside(namelessHost+slug, named) == "" ||
		slices.ContainsFunc(titles, func(t string) bool { return len(r.findBeside(t, named, false)) > 0 })
}

// BesideOutlet returns persons and those whom the name of an outlet names in full, to compare the outlet's addresses.
func (r *Redactor) BesideOutlet(outlet string, named Persons) Persons {
	return append(slices.Clone(named), r.PersonsNamed(outlet)...)
}
