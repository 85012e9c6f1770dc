package capture

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"

	"cuttings/cutting"
)

// maxDataPackage bounds the description of a WACZ file that is read into memory.
const maxDataPackage = 16 << 20

// checkWACZ checks what a WACZ file states about its own contents: the digests and lengths in its
// datapackage.json. Each mismatch is a Failed item; the pages are read all the same, from the WARC
// files themselves. The indexes in a WACZ file are not used, so they cannot mislead. It ignores any
// other zip file. (https://specs.webrecorder.net/wacz/1.1.1/)
func (w *walker) checkWACZ(m member, zr *zip.Reader) error {
	files := map[string]*zip.File{}
	warcs := false
	for _, f := range zr.File {
		files[f.Name] = f
		warcs = warcs || strings.HasPrefix(f.Name, "archive/") && strings.Contains(f.Name, ".warc")
	}
	described := files["datapackage.json"]
	if described == nil || !warcs {
		return nil
	}
	wrong := func(format string, args ...any) error {
		return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: "+format, append([]any{m.name}, args...)...))
	}
	var pkg struct {
		Resources []struct {
			Path  string `json:"path"`
			Hash  string `json:"hash"`
			Bytes *int64 `json:"bytes"`
		} `json:"resources"`
	}
	r, err := described.Open()
	if err != nil {
		return wrong("its datapackage.json cannot be read: %w", err)
	}
	defer r.Close()
	text, err := readAll(chargedReader{r, &w.budget}, 0, maxDataPackage)
	if err == nil {
		err = json.Unmarshal(text, &pkg)
	}
	if err != nil {
		return wrong("its datapackage.json cannot be read, so its contents cannot be checked: %w", err)
	}
	for _, res := range pkg.Resources {
		f := files[res.Path]
		if f == nil {
			if err := wrong("%s, which its datapackage.json lists, is not in it", clipText(res.Path)); err != nil {
				return err
			}
			continue
		}
		if !strings.HasPrefix(f.Name, "archive/") {
			continue // only members that are read need a digest
		}
		complaint := w.checkResource(f, res.Hash, res.Bytes)
		if complaint == "" {
			continue
		}
		if err := wrong("%s %s", clipText(res.Path), complaint); err != nil {
			return err
		}
	}
	return nil
}

// checkResource compares a member with its stated digest and length and describes the mismatch, ""
// for none.
func (w *walker) checkResource(f *zip.File, hash string, length *int64) string {
	if length != nil && *length != int64(f.UncompressedSize64) {
		return "has another length than datapackage.json states"
	}
	want, ok := strings.CutPrefix(strings.ToLower(hash), "sha256:")
	if !ok {
		return "" // no digest, or one by an algorithm the standard does not name
	}
	r, err := f.Open()
	if err != nil {
		return "" // reported when it is read
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, chargedReader{r, &w.budget}); err != nil {
		return ""
	}
	if hex.EncodeToString(h.Sum(nil)) != want {
		return "does not fit the digest in its datapackage.json: one of the two was changed"
	}
	return ""
}

func clipText(s string) string {
	if len(s) > 200 {
		s = s[:200] + "…"
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
