package vault_test

import (
	"context"
	"fmt"
	"testing"

	"cuttings/capture/vault"
	"cuttings/capture/vault/vaulttest"
)

// BenchmarkAddBatch adds pages of 100 kB in batches of 64, synced.
func BenchmarkAddBatch(b *testing.B) {
	v := open(b, b.TempDir())
	defer closeVault(b, v)
	pages := make([]string, 64)
	for i := range pages {
		pages[i] = vaulttest.Page(i, 100_000)
	}
	b.SetBytes(64 * 100_000)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		batch := make([]vault.Addition, len(pages))
		for i, p := range pages {
			batch[i] = vaulttest.Addition(fmt.Sprintf("%d-%d.html", n, i), fmt.Sprintf("%s<!-- %d -->", p, n))
		}
		b.StartTimer()
		if _, err := v.AddBatch(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	v := open(b, b.TempDir())
	defer closeVault(b, v)
	batch := []vault.Addition{vaulttest.Addition("a.html", vaulttest.Page(1, 100_000))}
	if _, err := v.AddBatch(context.Background(), batch); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := v.Get(context.Background(), batch[0].Capture.ID); err != nil {
			b.Fatal(err)
		}
	}
}
