package library

import (
	"slices"

	"cuttings/cutting"
	"cuttings/redact"
)

// RedactionInEffect is a person who is black in whatever is published, and who decided so when. The spellings are
// those of all decisions about the name.
type RedactionInEffect struct {
	cutting.Redaction
	By    By
	Later []LaterSpellings
}

// LaterSpellings are spellings that a later decision has added to a redaction. Undoing it keeps the redaction.
type LaterSpellings struct {
	Also []string
	Note string
	By   By
}

// decidedBy reports whether a line of the journal is one of the decisions.
func (r *RedactionInEffect) decidedBy(line int64) bool {
	return r.By.Line == line ||
		slices.ContainsFunc(r.Later, func(x LaterSpellings) bool { return x.By.Line == line })
}

// RedactionsInEffect returns the redactions in effect with their decisions, one for each name, oldest first.
func (l *Library) RedactionsInEffect() []RedactionInEffect {
	if l.c.InEffect == nil {
		return nil
	}
	var out []RedactionInEffect
	for _, line := range l.c.InEffect.RedactionLines() {
		if r, ok := line.Payload.(*cutting.Redaction); ok {
			i := slices.IndexFunc(out, func(o RedactionInEffect) bool { return o.Name == r.Name })
			if i < 0 {
				out = append(out, RedactionInEffect{Redaction: *r, By: byOf(&line)})
				continue
			}
			out[i].AddSpellings(r.Also)
			out[i].Later = append(out[i].Later, LaterSpellings{r.Also, r.Note, byOf(&line)})
		}
	}
	return out
}

// Redactions returns the redactions in effect: whoever is blacked out of what leaves the archive.
func (l *Library) Redactions() []cutting.Redaction { return redactionsOf(l.RedactionsInEffect()) }

func redactionsOf(all []RedactionInEffect) []cutting.Redaction {
	var out []cutting.Redaction
	for _, r := range all {
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
