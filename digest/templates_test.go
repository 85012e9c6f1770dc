package digest_test

import (
	"bytes"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"
	"testing/fstest"

	"cuttings/digest"
)

// TestTemplates replaces parts by a folder: replaced parts are used, the others are the program's own, and the
// policy applies to everything a template writes.
func TestTemplates(t *testing.T) {
	d := &digest.Digest{Title: "Week", Items: []digest.Item{{Headline: "<img src=x onerror=alert(1)>",
		URL: "https://post.example/a", Source: "Post"}}}
	own, err := digest.Load(fstest.MapFS{
		"body.html": {Data: []byte(`{{define "headline"}}<b>{{.Headline}}</b><script ` +
			`src="//e.example/x.js"></script>{{end}}`)},
		"style.css": {Data: []byte("b { color: red }")},
	})
	if err != nil {
		t.Fatal(err)
	}
	html, err := own.HTML(d, digest.Page{})
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(html), "<title>")
	for _, want := range []string{"<b>&lt;img src=x onerror=alert(1)&gt;</b>", "color: red", "Read more"} {
		if !strings.Contains(string(html), want) {
			t.Errorf("the page lacks %q:\n%s", want, html)
		}
	}
	if !strings.Contains(head, "default-src &#39;none&#39;") || strings.Contains(head, "script") {
		t.Errorf("no policy before what a template writes:\n%s", head)
	}
	for name, folder := range map[string]fstest.MapFS{
		"a mistake":             {"body.html": {Data: []byte("{{.Nosuch")}},
		"an end tag in a style": {"style.css": {Data: []byte("</STYLE><script>")}},
		"too large":             {"digest.txt": {Data: bytes.Repeat([]byte("x"), 2<<20)}},
		"a function":            {"digest.txt": {Data: []byte(`{{readFile "/etc/passwd"}}`)}},
	} {
		if _, err := digest.Load(folder); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if own, err = digest.Load(fstest.MapFS{"digest.txt": {Data: []byte("{{.Nosuch}}")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := own.Text(d); err == nil {
		t.Error("a field that is not there is taken")
	}
}

// TestUnused: a mistyped name is returned, names of templates and hidden files are not.
func TestUnused(t *testing.T) {
	folder := fstest.MapFS{"style.css": {}, ".hidden": {}, "digest.html": {}}
	for _, name := range digest.TemplateFiles() {
		folder[name] = &fstest.MapFile{}
	}
	if got := digest.Unused(folder); len(got) != 1 || got[0] != "digest.html" {
		t.Errorf("%v", got)
	}
}

// TestMail reads a mail back: both bodies are the digest.
func TestMail(t *testing.T) {
	d := generated(7)
	own := digest.Own()
	body, err := own.Mail(d, digest.Envelope{From: "Desk <desk@hadrin.example>", To: []string{"ada@hadrin.example"}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := own.Mail(d, digest.Envelope{From: "Desk <desk@hadrin.example>", To: []string{"ada@hadrin.example"}})
	if err != nil || !bytes.Equal(body, again) {
		t.Errorf("the same digest gives another mail (%v)", err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != digest.Clean(d).Title {
		t.Errorf("subject %q (%v), want %q", subject, err, digest.Clean(d).Title)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	text, err := own.Text(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{string(text), "class=\"digest h-feed\""} {
		p, err := parts.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(p); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.ReplaceAll(b.String(), "\r\n", "\n"), strings.TrimSpace(want)) {
			t.Errorf("a body lacks what it should say:\n%s", b.String())
		}
	}
	if _, err := own.Mail(d, digest.Envelope{From: "nobody"}); err == nil {
		t.Error("a wrong sender is taken")
	}
}

// TestWithdrawn shows nothing of what was in a digest that was withdrawn.
func TestWithdrawn(t *testing.T) {
	d := &digest.Digest{Title: "Week", State: digest.Withdrawn, Why: "a wrong name", Introduction: "Secret words.",
		Items: []digest.Item{{Headline: "Fissures grow", Source: "Post"}}}
	for _, f := range digest.Forms() {
		b, err := f.Write(digest.Own(), d)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "Fissures") || strings.Contains(string(b), "Secret") {
			t.Errorf("%s shows what was in it:\n%s", f.Name, b)
		}
		if !strings.Contains(string(b), "a wrong name") {
			t.Errorf("%s does not say why:\n%s", f.Name, b)
		}
	}
}

// TestMarkdownEscapes checks that headlines have no meaning in Markdown.
func TestMarkdownEscapes(t *testing.T) {
	for _, headline := range hostile {
		d := &digest.Digest{Title: "Week", Items: []digest.Item{{Headline: headline, Source: "Post"}}}
		b, err := digest.Own().Markdown(d)
		if err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(string(b[strings.Index(string(b), "### "):]), "\n")
		for i := 0; i < len(line); i++ {
			if strings.IndexByte("`*_[]<>|", line[i]) >= 0 && (i == 0 || line[i-1] != '\\') {
				t.Errorf("%q is written %q", headline, line)
				break
			}
		}
	}
}

// TestNothingFound makes an empty digest: it states in its language that nothing was found, and a withdrawn one
// states only that it is withdrawn.
func TestNothingFound(t *testing.T) {
	for _, lang := range append(digest.Languages(), "xx") {
		d := &digest.Digest{Title: "Week", Lang: lang}
		html, err := digest.Own().HTML(d, digest.Page{})
		if err != nil {
			t.Fatal(err)
		}
		_, said, _ := strings.Cut(string(html), `<p class="nothing">`)
		said, _, _ = strings.Cut(said, "</p>")
		if said == "" || lang == "en" && said != "Nothing was found." {
			t.Fatalf("in %s a page with nothing in it says %q", lang, said)
		}
		text, err := digest.Own().Text(d)
		if err != nil {
			t.Fatal(err)
		}
		md, err := digest.Own().Markdown(d)
		if err != nil {
			t.Fatal(err)
		}
		for form, body := range map[string][]byte{"text": text, "Markdown": md} {
			if !strings.Contains(strings.ReplaceAll(string(body), `\`, ""), said) {
				t.Errorf("in %s the %s does not say %q:\n%s", lang, form, said, body)
			}
		}
		d.Items = []digest.Item{{Headline: "A", URL: "https://post.example/a", Source: "Post"}}
		if html, _ = digest.Own().HTML(d, digest.Page{}); strings.Contains(string(html), said) {
			t.Errorf("in %s a page with an item says %q", lang, said)
		}
		d.Items, d.State = nil, digest.Withdrawn
		if html, _ = digest.Own().HTML(d, digest.Page{}); strings.Contains(string(html), said) {
			t.Errorf("in %s a withdrawn page says %q", lang, said)
		}
	}
}
