package publish

import "cuttings/digest"

// tally is a number of cuttings, and how many of them have a text of their own.
type tally struct{ Cuttings, Texts int }

// tallyOf counts items, each as one cutting.
func tallyOf(items []*Item) tally {
	t := tally{Cuttings: len(items)}
	for _, it := range items {
		t.add(it.Independent)
	}
	return t
}

// tallyOfStories counts the cuttings of items that represent stories: the items and what they are also in.
func tallyOfStories(items []*Item) tally {
	var t tally
	for _, it := range items {
		t.Cuttings += 1 + len(it.AlsoIn)
		t.add(it.Independent)
		for i := range it.AlsoIn {
			t.add(it.AlsoIn[i].Independent)
		}
	}
	return t
}

// tallyOfDigest counts the items of a digest. One whose cutting the archive no longer has is no independent text.
func tallyOfDigest(items []digest.Item, pages map[string]*Item) tally {
	t := tally{Cuttings: len(items)}
	for i := range items {
		if it := pages[items[i].Cutting]; it != nil {
			t.add(it.Independent)
		}
	}
	return t
}

func (t *tally) add(independent bool) {
	if independent {
		t.Texts++
	}
}
