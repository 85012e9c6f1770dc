package digest

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	text "text/template"
	"text/template/parse"

	"cuttings/cutting"
)

// Policy is the Content-Security-Policy written into every page: only own styles and images, and no scripts or
// requests to other hosts, whatever a template contains.
const Policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"base-uri 'none'; form-action 'none'"

//go:embed templates
var embedded embed.FS

// Templates write digests. They are safe for concurrent use.
type Templates struct {
	frame, body *template.Template
	text, md    *text.Template
	style       string
	key         string
}

// The files that a folder of templates may replace; the program's own are used for missing ones. The frame
// around a page, with its policy, cannot be replaced.
const (
	bodyFile     = "body.html"
	textFile     = "digest.txt"
	markdownFile = "markdown.txt"
	styleFile    = "style.css"
	frameFile    = "frame.html"
	aboutFile    = "README.md" // explains the fields
)

// TemplateFiles returns the names of the files that a folder of templates may have.
func TemplateFiles() []string { return []string{bodyFile, styleFile, textFile, markdownFile} }

// Unused returns the names in a folder of templates that are not those of templates, such as mistyped ones.
func Unused(folder fs.FS) []string {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil // Load reports it
	}
	var out []string
	for _, e := range entries {
		if !slices.Contains(TemplateFiles(), e.Name()) && e.Name() != aboutFile && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, e.Name())
		}
	}
	return out
}

const (
	maxTemplate = 1 << 20  // bytes of a template
	maxOutput   = 64 << 20 // maximum output of a template, in bytes
)

// Load reads templates from a folder; nil gives the program's own. Templates see a digest's fields and have no
// access to files, network or other programs; their output is escaped by html/template and under Policy. For a
// template that cannot be parsed it returns an error of kind Invalid with the position.
func Load(folder fs.FS) (*Templates, error) {
	t := &Templates{}
	var failed error
	sum := sha256.New()
	read := func(name string) string {
		b, err := fileOf(folder, name)
		if err != nil && failed == nil {
			failed = err
		}
		sum.Write(append(b, 0))
		return string(b)
	}
	var err [4]error
	t.frame, err[0] = template.New(frameFile).Parse(embeddedFile(frameFile))
	// The program's own parts first: a folder may replace some of them.
	body := template.Must(template.New(bodyFile).Parse(embeddedFile(bodyFile)))
	source := read(bodyFile)
	if err[1] = checkBody(source); err[1] == nil {
		t.body, err[1] = body.Parse(source)
	}
	t.text, err[2] = text.New(textFile).Parse(read(textFile))
	t.md, err[3] = text.New(markdownFile).Funcs(text.FuncMap{"md": escapeMarkdown}).Parse(read(markdownFile))
	t.style = read(styleFile)
	t.key = hex.EncodeToString(sum.Sum(nil))
	for _, err := range err {
		if err != nil && failed == nil {
			failed = cutting.Errorf(cutting.Invalid, "template %w", err)
		}
	}
	if failed == nil && strings.Contains(strings.ToLower(t.style), "</style") {
		failed = cutting.Errorf(cutting.Invalid, "%s contains an end tag", styleFile)
	}
	if failed != nil {
		return nil, failed
	}
	return t, nil
}

// definitions are the templates that body.html may define.
var definitions = []string{"body", "item", "headline", "more"}

// checkBody returns an error for a body.html that would change nothing, or has text that is never shown.
func checkBody(source string) error {
	t, err := template.New(bodyFile).Parse(source)
	if err != nil {
		return err
	}
	if t.Tree != nil && !parse.IsEmptyTree(t.Tree.Root) {
		return fmt.Errorf("%s has text outside of definitions, which is never shown: put it between "+
			`{{define "body"}} and {{end}}`, bodyFile)
	}
	if !slices.ContainsFunc(definitions, func(name string) bool { return t.Lookup(name) != nil }) {
		return fmt.Errorf("%s defines none of %s, so it would change nothing", bodyFile,
			strings.Join(definitions, ", "))
	}
	return nil
}

// Originals returns the program's own templates and what is known of their fields, by file name.
func Originals() map[string][]byte {
	out := map[string][]byte{aboutFile: []byte(embeddedFile(aboutFile))}
	for _, name := range TemplateFiles() {
		out[name] = []byte(embeddedFile(name))
	}
	return out
}

// Own returns the program's own templates.
func Own() *Templates {
	t, err := Load(nil)
	if err != nil { // they are embedded: a mistake in one shows in every test
		panic(err)
	}
	return t
}

func embeddedFile(name string) string {
	b, err := embedded.ReadFile("templates/" + name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// fileOf returns a template's source from the folder, else the program's own.
func fileOf(folder fs.FS, name string) ([]byte, error) {
	if folder == nil {
		return []byte(embeddedFile(name)), nil
	}
	// Opening a named pipe would wait for another program.
	if info, err := fs.Stat(folder, name); err == nil && !info.Mode().IsRegular() {
		return nil, cutting.Errorf(cutting.Invalid, "template %s is no regular file", name)
	}
	f, err := folder.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return []byte(embeddedFile(name)), nil
	}
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "template %s: %w", name, err)
	}
	b, err := io.ReadAll(io.LimitReader(f, maxTemplate+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "template %s: %w", name, err)
	}
	if len(b) > maxTemplate {
		return nil, cutting.Errorf(cutting.Invalid, "template %s has more than %d bytes", name, maxTemplate)
	}
	return b, nil
}

// Key returns a key that differs for templates of different content.
func (t *Templates) Key() string { return t.key }

// Style returns the style sheet that belongs to the body.
func (t *Templates) Style() []byte { return []byte(t.style) }

// Page has the surroundings of a digest's page.
type Page struct {
	// Style is the address of the style sheet; with "" the style sheet is written into the page, which then
	// needs no other file.
	Style string
	// Before and After are markup before and after the body, such as a site's navigation. They are not escaped.
	Before, After template.HTML
}

// HTML writes a digest as a whole page.
func (t *Templates) HTML(d *Digest, p Page) ([]byte, error) {
	d = Clean(d)
	v := viewOf(d)
	body, err := t.bodyOf(v)
	if err != nil {
		return nil, err
	}
	f := frame{view: v, Policy: Policy, Address: d.URL, StyleHref: p.Style, Style: template.CSS(t.style),
		Before: p.Before, Body: body, After: p.After, Summary: summary(v)}
	for _, l := range d.Links {
		if l.Type != "" {
			f.Alternates = append(f.Alternates, l)
		}
	}
	var out limited
	if err := t.frame.Execute(&out, f); err != nil {
		return nil, failed(frameFile, err)
	}
	return out.Bytes(), nil
}

// frame has the values of the frame around a body.
type frame struct {
	*view
	Policy, Address, StyleHref, Summary string
	Style                               template.CSS
	Alternates                          []Link
	Before, Body, After                 template.HTML
}

// summary returns a description of a page, for places that show only its description.
func summary(v *view) string {
	if v.Withdrawn || len(v.Introduction) == 0 {
		return ""
	}
	return cutting.Shorten(v.Introduction[0], 200)
}

// Body writes a digest as a part of a page, for the page's main element.
func (t *Templates) Body(d *Digest) (template.HTML, error) {
	v := viewOf(Clean(d))
	v.Within = true
	return t.bodyOf(v)
}

func (t *Templates) bodyOf(v *view) (template.HTML, error) {
	var out limited
	if err := t.body.ExecuteTemplate(&out, "body", v); err != nil {
		return "", failed(bodyFile, err)
	}
	return template.HTML(out.String()), nil
}

// Text writes a digest as bare text that the archive can split into the same items again. Every line is a
// paragraph, with empty lines between them: title (as which readers take the first line) and introduction,
// then each item as
//
//  1. Headline Excerpt — Source, date Read more: address
//
// with the desk's lines ("Also in: …") before the last. An item has at most one line between its headline and
// the line of the source, so that no excerpt can be mistaken for something else. Rails follow under their
// headings and count from 1 again.
func (t *Templates) Text(d *Digest) ([]byte, error) { return t.plain(t.text, d) }

// Markdown writes a digest as CommonMark.
func (t *Templates) Markdown(d *Digest) ([]byte, error) { return t.plain(t.md, d) }

func (t *Templates) plain(with *text.Template, d *Digest) ([]byte, error) {
	var out limited
	if err := with.Execute(&out, viewOf(Clean(d))); err != nil {
		return nil, failed(with.Name(), err)
	}
	// Templates leave empty lines for missing values.
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	kept := lines[:0]
	for i, l := range lines {
		l = strings.TrimRight(l, " ")
		if l != "" || i > 0 && kept[len(kept)-1] != "" {
			kept = append(kept, l)
		}
	}
	return []byte(strings.Join(kept, "\n") + "\n"), nil
}

// JSON writes a digest as one JSON object.
func (t *Templates) JSON(d *Digest) ([]byte, error) {
	d = Clean(d)
	if d.State == Withdrawn {
		d.Items, d.Rails, d.Introduction, d.Changes, d.Query = []Item{}, nil, "", nil, ""
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(d); err != nil {
		return nil, cutting.Errorf(cutting.Internal, "digest as JSON: %w", err)
	}
	return out.Bytes(), nil
}

func failed(name string, err error) error {
	return cutting.Errorf(cutting.Invalid, "template %s: %w", name, err)
}

// limited is a buffer that returns an error beyond maxOutput bytes.
type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > maxOutput {
		return 0, cutting.Errorf(cutting.Invalid, "writes more than %d bytes", maxOutput)
	}
	return l.Buffer.Write(p)
}

// escapeMarkdown escapes every character of s that has a meaning in Markdown.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && strings.ContainsRune("\\`*_{}[]<>()#+-.!|~&=:\"'$^@", r) && r != ' ' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
