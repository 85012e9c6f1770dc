package main

import (
	"errors"
	"testing"
	"time"
)

// TestDigestFlags refuses what no digest has, before an archive is looked at.
func TestDigestFlags(t *testing.T) {
	for name, f := range map[string]digestFlags{
		"no items":    {limit: 0},
		"too many":    {limit: 1_000_000},
		"no language": {limit: 20, lang: "not a lang"},
		"no date":     {limit: 20, query: "dam", since: "soon"},
	} {
		if _, err := (&app{now: time.Now}).composed(t.Context(), nil, f, nil); !errors.Is(err, errUsage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
