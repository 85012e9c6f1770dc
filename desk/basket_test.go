package desk_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestBasketInOrder: the basket keeps the order given by hand, cites all of it with and without evidence, and the
// focus stays on the button that was pressed.
func TestBasketInOrder(t *testing.T) {
	s, _ := editing(t)
	var ids []string
	for _, n := range s.get("/search?q=levy", 200).all(".items h3 a") {
		href, _ := attrOf(n, "href")
		ids = append(ids, strings.TrimPrefix(strings.Split(href, "?")[0], "/cuttings/"))
	}
	ids = ids[:3]
	basket := []string{"Cookie", "basket=" + strings.Join(ids, ".")}
	for _, move := range []struct{ id, do, at, want string }{
		{ids[2], "up", "up-" + ids[2], ids[0] + "." + ids[2] + "." + ids[1]},
		{ids[1], "up", "down-" + ids[1], ids[1] + "." + ids[0] + "." + ids[2]},
		{ids[1], "down", "up-" + ids[1], ids[0] + "." + ids[2] + "." + ids[1]},
		{ids[0], "up", "up-" + ids[0], strings.Join(ids, ".")}, // the first stays
		{"zz", "down", "down-zz", strings.Join(ids, ".")},
	} {
		form := url.Values{"do": {move.do}, "cutting": {move.id}}
		at, res := s.postRedirects("/basket", form, basket...)
		if cookie := res.Cookies()[0]; cookie.Value != move.want || at != "/basket#"+move.at {
			t.Errorf("%s of %s: %s, and %s", move.do, move.id, cookie.Value, at)
		}
	}
	page := s.parse(s.do("GET", "/basket", basket...))
	if up, down := len(page.all("button[value=up]")), len(page.all("button[value=down]")); up != 2 || down != 2 {
		t.Errorf("%d buttons up and %d down for three cuttings", up, down)
	}
	if short, full := len(page.all("#cites p")), page.all("#cites-full p"); short != 3 || len(full) != 3 {
		t.Errorf("%d short notes, %d with evidence", short, len(full))
	}
	text := func(path string) string {
		res := s.do("GET", path, basket...)
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: status %d, %v", path, res.StatusCode, res.Header)
		}
		return string(body)
	}
	short, full, md := text("/basket.txt?short=1"), text("/basket.txt"), text("/basket.md")
	if strings.Count(short, "\n") != 3 || strings.Contains(short, "SHA-256") || strings.Count(full, "SHA-256") != 3 {
		t.Errorf("short:\n%s\nfull:\n%s", short, full)
	}
	if !strings.HasPrefix(md, "1. ") || !strings.Contains(md, "\n3. ") || strings.Count(md, "SHA") != 3 {
		t.Errorf("as Markdown:\n%s", md)
	}
}
