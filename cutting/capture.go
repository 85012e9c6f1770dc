package cutting

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Checksum is the SHA-256 of a capture's content, in lower-case hexadecimal, and the content's
// identity in the vault.
type Checksum string

// Sum computes the Checksum of content.
func Sum(content []byte) Checksum {
	h := sha256.Sum256(content)
	return Checksum(hex.EncodeToString(h[:]))
}

// Short returns the first twelve digits, for display.
func (c Checksum) Short() string {
	if len(c) > 12 {
		return string(c[:12])
	}
	return string(c)
}

// Capture describes the bytes of one resource at one moment, the evidence of an archive. The bytes
// themselves are in the vault.
type Capture struct {
	// ID is a stable hash of URL, Name, Time and Checksum (see NewCaptureID), so that the same file
	// added twice is the same capture.
	ID string `json:"id"`
	// URL is where the resource came from as far as the carrier states it (MHTML
	// header, "saved from" comment, mirror path, WARC-Target-URI); empty when unknown.
	URL string `json:"url,omitempty"`
	// Name is the path below what the user named, with container members after
	// "!/": "saved.zip!/news/a.html". Slashes on every system.
	Name string `json:"name"`
	// Time is when the resource was captured, UTC, whole seconds, where its carrier states that;
	// else the file's modification time: the resource was saved then or before. TimeKnown returns
	// which of the two it is.
	Time time.Time `json:"time"`
	// TimeOrigin is the source of Time: "warc", "mhtml", "mail", "saved-from", "mtime", "unknown".
	TimeOrigin string   `json:"time_origin"`
	MediaType  string   `json:"media_type"`        // bare type, lower case: "text/html"
	Charset    string   `json:"charset,omitempty"` // as the carrier declared it, if it did
	Checksum   Checksum `json:"checksum"`
	Length     int64    `json:"length"` // bytes of content
	// DerivedFrom is the ID of the capture whose bytes this content was decoded
	// from (an MHTML file's root page); empty for originals.
	DerivedFrom string `json:"derived_from,omitempty"`
}

// TimeKnown returns how much is known of the capture's time.
func (c Capture) TimeKnown() TimeKnown {
	if c.Time.IsZero() {
		return TimeUnknown
	}
	return TimeKnownBy(c.TimeOrigin)
}

// TimeKnown is how much is known of the time of a capture.
type TimeKnown string

// What may be known of a capture's time.
const (
	TimeByCarrier TimeKnown = "carrier" // the carrier states when
	TimeByPage    TimeKnown = "page"    // the program that saved the page left the time in it
	TimeOfFile    TimeKnown = "file"    // a file's date: captured then or before
	TimeUnknown   TimeKnown = "unknown"
)

// TimeKnownBy returns the TimeKnown of a Capture.TimeOrigin.
func TimeKnownBy(origin string) TimeKnown {
	switch origin {
	case "", "unknown":
		return TimeUnknown
	case "mtime":
		return TimeOfFile
	case "saved-from":
		return TimeByPage
	}
	return TimeByCarrier
}

// Stated reports whether the time was stated by a carrier or the saving program; only such times
// are evidence of an order.
func (k TimeKnown) Stated() bool { return k == TimeByCarrier || k == TimeByPage }

// FrameName is the name of a document within a page, after the page's name and "!/", with its
// number from 1.
const FrameName = "frame-%d.html"

// Frame returns the last part of the name of a capture that is a document within another page
// ("frame-2.html"); "" for other captures.
func (c Capture) Frame() string {
	last := c.Name[strings.LastIndexByte(c.Name, '/')+1:]
	var n int
	if _, err := fmt.Sscanf(last, FrameName, &n); err != nil || c.DerivedFrom == "" ||
		fmt.Sprintf(FrameName, n) != last {
		return ""
	}
	return last
}

// NewCaptureID returns the Capture.ID of these fields: 26 lower-case base32 characters of their
// SHA-256.
func NewCaptureID(url, name string, t time.Time, sum Checksum) string {
	return hashID("capture", url, name, t.UTC().Format(time.RFC3339), string(sum))
}
