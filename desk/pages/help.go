package pages

import (
	"net/http"

	"cuttings/catalogue/query"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// helpData has the values of the page of help.
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

// Help returns the page of help.
func (p *Pages) Help(*http.Request) (*render.Reply, error) {
	return &render.Reply{Page: "help", Title: "Help",
		Data: helpData{Groups: queryHelp(), Stemming: p.Library.BackEnd().Stemming}}, nil
}

// queryHelp returns the query language's own help with each example linked to its results.
func queryHelp() []helpGroup {
	var out []helpGroup
	for _, g := range query.Help() {
		group := helpGroup{Title: g.Title}
		for _, l := range g.Lines {
			group.Lines = append(group.Lines, helpLine{l.Example, l.Finds,
				address.Search{Search: library.Search{Text: l.Example}}.Href("/search")})
		}
		out = append(out, group)
	}
	return out
}
