package readers

import (
	"strings"
	"testing"

	"cuttings/catalogue/field"
	"cuttings/cutting"
)

func TestCalendar(t *testing.T) {
	for value, want := range map[string]string{
		"1986": "1986", "1986-04": "1986-04", "1986-04-09": "1986-04-09", "1986-04-09TMO": "1986-04-09",
		"1986-04-09T14:30": "1986-04-09", "1986-Q3": "1986", "1988-FA": "1988", "1990-H1": "1990",
		"1990-W33": "1990-08", "1990-W33-WE": "1990-08", "2030-W23": "2030-06", "2030-W27": "2030-07",
		"2020-W01": "2019-12 2020-01", "1990-W77": "", "199X": "1990 1991 1992 1993 1994 1995 1996 1997 1998 1999",
		"P2M": "", "PAST_REF": "", "": "", "19": "", "XXXX-04-09": "", "XXXX-SP": "",
	} {
		if got := strings.Join(Calendar(value), " "); got != want {
			t.Errorf("Calendar(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestValuesAreListedOnce(t *testing.T) {
	got := values("name", []string{"b", "", "a", "b"}, "said", []string{""})
	if len(got) != 1 || len(got["name"]) != 2 || got["name"][0] != "b" {
		t.Errorf("%v", got)
	}
}

// TestPronounsAreNoSpeakers checks that words such as "which" are no speakers to search or count by, and that an
// article is no part of a speaker.
func TestPronounsAreNoSpeakers(t *testing.T) {
	const words = "The clerk, which says it rains. Eleven said so."
	got := speakerFields(words, &cutting.Reading{
		Statements: []cutting.StatementMark{{Source: cutting.At{Start: 0, End: 9}},
			{Source: cutting.At{Start: 11, End: 16}},
			{Source: cutting.At{Start: 32, End: 38}}},
		Speakers: []cutting.SpeakerMark{{Name: -1}, {Name: -1}, {Name: -1}}})
	if who := got[field.Speaker]; len(who) != 1 || who[0] != "clerk" {
		t.Errorf("%q", who)
	}
}
