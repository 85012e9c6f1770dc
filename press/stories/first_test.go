package stories_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
)

// Of copies of one day, the one that others credit represents the text, then the first by the time of day.
func TestWhichCopyIsIndependent(t *testing.T) {
	p := prose{rand.New(rand.NewPCG(6, 6))}
	body := strings.Join(p.text(12), "\n\n")
	piece := body[:2*len(body)/5]
	of := func(n int, text, date string) catalogue.PageReading {
		host := fmt.Sprintf("outlet%d.example", n)
		r := readingOf(n, item{cutting.Article, host, fmt.Sprintf("https://%s/quay", host),
			fmt.Sprintf("https://%s/quay", host), fmt.Sprintf("Quay closed %d", n), text, date})
		r.Page.Names = []cutting.SelfName{{Name: []string{"Harbour Post", "Tessel Gazette", "Hill News Press"}[n],
			Origins: []cutting.NameOrigin{cutting.StatedName}}}
		return r
	}
	for _, c := range []struct {
		name   string
		bodies []string
		dates  []string
		want   int
	}{
		{"the second credits the first", []string{body, body + "\n\nSource: Harbour Post"},
			[]string{"2011-04-09", "2011-04-09"}, 0},
		{"the first credits the second", []string{body + "\n\nSource: Tessel Gazette", body},
			[]string{"2011-04-09", "2011-04-09"}, 1},
		{"a credit to itself says nothing of order, the time of day does",
			[]string{body + "\n\nSource: Harbour Post", body},
			[]string{"2011-04-09T09:00:00+02:00", "2011-04-09T09:00:00+00:00"}, 0},
		{"the second is earlier in the day", []string{body, body},
			[]string{"2011-04-09T09:00:00+02:00", "2011-04-09T08:00:00+03:00"}, 1},
		{"the first is earlier in the day", []string{body, body},
			[]string{"2011-04-09T09:00:00+02:00", "2011-04-09T11:00:00+03:00"}, 0},
		{"the first by the clock, of the later day in its own zone", []string{body, body},
			[]string{"2011-04-05T20:00:00-05:00", "2011-04-06T08:30:00+09:00"}, 1},
		{"so, and a third has a day alone", []string{body, body, body},
			[]string{"2011-04-05T20:00:00-05:00", "2011-04-06T08:30:00+09:00", "2011-04-06"}, 1},
		{"so, but it names the other as its source", []string{body, body + "\n\nSource: Harbour Post"},
			[]string{"2011-04-05T20:00:00-05:00", "2011-04-06T08:30:00+09:00"}, 0},
		{"a third, longer, is none that anybody credits",
			[]string{body, body + "\n\nSource: Harbour Post", "Written down on the quay today.\n\n" + body},
			[]string{"2011-04-09", "2011-04-09", "2011-04-09"}, 0},
		{"an agency signs with its initials", []string{"QUAY (HNP) - Written today: " + body, "QUAY (HNP) — " + body,
			"QUAY (HNP) – " + body}, []string{"2011-04-08", "2011-04-08", "2011-04-09"}, 2},
		{"a piece of it is dated, the whole is not", []string{body, piece}, []string{"", "2011-04-09"}, 0},
		{"a piece of it is of the same day", []string{piece, body}, []string{"2011-04-09", "2011-04-09"}, 1},
		{"an early report is brief", []string{piece, body}, []string{"2011-04-08", "2011-04-09"}, 0},
		{"a third is known a day earlier than what is credited",
			[]string{body, body + "\n\nSource: Harbour Post", "Written down on the quay today.\n\n" + body},
			[]string{"2011-04-09", "2011-04-09", "2011-04-08"}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			run := newRunner(memory.New())
			var pages []catalogue.PageReading
			for n := range c.bodies {
				pages = append(pages, of(n, c.bodies[n], c.dates[n]))
			}
			run.add(t, pages...)
			for n, page := range pages {
				want := catalogue.IsCopy
				if n == c.want {
					want = catalogue.IsIndependent
				}
				if got := storyOf(t, run.cat, page, 0); got.Is != want || got.Story == "" {
					t.Errorf("page %d is %q in story %q, want %q", n, got.Is, got.Story, want)
				}
			}
		})
	}
}
