package library

import "cuttings/cutting"

// RedactionInEffect is a person who is black in whatever is published, and who decided so when.
type RedactionInEffect struct {
	cutting.Redaction
	By By
}

// RedactionSecret returns what addresses in place of redacted names are made with; "" when nobody was ever redacted.
func (l *Library) RedactionSecret() string {
	if l.c.InEffect == nil {
		return ""
	}
	return l.c.InEffect.RedactionSecret()
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
