package listing

import "slices"

// extend joins to the chosen list the candidates that continue it in another
// shape and returns all headlines in page order.
func (s *pageState) extend(b *ranked) []int32 {
	ms := slices.Clone(b.list.members)
	slices.Sort(ms)
	return ms
}
