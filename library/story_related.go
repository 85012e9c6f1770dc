package library

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// Related is another text in the archive with a cutting's relation to it.
type Related struct {
	catalogue.Head // of one cutting that shows the text
	// Others is how many more cuttings show the same text, at most relatedShowing.
	Others   int                    `json:"others,omitempty"`
	Relation catalogue.TextRelation `json:"relation"`
	// Passages are passages in common, longest first, with the words in each.
	Passages []AlignedPassage `json:"passages,omitempty"`
	// Headlines reports that both have a headline and they differ.
	Headlines bool `json:"headlines_differ"`
	// By gives the evidence of an announcement that is no text: "address", "headline".
	By string `json:"by,omitempty"`
}

// AlignedPassage is a passage that two texts share.
type AlignedPassage struct {
	catalogue.SharedSpan
	This  string `json:"this_words"`  // the words in this text
	Other string `json:"other_words"` // the words in the other
	// Quote is This as shown on pages: words that the passage cuts are left out, and "…" marks where it begins or
	// ends within a sentence.
	Quote string `json:"-"`
}

// wholeWords returns a span of a text for AlignedPassage.Quote.
func wholeWords(text string, sp cutting.Span) string {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	within := func(at int) bool { // whether a word goes over this place
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at:])
		return letter(before) && letter(after)
	}
	out := sp.In(text)
	if within(sp.Start) {
		if i := strings.IndexFunc(out, unicode.IsSpace); i >= 0 {
			out = out[i:]
		}
	}
	if within(sp.End) {
		if i := strings.LastIndexFunc(out, unicode.IsSpace); i >= 0 {
			out = out[:i]
		}
	}
	out = strings.TrimSpace(out)
	if before := strings.TrimRight(text[:sp.Start], " \t"); before != "" && !strings.HasSuffix(before, "\n") &&
		!plain.EndsSentence(before) || within(sp.Start) {
		out = "… " + out
	}
	if after := strings.TrimLeft(text[sp.End:], " \t"); within(sp.End) ||
		after != "" && !strings.HasPrefix(after, "\n") && !plain.EndsSentence(out) {
		out += " …"
	}
	return out
}

// relatedShowing is the maximum number of cuttings with one text that are counted.
const relatedShowing = 100

// Related returns the texts that share passages with a cutting's text: first those of its story, then others,
// each by descending longest passage. Of many similar texts it returns some; the story has all. It returns
// NotFound for an unknown cutting.
func (l *Library) Related(ctx context.Context, cuttingID string) ([]Related, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	e, err := cat.Entry(ctx, cuttingID)
	if err != nil {
		return nil, err
	}
	key := catalogue.TextKey(&e.Sighting)
	same, err := relatedCutting(ctx, cat, &e.Sighting,
		catalogue.TextRelation{Text: key, Kind: catalogue.SameText, This: 1,
			Other: 1}, cuttingID)
	if err != nil {
		return nil, err
	}
	out := same
	rs, err := catalogue.RelationsOf(ctx, cat, key)
	if err != nil {
		return nil, err
	}
	for _, joins := range []bool{true, false} {
		for _, r := range rs.Relations {
			if r.Joins() != joins {
				continue
			}
			found, err := relatedCutting(ctx, cat, &e.Sighting, r, cuttingID)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	row, err := catalogue.StoryOf(ctx, cat, cuttingID)
	if err != nil || row.Article == "" {
		return out, err
	}
	for i := range out {
		if out[i].ID == row.Article {
			out[i].By = row.By
			return out, nil
		}
	}
	a, err := cat.Entry(ctx, row.Article)
	if cutting.KindOf(err) == cutting.NotFound {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	link := Related{Head: headOf(a), Relation: catalogue.TextRelation{Text: catalogue.TextKey(&a.Sighting),
		Kind: catalogue.Announces}, Headlines: headlinesDiffer(e.Headline, a.Headline), By: row.By}
	return append([]Related{link}, out...), nil
}

// relatedCutting returns a relation with one cutting that has the other text; nil when no other cutting has it.
func relatedCutting(ctx context.Context, cat Catalogue, this *catalogue.Sighting, r catalogue.TextRelation,
	self string) ([]Related, error) {
	ids, err := cat.Showing(ctx, r.Text, "", relatedShowing+1)
	if err != nil {
		return nil, err
	}
	out := Related{Relation: r, Others: -1}
	var other *catalogue.Entry
	for _, id := range ids {
		if id == self {
			continue
		}
		out.Others++
		if other == nil {
			if other, err = cat.Entry(ctx, id); cutting.KindOf(err) == cutting.NotFound {
				other = nil
			} else if err != nil {
				return nil, err
			}
		}
	}
	if other == nil {
		return nil, nil
	}
	out.Head, out.Headlines = headOf(other), headlinesDiffer(this.Headline, other.Headline)
	text, err := cat.Text(ctx, r.Text)
	if err != nil {
		return nil, err
	}
	out.Passages = aligned(r.Passages, this.Text, text.Text)
	return []Related{out}, nil
}

// headlinesDiffer reports whether two headlines are both set and have different words.
func headlinesDiffer(a, b string) bool { return a != "" && b != "" && a != b }
