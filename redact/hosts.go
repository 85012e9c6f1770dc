package redact

import (
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

// encodedHost matches a host name with a label in Punycode, also within a file name.
var encodedHost = regexp.MustCompile(`(?i)[a-z0-9.-]*xn--[a-z0-9.-]*[a-z0-9]`)

// scanHosts calls fn for each host name in Punycode that contains a person's name when decoded.
func (r *Redactor) scanHosts(s string, parts []part, fn func(start, end, person int)) {
	if !strings.Contains(s, "--") {
		return
	}
	for _, at := range encodedHost.FindAllStringIndex(s, -1) {
		labels := strings.Split(strings.ToLower(s[at[0]:at[1]]), ".")
		for i, label := range labels {
			// A label may follow other words: "file-xn--…".
			if k := strings.Index(label, "xn--"); k >= 0 {
				if plain, err := idna.Punycode.ToUnicode(label[k:]); err == nil {
					labels[i] = label[:k] + plain
				}
			}
		}
		r.scanWords(strings.Join(labels, "."), parts, true, func(_, _, person int) { fn(at[0], at[1], person) })
	}
}
