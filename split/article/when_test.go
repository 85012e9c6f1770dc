package article

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
)

// longStory separates a headline from what is far below it.
var longStory = strings.Repeat("<p>The harbour council met again and nobody could say why the lamps of the long "+
	"pier had failed in the night of the storm.</p>", 60)

func TestDateCandidates(t *testing.T) {
	for _, c := range []struct{ name, html, want, not string }{
		{"numeric, the language's habit", `<html lang=en><body><h1>Tide ` +
			`turns</h1><p>03/10/2031</p><p>Text.</p></body></html>`, "2031-03-10", "2031-10-03"},
		{"numeric, region of the page", `<html lang=en-GB><body><h1>Tide ` +
			`turns</h1><p>03/10/2031</p><p>Text.</p></body></html>`, "2031-10-03", "2031-03-10"},
		{"numeric, region in xml:lang", `<html xml:lang="en-AU"><body><h1>Tide turns</h1><p>03/10/2031</p>` +
			longStory + `</body></html>`, "2031-10-03", "2031-03-10"},
		{"numeric, region of the locale", `<html lang=en-US><head><meta property="og:locale" ` +
			`content="en_GB"></head><body><h1>Tide turns</h1><p>03/10/2031</p></body></html>`, "2031-10-03",
			"2031-03-10"},
		{"numeric, another date is plain", `<html lang=en><body><h1>Tide ` +
			`turns</h1><p>03/10/2031</p><p>23/09/2031</p></body></html>`, "2031-10-03", "2031-03-10"},
		{"numeric, others are plain the other way", `<html lang=en-GB><body><h1>Tide ` +
			`turns</h1><p>03/10/2031</p><p>09/23/2031</p></body></html>`, "2031-03-10", "2031-10-03"},
		{"numeric, two that mirror each other", `<html lang=en><body><h1>Tide ` +
			`turns</h1><p>03/10/2031</p><p>10/03/2031</p><p>23/09/2031</p></body></html>`, "2031-10-03 2031-03-10",
			""},
		{"numeric, the page's metadata know", `<html lang=en><head><meta property="article:published_time" ` +
			`content="2031-10-03T08:00:00Z"></head><body><h1>Tide turns</h1><p>03/10/2031</p></body></html>`,
			"2031-10-03", "2031-03-10"},
		{"a change told far below", `<h1>Tide turns</h1>` + longStory +
			`<div><p>Contact the harbour office</p><p>Last updated March 3, 2031 by Ada Fern</p></div>`, "2031-03-03",
			""},
		{"a day told far below of nothing", `<h1>Tide turns</h1>` + longStory + longStory +
			`<div><p>Doors of the lamp works open March 3, 2031 for ` +
			`all</p><p>x</p><p>x</p><p>x</p><p>x</p><p>x</p></div>`, "", "2031-03-03"},
	} {
		days := map[string]bool{}
		for _, d := range factsOf(t, c.html).dateCandidates() {
			days[d.day] = true
		}
		for _, w := range strings.Fields(c.want) {
			if !days[w] {
				t.Errorf("%s: %s is not among %v", c.name, w, days)
			}
		}
		if c.not != "" && days[c.not] {
			t.Errorf("%s: %s is among %v", c.name, c.not, days)
		}
	}
}

func TestPublicationKeepsTheDayOfAChange(t *testing.T) {
	for _, c := range []struct{ name, html, chosen, published, modified string }{
		{"both beside the headline", "<h1>Tide turns</h1><p>Published 1 May 2031, updated 3 May 2031</p>" + longStory,
			"2031-05-01", "2031-05-01", "2031-05-03"},
		{"both, a headline the title repeats", "<head><title>Tide turns</title></head><h1>Tide " +
			"turns</h1><p>Published 1 May 2031, updated 3 May 2031</p>" + longStory, "2031-05-01", "2031-05-01",
			"2031-05-03"},
		{"the only one, of a change", "<h1>Tide turns</h1><p>Updated 3 May 2031</p>" + longStory, "2031-05-03",
			"2031-05-03", "2031-05-03"},
		{"none, a change at the foot", "<h1>Tide turns</h1>" + longStory + "<p>Last updated 3 May 2031</p>", "", "",
			"2031-05-03"},
		{"none, a deadline", "<h1>Tide turns</h1><p>Deadline 3 May 2031</p>" + longStory, "", "", ""},
		{"another page's change far below", "<h1>Tide turns</h1><p>1 May 2031</p>" + longStory +
			"<p>Last updated 3 May 2031</p>", "2031-05-01", "2031-05-01", ""},
		{"meta elements", `<head><meta property="article:modified_time" ` +
			`content="2031-05-03T10:00:00Z"></head><h1>Tide turns</h1><p>1 May 2031</p>` + longStory, "2031-05-01",
			"2031-05-01", "2031-05-03T10:00:00Z"},
	} {
		f := factsOf(t, c.html)
		days := f.dateCandidates()
		at := slices.IndexFunc(days, func(d dateCandidate) bool { return d.day == c.chosen })
		if at < 0 {
			t.Errorf("%s: %q is not among %v", c.name, c.chosen, days)
			continue
		}
		var got cutting.Cutting
		f.setPublication(&got, days, at, make([]bool, len(f.v.p.Blocks)))
		if got.Published.Value != c.published || got.Modified.Value != c.modified {
			t.Errorf("%s: published %q, modified %q, want %q and %q", c.name, got.Published.Value, got.Modified.Value,
				c.published, c.modified)
		}
		if got.Modified.Value != "" && got.Modified.Origin == "" {
			t.Errorf("%s: the change's date has no origin", c.name)
		}
	}
}

func TestDateVectorsAreWhole(t *testing.T) {
	for _, html := range []string{"<p>x</p>", "<h1>Tide turns</h1><p>By Ada Fern</p><p>3 May 2031</p><time " +
		"datetime=2031-05-04></time>" + longStory} {
		f := factsOf(t, html)
		cs := f.dateCandidates()
		for i, row := range f.dateRows(cs) {
			if len(row) != len(dateFeatures) {
				t.Errorf("candidate %q: %d entries, want %d", cs[i].day, len(row), len(dateFeatures))
			}
		}
	}
}

func TestDateLabels(t *testing.T) {
	for text, want := range map[string]dateRole{
		"Published on 3 May 2031": rolePublished, "Last updated: 3 May 2031": roleModified,
		"Deadline 3 May 2031": roleOther, "Harbour, 3 May 2031": noRole, "Letzte Änderung: 3. Mai 2031": roleModified,
		"Erschienen am 3. Mai 2031": rolePublished, "Mise à jour le 3 mai 2031": roleModified,
		"Опубликовано 3 мая 2031": rolePublished, "ngày đăng 3 tháng 5 năm 2031": rolePublished,
		"発表 2031年5月3日":   rolePublished,
		"最終更新 2031年5月3日": roleModified,
	} {
		f := factsOf(t, "<p>"+text+"</p>")
		at := strings.Index(f.v.p.Text, "3")
		if i := strings.Index(f.v.p.Text, "2031年"); i >= 0 {
			at = i
		}
		if got := f.roleBefore(at); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestDateKeys(t *testing.T) {
	for key, want := range map[string]dateKeyKind{
		"article:published_time": keyPublished, "article:modified_time": keyModified, "og:updated_time": keyModified,
		"date": keyOther, "dc.date.issued": keyPublished, "parsely-pub-date": keyPublished, "lastmod": keyNone,
		"last-modified": keyModified, "article:publisher": keyNone, "article:expiration_time": keyNone,
		"author": keyNone, "viewport": keyNone, "datemodified": keyModified,
	} {
		if got := dateKey(key); got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
}

func TestLateWordBelongsToTheNearestDate(t *testing.T) {
	f := factsOf(t, "<p>Published 1 May 2031, updated 3 May 2031</p>")
	text := f.v.p.Text
	if at := strings.Index(text, "1 May"); f.roleBefore(at) == roleModified {
		t.Error("the date of publication is taken for one of updating")
	}
	if at := strings.Index(text, "3 May"); f.roleBefore(at) != roleModified {
		t.Error("the word before the second date is not seen")
	}
}

func TestDayNumbersCountDays(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float32
	}{
		{"2031-03-01", "2031-02-28", 1}, {"2032-03-01", "2032-02-28", 2}, {"2031-01-01", "2030-12-31", 1},
		{"2031-03-04", "2030-03-04", 365},
	} {
		if got := dayNumber(c.a) - dayNumber(c.b); got != c.want {
			t.Errorf("%s - %s = %v days, want %v", c.a, c.b, got, c.want)
		}
	}
}
