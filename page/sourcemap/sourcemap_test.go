package sourcemap_test

import (
	"testing"

	"cuttings/cutting"
	"cuttings/page/sourcemap"
)

// TestRange maps spans of the text "A&B\ncd" of the source "<p>A&amp;B<br>cd": every byte of the text has the bytes
// it was read from, and a character reference or line break all of its own.
func TestRange(t *testing.T) {
	const text, source = "A&B\ncd", "<p>A&amp;B<br>cd"
	m := sourcemap.New([]sourcemap.Segment{sourcemap.Bytewise(0, 3), sourcemap.Whole(1, 4), sourcemap.Bytewise(2, 9),
		sourcemap.Whole(3, 10), sourcemap.Bytewise(4, 14)}, len(text), nil)
	for _, tt := range []struct {
		name       string
		start, end int
		want       string // of the source
	}{
		{"a letter", 0, 1, "A"},
		{"a character reference", 1, 2, "&amp;"},
		{"a line break", 3, 4, "<br>"},
		{"from within a run", 5, 6, "d"},
		{"over several segments", 0, 3, "A&amp;B"},
		{"to the end", 2, 6, "B<br>cd"},
		{"beyond the end", 4, 99, "cd"},
		{"before the beginning", -3, 1, "A"},
		{"nothing", 2, 2, ""},
		{"backwards", 3, 1, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := m.Range(cutting.Span{Start: tt.start, End: tt.end})
			if got := source[r.Start:r.End]; got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	if r := sourcemap.New(nil, 0, nil).Range(cutting.Span{End: 5}); !r.Empty() {
		t.Errorf("an empty page has bytes: %+v", r)
	}
}

func TestSegment(t *testing.T) {
	for _, tt := range []struct {
		seg          sourcemap.Segment
		text, source int
		atomic       bool
	}{
		{sourcemap.Bytewise(7, 1<<31+5), 7, 1<<31 + 5, false},
		{sourcemap.Whole(1<<31-1, 9), 1<<31 - 1, 9, true},
	} {
		if tt.seg.Text() != tt.text || tt.seg.Source() != tt.source || tt.seg.Atomic() != tt.atomic {
			t.Errorf("%d, %d, %v, want %+v", tt.seg.Text(), tt.seg.Source(), tt.seg.Atomic(), tt)
		}
	}
}
