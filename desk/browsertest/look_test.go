package browsertest

import (
	"strconv"
	"strings"
	"testing"
)

const (
	levy        = "Council passes harbour levy after nine-hour sitting"
	courtTeaser = "Court strikes the levy for boats under thirty metres"
	persian     = "شورای شهر عوارض بندر را با یازده رأی تصویب کرد"
)

// paths are the pages looked at, by the name of their screenshot.
func (v *visit) paths() map[string]string {
	capture := "/captures/" + v.archive.CaptureID("saved/courier/harbour-levy.html")
	return map[string]string{
		"front":           "/",
		"search":          "/search?q=harbour+levy",
		"facets":          "/search?kind=teaser&source=morrowpost.example&date=2011",
		"mistake":         "/search?q=harbour+%28levy+OR",
		"cutting":         "/cuttings/" + v.archive.CuttingID(levy),
		"passage":         "/cuttings/" + v.archive.CuttingID(levy) + "?at=150#at",
		"versions":        "/cuttings/" + v.archive.CuttingID(levy) + "?sighting=1&against=0",
		"rtl":             "/cuttings/" + v.archive.CuttingID(persian),
		"rtl-search":      "/search?q=" + "%D8%A8%D9%86%D8%AF%D8%B1",
		"rtl-capture":     "/captures/" + v.archive.CaptureID("saved/bandar/index.html"),
		"capture":         capture,
		"endless":         "/cuttings/" + v.endless(),
		"endless-capture": "/captures/" + v.endlessCapture(),
		"endless-correct": "/captures/" + v.endlessCapture() + "/correct",
		"endless-bytes":   "/captures/" + v.endlessCapture() + "/bytes?range=100-900",
		"endless-search":  "/search?q=hafenabgabenverordnungsentwurf*",
		"correct":         capture + "/correct",
		"facts":           capture + "/correct/0",
		"corrected": "/cuttings/" + v.archive.CuttingID(
			"Harbour board: “We were heard, the league was heard, the sea was not”"),
		"corrected-item": "/search?q=heard+league",
		"facts-rail":     capture + "/correct/3",
		"rtl-facts":      "/captures/" + v.archive.CaptureID("saved/bandar/avarez.html") + "/correct/0",
		"endless-facts":  "/captures/" + v.endlessCapture() + "/correct/0",
		"original":       capture + "/original",
		"bytes":          capture + "/bytes?range=300-520",
		"sources":        "/sources",
		"source":         "/sources/morrowpost.example",
		"section":        "/sources/morrowpost.example/section?name=Levy+Watch",
		"status":         "/status",
		"captures":       "/captures",
		"captures-some":  "/captures?kind=nothing",
		"topics":         "/topics",
		"topic":          "/topics/harbour",
		"topic-form":     "/topics/harbour/edit",
		"rtl-topic":      "/topics/bandar",
		"digests":        "/digests",
		"digest":         "/digests/week",
		"digest-form":    "/digests/week/edit",
		"rtl-digest":     "/digests/bandar",
		"basket":         "/basket",
		"work":           "/work",
		"redaction":      v.redaction(0),
		"rtl-redaction":  v.redaction(1),
		"help":           "/help",
		"stories":        "/search?q=levy&open=" + v.story(),
		"story": "/stories/" + v.archive.CuttingID(levy) + "?a=" + v.archive.CuttingID(levy) + "&b=" +
			v.archive.CuttingID(persian),
		"story-endless": "/stories/" + v.endless(),
		"teaser":        "/cuttings/" + v.archive.CuttingID(courtTeaser),
		"told":          "/told?q=levy",
		"told-two":      "/told?q=levy&source=morrowpost.example&source=radiokelp.example",
		"problem":       "/nowhere",
	}
}

// redaction returns the page of what the n-th redaction in effect covers.
func (v *visit) redaction(n int) string {
	return "/redactions/" + strconv.FormatInt(v.book.RedactionLines()[n].Number, 10)
}

// story makes a story of an article, a teaser and an article in another script, and
// returns its ID.
func (v *visit) story() string {
	id, err := v.cat.MakeStory(v.archive.CuttingID(levy), v.archive.CuttingID(courtTeaser),
		v.archive.CuttingID(persian))
	if err != nil {
		v.t.Fatal(err)
	}
	return id
}

// endlessCapture and endless are the page and the cutting whose words have no end.
func (v *visit) endlessCapture() string {
	long := strings.Repeat("Hafenabgabenverordnungsentwurf", 9)
	return v.archive.CaptureID("mirror/" + long + "/" + long + ".html")
}

func (v *visit) endless() string {
	return v.archive.CuttingID(strings.Repeat("Hafenabgabenverordnungsentwurf", 9))
}

// TestLook opens every page in four ways: nothing runs sideways, nothing is
// asked for outside, the console stays empty.
func TestLook(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"wide", 1280, 900, false}, {"wide-dark", 1280, 900, true}, {"phone", 360, 740, false},
		{"phone-dark", 360, 740, true}, {"narrow", 320, 640, false}} {
		t.Run(look.name, func(t *testing.T) {
			v := open(t, nil)
			v.screen(look.width, look.height)
			if look.dark {
				v.dark()
			}
			for name, path := range v.paths() {
				v.goTo(path)
				v.shot(name + "-" + look.name)
				if wide := js[int64](v, "document.documentElement.scrollWidth"); wide > look.width {
					widest := js[string](v, `[...document.querySelectorAll("main *, header *, footer *")].filter(e `+
						`=> e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + "." + `+
						`e.className).slice(0, 5).join(", ")`)
					t.Errorf("%s is %d pixels wide on a screen of %d: %s", name, wide, look.width, widest)
				}
			}
			// Two of the pages are errors, which browsers log.
			v.quiet("Failed to load resource: the server responded with a status of 404 (Not Found)",
				"Failed to load resource: the server responded with a status of 400 (Bad Request)")
		})
	}
}
