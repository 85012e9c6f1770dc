package capture

import (
	"regexp"
	"strings"

	"cuttings/cutting"
)

// skipName returns by name alone why something is never a page: the files of operating
// systems and mirror tools, and the asset folders browsers save beside a page.
// sibling reports whether a file of that name is in the same folder. The
// result is the reason, "" when the name shows none.
func skipName(name string, isDir bool, sibling func(string) bool) cutting.LeftOut {
	low := strings.ToLower(name)
	switch low {
	case "__macosx", ".ds_store", "thumbs.db", "desktop.ini":
		return cutting.LeftSystem
	case "hts-cache", "hts-log.txt", "hts-in_progress.lock", "hts-stop.lock", "hts-paused.lock", "robots.txt",
		"backblue.gif", "fade.gif":
		return cutting.LeftMirrorTool
	}
	if !isDir && mirrorFile.MatchString(low) {
		return cutting.LeftMirrorTool
	}
	if strings.HasPrefix(name, "._") || (strings.HasPrefix(name, ".") && len(name) > 1) {
		return cutting.LeftHidden
	}
	if isDir {
		if page := companionOf(name); page != "" {
			for _, ext := range [...]string{".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ""} {
				if sibling(page+ext) || sibling(page+strings.ToUpper(ext)) {
					return cutting.LeftAsset
				}
			}
		}
	}
	return ""
}

// mirrorFile matches files that mirror tools write about their own work, by names
// nothing else has: HTTrack's, Wget's logs with their numbers, WebCopy's.
var mirrorFile = regexp.MustCompile(`^(hts-ioinfo.*|wget-log(\.\d+)?|winhttrack\..*|.*\.whtt|httrack\.log|` +
	`webcopy-origin\.txt)$`)

// companionSuffixes are what browsers append to a page's name for the folder of
// its assets ("Web page, complete"), by the language of the browser.
var companionSuffixes = [...]string{"_files", ".files", "_file", "-filer", "_dateien", "-dateien", "_fichiers",
	"_archivos", "_arquivos", "_ficheiros", "_bestanden", "_soubory", "_pliki", "_fajlovi", "_datoteke", "_tiedostot",
	"-tiedostot", "_bylos", "_fails", "_dosyalar", "_kais", "_failid", "_failai", "_elemei", "_arxius",
	"_fitxategiak", "_filer", "_filer_", "_immagini", "_ficheros", "_fisiere", "_subory"}

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
