package tagger

import (
	"errors"
	"testing"
)

func TestSourceReadsAModelOnceUntilItIsReleased(t *testing.T) {
	reads, fails := 0, true
	s := NewSource(func() (*Model, error) {
		reads++
		if fails {
			return nil, errors.New("no weights")
		}
		return &Model{}, nil
	})
	if _, err := s.Model(); err == nil {
		t.Error("a failure was not returned")
	}
	fails = false
	first, err := s.Model()
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := s.Model(); again != first || reads != 2 {
		t.Errorf("another model, after %d reads", reads)
	}
	s.Release()
	if later, err := s.Model(); err != nil || later == first || reads != 3 {
		t.Errorf("the released model again, after %d reads, %v", reads, err)
	}
}
