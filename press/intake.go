package press

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// Refusal is a file that could not be taken in, or was left out because it is no page.
type Refusal struct {
	Time   time.Time `json:"time"`
	Name   string    `json:"name"`
	Reason string    `json:"reason,omitempty"` // "" means that it was added later
	// Left reports that it was left out because it is no page; Reason is then a cutting.LeftOut. Count, when
	// set, is the number of files below Name that were left out.
	Left  bool `json:"left,omitempty"`
	Count *int `json:"count,omitempty"`
}

// Intake records files that could not be taken in, for status to list after the
// run. It is an append-only file of JSON Lines; the last line about a name counts.
// Names and reasons come from untrusted files and are clipped. A line that cannot
// be read, cut short by a kill or longer than any of ours, is ignored.
type Intake struct {
	path        string
	outstanding map[string]Refusal
	add         []Refusal

	ownNames   map[string]bool      // names refused or left out by this run
	bulks      map[bulkKey]int      // counts of what is only counted, as in the file
	ownBulks   map[bulkKey]int      // likewise, of this run
	namedFiles map[bulkKey]int      // number of files named, of this run
	leftRoots  map[string]time.Time // roots in which this run left something out
}

// The maximum lengths of a name and a reason in the list, in bytes.
const (
	longestName   = 1000
	longestReason = 2000
	longestLine   = 64 << 10 // both with all characters escaped, and more
)

// clipName shortens a name that is too long and ends it with a checksum, which distinguishes it from others
// with the same beginning.
func clipName(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	if len(name) <= longestName {
		return name
	}
	return clipTo(name, longestName-20) + "… (" + string(cutting.Sum([]byte(name)))[:12] + ")"
}

// clipTo cuts s to at most n bytes, between characters.
func clipTo(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func clipReason(reason string) string {
	reason = strings.ToValidUTF8(reason, "\uFFFD")
	if len(reason) <= longestReason {
		return reason
	}
	return clipTo(reason, longestReason) + "…"
}

// OpenIntake reads the file at path; one that does not exist is empty.
func OpenIntake(path string) (*Intake, error) {
	in := &Intake{path: path, outstanding: map[string]Refusal{}, ownNames: map[string]bool{}, bulks: map[bulkKey]int{}}
	f, err := disk.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return in, nil
	} else if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot read %s: %w", path, err)
	}
	defer f.Close()
	br := bufio.NewReaderSize(f, longestLine)
	for {
		line, err := br.ReadSlice('\n')
		for errors.Is(err, bufio.ErrBufferFull) { // written by an older program, or damaged: skipped
			line = nil
			_, err = br.ReadSlice('\n')
		}
		var r Refusal
		if json.Unmarshal(line, &r) == nil && r.Name != "" {
			in.note(r)
		}
		if errors.Is(err, io.EOF) {
			return in, nil
		}
		if err != nil {
			return nil, cutting.Errorf(cutting.Unavailable, "cannot read %s: %w", path, err)
		}
	}
}

func (in *Intake) note(r Refusal) {
	switch {
	case r.Count != nil:
		in.bulks[bulkKey{r.Name, cutting.LeftOut(r.Reason)}] = *r.Count
	case r.Reason == "":
		delete(in.outstanding, r.Name)
	default:
		in.outstanding[r.Name] = r
	}
}

// RecordRefused records that a file could not be taken in, and why.
func (in *Intake) RecordRefused(name, reason string, now time.Time) {
	name, reason = clipName(name), clipReason(reason)
	in.ownNames[name] = true
	if in.outstanding[name].Reason == reason {
		return
	}
	r := Refusal{Time: now.UTC().Truncate(time.Second), Name: name, Reason: reason}
	in.note(r)
	in.add = append(in.add, r)
}

// RecordTaken records that a file was taken in, and removes what an earlier run recorded about the containers around
// it.
func (in *Intake) RecordTaken(name string, now time.Time) {
	for i := 0; i < len(name); i++ {
		if strings.HasPrefix(name[i:], "!/") {
			if outer := clipName(name[:i]); !in.ownNames[outer] {
				in.takeContainers(outer, now)
			}
		}
	}
	name = clipName(name)
	if in.ownNames[name] && in.outstanding[name].Left {
		return // another record of the same address
	}
	in.takeContainers(name, now)
}

func (in *Intake) takeContainers(name string, now time.Time) {
	if _, ok := in.outstanding[name]; !ok {
		return
	}
	r := Refusal{Time: now.UTC().Truncate(time.Second), Name: name}
	in.note(r)
	in.add = append(in.add, r)
}

// Outstanding returns the files that are still to be taken in, by name.
func (in *Intake) Outstanding() []Refusal {
	out := make([]Refusal, 0, len(in.outstanding))
	for _, r := range in.outstanding {
		if !r.Left {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Refusal) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Save appends what was recorded since the last Save.
func (in *Intake) Save() error {
	in.writeCounts()
	if len(in.add) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(in.path), 0o755); err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", in.path, err)
	}
	f, err := disk.OpenFile(in.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", in.path, err)
	}
	// The new lines must not continue a line cut short by a kill.
	w := bufio.NewWriter(f)
	if st, err := f.Stat(); err == nil && st.Size() > 0 {
		_ = w.WriteByte('\n')
	}
	enc := json.NewEncoder(w)
	for _, r := range in.add {
		if err := enc.Encode(r); err != nil {
			f.Close()
			return err
		}
	}
	if err := errors.Join(w.Flush(), f.Sync(), f.Close()); err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", in.path, err)
	}
	in.add, in.ownBulks, in.namedFiles, in.leftRoots, in.ownNames = nil, nil, nil, nil, map[string]bool{}
	return nil
}
