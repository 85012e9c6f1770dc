package digest

import (
	"context"
	"net"
	"slices"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"

	"cuttings/cutting"
)

// Server is the mail server that sends mails.
type Server struct {
	Address  string // host:port
	Security string // "starttls", "tls" or "none"; "" is "starttls"
	User     string // "" sends without logging in
	Password string
}

// sendTime is the time limit for sending one mail.
const sendTime = 60 * time.Second

// SecuritiesOfMail returns the values of Server.Security.
func SecuritiesOfMail() []string { return []string{"starttls", "tls", "none"} }

// Check returns an error of kind Invalid for a wrong address or security.
func (s *Server) Check() error {
	_, port, err := net.SplitHostPort(s.Address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return cutting.Errorf(cutting.Invalid, "the mail server %q is no host:port: %w", s.Address, err)
	}
	if s.Security != "" && !slices.Contains(SecuritiesOfMail(), s.Security) {
		return cutting.Errorf(cutting.Invalid, "security %q; there are starttls, tls and none", s.Security)
	}
	return nil
}

// Send passes a mail to the server. An error of kind Unavailable means that a later attempt may succeed.
func (s *Server) Send(ctx context.Context, m *mail.Msg) error {
	if err := s.Check(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	host, portText, _ := net.SplitHostPort(s.Address)
	port, _ := strconv.Atoi(portText) // both were checked
	options := []mail.Option{mail.WithPort(port), mail.WithTimeout(sendTime / 2)}
	switch s.Security {
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User),
			mail.WithPassword(s.Password))
	}
	c, err := mail.NewClient(host, options...)
	if err != nil {
		return cutting.Errorf(cutting.Invalid, "the mail server %q: %w", s.Address, err)
	}
	if err := c.DialAndSendWithContext(ctx, m); err != nil {
		return cutting.Errorf(cutting.Unavailable, "the mail could not be sent: %w", err)
	}
	return nil
}
