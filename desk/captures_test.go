package desk_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"cuttings/library"
)

// notTaken is a fixed list of what was not taken in.
type notTaken struct{}

func (notTaken) Read(context.Context) ([]library.Refused, []library.LeftOut, error) {
	return []library.Refused{{Name: "saved/scan.pdf",
			Reason: "saved/scan.pdf: a PDF document is not read; save it as text"}},
		[]library.LeftOut{{Reason: "an image", Count: 1200},
			{Reason: "a list of cookies", Count: 1, Names: []string{"saved/cookies.txt"}}}, nil
}

// TestCaptures: every number of captures on a page links to a list of just as many.
func TestCaptures(t *testing.T) {
	s := newSite(t, func(_ *site, c *library.Config) { c.Intake, c.Decisions = notTaken{}, &kept{} })
	status := s.get("/status", 200)
	for path, want := range map[string]int{"/status": 8, "/work": 2} {
		lists := 0
		for _, a := range s.get(path, 200).all("main a") {
			href, _ := attrOf(a, "href")
			if !strings.HasPrefix(href, "/captures?") && href != "/captures" {
				continue
			}
			count := textOf(a)
			if numberIn(count) < 0 { // a label, with its count
				count = textOf(a.Parent)
			}
			if n := numberIn(count); n > 0 {
				lists++
				if got := numberIn(textOf(s.get(href, 200).one("#list"))); got != n {
					t.Errorf("%s: %s counts %d, the list %d", href, path, n, got)
				}
			}
		}
		if lists < want {
			t.Errorf("%d numbers of %s lead to a list", lists, path)
		}
	}
	status.has(".totals div", "Left out: not pages1201")
	all := s.get("/captures", 200)
	for _, a := range all.all("#narrow a") { // including those of no known source and in no folder
		href, _ := attrOf(a, "href")
		words := strings.Fields(textOf(a.Parent))
		got := numberIn(textOf(s.get(href, 200).one("#list")))
		if n := number(words[len(words)-1]); n > 0 && got != n {
			t.Errorf("%s: %q leads to %d", href, textOf(a.Parent), got)
		}
	}
	all.has(".missing td", "an image")
	all.has(".missing li", "saved/cookies.txt")
	all.has(".missing td", "a PDF document is not read; save it as text")
}

// TestNothingFoundCanBeCorrected: a page in which nothing was found is in a list, and links to the form for
// what is in it.
func TestNothingFoundCanBeCorrected(t *testing.T) {
	s := newSite(t, func(_ *site, c *library.Config) { c.Decisions = &kept{} })
	d := s.get("/captures?kind=nothing", 200)
	d.has(".chips a", "Read as: nothing to cut")
	form := ""
	for _, a := range d.all(".captures a") {
		if textOf(a) == "Correct this" {
			form, _ = attrOf(a, "href")
		}
	}
	if form == "" {
		t.Fatal("no capture with nothing in it can be corrected")
	}
	s.get(form, 200).has("h1", "")
}

// TestCapturesNarrow: what is chosen narrows the list and the counts of the other fields, and can be removed
// again.
func TestCapturesNarrow(t *testing.T) {
	s := newSite(t, nil)
	whole := numberIn(textOf(s.get("/captures", 200).one("#list")))
	d := s.get("/captures?source=morrowpost.example", 200)
	part := numberIn(textOf(d.one("#list")))
	if part == 0 || part >= whole {
		t.Errorf("%d of %d captures are the Post's", part, whole)
	}
	d.has(".chips a", "Morrow Post")
	both := numberIn(textOf(s.get("/captures?source=morrowpost.example&kind=listing", 200).one("#list")))
	if both == 0 || both > part {
		t.Errorf("%d of the Post's %d are listings", both, part)
	}
	s.get("/captures?source=nowhere.example", 200).has(".nothing", "No capture matches")
}

var numbers = regexp.MustCompile(`[0-9][0-9\x{202f}]*`)

// numberIn returns the first number in a text, -1 for none.
func numberIn(s string) int { return number(numbers.FindString(s)) }
