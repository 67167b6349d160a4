package graph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Microsoft Graph answers searches and counts of directory objects from another store than single
// reads. It refuses them without the header ConsistencyLevel: eventual, which says that the caller
// knows that this store lags behind. Intune's own collections take no such header.
//
// Source: https://learn.microsoft.com/graph/aad-advanced-queries

// directorySets are the collections of directory objects, in lower case.
var directorySets = []string{"administrativeunits", "applications", "contacts", "devices", "directoryobjects", "directoryroles", "groups", "serviceprincipals", "users"}

// directoryRelations are the collections of directory objects that belong to one, in lower case.
var directoryRelations = []string{
	"approleassignedto", "approleassignments", "createdobjects", "directreports", "memberof", "members", "memberswithlicenseerrors", "ownedobjects", "owneddevices", "owners",
	"registereddevices", "registeredowners", "registeredusers", "transitivememberof", "transitivemembers", "transitivereports",
}

// addConsistency adds the header to a request that needs it and does not have it.
func (c *Client) addConsistency(wire Wire) {
	if c.service.Clouds && wire.Method == http.MethodGet && wire.Header[consistencyHeader] == nil && c.needsConsistency(wire.URL) {
		wire.Header[consistencyHeader] = isEventual
	}
}

const consistencyHeader = "Consistencylevel" // as net/http spells it

// isEventual is full, so that append copies it.
var isEventual = []string{"eventual"}

// needsConsistency reports whether a request searches or counts directory objects.
func (c *Client) needsConsistency(address string) bool {
	path, isCount := strings.CutSuffix(strings.ToLower(c.pathOf(address)), "/$count")
	_, query, _ := strings.Cut(address, "?")
	if !isCount && !strings.Contains(query, "count") && !strings.Contains(query, "search") {
		return false
	}
	values, _ := url.ParseQuery(query) // what it cannot read asks for neither
	return isDirectory(path) && (isCount || values.Has("$search") || values.Has("search") || values.Get("$count") == "true" || values.Get("count") == "true")
}

// isDirectory reports whether a path in lower case is that of a collection of directory objects.
func isDirectory(path string) bool {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if last := len(segments) - 1; last > 0 && strings.HasPrefix(segments[last], "microsoft.graph.") {
		segments = segments[:last] // the cast to one kind of object
	}
	if segments[0] == "directory" {
		segments = segments[1:]
	}
	switch len(segments) {
	case 1:
		return slices.Contains(directorySets, segments[0])
	case 2: // me/memberOf, groups('1')/members
		set, _, isKey := strings.Cut(segments[0], "(")
		return (segments[0] == "me" || isKey && slices.Contains(directorySets, set)) && slices.Contains(directoryRelations, segments[1])
	case 3:
		return slices.Contains(directorySets, segments[0]) && slices.Contains(directoryRelations, segments[2])
	}
	return false
}
