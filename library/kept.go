package library

import (
	"cuttings/cutting"
)

// keptAt returns a thing that decisions keep as a whole, as the journal's line of a number kept it,
// whatever was decided since; NotFound where no such line is about it.
func keptAt[T any](l *Library, kind, target string, line int64) (*T, By, error) {
	if l.c.Standing != nil {
		for _, k := range l.c.Standing.History(kind, target) {
			if v, ok := k.Payload.(*T); ok && k.Number == line {
				return v, byOf(&k), nil
			}
		}
	}
	return nil, By{}, cutting.Errorf(cutting.NotFound, "No line number %d of the journal is about this.", line)
}

// DigestAt returns a digest as the journal's line of a number kept it, which may be one that was
// thrown away since; NotFound where no such line is about it.
func (l *Library) DigestAt(id string, line int64) (*Digest, error) {
	d, by, err := keptAt[cutting.Digest](l, cutting.DigestDecision, id, line)
	if err != nil {
		return nil, err
	}
	return &Digest{id, *d, by}, nil
}

// TopicAt is DigestAt for a topic.
func (l *Library) TopicAt(id string, line int64) (*Topic, error) {
	t, by, err := keptAt[cutting.Topic](l, cutting.TopicDecision, id, line)
	if err != nil {
		return nil, err
	}
	return &Topic{id, *t, by}, nil
}

// NoteAt is DigestAt for the note on a cutting.
func (l *Library) NoteAt(cuttingID string, line int64) (*Note, error) {
	n, by, err := keptAt[cutting.Note](l, cutting.NoteDecision, cuttingID, line)
	if err != nil {
		return nil, err
	}
	return &Note{cuttingID, *n, by}, nil
}
