package words

import (
	"strings"
	"unicode"
)

// PagePlace reports whether a short text tells a place within a site and is no
// name: a page of a list ("Posts: Page 2", "Seite 3 von 7") or the archive of a
// month, a tag or an author ("Archives for March 2019", "Archiv für Politik").
func PagePlace(s string) bool {
	if s == "" || len(s) > 120 {
		return false
	}
	for piece := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return r == '|' || r == ':' || r == '·' || r == '•' || r == '»' || r == '–' || r == '—'
	}) {
		piece = strings.TrimSpace(piece)
		if strings.IndexFunc(piece, unicode.IsDigit) >= 0 && Navigation(piece) {
			return true
		}
		f := Fold(piece)
		for _, p := range archiveCues {
			if strings.HasPrefix(f, p) && len(f) > len(p) {
				return true
			}
		}
	}
	return false
}

// archiveCues begin the titles of archive pages.
var archiveCues = func() (cues []string) {
	for _, p := range split(`archives for|archive for|archives by|archive by|archives from|posts tagged as|posts tagged|posts by|posts in|articles by|entries tagged as|entries tagged|entries for|category archives|tag archives|monthly archives|daily archives|yearly archives|author archives|search results for|you searched for
archiv für|archiv der kategorie|kategorie-archiv|monatsarchiv|schlagwort-archiv|beiträge von|beiträge mit dem schlagwort|suchergebnisse für
archives de|archives du|archives des|archives pour|archives par|articles de|articles taggés|résultats de recherche pour
archivo de|archivos de|archivo para|entradas de|entradas etiquetadas|resultados de búsqueda
arquivo de|arquivos de|arquivo para|posts de|resultados da busca
archivio di|archivio per|archivi per|archivi di|articoli di|risultati della ricerca
archief van|archief voor|berichten van|zoekresultaten voor
arkiv för|arkiv for|arkivet för|archiwum dla|archiwa dla|archiwum|archiv pro|архив за|архивы за|архив рубрики|архів за|архив для|arşiv|arsip untuk|arsip|αρχείο για|arhiva pentru|arhiva za|أرشيف|بایگانی|ארכיון`) {
		cues = append(cues, p+" ")
	}
	return cues
}()
