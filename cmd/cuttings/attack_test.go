package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/capture/warc"
)

// TestCodedAnswerLargerThanItsPage takes in an answer of a web archive whose gzip
// form is larger than the page it decodes to, between pages that have nothing to do
// with it: it is a page like others.
func TestCodedAnswerLargerThanItsPage(t *testing.T) {
	dir := t.TempDir()
	in, archive := filepath.Join(dir, "in"), filepath.Join(dir, "archive")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	if _, err := zw.Write([]byte("<p>tiny</p>")); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "+
		"gzip\r\nTransfer-Encoding: chunked\r\n\r\n"+
		"%x\r\n%s\r\n0\r\n\r\n", packed.Len(), packed.String())
	record := string(warc.AppendHeader(nil, warc.Header{{Name: "WARC-Type", Value: "response"},
		{Name: "WARC-Record-ID", Value: "<x:1>"},
		{Name: "WARC-Date", Value: "2020-01-02T03:04:05Z"},
		{Name: "WARC-Target-URI", Value: "http://harbour.example/tiny"},
		{Name: "Content-Type", Value: "application/http; msgtype=response"}}, int64(len(block)))) + block + "\r\n\r\n"
	files := map[string]string{"m.warc": record}
	for i := range 6 {
		files[fmt.Sprintf("%c.html", 'a'+5*i)] = fmt.Sprintf(
			"<html><body><h1>Ferry %d is late</h1><p>The ferry was late again on Monday.</p></body></html>", i)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(in, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cuttings := func(args ...string) string {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), append(args, "--archive", archive), strings.NewReader(""), &stdout,
			&stderr); code != 0 {
			t.Fatalf("cuttings %v: exit code %d: %s", args, code, stderr.String())
		}
		return stdout.String()
	}
	if code := run(context.Background(), []string{"-q", "init", archive}, strings.NewReader(""), os.Stderr,
		os.Stderr); code != 0 {
		t.Fatalf("init: exit code %d", code)
	}
	var sum ingested
	if err := json.Unmarshal([]byte(cuttings("add", "--json", in)), &sum); err != nil {
		t.Fatal(err)
	}
	if sum.Captures != 7 || len(sum.Refused) > 0 {
		t.Errorf("%d captures, refused %q; want 7 and none", sum.Captures, sum.Refused)
	}
	cuttings("verify")
}
