package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"cuttings/cutting"
)

// redactionKind returns the kind that blacks a person out of what is published. It changes no row: the archive
// keeps every word.
func redactionKind() Kind {
	return Kind{
		Name: cutting.RedactionDecision,
		Read: func(d Decision) (any, error) {
			r := &cutting.Redaction{}
			if err := json.Unmarshal(d.Value, r); err != nil || r.Name != d.Target {
				return nil, cutting.Errorf(cutting.Invalid, "blacks out a person that cannot be read")
			}
			return r, r.Check()
		},
		Apply:    func(b *Book, l *Line) { b.redactions = putLine(b.redactions, l) },
		Undo:     func(b *Book, l *Line) { b.redactions = dropLine(b.redactions, l) },
		Captures: func(*Book, *Line) []string { return nil },
		Words: func(_ *Book, l *Line) string {
			return fmt.Sprintf("blacked “%s” out of what is published", l.Payload.(*cutting.Redaction).Name)
		},
		Why: func(payload any) string { return payload.(*cutting.Redaction).Note },
	}
}

// Redact returns the line that blacks a person out of what is published.
func Redact(who string, r cutting.Redaction) (Decision, error) {
	return lineOf(who, cutting.RedactionDecision, r.Name, r)
}

// RedactionLines returns the lines of the redactions in effect, in the order of the decisions. It is safe for
// concurrent use.
func (b *Book) RedactionLines() []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	out := make([]Line, len(b.redactions))
	for i, l := range b.redactions {
		out[i] = *l
	}
	return out
}

// RedactionSecret returns a key for addresses in place of redacted names: a checksum of the archive's first redaction,
// with its time, its reason, and what it records of the lines and captures before it. It cannot be computed
// without the archive and does not change, also when that redaction is undone. It is "" when there was none. It is
// safe for concurrent use.
func (b *Book) RedactionSecret() string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, l := range b.lines {
		if l.Decision.Kind != cutting.RedactionDecision {
			continue
		}
		line, err := json.Marshal(l.Decision)
		if err != nil {
			return ""
		}
		sum := sha256.Sum256(line)
		return hex.EncodeToString(sum[:])
	}
	return ""
}

// Redactions returns the redactions in effect, in the order of the decisions: one for each name, with the spellings of
// all decisions about it and the reason of the first.
func (b *Book) Redactions() []cutting.Redaction {
	b.mu.RLock()
	defer b.mu.RUnlock()
	out := make([]cutting.Redaction, 0, len(b.redactions))
	for _, l := range b.redactions {
		r := *l.Payload.(*cutting.Redaction)
		i := slices.IndexFunc(out, func(o cutting.Redaction) bool { return o.Name == r.Name })
		if i < 0 {
			out = append(out, r)
			continue
		}
		out[i].AddSpellings(r.Also)
	}
	return out
}
