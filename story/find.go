package story

// Find relates texts to each other: every pair that shares enough of its
// sketches is compared. Relations come by A, then B. The order of texts makes no
// difference to the result; their IDs must be distinct.
func Find(texts []*Text) Grouping {
	byID := make(map[string]*Text, len(texts))
	var add []Sketched
	for _, t := range texts {
		byID[t.ID] = t
		add = append(add, Sketched{t.ID, t.Sketch()})
	}
	w := NewWeb(func(id string) (*Text, error) { return byID[id], nil })
	if _, err := w.Update(add, nil); err != nil {
		return Grouping{} // reading texts that are there gives none
	}
	return w.Grouping()
}
