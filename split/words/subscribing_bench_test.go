package words

import (
	"strings"
	"testing"
)

// BenchmarkSubscribing asks a paragraph that offers nothing.
func BenchmarkSubscribing(b *testing.B) {
	text := strings.Repeat("The harbour board met on Tuesday and said that a second ferry was needed. ", 7)
	for b.Loop() {
		if Subscribing(text) {
			b.Fatal("it offers no subscription")
		}
	}
}
