// Package smtptest is a mail server for tests.
package smtptest

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"
)

// Serve starts a mail server on this machine that accepts every mail, until the test ends. It
// returns its address and a channel of the mails, headers included. Senders wait when more than
// four mails are unread.
func Serve(t *testing.T) (address string, mails <-chan string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	out := make(chan string, 4)
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go serve(c, out)
		}
	}()
	return ln.Addr().String(), out
}

// serve handles one client.
func serve(c net.Conn, mails chan<- string) {
	defer c.Close()
	say := func(s string) { _, _ = io.WriteString(c, s+"\r\n") }
	say("220 localhost ready")
	in := bufio.NewReader(c)
	for {
		l, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.Fields(l + " .")[0]); verb {
		case "DATA":
			say("354 go on")
			var body strings.Builder
			for {
				l, err := in.ReadString('\n')
				if err != nil || l == ".\r\n" {
					break
				}
				body.WriteString(l)
			}
			mails <- body.String()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}
