package names

import (
	"strings"
)

// addDatelines reads "VELM, Marivo, Feb 28 (Meridian) -" at the beginning of paragraphs: it marks the places and
// the agency.
func (d *document) addDatelines(ms []found) []found {
	var add []found
	for n, s := range d.t.Sentences {
		if n > 0 && !strings.Contains(d.t.Text[d.t.Tokens[s.First-1].End:d.t.Tokens[s.First].Start], "\n") {
			continue
		}
		add = append(add, d.datelineNames(ms, s.First, min(len(d.t.Tokens), s.First+maxDateline))...)
	}
	return put(ms, add)
}

// maxDateline is the maximum number of tokens of a dateline.
const maxDateline = 18

func (d *document) datelineNames(ms []found, first, end int) (out []found) {
	i := first
	for i < end && d.isAllCapitals(i) {
		i++
	}
	if i == first {
		return nil
	}
	var places [][2]int
	places = append(places, [2]int{first, i})
	var agency [2]int
	dated := false
	for i < end {
		switch w := d.t.Token(i); {
		case w == "," || w == ".":
			i++
		case w == "(":
			k := i + 1
			for k < end && d.t.Token(k) != ")" {
				k++
			}
			if k == end || k == i+1 || agency[1] > 0 || !d.f.words[i+1].capital {
				return nil
			}
			agency = [2]int{i + 1, k}
			i = k + 1
		case months[d.f.words[i].lowered] || dated && isNumber(w):
			dated = true
			i++
		case isNumber(w) && i+1 < end && months[d.f.words[i+1].lowered]:
			dated = true
			i += 2
		case w == "-" || w == "–" || w == "—" || w == "--":
			if !dated && agency[1] == 0 && !hasRange(ms, first, places[0][1]) &&
				d.f.words[first].lists&(listCity|listCountry) == 0 && d.f.words[first].class != 0 {
				return nil
			}
			for _, p := range places {
				out = append(out, found{p[0], p[1], Place, true})
			}
			if agency[1] > agency[0] {
				out = append(out, found{agency[0], agency[1], Organisation, true})
			}
			return out
		case d.f.words[i].capital && !dated && len(places) == 1:
			from := i
			for i < end && d.f.words[i].capital {
				i++
			}
			places = append(places, [2]int{from, i})
		default:
			return nil
		}
	}
	return nil
}
