package story

// Find relates texts to each other: it compares every pair whose sketches share enough. Relations are sorted by
// A, then B. The order of texts does not change the result; their IDs must be distinct.
func Find(texts []*Text) Grouping {
	byID := make(map[string]*Text, len(texts))
	var add []Sketched
	for _, t := range texts {
		byID[t.ID] = t
		add = append(add, Sketched{t.ID, t.Sketch()})
	}
	w := NewWeb(func(id string) (*Text, error) { return byID[id], nil })
	if _, err := w.Update(add, nil); err != nil {
		return Grouping{} // texts in memory are read without errors
	}
	return w.Grouping()
}
