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

// outletReader gives the outlets of sources, each read once.
type outletReader struct {
	ctx   context.Context
	cat   press.Catalogue
	known map[string]outletOf
	err   error
}

// outletOf is what of an outlet stories may depend on.
type outletOf struct {
	ID    string   `json:"id"`
	Names []string `json:"names,omitempty"` // folded
}

func (r *outletReader) get(source string) outletOf {
	out, ok := r.known[source]
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
		r.known[source] = out
	}
	return out
}

// of returns the ID of the outlet of a source in rows, "" for none that is known.
func (r *outletReader) of(source string) string { return r.get(source).ID }

// named reports whether a name, as a credit writes it, is that of a source's outlet.
func (r *outletReader) named(source, name string) bool {
	f := foldedName(name)
	return f != "" && slices.Contains(r.get(source).Names, f)
}

// foldedName is a name's letters and digits without case, and without an article in front.
func foldedName(name string) string {
	name = strings.TrimPrefix(strings.ToLower(name), "the ")
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, name)
}

// minInitials is how many words a name must have to be known by their first letters.
const minInitials = 3

// initials are the first letters of a name's words that begin with a capital, as an agency signs; "" for a
// name of few.
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

// changed reports whether a source has another outlet than sum says.
func (r *outletReader) changed(sum string) bool {
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

// sum writes the outlets of all sources.
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
