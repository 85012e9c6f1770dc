package provenance

import (
	"regexp"
	"strings"
	"time"

	"cuttings/cutting"
)

// FrontMatter is what a web clipper (Obsidian's, MarkDownload, Joplin's) writes in YAML in front of an
// article saved as Markdown. Fields are "" when not stated.
type FrontMatter struct {
	Saved
	Title, Published, Modified, Site, Lang, Description string
	Authors                                             []string
}

// frontKeys maps the keys that clippers use, or let their users choose, to fields.
var frontKeys = func() map[string]string {
	m := map[string]string{}
	for field, keys := range map[string]string{
		"title":  "title headline page_title",
		"url":    "source url link source_url original_url permalink canonical canonical_url page_url uri href",
		"author": "author authors byline by creator",
		"published": "published date_published published_time published_at publish_date pubdate " +
			"publication_date date",
		"modified": "updated modified lastmod date_modified",
		"saved": "created clipped date_saved saved saved_at " +
			"date_clipped clipped_at captured retrieved accessed date_added",
		"site":        "site site_name publisher publication website",
		"lang":        "lang language",
		"description": "description excerpt summary",
	} {
		for key := range strings.FieldsSeq(keys) {
			m[key] = field
		}
	}
	return m
}()

var (
	frontKey  = regexp.MustCompile(`^["']?([\pL_][\pL\pN_ .-]{0,40}?)["']?[ \t]*:(?:[ \t]+(.*))?$`)
	frontEnd  = regexp.MustCompile(`^(---|\.\.\.)[ \t]*$`)
	blockMark = regexp.MustCompile(`^$|^[|>][-+0-9]*$`) // the value is in the lines that follow
	wikiLink  = regexp.MustCompile(`^\[\[(?:[^\]|]*\|)?([^\]]*)\]\]$`)
	recordIn  = regexp.MustCompile(`(?m)^---[ \t]*\r?\n(?:[ \t]*\r?\n)*["']?(?i:title|source|url|link)["']?[ \t]*:`)
)

// maxFrontMatter bounds the bytes of a front matter.
const maxFrontMatter = 8 << 10

// ReadFrontMatter reads the front matter of text and returns the text after it. ok is false when there is
// none that names an article: by its address, or by its title and an author or day. A list of records
// divided by rules, each with such fields, has none.
func ReadFrontMatter(text string) (f FrontMatter, body string, ok bool) {
	text = strings.TrimLeft(text, "\ufeff")
	line, rest, found := strings.Cut(text, "\n")
	if strings.TrimRight(line, " \t\r") != "---" || !found {
		return f, "", false
	}
	values := map[string][]string{}
	field, left := "", maxFrontMatter
	for {
		line, rest, found = strings.Cut(rest, "\n")
		line = strings.TrimRight(line, " \t\r")
		if left -= len(line) + 1; left < 0 {
			return f, "", false
		}
		if frontEnd.MatchString(line) {
			break
		}
		if !found {
			return f, "", false
		}
		trimmed := strings.TrimLeft(line, " \t")
		switch m := frontKey.FindStringSubmatch(line); {
		case trimmed == "" || trimmed[0] == '#':
		case strings.HasPrefix(trimmed, "- ") || trimmed == "-": // of a list
			values[field] = append(values[field], scalar(trimmed[1:]))
		case trimmed != line: // of a block of text
			values[field] = append(values[field], scalar(trimmed))
		case m == nil:
			return f, "", false
		default:
			key := strings.ToLower(strings.NewReplacer(" ", "_", "-", "_", ".", "_").Replace(m[1]))
			if field = frontKeys[key]; field == "" {
				field = "other " + key
			}
			if len(values[field]) > 0 && values[field][0] != "" {
				field = "more " + field // the first of several keys for one field
			}
			for _, v := range sequence(m[2]) {
				if !blockMark.MatchString(v) {
					values[field] = append(values[field], v)
				}
			}
		}
	}
	one := func(field string) string { return strings.Join(strings.Fields(strings.Join(values[field], " ")), " ") }
	f.Title, f.Published, f.Modified, f.Site = one("title"), one("published"), one("modified"), one("site")
	f.Lang, f.Description, f.Authors = one("lang"), one("description"), values["author"]
	address := ""
	if list := values["url"]; len(list) > 0 {
		address = cutting.WebAddress(list[0])
	}
	f.note(address, one("saved"))
	if _, err := time.Parse(time.RFC3339, f.Date); err != nil {
		if t, err := time.Parse("2006-01-02T15:04:05 (UTC -07:00)", one("saved")); err == nil { // MarkDownload
			f.Date = t.Format(time.RFC3339)
		}
	}
	named := f.URL != "" || f.Title != "" && (len(f.Authors) > 0 || f.Published != "")
	if !named || strings.TrimSpace(rest) == "" || recordIn.MatchString(rest) {
		return f, "", false
	}
	return f, rest, true
}

// sequence returns the values of a key: one, or those of a list in brackets.
func sequence(s string) []string {
	s = strings.TrimSpace(s)
	if !strings.HasPrefix(s, "[") || strings.HasPrefix(s, "[[") || !strings.HasSuffix(s, "]") {
		return []string{scalar(s)}
	}
	var out []string
	for v := range strings.SplitSeq(s[1:len(s)-1], ",") {
		out = append(out, scalar(v))
	}
	return out
}

// scalar returns a value without its quotation marks and the brackets of a link between notes.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	switch {
	case len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"':
		s = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
	case len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'':
		s = strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	if m := wikiLink.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	return strings.TrimSpace(s)
}
