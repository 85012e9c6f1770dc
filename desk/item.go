package desk

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// cuttingData is what a cutting's page shows: the text of one sighting, and the
// evidence for all of them.
type cuttingData struct {
	ID        string
	Shown     catalogue.Sighting
	Dir       string
	Parts     []partView
	Places    []sightingView
	Place     sightingView // the shown sighting's
	Versions  int
	Captures  int
	Capture   cutting.Capture // of the shown sighting
	PageTitle string
	Bytes     []byteLink
	Headline  *byteLink // nil when the headline was a claim, not text
	SourceRef string
	Section   string // search for the same section heading
	Rail      string
	URL       string // safe to follow, else ""
	URLShown  string
	Cite      []citePart
	First     time.Time // earliest capture and addition of any sighting
	Added     time.Time
	Modified  cutting.Date
	// OnlyChange says that the source calls the one date it tells that of a change.
	OnlyChange bool
	Against    *comparison // set when two versions are compared
	Fix        string      // the form for its date and byline, "" on a desk that takes no corrections
	Changed    bool        // a correction has just been kept
}

// comparison is the shown sighting's text against another's.
type comparison struct {
	Other    sightingView
	Headline []diffRun // nil when the headlines are alike
	Text     []diffRun
	Same     bool
}

// partView is one piece of the text as it is read.
type partView struct {
	Role  cutting.PartRole
	Text  string
	Dir   string
	Href  string // its bytes
	Bytes string
	At    bool // the passage asked for begins in it
	// Opens and Closes say that a list begins before and ends after this piece.
	Opens, Closes bool
}

type byteLink struct {
	Href  string
	Label string
}

// sightingView is one sighting among the evidence.
type sightingView struct {
	catalogue.Sighting
	Index   int
	Name    string // file name of the capture, "" when its row is gone
	Version string // "A" for the text seen first, then "B" …
	Place   string // the capture with the cutting outlined
	Show    string // this page with this sighting's text
	Compare string // the shown text against this one's, "" when they are one version
	On      bool
}

// cuttingOrJSON answers /cuttings/ID with a page and /cuttings/ID.json with the
// entry as the catalogue has it.
func (d *desk) cuttingOrJSON(w http.ResponseWriter, r *http.Request) {
	if id, ok := strings.CutSuffix(r.PathValue("id"), ".json"); ok {
		d.api(func(w http.ResponseWriter, r *http.Request) error {
			e, err := d.Catalogue.Entry(r.Context(), id)
			if err != nil {
				return err
			}
			body, err := json.Marshal(e)
			if err != nil {
				return fmt.Errorf("cutting %s as JSON: %w", id, err)
			}
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			d.send(w, r, append(body, '\n'))
			return nil
		})(w, r)
		return
	}
	d.page(d.cutting)(w, r)
}

func (d *desk) cutting(r *http.Request) (*reply, error) {
	id := r.PathValue("id")
	e, err := d.Catalogue.Entry(r.Context(), id)
	if err != nil {
		return nil, err
	}
	shown := indexOf(e, e.Sighting)
	if v := r.URL.Query().Get("sighting"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n >= len(e.Sightings) {
			return nil, cutting.Errorf(cutting.NotFound, "this cutting has %d sightings, counted from 0; there is no %s", len(e.Sightings), v)
		}
		shown = n
	}
	s := e.Sighting
	if shown >= 0 {
		s = e.Sightings[shown]
	}
	at := -1
	if v := r.URL.Query().Get("at"); v != "" {
		if n, err := strconv.Atoi(v); err == nil {
			at = n
		}
	}
	data := cuttingData{
		ID: id, Shown: s, Dir: direction(s.Lang, s.Headline+" "+s.Text), Parts: partsOf(s, at),
		Versions: e.Versions, SourceRef: sourcePath(s.Source.ID), URL: outLink(s.URL), URLShown: s.URL,
		First: e.Captured, Added: e.Added, Modified: s.Modified,
		OnlyChange: cutting.OnlyChange(s.Published, s.Modified),
		Changed:    r.URL.Query().Get("corrected") != "",
	}
	if d.Corrections != nil {
		data.Fix = factsPath(s.CaptureID, s.Ordinal)
	}
	if s.Section != "" {
		data.Section = sectionPath(s.Source.ID, "section", s.Section)
	}
	if s.Rail != "" {
		data.Rail = sectionPath(s.Source.ID, "rail", s.Rail)
	}
	for _, b := range s.Bytes {
		data.Bytes = append(data.Bytes, byteLink{bytesPath(s.CaptureID, b), rangeWords(b)})
	}
	if !s.HeadlineBytes.Empty() {
		data.Headline = &byteLink{bytesPath(s.CaptureID, s.HeadlineBytes), rangeWords(s.HeadlineBytes)}
	}
	if err := d.evidence(r, e, shown, &data); err != nil {
		return nil, err
	}
	if v := r.URL.Query().Get("against"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n >= len(data.Places) {
			return nil, cutting.Errorf(cutting.NotFound, "this cutting has %d sightings, counted from 0; there is no %s to compare with", len(e.Sightings), v)
		}
		data.Against = compare(s, data.Places[n])
	}
	data.Cite = citation(d.Name, s, data.Capture)
	if d.Views != nil && fromOwnPages(r) && r.Method == http.MethodGet {
		d.Views.Count(id)
	}
	title := s.Headline
	if title == "" {
		title = "Without a headline"
	}
	return &reply{page: "cutting", title: title, data: data, json: cuttingPath(id) + ".json"}, nil
}

// evidence fills in the sightings and what their captures' rows say.
func (d *desk) evidence(r *http.Request, e *catalogue.Entry, shown int, data *cuttingData) error {
	letters := map[cutting.Checksum]string{}
	rows := map[string]*catalogue.PageRow{}
	for i, s := range e.Sightings {
		row, seen := rows[s.CaptureID]
		if !seen {
			var err error
			row, err = d.Catalogue.Page(r.Context(), s.CaptureID)
			if err != nil && cutting.KindOf(err) != cutting.NotFound {
				return err
			}
			rows[s.CaptureID] = row
		}
		if letters[s.Version] == "" {
			letters[s.Version] = versionLetter(len(letters))
		}
		v := sightingView{Sighting: s, Index: i, Version: letters[s.Version], Place: placePath(s.CaptureID, s.Ordinal),
			Show: cuttingPath(e.ID) + "?sighting=" + strconv.Itoa(i), On: i == shown}
		if row != nil {
			v.Name = row.Capture.Name
		}
		if shown >= 0 && e.Sightings[shown].Version != s.Version {
			v.Compare = cuttingPath(e.ID) + "?sighting=" + strconv.Itoa(shown) + "&against=" + strconv.Itoa(i)
		}
		if i == shown && row != nil {
			data.Capture, data.PageTitle = row.Capture, row.Title
		}
		if i == shown {
			data.Place = v
		}
		if s.Captured.Before(data.First) {
			data.First = s.Captured
		}
		if s.Added.Before(data.Added) {
			data.Added = s.Added
		}
		data.Places = append(data.Places, v)
	}
	data.Captures = len(rows)
	return nil
}

// compare sets the shown sighting against another, the one captured first as the
// older.
func compare(shown catalogue.Sighting, other sightingView) *comparison {
	older, newer := other.Sighting, shown
	if shown.Captured.Before(other.Captured) {
		older, newer = newer, older
	}
	c := &comparison{Other: other, Same: shown.Version == other.Sighting.Version, Text: diffWords(older.Text, newer.Text)}
	if older.Headline != newer.Headline {
		c.Headline = diffWords(older.Headline, newer.Headline)
	}
	return c
}

// indexOf finds the representative among an entry's sightings, -1 when it is not
// there.
func indexOf(e *catalogue.Entry, s catalogue.Sighting) int {
	for i, o := range e.Sightings {
		if o.CaptureID == s.CaptureID && o.Ordinal == s.Ordinal {
			return i
		}
	}
	return -1
}

// versionLetter names versions A to Z, then 27, 28, …
func versionLetter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return strconv.Itoa(n + 1)
}

// partsOf lays out a sighting's text. at is a byte offset in the text whose piece
// is to be marked, -1 for none.
func partsOf(s catalogue.Sighting, at int) []partView {
	var out []partView
	for _, p := range s.Parts {
		if p.Text.Start < 0 || p.Text.End > len(s.Text) || p.Text.Empty() {
			continue
		}
		text := p.Text.In(s.Text)
		v := partView{Role: p.Role, Text: text, Dir: direction(s.Lang, text), At: p.Text.Start <= at && at < p.Text.End}
		if !p.Bytes.Empty() {
			v.Href, v.Bytes = bytesPath(s.CaptureID, p.Bytes), rangeWords(p.Bytes)
		}
		out = append(out, v)
	}
	if len(out) == 0 && s.Text != "" { // a row without parts still shows its text
		for _, para := range strings.Split(s.Text, "\n\n") {
			out = append(out, partView{Role: cutting.PartParagraph, Text: para, Dir: direction(s.Lang, para)})
		}
	}
	for i := range out {
		if out[i].Role != cutting.PartListItem {
			continue
		}
		out[i].Opens = i == 0 || out[i-1].Role != cutting.PartListItem
		out[i].Closes = i == len(out)-1 || out[i+1].Role != cutting.PartListItem
	}
	return out
}

// rangeWords writes a byte range for people: first byte to the one after the last.
func rangeWords(r cutting.Range) string {
	return groupDigits(r.Start) + "–" + groupDigits(r.End)
}

// citePart is a piece of a citation; what is quoted from the source keeps its own
// direction.
type citePart struct {
	Text   string
	Quoted bool
}

// citation is one line a scholar can put in a note: who, what, when, and the
// evidence it was read from.
func citation(archive string, s catalogue.Sighting, c cutting.Capture) []citePart {
	var out []citePart
	say := func(text string) { out = append(out, citePart{Text: text}) }
	quote := func(text string) { out = append(out, citePart{text, true}) }
	if len(s.Byline) > 0 {
		quote(strings.Join(s.Byline, ", "))
		if s.BylineOrigin == cutting.Corrected {
			say(" (byline " + correctedByHand + ")")
		}
		say(", ")
	}
	if s.Headline != "" {
		say("“")
		quote(s.Headline)
		say("”, ")
	}
	quote(s.Source.Name)
	say(", " + dateWords(s.Published))
	if s.Published.Origin == cutting.Corrected {
		say(" (" + correctedByHand + ")")
	}
	if s.URL != "" {
		say(", ")
		quote(s.URL)
	}
	say(". Captured " + showInstant(s.Captured))
	if c.Checksum != "" {
		say(", SHA-256 " + string(c.Checksum))
	}
	for i, r := range s.Bytes {
		before := ", "
		if i == 0 {
			before = ", bytes "
		}
		say(before + strconv.FormatInt(r.Start, 10) + "–" + strconv.FormatInt(r.End, 10))
	}
	say(". In the archive “")
	quote(archive)
	say("”, cutting " + s.CuttingID + ".")
	return out
}
