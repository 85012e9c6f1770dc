// Package editor has the forms for a desk's own work: topics, notes on cuttings, the basket, digests. Except
// for the basket they record decisions, each with an undo.
package editor

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// Forms handles the forms.
type Forms struct {
	Library *library.Library
}

const maxForm = 4 << 20 // maximum size of a sent form, in bytes

func parse(r *http.Request) error {
	r.Body = http.MaxBytesReader(nil, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return cutting.Errorf(cutting.Invalid, "The form cannot be read: %w", err)
	}
	return nil
}

// typedText returns the value of a field of several lines in the form in which it is recorded.
func typedText(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// number returns a number of a form, def when there is none.
func number(v url.Values, name string, def int64) int64 {
	if n, err := strconv.ParseInt(v.Get(name), 10, 64); err == nil {
		return n
	}
	return def
}

// back returns the page to show after a form was recorded: the address in the form if it is one of the desk's
// own, else other.
func back(r *http.Request, other string) string {
	to := r.PostForm.Get("back")
	if u, err := url.Parse(to); err != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		u.Host != "" || strings.ContainsAny(to, "\\\r\n") {
		return other
	}
	return to
}

// done redirects to a page after a decision was recorded.
func done(r *http.Request, kept library.Kept, to string) (*render.Reply, error) {
	if kept.Later != "" {
		return nil, &render.Problem{Status: http.StatusAccepted, Title: "Kept, and in effect later",
			Detail: kept.Later}
	}
	return &render.Reply{Redirect: to, Cookie: render.Remember(r)}, nil
}

// Note records the desk's note and tags on a cutting.
func (f Forms) Note(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id, v := r.PathValue("id"), r.PostForm
	seen := number(v, "seen", 0)
	kept, err := f.Library.KeepNote(r.Context(), id, seen,
		cutting.Note{Text: v.Get("text"), Tags: strings.Split(v.Get("tags"), ","), Why: v.Get("why")}, v.Get("who"))
	if err != nil {
		if seen >= 0 && f.Library.NoteLine(id) != seen {
			return f.noteMeanwhile(r, id, seen), nil
		}
		return f.noteAgain(r, id, err)
	}
	return done(r, kept, address.Cutting(id)+"#desk-note")
}

// Basket adds cuttings to the basket, removes or moves them, or empties it.
func (f Forms) Basket(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	ids := render.Basket(r)
	named := func(id string) bool { return slices.Contains(r.PostForm["cutting"], id) }
	switch r.PostForm.Get("do") {
	case "put":
		for _, id := range r.PostForm["cutting"] {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) > render.MaxBasket {
			return nil, cutting.Errorf(cutting.Invalid,
				"The basket has room for %d cuttings. Take some out, or make a digest of what is in it.",
				render.MaxBasket)
		}
	case "take":
		ids = slices.DeleteFunc(ids, named)
	case "up", "down":
		return moved(ids, r.PostForm.Get("cutting"), r.PostForm.Get("do")), nil
	case "empty":
		ids = nil
	default:
		return nil, cutting.Errorf(cutting.Invalid, "The form does not say what to do with the basket.")
	}
	return &render.Reply{Redirect: back(r, "/basket"), Cookie: render.KeepBasket(ids)}, nil
}

// moved returns the basket's page with a cutting one place further up or down, and the focus on the same button, so
// that it can be pressed again; on the other one where it is the first or last now.
func moved(ids []string, id, way string) *render.Reply {
	at := slices.Index(ids, id)
	to := at - 1
	if way == "down" {
		to = at + 1
	}
	if at >= 0 && to >= 0 && to < len(ids) {
		ids[at], ids[to] = ids[to], ids[at]
		switch to {
		case 0:
			way = "down"
		case len(ids) - 1:
			way = "up"
		}
	}
	return &render.Reply{Redirect: "/basket#" + way + "-" + url.PathEscape(id), Cookie: render.KeepBasket(ids)}
}

// Undo undoes a decision about a topic, a note or a digest, or an undo of one.
func (f Forms) Undo(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	v := r.PostForm
	kept, err := f.Library.TakeBackKept(r.Context(), v.Get("kind"), v.Get("target"), number(v, "number", 0),
		v.Get("who"), v.Get("note"))
	if err != nil {
		return nil, err
	}
	return done(r, kept, back(r, "/work"))
}

// topicOf sets a topic from its sent form.
func topicOf(v url.Values, t *cutting.Topic) {
	t.Title, t.Introduction, t.Query = v.Get("title"), v.Get("introduction"), v.Get("query")
	t.Spellings = strings.Split(strings.ReplaceAll(v.Get("spellings"), "\r", ""), "\n")
	t.Lang, t.Public, t.Why = v.Get("lang"), v.Get("public") != "", v.Get("why")
}

// Topic records a topic, a new one if the address has no ID.
func (f Forms) Topic(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id, v := r.PathValue("id"), r.PostForm
	var t cutting.Topic
	var now *library.Topic
	seen := int64(0)
	if id != "" {
		var err error
		if now, err = f.Library.Topic(id); err != nil {
			return nil, err
		}
		t, seen = now.Topic, number(v, "seen", now.By.Line)
	}
	was := t.Title
	topicOf(v, &t)
	// A second topic of one title needs confirmation; one that has the title already is not asked about it again.
	if same := f.sameTitle(id, t.Title); same != nil && v.Get("second") == "" && (now == nil || t.Title != was) {
		form := newForm(r, t)
		if now != nil {
			form = changeForm(r, id, t, seen)
		}
		form.T, form.Why, form.Who, form.Same = t, t.Why, cmp.Or(v.Get("who"), form.Who), same
		rep := form.reply("Not kept yet")
		rep.Status = http.StatusConflict
		return rep, nil
	}
	as, kept, err := f.Library.KeepTopic(r.Context(), id, seen, t, v.Get("who"))
	if err != nil {
		if now != nil && seen >= 0 && cutting.KindOf(err) == cutting.Conflict {
			was, wasErr := f.Library.TopicAt(id, seen)
			later, laterErr := f.Library.Topic(id)
			if wasErr == nil && laterErr == nil && later.By.Line != seen {
				return topicMeanwhile(r, was, later, t), nil
			}
		}
		return topicFormAgain(r, id, t, seen, v, err)
	}
	return done(r, kept, address.Topic(as))
}

// Choose records that a cutting is pinned in a topic, left out, or neither.
func (f Forms) Choose(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id, v := cmp.Or(r.PathValue("id"), r.PostForm.Get("topic")), r.PostForm
	kept, err := f.Library.ChooseInTopic(r.Context(), id, v["cutting"], library.Choice(v.Get("choice")),
		v.Get("who"))
	if err != nil {
		return nil, err
	}
	return done(r, kept, back(r, address.Topic(id)))
}

// RemoveTopic removes a topic.
func (f Forms) RemoveTopic(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	kept, err := f.Library.RemoveTopic(r.Context(), r.PathValue("id"), r.PostForm.Get("who"), r.PostForm.Get("why"))
	if err != nil {
		return nil, err
	}
	return done(r, kept, "/topics?removed="+url.QueryEscape(r.PathValue("id")))
}
