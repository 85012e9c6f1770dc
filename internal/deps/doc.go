// Package deps holds the import rules of the house as tests: who may import
// whom, and why. It has no code for others to use.
package deps
