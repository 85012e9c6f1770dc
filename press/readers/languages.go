package readers

import (
	"cuttings/reading/labels"
	"cuttings/reading/names"
	"cuttings/reading/statements"
	"cuttings/reading/times"
)

// Languages returns the languages that readers support whose marks are shown, as BCP 47 primary tags by the
// reader's name.
func Languages() map[string][]string {
	return map[string][]string{Names: names.Languages(), Statements: statements.Languages(),
		Labels: labels.Languages(), Times: times.Languages()}
}
