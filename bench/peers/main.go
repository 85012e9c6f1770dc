// Command peers measures other extractors on saved pages, each page against
// golang.org/x/net/html.Parse in the same run, so that the ratios can be compared with
// our own. It is a module of its own: none of what it imports is part of the
// program.
//
//	go run . --rounds 3 < list-of-files
//
// It reads file names from standard input, one a line, and prints one JSON
// object: for each peer its time divided by Parse's.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"time"

	readability "codeberg.org/readeck/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// A peer reads one page; what it finds is thrown away.
type peer struct {
	name string
	read func(content []byte, at *url.URL) error
}

var peers = []peer{
	{"go-readability", func(content []byte, at *url.URL) error {
		_, err := readability.FromReader(bytes.NewReader(content), at)
		return err
	}},
	{"go-trafilatura, fast", func(content []byte, at *url.URL) error {
		_, err := trafilatura.Extract(bytes.NewReader(content), trafilatura.Options{OriginalURL: at, HtmlDateMode: trafilatura.Fast})
		return err
	}},
	{"go-trafilatura, with fallbacks", func(content []byte, at *url.URL) error {
		_, err := trafilatura.Extract(bytes.NewReader(content), trafilatura.Options{OriginalURL: at, EnableFallback: true})
		return err
	}},
}

func main() {
	rounds := flag.Int("rounds", 1, "how often to go over all pages")
	flag.Parse()
	if err := run(os.Stdin, os.Stdout, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer, rounds int) error {
	var pages [][]byte
	sc := bufio.NewScanner(in)
	for sc.Scan() {
		b, err := os.ReadFile(sc.Text())
		if err != nil {
			return err
		}
		pages = append(pages, b)
	}
	if err := sc.Err(); err != nil {
		return err
	}
	at := &url.URL{Scheme: "https", Host: "page.example", Path: "/"}
	var parse time.Duration
	took := make([]time.Duration, len(peers))
	failed := make(map[string]int)
	for range rounds {
		for _, p := range pages {
			t := time.Now()
			_, err := html.Parse(bytes.NewReader(p))
			d := time.Since(t)
			if err != nil {
				continue
			}
			parse += d
			for i := range peers {
				t = time.Now()
				if err := peers[i].read(p, at); err != nil {
					failed[peers[i].name]++
				}
				took[i] += time.Since(t)
			}
		}
	}
	res := map[string]any{"pages": len(pages), "rounds": rounds, "failed": failed}
	ratios := make(map[string]float64)
	for i := range peers {
		ratios[peers[i].name] = float64(took[i]) / float64(max(1, parse))
	}
	res["to_parse"] = ratios
	return json.NewEncoder(out).Encode(res)
}
