package ledger_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/internal/disk/disktest"
	"cuttings/internal/ledger"
)

const maxLine = 4096

type testLine struct {
	Number int64  `json:"n"`
	Prev   string `json:"prev"`
	Text   string `json:"text"`
}

func open(t testing.TB, path string, o ledger.Options) *ledger.Ledger {
	t.Helper()
	o.Name, o.MaxLine = "the test's log", maxLine
	l, err := ledger.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func appendTexts(l *ledger.Ledger, at ledger.Tail, texts ...string) (ledger.Tail, error) {
	tails, err := l.Append(at, len(texts), func(i int, n int64, prev string) ([]byte, error) {
		return json.Marshal(testLine{n, prev, texts[i]})
	})
	if err != nil {
		return at, err
	}
	return tails[len(tails)-1], nil
}

// texts reads all lines and checks the chain.
func texts(t testing.TB, l *ledger.Ledger) (out, wrong []string) {
	t.Helper()
	size, err := l.Size()
	if err != nil {
		t.Fatal(err)
	}
	var chain ledger.Chain
	err = l.Scan(0, size, func(line ledger.Line) error {
		var p testLine
		err := json.Unmarshal(line.Text, &p)
		if what := chain.Next(line.Text, p.Number, p.Prev, err == nil); what != "" {
			wrong = append(wrong, what)
		}
		out = append(out, p.Text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, wrong
}

func TestAppendAndScan(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	want := []string{"a", strings.Repeat("b", 3000), "", strings.Repeat("ü", 1500), "e"}
	tail := ledger.Start()
	for i, s := range want {
		l := open(t, path, ledger.Options{})
		if line, _, end, ok, err := l.Last(); err != nil || ok != (i > 0) || end != tail.End ||
			ok && ledger.Hash(line) != tail.Head {
			t.Errorf("before line %d: Last ends at %d, %v, %v; want %+v", i+1, end, ok, err, tail)
		}
		var err error
		if tail, err = appendTexts(l, tail, s); err != nil {
			t.Fatal(err)
		}
	}
	l := open(t, path, ledger.Options{ReadOnly: true})
	got, wrong := texts(t, l)
	if fmt.Sprint(got) != fmt.Sprint(want) || len(wrong) > 0 {
		t.Errorf("got %q, wrong %q", got, wrong)
	}
	heads, err := l.HeadsAt(context.Background(), 0, tail.Lines, tail.Lines+1)
	if err != nil || len(heads) != 2 || heads[0] != ledger.NoPrev || heads[tail.Lines] != tail.Head {
		t.Errorf("HeadsAt = %v, %v; want %+v", heads, err, tail)
	}
	for m, want := range map[ledger.Mark]string{
		tail.Mark():                              "",
		{Lines: 0, Head: ledger.NoPrev}:          "",
		{Lines: tail.Lines + 1, Head: tail.Head}: "taken out",
		{Lines: tail.Lines, Head: ledger.NoPrev}: "changed",
	} {
		if got := ledger.Differ(m, tail.Lines, heads); !strings.Contains(got, want) || (want == "") != (got == "") {
			t.Errorf("Differ(%+v) = %q, want %q", m, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := ledger.Open(filepath.Join(dir, "none"),
		ledger.Options{Name: "x", MaxLine: 9, ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading what is not there: %v", err)
	}
	l := open(t, filepath.Join(dir, "log"), ledger.Options{})
	if _, err := appendTexts(l, ledger.Start(), "fine",
		strings.Repeat("x", maxLine)); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("a line too long: %v", err)
	}
	if size, err := l.Size(); err != nil || size != 0 {
		t.Errorf("%d bytes were written of what was refused (%v)", size, err)
	}
}

// TestLongLine: a line longer than this program writes is cut, and the lines after it are read.
func TestLongLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	text := strings.Repeat("y", 700_000) + "\nshort\n" + strings.Repeat("z", 10)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	l := open(t, path, ledger.Options{})
	var got []string
	if err := l.Scan(0, int64(len(text)), func(line ledger.Line) error {
		got = append(got, fmt.Sprint(line.Offset, len(line.Text), line.Length))
		return nil
	}); err != nil || fmt.Sprint(got) != "[0 4096 700000 700001 5 5]" {
		t.Errorf("%v, %v", got, err)
	}
	if line, off, end, ok, err := l.Last(); string(line) != "short" || off != 700001 || end != 700007 || !ok ||
		err != nil {
		t.Errorf("Last = %q at %d to %d, %v, %v", line, off, end, ok, err)
	}
	if _, err := l.LineAt(0); cutting.KindOf(err) != cutting.Internal {
		t.Errorf("LineAt of a line too long: %v", err)
	}
}

// TestEveryCallFails makes each call of an append fail in each way. Afterwards nothing of the
// failed append is in the file, and everything from before is.
func TestEveryCallFails(t *testing.T) {
	for _, fault := range []disktest.Fault{disktest.DiskFull, disktest.ShortWrite, disktest.Crash} {
		for n := 0; ; n++ {
			path := filepath.Join(t.TempDir(), "log")
			first, err := appendTexts(open(t, path, ledger.Options{}), ledger.Start(), "kept")
			if err != nil {
				t.Fatal(err)
			}
			d := disktest.New(n, fault)
			l := open(t, path, ledger.Options{FS: d})
			_, err = appendTexts(l, first, "one", "two")
			if err == nil {
				if n < 2 || len(d.Calls()) > n {
					t.Fatalf("%s at call %d of %q: no error", fault, n, d.Calls())
				}
				break
			}
			again := open(t, path, ledger.Options{})
			got, wrong := texts(t, again)
			_, _, end, _, lerr := again.Last()
			switch {
			case lerr != nil || len(got) == 0 || got[0] != "kept" || len(wrong) > 0:
				t.Errorf("%s at call %d: %q, %q, %v", fault, n, got, wrong, lerr)
			case fault != disktest.Crash && (len(got) != 1 || end != first.End):
				t.Errorf("%s at call %d: %q is there though an error was returned", fault, n, got)
			}
			if fault == disktest.Crash {
				continue // the file may have lines that were not acknowledged
			}
			if _, err := appendTexts(l, first, "three"); err != nil {
				t.Errorf("%s at call %d: the next append fails: %v", fault, n, err)
			}
			if got, wrong := texts(t, l); fmt.Sprint(got) != "[kept three]" || len(wrong) > 0 {
				t.Errorf("%s at call %d: then %q, %q", fault, n, got, wrong)
			}
		}
	}
}

// TestMadeForGood: a new ledger and its first line survive a loss of power as soon as Append
// returns.
func TestMadeForGood(t *testing.T) {
	dir := t.TempDir()
	d := disktest.New(-1, disktest.None)
	l := open(t, filepath.Join(dir, "log"), ledger.Options{FS: d})
	if _, err := appendTexts(l, ledger.Start(), "first"); err != nil {
		t.Fatal(err)
	}
	left := t.TempDir()
	if err := d.Left(dir, left, ""); err != nil {
		t.Fatal(err)
	}
	if got, wrong := texts(t, open(t, filepath.Join(left, "log"), ledger.Options{})); fmt.Sprint(got) != "[first]" ||
		len(wrong) > 0 {
		t.Errorf("left after a loss of power: %q, %q", got, wrong)
	}
}

func TestSetAside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "log")
	l := open(t, path, ledger.Options{})
	tail, err := appendTexts(l, ledger.Start(), "a")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"torn", "torn-1"} {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("half"); err != nil {
			t.Fatal(err)
		}
		f.Close()
		moved, n, err := l.SetAside(tail.End, filepath.Join(dir, "aside"), "torn")
		if err != nil || moved != name || n != 4 {
			t.Errorf("SetAside = %s, %d, %v", moved, n, err)
		}
		if b, err := os.ReadFile(filepath.Join(dir, "aside", name)); err != nil || string(b) != "half" {
			t.Errorf("%s holds %q (%v)", name, b, err)
		}
	}
	if size, err := l.Size(); err != nil || size != tail.End {
		t.Errorf("%d bytes are left, want %d (%v)", size, tail.End, err)
	}
}

// FuzzScan: lines of arbitrary bytes are read unchanged, wherever chunks end, and the chain detects
// every change of a line other than the last.
func FuzzScan(f *testing.F) {
	f.Add([]byte("a\nb\n\nc"))
	f.Add(bytes.Repeat([]byte("x\n"), 300_000))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "log")
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		l := open(t, path, ledger.Options{ReadOnly: true})
		var again []byte
		if err := l.Scan(0, int64(len(b)), func(line ledger.Line) error {
			if line.Offset != int64(len(again)) {
				t.Fatalf("a line at %d, want %d", line.Offset, len(again))
			}
			again = append(append(again, b[line.Offset:line.Offset+line.Length]...), '\n')
			if want := b[line.Offset:][:min(line.Length, maxLine)]; !bytes.Equal(line.Text, want) {
				t.Fatalf("%q, want %q", line.Text, want)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if want := b[:bytes.LastIndexByte(b, '\n')+1]; !bytes.Equal(again, want) {
			t.Fatalf("%d bytes of whole lines, want %d", len(again), len(want))
		}
	})
}
