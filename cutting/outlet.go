package cutting

import "strings"

// SelfName is one name a page gives its outlet.
type SelfName struct {
	Name    string       `json:"name"`
	Origins []NameOrigin `json:"origins"` // each once, in the order they were found
}

// NameOrigin gives where a page names its outlet.
type NameOrigin string

// The origins.
const (
	StatedName   NameOrigin = "stated"   // metadata, structured data or a feed's title
	MastheadName NameOrigin = "masthead" // the link to the front page at its top
	TitleName    NameOrigin = "title"    // what the title adds to the headline
	GivenName    NameOrigin = "by hand"  // a person said so
)

// NameIdentity returns what an outlet without an address is known by: its name in small
// letters, with single spaces. "" for a name of white space alone.
func NameIdentity(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// OutletDecision is what a person decided about an outlet. An outlet is named by its ID.
type OutletDecision struct {
	Outlet string `json:"outlet"`
	// Into makes it part of another outlet.
	Into string `json:"into,omitempty"`
	// Apart makes it an outlet of its own, whatever joined it to another.
	Apart bool   `json:"apart,omitempty"`
	Name  string `json:"name,omitempty"`
	Kind  string `json:"kind,omitempty"` // one of OutletKinds
	Lang  string `json:"lang,omitempty"` // a language's code
	Note  string `json:"note,omitempty"` // the reason
}

// OutletKinds are what an outlet may be said to be.
var OutletKinds = []string{"agency", "newspaper", "magazine", "broadcaster", "web site", "blog", "newsletter",
	"academic", "organisation", "government", "aggregator", "other"}

// PageOutlet is a person's word for the outlet of one page.
type PageOutlet struct {
	Outlet string `json:"outlet"` // its name or host
	Note   string `json:"note,omitempty"`
}
