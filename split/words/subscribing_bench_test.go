package words

import (
	"strings"
	"testing"
)

// BenchmarkSubscribing measures a paragraph that offers no subscription.
func BenchmarkSubscribing(b *testing.B) {
	text := strings.Repeat("The harbour board met on Tuesday and said that a second ferry was needed. ", 7)
	for b.Loop() {
		if OffersSubscription(text) {
			b.Fatal("it offers no subscription")
		}
	}
}
