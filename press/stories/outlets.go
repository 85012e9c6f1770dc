package stories

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/press"
)

// outletReader reads the outlets of sources, each once.
type outletReader struct {
	ctx     context.Context
	cat     press.Catalogue
	outlets map[string]outletOf
	err     error
}

// outletOf has the properties of an outlet that stories depend on.
type outletOf struct {
	ID    string   `json:"id"`
	Names []string `json:"names,omitempty"` // folded
}

func (r *outletReader) get(source string) outletOf {
	out, ok := r.outlets[source]
	if !ok {
		o, err := r.cat.Outlet(r.ctx, source)
		if err == nil {
			out.ID = o.ID
			for _, name := range append([]string{o.Name}, o.Also...) {
				for _, f := range []string{foldedName(name), initials(name)} {
					if f != "" && !slices.Contains(out.Names, f) {
						out.Names = append(out.Names, f)
					}
				}
			}
		} else if cutting.KindOf(err) != cutting.NotFound {
			r.err = err
		}
		r.outlets[source] = out
	}
	return out
}

// idOf returns the ID of the outlet of a source in rows, "" for none that is known.
func (r *outletReader) idOf(source string) string { return r.get(source).ID }

// isNameOf reports whether a name as written in a credit is that of a source's outlet.
func (r *outletReader) isNameOf(source, name string) bool {
	f := foldedName(name)
	return f != "" && slices.Contains(r.get(source).Names, f)
}

// foldedName returns a name's letters and digits without case, and without a leading article.
func foldedName(name string) string {
	name = strings.TrimPrefix(strings.ToLower(name), "the ")
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, name)
}

// minInitials is the minimum number of words of a name that can be known by its initials.
const minInitials = 3

// initials returns the first letters of a name's capitalised words, as an agency signs; "" for fewer than
// minInitials.
func initials(name string) string {
	var out []rune
	for _, w := range strings.Fields(name) {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) && (len(out) > 0 || w != "The") {
			out = append(out, unicode.ToLower(c))
		}
	}
	if len(out) < minInitials {
		return ""
	}
	return string(out)
}

// hasChanged reports whether a source has another outlet than in sum, a result of the method sum.
func (r *outletReader) hasChanged(sum string) bool {
	was := map[string]outletOf{}
	if sum != "" && json.Unmarshal([]byte(sum), &was) != nil {
		return true
	}
	for source, o := range was {
		if now := r.get(source); now.ID != o.ID || !slices.Equal(now.Names, o.Names) {
			return true
		}
	}
	return false
}

// sum returns the outlets of all sources as JSON.
func (r *outletReader) sum(sources map[string]int) (string, error) {
	of := map[string]outletOf{}
	for s := range sources {
		of[s] = r.get(s)
	}
	b, err := json.Marshal(of)
	if err == nil {
		err = r.err
	}
	return string(b), err
}
