package page_test

import (
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
)

const (
	indonesian = "Dewan kota Velm pada hari Senin memutuskan bahwa lampu di pelabuhan itu akan dinyalakan " +
		"lagi dengan syarat yang telah ditetapkan."
	indonesian2 = "Para penjaga tidak setuju dan meminta waktu untuk itu, karena pekerjaan ini akan " +
		"memakan tiga minggu."
	fewWords = "Lampu Velm dan penjaga di pelabuhan"
	english  = "The lamps of the harbour are to be lit again, and the keepers have asked for time."
)

// TestLanguagesOfCuttings: items in another language than their page's, declared or not.
func TestLanguagesOfCuttings(t *testing.T) {
	for _, c := range []struct {
		name, page  string
		texts, want []string
	}{
		{"items in two languages", "en", []string{indonesian, english, indonesian2}, []string{"id", "", "id"}},
		{"few words beside two clear items", "en", []string{indonesian, fewWords, indonesian2},
			[]string{"id", "id", "id"}},
		{"few words beside one clear item", "en", []string{indonesian, fewWords, english}, []string{"id", "", ""}},
		{"few words alone", "en", []string{fewWords, fewWords, english}, []string{"", "", ""}},
		{"a name in another language", "en", []string{"The Casa de las Flores is to be closed", english, "Velm"},
			[]string{"", "", ""}},
		{"another script", "en", []string{english, "Городской совет Вельма решил, что лампы в гавани снова зажгут, " +
			"как и было раньше, и не на год."}, []string{"", "ru"}},
		{"a program on a Chinese page", "zh", []string{
			strings.Repeat("for (var lamp in list) { return this.is (lamp) } ", 4), "码头"}, []string{"", ""}},
		{"prose on a Chinese page", "zh", []string{english + " " + english, "码头"}, []string{"en", ""}},
		{"a page without a language", "", []string{indonesian, english}, []string{"", ""}},
		{"one cutting has the page's", "en", []string{indonesian}, []string{""}},
		{"words of a neighbour that are not known", "bs", []string{"Vijeće grada je odlučilo da će se svjetla opet " +
			"upaliti, a to je za čuvare i za sve do kraja godine, nakon što su bili", english}, []string{"", "en"}},
	} {
		p := &cutting.Page{Meta: cutting.Meta{Lang: c.page}}
		var cs []cutting.Cutting
		for _, s := range c.texts {
			at := cutting.Span{Start: len(p.Text), End: len(p.Text) + len(s)}
			p.Text += s + "\n"
			cs = append(cs, cutting.Cutting{Kind: cutting.Teaser, Parts: []cutting.Part{{Span: at}}})
		}
		page.SetLanguages(p, cs)
		for i := range cs {
			if cs[i].Lang != c.want[i] {
				t.Errorf("%s: item %d is %q, want %q", c.name, i, cs[i].Lang, c.want[i])
			}
		}
	}
	p := &cutting.Page{Meta: cutting.Meta{Lang: "en"}, Text: indonesian}
	parts := []cutting.Part{{Span: cutting.Span{End: len(indonesian)}}}
	cs := []cutting.Cutting{{Lang: "ms", Parts: parts}, {Lang: "en", Parts: parts}}
	if page.SetLanguages(p, cs); cs[0].Lang != "ms" || cs[1].Lang != "en" {
		t.Errorf("languages given by a person became %q and %q", cs[0].Lang, cs[1].Lang)
	}
}
