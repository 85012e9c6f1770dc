//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the most memory, in MB, that a process that has ended held at
// once; 0 when the system does not say.
func peakMemory(s *os.ProcessState) float64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	kb := float64(usage.Maxrss)
	if runtime.GOOS == "darwin" {
		kb /= 1024 // counted in bytes there
	}
	return kb / 1024
}
