package vault_test

import (
	"context"
	"fmt"
	"runtime"
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

// BenchmarkOpen opens a vault of 50,000 captures.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	v := open(b, dir)
	for i := 0; i < 50_000; i += 500 {
		batch := make([]vault.Addition, 500)
		for k := range batch {
			batch[k] = vaulttest.Addition(fmt.Sprintf("saved/harbour.example/news/page-%d.html", i+k),
				fmt.Sprintf("<p>%d", i+k))
		}
		if _, err := v.AddBatch(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	closeVault(b, v)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		v := open(b, dir)
		runtime.GC()
		runtime.ReadMemStats(&after)
		closeVault(b, v)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/50_000, "B/capture")
}
