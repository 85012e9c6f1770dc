package capture

import (
	"archive/zip"
	"io"
	"strings"

	"cuttings/internal/form"
)

// officeKinds are documents that are zip files, each with a member at the root that identifies it.
var officeKinds = []struct{ member, is string }{
	{"word/document.xml", "a Word document"},
	{"xl/workbook.xml", "a spreadsheet of Excel"},
	{"ppt/presentation.xml", "a presentation of PowerPoint"},
	{"[Content_Types].xml", "a document of an office program"},
	{"META-INF/container.xml", "an e-book (EPUB)"},
	{"Index/Document.iwa", "a document of Pages, Numbers or Keynote"},
	{"Index.zip", "a document of Pages, Numbers or Keynote"},
	{"classes.dex", "an Android program"},
}

// mimetypes are the contents of such packages' member of that name.
var mimetypes = []struct{ prefix, is string }{
	{"application/epub", "an e-book (EPUB)"},
	{"application/vnd.oasis.opendocument", "a document of OpenOffice or LibreOffice"},
	{"application/vnd.sun.xml", "a document of OpenOffice"},
	{"application/", "a document package"},
	{"image/", "a drawing"},
}

// officeKind returns the kind of a document that is a zip file, as opposed to a zip file of pages.
func officeKind(zr *zip.Reader) form.Found {
	const advice = "save it as HTML or plain text and add that"
	root := map[string]*zip.File{}
	for _, f := range zr.File {
		root[f.Name] = f
	}
	if f := root["mimetype"]; f != nil && f.UncompressedSize64 < 200 {
		if r, err := f.Open(); err == nil {
			text, _ := io.ReadAll(io.LimitReader(r, 200))
			r.Close()
			for _, k := range mimetypes {
				if strings.HasPrefix(strings.TrimSpace(string(text)), k.prefix) {
					return form.Found{Unread: k.is, Advice: advice}
				}
			}
		}
	}
	for _, k := range officeKinds {
		if root[k.member] != nil {
			return form.Found{Unread: k.is, Advice: advice}
		}
	}
	return form.Found{}
}
