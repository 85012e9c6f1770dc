package browsertest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/librarytest"
)

// openNamed is a desk over texts that name people, read and joined.
func openNamed(t *testing.T) *visit {
	t.Helper()
	a := librarytest.NewArchive()
	for i, text := range []string{
		"\"The ferry will stop,\" said Ilya Dravic, who leads the Orvanian Seafarers' Union (OSU), in Velm. The " +
			"terrorist " +
			"group OSU was founded in 1965. A ferry sank in March 1986.",
		"Ilya Dravic denied on Friday in Velm that the ferry would stop. The Orvanian Seafarers' Union was founded " +
			"in 1971.",
		"Yusuf al-Harrani spoke in Pell.", "Youssef Harrani came to Selene.", "Youssef Harrani left Selene.",
		"Yusuf al-Harrani stayed in Pell.",
	} {
		a.AddHTML(fmt.Sprintf("named%d.html", i), nil, catalogue.Sighting{Headline: fmt.Sprintf("Strike news %d", i),
			Text: text, Lang: "en", Published: cutting.Date{Value: "2014-03-06"},
			Source: catalogue.Source{ID: fmt.Sprintf("s%d.example", i%3), Name: "Paper"}})
	}
	return openWith(t, a, func(c *librarytest.Catalogue) {
		ctx := context.Background()
		if err := c.ReadTexts(ctx); err != nil {
			t.Fatal(err)
		}
		if err := c.JoinNames(ctx, func() cutting.NameDecisions { return cutting.NameDecisions{} }); err != nil {
			t.Fatal(err)
		}
	})
}

const allMarks = "?marks=names&marks=statements&marks=labels&marks=times"

// TestNamesLook opens the pages about names in four ways: nothing runs sideways, and the
// console stays empty.
func TestNamesLook(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"wide", 1280, 900, false}, {"wide-dark", 1280, 900, true}, {"phone-dark", 390, 740, true},
		{"narrow", 320, 640, false}} {
		t.Run(look.name, func(t *testing.T) {
			v := openNamed(t)
			v.screen(look.width, look.height)
			if look.dark {
				v.dark()
			}
			for name, path := range map[string]string{
				"marks":     "/cuttings/" + v.archive.CuttingID("Strike news 0") + allMarks,
				"rtl-marks": "/cuttings/" + v.archive.CuttingID(persian) + allMarks,
				"names":     "/names", "review": "/names/review", "named-search": "/search?q=osu",
				"name": "/names/ORG:orvanian%20seafarers%20union", "statements": "/statements?q=ferry",
				"timeline": "/timeline?q=ferry", "disputes": "/disputes", "profile": "/sources/s0.example",
			} {
				v.goTo(path)
				v.shot(name + "-" + look.name)
				if wide := js[int64](v, "document.documentElement.scrollWidth"); wide > look.width {
					widest := js[string](v, `[...document.querySelectorAll("main *")].filter(e => `+
						`e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + "." + `+
						`e.className).slice(0, 5).join(", ")`)
					t.Errorf("%s is %d pixels wide on a screen of %d: %s", name, wide, look.width, widest)
				}
				small := js[string](v, `[...document.querySelectorAll("main button, .toggle")].filter(e => `+
					`e.offsetParent `+
					`&& e.getBoundingClientRect().height < 23).map(e => e.textContent).join("; ")`)
				if small != "" {
					t.Errorf("%s: too small to hit: %s", name, small)
				}
			}
			v.quiet()
		})
	}
}

// TestReviewByKeys answers whether two names are one with one key.
func TestReviewByKeys(t *testing.T) {
	for key, kind := range map[string]string{"y": cutting.NameSame, "n": cutting.NameDifferent,
		"u": cutting.NameUnsure} {
		t.Run(key, func(t *testing.T) {
			v := openNamed(t)
			v.goTo("/names/review")
			v.openByKey(key)
			if len(v.lines) != 1 || v.lines[0].Kind != kind || !strings.Contains(string(v.lines[0].Value), "harrani") {
				t.Errorf("%q decided %+v", key, v.lines)
			}
			if !strings.Contains(v.text("p.note.done"), "Kept") {
				t.Error("nothing says that it is kept")
			}
		})
	}
}

// TestMarksByKeys switches marks on with the keyboard and follows one to its bytes.
func TestMarksByKeys(t *testing.T) {
	v := openNamed(t)
	v.goTo("/cuttings/" + v.archive.CuttingID("Strike news 0"))
	js[bool](v, `(document.querySelector("a.toggle-names").focus(), true)`)
	v.openByKey("\r")
	if !strings.Contains(v.address(), "marks=names") ||
		js[int64](v, `document.querySelectorAll("a.mk-name").length`) < 2 {
		t.Fatalf("at %s no names are marked", v.address())
	}
	js[bool](v, `(document.querySelector("a.mk-name").focus(), true)`)
	words := js[string](v, `document.activeElement.textContent`)
	v.openByKey("\r")
	if got := v.text("pre.bytes mark"); got != words {
		t.Errorf("the mark %q leads to the bytes %q", words, got)
	}
}

// TestExpansionIsClicked widens a search by a name's other forms, which it says, and takes
// that back, by clicks.
func TestExpansionIsClicked(t *testing.T) {
	v := openNamed(t)
	v.goTo("/search?q=osu")
	if got := v.text("p.names"); !strings.Contains(got, "also goes by Orvanian Seafarers' Union") {
		t.Fatalf("nothing is offered: %q", got)
	}
	alone := v.text("#found")
	v.click("p.names a")
	if got := v.text("p.names"); !strings.Contains(got, "Orvanian Seafarers' Union") || v.text("#found") == alone {
		t.Errorf("at %s: %q, found %q", v.address(), got, v.text("#found"))
	}
	v.click("p.names a")
	if v.text("#found") != alone {
		t.Errorf("switched off at %s: found %q, before %q", v.address(), v.text("#found"), alone)
	}
	v.quiet()
}

// TestWrongMarkIsClicked removes a mark by a click.
func TestWrongMarkIsClicked(t *testing.T) {
	v := openNamed(t)
	v.goTo("/cuttings/" + v.archive.CuttingID("Strike news 0") + "?marks=names")
	first := v.text("section.marklist li a")
	js[bool](v, `(document.querySelectorAll("section.marklist details").forEach((d) => d.open = true), true)`)
	v.click("section.marklist form.wrong button")
	if len(v.lines) != 1 || !strings.Contains(string(v.lines[0].Value), `"names"`) {
		t.Errorf("decided %+v of %q", v.lines, first)
	}
	v.quiet()
}
