package library

import (
	"cuttings/cutting"
	"cuttings/redact"
)

// RedactionInEffect is a person who is black in whatever is published, and who decided so when.
type RedactionInEffect struct {
	cutting.Redaction
	By By
}

// RedactionsInEffect returns the redactions in effect with their decisions, oldest first.
func (l *Library) RedactionsInEffect() []RedactionInEffect {
	if l.c.InEffect == nil {
		return nil
	}
	var out []RedactionInEffect
	for _, line := range l.c.InEffect.RedactionLines() {
		if r, ok := line.Payload.(*cutting.Redaction); ok {
			out = append(out, RedactionInEffect{*r, byOf(&line)})
		}
	}
	return out
}

// Redactions returns the redactions in effect: whoever is blacked out of what leaves the archive.
func (l *Library) Redactions() []cutting.Redaction {
	var out []cutting.Redaction
	for _, r := range l.RedactionsInEffect() {
		out = append(out, r.Redaction)
	}
	return out
}

// Redactor blacks out whoever is redacted, in addresses with the archive's own secret; nil for nobody.
func (l *Library) Redactor() *redact.Redactor {
	if l.c.InEffect == nil {
		return nil
	}
	return redact.New(l.Redactions()).WithSecret(l.c.InEffect.RedactionSecret())
}
