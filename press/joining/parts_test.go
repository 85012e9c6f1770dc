package joining

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
)

// applied records the number of rows of each batch.
type applied struct {
	*memory.Catalogue
	rows []int
}

func (a *applied) Apply(ctx context.Context, b catalogue.Batch) error {
	a.rows = append(a.rows, len(b.Rows))
	return a.Catalogue.Apply(ctx, b)
}

// A part of the memory is written when it is full, so that no batch has a second one.
func TestPartsOfMemoryAreWrittenOneByOne(t *testing.T) {
	ctx := context.Background()
	c := &applied{Catalogue: memory.New()}
	m := &memoryParts{b: &batcher{ctx: ctx, c: c}}
	want := bytes.Repeat([]byte("0123456789abcdef"), 3*memoryPart/16+5)
	for rest := want; len(rest) > 0; {
		n := min(len(rest), memoryPart/3+1)
		if _, err := m.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := m.flush(); err != nil {
		t.Fatal(err)
	}
	if m.count != 4 || len(c.rows) != 4 {
		t.Errorf("%d parts in batches of %d", m.count, c.rows)
	}
	var got []byte
	for n := range m.count {
		row, err := c.Row(ctx, catalogue.RowKey{Stage: StageName, Key: memoryName(n)})
		if err != nil {
			t.Fatal(err)
		}
		var part []byte
		if err := json.Unmarshal(row.Value, &part); err != nil {
			t.Fatal(err)
		}
		got = append(got, part...)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("read %d bytes that differ from the %d written", len(got), len(want))
	}
}
