package capture

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"

	"cuttings/cutting"
	"cuttings/internal/foreign"
)

// The directory of a zip file is at its end, so that a file that was cut off has none. Each member has a header of
// its own in front (APPNOTE.TXT, 4.3.7).

const (
	localHeader     = "PK\x03\x04"
	localHeaderSize = 30
	encryptedFlag   = 1
	unsizedFlag     = 8 // the sizes follow the member
)

// cutZip reports a zip file without a directory, and the members that can be unpacked all the same, with a doubt.
// Documents of office programs and e-books are left alone.
func (w *walker) cutZip(m member, damage error) error {
	given := w.given
	err := w.doubting([]string{"from a zip file without its directory: it was cut off or damaged"}, func() error {
		return w.localMembers(m)
	})
	if err != nil {
		return err
	}
	text := "damaged zip file"
	if w.given > given {
		text = "damaged zip file, of which what could be unpacked was read"
	}
	return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: %s: %w", m.name, text, damage))
}

// localMembers reports the members of a zip file by their own headers, in order.
func (w *walker) localMembers(m member) error {
	decode := foreign.NewNames(foreign.Hints{})
	names := map[string]bool{}
	for at := int64(0); ; {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		at = nextLocal(m.at, m.size, at)
		l, ok := readLocal(m.at, at)
		if !ok {
			return nil
		}
		if len(names) == 0 && (l.name == "mimetype" || l.name == "[Content_Types].xml") {
			return nil
		}
		w.budget.member()
		if err := w.budget.checkSpent(); err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		decode.See(l.name)
		inner := cleanName(decode.Decode(l.name))
		if at = l.data; strings.HasSuffix(l.name, "/") {
			continue
		}
		names[inner] = true
		used, err := w.localMember(m, l, inner, skipPath(inner, func(n string) bool { return names[n] }))
		if err != nil {
			return err
		}
		at += used
	}
}

// local is a member by its own header.
type local struct {
	name          string
	flags, method uint16
	modified      time.Time
	size          int64 // packed; -1 when unknown
	data          int64 // offset
}

// nextLocal returns the offset of the next header at or after at; that of the end for none.
func nextLocal(r io.ReaderAt, size, at int64) int64 {
	buf := make([]byte, 64<<10)
	for at < size {
		n, err := r.ReadAt(buf, at)
		if i := bytes.Index(buf[:n], []byte(localHeader)); i >= 0 {
			return at + int64(i)
		}
		if err != nil {
			break
		}
		at += int64(n - len(localHeader) + 1)
	}
	return size
}

func readLocal(r io.ReaderAt, at int64) (l local, ok bool) {
	var h [localHeaderSize]byte
	if _, err := r.ReadAt(h[:], at); err != nil {
		return l, false
	}
	half := func(i int) uint16 { return binary.LittleEndian.Uint16(h[i:]) }
	name := make([]byte, half(26))
	if _, err := r.ReadAt(name, at+localHeaderSize); err != nil {
		return l, false
	}
	l = local{name: string(name), flags: half(6), method: half(8), size: int64(binary.LittleEndian.Uint32(h[18:])),
		data: at + localHeaderSize + int64(half(26)) + int64(half(28))}
	if l.flags&unsizedFlag != 0 || l.size == 0xffffffff {
		l.size = -1
	}
	clock, day := int(half(10)), int(half(12)) // of MS-DOS
	l.modified = time.Date(1980+day>>9, time.Month(day>>5&0xf), day&0x1f, clock>>11, clock>>5&0x3f, clock&0x1f*2, 0,
		time.UTC)
	return l, true
}

// localMember reports one member and returns the number of packed bytes it takes.
func (w *walker) localMember(m member, l local, inner string, reason cutting.LeftOut) (used int64, err error) {
	child := member{name: m.name + "!/" + inner, time: l.modified, timeOrigin: timeMtime, depth: m.depth + 1,
		from: m.from, size: -1, salvage: true}
	if w.notSet(child.time) {
		child.time, child.timeOrigin = m.time, m.timeOrigin
	}
	length := l.size
	if length < 0 {
		length = m.size - l.data
	}
	packed := io.NewSectionReader(m.at, l.data, length)
	br := bufio.NewReader(packed)
	switch packing, known := zipMethods[l.method]; {
	case l.flags&encryptedFlag != 0:
		return max(l.size, 0), w.fail(child.name, cutting.Errorf(cutting.Unsupported, "%s: encrypted", child.name))
	case reason != "":
		return max(l.size, 0), w.skip(child.name, reason)
	case l.method == zip.Deflate:
		child.r = flate.NewReader(br)
	case l.method == zip.Store && l.size >= 0:
		child.r = br
	case known && l.size >= 0:
		child.r = newLateReader(br, packing)
	default:
		return 0, w.fail(child.name, cutting.Errorf(cutting.Unsupported,
			"%s: packed in a way that is not read without the directory (method %d)", child.name, l.method))
	}
	child.r = chargedReader{child.r, &w.budget}
	if err := w.member(child); err != nil {
		return 0, err
	}
	if l.size >= 0 {
		return l.size, nil
	}
	if _, err := io.Copy(io.Discard, child.r); err != nil { // its end is where the packed bytes end
		return 0, nil
	}
	pos, err := packed.Seek(0, io.SeekCurrent)
	return pos - int64(br.Buffered()), err
}
