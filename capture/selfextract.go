package capture

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"

	"cuttings/cutting"
	"cuttings/internal/form"
)

// selfExtracting returns a reader of the zip file inside an HTML page that unpacks itself in the
// browser, in a format of SingleFile; nil for any other page. The page proper is index.html in it,
// manifest.json has its address (https://github.com/gildas-lormeau/SingleFile/wiki).
func selfExtracting(content []byte) *zip.Reader {
	const tail = 1 << 20 // scripts may follow the zip file
	end := content[max(0, len(content)-tail):]
	if !bytes.Contains(end, []byte("PK\x05\x06")) || !bytes.Contains(content, []byte("PK\x03\x04")) {
		return nil
	}
	at := bytes.LastIndex(content, []byte("PK\x05\x06"))
	for _, n := range [...]int{len(content), min(len(content), at+22)} { // with and without what follows
		zr, err := zip.NewReader(bytes.NewReader(content[:n]), int64(n))
		if err != nil {
			continue
		}
		for _, f := range zr.File {
			if f.Name == "index.html" {
				return zr
			}
		}
	}
	return nil
}

// selfExtracted reports such a page as a Container and the pages packed into it.
func (w *walker) selfExtracted(box cutting.Capture, content []byte, zr *zip.Reader) error {
	Identify(&box, content)
	if err := w.fn(Item{Kind: Container, Capture: box, Content: content}); err != nil {
		return err
	}
	var manifest struct {
		OriginalURL string `json:"originalUrl"`
		URL         string `json:"url"`
	}
	for _, f := range zr.File {
		if f.Name != "manifest.json" {
			continue
		}
		if r, err := f.Open(); err == nil {
			if text, err := readAll(chargedReader{r, &w.budget}, 0, 1<<20); err == nil {
				_ = json.Unmarshal(text, &manifest) // without it the address is unknown
			}
			r.Close()
		}
	}
	for _, f := range zr.File {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		w.budget.member()
		inner := cleanName(f.Name)
		name := box.Name + "!/" + inner
		if f.FileInfo().IsDir() {
			continue
		}
		if !form.HTMLExt(form.Ext(inner)) {
			if err := w.skip(name, cutting.LeftAsset); err != nil {
				return err
			}
			continue
		}
		page, err := w.unzip(f)
		if err != nil {
			if err := w.fail(name, w.readError(name, err)); err != nil {
				return err
			}
			continue
		}
		c := cutting.Capture{Name: name, Time: box.Time, TimeOrigin: box.TimeOrigin, MediaType: form.TypeHTML,
			DerivedFrom: box.ID}
		if inner == "index.html" {
			if c.URL = cutting.WebAddress(manifest.OriginalURL); c.URL == "" {
				c.URL = cutting.WebAddress(manifest.URL)
			}
		} else if countLetters(page) < minFrameLetters {
			if err := w.skip(name, cutting.LeftAsset); err != nil {
				return err
			}
			continue
		}
		if err := w.html(c, page); err != nil {
			return err
		}
	}
	return nil
}

// unzip returns one unpacked page of a zip file.
func (w *walker) unzip(f *zip.File) ([]byte, error) {
	if err := w.budget.checkSpent(); err != nil {
		return nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("cannot be unpacked: %w", err)
	}
	defer r.Close()
	return readAll(chargedReader{r, &w.budget}, int64(min(f.UncompressedSize64, 1<<20)), w.lim.PageBytes)
}
