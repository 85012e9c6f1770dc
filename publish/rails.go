package publish

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library/plain"
)

// rails returns the side lists beside a listing of items: which of them were published last, and which are
// viewed most. path is that of the listing's page. others are further cuttings that the second may name, by ID.
func (s *Site) rails(path string, items []*Item, otherItems map[string]*Item) []digest.Rail {
	var out []digest.Rail
	rail := func(heading string, items []*Item) {
		if len(items) == 0 {
			return
		}
		r := digest.Rail{Heading: heading}
		for _, it := range items[:min(railItems, len(items))] {
			listed := digest.Item{Headline: cmp.Or(it.Headline, s.translate("(no headline)")), URL: it.URL,
				Lang:   it.Lang,
				Source: it.Source}
			if it.URL == "" {
				listed.OwnPage = relative(path, itemPath(it.ID))
			}
			r.Items = append(r.Items, listed)
		}
		out = append(out, r)
	}
	rail(s.translate("New Articles"), lastPublished(withText(items)))
	rail(s.translate("Most viewed"), withText(s.mostViewed(items, otherItems)))
	return out
}

// withText returns the articles and teasers among items, all of them where there is none: an item of a side
// list is a headline that announces another page.
func withText(items []*Item) []*Item {
	out := slices.DeleteFunc(slices.Clone(items), func(it *Item) bool { return it.Kind == cutting.Rail })
	if len(out) == 0 {
		return items
	}
	return out
}

// lastPublished returns items, the last published first, then those without a date of publication: the
// ones taken in last first.
func lastPublished(items []*Item) []*Item {
	type datedItem struct {
		*Item
		published string
	}
	all := make([]datedItem, len(items))
	for i, it := range items {
		all[i] = datedItem{it, publishedBefore(it)}
	}
	slices.SortStableFunc(all, func(a, b datedItem) int {
		return cmp.Or(strings.Compare(b.published, a.published), strings.Compare(b.Added, a.Added))
	})
	out := make([]*Item, len(all))
	for i := range all {
		out[i] = all[i].Item
	}
	return out
}

// publishedBefore is the date an item was published, "" when that is not known: a date behind the day the
// archive took it in is of something else, such as an event it announces.
func publishedBefore(it *Item) string {
	published := plain.ISODate(it.Published)
	if added := parseTime(it.Added); !added.IsZero() {
		// A day more, as a date may be of a zone where it is tomorrow.
		if last := added.Add(24 * time.Hour).Format(time.DateOnly); published[:min(len(published), len(last))] > last {
			return ""
		}
	}
	return published
}

// mostViewed returns those of the items and others that are viewed most, each story once: whichever of its
// cuttings was viewed, the one that represents it.
func (s *Site) mostViewed(items []*Item, otherItems map[string]*Item) []*Item {
	if len(s.c.Viewed) == 0 {
		return nil
	}
	of := map[string]*Item{}
	for _, it := range items {
		for _, a := range it.AlsoIn {
			of[a.ID] = it
		}
	}
	for _, it := range items {
		of[it.ID] = it
	}
	var out []*Item
	seen := map[string]bool{}
	for _, id := range s.c.Viewed {
		it := cmp.Or(of[id], otherItems[id])
		if it != nil && !seen[it.ID] {
			seen[it.ID] = true
			out = append(out, it)
		}
	}
	return out
}
