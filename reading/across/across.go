// Package across joins the names of many texts: it decides which local names of different texts are the same
// person, organisation or place, in all their forms.
//
// Full forms are joined when they are equal, when a text states that they are the same, or when they are very
// similar and occur in the same company, that is beside the same other names. Shorter forms, such as a surname
// alone or initials, are assigned to a fuller form use by use, because the same letters may mean one body here
// and another there. Persons are never joined by their surname alone, nor a branch with its parent. In doubt
// names are kept separate; a person can join them.
//
// The result depends on the texts and decisions alone, not on the order in which they are added.
package across

import (
	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// Text has the names of one text, for joining.
type Text struct {
	ID     string // unique
	Source string // the outlet
	Date   string // ISO 8601, at any precision; "" when unknown
	Names  []Local
	Parts  []within.Part // which of Names are parts of others
}

// Local is a local name of a text.
type Local struct {
	Kind    names.Kind
	Form    string // the fullest of Uses
	Uses    []Use
	Aliases []Alias
	Gender  string   // of a person, "male" or "female"; "" when the text does not show it
	Offices []string // what the text calls a person: "mayor"
	Doubt   bool     // several persons have this name, and the text does not show which: it is joined with none
}

// Use is one form with its count and first place in the text.
type Use struct {
	Form  string
	Count int // 0 for a form that occurs only in an alias
	First cutting.Span
}

// Alias is a statement of the text that two forms are of the same name.
type Alias struct {
	Long, Short string
	Cue         aliases.Cue
	Span        cutting.Span
}

// NewText returns the Text of a text that within.Read read from mentions.
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

// Key identifies a form of a kind, as in decisions: Form is folded (forms.Form.Key).
type Key struct {
	Kind names.Kind
	Form string
}

// Decisions are what people decided about names; they override all evidence.
type Decisions struct {
	Same      [][2]Key // of one name
	Different [][2]Key // of two names, whatever the evidence
	None      []Key    // no name at all
}

// Name is a person, organisation or place across texts.
type Name struct {
	ID       string // stable as long as Form is; unique among the names of an index
	Kind     names.Kind
	Form     string    // the form to show: the most used of the fullest
	Variants []Variant // the most used first
	Uses     []Member  // by text, then place in it
	Texts    int       // how many have it
	Locals   int       // number of its local names
	Related  []Related
}

// Member is one local name of a name.
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
	// Evidence is where the form is first used, or the text that states it is the name's.
	Evidence Evidence
}

// Evidence is a passage.
type Evidence struct {
	Text string
	Span cutting.Span
}

// Why is the reason for which a form or use was joined with the others.
type Why string

// The values of Why.
const (
	Same     Why = "same"     // the same words
	Stated   Why = "stated"   // a text states it
	Known    Why = "known"    // names of one country, by a dictionary
	Similar  Why = "alike"    // very similar, in the same company
	Short    Why = "short"    // a shorter form of it, in the same company or in one text with it
	Decision Why = "decision" // a person decided it
)

// Related is another name that is connected and not the same.
type Related struct {
	Name   string // its ID
	Form   string // its form to show
	How    string // "part", "whole", "surname"
	Single bool   // one text has it, in one form
}
