package browsertest

import (
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library/librarytest"
)

// topicsAndDigests is a book with topics and digests in it: one that reads from left to right,
// with words without an end, and one from right to left.
func topicsAndDigests(t *testing.T, a *librarytest.Archive) *journal.Book {
	t.Helper()
	j, err := journal.Open(t.TempDir(), journal.Options{Clock: librarytest.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	endless := strings.Repeat("Hafenabgabenverordnungsentwurf", 5)
	item := func(id, headline, excerpt, source, lang string) cutting.DigestItem {
		return cutting.DigestItem{Cutting: id, Headline: headline, Excerpt: excerpt, Source: source, Lang: lang,
			URL: "https://morrowpost.example/" + endless, Published: "2011-04-08",
			AlsoIn: []cutting.DigestAlso{{Source: "Courier", URL: "https://courier.example/a"}},
			Evidence: &cutting.DigestEvidence{Capture: "c", Checksum: cutting.Sum([]byte(id)),
				Saved: "Captured 8 April 2011"}}
	}
	for _, d := range []struct {
		kind, target string
		value        any
	}{
		{cutting.TopicDecision, "harbour", cutting.Topic{Title: "The harbour levy",
			Introduction: "What was said of it.", Query: "levy", Spellings: []string{endless},
			Pinned: []string{a.CuttingID(levy)}}},
		{cutting.TopicDecision, "saved", cutting.Topic{Title: "Levy, saved", Query: "levy"}},
		{cutting.TopicDecision, "bandar", cutting.Topic{Title: "عوارض بندر", Introduction: "آنچه گفته شد.",
			Query: "بندر",
			Lang:  "fa"}},
		{cutting.NoteDecision, a.CuttingID(levy), cutting.Note{Text: "Ask the board. " + endless,
			Tags: []string{"check"}}},
		{cutting.DigestDecision, "draft", cutting.Digest{Title: "A draft", State: cutting.Draft}},
		{cutting.DigestDecision, "week", cutting.Digest{Title: "Week 40 " + endless, Introduction: "Ours.",
			State: cutting.Published, Topic: "harbour", Items: []cutting.DigestItem{
				item(a.CuttingID(levy), levy, "Nine hours …", "Morrow Post", "en"),
				item("x", endless, endless, "Courier", "de")}}},
		{cutting.DigestDecision, "bandar", cutting.Digest{Title: "گزیده هفته", Lang: "fa", State: cutting.Published,
			Items: []cutting.DigestItem{item(a.CuttingID(persian), persian, "شورای شهر …", "بندر امروز", "fa")}}},
	} {
		line, err := journal.Keep("el", d.kind, d.target, d.value)
		if err == nil {
			_, err = j.Append(line)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range []cutting.Redaction{
		{Name: "Oda Harbour", Also: []string{"Oda Lindqvane", "levy", endless}, Note: "She asked. " + endless},
		{Name: "سهراب درخشان", Also: []string{"بندر"}, Note: "باز هم"}} {
		line, err := journal.Redact("el", r)
		if err == nil {
			_, err = j.Append(line)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	b := journal.NewBook(nil)
	if _, err := b.Follow(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	return b
}
