package listing

// rules are what can be switched off by name (Options.Without), to see what each is
// worth: `bench ablate` does.
var rules = []struct{ name, does string }{
	{"siblings", "siblings of a list's items with another template join it"},
	{"featured", "items of another shape right before a list join it"},
	{"stride", "of a list whose members come in twos or threes every second or third is proposed"},
	{"even_roots", "items that reach higher than most are brought down to the level of the others"},
	{"flatten", "in a flat layout an item runs to the next headline"},
	{"own_addresses", "items whose headlines lead nowhere have the address at the same place in each"},
	{"midline", "a list of which nearly all headlines stand in the middle of a sentence is not proposed"},
	{"several", "the best lists of the main part are proposed together, as sections of a front page"},
	{"onsite", "a list is proposed without the items that lead to other sites"},
	{"union", "all linked headings of the main part are proposed together, and those of one order"},
	{"single", "single headings and lines are proposed as lists of one item"},
	{"rail_of_one", "a rail may have one item"},
	{"no_rail_abroad", "a list that leads to other sites is no rail"},
	{"no_rail_of_names", "a list of names, tags, categories or places in the page is no rail"},
}

// Rules are the names of all rules that can be switched off.
func Rules() []string {
	var out []string
	for _, r := range rules {
		out = append(out, r.name)
	}
	return out
}

// on reports whether a rule is in use.
func (s *pageState) on(rule string) bool { return !s.without[rule] }
