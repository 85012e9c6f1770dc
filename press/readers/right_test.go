package readers_test

import (
	"encoding/json"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/readers"
)

// TestPutRight runs the readers over a text with decisions about its marks.
func TestPutRight(t *testing.T) {
	in := catalogue.Text{Lang: "en", Text: "Bo Rask met Ada Lund, a farmer, in Pell. Rask said that the dam " +
		"leaked."}
	key := func(form string) cutting.NameKey { return cutting.NameKey{Kind: "PER", Form: form} }
	mark := func(reader string, start, end int) cutting.WrongMark {
		return cutting.WrongMark{Capture: "c", Version: "v", Reader: reader, At: cutting.At{Start: start, End: end}}
	}
	for _, tt := range []struct {
		name  string
		right cutting.RightMark
		ok    func(*cutting.Reading) bool
		more  string // with which the text goes on
	}{
		{"nothing decided", cutting.RightMark{}, func(r *cutting.Reading) bool {
			name, _, ok := r.Speaker(0)
			return ok && name.Form == "Bo Rask" && len(r.Locals.Names) >= 3
		}, ""},
		{"a speaker", cutting.RightMark{WrongMark: mark("statements", 46, 50), Part: cutting.PartSpeaker,
			Who: "Ada Lund", Of: key("ada lund")}, func(r *cutting.Reading) bool {
			name, _, ok := r.Speaker(0)
			return ok && name.Form == "Ada Lund" && len(name.Mentions) == 1
		}, ""},
		{"a speaker whom a pronoun refers to", cutting.RightMark{WrongMark: mark("statements", 46, 50),
			Part: cutting.PartSpeaker, Who: "Ada Lund", Of: key("ada lund")}, func(r *cutting.Reading) bool {
			name, _, ok := r.Speaker(1)
			return ok && name.Form == "Ada Lund" && !r.Speakers[1].ByHand
		}, " She said that it was old."},
		{"a speaker who is not named", cutting.RightMark{WrongMark: mark("statements", 46, 50),
			Part: cutting.PartSpeaker, Who: "Ole Strand", Of: key("ole strand")}, func(r *cutting.Reading) bool {
			name, _, ok := r.Speaker(0)
			return ok && name.Form == "Ole Strand" && len(name.Mentions) == 0
		}, ""},
		{"a mention", cutting.RightMark{WrongMark: mark("names", 41, 45), Part: cutting.PartName, Who: "Ivo Rask",
			Of: key("ivo rask")}, func(r *cutting.Reading) bool {
			name, _, ok := r.Speaker(0)
			return ok && name.Form == "Ivo Rask" && len(name.Mentions) == 1 && len(name.Uses) == 2
		}, ""},
		{"another place", cutting.RightMark{WrongMark: mark("names", 42, 45), Part: cutting.PartName, Who: "Ivo Rask",
			Of: key("ivo rask")}, func(r *cutting.Reading) bool {
			name, _, ok := r.Speaker(0)
			return ok && name.Form == "Bo Rask"
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			shared, given, r := &press.Shared{}, press.Given{}, &cutting.Reading{}
			in := in
			in.Text += tt.more
			for _, s := range readers.Stages() {
				f, err := s.Text(t.Context(), press.TextInput{Text: in, Given: given, Shared: shared,
					Right: []cutting.RightMark{tt.right}})
				if err != nil {
					t.Fatal(s.Name, err)
				}
				b, err := json.Marshal(f.Value)
				if err != nil {
					t.Fatal(err)
				}
				given[s.Name] = b
				if r.Marks(s.Name) != nil {
					if err := r.Add(s.Name, b); err != nil {
						t.Fatal(err)
					}
				}
			}
			if !tt.ok(r) {
				t.Errorf("%+v", r)
			}
		})
	}
}
