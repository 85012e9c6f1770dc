package editor

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// topicForm has the values of the form for a topic.
type topicForm struct {
	ID   string // "" for a new one
	T    cutting.Topic
	Seen int64
	Who  string
	Why  string
	Path string
	Back string
	// Mistake is what cannot be kept of what was sent, "" when nothing was; OfQuery reports
	// that it is in the query or the spellings.
	Mistake string
	OfQuery bool
	// Same is another topic of the title that was sent, nil for none.
	Same      *library.Topic
	Meanwhile *otherDecision // what somebody else decided while the form was open, nil for nothing
}

// NewTopic returns the form for a new topic.
func (f Forms) NewTopic(r *http.Request) (*render.Reply, error) {
	return newForm(r, cutting.Topic{Query: r.URL.Query().Get("q")}).reply("New topic"), nil
}

// EditTopic returns the form for a topic.
func (f Forms) EditTopic(r *http.Request) (*render.Reply, error) {
	t, err := f.Library.Topic(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return changeForm(r, t.ID, t.Topic, t.By.Line).reply("Change – " + t.Title), nil
}

func newForm(r *http.Request, t cutting.Topic) *topicForm {
	return &topicForm{T: t, Who: render.Initials(r), Path: "/topics", Back: "/topics"}
}

func changeForm(r *http.Request, id string, t cutting.Topic, seen int64) *topicForm {
	return &topicForm{ID: id, T: t, Seen: seen, Who: render.Initials(r), Path: address.Topic(id),
		Back: address.Topic(id)}
}

func (t *topicForm) reply(title string) *render.Reply {
	return &render.Reply{Page: "topicform", Title: title, Data: t}
}

// topicFormAgain returns the form as it was sent, with the error; it returns err itself if a person cannot correct it
// in the form.
func topicFormAgain(r *http.Request, id string, t cutting.Topic, seen int64, v url.Values, err error) (*render.Reply,
	error) {
	status := statusOf(err)
	if status == 0 {
		return nil, err
	}
	form := newForm(r, t)
	if id != "" {
		form = changeForm(r, id, t, seen)
	}
	form.T, form.Why, form.Mistake = t, t.Why, plain.Sentence(err.Error())
	if who := v.Get("who"); who != "" {
		form.Who = who
	}
	var syntax *query.SyntaxError
	if form.OfQuery = errors.As(err, &syntax); form.OfQuery {
		form.Mistake = plain.Sentence(syntax.Message)
	}
	rep := form.reply("Not kept yet")
	rep.Status = status
	return rep, nil
}

// sameTitle returns another topic than that of an ID with a title, nil for none.
func (f Forms) sameTitle(id, title string) *library.Topic {
	title = strings.Join(strings.Fields(title), " ")
	topics := f.Library.Topics()
	for i := range topics {
		if t := &topics[i]; t.ID != id && strings.EqualFold(t.Title, title) {
			return t
		}
	}
	return nil
}

// statusOf is the status of a form that comes back as it was sent because of err: what is wrong can be
// put right in it, or it can be sent once more. 0 is an error that has a page of its own.
func statusOf(err error) int {
	switch cutting.KindOf(err) {
	case cutting.Invalid:
		return http.StatusBadRequest
	case cutting.Conflict:
		return http.StatusConflict
	case cutting.Unavailable:
		return http.StatusServiceUnavailable
	}
	return 0
}
