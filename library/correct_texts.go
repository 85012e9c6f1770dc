package library

import (
	"cmp"
	"strings"

	"golang.org/x/text/language"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// TextFact is a fact of a cutting that is a text, as the form shows it.
type TextFact struct {
	Name   string // its name in an answer
	Label  string
	Now    string // in words
	Choice string // ChoiceKeep, ChoiceNone or ChoiceTyped
	Typed  string
	Other  string // the label of the choice of another value
	None   string // the label of the choice of none; "" when there always is a value
	Hint   string // how a value is written
}

// textFacts is the table of the facts that are texts.
var textFacts = []struct {
	name, label, other, none, hint string

	now  func(*factsCase) string // the present value
	in   func(*cutting.CorrectedFacts) **cutting.CorrectedText
	read func(typed string) (string, error) // makes a value of typed text
	show func(value string) string          // writes a value for people
}{
	{
		name: "headline", label: "Headline", other: "another headline", none: "it has no headline",
		now:  func(c *factsCase) string { return c.cut.Headline },
		in:   func(f *cutting.CorrectedFacts) **cutting.CorrectedText { return &f.Headline },
		read: oneLine, show: func(v string) string { return cmp.Or(v, "none") },
	},
	{
		name: "section", label: "Section", other: "another section", none: "it is in no section",
		hint: "the heading that the source itself put over it",
		now:  func(c *factsCase) string { return c.cut.Section },
		in:   func(f *cutting.CorrectedFacts) **cutting.CorrectedText { return &f.Section },
		read: oneLine, show: func(v string) string { return cmp.Or(v, "none") },
	},
	{
		name: "language", label: "Language", other: "another language", hint: "its code: en, fa, pt-BR",
		now: func(c *factsCase) string { return cmp.Or(c.cut.Lang, c.row.Lang) },
		in:  func(f *cutting.CorrectedFacts) **cutting.CorrectedText { return &f.Language },
		read: func(typed string) (string, error) {
			tag, err := language.Parse(typed)
			if err != nil {
				return "", cutting.Errorf(cutting.Invalid,
					"“%s” is not the code of a language; write it as en, fa or pt-BR", plain.Clip(typed, 40))
			}
			return tag.String(), nil
		},
		show: plain.Language,
	},
}

// TextFacts returns the names of the facts that are texts.
func TextFacts() []string {
	var out []string
	for _, t := range textFacts {
		out = append(out, t.name)
	}
	return out
}

func oneLine(typed string) (string, error) { return strings.Join(strings.Fields(typed), " "), nil }

// texts sets the facts of textFacts, each as it is now.
func (c *factsCase) texts() {
	for _, t := range textFacts {
		c.data.Texts = append(c.data.Texts, TextFact{Name: t.name, Label: t.label, Now: t.show(t.now(c)),
			Choice: ChoiceKeep, Other: t.other, None: t.none, Hint: t.hint})
	}
}

// answeredTexts reads the answers about text facts into facts. Errors are of kind Invalid, with a message for
// the person.
func (c *factsCase) answeredTexts(answers map[string]FactAnswer, facts *cutting.CorrectedFacts) error {
	for i, t := range textFacts {
		a, data := answers[t.name], &c.data.Texts[i]
		data.Choice, data.Typed = cmp.Or(a.Choice, ChoiceKeep), strings.TrimSpace(a.Typed)
		if data.Choice == ChoiceKeep && data.Typed != "" {
			data.Choice = ChoiceTyped
		}
		said := &cutting.CorrectedText{}
		switch {
		case data.Choice == ChoiceKeep:
			continue
		case data.Choice == ChoiceNone && t.none != "":
		case data.Choice == ChoiceTyped && data.Typed == "":
			return cutting.Errorf(cutting.Invalid, "%s is chosen, and none is typed", t.other)
		case data.Choice == ChoiceTyped:
			var err error
			if said.Value, err = t.read(data.Typed); err != nil {
				return err
			}
			if sp, ok := c.find(said.Value); ok && t.name == "headline" {
				said.Words = c.rangeOf(sp)
			}
		default:
			return cutting.Errorf(cutting.Invalid, "the form chooses a %s that it does not offer", t.name)
		}
		if said.Value != t.now(c) {
			*t.in(facts) = said
		}
	}
	return nil
}

// changedTexts lists the text facts that change.
func (c *factsCase) changedTexts(facts *cutting.CorrectedFacts) {
	for i, t := range textFacts {
		if said := *t.in(facts); said != nil {
			c.data.Changes = append(c.data.Changes, FactChange{What: t.label, Was: c.data.Texts[i].Now,
				Is: t.show(said.Value)})
		}
	}
}
