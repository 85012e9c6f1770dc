// Package deps contains the import rules of the project as tests: which packages may import which,
// and why. It has no code for others to use.
package deps
