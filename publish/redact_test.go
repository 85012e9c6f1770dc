package publish

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/internal/foldertest"
	"cuttings/library"
	"cuttings/redact"
	"cuttings/split/words"
)

// person is an invented person.
type person struct {
	given, last string
	custom      string   // how such names are written; "" as most are in Latin and Cyrillic letters
	more        []string // further forms in texts
}

// persons makes n of them, in Latin letters with and without accents, and in Cyrillic.
func persons(n int) []person {
	given := []string{"Ada", "Jørn", "Mirá", "Orm", "Ilse", "Tessa", "Édith", "Søren", "Ирина", "Мартин"}
	last := []string{"Quenzel", "Vróskar", "O'Dravic", "Brand-Zhuvel", "Tellzér"}
	cyrillic := []string{"Жувелова", "Драквин", "Тельзер", "Вроскарский", "Квензель"}
	var out []person
	for i := range n {
		g, k := given[i%len(given)], i/len(given)
		l := last[k%len(last)] + strings.Repeat("x", k/len(last))
		if i%len(given) >= 8 {
			l = cyrillic[k%len(cyrillic)]
		}
		out = append(out, person{given: g, last: l})
	}
	return out
}

// full returns the name as its language writes it.
func (p person) full() string {
	switch p.custom {
	case spaceless:
		return p.last + p.given
	case surnameFirst:
		return p.last + " " + p.given
	case surnameAlone:
		return p.last
	}
	return p.given + " " + p.last
}

// forms returns the person's name as texts and addresses write it.
func (p person) forms() []string {
	if p.custom == spaceless || p.custom == surnameAlone {
		return append([]string{p.full(), "“" + p.full() + "”", url.PathEscape(p.full())}, p.more...)
	}
	initial := string([]rune(p.given)[:1])
	forms := []string{p.full(), strings.ToUpper(p.full()), strings.ToLower(p.full()), p.full() + "’s", p.full() + "'s",
		p.last + ", " + p.given, initial + ". " + p.last, strings.ReplaceAll(p.full(), " ", "\u00a0"),
		"“" + p.full() + "”", words.Fold(p.given) + " " + words.Fold(p.last),
		"@" + strings.ReplaceAll(p.full(), " ", ""), p.last, p.given, p.broken("-\n"), p.broken("\u00ad\n"),
		p.last + ", " + initial + ".", p.given + " Q. " + p.last, p.given + " “Quip” " + p.last,
		p.given + " (Quip) Q. " + p.last, initial + ". Q. " + p.last, url.PathEscape(strings.ToLower(p.full())),
		html.EscapeString(p.full()), mathematical(p.full()), lookalike(p.full()),
		words.Fold(strings.ReplaceAll(p.full(), " ", "-")) + ".example/", strings.Fields(p.given)[0] + " " + p.last,
		strings.NewReplacer("Al-", "el-").Replace(p.full()), strings.NewReplacer("Al-", "").Replace(p.full())}
	return append(forms, p.more...)
}

// mathematical returns a text with the letters of ASCII as mathematical ones.
func mathematical(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + '𝐚'
		case r >= 'A' && r <= 'Z':
			return r - 'A' + '𝐀'
		}
		return r
	}, s)
}

// lookalikes are letters that look alike.
var lookalikes = strings.NewReplacer("a", "а", "e", "е", "o", "о", "O", "О", "M", "М")

// lookedAlike replaces them back.
var lookedAlike = strings.NewReplacer("а", "a", "е", "e", "о", "o", "м", "m")

// lookalike returns a text with some Latin letters as Cyrillic ones that look alike.
func lookalike(s string) string { return lookalikes.Replace(s) }

// broken returns the person's last name with a line break in it.
func (p person) broken(hyphen string) string {
	letters := []rune(p.last)
	return string(letters[:4]) + hyphen + string(letters[4:])
}

// oldSlug returns the person's name as slugs write it that have a hyphen for an accented letter.
func (p person) oldSlug() string {
	s := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.ToLower(p.full()))
	return strings.Trim(strings.ReplaceAll(s, "--", "-"), "-")
}

func (p person) slug() string { return strings.ReplaceAll(words.Fold(p.full()), " ", "-") }

// archiveOf returns an archive that has a person's name wherever a name can be.
func archiveOf(p person) *fake {
	f := &fake{stories: [][]string{{"full", "copy"}, {"late", "other"}}}
	handle := strings.ReplaceAll(words.Fold(p.full()), " ", "")
	last := strings.ReplaceAll(p.last, " ", "")
	initial := string([]rune(words.Fold(p.given))[:1]) + words.Fold(last)
	f.add("full", "Dam: "+p.full()+" speaks", "", func(s *catalogue.Sighting) {
		s.Text = "It was said.\n\n" + strings.Join(p.forms(), " and then ") + " left."
		s.Byline = []string{p.full(), strings.ToUpper(p.full())}
		s.URL = "https://hadrin.example/2012/" + p.slug() + "?who=" + url.QueryEscape(p.full())
		s.Source = catalogue.Source{ID: handle + ".example", Name: "The blog of " + p.full()}
		s.Section = "About " + p.full()
	})
	f.add("copy", p.last+" speaks of the dam", "Nothing.", func(s *catalogue.Sighting) {
		s.Byline = []string{p.full()}
		s.URL = "https://velm.example/" + url.PathEscape(p.last)
	})
	// The full name is after the excerpt, in a cutting that another is a copy of.
	f.add("late", "Dam: "+p.last+" said no", strings.Repeat("The council met again on Tuesday. ", 20)+p.full()+
		" was there.",
		func(s *catalogue.Sighting) {
			s.URL = "https://velm.example/" + url.PathEscape(strings.ToLower(p.last)) + "-said-no"
			s.Source = catalogue.Source{ID: words.Fold(last) + ".example"}
		})
	f.add("other", "A dam", "Text.", nil)
	f.add("handle", "Dam: posts of the day", "See @"+initial+" and #"+handle+" for more.",
		func(s *catalogue.Sighting) {
			s.URL = "https://hadrin.example/by/" + initial
			s.Source = catalogue.Source{ID: initial + ".example"}
		})
	f.topics = []library.Topic{{ID: p.slug(), Topic: cutting.Topic{Title: "On " + p.full(),
		Introduction: p.last + " is it.", Query: "Dam", Spellings: nil, Public: true}}}
	if slug := p.oldSlug(); len(slug) > 6 {
		f.topics = append(f.topics, library.Topic{ID: slug + "-affair",
			Topic: cutting.Topic{Title: "The affair of " + p.full(), Query: "Dam", Public: true}})
	}
	late := cutting.DigestItem{Cutting: "late", Headline: "Dam: " + p.last + " said no", Excerpt: p.given + " met…",
		URL:    "https://velm.example/" + url.PathEscape(strings.ToLower(p.last)) + "-said-no",
		Source: last + ".example", Note: p.last + " denies it.", Heading: "More of " + p.last,
		AlsoIn: []cutting.DigestAlso{{Cutting: "full", Source: "The blog of " + p.full(),
			URL: "https://" + handle + ".example/"}},
		Evidence: &cutting.DigestEvidence{Capture: "capture-late"}}
	full := cutting.DigestItem{Cutting: "full", Headline: "Dam: " + p.full() + " speaks", Excerpt: p.full() +
		" left."}
	f.page = "https://hadrin.example/by/" + p.slug() + "/"
	f.digests = []library.Digest{digestOf(p.slug()+"-week", "Week of "+p.full(), cutting.Published, true, late, full),
		digestOf("withdrawn", "Other week", cutting.Withdrawn, true)}
	f.digests[0].Changes = []cutting.DigestChange{{What: []string{"Taken out: “" + p.last +
		" again” (Hadrin Post)."}}}
	f.digests[1].Why = p.full() + " asked for it."
	return f
}

// traces returns what must not be left: the person's last name, in whatever letters.
func (p person) traces() []string {
	var out []string
	if p.custom == spaceless { // a surname of one or two letters is other words too
		return []string{strings.TrimSpace(foldAll(p.full())[:strings.Index(foldAll(p.full()), "\n")])}
	}
	for _, s := range []string{p.last, strings.NewReplacer("'", "", "-", "", "Al-", "").Replace(p.last),
		p.oldSlug()} {
		if trace, _, _ := strings.Cut(foldAll(s), "\n"); s != p.oldSlug() || len(trace) > 6 {
			out = append(out, trace)
		}
	}
	return out
}

// foldAll returns a text without case, accents and escapes of markup, addresses and JSON, and without what may
// are between the letters of a name.
func foldAll(s string) string {
	for range 3 {
		s = html.UnescapeString(s)
		if u, err := url.PathUnescape(strings.ReplaceAll(s, "%", "%25")); err == nil {
			s = u
		}
		s = percent(s)
		s = strings.NewReplacer(`\u0026`, "&", `\u003c`, "<", `\u003e`, ">", `\u0027`, "'").Replace(s)
	}
	fold := strings.NewReplacer(" ", "", "-", "", "'", "").Replace
	plain := words.Fold(norm.NFKC.String(s))
	return fold(plain) + "\n" + fold(lookedAlike.Replace(plain))
}

// percent takes away escapes of addresses where there are any.
func percent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			var c byte
			if n, _ := fmt.Sscanf(s[i+1:i+3], "%02x", &c); n == 1 {
				b.WriteByte(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// TestRedaction names persons of many customs wherever a name can be, in every form, and searches for them in
// everything that is written and served: contents, names of files, the list of files, headers. Nothing is left, and
// everything is there without the redaction.
func TestRedaction(t *testing.T) {
	all := slices.Concat([]person{{given: "María José", last: "López Garzéa"},
		{given: "Mohammed", last: "Al-Rashquini"},
		{given: "Jürgen", last: "Zhüller-Güdenx"}, {given: "Ada Vell", last: "Quenzel"}}, persons(10), byCustoms())
	if testing.Short() {
		all = append(all[:4], all[14], all[len(all)-1])
	}
	for i, p := range all {
		site := func(r *redact.Redactor, full bool) *Site {
			c, err := (&Collector{Archive: archiveOf(p), Redactor: r, Full: full}).Content(context.Background(), "")
			if err != nil {
				t.Fatal(err)
			}
			c.Viewed = []string{"late", "full"}
			name := p.full()
			if i%2 == 1 {
				name = p.last // as it is named in full by cuttings
			}
			return New(Options{Archive: "Archive of " + name, Introduction: "All about " + p.last, Full: full,
				Base: "https://press.example", Redactor: r}, c)
		}
		found := func(where, s string) (n int) {
			for _, trace := range p.traces() {
				n += strings.Count(foldAll(s), trace)
			}
			return n
		}
		dir := filepath.Join(t.TempDir(), fmt.Sprint(i))
		open := site(nil, true)
		write(t, open, dir)
		before := 0
		for name, content := range foldertest.Content(t, dir) {
			before += found(name, name+"\n"+content)
		}
		if before < 50 {
			t.Fatalf("person %d is named %d times only where nobody is redacted", i, before)
		}
		r := redact.New([]cutting.Redaction{{Name: p.full()}})
		for _, full := range []bool{false, true} {
			black := site(r, full)
			write(t, black, dir) // over what was published before
			files := foldertest.Content(t, dir)
			for name, content := range files {
				if n := found(name, name+"\n"+content); n > 0 {
					t.Errorf("person %d (%s): %s names them %d times:\n%s", i, p.full(), name, n, around(content, p))
				}
			}
			srv := httptest.NewServer(Handler(func() (*Site, error) { return black, nil }))
			for _, f := range append(open.Files(), black.Files()...) {
				res, err := srv.Client().Get(srv.URL + "/" + (&url.URL{Path: f.Path}).EscapedPath())
				if err != nil {
					t.Fatal(err)
				}
				b, err := io.ReadAll(res.Body)
				if err != nil {
					t.Fatal(err)
				}
				if n := found(f.Path, string(b)+fmt.Sprint(res.Header)); n > 0 {
					t.Errorf("person %d: served %s names them %d times", i, f.Path, n)
				}
			}
			srv.Close()
			if len(black.Files()) != len(open.Files()) {
				t.Errorf("person %d: %d files with the redaction, %d without", i, len(black.Files()),
					len(open.Files()))
			}
			if !strings.Contains(files["item/full.html"], redact.Bar) {
				t.Errorf("person %d: no bar where the name was", i)
			}
		}
	}
}

// around returns the text around the first trace of a person.
func around(content string, p person) string {
	folded := foldAll(content)
	for _, trace := range p.traces() {
		if at := strings.Index(folded, trace); at >= 0 {
			return folded[max(0, at-80):min(len(folded), at+80)]
		}
	}
	return ""
}

// TestShortNamesMoveNoAddress blacks out a name of one letter and a word of any address: addresses without it
// are kept.
func TestShortNamesMoveNoAddress(t *testing.T) {
	c := Content{Sections: []Section{{Slug: "the-dam", Title: "The dam"}, {Slug: "of-x", Title: "Of X"}},
		Issues: []Issue{{Slug: "weekly"}, {Slug: "x-weekly"}}}
	black := blacken(redact.New([]cutting.Redaction{{Name: "X"}, {Name: "Invalid"}}), c)
	if got := black.Sections[0].Slug + " " + black.Issues[0].Slug; got != "the-dam weekly" {
		t.Errorf("what names nobody moved to %s", got)
	}
	if black.Sections[1].Slug == "of-x" || black.Issues[1].Slug == "x-weekly" {
		t.Error("an address that says a name stays")
	}
}

// namesNoPerson are the published fields that have no words of sources or of the desk: what is not here must name
// the person of TestRedaction somewhere, so that a field which is new is either tested there or declared here.
var namesNoPerson = map[string]bool{
	"Item.ID": true, "Item.Kind": true, "Item.Lang": true, "Item.Added": true, "Item.ByHand": true, "Other.ID": true,
	"Date.Value": true, "Date.Origin": true, "Section.Lang": true, "Content.Viewed": true,
	"Evidence.Capture": true, "Evidence.Checksum": true, "Evidence.Saved": true, "Evidence.Known": true,
	"Digest.Lang": true, "Digest.State": true, "DigestItem.Cutting": true, "DigestItem.Published": true,
	"DigestItem.Lang": true, "DigestAlso.Cutting": true, "DigestEvidence.Capture": true,
	"DigestEvidence.Checksum": true, "DigestEvidence.Saved": true, "DigestEvidence.Known": true,
	"DigestEvidence.When": true,
	// Empty here, and filled by the site with its own; what a digest was made of is not published.
	"Digest.Archive": true, "Digest.URL": true, "Digest.Newer": true, "Digest.Older": true, "DigestEvidence.URL": true,
	"Digest.Topic": true, "Digest.Query": true, "DigestItem.OwnPage": true,
}

// TestRedactionIsAskedOfEveryField checks that TestRedaction has its person's name in every field there is.
func TestRedactionIsAskedOfEveryField(t *testing.T) {
	p := persons(1)[0]
	c, err := (&Collector{Archive: archiveOf(p), Full: true}).Content(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	var walk func(v reflect.Value, field string)
	walk = func(v reflect.Value, field string) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem(), field)
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i), field)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() {
					walk(v.Field(i), v.Type().Name()+"."+f.Name)
				}
			}
		case reflect.String:
			text := foldAll(v.String())
			there := slices.ContainsFunc(p.traces(), func(trace string) bool { return strings.Contains(text, trace) })
			names[field] = names[field] || there
		}
	}
	walk(reflect.ValueOf(c), "")
	for field, named := range names {
		if !named && !namesNoPerson[field] {
			t.Errorf("%s names nobody in TestRedaction: name the person there, or say here that nobody can", field)
		}
	}
	if len(names) < 20 {
		t.Errorf("only %d fields seen: %v", len(names), names)
	}
}

// TestCutSlugsLeaveNothing: where a slug has a name cut short, the title that it was made of decides, and neither a
// page nor a notice stays at the old address, also when a page of it was published before.
func TestCutSlugsLeaveNothing(t *testing.T) {
	dir := t.TempDir()
	site := func(r *redact.Redactor) *Site {
		return New(Options{Archive: "A", Redactor: r}, Content{
			Sections: []Section{{Slug: "the-inquiry-and-a-fernw", Title: "The inquiry and Ada Fernwald"},
				{Slug: "the-dam", Title: "The dam"}},
			Issues: []Issue{{Slug: "week-of-a-fernw", Digest: digest.Digest{Title: "Week of Ada Fernwald"}}}})
	}
	write(t, site(nil), dir)
	names := func() (named, others int) {
		for name, content := range foldertest.Content(t, dir) {
			if strings.Contains(name+content, "a-fernw") {
				named++
			}
			if strings.HasPrefix(name, "topic/the-dam") {
				others++
			}
		}
		return named, others
	}
	if named, others := names(); named < 4 || others == 0 {
		t.Fatalf("without a redaction %d files have the slugs, %d the other topic's", named, others)
	}
	write(t, site(redact.New([]cutting.Redaction{{Name: "Ada Fernwald"}})), dir)
	if named, others := names(); named > 0 || others == 0 {
		t.Errorf("%d files have the slugs, %d the other topic's", named, others)
	}
}
