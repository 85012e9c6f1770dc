package address

import (
	"net/url"
	"strconv"

	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// The addresses of things; every ID is escaped as one path segment.

// Cutting returns a cutting's page.
func Cutting(id string) string { return "/cuttings/" + url.PathEscape(id) }

// Sighting returns a cutting's page with the text of its n-th sighting.
func Sighting(id string, n int) string { return Cutting(id) + "?sighting=" + strconv.Itoa(n) }

// Comparison returns a cutting's page with one sighting's text against another's.
func Comparison(id string, n, against int) string {
	return Sighting(id, n) + "&against=" + strconv.Itoa(against)
}

// Hit returns a cutting's page as the n-th result of a search, counted from 1: the page links to the next
// result and back to the results.
func Hit(id string, s Search, n int) string {
	v := s.Values()
	v.Set("hit", strconv.Itoa(n))
	return Cutting(id) + "?" + v.Encode()
}

// HitPassage is Hit at the place where byte at of the text of one sighting is; -1 is the text the cutting is
// shown with.
func HitPassage(id string, s Search, n, sighting, at int) string {
	return Hit(id, s, n) + "&" + placeValues(sighting, at) + "#at"
}

// Passage is the place of a cutting's page where byte at of the text of one sighting is, as HitPassage.
func Passage(id string, sighting, at int) string {
	return Cutting(id) + "?" + placeValues(sighting, at) + "#at"
}

func placeValues(sighting, at int) string {
	v := "at=" + strconv.Itoa(at)
	if sighting >= 0 {
		v += "&sighting=" + strconv.Itoa(sighting)
	}
	return v
}

// Story returns the page of the story a cutting is in.
func Story(id string) string { return "/stories/" + url.PathEscape(id) }

// StoryBeside returns the same page with the texts of two of its cuttings in columns.
func StoryBeside(id, left, right string) string {
	return Story(id) + "?" + url.Values{"a": {left}, "b": {right}}.Encode() + "#beside"
}

// Capture returns a capture's page.
func Capture(id string) string { return "/captures/" + url.PathEscape(id) }

// CaptureFrom returns the address of a capture's page that begins at a block.
func CaptureFrom(id string, block int) string { return Capture(id) + "?from=" + strconv.Itoa(block) }

// Place returns the address of the place on a capture's page that shows one of its cuttings.
func Place(captureID string, ordinal int) string {
	n := strconv.Itoa(ordinal)
	return Capture(captureID) + "?cutting=" + n + "#cutting-" + n
}

// Bytes returns the page that shows a range of a capture's bytes.
func Bytes(captureID string, r cutting.Range) string {
	return Capture(captureID) + "/bytes" + rangeQuery(r)
}

// Original returns the page that shows a capture as a browser does, in its sandbox, opened at a range of its
// bytes unless that is empty.
func Original(captureID string, r cutting.Range) string {
	return Capture(captureID) + "/original" + rangeQuery(r)
}

// Frame returns the address of the frame within Original's page.
func Frame(captureID string, r cutting.Range) string {
	return Capture(captureID) + "/original/frame" + rangeQuery(r)
}

func rangeQuery(r cutting.Range) string {
	if r.Empty() {
		return ""
	}
	return "?range=" + strconv.FormatInt(r.Start, 10) + "-" + strconv.FormatInt(r.End, 10)
}

// CutForm returns the form that corrects how a capture is cut.
func CutForm(captureID string) string { return Capture(captureID) + "/correct" }

// FactsForm returns the form for the date and byline of a capture's n-th cutting.
func FactsForm(captureID string, n int) string { return CutForm(captureID) + "/" + strconv.Itoa(n) }

// Undo returns the address that undoes a decision about a capture.
func Undo(captureID string, number int64) string {
	return Capture(captureID) + "/decisions/" + strconv.FormatInt(number, 10) + "/undo"
}

// Source returns a source's page.
func Source(id string) string { return "/sources/" + url.PathEscape(id) }

// Name returns the page of a joined name.
func Name(id string) string { return "/names/" + url.PathEscape(id) }

// Section returns the page of the items a source put under one heading.
func Section(source, name string) string { return heading(source, "section", name) }

// Rail returns the page of the items a source put in one side list.
func Rail(source, name string) string { return heading(source, "rail", name) }

func heading(source, what, name string) string {
	return Source(source) + "/" + what + "?" + url.Values{"name": {name}}.Encode()
}

// FailedBecause returns the list of captures that could not be read for one reason.
func FailedBecause(reason string) string {
	return "/captures?" + url.Values{"reason": {reason}}.Encode()
}

// CapturesOf returns the list of a source's captures.
func CapturesOf(source string) string { return "/captures?" + url.Values{"source": {source}}.Encode() }

// OwnTag returns the search for the cuttings with one of the desk's own tags.
func OwnTag(tag string) string { return Search{}.With(field.OwnTag, tag).Href("/search") }

// Topic returns a topic's page.
func Topic(id string) string { return "/topics/" + url.PathEscape(id) }

// Digest returns a digest's page at the desk.
func Digest(id string) string { return "/digests/" + url.PathEscape(id) }

// Redaction returns the page of what the redaction of a line of the journal covers.
func Redaction(line int64) string { return "/redactions/" + strconv.FormatInt(line, 10) }

// NewTopic returns the form for a topic that begins with a query.
func NewTopic(query string) string { return "/topics/new?" + url.Values{"q": {query}}.Encode() }
