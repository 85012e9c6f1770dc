package editor

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// digestForm has the values of the form for a digest, present or as sent.
type digestForm struct {
	*library.Digest
	Items       []formItem
	Seen        int64
	Who         string
	WhySo       string // the reason as typed
	Kept        bool
	Cut         bool // more was found than became items
	Basket      int  // cuttings in the basket
	BasketTexts int  // of them with a text of their own
	Add         bool
	// Mistake describes what is wrong with the sent form, "" for nothing; WrongField is the field beside which
	// it is shown: title, lang, why, or "" for the items and for none.
	Mistake, WrongField string
	// Meanwhile describes another person's decision while the form was open, nil for none.
	Meanwhile *otherDecision

	was *library.Digest // the digest the form was filled in for
}

// formItem is an item in the form, with what is wrong with it.
type formItem struct {
	cutting.DigestItem
	At                       string // its position as typed
	Out                      bool
	WrongPlace, WrongExcerpt string
}

// EditDigest returns the form for a digest.
func (f Forms) EditDigest(r *http.Request) (*render.Reply, error) {
	d, err := f.Library.Digest(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	form := digestForm{Digest: d, Seen: d.By.Line, Who: render.Initials(r), Kept: r.URL.Query().Get("kept") != "",
		Cut:    r.URL.Query().Get("cut") != "",
		Basket: len(render.Basket(r)), BasketTexts: f.basketTexts(r)}
	for i, it := range d.Items {
		form.Items = append(form.Items, formItem{DigestItem: it, At: strconv.Itoa(i + 1)})
	}
	return &render.Reply{Page: "digestform", Title: "Edit – " + d.Title, Data: form}, nil
}

// basketTexts counts the cuttings of the basket that have a text of their own; all where that cannot be read, because
// a form that was sent must not be lost for it.
func (f Forms) basketTexts(r *http.Request) int {
	basket := render.Basket(r)
	own, err := f.Library.IndependentOf(r.Context(), basket)
	if err != nil {
		return len(basket)
	}
	return len(own)
}

// sentDigest returns the form as it was sent, over the digest it was filled in for.
func (f Forms) sentDigest(r *http.Request, was *library.Digest) *digestForm {
	v, d := r.PostForm, *was
	d.Title, d.Introduction, d.Lang = v.Get("title"), typedText(v.Get("introduction")),
		strings.TrimSpace(v.Get("lang"))
	d.Public = v.Get("public") != ""
	form := &digestForm{Digest: &d, Seen: was.By.Line, Who: v.Get("who"), WhySo: v.Get("why"),
		Basket: len(render.Basket(r)), BasketTexts: f.basketTexts(r), Add: v.Get("basket") != "", was: was}
	for i, it := range was.Items {
		n := strconv.Itoa(i)
		if v.Has("excerpt" + n) {
			it.Excerpt = strings.Join(strings.Fields(v.Get("excerpt"+n)), " ")
			it.Heading, it.Note = strings.TrimSpace(v.Get("heading"+n)), strings.TrimSpace(v.Get("note"+n))
		}
		at := strconv.Itoa(i + 1)
		if v.Has("at" + n) {
			at = strings.TrimSpace(v.Get("at" + n))
		}
		form.Items = append(form.Items, formItem{DigestItem: it, At: at, Out: v.Get("out"+n) != ""})
	}
	return form
}

// placed returns the items of the digest as the form has them, without those left out: an item whose
// place was changed to a whole number has that place, one put between two numbers is between the
// items that had them, and the others follow in their old order. from gives which item of the form
// each is. ok is false where a place is no number, which the form then reports.
func (f *digestForm) placed() (items []cutting.DigestItem, from []int, ok bool) {
	places := make([]float64, len(f.Items))
	var moved []int // to a whole number
	ok = true
	for i := range f.Items {
		it := &f.Items[i]
		if it.Out {
			continue
		}
		at, err := strconv.ParseFloat(strings.Replace(it.At, ",", ".", 1), 64)
		if err != nil || math.IsNaN(at) || math.IsInf(at, 0) {
			it.WrongPlace = fmt.Sprintf("“%s” is no place. Write a number: 1 is the first, and 2.5 is between "+
				"2 and 3.", plain.Clip(it.At, 20))
			ok = false
		}
		places[i] = at
		if at == math.Trunc(at) && at != float64(i+1) {
			moved = append(moved, i)
		} else {
			from = append(from, i)
		}
	}
	byPlace := func(a, b int) int { return cmp.Compare(places[a], places[b]) }
	slices.SortStableFunc(from, byPlace)
	slices.SortStableFunc(moved, byPlace)
	next := 0
	for _, i := range moved { // those given the same place follow each other
		at := min(max(next, int(max(1, min(places[i], library.MaxItems)))-1), len(from))
		from, next = slices.Insert(from, at, i), at+1
	}
	items = make([]cutting.DigestItem, 0, len(from))
	for _, i := range from {
		items = append(items, f.Items[i].DigestItem)
	}
	return items, from, ok
}

// formAgain returns the form as it was sent, with the error beside its field; it returns err itself if a person
// cannot correct it in the form.
func (f *digestForm) formAgain(err error, from []int) (*render.Reply, error) {
	var fault *library.DigestFault
	status := http.StatusBadRequest
	if err != nil {
		status = statusOf(err)
	}
	switch {
	case err == nil:
		f.Mistake = "A place is not a number."
	case status == 0:
		return nil, err
	default:
		f.Mistake = plain.Sentence(err.Error())
		if !errors.As(err, &fault) {
			break
		}
		f.WrongField = fault.Field
		if fault.Field == library.FaultyExcerpt && fault.Item < len(from) {
			f.WrongField, f.Items[from[fault.Item]].WrongExcerpt = "", f.Mistake
			f.Mistake = "An excerpt is not the source’s text with passages left out."
		}
	}
	return &render.Reply{Page: "digestform", Title: "Not kept yet", Data: *f, Status: status}, nil
}
