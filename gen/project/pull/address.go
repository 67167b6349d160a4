// Package pull fetches a description from an address. It keeps it compressed, with the ETag that
// shows whether it has changed.
package pull

import (
	"errors"
	"net"
	"net/url"
)

// Shown returns an address without user, password, query and fragment, which may be secret. Only
// this form is printed and kept.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "the address of the input"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// errAddress does not contain the address, which may hold a password.
var errAddress = errors.New("input is not an https address without credentials; give one that starts with https://")

// CheckAddress refuses addresses whose answer others on the network could change.
func CheckAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || !isProtected(u) {
		return errAddress
	}
	return nil
}

// isProtected reports whether an address is for https or for this machine, and has no credentials.
func isProtected(u *url.URL) bool {
	return u.User == nil && (u.Scheme == "https" && u.Host != "" || u.Scheme == "http" && net.ParseIP(u.Hostname()).IsLoopback())
}
