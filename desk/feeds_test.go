package desk_test

import (
	"net/url"
	"slices"
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
	digest, _, _ := strings.Cut(draft, "/edit") // a draft that has not all there is says so behind it
	s.postRedirects(digest, form("title", "Week 40", "introduction", "Ours.", "do", "publish"))
	second, _ := s.postRedirects("/digests", form("topic", "the-levy-all", "who", "qz"))
	withdrawn := strings.TrimSuffix(second, "/edit")
	s.postRedirects(withdrawn, form("title", "Week 41", "do", "publish"))
	s.postRedirects(withdrawn, form("title", "Week 41", "do", "withdraw", "why", "a wrong name"))
	removed, _ := s.postRedirects("/topics", form("title", "Gone", "query", "levy"))
	s.postRedirects(removed+"/remove", form("why", "done"))

	searches := []url.Values{nil, {"q": {"levy"}}, {"q": {"nothing-at-all"}}, {"q": {`harb* "a b"~3 OR -x`}},
		{"q": {"levy"}, "source": {"morrowpost.example"}}, {"source": {"morrowpost.example"}},
		{"story": {story}, "flat": {"1"}}, {"year": {"none"}}, {"topic": {"the-levy-all"}}, {"sort": {"newest"}},
		{"q": {"سد ~"}}, {"date": {"2011/2026"}, "per": {"3"}}}
	for _, form := range feed.Forms() {
		paths := []string{"/digests." + form.Extension}
		for _, of := range []string{topic, bare, digest, withdrawn, removed} {
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

// TestFollowPages: the pages of a source, a story, the digests and a digest link to their feeds in every form.
// Each feed can be read.
func TestFollowPages(t *testing.T) {
	s, _ := editing(t)
	all := s.hits("harbour levy")
	story := s.oneStory(all[0], all[len(all)-1])
	s.postRedirects("/topics", form("title", "The levy", "query", "levy"))
	draft, _ := s.postRedirects("/digests", form("topic", "the-levy", "who", "qz"))
	digest, _, _ := strings.Cut(draft, "/edit") // a draft that has not all there is says so behind it
	for path, want := range map[string]string{"/sources/morrowpost.example": "Follow this source",
		"/stories/" + story: "Follow this story", "/digests": "Follow the digests", digest: "Follow this digest"} {
		d := s.get(path, 200)
		d.has(".actions a.follow", want)
		var hrefs []string
		for _, a := range d.all(".actions a") {
			if href, _ := attrOf(a, "href"); strings.Contains(href, "sort=") {
				t.Errorf("%s: %s is not in the order of adding", path, href)
			} else {
				hrefs = append(hrefs, href)
			}
		}
		for _, form := range feed.Forms() {
			of := func(href string) bool { return strings.Contains(href, "."+form.Extension) }
			i := slices.IndexFunc(hrefs, of)
			if i < 0 {
				t.Errorf("%s: no link to %s", path, form.About)
				continue
			}
			res := s.do("GET", hrefs[i])
			if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || got != form.MediaType {
				t.Errorf("%s: status %d, %s", hrefs[i], res.StatusCode, got)
			}
		}
	}
}

// TestWithdrawnFeeds: the feeds of a removed topic and of a withdrawn digest say in one entry that it is
// withdrawn, and why.
func TestWithdrawnFeeds(t *testing.T) {
	s, _ := editing(t)
	topic, _ := s.postRedirects("/topics", form("title", "The levy", "query", "levy"))
	draft, _ := s.postRedirects("/digests", form("topic", "the-levy", "who", "qz"))
	digest, _, _ := strings.Cut(draft, "/edit")
	s.postRedirects(digest, form("title", "Week 41", "do", "publish"))
	s.postRedirects(digest, form("title", "Week 41", "do", "withdraw", "why", "a wrong name"))
	s.postRedirects(topic+"/remove", form("why", "a wrong name"))
	topic, _, _ = strings.Cut(topic, "?")
	for _, of := range []string{topic, digest} {
		for _, f := range feed.Forms() {
			res := s.do("GET", of+"."+f.Extension)
			if got := text(t, res); res.StatusCode != 200 || strings.Count(got, ":withdrawn") != 1 ||
				!strings.Contains(got, "Withdrawn: ") || !strings.Contains(got, "a wrong name") {
				t.Errorf("%s.%s: status %d\n%s", of, f.Extension, res.StatusCode, got)
			}
		}
	}
}
