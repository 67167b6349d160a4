// Package pull fetches the description that an address gives, and keeps it packed with what says whether it has changed.
package pull

import (
	"errors"
	"net"
	"net/url"
)

// Shown returns an address as it may be printed and kept: without user, password, query and fragment, which may be secret.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "the address of the input"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// errAddress does not say what the address is, since it may hold a password.
var errAddress = errors.New("input is no https address without credentials; give one that begins with https://")

// CheckAddress refuses addresses whose answer anyone on the way could have changed.
func CheckAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || !isProtected(u) {
		return errAddress
	}
	return nil
}

// isProtected reports whether an address is one of https or of this machine, without credentials.
func isProtected(u *url.URL) bool {
	return u.User == nil && (u.Scheme == "https" && u.Host != "" || u.Scheme == "http" && net.ParseIP(u.Hostname()).IsLoopback())
}
