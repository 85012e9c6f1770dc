package page

import "unsafe"

// bytesAsString views b as a string without copying. The caller hands b over:
// nobody may write to it afterwards.
func bytesAsString(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}
