package desk_test

import (
	"net/url"
	"strings"
	"testing"

	"cuttings/export/feed"
	"cuttings/export/feed/feedtest"
)

// TestFeedsByTheRules requests all feeds of the desk, page after page, and checks each by a validator's rules.
func TestFeedsByTheRules(t *testing.T) {
	s, _ := editing(t)
	all := s.hits("harbour levy")
	story := s.oneStory(all[0], all[len(all)-1], all[1])
	topic, _ := s.postRedirects("/topics", form("title", "The <levy> & all", "query", "levy", "introduction",
		"What was said."))
	bare, _ := s.postRedirects("/topics", form("title", "سد", "query", "nothing-at-all"))
	draft, _ := s.postRedirects("/digests", form("topic", "the-levy-all", "who", "qz"))
	digest := strings.TrimSuffix(draft, "/edit")
	s.postRedirects(digest, form("title", "Week 40", "introduction", "Ours.", "do", "publish"))
	second, _ := s.postRedirects("/digests", form("topic", "the-levy-all", "who", "qz"))
	withdrawn := strings.TrimSuffix(second, "/edit")
	s.postRedirects(withdrawn, form("title", "Week 41", "do", "publish"))
	s.postRedirects(withdrawn, form("title", "Week 41", "do", "withdraw", "why", "a wrong name"))

	searches := []url.Values{nil, {"q": {"levy"}}, {"q": {"nothing-at-all"}}, {"q": {`harb* "a b"~3 OR -x`}},
		{"q": {"levy"}, "source": {"morrowpost.example"}}, {"source": {"morrowpost.example"}},
		{"story": {story}, "flat": {"1"}}, {"year": {"none"}}, {"topic": {"the-levy-all"}}, {"sort": {"newest"}},
		{"q": {"سد ~"}}, {"date": {"2011/2026"}, "per": {"3"}}}
	for _, form := range feed.Forms() {
		paths := []string{"/digests." + form.Extension}
		for _, of := range []string{topic, bare, digest, withdrawn} {
			paths = append(paths, of+"."+form.Extension)
		}
		for _, v := range searches {
			path := "/search." + form.Extension
			if len(v) > 0 {
				path += "?" + v.Encode()
			}
			paths = append(paths, path)
		}
		for len(paths) > 0 {
			path := paths[0]
			paths = paths[1:]
			res := s.do("GET", path)
			body := text(t, res)
			if res.StatusCode != 200 {
				t.Errorf("%s: status %d", path, res.StatusCode)
				continue
			}
			f := feedtest.Feed{Type: res.Header.Get("Content-Type"), Body: []byte(body),
				Self: "http://localhost" + path, Fresh: true}
			for _, wrong := range feedtest.Check(f) {
				t.Errorf("%s: %s", path, wrong)
			}
			if next := feedtest.Next(f); next != "" && len(paths) < 60 {
				paths = append(paths, strings.TrimPrefix(next, "http://localhost"))
			}
		}
	}
}
