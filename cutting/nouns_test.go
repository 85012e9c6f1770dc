package cutting

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestSpan(t *testing.T) {
	text := "abcdef"
	s := Span{1, 4}
	if s.Len() != 3 || s.Empty() || s.In(text) != "bcd" || s.String() != "[1,4)" {
		t.Errorf("%v: %d bytes, %q", s, s.Len(), s.In(text))
	}
	for _, tt := range []struct {
		name               string
		other              Span
		overlaps, contains bool
	}{
		{"itself", Span{1, 4}, true, true},
		{"inside", Span{2, 3}, true, true},
		{"over the end", Span{3, 5}, true, false},
		{"touching its end shares no byte", Span{4, 6}, false, false},
		{"touching its start shares no byte", Span{0, 1}, false, false},
		{"around it", Span{0, 6}, true, false},
	} {
		if got := s.Overlaps(tt.other); got != tt.overlaps || tt.other.Overlaps(s) != got {
			t.Errorf("%s: overlaps is %v", tt.name, got)
		}
		if got := s.Contains(tt.other); got != tt.contains {
			t.Errorf("%s: contains is %v", tt.name, got)
		}
	}
	if !(Span{}).Empty() || !(Span{3, 3}).Empty() {
		t.Error("a span of no byte is not empty")
	}
}

func TestRangeAsJSON(t *testing.T) {
	b, err := json.Marshal([]Range{{5, 9}})
	if err != nil || string(b) != "[[5,9]]" {
		t.Fatalf("%s, %v", b, err)
	}
	var back []Range
	if err := json.Unmarshal(b, &back); err != nil || back[0] != (Range{5, 9}) || back[0].Len() != 4 ||
		back[0].Empty() {
		t.Errorf("%v, %v", back, err)
	}
	for _, bad := range []string{"[1]", "[1,2,3]", `"1-2"`, `{"start":1}`, "null"} {
		var r Range
		if err := r.UnmarshalJSON([]byte(bad)); KindOf(err) != Invalid {
			t.Errorf("%s gives %v, %v", bad, r, err)
		}
	}
}

func TestTextOfParts(t *testing.T) {
	page := "One.Two.abc"
	part := func(from, to int, role PartRole) Part { return Part{Span: Span{from, to}, Role: role} }
	for _, tt := range []struct {
		name  string
		parts []Part
		want  string
	}{
		{"none", nil, ""},
		{"paragraphs", []Part{part(0, 4, PartParagraph), part(4, 8, PartParagraph)}, "One.\n\nTwo."},
		{"list items", []Part{part(8, 9, PartListItem), part(9, 10, PartListItem)}, "a\nb"},
		{"cells", []Part{part(8, 9, PartCell), part(9, 10, PartCell)}, "a\nb"},
		{"a cell after a list item", []Part{part(8, 9, PartListItem), part(9, 10, PartCell)}, "a\n\nb"},
		{"a list after a paragraph", []Part{part(0, 4, PartParagraph), part(8, 9, PartListItem)}, "One.\n\na"},
	} {
		if got := (&Cutting{Parts: tt.parts}).Text(page); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestErrorKinds(t *testing.T) {
	cause := errors.New("disk full")
	inner := Errorf(Unavailable, "writing: %w", cause)
	for _, tt := range []struct {
		name string
		err  error
		want ErrorKind
	}{
		{"of nobody", cause, Internal},
		{"none", nil, Internal},
		{"its own", inner, Unavailable},
		{"wrapped without a kind", fmt.Errorf("adding: %w", inner), Unavailable},
		{"the outermost counts", Errorf(Conflict, "adding: %w", inner), Conflict},
	} {
		if got := KindOf(tt.err); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if !errors.Is(inner, cause) || inner.Error() != "writing: disk full" {
		t.Errorf("the cause is lost: %v", inner)
	}
	if NotFound.String() != "not found" || ErrorKind(200).String() != "internal" {
		t.Errorf("kinds are called %v and %v", NotFound, ErrorKind(200))
	}
}

// TestCaptureIdentity: what makes two captures the same one.
func TestCaptureIdentity(t *testing.T) {
	at := time.Date(2011, 4, 9, 12, 0, 0, 0, time.UTC)
	id := NewCaptureID("https://a.example/", "a.html", at, Sum([]byte("x")))
	if len(id) != 26 {
		t.Errorf("%q has %d characters", id, len(id))
	}
	if same := NewCaptureID("https://a.example/", "a.html", at.In(time.FixedZone("", 7200)).Add(time.Millisecond),
		Sum([]byte("x"))); same != id {
		t.Error("the zone or a part of a second makes another capture")
	}
	for name, other := range map[string]string{
		"address":             NewCaptureID("https://b.example/", "a.html", at, Sum([]byte("x"))),
		"name":                NewCaptureID("https://a.example/", "b.html", at, Sum([]byte("x"))),
		"time":                NewCaptureID("https://a.example/", "a.html", at.Add(time.Second), Sum([]byte("x"))),
		"content":             NewCaptureID("https://a.example/", "a.html", at, Sum([]byte("y"))),
		"where one part ends": NewCaptureID("https://a.example/a", ".html", at, Sum([]byte("x"))),
	} {
		if other == id {
			t.Errorf("another %s gives the same capture", name)
		}
	}
	if sum := Sum([]byte("x")); sum.Short() == string(sum) || sum.Short() == "" {
		t.Errorf("short form %q", sum.Short())
	}
}

// TestTree walks a small tree: <a k=v empty><b/><c><d/></c></a><e/>.
func TestTree(t *testing.T) {
	tree := Tree{Nodes: []Node{
		{Parent: -1, End: 6}, {Tag: "a", Parent: 0, End: 5, AttrHi: 2},
		{Tag: "b", Parent: 1, End: 3, AttrLo: 2, AttrHi: 2},
		{Tag: "c", Parent: 1, End: 5, AttrLo: 2, AttrHi: 2}, {Tag: "d", Parent: 3, End: 5, AttrLo: 2, AttrHi: 2},
		{Tag: "e", Parent: 0, End: 6, AttrLo: 2, AttrHi: 2},
	}, Attrs: []Attr{{"k", "v"}, {"empty", ""}}}
	if tree.Attr(1, "k") != "v" || tree.Attr(2, "k") != "" || !tree.HasAttr(1, "empty") || tree.HasAttr(1, "other") ||
		tree.HasAttr(5, "k") {
		t.Error("attributes are mixed up")
	}
	for node, want := range map[int32][2]int32{0: {1, -1}, 1: {2, 5}, 2: {-1, 3}, 3: {4, -1}, 4: {-1, -1},
		5: {-1, -1}} {
		if got := [2]int32{tree.First(node), tree.Next(node)}; got != want {
			t.Errorf("node %d: first child and next sibling are %v, want %v", node, got, want)
		}
	}
	if !tree.Within(4, 1) || !tree.Within(1, 1) || tree.Within(5, 1) || tree.Within(1, 3) {
		t.Error("a node is not told to be within another")
	}
}

func TestRolesOfParts(t *testing.T) {
	b := Block{Role: Heading, Level: 1}
	if role, level := b.PartRole(); role != PartHeading || level != 2 {
		t.Errorf("a heading of the page's own level is %v, %d", role, level)
	}
	for role, want := range map[Role]PartRole{ListItem: PartListItem, Quote: PartQuote, Caption: PartCaption,
		Preformatted: PartPre, TableCell: PartCell, Paragraph: PartParagraph} {
		if got := role.Part(); got != want {
			t.Errorf("%v as a part is %v, want %v", role, got, want)
		}
	}
}
