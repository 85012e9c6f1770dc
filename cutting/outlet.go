package cutting

import "strings"

// SelfName is one name a page gives its outlet.
type SelfName struct {
	Name    string       `json:"name"`
	Origins []NameOrigin `json:"origins"` // each once, in the order they were found
}

// NameOrigin is where a page names its outlet.
type NameOrigin string

// Origins of names.
const (
	StatedName   NameOrigin = "stated"   // metadata, structured data or a feed's title
	MastheadName NameOrigin = "masthead" // the link to the front page at its top
	TitleName    NameOrigin = "title"    // what the title has besides the headline
	GivenName    NameOrigin = "by hand"  // given by a person
)

// NameIdentity returns the identity of an outlet without an address: its name in lower case, with
// single spaces. It returns "" for a name of only white space.
func NameIdentity(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// OutletDecision is a person's decision about an outlet, which is identified by its ID.
type OutletDecision struct {
	Outlet string `json:"outlet"`
	// Into merges it into another outlet.
	Into string `json:"into,omitempty"`
	// Separate separates it from an outlet that it was merged into.
	Separate bool   `json:"apart,omitempty"`
	Name     string `json:"name,omitempty"`
	Kind     string `json:"kind,omitempty"` // one of OutletKinds
	Lang     string `json:"lang,omitempty"` // a language's code
	Note     string `json:"note,omitempty"` // the reason
}

// OutletKinds are the kinds an outlet may be given.
var OutletKinds = []string{"agency", "newspaper", "magazine", "broadcaster", "web site", "blog", "newsletter",
	"academic", "organisation", "government", "aggregator", "other"}

// PageOutlet is a person's decision about the outlet of one page.
type PageOutlet struct {
	Outlet string `json:"outlet"` // its name or host
	Note   string `json:"note,omitempty"`
}
