package readers

import (
	"cuttings/reading/labels"
	"cuttings/reading/names"
	"cuttings/reading/statements"
	"cuttings/reading/times"
)

// Languages returns the languages in which marks are found that readers of a page see, BCP
// 47 primary tags by the reader.
func Languages() map[string][]string {
	return map[string][]string{Names: names.Languages(), Statements: statements.Languages(),
		Labels: labels.Languages(), Times: times.Languages()}
}
