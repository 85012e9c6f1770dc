package render

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/assets"
	"cuttings/export"
	"cuttings/library"
	"cuttings/library/plain"
)

// funcs returns the functions of the templates; each returns plain text that html/template escapes for its
// context.
func funcs(a *assets.Assets) template.FuncMap {
	return template.FuncMap{
		"asset":       a.Path,
		"num":         plain.Count,
		"plural":      plain.Plural,
		"maxItems":    func() int { return library.MaxItems },
		"date":        plain.Date,
		"shortDate":   plain.ShortDate,
		"times":       plain.Times,
		"isoDate":     plain.ISODate,
		"instant":     plain.Instant,
		"day":         plain.Day,
		"iso":         func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"kind":        plain.Kind,
		"reason":      plain.Reason,
		"pageKind":    plain.PageKind,
		"language":    plain.Language,
		"dir":         plain.Direction,
		"link":        plain.OutLink,
		"host":        func(address string) string { return plain.HostName(plain.Host(address)) },
		"hostName":    plain.HostName,
		"sourceName":  plain.SourceName,
		"nameOrigins": plain.NameOrigins,
		"sourceHost":  plain.SourceHost,
		"size":        plain.Size,
		"origin":      plain.Origin,
		"dateFrom":    plain.DateFrom,
		"byHand":      func(origin string) bool { return origin == cutting.Corrected },
		"gave":        func(facts []string, fact string) bool { return slices.Contains(facts, fact) },
		"year":        plain.Year,
		"add":         func(a, b int) int { return a + b },
		"words":       func(s string) []string { return strings.Split(s, " ") },
		"isOption":    func(w string) bool { return strings.HasPrefix(w, "--") },
		"lower":       strings.ToLower,
		"counted":     plain.Cuttings,
		"bytesOf":     plain.Range,
		"join":        strings.Join,

		"topicPath":     address.Topic,
		"ownTagPath":    address.OwnTag,
		"digestPath":    address.Digest,
		"redactionPath": address.Redaction,
		"newTopic":      address.NewTopic,
		"searchFor":     func(q string) string { return address.Search{}.WithText(q).Href("/search") },
		"feedAs":        func(atom, as string) string { return strings.Replace(atom, ".atom", "."+as, 1) },
		"dateWords":     func(v string) string { return plain.Date(cutting.Date{Value: v}) },
		"list": func(id, title string, ds []DigestLine) digestList {
			return digestList{id, title, ds}
		},

		"cuttingPath": address.Cutting,
		"storyPath":   address.Story,
		"archiveOf": func(id string, edit, whole bool, a *library.InArchive) archive {
			return archive{a, id, edit, whole}
		},
		"clip":         clip,
		"since":        since,
		"howCopied":    plain.HowCopied,
		"citeForms":    export.Forms,
		"noteForms":    export.NoteForms,
		"sightingPath": address.Sighting,
		"comparePath":  address.Comparison,
		"capturePath":  address.Capture,
		"placePath":    address.Place,
		"bytesPath":    address.Bytes,
		"originalAt":   originalAt,
		"cutPath":      address.CutForm,
		"factsPath":    address.FactsForm,
		"undoPath":     address.Undo,
		"decisionsOf": func(capture, who string, ordinal int, list []library.DecisionView) decisions {
			return decisions{list, capture, who, ordinal}
		},
		"namePath":    address.Name,
		"passagePath": address.Passage,
		"passagePage": address.PassagePage,
		"nameKind":    plain.NameKind,
		"isoWords":    func(v string) string { return plain.Date(cutting.Date{Value: v}) },
		"timeWords":   plain.Time,
		"sourcePath":  address.Source,
		"sectionPath": address.Section,
		"railPath":    address.Rail,
		"capturesOf":  address.CapturesOf,
		"reasonPath":  address.FailedBecause,
		"blockOf":     func(capture string, b library.BlockView) block { return block{b, capture} },
		"markedOf":    func(capture string, runs []library.MarkedRun) markedText { return markedText{runs, capture} },
		"partOf":      func(capture string, p library.Part) part { return part{p, capture} },
	}
}

// archive is what else the archive has about a cutting.
type archive struct {
	*library.InArchive
	ID      string
	CanEdit bool
	Whole   bool // the cutting is a full post in a listing
}

// clipped is the maximum length of a passage in a list, in characters.
const clipped = 160

func clip(s string) string {
	return cutting.Shorten(s, clipped)
}

// since returns the earliest date at which a member of a story is known.
func since(s library.Since) cutting.Date { return cutting.Date{Value: s.Value} }

// DigestLine is a digest in a list, with how many of its items have a text of their own.
type DigestLine struct {
	library.Digest
	Independent int
}

// digestList is a list of digests under a heading.
type digestList struct {
	ID, Title string
	List      []DigestLine
}

// block and part are pieces of text with the capture whose bytes they are.
type block struct {
	library.BlockView
	Capture string
}

type part struct {
	library.Part
	Capture string
}

// markedText is a text with marks.
type markedText struct {
	Runs    []library.MarkedRun
	Capture string
}

// decisions are decisions for the page of what they affect: a capture, or its cutting with an ordinal from 0.
// Who is the initials that the browser keeps.
type decisions struct {
	List    []library.DecisionView
	Capture string
	Who     string
	Ordinal int // -1 on the capture's own page
}

// originalAt returns the address that shows a page as a browser does, opened at a cutting.
func originalAt(captureID string, headline cutting.Range, text []cutting.Range) string {
	if !headline.Empty() {
		text = append([]cutting.Range{headline}, text...)
	}
	return address.Original(captureID, library.Hull(text))
}
