package stories

import (
	"context"
	"encoding/json"

	"cuttings/cutting"
	"cuttings/press"
)

// outletReader gives the outlets of sources, each read once.
type outletReader struct {
	ctx   context.Context
	cat   press.Catalogue
	known map[string]string
	err   error
}

// of returns the ID of the outlet of a source in rows, "" for none that is known.
func (r *outletReader) of(source string) string {
	id, ok := r.known[source]
	if !ok {
		o, err := r.cat.Outlet(r.ctx, source)
		if err == nil {
			id = o.ID
		} else if cutting.KindOf(err) != cutting.NotFound {
			r.err = err
		}
		r.known[source] = id
	}
	return id
}

// changed reports whether a source has another outlet than sum says.
func (r *outletReader) changed(sum string) bool {
	was := map[string]string{}
	if sum != "" && json.Unmarshal([]byte(sum), &was) != nil {
		return true
	}
	for source, id := range was {
		if r.of(source) != id {
			return true
		}
	}
	return false
}

// sum writes the outlets of all sources.
func (r *outletReader) sum(sources map[string]int) (string, error) {
	of := map[string]string{}
	for s := range sources {
		of[s] = r.of(s)
	}
	b, err := json.Marshal(of)
	if err == nil {
		err = r.err
	}
	return string(b), err
}
