package publish

import (
	"cmp"
	_ "embed" // for siteWords
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/library/plain"
)

//go:embed words.json
var wordsFile []byte

// siteWords maps the site's own words, in English as in the templates, to those of other languages by primary
// tag.
var siteWords = func() map[string]map[string]string {
	var out map[string]map[string]string
	if err := json.Unmarshal(wordsFile, &out); err != nil {
		panic(err) // embedded: shows in every test
	}
	return out
}()

// Languages returns the tags of the languages that the site has words of its own in.
func Languages() []string {
	tags := map[string]bool{"en": true}
	for _, of := range siteWords {
		for tag := range of {
			tags[tag] = true
		}
	}
	return slices.Sorted(maps.Keys(tags))
}

// language returns the language tag of a site's own words: English where there are none for tag.
func language(tag string) string {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if slices.Contains(Languages(), primary) {
		return primary
	}
	return "en"
}

// translate returns the site's words for English ones.
func (s *Site) translate(english string) string { return cmp.Or(siteWords[english][s.words], english) }

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

// saved returns in the site's words when something was saved.
func (s *Site) saved(t time.Time, known cutting.TimeKnown) string {
	return plain.SavedIn(s.words, t, known)
}

// translated returns the templates with the site's words.
func (s *Site) translated() *template.Template {
	return template.Must(templates.Clone()).Funcs(template.FuncMap{
		"say": s.translate, "sayf": s.translatef, "date": s.date, "saved": s.saved, "count": s.count})
}
