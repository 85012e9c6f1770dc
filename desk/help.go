package desk

import (
	"net/http"

	"cuttings/catalogue/query"
)

// helpData is the page of help.
type helpData struct {
	Groups   []helpGroup
	Stemming bool
}

type helpGroup struct {
	Title string
	Lines []helpLine
}

type helpLine struct {
	Example, Finds, Href string
}

func (d *desk) help(*http.Request) (*reply, error) {
	return &reply{page: "help", title: "Help",
		data: helpData{Groups: queryHelp(), Stemming: d.Catalogue.Capabilities().Stemming}}, nil
}

// queryHelp is the query language's own help with each example leading to what
// it finds.
func queryHelp() []helpGroup {
	var out []helpGroup
	for _, g := range query.Help() {
		group := helpGroup{Title: g.Title}
		for _, l := range g.Lines {
			group.Lines = append(group.Lines, helpLine{l.Example, l.Finds, state{Q: l.Example}.href("/search")})
		}
		out = append(out, group)
	}
	return out
}
