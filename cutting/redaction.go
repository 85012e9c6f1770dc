package cutting

import "strings"

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

// Check returns an error of kind Invalid when a redaction is invalid.
func (r *Redaction) Check() error {
	for _, name := range append([]string{r.Name}, r.Also...) {
		switch {
		case strings.TrimSpace(name) == "":
			return Errorf(Invalid, "blacks out a name that is empty")
		case len(name) > 400:
			return Errorf(Invalid, "blacks out a name of %d bytes; the most is 400", len(name))
		}
	}
	return nil
}
