package cutting

import (
	"slices"
	"strings"
)

// RedactionDecision is the kind of a decision that blacks a person out of whatever is
// published.
const RedactionDecision = "redaction"

// Redaction blacks one person out of whatever is published. The archive itself keeps
// every word.
type Redaction struct {
	Name string   `json:"name"`           // in full, as printed most often: "Ada Vell Fern"
	Also []string `json:"also,omitempty"` // other spellings, nicknames, names in other scripts
	Note string   `json:"note,omitempty"` // why
}

// Names returns the name and its other spellings.
func (r *Redaction) Names() []string { return append([]string{r.Name}, r.Also...) }

// AddSpellings adds those of other spellings that it does not have yet. The array of r.Also is not written to, so that
// copies of r keep theirs.
func (r *Redaction) AddSpellings(more []string) {
	r.Also = slices.Clip(r.Also)
	for _, s := range more {
		if !slices.Contains(r.Also, s) {
			r.Also = append(r.Also, s)
		}
	}
}

// Check returns an error of kind Invalid when a redaction is invalid.
func (r *Redaction) Check() error {
	for _, name := range r.Names() {
		switch {
		case strings.TrimSpace(name) == "":
			return Errorf(Invalid, "blacks out a name that is empty")
		case len(name) > 400:
			return Errorf(Invalid, "blacks out a name of %d bytes; the most is 400", len(name))
		}
	}
	return nil
}
