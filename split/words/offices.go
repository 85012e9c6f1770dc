package words

import "strings"

// IsOffice reports whether a text in a name's place is one of an office, a degree or a department and of no person:
// two words or more, each of them one of offices.txt ("Executive Content Editor", "M.A. Journalism", "Project
// Management"). One word proves nothing, and the name of a newsroom or its staff is none.
func IsOffice(s string) bool {
	const most = 80 // bytes
	if len(s) > most {
		return false
	}
	n, last := 0, ""
	office, degree, field := false, false, 0
	for w := range strings.FieldsSeq(Fold(s)) {
		if w = strings.Trim(w, ",;()/-–—"); w == "" {
			continue
		}
		if !offices["degree"][w] {
			w = strings.TrimRight(w, ".")
		}
		switch {
		case offices["office"][w]:
			office = true
		case offices["degree"][w]:
			degree = true
		case offices["field"][w], offices["head"][w]:
			field++
		case offices["kind"][w]:
		case n > 0 && offices["small"][w]:
			continue
		default:
			return false
		}
		n, last = n+1, w
	}
	head := field >= 2 && offices["head"][last]
	return n >= 2 && (office || degree && field > 0 || head)
}

// IsPlaceBeside reports whether a part of a list of names is a capital or a large city beside the full name before
// it: "London" in "Ann Lee, London".
func IsPlaceBeside(part, before string) bool {
	return len(strings.Fields(before)) >= 2 && offices["place"][Fold(strings.Trim(part, " .,;"))]
}

var offices = func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for kind, list := range readTables("offices") {
		out[kind] = foldedSet(list)
		if kind == "degree" {
			for _, w := range foldAll(list) {
				out[kind][w+"."] = true
			}
		}
	}
	return out
}()
