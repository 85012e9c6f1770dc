package staticsites

import (
	"path"
	"regexp"
	"strings"
)

// What a path reveals of a page by the habits of generators: numbered pages, terms of a taxonomy, months, and the
// folder of all posts.
var (
	numberedPath = regexp.MustCompile(`(^|/)(page|p|pagina|pages?|seite|sida|strona|stranka)[/-]?(\d+)(/index)?` +
		`\.html?$|(^|/)index-?(\d+)\.html?$`)
	termPath = regexp.MustCompile(`(^|/)(categor(y|ies|ias?|ie)|kategori(e|en|er|a)?|tags?|topics?|authors?|` +
		`autor(en|es)?|sections?|series|etiquetas?|rubriques?|mots-cles|temas?|themes?|label|kategorije|oznake)/.+`)
	termsPath = regexp.MustCompile(`(^|/)(categor(y|ies|ias?|ie)|kategori(en|er)|tags?|topics?|authors?|` +
		`autor(en|es)|series|etiquetas|mots-cles)(/index)?\.html?$`)
	monthPath   = regexp.MustCompile(`(^|/)((19|20)\d\d)(/\d\d?){0,2}(/index)?\.html?$`)
	archivePath = regexp.MustCompile(`(^|/)(archives?|archiv|archivo|archivio|arquivo|blog-archive|all-posts)` +
		`(/index)?\.html?$`)
	aboutPath = regexp.MustCompile(`(^|/)(about(-us|-me)?|a-propos|qui-sommes-nous|ueber(-uns|-mich)?|uber-uns|` +
		`quienes-somos|acerca(-de)?|sobre(-nos|-nosotros)?|chi-siamo|over(-ons)?|om(-oss|-mig)?|o-(mnie|nas|nama)|` +
		`hakkimda|hakkimizda|tentang(-kami)?|gioi-thieu|rolunk)(/index)?\.html?$`)
	contactPath = regexp.MustCompile(`(^|/)(contact(-us|-me|o|os)?|kontakte?|contatti?|contato|contactez-nous|` +
		`iletisim|kapcsolat|lien-he|kontak)(/index)?\.html?$`)
	searchPath = regexp.MustCompile(`(^|/)(search|suche|buscar?|recherche|cerca|zoeken|szukaj|sok)(/index)?\.html?$`)
	errorPath  = regexp.MustCompile(`(^|/)404(/index)?\.html?$`)
	legalPath  = regexp.MustCompile(`(^|/)(privacy(-policy)?|impressum|imprint|datenschutz(erklaerung)?|` +
		`mentions-legales|aviso-legal|politica-de-privacidade?|cookies?(-policy)?|terms(-of-(service|use))?|` +
		`disclaimer|legal)(/index)?\.html?$`)
	loginPath = regexp.MustCompile(`(^|/)(login|signin|anmelden|subscribe|newsletter)(/index)?\.html?$`)
)

// isListPath reports whether generators put lists at such a path.
func isListPath(p string) bool {
	return p == "index.html" || numberedPath.MatchString(p) || termPath.MatchString(p) || termsPath.MatchString(p) ||
		monthPath.MatchString(p) || archivePath.MatchString(p)
}

// listKind is the yardsticks' word for the kind of a list by its path, "" for a path that may be anything's.
func listKind(p string) string {
	switch {
	case p == "index.html" || path.Base(p) == "index.html" && len(path.Dir(p)) == 2:
		return "home"
	case numberedPath.MatchString(p) && !strings.Contains(strings.Trim(path.Dir(path.Dir(p)), "."), "/") &&
		!termPath.MatchString(p):
		return "home2"
	case numberedPath.MatchString(p):
		return "deep"
	case termPath.MatchString(p):
		if strings.Contains(p, "tag") {
			return "tag"
		}
		return "category"
	case monthPath.MatchString(p), archivePath.MatchString(p):
		return "archive"
	case path.Base(p) == "index.html":
		return "blog"
	}
	return ""
}

// noneKind is what kind of a page without an article or list a path names, "" for none.
func noneKind(p string) string {
	switch {
	case termPath.MatchString(p) || numberedPath.MatchString(p):
	case errorPath.MatchString(p):
		return "404"
	case searchPath.MatchString(p):
		return "search"
	case termsPath.MatchString(p):
		return "tags"
	case contactPath.MatchString(p):
		return "contact"
	case loginPath.MatchString(p):
		return "login"
	case aboutPath.MatchString(p):
		return "about"
	case legalPath.MatchString(p):
		return "legal"
	}
	return ""
}
