package listing

// rules are what can be switched off by name (Options.Without); `bench ablate` measures the effect
// of each.
var rules = []struct{ name, effect string }{
	{"siblings", "siblings of a list's items with another template join it"},
	{"featured", "items of another form directly before a list join it"},
	{"stride", "every second or third member of a list is proposed, where members come in groups of two or three"},
	{"even_roots", "items higher in the tree than most are lowered to the level of the others"},
	{"flatten", "in a flat layout an item extends to the next headline"},
	{"own_addresses", "items without linked headlines get the address at the same place in each"},
	{"midline", "a list is not proposed when nearly all its headlines are within a sentence"},
	{"several", "the best lists of the main part are proposed together, as sections of a front page"},
	{"onsite", "a list is also proposed without the items that link to other sites"},
	{"union", "all linked headings of the main part are proposed together, and those of one level"},
	{"single", "single headings and lines are proposed as lists of one item"},
	{"rail_of_one", "a rail may have one item"},
	{"day_headings", "a day that heads what follows it does not date the item before it"},
	{"no_nobody", "a button, a counter, a time or an account without a name is no item's author"},
	{"names_apart", "several full names in an element named after authors are several authors"},
	{"no_rail_offsite", "a list of links to other sites is no rail"},
	{"no_rail_of_names", "a list of names, tags, categories or places in the page is no rail"},
}

// Rules returns the names of all rules that can be switched off.
func Rules() []string {
	var out []string
	for _, r := range rules {
		out = append(out, r.name)
	}
	return out
}

// isOn reports whether a rule is in use.
func (s *pageState) isOn(rule string) bool { return !s.disabledRules[rule] }
