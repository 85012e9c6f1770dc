package pack

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestWhatIsWrittenIsRead(t *testing.T) {
	w := &Writer{}
	numbers := []int{0, 1, -1, 300, math.MaxInt32, math.MinInt32}
	for _, v := range numbers {
		w.Int(v)
	}
	w.Fixed(math.MaxUint64 - 3)
	w.Bool(true)
	w.Bool(false)
	w.Strings([]string{"Velm", "", "Velm", "Łask"})
	w.Strings(nil)
	b, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range numbers {
		if got := r.Int(); got != want {
			t.Errorf("read %d, want %d", got, want)
		}
	}
	if got := r.Fixed(); got != math.MaxUint64-3 {
		t.Errorf("read %x", got)
	}
	if !r.Bool() || r.Bool() {
		t.Error("truth values differ")
	}
	if got := r.Strings(); !slices.Equal(got, []string{"Velm", "", "Velm", "Łask"}) {
		t.Errorf("read %q", got)
	}
	if got := r.Strings(); got != nil || r.Err() != nil {
		t.Errorf("read %q, %v", got, r.Err())
	}
	if r.Int(); !errors.Is(r.Err(), ErrDamaged) {
		t.Errorf("read behind the end: %v", r.Err())
	}
}

func FuzzRead(f *testing.F) {
	w := &Writer{}
	w.Strings([]string{"a", "bc"})
	b, err := w.Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := NewReader(b)
		if err != nil {
			return
		}
		for r.Err() == nil {
			r.Strings()
			r.Int()
			_ = r.String()
			r.Bool()
			r.Fixed()
		}
	})
}
