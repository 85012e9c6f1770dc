package readers

import (
	"testing"

	"cuttings/catalogue"
	"cuttings/internal/corpus"
)

// BenchmarkReaders measures each reader over texts of our own making, in bytes of text
// a second and core.
func BenchmarkReaders(b *testing.B) {
	var texts []catalogue.Text
	size := 0
	m := corpus.New(1)
	for range 40 {
		t := catalogue.Text{Lang: "en", Headline: m.Sentence(5, 9), Day: "2024-05-01"}
		for range 12 {
			t.Text += m.Sentence(12, 30) + " Minister Ada Okafor said on Tuesday that the ferry of the Port " +
				"Authority (PA) would be sold in June 1986.\n\n"
		}
		texts = append(texts, t)
		size += len(t.Headline) + len(t.Text)
	}
	for _, r := range table {
		b.Run(r.name, func(b *testing.B) {
			var inputs []*input
			for _, t := range texts {
				i := newInput(t)
				for _, before := range table {
					if before.name == r.name {
						break
					}
					if err := before.read(i); err != nil {
						b.Fatal(err)
					}
				}
				inputs = append(inputs, i)
			}
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, i := range inputs {
					again := *i
					if err := r.read(&again); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, t := range texts {
				if _, err := Read(t); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
