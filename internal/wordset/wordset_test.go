package wordset_test

import (
	"maps"
	"testing"

	"cuttings/internal/wordset"
)

func TestOf(t *testing.T) {
	for list, want := range map[string]map[string]bool{
		"":                       {},
		" \n\t":                  {},
		"pier Quay\n\tبندر pier": {"pier": true, "Quay": true, "بندر": true},
	} {
		if got := wordset.Of(list); !maps.Equal(got, want) {
			t.Errorf("%q: %v, want %v", list, got, want)
		}
	}
}

func TestReadLists(t *testing.T) {
	got := wordset.ReadLists("# boats: what swims\nboats barge\tferry\n\nquays pier\nboats ferry tug\r\nnothing\n",
		"boats بارجة\n# quays none")
	want := wordset.Lists{"boats": wordset.Of("barge ferry tug بارجة"), "quays": wordset.Of("pier")}
	if !maps.EqualFunc(got, want, maps.Equal[map[string]bool, map[string]bool]) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestGet(t *testing.T) {
	l := wordset.ReadLists("quays pier")
	if got := l.Get("quays"); !maps.Equal(got, wordset.Of("pier")) {
		t.Errorf("%v", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a list that is in no file is no error")
		}
	}()
	l.Get("boats")
}
