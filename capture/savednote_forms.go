package capture

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"strings"
	"time"

	"cuttings/cutting"
)

func onePage(page string, n savedNote) noteFile {
	return noteFile{pages: map[string]savedNote{page: n}}
}

// maffNote parses the index.rdf of a page in the Mozilla Archive Format
// (maf.mozdev.org/maff-specification.html): an RDF description of one page.
func maffNote(b []byte) (noteFile, bool) {
	const namespace = "http://maf.mozdev.org/metadata/rdf#"
	n, page, found := savedNote{}, "index.html", false
	d := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(string(b), "\uFFFD")))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		t, err := d.Token()
		if err != nil {
			return onePage(page, n), found && n.url != ""
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Space != namespace {
			continue
		}
		found = true
		value := ""
		for _, a := range e.Attr {
			if a.Name.Local == "resource" {
				value = strings.TrimSpace(a.Value)
			}
		}
		switch e.Name.Local {
		case "originalurl":
			n.url = cutting.WebAddress(value)
		case "archivetime":
			n.time = noteTime(value)
		case "indexfilename":
			if value != "" && !strings.ContainsAny(value, `/\`) {
				page = value
			}
		}
	}
}

// scrapBookNote parses the index.dat of a page saved by ScrapBook: lines of a key, a tab and a
// value; the key id is the local time of saving.
func scrapBookNote(b []byte) (noteFile, bool) {
	keys := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t"); ok {
			keys[key] = value
		}
	}
	if _, ok := keys["id"]; !ok {
		return noteFile{}, false
	}
	n := savedNote{url: cutting.WebAddress(keys["source"])}
	return onePage("index.html", n), n.url != ""
}

// noteTime parses the times that programs write; zero when unreadable.
func noteTime(s string) time.Time {
	for _, layout := range [...]string{time.RFC1123Z, "Mon, _2 Jan 2006 15:04:05 -0700", time.RFC3339,
		"Mon Jan 02 2006 15:04:05 GMT-0700"} {
		if i := strings.Index(s, " ("); i > 0 {
			s = s[:i]
		}
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// archiveBoxNote parses the index.json of a snapshot of ArchiveBox, which has one page in several forms, or of a
// whole collection, which lists the snapshots.
func archiveBoxNote(b []byte) (noteFile, bool) {
	var s struct {
		URL       string            `json:"url"`
		Timestamp string            `json:"timestamp"`
		Canonical map[string]string `json:"canonical"`
		History   map[string][]struct {
			Start  string `json:"start_ts"`
			Status string `json:"status"`
		} `json:"history"`
		Links []struct {
			URL       string `json:"url"`
			Timestamp string `json:"timestamp"`
		} `json:"links"`
	}
	if !bytes.Contains(b, []byte(`"timestamp"`)) || json.Unmarshal(b, &s) != nil {
		return noteFile{}, false
	}
	n := noteFile{own: []string{"index.html"}}
	if len(s.Links) > 0 {
		return n, s.Links[0].URL != "" && s.Links[0].Timestamp != ""
	}
	address := cutting.WebAddress(s.URL)
	if address == "" || s.Timestamp == "" || s.Canonical == nil && s.History == nil {
		return noteFile{}, false
	}
	n.pages = map[string]savedNote{}
	for method, files := range map[string][]string{
		"wget": {s.Canonical["wget_path"]}, "dom": {"output.html"}, "singlefile": {"singlefile.html"},
		"readability": {"readability/content.html", "readability/content.txt"},
		"mercury":     {"mercury/content.html", "mercury/content.txt"}, "htmltotext": {"htmltotext.txt"},
	} {
		note := savedNote{url: address}
		for _, run := range s.History[method] {
			if t := noteTime(run.Start); run.Status == "succeeded" && !t.IsZero() {
				note.time = t
			}
		}
		for _, f := range files {
			if f = below(f); f != "" {
				n.pages[f] = note
			}
		}
	}
	return n, true
}

// omnivoreNote parses one of the lists of an export of Omnivore; the pages are in its folder "content".
func omnivoreNote(b []byte) (noteFile, bool) {
	var list []struct {
		Slug, URL, SavedAt string
	}
	if json.Unmarshal(b, &list) != nil {
		return noteFile{}, false
	}
	n := noteFile{pages: map[string]savedNote{}}
	for _, e := range list {
		if u := cutting.WebAddress(e.URL); u != "" && below(e.Slug) != "" {
			n.pages["content/"+below(e.Slug)+".html"] = savedNote{url: u, time: noteTime(e.SavedAt)}
		}
	}
	return n, len(n.pages) > 0
}

// zoteroNote parses a library that Zotero exported as RDF with its files. Its times have no zone.
func zoteroNote(b []byte) (noteFile, bool) {
	const zotero, rdf = "http://www.zotero.org/namespaces/export#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	if !bytes.Contains(b[:min(len(b), 4096)], []byte(zotero)) {
		return noteFile{}, false
	}
	n := noteFile{pages: map[string]savedNote{}}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	file, address, inURI := "", "", false
	for {
		t, err := d.Token()
		if err != nil {
			return n, true
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Space == zotero && e.Name.Local == "Attachment":
				file, address = "", ""
			case e.Name.Space == rdf && e.Name.Local == "resource":
				for _, a := range e.Attr {
					if a.Name.Local == "resource" {
						file = below(a.Value)
					}
				}
			case e.Name.Local == "URI":
				inURI = true
			}
		case xml.CharData:
			if v := cutting.WebAddress(strings.TrimSpace(string(e))); inURI && v != "" {
				address = v
			}
		case xml.EndElement:
			switch {
			case e.Name.Local == "URI":
				inURI = false
			case e.Name.Space == zotero && e.Name.Local == "Attachment" && file != "" && address != "":
				n.pages[file] = savedNote{url: address}
			}
		}
	}
}

// httrackNote parses HTTrack's list of what it fetched: lines of ten fields between tabs, with the address in the
// eighth and the file it was written to in the ninth. Only the time of day is stated.
func httrackNote(b []byte) (noteFile, bool) {
	n := noteFile{pages: map[string]savedNote{}}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 9 || f[3] != "200" || !strings.Contains(f[5], "html") {
			continue
		}
		address := f[7]
		if !strings.Contains(address, "://") {
			address = "http://" + address
		}
		u, err := url.Parse(cutting.WebAddress(address))
		if err != nil || u.Host == "" {
			continue
		}
		// The mirror may have been moved since: what counts is the path from the host's folder on.
		local := strings.ReplaceAll(f[8], `\`, "/")
		if i := strings.LastIndex(local, "/"+u.Host+"/"); i >= 0 && below(local[i+1:]) != "" {
			n.pages[below(local[i+1:])] = savedNote{url: u.String()}
		}
	}
	return n, len(n.pages) > 0
}

// below returns a path that leads to a file below a folder, "" when p does not.
func below(p string) string {
	p = path.Clean(strings.ReplaceAll(p, `\`, "/"))
	if p == "." || p == ".." || strings.HasPrefix(p, "../") || strings.HasPrefix(p, "/") {
		return ""
	}
	return p
}
