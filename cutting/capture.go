package cutting

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Checksum is the SHA-256 of a capture's content, in lower-case hexadecimal.
// It is the capture content's identity in the vault.
type Checksum string

// Sum computes the Checksum of content.
func Sum(content []byte) Checksum {
	h := sha256.Sum256(content)
	return Checksum(hex.EncodeToString(h[:]))
}

// Short is the first twelve digits, for people.
func (c Checksum) Short() string {
	if len(c) > 12 {
		return string(c[:12])
	}
	return string(c)
}

// Capture is the bytes of one resource at one moment: what an archive holds as
// evidence. Content is kept by the vault; this is the description.
type Capture struct {
	// ID names the capture: a stable hash of URL, Name, Time and Checksum (see
	// NewCaptureID), so the same file added twice is the same capture.
	ID string `json:"id"`
	// URL is where the resource came from as far as the carrier states it (MHTML
	// header, "saved from" comment, mirror path, WARC-Target-URI); empty when unknown.
	URL string `json:"url,omitempty"`
	// Name is the path below what the user named, with container members after
	// "!/": "saved.zip!/news/a.html". Slashes on every system.
	Name string `json:"name"`
	// Time is when the resource was captured, UTC, whole seconds, where its carrier
	// states that; else the file's modification time, which shows no more than that
	// the resource was saved on or before it. TimeKnown distinguishes one from the other.
	Time time.Time `json:"time"`
	// TimeOrigin is which: "warc", "mhtml", "mail", "saved-from", "mtime", "unknown".
	TimeOrigin string   `json:"time_origin"`
	MediaType  string   `json:"media_type"`        // bare type, lower case: "text/html"
	Charset    string   `json:"charset,omitempty"` // as the carrier declared it, if it did
	Checksum   Checksum `json:"checksum"`
	Length     int64    `json:"length"` // bytes of content
	// DerivedFrom is the ID of the capture whose bytes this content was decoded
	// from (an MHTML file's root page); empty for originals.
	DerivedFrom string `json:"derived_from,omitempty"`
}

// TimeKnown returns what the capture's time is worth.
func (c Capture) TimeKnown() TimeKnown {
	if c.Time.IsZero() {
		return TimeUnknown
	}
	return TimeKnownBy(c.TimeOrigin)
}

// TimeKnown is how much is known of when something was captured.
type TimeKnown string

// What may be known.
const (
	TimeByCarrier TimeKnown = "carrier" // the carrier states when
	TimeByPage    TimeKnown = "page"    // the program that saved the page left the time in it
	TimeOfFile    TimeKnown = "file"    // a file's date: captured then or before
	TimeUnknown   TimeKnown = "unknown"
)

// TimeKnownBy returns what a Capture.TimeOrigin means.
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

// Stated reports whether somebody states when: such times show what came first.
func (k TimeKnown) Stated() bool { return k == TimeByCarrier || k == TimeByPage }

// FrameName is what a document within a page is called behind the page's name and
// "!/", with its number from 1.
const FrameName = "frame-%d.html"

// Frame returns the part of the capture's name that gives which document within another
// page it is ("frame-2.html"); "" for what is none.
func (c Capture) Frame() string {
	last := c.Name[strings.LastIndexByte(c.Name, '/')+1:]
	var n int
	if _, err := fmt.Sscanf(last, FrameName, &n); err != nil || c.DerivedFrom == "" ||
		fmt.Sprintf(FrameName, n) != last {
		return ""
	}
	return last
}

// NewCaptureID computes Capture.ID: 26 lower-case base32 characters of a
// SHA-256 over the fields that make two captures the same one.
func NewCaptureID(url, name string, t time.Time, sum Checksum) string {
	return hashID("capture", url, name, t.UTC().Format(time.RFC3339), string(sum))
}
