package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// maxLine is the length in bytes of the longest line of a yardstick's file.
const maxLine = 64 << 20

// EachLine calls fn with every line of a file of JSON Lines, decoded as T, in order, reading one
// line at a time. Errors have the file and the line, counted from 1.
func EachLine[T any](path string, fn func(T) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, maxLine)
	for n := 1; sc.Scan(); n++ {
		var v T
		err := json.Unmarshal(sc.Bytes(), &v)
		if err == nil {
			err = fn(v)
		}
		if err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	return sc.Err()
}

// jsonLines is EachLine for a fn that does not fail.
func jsonLines[T any](path string, fn func(T)) error {
	return EachLine(path, func(v T) error {
		fn(v)
		return nil
	})
}

// Offsets returns the byte offsets of a text's code points, and its length: yardsticks count code
// points.
func Offsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
