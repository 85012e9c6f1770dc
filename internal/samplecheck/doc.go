// Package samplecheck compares the program's result for the sample archive with the expected one.
// It has no code for others to use.
package samplecheck
