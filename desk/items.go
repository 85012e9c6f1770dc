package desk

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// item is a cutting as a list shows it.
type item struct {
	Href      string
	Kind      cutting.Kind
	Headline  []catalogue.Run // one empty run when the cutting has no headline
	Untitled  bool
	Lang, Dir string
	Source    catalogue.Source
	SourceRef string
	Published cutting.Date
	Captured  time.Time
	Byline    []string
	// BylineOrigin as in catalogue.Head.
	BylineOrigin string
	Section      string
	Rail         string
	Excerpt      string
	Passages     []passage
	Truncated    bool
	Sightings    int
	Views        int64
}

// passage is a stretch of a cutting's text around matches, leading to its place.
type passage struct {
	Href string
	Dir  string
	Runs []catalogue.Run
	Mid  bool // text comes before it
	Goes bool // it does not end where a sentence ends
}

func itemOf(h catalogue.Head) item {
	it := item{
		Href: cuttingPath(h.ID), Kind: h.Kind, Lang: h.Lang, Dir: direction(h.Lang, h.Headline+" "+h.Excerpt),
		Source: h.Source, SourceRef: sourcePath(h.Source.ID), Published: h.Published, Captured: h.Captured,
		Byline: h.Byline, BylineOrigin: h.BylineOrigin, Section: h.Section, Rail: h.Rail, Excerpt: h.Excerpt, Truncated: h.Truncated,
		Sightings: h.Sightings, Headline: []catalogue.Run{{Text: h.Headline}},
	}
	if h.Headline == "" {
		it.Untitled = true
	}
	return it
}

func itemOfHit(h catalogue.Hit) item {
	it := itemOf(h.Head)
	if len(h.Headline) > 0 && !it.Untitled {
		it.Headline = h.Headline
	}
	for _, p := range h.Passages {
		at := p.Offset
		for _, r := range p.Runs {
			if r.Match {
				break
			}
			at += len(r.Text)
		}
		text := ""
		for _, r := range p.Runs {
			text += r.Text
		}
		it.Passages = append(it.Passages, passage{
			Href: it.Href + "?at=" + strconv.Itoa(at) + "#at", Runs: p.Runs, Dir: direction(h.Lang, text),
			Mid: p.Offset > 0, Goes: !endsSentence(text),
		})
	}
	return it
}

// endsSentence reports whether a text ends as sentences do, or already with an
// ellipsis, in the scripts of the world.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, " \n\t\"'”’»)]）」』")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…:؟۔。！？।", r)
}

func itemsOf(hits []catalogue.Hit) []item {
	out := make([]item, 0, len(hits))
	for _, h := range hits {
		out = append(out, itemOfHit(h))
	}
	return out
}

// The addresses of things; every ID is escaped as one path segment.

func cuttingPath(id string) string { return "/cuttings/" + url.PathEscape(id) }
func capturePath(id string) string { return "/captures/" + url.PathEscape(id) }
func sourcePath(id string) string  { return "/sources/" + url.PathEscape(id) }

// placePath is where a capture shows one of its cuttings.
func placePath(captureID string, ordinal int) string {
	n := strconv.Itoa(ordinal)
	return capturePath(captureID) + "?cutting=" + n + "#cutting-" + n
}

// bytesPath shows a range of a capture's bytes.
func bytesPath(captureID string, r cutting.Range) string {
	return capturePath(captureID) + "/bytes?range=" + strconv.FormatInt(r.Start, 10) + "-" + strconv.FormatInt(r.End, 10)
}
