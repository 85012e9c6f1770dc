package statements

import (
	"strings"
	"testing"

	"cuttings/reading/token"
)

func BenchmarkRead(b *testing.B) {
	r := reader(b)
	text := strings.Repeat("Mara Tellier, who leads the harbour's union, said on Friday that the port would open in "+
		"June.\n"+
		"“We will not leave the valley,” she said. “It is ours.”\n"+
		"The ferry left at nine and sank within an hour off the northern coast, where it is deep and cold.\n", 40)
	t := token.New(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(t, "en")
	}
}
