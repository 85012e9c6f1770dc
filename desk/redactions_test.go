package desk_test

import (
	"context"
	"testing"

	"cuttings/cutting"
	"cuttings/journal"
)

// TestRedactionsAtTheDesk: who is black in what is published, who decided so, and in which digests it shows.
func TestRedactionsAtTheDesk(t *testing.T) {
	s, k := editing(t)
	s.get("/work", 200).has("section[aria-labelledby=black] p", "Nobody.")
	at, _ := s.postRedirects("/digests", form("title", "The Brandmoor case", "query", "levy", "who", "el"))
	page := at[:len(at)-len("/edit")]
	black := func() int { return len(s.get(page, 200).all("p.note bdi")) }
	if black() != 0 {
		t.Error("somebody is black in a digest before any redaction")
	}
	for _, r := range []cutting.Redaction{{Name: "Ada Brandmoor", Also: []string{"Brandmoor"}, Note: "she asked"},
		{Name: "Nomen Nescio", Note: "is in no text"}} {
		line, err := journal.Redact("el", r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Decide(t.Context(), func(context.Context) ([]journal.Decision, error) {
			return []journal.Decision{line}, nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	d := s.get("/work", 200)
	d.has("section[aria-labelledby=black] li b", "Ada Brandmoor")
	d.has("section[aria-labelledby=black] li", "she asked")
	d.has("section[aria-labelledby=black] li", "cuttings undo ")
	if n := len(d.all("section[aria-labelledby=black] li")); n != 2 {
		t.Errorf("%d persons blacked out", n)
	}
	if black() != 1 {
		t.Fatalf("%d names are shown as black in the digest, want the one it has", black())
	}
	s.get(page, 200).has("p.note bdi", "Ada Brandmoor")
}
