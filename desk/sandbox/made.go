package sandbox

import (
	"sync"
	"time"
)

// inertCache caches originals that were made inert for the page around them, which shows how many of their pictures
// are kept, until their frame is requested, which browsers do at once. So a page's pictures are read once. It
// is safe for concurrent use.
type inertCache struct {
	mu   sync.Mutex
	list []madePage
	size int
}

// madePage is the response of an original's frame.
type madePage struct {
	of        string // the result of frameOf
	mediaType string
	content   []byte
}

const (
	maxMade      = 4        // maximum number of pages
	maxMadeBytes = 64 << 20 // of all of them
	madeFor      = 20 * time.Second
)

// put caches a page for madeFor, unless it is too large; the oldest is dropped if needed.
func (m *inertCache) put(p madePage) {
	if len(p.content) > maxMadeBytes {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drop(p.of)
	for len(m.list) >= maxMade || m.size+len(p.content) > maxMadeBytes {
		m.drop(m.list[0].of)
	}
	m.list, m.size = append(m.list, p), m.size+len(p.content)
	time.AfterFunc(madeFor, func() { m.take(p.of) })
}

// take removes and returns the page of a frame.
func (m *inertCache) take(of string) (p madePage, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.drop(of)
}

func (m *inertCache) drop(of string) (p madePage, ok bool) {
	for i, p := range m.list {
		if p.of == of {
			m.list, m.size = append(m.list[:i:i], m.list[i+1:]...), m.size-len(p.content)
			return p, true
		}
	}
	return p, false
}
