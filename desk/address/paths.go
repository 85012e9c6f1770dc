package address

import (
	"net/url"
	"strconv"

	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// The addresses of things; every ID is escaped as one path segment.

// Cutting is a cutting's page.
func Cutting(id string) string { return "/cuttings/" + url.PathEscape(id) }

// Sighting is a cutting's page with the text of its n-th sighting.
func Sighting(id string, n int) string { return Cutting(id) + "?sighting=" + strconv.Itoa(n) }

// Comparison is a cutting's page with one sighting's text against another's.
func Comparison(id string, n, against int) string {
	return Sighting(id, n) + "&against=" + strconv.Itoa(against)
}

// Hit is a cutting's page as the n-th result of a search, counted from 1: the page
// leads on to the next result and back to them all.
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

// Story is the page of the story a cutting is in.
func Story(id string) string { return "/stories/" + url.PathEscape(id) }

// StoryBeside is the same with the texts of two of its cuttings beside each other.
func StoryBeside(id, left, right string) string {
	return Story(id) + "?" + url.Values{"a": {left}, "b": {right}}.Encode() + "#beside"
}

// Capture is a capture's page.
func Capture(id string) string { return "/captures/" + url.PathEscape(id) }

// CaptureFrom is a capture's page from a block on.
func CaptureFrom(id string, block int) string { return Capture(id) + "?from=" + strconv.Itoa(block) }

// Place is where a capture shows one of its cuttings.
func Place(captureID string, ordinal int) string {
	n := strconv.Itoa(ordinal)
	return Capture(captureID) + "?cutting=" + n + "#cutting-" + n
}

// Bytes shows a range of a capture's bytes.
func Bytes(captureID string, r cutting.Range) string {
	return Capture(captureID) + "/bytes" + rangeQuery(r)
}

// Original shows a capture as a browser does, in its sandbox, opened at a range of its bytes
// unless that is empty.
func Original(captureID string, r cutting.Range) string {
	return Capture(captureID) + "/original" + rangeQuery(r)
}

// Frame is what the sandbox of Original holds.
func Frame(captureID string, r cutting.Range) string {
	return Capture(captureID) + "/original/frame" + rangeQuery(r)
}

func rangeQuery(r cutting.Range) string {
	if r.Empty() {
		return ""
	}
	return "?range=" + strconv.FormatInt(r.Start, 10) + "-" + strconv.FormatInt(r.End, 10)
}

// CutForm is the form that corrects how a capture is cut.
func CutForm(captureID string) string { return Capture(captureID) + "/correct" }

// FactsForm is the form for the date and byline of a capture's n-th cutting.
func FactsForm(captureID string, n int) string { return CutForm(captureID) + "/" + strconv.Itoa(n) }

// Undo takes a decision about a capture back.
func Undo(captureID string, number int64) string {
	return Capture(captureID) + "/decisions/" + strconv.FormatInt(number, 10) + "/undo"
}

// Source is a source's page.
func Source(id string) string { return "/sources/" + url.PathEscape(id) }

// Name is the page of a joined name.
func Name(id string) string { return "/names/" + url.PathEscape(id) }

// Section is the page of what a source put under one heading.
func Section(source, name string) string { return heading(source, "section", name) }

// Rail is the page of what a source put in one side list.
func Rail(source, name string) string { return heading(source, "rail", name) }

func heading(source, what, name string) string {
	return Source(source) + "/" + what + "?" + url.Values{"name": {name}}.Encode()
}

// FailedBecause is the list of captures that could not be read for one reason.
func FailedBecause(reason string) string {
	return "/captures?" + url.Values{"reason": {reason}}.Encode()
}

// CapturesOf is the list of a source's captures.
func CapturesOf(source string) string { return "/captures?" + url.Values{"source": {source}}.Encode() }

// OwnTag is the search for what has a tag of the desk's own.
func OwnTag(tag string) string { return Search{}.With(field.OwnTag, tag).Href("/search") }

// Topic is a topic's page.
func Topic(id string) string { return "/topics/" + url.PathEscape(id) }

// Digest is a digest's page at the desk.
func Digest(id string) string { return "/digests/" + url.PathEscape(id) }

// NewTopic is the form for a topic that begins with a query.
func NewTopic(query string) string { return "/topics/new?" + url.Values{"q": {query}}.Encode() }
