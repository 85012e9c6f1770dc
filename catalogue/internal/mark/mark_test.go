package mark

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

func marker(t *testing.T, text string) *Marker {
	t.Helper()
	q, err := query.Parse(text, time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var leaves []Leaf
	q.Walk(func(n query.Node, _ bool) {
		if l, ok := words.Compile(n, field.Standard()); ok {
			leaves = append(leaves, Leaf{Leaf: l})
		}
	})
	return New(leaves)
}

func show(p catalogue.Passage) string {
	var b strings.Builder
	for _, r := range p.Runs {
		if r.Match {
			b.WriteString("[" + r.Text + "]")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

func TestPassages(t *testing.T) {
	filler := strings.Repeat("rope and sail and tar ", 20)
	for _, tt := range []struct {
		name, query, text string
		want              []string
	}{
		{"short text whole", "quay", "The quay is closed.", []string{"The [quay] is closed."}},
		{"no match, no passage", "quay", "Nothing here.", nil},
		{"most different words first", "quay crane", "The quay. " + filler + "A crane at the quay stood.",
			[]string{"sail and tar rope and sail and tar rope and sail and tar A [crane] at the [quay] stood.",
				"The [quay]. rope and sail and tar rope and sail and tar rope and sail and tar rope and"}},
		{"within the paragraph", "quay", "Before it.\n\nThe quay.\n\nAfter it.", []string{"The [quay]."}},
		{"phrase as one run", `"the quay"`, "At the Quay; quay the.", []string{"At [the Quay]; quay the."}},
		{"overlapping phrases", `"a b" "b c"`, "a b c", []string{"[a b c]"}},
		{"prefix", "qu*", "Quay quiet", []string{"[Quay] [quiet]"}},
		{"headline only", "title:quay", "The quay.", nil},
		{"chinese without spaces", "港口", strings.Repeat("海", 100) + "港口" + strings.Repeat("海", 100),
			[]string{strings.Repeat("海", 20) + "[港口]" + strings.Repeat("海", 27)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var h catalogue.Hit
			marker(t, tt.query).Show(&h, "", tt.text, "en")
			var got []string
			for _, p := range h.Passages {
				got = append(got, show(p))
				if joined := strings.NewReplacer("[", "", "]",
					"").Replace(show(p)); tt.text[p.Offset:p.Offset+len(joined)] != joined {
					t.Errorf("offset %d does not give %q", p.Offset, joined)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// FuzzShow checks: runs and offsets give the text back, cut at whole characters;
// at most three passages; no empty run.
func FuzzShow(f *testing.F) {
	f.Add("quay OR \"a b\"~3 c*", "The quay", "a x b c\n\ncd quay 港口")
	f.Add("港口 title:x", "x", strings.Repeat("港口", 90))
	f.Fuzz(func(t *testing.T, q, headline, text string) {
		parsed, err := query.Parse(q, time.Unix(0, 0))
		if err != nil || !utf8.ValidString(headline+text) || len(text) > 5000 {
			return
		}
		var leaves []Leaf
		parsed.Walk(func(n query.Node, _ bool) {
			if l, ok := words.Compile(n, field.Standard()); ok {
				leaves = append(leaves, Leaf{Leaf: l})
			}
		})
		var h catalogue.Hit
		New(leaves).Show(&h, headline, text, "en")
		join := func(runs []catalogue.Run) string {
			var b strings.Builder
			for _, r := range runs {
				if r.Text == "" || !utf8.ValidString(r.Text) {
					t.Fatalf("run %q", r.Text)
				}
				b.WriteString(r.Text)
			}
			return b.String()
		}
		if got := join(h.Headline); got != headline {
			t.Fatalf("headline %q comes back as %q", headline, got)
		}
		if len(h.Passages) > maxPassages {
			t.Fatalf("%d passages", len(h.Passages))
		}
		for _, p := range h.Passages {
			got := join(p.Runs)
			if p.Offset < 0 || p.Offset+len(got) > len(text) || text[p.Offset:p.Offset+len(got)] != got {
				t.Fatalf("passage at %d, %q, is not in %q", p.Offset, got, text)
			}
		}
	})
}
