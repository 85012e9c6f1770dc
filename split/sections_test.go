package split_test

import (
	"strings"
	"testing"

	"cuttings/page"
	"cuttings/split"
)

// TestSectionsOfBareText: in bare text too the section is what a page collects, without the words
// that announce it.
func TestSectionsOfBareText(t *testing.T) {
	items := strings.Repeat("\nThe crane of the north quay stands still\nPosted by Oda Lind on May 16, 2008\nNobody "+
		"has moved it "+
		"since the vote, and nobody will say when they will move it again, said the keeper.\nRead more\n"+
		"\nA ledger turns up behind a stove\nPosted by Imke Varga on May 13, 2008\nIt lay wrapped in a map of a "+
		"harbour that was never built, and three pages of it are missing.\nRead more\n"+
		"\nBoat owners ask for a second hearing\nPosted by Oda Lind on May 9, 2008\nThey were not heard, they say; "+
		"the "+
		"board says they were, twice, and has the minutes to show it.\nRead more\n", 1)
	for heading, want := range map[string]string{"Entries Tagged as 'harbour'": "harbour",
		"Category Archives: The quay": "The quay", "Posts: Page 2": "", "The quay": "The quay"} {
		p, err := page.Read([]byte(heading+"\n"+items), page.Options{Form: page.Text})
		if err != nil {
			t.Fatal(err)
		}
		s := split.Split(p, split.Options{})
		if len(s.Cuttings) < 3 {
			t.Fatalf("%q: %d cuttings", heading, len(s.Cuttings))
		}
		for i := range s.Cuttings {
			if got := s.Cuttings[i].Section; got != want {
				t.Errorf("%q: section %q, want %q", heading, got, want)
			}
		}
	}
}
