// Package samplecheck compares what the program makes of the sample archive with
// what was put into it. It has no code for others to use.
package samplecheck
