package charset_test

import (
	"strings"
	"testing"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding/htmlindex"

	"cuttings/page/charset"
	"cuttings/page/pagetest"
)

// TestAgainstAnotherDetector reads texts of growing length without a declared charset. Where an
// independent detector (a port of Python's chardet) is right, the result must be right too.
func TestAgainstAnotherDetector(t *testing.T) {
	cases, ours, theirs := 0, 0, 0
	for _, c := range legacy {
		text, name := pagetest.Samples[c[0]], c[1]
		words := strings.SplitAfter(text, " ")
		for n := min(6, len(words)); n <= len(words); n += 4 {
			want := strings.Join(words[:n], "")
			content := pagetest.Encode(t, want, name)
			cases++
			got := charset.Decode(content, "", nil)
			right := got.Text == want
			found := chardet.Detect(content)
			theirsRight := readsAs(content, found.Encoding, want)
			if right {
				ours++
			}
			if theirsRight {
				theirs++
			}
			if theirsRight && !right {
				t.Errorf("%s: %q is %s to the other detector, read as %s here", c[0], want, found.Encoding,
					got.Charset)
			}
		}
	}
	t.Logf("of %d texts %d are read right here, %d by the other detector", cases, ours, theirs)
}

func readsAs(content []byte, label, want string) bool {
	e, err := htmlindex.Get(label)
	if err != nil {
		return false
	}
	text, err := e.NewDecoder().Bytes(content)
	return err == nil && string(text) == want
}
