package editor

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// Somebody else may change a topic, a digest or a note while a form for it is open. Then nothing is recorded,
// and nothing that was typed is lost: the form is shown again over the present state, with what was typed and
// with what changed.

// otherDecision describes another person's decision while a form was open.
type otherDecision struct {
	By      library.By
	What    []string          // what changed, in words
	Theirs  map[string]string // the present value, by the field where both changed it
	Removed bool              // the thing itself is gone
	Undo    string            // the page where that can be undone
	Lost    []lostItem        // words typed for items that were removed
}

// lostItem is an item that another person removed from a digest, with the words typed for it.
type lostItem struct {
	Headline string
	Words    []string
}

// merged returns the value to show in a field of a form: the present one, unless the person changed it. Where
// both changed it, it records the present value in Theirs.
func (m *otherDecision) merged(field, was, typed, now string) string {
	switch {
	case typed == was:
		return now
	case now != was && now != typed:
		m.Theirs[field] = cmp.Or(now, "nothing")
	}
	return typed
}

// mergedTick does the same as merged, for a checkbox.
func (m *otherDecision) mergedTick(was, ticked, now bool) bool {
	if ticked == was {
		return now
	}
	return ticked
}

// mergedWith returns a form sent for an earlier state of a digest, merged with the present state.
func (f *digestForm) mergedWith(now *library.Digest) *digestForm {
	was := f.was
	m := &otherDecision{By: now.By, What: library.DigestChanges(&was.Digest, &now.Digest), Theirs: map[string]string{}}
	d := *now
	d.Title = m.merged("title", was.Title, f.Title, now.Title)
	d.Introduction = m.merged("introduction", was.Introduction, f.Introduction, now.Introduction)
	d.Lang = m.merged("lang", was.Lang, f.Lang, now.Lang)
	d.Public = m.mergedTick(was.Public, f.Public, now.Public)
	out := *f
	out.Digest, out.Seen, out.Items, out.Meanwhile = &d, now.By.Line, nil, m
	ordered := false // the person typed positions
	typed := map[string]int{}
	for i := range f.Items {
		ordered = ordered || f.Items[i].At != strconv.Itoa(i+1)
		typed[f.Items[i].Cutting+" "+f.Items[i].URL] = i
	}
	for i, it := range now.Items {
		item := formItem{DigestItem: it, At: strconv.Itoa(i + 1)}
		key := it.Cutting + " " + it.URL
		if k, ok := typed[key]; ok {
			delete(typed, key)
			mine, before, n := &f.Items[k], &was.Items[k], strconv.Itoa(i)
			item.Excerpt = m.merged("excerpt"+n, before.Excerpt, mine.Excerpt, it.Excerpt)
			item.Heading = m.merged("heading"+n, before.Heading, mine.Heading, it.Heading)
			item.Note = m.merged("note"+n, before.Note, mine.Note, it.Note)
			if item.Out = mine.Out; ordered {
				item.At = mine.At
			}
		}
		out.Items = append(out.Items, item)
	}
	for i := range f.Items {
		mine, before := &f.Items[i], &was.Items[i]
		if k, ok := typed[mine.Cutting+" "+mine.URL]; !ok || k != i || mine.Out {
			continue
		}
		lost := lostItem{Headline: mine.Headline}
		for _, w := range [][2]string{{before.Heading, mine.Heading}, {before.Excerpt, mine.Excerpt},
			{before.Note, mine.Note}} {
			if w[0] != w[1] && w[1] != "" {
				lost.Words = append(lost.Words, w[1])
			}
		}
		if lost.Words != nil {
			m.Lost = append(m.Lost, lost)
		}
	}
	return &out
}

// gone returns a form sent for a digest that was deleted meanwhile.
func (f *digestForm) gone() *digestForm {
	out := *f
	out.Meanwhile = &otherDecision{Removed: true, Undo: "/digests?discarded=" + f.ID}
	return &out
}

// conflict returns the reply with the form.
func (f *digestForm) conflict() *render.Reply {
	return &render.Reply{Page: "digestform", Title: "Changed meanwhile", Data: *f, Status: http.StatusConflict}
}

// topicMeanwhile returns a topic's form as it was sent, merged with the present state of the topic.
func topicMeanwhile(r *http.Request, was, now *library.Topic, sent cutting.Topic) *render.Reply {
	m := &otherDecision{By: now.By, What: library.TopicChanges(&was.Topic, &now.Topic), Theirs: map[string]string{}}
	lines := func(t *cutting.Topic) string { return strings.TrimSpace(strings.Join(t.Spellings, "\n")) }
	t := now.Topic
	t.Title = m.merged("title", was.Title, strings.TrimSpace(sent.Title), now.Title)
	t.Introduction = m.merged("introduction", was.Introduction, typedText(sent.Introduction), now.Introduction)
	t.Query = m.merged("query", was.Query, strings.TrimSpace(sent.Query), now.Query)
	t.Spellings = strings.Split(m.merged("spellings", lines(&was.Topic), lines(&sent), lines(&now.Topic)), "\n")
	t.Lang = m.merged("lang", was.Lang, sent.Lang, now.Lang)
	t.Public = m.mergedTick(was.Public, sent.Public, now.Public)
	form := changeForm(r, now.ID, t, now.By.Line)
	form.Who, form.Why, form.Meanwhile = cmp.Or(r.PostForm.Get("who"), form.Who), sent.Why, m
	rep := form.reply("Changed meanwhile")
	rep.Status = http.StatusConflict
	return rep
}

// noteForm is the form for a note that somebody else changed meanwhile.
type noteForm struct {
	ID         string
	Seen       int64
	Text, Tags string
	Who        string
	Meanwhile  *otherDecision
	Mistake    string // why it could not be recorded as sent, "" where somebody else changed it
}

// noteAgain returns a note's form as it was sent, with the error; it returns err itself if a person cannot
// correct it in the form.
func (f Forms) noteAgain(r *http.Request, id string, err error) (*render.Reply, error) {
	status, v := statusOf(err), r.PostForm
	if status == 0 {
		return nil, err
	}
	return &render.Reply{Page: "noteform", Title: "Not kept yet", Status: status, Data: noteForm{ID: id,
		Seen: f.Library.NoteLine(id), Text: v.Get("text"), Tags: v.Get("tags"), Who: v.Get("who"),
		Mistake: plain.Sentence(err.Error())}}, nil
}

// noteMeanwhile returns a note's form as it was sent, merged with the present note.
func (f Forms) noteMeanwhile(r *http.Request, id string, seen int64) *render.Reply {
	v := r.PostForm
	form := noteForm{ID: id, Seen: f.Library.NoteLine(id), Who: cmp.Or(v.Get("who"), render.Initials(r)),
		Meanwhile: &otherDecision{Theirs: map[string]string{}}}
	was, now := &library.Note{}, f.Library.NoteOn(id)
	if n, err := f.Library.NoteAt(id, seen); err == nil {
		was = n
	}
	if now == nil {
		now = &library.Note{}
	}
	tags := func(n *library.Note) string { return strings.Join(n.Tags, ", ") }
	form.Meanwhile.By = now.By
	form.Text = form.Meanwhile.merged("text", was.Text, typedText(v.Get("text")), now.Text)
	form.Tags = form.Meanwhile.merged("tags", tags(was), strings.TrimSpace(v.Get("tags")), tags(now))
	return &render.Reply{Page: "noteform", Title: "Changed meanwhile", Data: form, Status: http.StatusConflict}
}

// Path returns the page to show after a note's form.
func (f noteForm) Path() string { return address.Cutting(f.ID) }
