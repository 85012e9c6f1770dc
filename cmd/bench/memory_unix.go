//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory returns the highest memory use, in MB, of a process that has ended; 0 when unknown.
func peakMemory(s *os.ProcessState) float64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	kb := float64(usage.Maxrss)
	if runtime.GOOS == "darwin" {
		kb /= 1024 // in bytes on this system
	}
	return kb / 1024
}
