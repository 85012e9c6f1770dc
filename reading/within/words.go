package within

import (
	_ "embed"

	"cuttings/internal/wordset"
)

// wordLists are the word lists of this package. Their words are in files by language; a list may have words of
// several.
var wordLists = wordset.ReadLists(englishData, germanData, spanishData, severalData)

var (
	//go:embed words/english.txt
	englishData string
	//go:embed words/german.txt
	germanData string
	//go:embed words/spanish.txt
	spanishData string
	//go:embed words/several.txt
	severalData string
)
