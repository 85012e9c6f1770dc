package capture

import "strings"

// skipName tells by name alone what is never a page: the files of operating
// systems and mirror tools, and the asset folders browsers save beside a page.
// sibling reports whether an entry of that name is in the same folder. The
// result is the reason, "" when the name says nothing.
func skipName(name string, isDir bool, sibling func(string) bool) string {
	low := strings.ToLower(name)
	switch low {
	case "__macosx", ".ds_store", "thumbs.db", "desktop.ini":
		return "a file of the operating system"
	case "hts-cache", "hts-log.txt", "hts-in_progress.lock", "hts-stop.lock", "hts-paused.lock", "wget-log", "robots.txt",
		"backblue.gif", "fade.gif":
		return "a file of the mirror tool"
	}
	if strings.HasPrefix(low, "hts-ioinfo") {
		return "a file of the mirror tool"
	}
	if strings.HasPrefix(name, "._") || (strings.HasPrefix(name, ".") && len(name) > 1) {
		return "a hidden file"
	}
	if isDir {
		if page := companionOf(name); page != "" {
			for _, ext := range [...]string{".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ""} {
				if sibling(page+ext) || sibling(page+strings.ToUpper(ext)) {
					return "an asset of a saved page"
				}
			}
		}
	}
	return ""
}

// companionSuffixes are what browsers append to a page's name for the folder of
// its assets ("Web page, complete"), by the language of the browser.
var companionSuffixes = [...]string{"_files", ".files", "_file", "-filer", "_dateien", "-dateien", "_fichiers",
	"_archivos", "_arquivos", "_ficheiros", "_bestanden", "_soubory", "_pliki", "_fajlovi", "_datoteke", "_tiedostot",
	"_dosyalar", "_kais", "_failid", "_failai", "_elemei", "_arxius", "_fitxategiak", "-filer", "_filer", "_filer_",
	"_immagini", "_ficheros", "_fisiere", "_subory"}

// companionOf returns the name, without extension, of the page whose asset
// folder is called dir; "" when dir is not named like one.
func companionOf(dir string) string {
	low := strings.ToLower(dir)
	for _, s := range companionSuffixes {
		if len(low) > len(s) && strings.HasSuffix(low, s) {
			return dir[:len(dir)-len(s)]
		}
	}
	return ""
}

// assetExts are extensions of files that are parts of pages or no pages at all
// and whose bytes alone would not tell them from bare text.
var assetExts = map[string]string{
	".css": "a style sheet", ".scss": "a style sheet", ".less": "a style sheet",
	".js": "a script", ".mjs": "a script", ".map": "a script's map", ".vbs": "a script", ".ts": "a script",
	".svg": "an image", ".ico": "an image", ".eps": "an image", ".ps": "a print file",
	".csv": "a table", ".tsv": "a table", ".sql": "a database dump", ".ini": "a settings file",
	".log": "a log", ".lock": "a lock", ".cdx": "an index", ".cdxj": "an index", ".idx": "an index",
	".pem": "a key", ".md5": "a checksum", ".sha1": "a checksum", ".sha256": "a checksum",
	".webmanifest": "an app manifest", ".vtt": "subtitles", ".srt": "subtitles", ".ics": "a calendar", ".vcf": "an address",
	".py": "a program", ".go": "a program", ".c": "a program", ".h": "a program", ".sh": "a program", ".bat": "a program",
	".rtf": "a document of a kind not read", ".tex": "a document of a kind not read",
}

// ext is the lower-case extension of a name with its dot; "" when there is none.
// A query that a mirror tool left in the name does not count.
func ext(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	if i := strings.IndexAny(name, "?@#"); i > 0 {
		name = name[:i]
	}
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i > 12 {
		return ""
	}
	return strings.ToLower(name[i:])
}
