package vault

import (
	"bytes"
	"encoding/json"
	"strconv"

	"cuttings/cutting"
)

// cdx is a parsed CDXJ line.
type cdx struct {
	Key       string // SURT
	Timestamp string // 14 digits
	URL       string
	Filename  string
	Offset    int64
	Length    int64
	Digest    string
	Capture   string // ID of the capture; "" in indexes by other programs
}

// parseCDX parses a CDXJ line of any program, as users of the index do; the error is of kind
// Invalid.
func parseCDX(line []byte) (cdx, error) {
	var c cdx
	key, rest, ok1 := bytes.Cut(line, []byte(" "))
	ts, fields, ok2 := bytes.Cut(rest, []byte(" "))
	if !ok1 || !ok2 || len(key) == 0 {
		return c, cutting.Errorf(cutting.Invalid, "CDXJ: want key, timestamp and fields")
	}
	if len(ts) == 0 || len(ts) > 17 || len(bytes.Trim(ts, "0123456789")) > 0 {
		return c, cutting.Errorf(cutting.Invalid, "CDXJ: timestamp %q is not digits", clip(string(ts)))
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(fields, &raw); err != nil {
		return c, cutting.Errorf(cutting.Invalid, "CDXJ: fields are not JSON: %w", err)
	}
	text := func(name string) string { // strings by the standard, numbers in some files
		var s string
		if json.Unmarshal(raw[name], &s) == nil {
			return s
		}
		return string(raw[name])
	}
	c = cdx{Key: string(key), Timestamp: string(ts), URL: text("url"), Filename: text("filename"),
		Digest: text("digest"), Capture: text("capture")}
	for _, n := range [...]struct {
		name string
		to   *int64
	}{{"offset", &c.Offset}, {"length", &c.Length}} {
		s := text(n.name)
		if s == "" {
			continue
		}
		v, err := strconv.ParseInt(s, 10, 64)
		if err != nil || v < 0 {
			return c, cutting.Errorf(cutting.Invalid, "CDXJ: %s %q is not a number", n.name, clip(s))
		}
		*n.to = v
	}
	return c, nil
}
