package tagger

import "sync"

// Source reads a model when it is first needed and keeps it until Release. It is safe for concurrent use.
type Source struct {
	read  func() (*Model, error)
	mu    sync.Mutex
	model *Model
}

// NewSource returns a source of the model that read returns.
func NewSource(read func() (*Model, error)) *Source { return &Source{read: read} }

// Model returns the model.
func (s *Source) Model() (*Model, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.model == nil {
		m, err := s.read()
		if err != nil {
			return nil, err
		}
		s.model = m
	}
	return s.model, nil
}

// Release lets the model's memory be freed once nobody who got it before uses it. The next call of Model reads it
// again.
func (s *Source) Release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.model = nil
}
