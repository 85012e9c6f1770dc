package press

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"cuttings/internal/disk"
)

// Marks records which heavy pages are being read, in a small file on disk. A page that ends the whole process
// (out of memory, killed) leaves its mark, and the next run skips it. The page is in the vault, and its row has
// a failure; a new version of a stage reads it again. The file is optional: one that is missing, damaged or
// cannot be written counts as empty. A nil *Marks marks nothing. It is safe for concurrent use.
type Marks struct {
	path string
	now  func() time.Time

	mu      sync.Mutex
	content marksFile
}

// marksFile is the content of the file.
type marksFile struct {
	Reading []mark `json:"reading,omitempty"` // begun and not ended
	Passed  []mark `json:"passed,omitempty"`  // an earlier run ended while reading them
}

// mark is one page with one set of stage versions.
type mark struct {
	Capture  string    `json:"capture"`
	Versions string    `json:"versions"`
	Since    time.Time `json:"since"`
}

// maxMarksFile is the maximum size of the file; no archive has had as many marked pages as fit in it.
const maxMarksFile = 1 << 20

// OpenMarks reads the file at path. write reports that the caller is the archive's one
// writer, so that what is marked as being read was left by a run that has ended.
func OpenMarks(path string, write bool, now func() time.Time) *Marks {
	m := &Marks{path: path, now: now}
	f, err := disk.Open(path)
	if err != nil {
		return m
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxMarksFile))
	if err != nil || json.Unmarshal(b, &m.content) != nil {
		m.content = marksFile{}
		return m
	}
	if write {
		m.content.Passed = append(m.content.Passed, m.content.Reading...)
		m.content.Reading = nil
	}
	current := stageVersions()
	m.content.Passed = slices.DeleteFunc(m.content.Passed, func(p mark) bool { return p.Versions != current })
	return m
}

// stageVersions returns the versions of the stages that read pages as text.
func stageVersions() string { return fmt.Sprintf("%+v", Versions()) }

// Passed returns why a capture is to be skipped, "" when it may be read.
func (m *Marks) Passed(captureID string) string {
	if m == nil {
		return ""
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.content.Passed {
		if p.Capture == captureID {
			return fmt.Sprintf("passed over: the run of %s ended while it read this page; "+
				"a new version of the program reads it again", p.Since.UTC().Format("2006-01-02 15:04"))
		}
	}
	return ""
}

// begin marks a capture as being read.
func (m *Marks) begin(captureID string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.content.Reading = append(m.content.Reading, mark{captureID, stageVersions(), m.now().UTC()})
	m.save()
}

// end removes the mark of a capture.
func (m *Marks) end(captureID string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.content.Reading = slices.DeleteFunc(m.content.Reading, func(r mark) bool { return r.Capture == captureID })
	m.save()
}

// save writes the file again. It is synced, so that a mark survives a crash of the machine; an error loses the
// mark and nothing else.
func (m *Marks) save() {
	if len(m.content.Reading)+len(m.content.Passed) == 0 {
		_ = os.Remove(m.path)
		return
	}
	b, err := json.Marshal(m.content)
	if err != nil || os.MkdirAll(filepath.Dir(m.path), 0o755) != nil {
		return
	}
	fresh := m.path + ".new"
	f, err := disk.OpenFile(fresh, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil && cerr == nil {
		_ = os.Rename(fresh, m.path)
	}
}
