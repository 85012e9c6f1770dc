package warc_test

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

func decodeGzip(b []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
