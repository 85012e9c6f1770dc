package names

import (
	"bufio"
	"bytes"
	_ "embed"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"cuttings/internal/wordset"
)

// The gazetteer: lists of known names. They are only features for the tagger. See weights/CARD.md for where
// they come from.
//
//go:embed weights/gazetteer.zst
var gazetteerData []byte

// The lists, as bits of word.lists.
const (
	listCity uint8 = 1 << iota
	listCountry
	listFirst   // given names
	listSurname // family names
	listLong    // part of a place name of several words
	listNation  // adjectives of nations and what their people are called
)

// listNames are the lists as the file names them.
var listNames = map[string]uint8{
	"city": listCity, "country": listCountry, "first": listFirst, "surname": listSurname, "nation": listNation,
}

type gazetteer struct {
	words   map[string]uint8 // single words
	phrases map[string]uint8 // names of several words, joined by spaces
	longest int              // words of the longest phrase
}

var loadedGazetteer = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{words: map[string]uint8{}, phrases: map[string]uint8{}}
	z, err := zstd.NewReader(bytes.NewReader(gazetteerData))
	if err != nil {
		return g
	}
	defer z.Close()
	g.read(z)
	return g
})

// read reads lines "list<TAB>name".
func (g *gazetteer) read(r io.Reader) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		list, name, ok := strings.Cut(sc.Text(), "\t")
		bit := listNames[list]
		if !ok || bit == 0 {
			continue
		}
		if n := strings.Count(name, " ") + 1; n > 1 {
			g.phrases[name] |= bit
			g.longest = max(g.longest, n)
		} else {
			g.words[name] |= bit
		}
	}
}

// IsGivenName reports whether a word in lower case is in a list of given names.
func IsGivenName(word string) bool {
	return loadedGazetteer().words[word]&listFirst != 0 || europeanGivenNames()[word]
}

// IsSurname reports whether a word in lower case is in a list of surnames, which has those that are frequent in
// English alone.
func IsSurname(word string) bool { return loadedGazetteer().words[word]&listSurname != 0 }

// europeanGivenNames are given names of German- and Spanish-speaking countries. They are no feature of the taggers.
var europeanGivenNames = sync.OnceValue(func() map[string]bool { return wordset.Of(givenNameData) })

//go:embed weights/given.txt
var givenNameData string

// IsCountry reports whether a word in lower case is in the list of countries.
func IsCountry(word string) bool { return loadedGazetteer().words[word]&listCountry != 0 }

// IsPlaceOrPeople reports whether words, in small letters, are in the lists of places and of those who
// live there.
func IsPlaceOrPeople(words string) bool {
	return loadedGazetteer().words[words]&(listCity|listCountry|listNation|listLong) != 0
}

// markLists marks the words of the text that are in lists.
func (d *document) markLists() {
	g := loadedGazetteer()
	words := d.f.words
	for _, s := range d.t.Sentences {
		for i := s.First; i < s.End; i++ {
			w := &words[i]
			if !w.capital {
				continue
			}
			w.lists |= g.words[w.lowered]
			phrase := w.lowered
			for n := 2; n <= g.longest && i+n <= s.End; n++ {
				phrase += " " + words[i+n-1].lowered
				if bit := g.phrases[phrase]; bit != 0 {
					for k := i; k < i+n; k++ {
						words[k].lists |= bit | listLong
					}
				}
			}
		}
	}
}
