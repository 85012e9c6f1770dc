// Package across joins the names of many texts: which person, organisation or place of
// one text is which of another, under all its forms.
//
// Forms that say a name in full are joined when they are equal; when a text itself says
// that they are the same; or when they are much alike and are met in the same company,
// that is beside the same other names. What says less, a surname alone or initials, is
// led to a fuller form use by use: the same letters may stand for one body here and
// another there. People of one surname are never joined by it, nor a branch with its
// parent. In doubt names stay apart; a person can join them.
//
// The result depends on the texts and decisions alone, not on the order they came in.
package across

import (
	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// Text is what joining needs to know of one text.
type Text struct {
	ID     string // unique
	Source string // the outlet
	Date   string // ISO 8601, at any precision; "" when unknown
	Names  []Local
	Parts  []within.Part // which of Names are parts of others
}

// Local is a name as one text uses it.
type Local struct {
	Kind    names.Kind
	Form    string // the fullest of Uses
	Uses    []Use
	Aliases []Alias
	Gender  string   // of a person, "male" or "female"; "" when the text does not tell
	Offices []string // what the text calls a person: "mayor"
	Doubt   bool     // several are called so, and the text does not tell which: it is led to nobody
}

// Use is one form with how often and where first the text has it.
type Use struct {
	Form  string
	Count int // 0 for a form that only an alias gives
	First cutting.Span
}

// Alias is where the text says that two forms are of the same name.
type Alias struct {
	Long, Short string
	Cue         aliases.Cue
	Span        cutting.Span
}

// NewText returns what joining needs of a text read by within.Read from mentions.
func NewText(id, source, date string, x *within.Text, mentions []names.Mention) Text {
	t := Text{ID: id, Source: source, Date: date, Parts: x.Parts()}
	for _, n := range x.Names {
		l := Local{Kind: n.Kind, Form: n.Form, Gender: n.Gender, Offices: n.Offices, Doubt: n.Doubt}
		at := map[string]int{}
		for _, f := range n.Forms {
			at[f] = len(l.Uses)
			l.Uses = append(l.Uses, Use{Form: f})
		}
		for _, m := range n.Mentions {
			u := &l.Uses[at[x.FormOf(m)]]
			if u.Count == 0 {
				u.First = mentions[m].Span
			}
			u.Count++
		}
		for _, a := range n.Aliases {
			l.Aliases = append(l.Aliases, Alias(a))
		}
		t.Names = append(t.Names, l)
	}
	return t
}

// Key is a form of a kind as decisions name it: Form is folded (forms.Form.Key).
type Key struct {
	Kind names.Kind
	Form string
}

// Decisions are what people said about names; they go before all evidence.
type Decisions struct {
	Same  [][2]Key // of one name
	Apart [][2]Key // of two names, whatever speaks for one
	None  []Key    // no name at all
}

// Name is a person, organisation or place across texts.
type Name struct {
	ID       string // stable as long as Form is; unique among the names of an index
	Kind     names.Kind
	Form     string    // the form to show: the most used of the fullest
	Variants []Variant // the most used first
	Uses     []Member  // by text, then place in it
	Texts    int       // how many have it
	Locals   int       // local names that are its
	Related  []Related
}

// Member is one local name that is the name's.
type Member struct {
	Text  string
	Local int // index in Text.Names
	Why   Why
}

// Variant is one form of a name.
type Variant struct {
	Form        string // as most often written
	Count       int    // occurrences
	Texts       int
	First, Last string         // the earliest and latest dates of use; "" when undated
	Sources     map[string]int // texts by source
	Why         Why
	// Where the form is first used, or the text that says it is the name's.
	Evidence Evidence
}

// Evidence is a passage.
type Evidence struct {
	Text string
	Span cutting.Span
}

// Why says on what ground a form or use was joined with the others.
type Why string

// The grounds.
const (
	Same     Why = "same"     // the same words
	Stated   Why = "stated"   // a text says so
	Alike    Why = "alike"    // much alike, in the same company
	Short    Why = "short"    // a shorter form of it, in the same company or in one text with it
	Decision Why = "decision" // a person said so
)

// Related is another name that is connected and not the same.
type Related struct {
	Name   string // its ID
	Form   string // its form to show
	How    string // "part", "whole", "surname"
	Single bool   // one text has it, in one form
}
