package vault_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/disk/disktest"
)

// FuzzRecord keeps captures with arbitrary contents of a record's header. A refused capture leaves
// nothing behind; kept ones give no problems in Verify, and the records alone give the same log
// again.
func FuzzRecord(f *testing.F) {
	f.Add("a.html", "http://a.example/", "text/html", "utf-8", "digest \x7f does not fit", "content")
	f.Add("a\x7f\u0085\u202eb\ufeff.html", "", "text/html\x7f", "\x1b", "\xff\x00\r\n\x9b", "")
	f.Add("名前<&>\"\\'", "http://a.example/\x7f ü?<>", "", "", "\U0001f5de", "x")
	f.Fuzz(func(t *testing.T, name, url, mediaType, charset, fault, content string) {
		ctx, dir := context.Background(), t.TempDir()
		v, err := vault.Open(dir, vault.Options{Clock: clock, FS: disktest.NoSync{}})
		if err != nil {
			t.Fatal(err)
		}
		c := cutting.Capture{URL: url, Name: name, MediaType: mediaType, Charset: charset, Length: int64(len(content)),
			Time: time.Date(2012, 3, 4, 5, 6, 7, 0, time.UTC), TimeOrigin: "mtime",
			Checksum: cutting.Sum([]byte(content))}
		c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
		a := vault.Addition{Capture: c, Content: []byte(content), Faults: []string{fault, "second"}}
		added, err := v.AddBatch(ctx, []vault.Addition{a})
		if err != nil || added[0].Refused != nil {
			closeVault(t, v)
			return
		}
		if p := problems(t, v); len(p) > 0 {
			t.Errorf("%q", p)
		}
		wantAll(t, v, []vault.Addition{a})
		before, err := v.Entry(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		closeVault(t, v)
		if err := os.Remove(filepath.Join(dir, logFile)); err != nil {
			t.Fatal(err)
		}
		if got, err := vault.Recover(ctx, dir, vault.Options{FS: disktest.NoSync{}}, nil); err != nil ||
			got.Lines != 1 || got.Undated > 0 {
			t.Fatalf("%+v, %v", got, err)
		}
		v = open(t, dir)
		defer closeVault(t, v)
		if after, err := v.Entry(c.ID); err != nil || len(after.Faults) != len(before.Faults) ||
			after.Faults[0] != before.Faults[0] || !after.Added.Equal(before.Added) {
			t.Errorf("%+v became %+v (%v)", before, after, err)
		}
		if p := problems(t, v); len(p) > 0 {
			t.Errorf("%q", p)
		}
	})
}
