package lang_test

import (
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/page/pagetest"
)

func TestLanguage(t *testing.T) {
	text := func(lang string) string { return "<p>" + pagetest.Samples[lang] + "</p>" }
	for _, c := range []struct{ name, src, lang, origin string }{
		{"declared", `<html lang="pl">` + text("pl"), "pl", "declared"},
		{"declared with a region", `<html lang="pt-BR"><p>Velm</p>`, "pt", "declared"},
		{"declared in three letters", `<html lang="per">` + text("fa"), "fa", "declared"},
		{"declared with an underscore", `<html lang="de_AT">` + text("de"), "de", "declared"},
		{"declared on the body", `<body lang="fr">` + text("fr"), "fr", "declared"},
		{"declared by a meta element", `<meta http-equiv="Content-Language" content="cs, en">` + text("cs"), "cs",
			"declared"},
		{"declared by a locale", `<meta property="og:locale" content="hu_HU">` + text("hu"), "hu", "declared"},
		{"a declaration that is none", `<html lang="x"><meta property="og:locale" content="es_ES">` + text("es"), "es",
			"declared"},
		{"declared wrong, another script", `<html lang="en">` + text("fa"), "fa", "detected"},
		{"declared wrong, Arabic for Persian script", `<html lang="en-US">` + text("ar"), "ar", "detected"},
		{"declared wrong, same script", `<html lang="en">` + text("de") + text("de"), "de", "detected"},
		{"declared by a template", `<html lang="en-US">` +
			"<p>Dewan kota Velm pada hari Senin memutuskan bahwa lampu di pelabuhan itu akan dinyalakan " +
			"lagi.</p><p>Menurut wali kota, pekerjaan ini akan memakan waktu tiga minggu, tetapi para penjaga tidak " +
			"setuju dengan syarat yang telah ditetapkan dan meminta waktu untuk itu.</p>",
			"id", "detected"},
		{"declared by a country's name", `<html lang="cn">` + text("zh"), "zh", "declared"},
		{"terms in Latin letters", `<html lang="zh-CN"><p>` +
			strings.Repeat("kubectl apply -f deploy.yaml and wait for the rollout of it ", 4) + "</p>" + text("zh"),
			"zh", "declared"},
		{"terms in Latin letters, undeclared", "<p>" + strings.Repeat("kubectl apply deploy ", 5) + "</p>" +
			text("zh"), "zh", "detected"},
		{"a neighbour whose words are not known", `<html lang="bs">` +
			"<p>Vijeće grada Velma odlučilo je u ponedjeljak da će se svjetla duž luke ponovo upaliti, a to je za " +
			"čuvare i za sve koji od toga žive samo do kraja godine, nakon što su uvjeti bili kao i prije.</p>", "bs",
			"declared"},
		{"a few words prove nothing", `<html lang="en"><p>Der Rat von Welm</p>`, "en", "declared"},
		{"detected Russian", text("ru"), "ru", "detected"},
		{"detected Ukrainian", text("uk"), "uk", "detected"},
		{"detected Bulgarian", text("bg"), "bg", "detected"},
		{"detected Hebrew", text("he"), "he", "detected"},
		{"detected Greek", text("el"), "el", "detected"},
		{"detected Japanese", text("ja"), "ja", "detected"},
		{"detected Chinese", text("zh"), "zh", "detected"},
		{"detected Korean", text("ko"), "ko", "detected"},
		{"detected Thai", text("th"), "th", "detected"},
		{"detected French", text("fr"), "fr", "detected"},
		{"detected Turkish", text("tr"), "tr", "detected"},
		{"too little text", "<p>Velm 12</p>", "", ""},
		{"no text", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagetest.ReadHTML(t, c.src, page.Options{})
			if p.Meta.Lang != c.lang || p.Meta.LangOrigin != c.origin {
				t.Errorf("%q (%s), want %q (%s)", p.Meta.Lang, p.Meta.LangOrigin, c.lang, c.origin)
			}
		})
	}
}

func TestPageDirection(t *testing.T) {
	for _, c := range []struct {
		name, src string
		rtl       bool
	}{
		{"declared", `<html dir=rtl><p>` + pagetest.Samples["ar"], true},
		{"by the text", `<p>` + pagetest.Samples["he"], true},
		{"by the text against the template", `<html dir=ltr><p>` + pagetest.Samples["fa"], true},
		{"left to right", `<p>` + pagetest.Samples["de"], false},
		{"a quotation does not turn the page", `<p>` + pagetest.Samples["de"] + "<p>" + pagetest.Samples["en"] +
			`<p>سلام`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if p := pagetest.ReadHTML(t, c.src, page.Options{}); p.Meta.RTL != c.rtl {
				t.Errorf("right to left %v, want %v", p.Meta.RTL, c.rtl)
			}
		})
	}
}
