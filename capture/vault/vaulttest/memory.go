package vaulttest

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"cuttings/capture/vault"
	"cuttings/capture/warc"
	"cuttings/cutting"
)

// Memory is a vault in memory. It behaves like vault.Vault except that nothing is durable. Safe for
// concurrent use.
type Memory struct {
	clock func() time.Time

	mu      sync.Mutex
	entries []vault.Entry
	content map[string][]byte
	byID    map[string]int
	bySum   map[cutting.Checksum]string
	derived map[position]string // the ID kept
	renamed map[string]string   // IDs of additions to those of the captures kept
}

// position identifies a derived capture.
type position struct {
	from, name string
	sum        cutting.Checksum
}

func positionOf(c cutting.Capture) position { return position{c.DerivedFrom, c.Name, c.Checksum} }

// NewMemory returns an empty vault in memory; a nil clock uses time.Now.
func NewMemory(clock func() time.Time) *Memory {
	if clock == nil {
		clock = time.Now
	}
	return &Memory{clock: clock, content: map[string][]byte{}, byID: map[string]int{},
		bySum: map[cutting.Checksum]string{}, derived: map[position]string{}, renamed: map[string]string{}}
}

// AddBatch implements Store.
func (m *Memory) AddBatch(ctx context.Context, batch []vault.Addition) ([]vault.Added, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	batch = slices.Clone(batch)
	for i := range batch {
		c := &batch[i].Capture
		if c.DerivedFrom == "" {
			continue
		}
		if known, ok := m.renamed[c.DerivedFrom]; ok {
			c.DerivedFrom = known
		}
		if _, there := m.byID[c.ID]; there {
			continue
		}
		if id, ok := m.derived[positionOf(*c)]; ok {
			m.renamed[c.ID] = id
			*c = m.entries[m.byID[id]].Capture
		}
	}
	out := make([]vault.Added, len(batch))
	seen := map[string]bool{}
	for i, a := range batch {
		_, known := m.byID[a.Capture.ID]
		out[i] = vault.Added{ID: a.Capture.ID, New: !known && !seen[a.Capture.ID]}
		if !out[i].New {
			continue
		}
		if !isComplete(a) {
			out[i] = vault.Added{ID: a.Capture.ID,
				Refused: cutting.Errorf(cutting.Invalid, "%s: the description does not fit the content",
					a.Capture.Name)}
			continue
		}
		if from := a.Capture.DerivedFrom; from != "" {
			if _, there := m.byID[from]; !there && !seen[from] {
				out[i] = vault.Added{ID: a.Capture.ID,
					Refused: cutting.Errorf(cutting.Invalid, "%s: derived from %s, which is not there", a.Capture.Name,
						from)}
				continue
			}
		}
		seen[a.Capture.ID] = true
	}
	for i, a := range batch {
		if out[i].New {
			m.add(a)
		}
	}
	return out, nil
}

func isComplete(a vault.Addition) bool {
	c := a.Capture
	if a.HTTP != nil {
		msg, ok := warc.ParseMessage(a.HTTP)
		if !ok || c.URL == "" {
			return false
		}
		if decoded, _, _ := msg.Decode(c.Length + 1); !bytes.Equal(decoded, a.Content) {
			return false
		}
	}
	var again cutting.Capture
	text, err := json.Marshal(c)
	if err != nil || len(text) > 256<<10 || json.Unmarshal(text, &again) != nil || again.Name != c.Name ||
		again.URL != c.URL {
		return false
	}
	return c.Length == int64(len(a.Content)) && c.Checksum == cutting.Sum(a.Content) &&
		c.Time.Equal(c.Time.Truncate(time.Second)) && c.ID == cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
}

func (m *Memory) add(a vault.Addition) {
	c := a.Capture
	e := vault.Entry{Number: int64(len(m.entries)) + 1, Added: m.clock().UTC().Truncate(time.Second), Capture: c,
		File: "memory", Block: c.Length, Type: "resource", Faults: append([]string(nil), a.Faults...)}
	same, there := m.bySum[c.Checksum]
	switch {
	case a.HTTP != nil:
		e.Type, e.Block = "response", int64(len(a.HTTP))
	case there && c.Length >= 512:
		e.Type, e.Refers, e.Block = "revisit", same, 0
	case c.DerivedFrom != "":
		e.Type = "conversion"
	}
	if !there {
		m.bySum[c.Checksum] = c.ID
	}
	if _, there := m.derived[positionOf(c)]; c.DerivedFrom != "" && !there {
		m.derived[positionOf(c)] = c.ID
	}
	m.byID[c.ID] = len(m.entries)
	m.entries = append(m.entries, e)
	m.content[c.ID] = append([]byte(nil), a.Content...)
}

// Get implements Store.
func (m *Memory) Get(_ context.Context, id string) (cutting.Capture, []byte, error) {
	e, err := m.Entry(id)
	if err != nil {
		return cutting.Capture{}, nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return e.Capture, append([]byte(nil), m.content[id]...), nil
}

// Entry implements Store.
func (m *Memory) Entry(id string) (vault.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i, ok := m.byID[id]
	if !ok {
		return vault.Entry{}, cutting.Errorf(cutting.NotFound, "there is no capture %s in the vault", id)
	}
	return m.entries[i], nil
}

// Has implements Store.
func (m *Memory) Has(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.byID[id]
	return ok
}

// Each implements Store.
func (m *Memory) Each(ctx context.Context, fn func(vault.Entry) error) error {
	m.mu.Lock()
	entries := m.entries[:len(m.entries):len(m.entries)]
	m.mu.Unlock()
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	return nil
}

// Verify recomputes every checksum.
func (m *Memory) Verify(ctx context.Context, report func(vault.Problem)) error {
	return m.Each(ctx, func(e vault.Entry) error {
		m.mu.Lock()
		defer m.mu.Unlock()
		if cutting.Sum(m.content[e.Capture.ID]) != e.Capture.Checksum {
			report(vault.Problem{File: "memory", Capture: e.Capture.ID, What: "the content does not fit its checksum"})
		}
		return nil
	})
}

// Stats implements Store; there are no files.
func (m *Memory) Stats() (vault.Stats, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := vault.Stats{Captures: len(m.entries)}
	for _, b := range m.content {
		s.Bytes += int64(len(b))
	}
	return s, nil
}

// Close implements Store and has no effect.
func (m *Memory) Close() error { return nil }
