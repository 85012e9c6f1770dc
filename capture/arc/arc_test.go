package arc

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	head1 = "filedesc://a.arc 0.0.0.0 20190509115900 text/plain 66\n1 0 Crawl\nURL IP-address Archive-date " +
		"Content-type Archive-length\n\n"
	head2 = "filedesc://a.arc 0.0.0.0 20190509115900 text/plain 200 - - 0 a.arc 10\n2 0 Crawl\n\n"
	block = "HTTP/1.0 200 OK\r\n\r\n<p>Late."
)

func one(line string) string { return fmt.Sprintf("%s %d\n%s\n", line, len(block), block) }

func TestReader(t *testing.T) {
	type got struct {
		URL, Time, Type, Block string
		Truncated              bool
	}
	at := "2019-05-09T12:00:00Z"
	tests := []struct {
		name, file string
		want       []got
		lost       int
	}{
		{"version 1", head1 + one("http://a.example/ 192.0.2.7 20190509120000 text/html"),
			[]got{{"http://a.example/", at, "text/html", block, false}}, 0},
		{"version 2", head2 + one("http://a.example/ 192.0.2.7 20190509120000 text/html 200 ABC - 123456789 a.arc"),
			[]got{{"http://a.example/", at, "text/html", block, false}}, 0},
		{"spaces in the address", head1 + one("http://a.example/a b c 192.0.2.7 20190509120000 text/html"),
			[]got{{"http://a.example/a b c", at, "text/html", block, false}}, 0},
		{"an address of IPv6", one("http://a.example/ 2001:db8::1 20190509120000 text/html"),
			[]got{{"http://a.example/", at, "text/html", block, false}}, 0},
		{"no address", one("dns:a.example - 20190509120000 text/dns"),
			[]got{{"dns:a.example", at, "text/dns", block, false}}, 0},
		{"a date alone", one("http://a.example/ 192.0.2.7 20190509 text/html"),
			[]got{{"http://a.example/", "2019-05-09T00:00:00Z", "text/html", block, false}}, 0},
		{"a date that is none", one("http://a.example/ 192.0.2.7 20191309120000 text/html"),
			[]got{{"http://a.example/", "0001-01-01T00:00:00Z", "text/html", block, false}}, 0},
		{"junk between", head1 + "junk\nmore junk\n" + one("http://a.example/ 192.0.2.7 20190509120000 text/html"),
			[]got{{"http://a.example/", at, "text/html", block, false}}, 1},
		{"cut off", "http://a.example/ 192.0.2.7 20190509120000 text/html 99\n" + block,
			[]got{{"http://a.example/", at, "text/html", block, true}}, 0},
		{"too large", "http://a.example/ 192.0.2.7 20190509120000 text/html 5000\n" + strings.Repeat("x", 5000) +
			"\n" +
			one("http://b.example/ 192.0.2.7 20190509120000 text/html"),
			[]got{{"http://a.example/", at, "text/html", "", false},
				{"http://b.example/", at, "text/html", block, false}}, 0},
		{"a negative length", "http://a.example/ 192.0.2.7 20190509120000 text/html -5\n", nil, 1},
		{"nothing", "", nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lost := 0
			r := NewReader(strings.NewReader(tt.file), 4096, func(Lost) { lost++ })
			var all []got
			for {
				rec, err := r.Next()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, got{rec.URL, rec.Time.Format(time.RFC3339), rec.MediaType, string(rec.Block),
					rec.Truncated})
				if (rec.Block == nil) != (rec.Length > 4096) {
					t.Errorf("a block of %d bytes, stated %d", len(rec.Block), rec.Length)
				}
			}
			if d := cmp.Diff(tt.want, all); d != "" {
				t.Errorf("records (-want +got):\n%s", d)
			}
			if lost != tt.lost {
				t.Errorf("%d places lost, want %d", lost, tt.lost)
			}
		})
	}
}

// FuzzReader checks that reading every file ends, that no block exceeds the limit, and that records
// and lost stretches do not overlap.
func FuzzReader(f *testing.F) {
	f.Add([]byte(head1 + one("http://a.example/ 192.0.2.7 20190509120000 text/html")))
	f.Add([]byte(head2 + one("http://a b/ 192.0.2.7 20190509120000 text/html 200 ABC - 123456789 a.arc")))
	f.Add([]byte("http://a 1.1.1.1 20190509120000 t 9223372036854775807\nx"))
	f.Add([]byte("junk\n\njunk"))
	f.Fuzz(func(t *testing.T, b []byte) {
		end := int64(0)
		at := func(from, n int64) {
			if from < end || n < 0 || from+n > int64(len(b)) {
				t.Errorf("bytes [%d,+%d) after %d of %d", from, n, end, len(b))
			}
			end = from + n
		}
		r := NewReader(strings.NewReader(string(b)), 1000, func(l Lost) { at(l.Offset, l.Length) })
		for {
			rec, err := r.Next()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(rec.Block) > 1000 {
				t.Errorf("a block of %d bytes", len(rec.Block))
			}
			at(rec.Offset, int64(len(rec.Block)))
		}
	})
}
