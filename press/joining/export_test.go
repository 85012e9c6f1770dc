package joining

// NewJoiner returns a joiner that keeps its memory in rows after a number of texts have changed.
func NewJoiner(least int) *Joiner { return &Joiner{least: least} }
