package correct

import (
	"net/http"
	"net/url"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
)

// Story records that cuttings belong to a story, or do not.
func (f Forms) Story(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	v, id := r.PostForm, r.PathValue("id")
	kind, ids := cutting.StorySplit, v["cutting"]
	switch v.Get("what") {
	case "split":
		if len(ids) == 0 {
			return nil, cutting.Errorf(cutting.Invalid, "Choose the cuttings that do not belong to the story.")
		}
	case "join":
		other := cuttingIn(v.Get("with"))
		if other == "" {
			return nil, cutting.Errorf(cutting.Invalid,
				"Write the address or ID of the cutting that belongs to the story.")
		}
		kind, ids = cutting.StoryJoin, []string{id, other}
	default:
		return nil, cutting.Errorf(cutting.Invalid, "Choose what to decide about the story.")
	}
	kept, err := f.Library.DecideStory(r.Context(), kind, ids, v.Get("who"), v.Get("note"))
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	return &render.Reply{Redirect: address.Story(id) + "?kept=1", Cookie: render.Remember(r)}, nil
}

// UndoStory undoes a decision about a story.
func (f Forms) UndoStory(r *http.Request) (*render.Reply, error) {
	id := r.PathValue("id")
	kept, err := f.takeBack(r)
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	return &render.Reply{Redirect: address.Story(id) + "?kept=1", Cookie: render.Remember(r)}, nil
}

// cuttingIn returns the ID of a cutting in typed text: the ID itself, or the address of its page.
func cuttingIn(s string) string {
	s = strings.TrimSpace(s)
	if u, err := url.Parse(s); err == nil {
		s = u.Path
	}
	s = strings.TrimSuffix(s, "/")
	return s[strings.LastIndexByte(s, '/')+1:]
}
