package editor

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// NewDigest records a draft of a digest of a topic, of the basket or of a query, and redirects to its form.
func (f Forms) NewDigest(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	v := r.PostForm
	ask := library.DigestRequest{Limit: int(number(v, "limit", 0)), EachCutting: v.Get("each") != "",
		Search: library.Search{Text: v.Get("q")}}
	var err error
	switch {
	case v.Get("topic") != "":
		if ask.Topic, err = f.Library.Topic(v.Get("topic")); err != nil {
			return nil, err
		}
	case v.Get("basket") != "":
		ask.Cuttings, ask.EachCutting, ask.Limit = render.Basket(r), true, library.MaxItems
		if len(ask.Cuttings) == 0 {
			return nil, cutting.Errorf(cutting.Invalid, "The basket is empty.")
		}
	}
	if s := strings.TrimSpace(v.Get("since")); s != "" {
		if ask.Since, err = f.Library.Since(s); err != nil {
			if ask.Topic == nil {
				return nil, cutting.Errorf(cutting.Invalid, "%w", err)
			}
			// The topic's page shows the form again as it was filled in, with the mistake.
			back := url.Values{"since": {fieldOf(s)}, "who": {fieldOf(v.Get("who"))}}
			if ask.Limit > 0 {
				back.Set("limit", strconv.Itoa(ask.Limit))
			}
			if ask.EachCutting {
				back.Set("each", "1")
			}
			return &render.Reply{Redirect: address.Topic(ask.Topic.ID) + "?" + back.Encode() + "#digests"}, nil
		}
	}
	d, err := f.Library.Compose(r.Context(), ask)
	if err != nil {
		return nil, err
	}
	d.Title = cmp.Or(strings.TrimSpace(v.Get("title")), d.Title)
	id, kept, err := f.Library.KeepDigest(r.Context(), "", 0, *d, v.Get("who"))
	if err != nil {
		return nil, err
	}
	if d.Cut {
		return done(r, kept, address.Digest(id)+"/edit?cut=1")
	}
	return done(r, kept, address.Digest(id)+"/edit")
}

// fieldOf returns the value of a short field, clipped for use in an address.
func fieldOf(s string) string {
	r := []rune(strings.TrimSpace(s))
	return string(r[:min(len(r), 60)])
}

// Digest records what was sent in the form for a digest: words, order and state.
func (f Forms) Digest(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id, v := r.PathValue("id"), r.PostForm
	now, err := f.Library.Digest(id)
	was := now
	if seen := number(v, "seen", 0); v.Has("seen") && (now == nil || seen != now.By.Line) {
		if was, err = f.Library.DigestAt(id, seen); err == nil && now == nil {
			return f.sentDigest(r, was).gone().conflict(), nil
		}
		if err == nil {
			return f.sentDigest(r, was).mergedWith(now).conflict(), nil
		}
	}
	if err != nil {
		return nil, err
	}
	next := now.Digest
	do, sent := v.Get("do"), f.sentDigest(r, now)
	var from []int
	if do != "withdraw" && do != "discard" {
		next.Title, next.Introduction, next.Lang, next.Public = sent.Title, sent.Introduction, sent.Lang, sent.Public
		var ok bool
		if next.Items, from, ok = sent.placed(); !ok {
			return sent.formAgain(nil, from)
		}
		if v.Get("basket") != "" {
			if next.Items, err = f.withBasket(r, next.Items); err != nil {
				return nil, err
			}
		}
	}
	next.Why = v.Get("why")
	switch do {
	case "keep":
	case "publish":
		next.State, next.Made = cutting.Published, f.Library.Now().UTC().Truncate(time.Second)
	case "withdraw":
		next.State = cutting.Withdrawn
	case "discard":
		next.Removed = true
	default:
		return nil, cutting.Errorf(cutting.Invalid, "The form does not say what to do with the digest.")
	}
	_, kept, err := f.Library.KeepDigest(r.Context(), id, now.By.Line, next, v.Get("who"))
	if err != nil {
		if later, gone := f.Library.Digest(id); gone == nil && later.By.Line != now.By.Line { // just now
			return sent.mergedWith(later).conflict(), nil
		}
		return sent.formAgain(err, from)
	}
	switch {
	case do == "discard":
		return done(r, kept, "/digests?discarded="+id)
	case do == "keep" && now.State == cutting.Draft:
		return done(r, kept, address.Digest(id)+"/edit?kept=1")
	}
	return done(r, kept, address.Digest(id))
}

// withBasket returns the items with those cuttings of the basket added that are not among them.
func (f Forms) withBasket(r *http.Request, items []cutting.DigestItem) ([]cutting.DigestItem, error) {
	ids := slices.DeleteFunc(render.Basket(r), func(id string) bool {
		return slices.ContainsFunc(items, func(it cutting.DigestItem) bool { return it.Cutting == id })
	})
	if len(ids) == 0 {
		return items, nil
	}
	more, err := f.Library.Compose(r.Context(), library.DigestRequest{Cuttings: ids, EachCutting: true,
		Limit: library.MaxItems})
	if err != nil {
		return nil, err
	}
	return append(items, more.Items...), nil
}
