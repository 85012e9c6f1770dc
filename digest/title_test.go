package digest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/digest"
	"cuttings/page"
	"cuttings/split"
)

// TestTitleOfText reads a digest back as bare text: the page has the digest's title, and the items are the same
// under whatever title.
func TestTitleOfText(t *testing.T) {
	own := map[string]bool{"The dam": true, "سد": true, "Week 40: levy": true, "Häfen, Rat & Soltra": true}
	titles := hostile
	for title := range own {
		titles = append([]string{title}, titles...)
	}
	for i, title := range titles {
		d := generated(uint64(i))
		d.Title = title
		if i%2 == 0 { // the title is no heading of the first item
			d.Introduction, d.Changes = "", nil
		}
		text, err := digest.Own().Text(d)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wanted(d), readBack(t, text, page.Options{Name: "digest.txt"})); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", title, diff)
		}
		p, err := page.Read(text, page.Options{Name: "digest.txt"})
		if err != nil {
			t.Fatal(err)
		}
		read := split.Split(p, split.Options{})
		if own[title] && read.Title != title {
			t.Errorf("%q is read as %q", title, read.Title)
		}
		if first := d.Items[0].Heading; i%2 == 0 && first == "" && read.Cuttings[0].Section != "" && own[title] {
			t.Errorf("%q: the first item is under %q", title, read.Cuttings[0].Section)
		}
	}
}
