package boost

import "slices"

// Average returns the forest whose score is the mean of the given ones', which must have the same
// features. Forests grown from different seeds have different errors, so their mean is better on
// unseen data.
func Average(forests ...*Forest) *Forest {
	out := &Forest{Features: slices.Clone(forests[0].Features)}
	share := 1 / float32(len(forests))
	for _, f := range forests {
		at := int32(len(out.nodes))
		out.Base += f.Base * share
		for _, r := range f.roots {
			out.roots = append(out.roots, r+at)
		}
		for _, n := range f.nodes {
			if n.feature < 0 {
				n.threshold *= share
			} else {
				n.left += at
			}
			out.nodes = append(out.nodes, n)
		}
	}
	out.fillSteps()
	return out
}
