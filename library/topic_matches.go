package library

import (
	"context"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Matches returns a topic's title and language and the IDs of its cuttings, the last added first.
func (l *Library) Matches(ctx context.Context, topic string) (title, lang string, ids []string, err error) {
	t, err := l.Topic(topic)
	if err != nil {
		return "", "", nil, err
	}
	s := t.Search()
	for {
		res, err := l.Find(ctx, s, catalogue.Request{Limit: 1000, Sort: catalogue.ByAdded, Bare: true})
		if err != nil {
			return "", "", nil, err
		}
		for _, h := range res.Hits {
			ids = append(ids, h.ID)
		}
		if s.After = res.Next; s.After == "" {
			break
		}
	}
	return t.Title, t.Lang, ids, nil
}

// Items returns cuttings of a topic as items of a digest; unknown ones are left out. Cuttings that the topic
// leaves out are not listed under "also in" either.
func (l *Library) Items(ctx context.Context, topic string, ids []string) ([]cutting.DigestItem, error) {
	t, err := l.Topic(topic)
	if err != nil {
		return nil, err
	}
	var out []cutting.DigestItem
	for _, id := range ids {
		var it *cutting.DigestItem
		st, err := l.Story(ctx, id)
		if err == nil {
			it, err = l.itemOf(ctx, id, st, t.LeftOut)
		}
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, *it)
	}
	return out, nil
}
