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

// Of copies of one day, the one that others name as their source stands for the text, then
// the first by the time of day; a day's order is not left to chance where a text tells it.
func TestWhichCopyIsIndependent(t *testing.T) {
	p := prose{rand.New(rand.NewPCG(6, 6))}
	body := strings.Join(p.text(12), "\n\n")
	of := func(n int, text, date string) catalogue.PageReading {
		host := fmt.Sprintf("outlet%d.example", n)
		r := readingOf(n, item{cutting.Article, host, fmt.Sprintf("https://%s/quay", host),
			fmt.Sprintf("https://%s/quay", host), fmt.Sprintf("Quay closed %d", n), text, date})
		r.Page.Names = []cutting.SelfName{{Name: []string{"Harbour Post", "Tessel Gazette"}[n],
			Origins: []cutting.NameOrigin{cutting.StatedName}}}
		return r
	}
	for _, c := range []struct {
		name   string
		bodies [2]string
		dates  [2]string
		want   int
	}{
		{"the second credits the first", [2]string{body, body + "\n\nSource: Harbour Post"},
			[2]string{"2011-04-09", "2011-04-09"}, 0},
		{"the first credits the second", [2]string{body + "\n\nSource: Tessel Gazette", body},
			[2]string{"2011-04-09", "2011-04-09"}, 1},
		{"a credit to itself says nothing of order, the time of day does",
			[2]string{body + "\n\nSource: Harbour Post", body},
			[2]string{"2011-04-09T09:00:00+02:00", "2011-04-09T09:00:00+00:00"}, 0},
		{"the second is earlier in the day", [2]string{body, body},
			[2]string{"2011-04-09T09:00:00+02:00", "2011-04-09T08:00:00+03:00"}, 1},
		{"the first is earlier in the day", [2]string{body, body},
			[2]string{"2011-04-09T09:00:00+02:00", "2011-04-09T11:00:00+03:00"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			run := newRunner(memory.New())
			pages := []catalogue.PageReading{of(0, c.bodies[0], c.dates[0]), of(1, c.bodies[1], c.dates[1])}
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
