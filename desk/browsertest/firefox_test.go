package browsertest

import (
	"fmt"
	"image"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cuttings/desk"
	"cuttings/internal/firefoxtest"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// linking is a page in which everything the mouse can rest on links outside: Firefox
// opens a connection as soon as it does, before any policy is asked.
const linking = `<!doctype html><html><head><meta charset="utf-8"><title>x</title><link rel="preconnect" href="TRAP/preconnect"><link rel="stylesheet" href="kept/style.css"></head><body style="margin:0">
<math href="TRAP/math" style="font-size:40px;display:block"><mtext href="TRAP/mtext">one</mtext></math>
<math xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="TRAP/xlink" style="font-size:40px;display:block"><mi>two</mi></math>
<a href="TRAP/a" style="font-size:40px;display:block">three</a>
<img src="kept/evil.svg" width="200" height="40" alt="">
<svg width="200" height="40"><a href="TRAP/svg"><rect width="200" height="40"/></a></svg>
<map name="m"><area shape="rect" coords="0,0,200,40" href="TRAP/area"></map>
<img usemap="#m" width="200" height="40" alt="four" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<iframe src="TRAP/frame"></iframe></body></html>`

// addressed returns a page with every element of HTML, SVG and MathML, those no standard has any more included, each
// with every attribute that carries an address on some element, and with those by which elements are linked or load.
func addressed(trap string) string {
	const (
		html = `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
			blockquote br button canvas caption center cite code col colgroup command content data datalist dd
			del details dfn dialog dir div dl dt em embed fencedframe fieldset figcaption figure font footer
			form frame frameset h1 h6 head header hgroup hr html i iframe ilayer image img input ins isindex kbd
			keygen label layer legend li link listing main map mark marquee menu menuitem meta meter model
			multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture
			portal pre progress q rb rp rt rtc ruby s samp script search section select selectedcontent shadow
			slot small source spacer span strike strong style sub summary sup table tbody td template textarea
			tfoot th thead time title tr track tt u ul var video wbr webview xmp x-own`
		svg = `a altGlyph altGlyphDef animate animateColor animateMotion animateTransform audio canvas circle
			clipPath color-profile cursor defs desc ellipse feBlend feImage feTurbulence filter font-face
			font-face-uri foreignObject g glyphRef hatch iframe image line linearGradient marker mask mesh
			metadata mpath path pattern polygon polyline prefetch radialGradient rect script set solidcolor stop
			style switch symbol text textPath title tref tspan unknown use video view`
		math = `math annotation annotation-xml maction maligngroup mfrac mglyph mi mlabeledtr mmultiscripts mn mo
			mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub mtable mtext mtr munder none semantics`
		attributes = `href src action formaction background poster data cite longdesc lowsrc dynsrc srcset imagesrcset
			usemap manifest ping codebase classid archive code icon profile xlink:href xml:base xlink:role
			xlink:arcrole definitionURL altimg from to values by begin fill filter mask clip-path marker-start
			cursor content url pluginspage codetype scheme itemid itemtype resource about vocab property datasrc
			vrml link blocking attributionsrc srcdoc style is imagesizes`
	)
	var b strings.Builder
	b.WriteString(`<!doctype html><html><head><meta charset="utf-8"><title>x</title><style>` +
		`body *{display:inline-block;width:24px;height:12px;overflow:hidden}</style></head><body style="margin:0">`)
	element := func(name string) {
		b.WriteString("<" + name + ` rel="stylesheet icon preload prefetch preconnect dns-prefetch prerender" ` +
			`as=image type=image http-equiv=refresh autoplay preload=auto loading=eager xlink:actuate=onLoad ` +
			`attributeName=href xlink:type=simple xlink:show=embed`)
		for i, a := range strings.Fields(attributes) {
			at := fmt.Sprintf("%s/%s-%d", trap, name, i)
			switch a {
			case "content":
				at = "0;url=" + at
			case "srcset", "imagesrcset":
				at += " 1x"
			case "style", "fill", "filter", "mask", "clip-path", "marker-start", "cursor":
				at = "url(" + at + ")"
				if a == "style" {
					at = "background:" + at + ";list-style:" + at[:len(at)-1] + "b)"
				}
			case "srcdoc":
				at = "&lt;img src=" + at + "&gt;"
			}
			b.WriteString(" " + a + `="` + at + `"`)
		}
		b.WriteString(">x</" + name + ">\n")
	}
	for _, name := range strings.Fields(html) {
		element(name)
	}
	b.WriteString("<svg>")
	for _, name := range strings.Fields(svg) {
		element(name)
	}
	b.WriteString("</svg>")
	for _, name := range strings.Fields(math) {
		b.WriteString("<math>")
		element(name)
		b.WriteString("</math>")
	}
	element("plaintext") // without an end
	return b.String()
}

// hoverGrid rests the mouse on the points of a grid over a part of the window, and then waits for the connections that
// the last of them may open: where there is none, nothing ends the wait.
func hoverGrid(b *firefoxtest.Browser, over image.Rectangle, apart image.Point, rest time.Duration) {
	var points [][2]int
	for y := over.Min.Y; y < over.Max.Y; y += apart.Y {
		for x := over.Min.X; x < over.Max.X; x += apart.X {
			points = append(points, [2]int{x, y})
		}
	}
	b.Hover(points, rest)
	time.Sleep(300 * time.Millisecond)
}

// hoverLinks rests the mouse long on what links in the page linking.
func hoverLinks(b *firefoxtest.Browser) {
	hoverGrid(b, image.Rect(40, 10, 91, 640), image.Pt(50, 14), 60*time.Millisecond)
}

// hoverClosely rests the mouse shortly on each of many small elements.
func hoverClosely(b *firefoxtest.Browser, width, height int) {
	hoverGrid(b, image.Rect(12, 8, width, 8+height), image.Pt(26, 13), 15*time.Millisecond)
}

// TestFirefoxOpensNoConnectionFromAnOriginal rests the mouse on everything in an
// original that could link.
func TestFirefoxOpensNoConnectionFromAnOriginal(t *testing.T) {
	path := firefoxtest.Path(t, "whether Firefox reaches out of an original is not tested")
	tr := newTrap(t)
	page := strings.ReplaceAll(linking, "TRAP", tr.URL)
	a := librarytest.NewArchive()
	id, _ := a.AddHTML("evil.html", []byte(page), librarytest.Item("A page that links", "Text."))
	every, _ := a.AddHTML("every.html", []byte(addressed(tr.URL)), librarytest.Item("A page of all elements", "Text."))
	cat, err := librarytest.NewCatalogue(a)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(desk.New(desk.Config{
		Library: library.New(library.Config{Name: "Harbour levy", Catalogue: cat,
			Originals: a, Assets: &keptFiles{trap: tr.URL}, Pages: a, Now: librarytest.Now})}))
	t.Cleanup(srv.Close)
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(bare.Close)

	b := firefoxtest.Start(t, path, "")
	b.Open(srv.URL + "/captures/" + id + "/original")
	if got := b.Evaluate(`document.querySelector("iframe.original") ? "shown" : document.title`); got != "shown" {
		t.Fatalf("the original is not shown: %s", got)
	}
	b.Evaluate(`document.querySelector("iframe.original").scrollIntoView()`)
	hoverLinks(b)
	if conns, asked := tr.counts(); conns > 0 {
		t.Errorf("%d connections left for outside, asking for %q", conns, asked)
	}
	b.Open(srv.URL + "/captures/" + every + "/original")
	b.Evaluate(`document.querySelector("iframe.original").scrollIntoView()`)
	hoverClosely(b, 1000, 120)
	if conns, asked := tr.counts(); conns > 0 {
		t.Errorf("every element and attribute: %d connections left for outside, asking for %q", conns, asked)
	}
	// The trap is one: the same page outside the desk reaches it.
	b.Open(bare.URL)
	hoverClosely(b, 60, 300)
	if conns, _ := tr.counts(); conns == 0 {
		t.Error("the page outside the desk opened no connection either: this test cannot fail")
	}
}
