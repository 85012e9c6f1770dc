package library

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// Digest is a digest in its present state.
type Digest struct {
	ID string
	cutting.Digest
	By By
}

// IndependentItems returns, for each of some digests in their order, how many of its items have a text of their
// own. An item whose cutting the archive no longer has is none.
func (l *Library) IndependentItems(ctx context.Context, list []Digest) ([]int, error) {
	var ids []string
	for i := range list {
		for k := range list[i].Items {
			if id := list[i].Items[k].Cutting; id != "" {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	entries, err := l.Entries(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	own, err := l.IndependentOf(ctx, slices.Sorted(maps.Keys(entries)))
	if err != nil {
		return nil, err
	}
	out := make([]int, len(list))
	for i := range list {
		for k := range list[i].Items {
			if own[list[i].Items[k].Cutting] {
				out[i]++
			}
		}
	}
	return out, nil
}

// Digests returns the digests, withdrawn ones included, the last decided first.
func (l *Library) Digests() []Digest {
	var out []Digest
	eachInEffect(l, cutting.DigestDecision, func(id string, d *cutting.Digest, by By) {
		if !d.Removed {
			out = append(out, Digest{id, *d, by})
		}
	})
	slices.SortFunc(out, func(a, b Digest) int { return cmp.Compare(b.By.Line, a.By.Line) })
	return out
}

// Digest returns a digest; NotFound for one that is unknown or was deleted.
func (l *Library) Digest(id string) (*Digest, error) {
	d, by := inEffect[cutting.Digest](l, cutting.DigestDecision, id)
	if d == nil || d.Removed {
		return nil, cutting.Errorf(cutting.NotFound, "There is no digest “%s”.", id)
	}
	return &Digest{id, *d, by}, nil
}

// DigestFault is the error for a digest that cannot be kept, with the field at fault.
type DigestFault struct {
	Field string // title, lang, why or FaultyExcerpt
	Item  int    // the item with the excerpt
	err   error
}

// FaultyExcerpt is the Field for an item's excerpt.
const FaultyExcerpt = "excerpt"

func (f *DigestFault) Error() string { return f.err.Error() }

// Unwrap returns the fault's kind.
func (f *DigestFault) Unwrap() error { return f.err }

// KeepDigest records the new state of a digest; id "" makes a new one. For a digest that stays published, what
// changed is listed in it; a digest once published is withdrawn, not deleted. An excerpt must be the cutting's
// own text with passages left out.
func (l *Library) KeepDigest(ctx context.Context, id string, seen int64, d cutting.Digest, who string) (string, Kept,
	error) {
	who, why, err := l.checkDecider(who, d.Why)
	if err != nil {
		return "", Kept{}, err
	}
	d.Title, d.Why = collapseSpaces(d.Title), why
	if err := lineErr("title", d.Title, maxTitle); err != nil {
		return "", Kept{}, &DigestFault{Field: "title", err: err}
	}
	if d.Lang = strings.TrimSpace(d.Lang); d.Lang != "" && d.State != cutting.Withdrawn && !d.Removed &&
		!plain.KnownLanguage(d.Lang) {
		return "", Kept{}, &DigestFault{Field: "lang", err: noLanguage(d.Lang)}
	}
	if len(d.Items) > MaxItems {
		return "", Kept{}, cutting.Errorf(cutting.Invalid, "A digest has at most %d items.", MaxItems)
	}
	if d.State == cutting.Withdrawn && why == "" {
		return "", Kept{}, &DigestFault{Field: "why",
			err: cutting.Errorf(cutting.Invalid, "Give the reason for withdrawing the digest: its page shows it.")}
	}
	for i := range d.Items {
		if err := l.checkExcerpt(ctx, &d.Items[i]); err != nil {
			return "", Kept{}, &DigestFault{Field: FaultyExcerpt, Item: i, err: err}
		}
	}
	if id == "" {
		id, seen = l.freeID(cutting.DigestDecision, d.Title), 0
	}
	kept, err := keepState(ctx, l, who, cutting.DigestDecision, id, seen,
		func(now *cutting.Digest) (*cutting.Digest, error) {
			next := d
			if now == nil {
				return &next, nil
			}
			next.Changes, next.WithdrawnAt = now.Changes, now.WithdrawnAt
			at := l.c.Now().UTC().Truncate(time.Second)
			switch {
			case next.State == cutting.Withdrawn && now.State == cutting.Published:
				next.WithdrawnAt = at
			case next.State == cutting.Published && now.State == cutting.Withdrawn:
				next.WithdrawnAt = time.Time{}
				next.Changes = append(slices.Clone(now.Changes), cutting.DigestChange{Time: at,
					What: append([]string{wasWithdrawn(now)}, describeChanges(now, &next)...)})
			case now.State == cutting.Draft && next.State == cutting.Withdrawn:
				return nil, cutting.Errorf(cutting.Conflict,
					"This digest was never published: delete it instead.")
			case now.State == cutting.Draft:
			case next.State == cutting.Draft || next.Removed:
				return nil, cutting.Errorf(cutting.Conflict,
					"This digest was published: it can be changed or withdrawn, not made a draft again or thrown "+
						"away.")
			case next.State == cutting.Published && now.State == cutting.Published:
				if what := describeChanges(now, &next); len(what) > 0 {
					next.Changes = append(slices.Clone(now.Changes),
						cutting.DigestChange{Time: at, What: what})
				}
			}
			return &next, nil
		})
	return id, kept, err
}

// wasWithdrawn states for readers of a digest published again that it had been withdrawn.
func wasWithdrawn(d *cutting.Digest) string {
	out := "It had been withdrawn"
	if !d.WithdrawnAt.IsZero() {
		out += " on " + plain.Date(cutting.Date{Value: d.WithdrawnAt.Format(time.DateOnly)})
	}
	if d.Why != "" {
		out += ": " + d.Why
	}
	return out
}

// checkExcerpt returns an error for an excerpt with words that the cutting does not have.
func (l *Library) checkExcerpt(ctx context.Context, it *cutting.DigestItem) error {
	if it.Excerpt == "" || it.Cutting == "" {
		return nil
	}
	e, err := l.Entry(ctx, it.Cutting)
	if cutting.KindOf(err) == cutting.NotFound {
		return nil // cut differently since; the excerpt is kept
	}
	if err != nil {
		return err
	}
	for _, s := range e.Sightings {
		if isShortened(it.Excerpt, s.Text) {
			return nil
		}
	}
	for _, s := range e.Sightings {
		if where := unmarkedEnd(it.Excerpt, s.Text); where != "" {
			return cutting.Errorf(cutting.Invalid, "The excerpt of “%s” leaves something out at %s. Write “…” there.",
				it.Headline, where)
		}
	}
	return cutting.Errorf(cutting.Invalid,
		"The excerpt of “%s” is not the source’s text with passages left out. Shorten it by leaving out only, with "+
			"“…” "+
			"where something is missing.", it.Headline)
}

// isShortened reports whether short is full with passages left out, each marked by "…". Between paragraphs
// short may have the excerpt's separator or a space.
func isShortened(short, full string) bool {
	return isShortenedLine(collapseSpaces(short), collapseSpaces(full)) ||
		isShortenedLine(collapseSpaces(short), cutting.OneLine(full))
}

// unmarkedEnd returns in words the end of a text at which an excerpt leaves something out without a mark; ""
// for an excerpt that is wrong in another way.
func unmarkedEnd(short, full string) string {
	switch {
	case isShortened(short+" …", full):
		return "its end"
	case isShortened("… "+short, full):
		return "its beginning"
	case isShortened("… "+short+" …", full):
		return "its beginning and its end"
	}
	return ""
}

// isShortenedLine is isShortened for texts of one line.
func isShortenedLine(short, full string) bool {
	at := 0
	pieces := strings.Split(strings.NewReplacer("[…]", "…", "[...]", "…", "...", "…").Replace(short), "…")
	full = strings.NewReplacer("[…]", "…", "[...]", "…", "...", "…").Replace(full)
	for i, p := range pieces {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		found := strings.Index(full[at:], p)
		last := i == len(pieces)-1
		if last && found >= 0 && i > 0 { // the last piece must be at the end
			if found = strings.LastIndex(full[at:], p); at+found+len(p) != len(full) {
				return false
			}
		}
		if found < 0 || i == 0 && found != 0 || last && at+found+len(p) != len(full) {
			return false
		}
		at += found + len(p)
	}
	return true
}

// DigestChanges returns in words what differs between two states of a digest, including what its readers are
// not shown: language, state, whether it is published outside.
func DigestChanges(was, is *cutting.Digest) []string {
	out := describeChanges(was, is)
	if was.Lang != is.Lang {
		out = append(out, fmt.Sprintf("Its language was %s, and is %s.", cmp.Or(was.Lang, "not given"),
			cmp.Or(is.Lang, "not given")))
	}
	switch {
	case was.State == is.State:
	case is.State == cutting.Withdrawn:
		out = append(out, "It was withdrawn: "+is.Why)
	default:
		out = append(out, "It was published.")
	}
	if was.Public != is.Public {
		out = append(out, map[bool]string{true: "It is part of what is published outside.",
			false: "It is not part of what is published outside any more."}[is.Public])
	}
	return out
}

// describeChanges returns in words what differs between two states of a digest.
func describeChanges(was, is *cutting.Digest) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if was.Title != is.Title {
		say("The title was %s.", plain.Quoted(was.Title))
	}
	if was.Introduction != is.Introduction {
		say("The introduction was changed%s.", wordsChanged(was.Introduction, is.Introduction))
	}
	before := map[string]*cutting.DigestItem{}
	key := func(it *cutting.DigestItem) string { return cmp.Or(it.Cutting, it.URL, it.Headline) }
	for i := range was.Items {
		before[key(&was.Items[i])] = &was.Items[i]
	}
	var orderWas, orderIs []string
	after := map[string]bool{}
	for i := range is.Items {
		it := &is.Items[i]
		after[key(it)] = true
		old := before[key(it)]
		if old == nil {
			say("Added: %s (%s).", plain.Quoted(it.Headline), it.Source)
			continue
		}
		orderIs = append(orderIs, key(it))
		if old.Headline != it.Headline {
			say("The headline %s was %s.", plain.Quoted(it.Headline), plain.Quoted(old.Headline))
		}
		if old.Excerpt != it.Excerpt {
			say("The excerpt of %s was changed%s.", plain.Quoted(it.Headline), wordsChanged(old.Excerpt, it.Excerpt))
		}
		if old.Heading != it.Heading {
			say("The heading above %s was changed%s.", plain.Quoted(it.Headline),
				wordsChanged(old.Heading, it.Heading))
		}
		if old.Note != it.Note {
			say("The desk’s note on %s was changed%s.", plain.Quoted(it.Headline), wordsChanged(old.Note, it.Note))
		}
	}
	for i := range was.Items {
		it := &was.Items[i]
		if !after[key(it)] {
			say("Taken out: %s (%s).", plain.Quoted(it.Headline), it.Source)
			continue
		}
		orderWas = append(orderWas, key(it))
	}
	if !slices.Equal(orderWas, orderIs) {
		say("The order of the items was changed.")
	}
	return out
}

const (
	changeContext = 2  // words shown on either side of a change
	changeWords   = 40 // words shown of each side of it
)

// wordsChanged describes how a text changed: the words before and now that differ, with a few words around
// them.
func wordsChanged(was, is string) string {
	a, b := strings.Fields(was), strings.Fields(is)
	n := min(len(a), len(b))
	head := 0
	for head < n && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	part := func(words []string) string {
		if len(words) == 0 {
			return "empty"
		}
		from, to := max(0, head-changeContext), min(len(words), len(words)-tail+changeContext)
		before, after := "", ""
		if from > 0 {
			before = "… "
		}
		if to > from+changeWords {
			to = from + changeWords
		}
		if to < len(words) {
			after = " …"
		}
		return plain.Quoted(before + strings.Join(words[from:to], " ") + after)
	}
	if slices.Equal(a, b) { // only spaces differ
		return ""
	}
	return ": it was " + part(a) + ", and is " + part(b)
}
