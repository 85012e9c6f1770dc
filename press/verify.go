package press

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Problem is one thing verify found wrong.
type Problem struct {
	Where string `json:"where"` // a file and offset, a capture, a cutting
	What  string `json:"what"`
}

func (p Problem) String() string { return p.Where + ": " + p.What }

// VerifyCatalogue is the part of the catalogue verify reads.
type VerifyCatalogue interface {
	Page(ctx context.Context, captureID string) (*catalogue.PageRow, error)
	PageSightings(ctx context.Context, captureID string) ([]catalogue.Sighting, error)
	Pages(ctx context.Context, after string, fn func(catalogue.PageRow) bool) error
}

// Verified has the counts of VerifyRows.
type Verified struct {
	Captures int // in the vault
	Stale    int // of those, read by other stage versions or before the last decisions about them
	Unread   int // of those, not in the catalogue yet, after an interrupted run
}

// VerifyRows reads every capture again and compares what the catalogue states with the bytes: each row, each
// span of text, each byte range. Rows made by other stage versions are only checked for being inside their
// capture. It does not verify the checksums of the vault.
func (p *Press) VerifyRows(ctx context.Context, c VerifyCatalogue, report func(Problem)) (counts Verified, err error) {
	inVault := map[string]bool{}
	err = p.Vault.Each(ctx, func(k Kept) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		inVault[k.Capture.ID] = true
		counts.Captures++
		return p.verifyCapture(ctx, c, k, &counts, report)
	})
	if err != nil {
		return counts, err
	}
	err = c.Pages(ctx, "", func(r catalogue.PageRow) bool {
		if !inVault[r.Capture.ID] {
			report(Problem{"capture " + r.Capture.ID, "the catalogue has a page for it, the vault has no such " +
				"capture; run `cuttings rebuild`"})
		}
		return true
	})
	return counts, err
}

func (p *Press) verifyCapture(ctx context.Context, c VerifyCatalogue, k Kept, counts *Verified,
	report func(Problem)) error {
	where := fmt.Sprintf("capture %s (%s)", k.Capture.ID, k.Capture.Name)
	row, err := c.Page(ctx, k.Capture.ID)
	if cutting.KindOf(err) == cutting.NotFound {
		counts.Unread++
		return nil
	}
	var got []catalogue.Sighting
	if err == nil {
		got, err = c.PageSightings(ctx, k.Capture.ID)
	}
	if err != nil && cutting.KindOf(err) == cutting.Internal && ctx.Err() == nil { // other captures may be readable
		report(Problem{where, err.Error()})
		return nil
	}
	if err != nil {
		return err
	}
	desc, content, err := p.Vault.Get(ctx, k.Capture.ID)
	if err != nil {
		report(Problem{where, "cannot be read from the vault: " + err.Error()})
		return nil
	}
	if row.Capture.Checksum != cutting.Sum(content) {
		report(Problem{where, "the catalogue's checksum is not that of the bytes in the vault"})
	}
	for i := range got {
		checkInside(&got[i], int64(len(content)), where, report)
	}
	if !p.UpToDate(row) {
		counts.Stale++
		return nil
	}
	o := Original{Capture: desc, Content: content, Faults: k.Faults, Failure: p.Marks.Passed(k.Capture.ID)}
	want, _, _, _ := readingOf(ctx, o, k.Added, p.decisionsAbout(k.Capture.ID)) // the row has the error
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	compare(where, want, *row, got, report)
	return nil
}

// checkInside reports byte ranges and spans that are outside what they refer to.
func checkInside(s *catalogue.Sighting, length int64, where string, report func(Problem)) {
	at := fmt.Sprintf("%s, cutting %d", where, s.Ordinal)
	check := func(r cutting.Range) {
		if r.Start < 0 || r.End < r.Start || r.End > length {
			report(Problem{at, fmt.Sprintf("byte range %v does not lie in the capture's %d bytes", r, length)})
		}
	}
	for _, r := range s.Bytes {
		check(r)
	}
	check(s.HeadlineBytes)
	for _, p := range s.Parts {
		check(p.Bytes)
		if p.Text.Start < 0 || p.Text.End < p.Text.Start || p.Text.End > len(s.Text) {
			report(Problem{at, fmt.Sprintf("text span %v does not lie in the text", p.Text)})
		}
	}
}

// compare reports where the stored rows differ from a fresh reading.
func compare(where string, want catalogue.PageReading, row catalogue.PageRow, got []catalogue.Sighting,
	report func(Problem)) {
	if len(got) != len(want.Sightings) {
		report(Problem{where, fmt.Sprintf("has %d cuttings in the catalogue, %d in its bytes", len(got),
			len(want.Sightings))})
		return
	}
	if a, b := row.Failure, want.Page.Failure; a != b {
		report(Problem{where, fmt.Sprintf("failure %q in the catalogue, %q when read again", a, b)})
	} else if ja, jb := pageJSON(row), pageJSON(want.Page); !bytes.Equal(ja, jb) {
		report(Problem{where, "the catalogue's row of the page differs from the bytes: " +
			firstDifference(ja, jb)})
	}
	for i := range got {
		a, b := got[i], want.Sightings[i]
		a.Source.Name, b.Source.Name = "", "" // the catalogue chooses one name per source
		ja, _ := json.Marshal(a)
		jb, _ := json.Marshal(b)
		if !bytes.Equal(ja, jb) {
			report(Problem{fmt.Sprintf("%s, cutting %d", where, i),
				"the catalogue differs from the bytes: " + firstDifference(ja, jb)})
		}
	}
}

// pageJSON returns a page's row for comparing.
func pageJSON(r catalogue.PageRow) []byte {
	r.Added, r.Capture.Time = r.Added.UTC(), r.Capture.Time.UTC()
	b, _ := json.Marshal(r)
	return b
}

// firstDifference returns the surroundings of the first byte in which two JSON texts differ.
func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-30)
	return fmt.Sprintf("…%s… against …%s…", a[from:min(len(a), i+40)], b[from:min(len(b), i+40)])
}
