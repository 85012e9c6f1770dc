package library

import (
	"slices"
	"testing"
	"time"

	"cuttings/catalogue"
)

// Which member was first is decided by dates and by credits; where neither shows it, the members before which
// none is known are listed.
func TestWhichMemberWasFirst(t *testing.T) {
	at := func(outlet, date string, credits ...string) Member {
		m := Member{Head: catalogue.Head{ID: outlet + date, Source: catalogue.Source{ID: outlet}}, Text: outlet + date,
			Is: catalogue.IsCopy}
		if date != "" {
			m.Since = Since{Sure: Stated, Value: date}
		}
		for _, c := range credits {
			m.Names = append(m.Names, catalogue.NamedOutlet{Name: c, Outlet: c})
		}
		return m
	}
	teaser := at("clips", "2013-02-18")
	teaser.Is = catalogue.IsTeaser
	seen := at("mirror", "")
	seen.Since = Since{Sure: FirstSeen, Value: "2013-02-19T00:00:00Z", Time: time.Unix(1, 0)}
	for name, tt := range map[string]struct {
		members  []Member
		earliest int
		first    []int
		byCredit bool
	}{
		"by date": {[]Member{at("a", "2013-02-18"), at("b", "2013-02-19")}, 0, []int{0}, false},
		"of one day": {[]Member{at("a", "2013-02-18T12:00:00Z"), at("b", "2013-02-18")}, -1, []int{0, 1},
			false},
		"by the clock, in other zones": {[]Member{at("a", "2013-02-18T20:00:00-05:00"),
			at("b", "2013-02-19T08:30:00+09:00")}, 1, []int{1}, false},
		"of one day, by credit":  {[]Member{at("a", "2013-02-18"), at("b", "2013-02-18", "a")}, 0, []int{0}, true},
		"a credit before a date": {[]Member{at("b", "2013-02-17", "a"), at("a", "2013-02-18")}, 1, []int{1}, true},
		"each credits the other": {[]Member{at("a", "2013-02-18", "b"), at("b", "2013-02-18", "a")}, -1, []int{0, 1},
			false},
		"its own signature": {[]Member{at("a", "2013-02-18", "a"), at("b", "2013-02-18")}, -1, []int{0, 1}, false},
		"a teaser of the day is not asked": {[]Member{at("a", "2013-02-18"), teaser, at("b", "2013-02-20")}, 0,
			[]int{0}, false},
		"another view of its outlet": {[]Member{at("a", "2013-02-18T12:00:00Z"), at("a", "2013-02-18")}, 0, []int{0},
			false},
		"only seen":  {[]Member{seen, at("b", "")}, -1, []int{0}, false},
		"none dated": {[]Member{at("a", ""), at("b", "")}, -1, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := &Story{Members: tt.members}
			s.findFirst()
			if s.Earliest != tt.earliest || !slices.Equal(s.First, tt.first) || s.ByCredit != tt.byCredit {
				t.Errorf("earliest %d, first %v, by credit %v; want %d, %v, %v", s.Earliest, s.First, s.ByCredit,
					tt.earliest, tt.first, tt.byCredit)
			}
		})
	}
}

// TestEarlierByTheClock checks that members are ordered by the time where the zone is given.
func TestEarlierByTheClock(t *testing.T) {
	west := Member{Head: catalogue.Head{ID: "west"}, Since: Since{Sure: Stated, Value: "2013-02-18T20:00:00-05:00"}}
	east := Member{Head: catalogue.Head{ID: "east"}, Since: Since{Sure: Stated, Value: "2013-02-19T08:30+09:00"}}
	if compareBySince(east, west) >= 0 || compareBySince(west, east) <= 0 {
		t.Errorf("east against west %d, west against east %d", compareBySince(east, west), compareBySince(west, east))
	}
}

// TestWhatItShares checks that a member refers to the earliest listed one it may be a copy of: one it credits,
// even if that is dated later, and none that credits it.
func TestWhatItShares(t *testing.T) {
	at := func(outlet, date string, credits ...string) Member {
		m := Member{Head: catalogue.Head{Source: catalogue.Source{ID: outlet}}, Of: -1,
			Since: Since{Sure: Stated, Value: date}}
		for _, c := range credits {
			m.Names = append(m.Names, catalogue.NamedOutlet{Name: c, Outlet: c})
		}
		return m
	}
	for name, tt := range map[string]struct {
		members []Member
		of      []int
		known   []bool
	}{
		"by date": {[]Member{at("a", "2013-02-18"), at("b", "2013-02-19")}, []int{-1, 0}, []bool{false, true}},
		"of one day": {[]Member{at("a", "2013-02-18"), at("b", "2013-02-18")}, []int{-1, 0},
			[]bool{false, false}},
		"dated before its source": {[]Member{at("b", "2013-02-17", "a"), at("a", "2013-02-18")}, []int{1, -1},
			[]bool{true, false}},
		"a third between": {[]Member{at("b", "2013-02-17", "a"), at("c", "2013-02-17"), at("a", "2013-02-18")},
			[]int{2, 0, 1}, []bool{true, false, true}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &Story{Members: tt.members}
			for i := range s.Members {
				for j := range s.Members {
					if i != j {
						s.addShare(i, j, nil)
					}
				}
			}
			for i, m := range s.Members {
				if m.Of != tt.of[i] || m.OfKnown != tt.known[i] {
					t.Errorf("member %d is of %d, known: %v; want %d, %v", i, m.Of, m.OfKnown, tt.of[i], tt.known[i])
				}
			}
		})
	}
}
