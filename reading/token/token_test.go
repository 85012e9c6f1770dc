package token

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"two sentences", "The berth closed. Boats left late.", []string{"The berth closed.", "Boats left late."}},
		{"a title", "They met Dr. Vask in town.", []string{"They met Dr. Vask in town."}},
		{"initials", "J. R. Lund spoke. He left.", []string{"J. R. Lund spoke.", "He left."}},
		{"a month", "It began on Jan. 12 and ended.", []string{"It began on Jan. 12 and ended."}},
		{"a small letter behind a question", "“Why now?” asked Lund. No answer.",
			[]string{"“Why now?” asked Lund.", "No answer."}},
		{"a line break ends a headline", "Berth closed\nThe berth closed.",
			[]string{"Berth closed", "The berth closed."}},
		{"empty", "", nil},
		{"only white space", " \n ", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := New(c.text)
			var got []string
			for _, s := range x.Sentences {
				got = append(got, x.Span(s).In(c.text))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	x := New("Lund's crew (nine men) wouldn’t stop; the board’s said: 3.5%.")
	var got []string
	for i := range x.Tokens {
		got = append(got, x.Token(i))
	}
	want := strings.Fields("Lund 's crew ( nine men ) wouldn’t stop ; the board ’s said : 3.5 % .")
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzNew(f *testing.F) {
	f.Add("The berth closed. “Why?” asked Dr. Lund’s aide.\n\nNo answer.")
	f.Add("\xff\xfe.\u2029 's ’s")
	f.Fuzz(func(t *testing.T, s string) {
		x := New(s)
		end := 0
		for i, p := range x.Tokens {
			if p.Start < end || p.Empty() || p.End > len(s) {
				t.Fatalf("token %d %v after %d in %d bytes", i, p, end, len(s))
			}
			if strings.TrimSpace(s[end:p.Start]) != "" {
				t.Fatalf("%q is in no token", s[end:p.Start])
			}
			end = p.End
		}
		if strings.TrimSpace(s[end:]) != "" {
			t.Fatalf("%q is in no token", s[end:])
		}
		next := 0
		for _, s := range x.Sentences {
			if s.First != next || s.End <= s.First {
				t.Fatalf("sentence %v after token %d", s, next)
			}
			next = s.End
		}
		if next != len(x.Tokens) {
			t.Fatalf("%d of %d tokens are in sentences", next, len(x.Tokens))
		}
	})
}
