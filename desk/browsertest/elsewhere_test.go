package browsertest

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"
)

// outerAddress is an IPv4 address of this machine that is not loopback: browsers treat a desk there as one on
// another machine.
func outerAddress(t *testing.T) string {
	t.Helper()
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
			return n.IP.String()
		}
	}
	t.Skip("this machine has no address but loopback: a desk on another machine is not tested in a browser")
	return ""
}

// TestFromAnotherMachine sends forms to a desk under plain http that is not on loopback, where browsers send no
// Sec-Fetch-Site: one of the desk's own pages is taken, one of another page refused, and a link to other sites
// sends no referrer.
func TestFromAnotherMachine(t *testing.T) {
	v := open(t, nil)
	host := outerAddress(t)
	listen := func(h http.Handler) string {
		t.Helper()
		l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Fatal(err)
		}
		srv := httptest.NewUnstartedServer(h)
		_ = srv.Listener.Close()
		srv.Listener = l
		srv.Start()
		t.Cleanup(srv.Close)
		return srv.URL
	}
	v.base = listen(v.desk)
	referrers := make(chan string, 8)
	foreign := listen(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/out" {
			referrers <- r.Referer()
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<title>elsewhere</title><form method=post action="` + v.base + `/basket">` +
			`<input type=hidden name=do value=put><button>Put</button></form>`))
	}))
	click := func(selector string) int64 {
		t.Helper()
		resp, err := chromedp.RunResponse(v.ctx, chromedp.Click(chromedp.CSS(selector)))
		if err != nil {
			t.Fatal(err)
		}
		return resp.Status
	}

	v.goTo("/cuttings/" + v.archive.CuttingID(levy))
	if got := click(`form.choose[action="/basket"] button`); got != http.StatusOK {
		t.Errorf("a form of the desk's own page: status %d", got)
	}
	v.do(chromedp.Navigate(foreign + "/form"))
	if got := click("form button"); got != http.StatusForbidden {
		t.Errorf("a form of another page: status %d", got)
	}
	v.goTo("/search?q=levy")
	js[bool](v, `(() => { const a = document.createElement("a"); a.href = "`+foreign+`/out"; a.id = "out";
		a.textContent = "out"; document.querySelector("main").prepend(a); return true })()`)
	click("#out")
	if got := <-referrers; got != "" {
		t.Errorf("a link that leads out sends the referrer %q", got)
	}
}
