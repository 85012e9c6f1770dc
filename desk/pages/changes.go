package pages

import "cuttings/library"

// changeRun is a run of a comparison with its place among the changes; words struck out and those in their place are
// one change.
type changeRun struct {
	library.DiffRun
	Begins int // the number of the change that begins with it, from 1
	Next   int // the number of the change after the one that ends with it, if that is far away
}

// farChange is the number of bytes of equal text between two changes from which on a link leads to the next.
const farChange = 600

// changeRuns returns the runs of a comparison's headline and text with their changes counted.
func changeRuns(headline, text []library.DiffRun) (h, t []changeRun, changes int) {
	all := make([]changeRun, 0, len(headline)+len(text))
	for _, runs := range [][]library.DiffRun{headline, text} {
		was := "same"
		for _, r := range runs {
			x := changeRun{DiffRun: r}
			if r.Op != "same" && was == "same" {
				changes++
				x.Begins = changes
			}
			was = r.Op
			all = append(all, x)
		}
	}
	for i := range all {
		if i > 0 && i+1 < len(all) && all[i-1].Op != "same" && all[i].Op == "same" &&
			len(all[i].Text) >= farChange && all[i+1].Begins > 1 {
			all[i-1].Next = all[i+1].Begins
		}
	}
	return all[:len(headline):len(headline)], all[len(headline):], changes
}
