package main

import (
	"slices"
	"testing"
)

func TestHostileVerdict(t *testing.T) {
	two, msg := 2, "cut off"
	for _, c := range []struct {
		name   string
		expect hostileExpect
		result hostileResult
		want   []string
	}{
		{"all well", hostileExpect{Outcome: "accept", Records: &two}, hostileResult{Records: 2}, nil},
		{"refused", hostileExpect{Outcome: "accept"}, hostileResult{Error: &msg}, []string{"refused"}},
		{"lost in silence", hostileExpect{Outcome: "accept", Items: &two}, hostileResult{Items: 1},
			[]string{"lost silently"}},
		{"lost and told", hostileExpect{Outcome: "accept", Items: &two},
			hostileResult{Items: 1, Faults: []string{msg}}, []string{"lost"}},
		{"too slow", hostileExpect{Outcome: "accept_tolerant", MaxSeconds: 4}, hostileResult{Seconds: 6.6},
			[]string{"time"}},
		{"within the grace", hostileExpect{Outcome: "accept_tolerant", MaxSeconds: 4}, hostileResult{Seconds: 6.4},
			nil},
		{"two seconds are always given", hostileExpect{Outcome: "accept_tolerant", MaxSeconds: 0.1},
			hostileResult{Seconds: 3.4}, nil},
		{"too much memory", hostileExpect{Outcome: "accept_tolerant", MaxRSS: 100}, hostileResult{RSS: 101},
			[]string{"memory"}},
		{"memory without a limit stated", hostileExpect{Outcome: "accept_tolerant"}, hostileResult{RSS: 257},
			[]string{"memory"}},
		{"panic", hostileExpect{Outcome: "accept_or_clear_error"}, hostileResult{Panic: true, Error: &msg},
			[]string{"panic"}},
		{"killed", hostileExpect{Outcome: "accept_or_clear_error"}, hostileResult{Killed: true}, []string{"killed"}},
		{"accepted what has to be refused", hostileExpect{Outcome: "reject"}, hostileResult{},
			[]string{"not refused"}},
		{"fault kept quiet", hostileExpect{Outcome: "accept_flagged"}, hostileResult{},
			[]string{"fault not reported"}},
		{"saved less than can be", hostileExpect{Outcome: "salvage", MinRecords: 2}, hostileResult{Records: 1},
			[]string{"lost silently"}},
		{"salvage to be told", hostileExpect{Outcome: "salvage", Report: []byte(`"truncated"`)}, hostileResult{},
			[]string{"fault not reported"}},
		{"salvage told", hostileExpect{Outcome: "salvage", Report: []byte(`"truncated"`)},
			hostileResult{Faults: []string{msg}}, nil},
		{"wrong digest", hostileExpect{Outcome: "accept", Digests: "mismatch"}, hostileResult{},
			[]string{"wrong digest unseen"}},
		{"right digest doubted", hostileExpect{Outcome: "accept", Digests: "ok"},
			hostileResult{Faults: []string{"block digest differs"}},
			[]string{"good digest refused"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := hostileVerdict(&c.expect, &c.result); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
