package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/library"
)

// The parts of an annotation, as specified in https://www.w3.org/TR/annotation-model/.
type (
	annotation struct {
		Context    string       `json:"@context,omitempty"` // of the outermost object only
		ID         string       `json:"id"`
		Type       string       `json:"type"`
		Motivation string       `json:"motivation"`
		Target     []annoTarget `json:"target"`
	}
	annotationPage struct {
		Context string       `json:"@context"`
		ID      string       `json:"id"`
		Type    string       `json:"type"`
		Items   []annotation `json:"items"`
	}
	annoTarget struct {
		Type     string         `json:"type"`
		Source   annoSource     `json:"source"`
		Selector []annoSelector `json:"selector,omitempty"`
		State    *annoState     `json:"state,omitempty"`
	}
	annoSource struct {
		ID       string `json:"id"`
		Format   string `json:"format,omitempty"`
		Language string `json:"language,omitempty"`
	}
	annoSelector struct {
		Type   string `json:"type"`
		Exact  string `json:"exact,omitempty"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
		Start  *int64 `json:"start,omitempty"`
		End    *int64 `json:"end,omitempty"`
	}
	annoState struct {
		Type       string `json:"type"`
		SourceDate string `json:"sourceDate"`
		Cached     string `json:"cached,omitempty"`
	}
)

const annoContext = "http://www.w3.org/ns/anno.jsonld"

// Annotations writes an annotation of the W3C Web Annotation model for each record, and a page of them where
// there are several. Its targets are one passage in three places:
//
//   - the page's address on the web, by the words quoted with some around them, with the time of capture
//     where it is stated, and the capture as its cached copy; left out where no absolute address is known;
//   - the capture, named by its checksum (RFC 6920), by the range of bytes from the first read for the
//     passage to the last;
//   - the cutting's text, named by its checksum, by position in characters (code points).
//
// A cutting cited as a whole is not quoted, because its text is another's work.
func Annotations(records []Record) []byte {
	items := make([]annotation, 0, len(records))
	for _, r := range records {
		if a := annotationOf(r); len(a.Target) > 0 { // without any target there is no annotation
			items = append(items, a)
		}
	}
	var out any = annotationPage{annoContext, annoID(items), "AnnotationPage", items}
	if len(items) == 1 {
		items[0].Context = annoContext
		out = items[0]
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	_ = enc.Encode(out) // cannot fail for strings and numbers
	return b.Bytes()
}

func annotationOf(r Record) annotation {
	p := r.Place
	a := annotation{Type: "Annotation", Motivation: "highlighting"}
	at := func(typ string, start, end int64) annoSelector {
		return annoSelector{Type: typ, Start: &start, End: &end}
	}
	capture := namedBy(p.Checksum)
	if p.Page != "" {
		t := annoTarget{Type: "SpecificResource", Source: annoSource{ID: p.Page}}
		if isPageFormat(p.Format) { // the address of a feed's item is that of its article
			t.Source.Format = p.Format
		}
		if !p.Empty() {
			t.Selector = []annoSelector{{Type: "TextQuoteSelector", Exact: p.Quote, Prefix: p.Before, Suffix: p.After}}
		}
		if !r.Captured.IsZero() {
			t.State = &annoState{"TimeState", r.Captured.UTC().Format(time.RFC3339), capture}
		}
		a.Target = append(a.Target, t)
	}
	if capture != "" {
		t := annoTarget{Type: "SpecificResource", Source: annoSource{ID: capture, Format: p.Format}}
		if rg := library.Hull(p.Ranges); !rg.Empty() {
			t.Selector = []annoSelector{at("DataPositionSelector", rg.Start, rg.End)}
		}
		a.Target = append(a.Target, t)
	}
	text := annoTarget{Type: "SpecificResource",
		Source: annoSource{ID: namedBy(p.TextSum), Format: "text/plain", Language: line(r.Lang)}}
	if !p.Empty() {
		text.Selector = []annoSelector{at("TextPositionSelector", int64(p.Chars[0]), int64(p.Chars[1]))}
		if p.Page == "" {
			text.Selector = append(text.Selector,
				annoSelector{Type: "TextQuoteSelector", Exact: p.Quote, Prefix: p.Before, Suffix: p.After})
		}
	}
	if p.TextLen > 0 {
		a.Target = append(a.Target, text)
	}
	a.ID = annoID([]any{r.ID, a.Target})
	return a
}

// isPageFormat reports whether a capture of this media type is what its address shows, and no feed or package.
func isPageFormat(mediaType string) bool {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return mediaType == "text/html" || mediaType == "application/xhtml+xml" || mediaType == "text/plain"
}

// namedBy returns the name of bytes by their checksum (RFC 6920); "" for no checksum.
func namedBy(sum cutting.Checksum) string {
	b, err := hex.DecodeString(string(sum))
	if err != nil || len(b) != sha256.Size {
		return ""
	}
	return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(b)
}

// annoID returns an identity made of what is annotated (a UUID of version 8, RFC 9562): the same passage of the
// same capture always has the same.
func annoID(of any) string {
	b, _ := json.Marshal(of) // cannot fail for strings and numbers
	sum := sha256.Sum256(b)
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
