package cutting

// JoinedName is a person, organisation or place across the texts of an archive.
type JoinedName struct {
	ID       string        `json:"id"` // a NameKey's String, with a suffix where two names share a form
	Kind     string        `json:"kind"`
	Form     string        `json:"form"`  // for display: the most used full form, or a person's choice
	Texts    int           `json:"texts"` // number of cuttings that mention it
	First    string        `json:"first,omitempty"`
	Last     string        `json:"last,omitempty"` // the earliest and latest dates of these, ISO 8601
	Variants []NameVariant `json:"variants"`       // the most used first
	Related  []RelatedName `json:"related,omitempty"`
	Renamed  bool          `json:"renamed,omitempty"` // a person chose how it is displayed
}

// NameVariant is one form of a joined name.
type NameVariant struct {
	Form    string         `json:"form"` // in its most frequent spelling
	Count   int            `json:"count"`
	Texts   int            `json:"texts"`
	First   string         `json:"first,omitempty"`
	Last    string         `json:"last,omitempty"`
	Sources map[string]int `json:"sources,omitempty"` // cuttings by source
	// Why it belongs to the name: "same", "stated" (a text states it), "known" (names of one country,
	// by a dictionary), "alike" (similar, in the same company), "short" (a shorter form of it) or "decision".
	Why      string       `json:"why"`
	Evidence NameEvidence `json:"evidence"`
}

// NameEvidence is a passage as a span of the words of a cutting.
type NameEvidence struct {
	Cutting string `json:"cutting"`
	At      At     `json:"at"`
}

// RelatedName is another name with a connection to this one.
type RelatedName struct {
	ID   string `json:"id"`
	Form string `json:"form"`
	How  string `json:"how"` // "part", "whole" or "surname"
}

// ListedName is a joined name in lists.
type ListedName struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Form     string `json:"form"`
	Texts    int    `json:"texts"`
	Variants int    `json:"variants"`
	First    string `json:"first,omitempty"`
	Last     string `json:"last,omitempty"`
}

// ProposedMerge are two names that may be one: similar, without a decision about them.
type ProposedMerge struct {
	A   ListedName `json:"a"`
	B   ListedName `json:"b"`
	How string     `json:"how"` // how their forms are similar: "equal", "spelled", "initial", "surname" …
	// FormA and FormB are the similar forms.
	FormA string `json:"form_a"`
	FormB string `json:"form_b"`
}

// Dispute is two passages that contradict each other: one denies what the other states, or the two
// give different figures for one question. It takes no side.
type Dispute struct {
	Kind     string      `json:"kind"` // "denies": A denies what B states; "value"
	A        DisputeSide `json:"a"`
	B        DisputeSide `json:"b"`
	Question string      `json:"question,omitempty"` // the question that both figures answer
	Names    []string    `json:"names,omitempty"`    // IDs of the names it is about
}

// DisputeSide is one passage of a dispute.
type DisputeSide struct {
	Cutting   string `json:"cutting"`
	At        At     `json:"at"`
	Statement int    `json:"statement"`       // index in the text's statements; -1 for a figure
	Value     string `json:"value,omitempty"` // of a figure
}

// FormCuttings records in which cuttings a form that several names share belongs to one name.
type FormCuttings struct {
	Full   []LocalPlace `json:"full,omitempty"`   // cuttings in which it is the fullest form of the name
	Beside []string     `json:"beside,omitempty"` // IDs of cuttings whose text has a fuller one
}

// LocalPlace is a local name of a cutting's text.
type LocalPlace struct {
	Cutting string `json:"cutting"`
	Local   int    `json:"local"` // index in Locals.Names; past its end for one that a person separated
}
