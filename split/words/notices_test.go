package words

import "testing"

func TestEmptyPageNotice(t *testing.T) {
	cases := []struct {
		name, text string
		want       Notice
	}{
		{"missing", "404 – Page not found | The Fern Gazette", Missing},
		{"missing, German", "Seite nicht gefunden", Missing},
		{"missing, Persian", "صفحه یافت نشد", Missing},
		{"missing, Chinese", "页面不存在", Missing},
		{"blocked", "Just a moment...", Blocked},
		{"login", "Log in to continue", Login},
		{"login, Russian", "Вход", Login},
		{"search", "Search results for “harbour”", Searching},
		{"search, French", "Résultats de recherche", Searching},
		{"a headline", "Harbour of Velm closes after storm", NoNotice},
		{"a headline that holds a short phrase within words",
			"Research shows: log inns reopen across the Velm valley after years", NoNotice},
		{"a sentence about logging in", "How the ministry of fisheries forgot to log in for the vote that decided " +
			"the dam", NoNotice},
		{"nothing", "", NoNotice},
	}
	for _, c := range cases {
		if got := EmptyPageNotice(c.text); got != c.want {
			t.Errorf("%s: Dead(%q) = %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestNoticeWordsAreSmallAndSingle(t *testing.T) {
	seen := map[string]Notice{}
	NoticeWords(func(w string, p Notice) {
		if other, ok := seen[w]; ok && other != p {
			t.Errorf("%q stands for both %v and %v", w, other, p)
		}
		seen[w] = p
		for _, r := range w {
			if r >= 'A' && r <= 'Z' {
				t.Errorf("%q is not in small letters", w)
			}
		}
	})
	if len(seen) < 200 {
		t.Errorf("only %d words", len(seen))
	}
}

func TestSubscribing(t *testing.T) {
	for text, want := range map[string]bool{
		"If you can, take out a subscription; if you cannot, tell a friend.": true,
		"Abonnez-vous à partir de 3 couronnes par mois.":                     true,
		"JETZT ABONNIEREN": true,
		"The paper lost half of its subscribers in the year of the flood.": false,
		"": false,
	} {
		if got := OffersSubscription(text); got != want {
			t.Errorf("Subscribing(%q) = %v", text, got)
		}
	}
}
