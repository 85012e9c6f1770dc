package joining

// NewJoiner returns a joiner that keeps what it holds when so many texts have changed.
func NewJoiner(least int) *Joiner { return &Joiner{least: least} }
