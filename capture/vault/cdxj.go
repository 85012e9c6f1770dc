package vault

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/disk"
	"cuttings/internal/ledger"
)

// cdxFields is the JSON part of a CDXJ line. Numbers are strings, as other tools write them.
type cdxFields struct {
	URL      string `json:"url"`
	Mime     string `json:"mime"`
	Digest   string `json:"digest"`
	Length   string `json:"length"`
	Offset   string `json:"offset"`
	Filename string `json:"filename"`
	Capture  string `json:"capture"`
}

// cdxLine returns an entry's CDXJ line, without line end.
func cdxLine(e Entry) ([]byte, error) {
	f := cdxFields{
		URL: targetURI(e.Capture), Mime: e.Capture.MediaType, Digest: "sha256:" + string(e.Capture.Checksum),
		Length: strconv.FormatInt(e.Length, 10), Offset: strconv.FormatInt(e.Offset, 10), Filename: e.File,
		Capture: e.Capture.ID,
	}
	if e.Type == "revisit" {
		f.Mime = "warc/revisit"
	}
	b, err := json.Marshal(f)
	if err != nil {
		return nil, cutting.Errorf(cutting.Internal, "index: %w", err)
	}
	return fmt.Appendf(nil, "%s %s %s", surt(f.URL), e.date().UTC().Format("20060102150405"), b), nil
}

func clip(s string) string {
	if len(s) > 300 {
		s = s[:300] + "…"
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

func cdxName(warcName string) string { return strings.TrimSuffix(warcName, ".warc.gz") + ".cdxj" }

// finishIndex adds the missing lines to the CDXJ of the current file.
func (v *Vault) finishIndex() error {
	w := &v.writer
	v.mu.RLock()
	end := v.index.tail.End
	v.mu.RUnlock()
	if w.cdxFrom == end {
		return nil
	}
	if err := v.writeIndex(w.name, w.cdxFrom, end); err != nil {
		return err
	}
	w.cdxFrom = end
	return nil
}

// writeIndex merges the log's lines in [from, end) about a WARC file into its CDXJ, or rewrites it
// when from is 0.
func (v *Vault) writeIndex(name string, from, end int64) error {
	var lines [][]byte
	err := v.log.Scan(from, end, func(l ledger.Line) error {
		if h, ok := headOf(l.Text); ok && h.file != name {
			return nil
		}
		e, err := v.parse(l)
		if err != nil || e.File != name {
			return nil // Verify reports unreadable lines
		}
		line, err := cdxLine(e)
		lines = append(lines, line)
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(lines, bytes.Compare)
	path := v.path(cdxName(name))
	var old io.Reader = bytes.NewReader(nil)
	if from > 0 {
		if f, err := disk.Open(path); err == nil {
			defer f.Close()
			old = f
		} else if !os.IsNotExist(err) && !errors.Is(err, disk.ErrNotRegular) {
			return cutting.Errorf(cutting.Unavailable, "index: %w", err)
		}
	}
	err = disk.WriteFile(v.fs, path, func(w io.Writer) error {
		bw := bufio.NewWriterSize(w, 256<<10)
		if err := mergeLines(bw, old, lines); err != nil {
			return err
		}
		return bw.Flush()
	})
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "index: %w", err)
	}
	return nil
}

// mergeLines writes the sorted lines of old and of added in order.
func mergeLines(w *bufio.Writer, old io.Reader, added [][]byte) error {
	br := bufio.NewReaderSize(old, 64<<10)
	put := func(line []byte) error {
		if _, err := w.Write(line); err != nil {
			return err
		}
		return w.WriteByte('\n')
	}
	for {
		line, err := br.ReadBytes('\n')
		line = bytes.TrimSuffix(line, []byte("\n"))
		if len(line) > 0 {
			for len(added) > 0 && bytes.Compare(added[0], line) < 0 {
				if err := put(added[0]); err != nil {
					return err
				}
				added = added[1:]
			}
			if err := put(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	for _, line := range added {
		if err := put(line); err != nil {
			return err
		}
	}
	return nil
}

// recoverIndexes rebuilds the CDXJ files that are not as they must be. That of the last file lacks lines after
// a kill, which is no damage.
func (v *Vault) recoverIndexes(names []string) error {
	for i, name := range names {
		has, wrong := v.readIndex(cdxName(name))
		want := v.index.perFile[name]
		if wrong == "" && has == want {
			continue
		}
		if err := v.writeIndex(name, 0, v.index.tail.End); err != nil {
			return err
		}
		switch {
		case wrong != "":
		case has.lines >= want.lines:
			wrong = "the index does not fit the log"
		case i < len(names)-1:
			wrong = fmt.Sprintf("the index lacks %d records", want.lines-has.lines)
		default:
			continue
		}
		v.repairs = append(v.repairs, Repair{File: cdxName(name), What: wrong + "; it was made again"})
	}
	v.writer.cdxFrom = v.index.tail.End
	return nil
}

// MendIndexes rebuilds all CDXJ files from the log.
func (v *Vault) MendIndexes() error {
	v.add.Lock()
	defer v.add.Unlock()
	if v.readOnly || v.lock == nil {
		return cutting.Errorf(cutting.Unsupported, "the vault is not open for writing")
	}
	names, err := v.warcFiles()
	if err != nil {
		return err
	}
	v.mu.RLock()
	end := v.index.tail.End
	v.mu.RUnlock()
	for _, name := range names {
		if err := v.writeIndex(name, 0, end); err != nil {
			return err
		}
	}
	v.writer.cdxFrom = end
	return nil
}

// readIndex returns what a CDXJ has, and what is wrong with its form.
func (v *Vault) readIndex(name string) (indexed fileLines, problem string) {
	f, err := disk.Open(v.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return indexed, ""
	}
	if err != nil {
		return indexed, err.Error()
	}
	defer f.Close()
	br := bufio.NewReaderSize(f, maxLine)
	var prev []byte
	for n := 1; ; n++ {
		line, err := br.ReadSlice('\n')
		if err == io.EOF && len(line) == 0 {
			return indexed, ""
		}
		if err != nil {
			return indexed, fmt.Sprintf("line %d of the index does not end", n)
		}
		line = line[:len(line)-1]
		mark, ok := markOfCDX(line)
		if !ok {
			return indexed, fmt.Sprintf("line %d of the index is none of this program", n)
		}
		if bytes.Compare(prev, line) > 0 {
			return indexed, fmt.Sprintf("the index is not sorted at line %d", n)
		}
		indexed, prev = indexed.plus(mark), append(prev[:0], line...)
	}
}

// markOfCDX returns the mark of a CDXJ line; not ok when its key is not that of its address or a field is missing.
// Like headOf it depends on the order in which this program writes fields.
func markOfCDX(line []byte) (uint64, bool) {
	key, rest, _ := bytes.Cut(line, []byte(" "))
	date, fields, _ := bytes.Cut(rest, []byte(" "))
	if len(date) != 14 || len(fields) == 0 || fields[len(fields)-1] != '}' {
		return 0, false
	}
	address := field(fields, `{"url":"`)
	if address == "" || !utf8.ValidString(address) {
		var f cdxFields
		if json.Unmarshal(fields, &f) != nil {
			return 0, false
		}
		address = f.URL
	}
	offset, err1 := strconv.ParseInt(field(fields, `"offset":"`), 10, 64)
	length, err2 := strconv.ParseInt(field(fields, `"length":"`), 10, 64)
	sum, ok := strings.CutPrefix(field(fields, `"digest":"`), "sha256:")
	if surt(address) != string(key) || err1 != nil || err2 != nil || !ok {
		return 0, false
	}
	return lineMark(field(fields, `"capture":"`), sum, offset, length), true
}
