package capture

import (
	"regexp"
	"strings"

	"cuttings/cutting"
)

// skipName returns why something is never a page, by name alone: files of operating systems and
// mirroring programs, and the asset folders browsers save beside a page; "" for other names.
// sibling reports whether the same folder contains a file of that name.
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

// mirrorFile matches files that mirroring programs write about their own work, by names that
// nothing else has: HTTrack's, Wget's numbered logs, WebCopy's.
var mirrorFile = regexp.MustCompile(`^(hts-ioinfo.*|wget-log(\.\d+)?|winhttrack\..*|.*\.whtt|httrack\.log|` +
	`webcopy-origin\.txt)$`)

// companionSuffixes are what browsers append to a page's name for the folder of its assets ("Web
// page, complete"), by browser language.
var companionSuffixes = [...]string{"_files", ".files", "_file", "-filer", "_dateien", "-dateien", "_fichiers",
	"_archivos", "_arquivos", "_ficheiros", "_bestanden", "_soubory", "_pliki", "_fajlovi", "_datoteke", "_tiedostot",
	"-tiedostot", "_bylos", "_fails", "_dosyalar", "_kais", "_failid", "_failai", "_elemei", "_arxius",
	"_fitxategiak", "_filer", "_filer_", "_immagini", "_ficheros", "_fisiere", "_subory"}

// companionOf returns the name, without extension, of the page whose asset folder is called dir; ""
// when dir has no such name.
func companionOf(dir string) string {
	low := strings.ToLower(dir)
	for _, s := range companionSuffixes {
		if len(low) > len(s) && strings.HasSuffix(low, s) {
			return dir[:len(dir)-len(s)]
		}
	}
	return ""
}
