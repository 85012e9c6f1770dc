package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/library"
	"cuttings/library/plain"
)

// markLink is a link that switches a kind of marks on or off.
type markLink struct {
	link
	Name string
	Read bool   // the text has been read for them
	Only string // the languages they are found in, where the text is in another
}

// unserved returns a notice for a text in a language without marks, with the languages that have them; "" for
// any other text.
func unserved(c *library.Cutting) string {
	var kinds, languages []string
	for _, k := range c.Marks.Kinds {
		if len(k.Only) == 0 {
			return ""
		}
		in := inWords(k.Only)
		if n := len(languages); n > 0 && languages[n-1] == in {
			kinds[n-1] += ", " + strings.ToLower(k.Title)
			continue
		}
		kinds, languages = append(kinds, k.Title), append(languages, in)
	}
	if len(kinds) == 0 {
		return ""
	}
	text := "The language of this text is not known, so it is not read for marks."
	if c.Shown.Lang != "" {
		text = "This text is in " + plain.Language(c.Shown.Lang) + ", a language that is not read for marks."
	}
	for i := range kinds {
		text += " " + kinds[i] + " are read in " + languages[i] + "."
	}
	return text
}

// inWords returns a list of languages by name.
func inWords(tags []string) string {
	var names []string
	for _, t := range tags {
		names = append(names, plain.Language(t))
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// markList are the marks of one kind as a list under the text: the same evidence for people who do not see the
// text.
type markList struct {
	Name, Title string
	Items       []markItem
}

// markItem is one mark, or all mentions of one name in one form.
type markItem struct {
	*library.Mark
	Count int
	Keys  []cutting.At // of all its mentions
	Name  string       // address of the page of its name or speaker; "" for none
	Right []markRight  // the parts that can be corrected
}

// markRight is a part of a mark that a form can correct.
type markRight struct {
	Part          cutting.MarkPart
	Label         string // the link to the form
	Outlet, NoOne bool   // the correct value can be the outlet itself, or no one
}

// rightOf are the parts that can be corrected, by the kind of mark.
var rightOf = map[string][]markRight{
	"names":      {{Part: cutting.PartName, Label: "it is another’s name"}},
	"statements": {{Part: cutting.PartSpeaker, Label: "another speaker", Outlet: true, NoOne: true}},
	"labels": {{Part: cutting.PartWhom, Label: "of another", NoOne: true},
		{Part: cutting.PartVoice, Label: "in another voice", Outlet: true, NoOne: true}},
}

// marksOf returns the links and lists of marks for a cutting's page and its address.
func marksOf(r *http.Request, c *library.Cutting) ([]markLink, []markList) {
	asked := kindsAsked(r)
	var links []markLink
	var lists []markList
	for _, k := range c.Marks.Kinds {
		links = append(links, markLink{Name: k.Name, Read: k.Read, Only: inWords(k.Only), link: link{Label: k.Title,
			Count: k.Count, On: k.On,
			Href: withMarks(r.URL, asked, k.Name)}})
		if k.On && k.Count > 0 {
			lists = append(lists, markList{Name: k.Name, Title: k.Title, Items: marksOfKind(c.Marks.On, k.Name)})
		}
	}
	return links, lists
}

// kindsAsked returns the kinds of marks an address switches on.
func kindsAsked(r *http.Request) []string {
	return slices.DeleteFunc(slices.Clone(library.MarkNames()),
		func(name string) bool { return !slices.Contains(r.URL.Query()["marks"], name) })
}

// withMarks returns an address with one kind of marks switched on or off.
func withMarks(u *url.URL, asked []string, name string) string {
	v := u.Query()
	v.Del("marks")
	v.Del("corrected")
	v.Del("undone")
	for _, k := range library.MarkNames() {
		if slices.Contains(asked, k) != (k == name) {
			v.Add("marks", k)
		}
	}
	if len(v) == 0 {
		return u.Path
	}
	return u.Path + "?" + v.Encode()
}

// marksOfKind returns the marks of a kind; mentions of one name in one form are one item.
func marksOfKind(marks []library.Mark, kind string) []markItem {
	var out []markItem
	at := map[string]int{}
	for i := range marks {
		m := &marks[i]
		if m.Kind != kind {
			continue
		}
		it := markItem{Mark: m, Count: 1, Keys: []cutting.At{m.Key}, Right: rightOf[m.Kind]}
		if m.ID != "" {
			it.Name = address.Name(m.ID)
		} else if m.Who != "" {
			it.Name = address.Search{Search: library.Search{
				Text: query.Term(query.Field("name"), m.Who)}}.Href("/search")
		}
		if kind == "names" {
			key := m.Meaning + " " + m.Who + " " + m.Of // a surname may be two persons'
			if k, seen := at[key]; seen {
				out[k].Count++
				out[k].Keys = append(out[k].Keys, m.Key)
				continue
			}
			at[key] = len(out)
		}
		out = append(out, it)
	}
	return out
}
