package sandbox

import (
	"context"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/pageasset"
	"cuttings/library"
)

// Limits of what is put into one page.
const (
	maxAddresses = 48 << 20 // bytes of addresses
	maxSheets    = 4        // maximum depth of style sheets that import each other
)

// files finds the pictures and style sheets of one page in the archive.
type files struct {
	ctx     context.Context
	library *library.Library
	base    string
	known   map[reference]string // "" if not kept
	own     map[string]bool      // references of the page itself, with whether the files are kept
	size    int
}

// reference is a reference as it is written somewhere.
type reference struct {
	from, ref string
	sheet     bool
}

func newFiles(ctx context.Context, l *library.Library, content []byte) *files {
	return &files{ctx: ctx, library: l, base: baseOf(content), known: map[reference]string{},
		own: map[string]bool{}}
}

// of returns a function that returns the data: address of a reference in the page c.
func (k *files) of(c cutting.Capture) func(ref string, sheet bool) string {
	return func(ref string, sheet bool) string {
		to := k.find(c, k.base, ref, sheet, 0)
		if refersToFile(strings.TrimSpace(ref)) {
			k.own[ref] = k.own[ref] || to != ""
		}
		return to
	}
}

// refersToFile reports whether a reference is to another file.
func refersToFile(ref string) bool {
	return ref != "" && ref[0] != '#' && (len(ref) < 5 || !strings.EqualFold(ref[:5], "data:"))
}

// find returns a data: address with the file referred to, "" if it is not kept.
func (k *files) find(from cutting.Capture, base, ref string, sheet bool, depth int) string {
	if ref = strings.TrimSpace(ref); !refersToFile(ref) {
		return ""
	}
	at := reference{from.Name + " " + from.URL, ref, sheet}
	address, ok := k.known[at]
	if !ok {
		address = k.read(from, base, ref, sheet, depth)
		k.known[at] = address
	}
	if k.size += len(address); k.size > maxAddresses {
		return ""
	}
	return address
}

func (k *files) read(from cutting.Capture, base, ref string, sheet bool, depth int) string {
	c, content, err := k.library.Asset(k.ctx, from, base, ref)
	if err != nil {
		return ""
	}
	switch mediaType := pageasset.Type(content, c.Name, c.MediaType); {
	case sheet && mediaType == pageasset.TypeCSS && depth < maxSheets:
		content = pageasset.Style(content, func(ref string, sheet bool) string {
			return k.find(c, "", ref, sheet, depth+1)
		})
		if utf8.Valid(content) {
			mediaType += ";charset=utf-8"
		}
		return dataAddress(mediaType, content)
	case !sheet && strings.HasPrefix(mediaType, "image/"):
		return dataAddress(mediaType, content)
	}
	return ""
}

// counts returns how many of the files that a page itself refers to are kept, and how many are not.
func (k *files) counts() (kept, missing int) {
	for _, there := range k.own {
		if there {
			kept++
		} else {
			missing++
		}
	}
	return kept, missing
}

// baseOf returns the base address a page gives for its references, "" for none.
func baseOf(content []byte) string {
	t := &tags{in: content}
	for at := 0; at+5 < len(content); at++ {
		if content[at] != '<' || !strings.EqualFold(string(content[at+1:at+5]), "base") || !isSpace(content[at+5]) {
			continue
		}
		for i := at + 5; i < len(content) && content[i] != '>'; {
			for i < len(content) && (isSpace(content[i]) || content[i] == '/') {
				i++
			}
			name, _, next, ok := t.name(i, true)
			if !ok || next >= len(content) || content[next] != '=' {
				break
			}
			from, to, after := t.value(next + 1)
			if name == "href" && to-from < maxAddress {
				return string(content[from:to])
			}
			i = after
		}
	}
	return ""
}

// dataAddress returns bytes as a data: address. It has no padding at its end, because with "=" it could become
// the value of an attribute.
func dataAddress(mediaType string, content []byte) string {
	return "data:" + mediaType + ";base64," + base64.RawStdEncoding.EncodeToString(content)
}
