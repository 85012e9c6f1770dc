//go:build !windows

package vault

const noDirSync = false
