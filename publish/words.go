package publish

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library/plain"
)

//go:embed words/*.json
var wordsFiles embed.FS

// siteWords has, by primary tag, the site's own words in a language other than English, by the English that the
// templates have.
var siteWords = func() map[string]map[string]string {
	out := map[string]map[string]string{}
	files, err := wordsFiles.ReadDir("words")
	if err != nil {
		panic(err) // embedded: shows in every test
	}
	for _, f := range files {
		b, err := wordsFiles.ReadFile("words/" + f.Name())
		var words map[string]string
		if err == nil {
			err = json.Unmarshal(b, &words)
		}
		if err != nil {
			panic(err)
		}
		out[strings.TrimSuffix(f.Name(), path.Ext(f.Name()))] = words
	}
	return out
}()

// Languages returns the tags of the languages that the site has words of its own in.
func Languages() []string {
	tags := append(slices.Collect(maps.Keys(siteWords)), "en")
	slices.Sort(tags)
	return tags
}

// language returns the language tag of a site's own words: English where there are none for tag.
func language(tag string) string {
	primary, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	if primary == "zh" && isTraditional(rest) { // the words are in simplified characters
		return "en"
	}
	if slices.Contains(Languages(), primary) {
		return primary
	}
	return "en"
}

// isTraditional reports whether the subtags of Chinese are of places or a script with traditional characters.
func isTraditional(subtags string) bool {
	for _, s := range strings.Split(subtags, "-") {
		switch s {
		case "hans":
			return false
		case "hant", "tw", "hk", "mo":
			return true
		}
	}
	return false
}

// translate returns the site's words for English ones.
func (s *Site) translate(english string) string { return cmp.Or(siteWords[s.words][english], english) }

// translatef returns the site's words for an English format, with values in their places.
func (s *Site) translatef(english string, values ...string) string {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	return fmt.Sprintf(s.translate(english), args...)
}

// date writes a date in the site's words.
func (s *Site) date(d cutting.Date) string {
	if d.Value == "" {
		return s.translate("undated")
	}
	return plain.DateIn(s.words, d)
}

// count writes a number in the site's digits.
func (s *Site) count(n int) string { return plain.NumberIn(s.words, plain.Count(n)) }

// savedText returns in the site's words when something was saved.
func (s *Site) savedText(t time.Time, known cutting.TimeKnown) string {
	return plain.SavedIn(s.words, t, known)
}

// outlet returns an outlet's name, or in the site's words that it is not known.
func (s *Site) outlet(name string) string {
	if name == "" || name == plain.NoOutlet {
		return s.translate("outlet not known")
	}
	return name
}

// translatedTemplates returns the templates with the site's words.
func (s *Site) translatedTemplates() *template.Template {
	return template.Must(templates.Clone()).Funcs(template.FuncMap{
		"say": s.translate, "sayf": s.translatef, "date": s.date, "saved": s.savedText, "count": s.count,
		"size":   func(n int64) string { return plain.SizeIn(s.words, n) },
		"outlet": s.outlet, "byhand": func(facts []string) string { return digest.ByHand(s.words, facts) }})
}
