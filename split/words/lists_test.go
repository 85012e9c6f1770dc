package words

import "testing"

func TestListTitle(t *testing.T) {
	for title, want := range map[string]int{
		"News":                                            2,
		"News | The Harbour Courier":                      2,
		"The Harbour Courier - News":                      1,
		"Category: Ferries":                               2,
		"Ferries Archives - The Courier":                  2,
		"The Courier: Ferries Archives":                   1,
		"Opinion | Why the ferry must not stop in winter": 1,
		"The Courier - Page 3 of 12":                      2,
		"Aktualności | Kurier":                            2,
		"お知らせ":                                            2,
		"港務 アーカイブ":                                        2,
		"Tagged “ferries”":                                2,
		"The Harbour Courier":                             0,
		"News of the ferry reaches the bay":               0,
		"Ferry runs aground in the archive of the harbour master, and nobody has seen it since | Courier": 0,
		"":                             0,
		"Search | The Harbour Courier": 0,
		"Tags | The Harbour Courier":   0,
	} {
		if got := ListTitle(title); got != want {
			t.Errorf("%q: %d, want %d", title, got, want)
		}
	}
}

func TestListAddress(t *testing.T) {
	for part, want := range map[string]bool{"news": true, "Press_Releases": true, "aktuelles": true,
		"the-ferry-runs-aground": false, "2016": false} {
		if IsListAddress(part) != want {
			t.Errorf("%q: want %v", part, want)
		}
	}
}

func TestOnwardInList(t *testing.T) {
	for text, want := range map[string]bool{"« Older posts": true, "Nächste Seite": true, "次のページ": true,
		"Next post": false, "Ferry runs aground": false} {
		if IsOnwardInList(text) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}
