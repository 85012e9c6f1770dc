package dates

// Memo caches the dates in the lines of one page: the readers of the page's article and of each of
// its lists search the same lines. The zero value is ready; a nil Memo does not cache. Not for
// concurrent use.
type Memo struct {
	found map[memoKey][]Match
	lines map[string]bool
}

// memoKey is what the dates of a text depend on.
type memoKey struct {
	text, lang string
	order      Order
}

// memoBytes is the length in bytes of the longest text that is cached: longer ones are searched
// only once.
const memoBytes = 200

// maxMemo is the largest number of texts that are cached: more than nearly all pages have, and searching the rest
// again costs less than their memory.
const maxMemo = 4096

// Find is the function Find with caching. The result must not be modified.
func (m *Memo) Find(text, lang string, o Options) []Match {
	if m == nil || len(text) > memoBytes || !o.Base.IsZero() || !mayDate(text) {
		return Find(text, lang, o)
	}
	key := memoKey{text, lang, o.Order}
	out, ok := m.found[key]
	if !ok {
		out = Find(text, lang, o)
		if m.found == nil {
			m.found = make(map[memoKey][]Match, 16)
		}
		if len(m.found) < maxMemo {
			m.found[key] = out
		}
	}
	return out
}

// IsDateLine is the function IsDateLine with caching.
func (m *Memo) IsDateLine(text string) bool {
	if m == nil || !mayBeLine(text) {
		return IsDateLine(text)
	}
	is, ok := m.lines[text]
	if !ok {
		is = IsDateLine(text)
		if m.lines == nil {
			m.lines = make(map[string]bool, 16)
		}
		if len(m.lines) < maxMemo {
			m.lines[text] = is
		}
	}
	return is
}
