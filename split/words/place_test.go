package words

import "testing"

func TestPagePlace(t *testing.T) {
	for s, want := range map[string]bool{
		"Posts: Page 2":                true,
		"Seite 3 von 7":                true,
		"Page 2":                       true,
		"Archives for March 2019":      true,
		"Archiv für Politik":           true,
		"Harbour news | Page 12 of 40": true,
		"بایگانی خبر":                  true,
		"The Velmoor Gazette":          false,
		"Page Six":                     false,
		"Archives":                     false,
		"Channel 4":                    false,
		"News 24":                      false,
		"":                             false,
	} {
		if got := IsPagePlace(s); got != want {
			t.Errorf("PagePlace(%q) = %v", s, got)
		}
	}
}
