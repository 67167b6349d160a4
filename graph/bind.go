package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A Sendable is a request of any kind: a *[Request], *[List], *[Command] or *[Stream].
type Sendable interface{ Build() (Wire, error) }

// Bind makes a model that is created, or a patch, refer to a resource that exists: it adds
// name@odata.bind of a navigation property to Extra. The resource is named by the request that
// reads it, so its URL is that of the client's cloud; the request is not sent.
//
//	p := intunebeta.GroupPolicyDefinitionValueProperties
//	value := intunebeta.GroupPolicyDefinitionValue{Enabled: odata.Set(true)}
//	definition := client.DeviceManagement().GroupPolicyDefinitions().ID(id).Get()
//	err := graph.Bind(&value.Extra, p.Definition, definition)
//
// For a property with many resources each call adds one; for a property with one resource the last
// call counts. A name that no package has is written odata.Property[string]{"name"}, or
// odata.Property[[]string]{"name"} for many. It is an error if the request does not read one
// resource. A resource of another service than that which the body is sent to is an error when the
// body's request is built.
func Bind[T any](extra *odata.Extra, property odata.Property[T], request Sendable) error {
	address, err := addressOf(request)
	if err == nil && reflect.TypeFor[T]().Kind() == reflect.Slice {
		return bindMany(extra, property[0]+bindSuffix, address)
	}
	if err == nil {
		err = extra.Set(property[0]+bindSuffix, address)
	}
	return err
}

const bindSuffix = "@odata.bind"

// addressOf returns the URL of the resource that a request reads.
func addressOf(request Sendable) (string, error) {
	wire, err := request.Build()
	switch {
	case err != nil:
		return "", err
	case wire.Method != http.MethodGet:
		return "", fmt.Errorf("graph: %s %s does not read what is referred to; give its Get", wire.Method, wire.Template)
	case strings.ContainsAny(wire.URL, "?#"):
		return "", fmt.Errorf("graph: GET %s has query options, which a reference cannot have; leave them out", wire.Template)
	case isList(request), strings.HasSuffix(wire.Template, "/$count"), strings.HasSuffix(wire.Template, "/$ref"), strings.HasSuffix(wire.Template, "/$value"):
		return "", fmt.Errorf("graph: GET %s does not read one resource; give the Get of one, as by its ID", wire.Template)
	}
	return wire.URL, nil
}

// isList reports whether a request is a [List] of something.
func isList(request Sendable) bool {
	t := reflect.TypeOf(request)
	return t.Kind() == reflect.Pointer && t.Elem().PkgPath() == reflect.TypeFor[Wire]().PkgPath() && strings.HasPrefix(t.Elem().Name(), "List[")
}

// bindMany adds an address to those of a member.
func bindMany(extra *odata.Extra, name, address string) error {
	var all []string
	if raw, ok := extra.Get(name); ok {
		if err := json.Unmarshal(raw, &all); err != nil {
			return fmt.Errorf("graph: %s in Extra is not a list of addresses; delete it first", name)
		}
	}
	if slices.Contains(all, address) {
		return nil
	}
	return extra.Set(name, append(all, address))
}

// checkBinds refuses a body that refers to resources of another service. The root of the client's
// cloud is not another one, also if requests are sent elsewhere.
func (c *call) checkBinds(body []byte) error {
	var v any
	if c.contentType != "" || !bytes.Contains(body, []byte(bindSuffix)) || json.Unmarshal(body, &v) != nil {
		return nil // a file, or nothing that refers to a resource
	}
	return c.node.client.checkBind("", v)
}

// checkBind checks the addresses in a value, which is that of a bind if it has such a name.
func (c *Client) checkBind(name string, v any) error {
	var errs []error
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			errs = append(errs, c.checkBind(name, v[name]))
		}
	case []any:
		for _, value := range v {
			errs = append(errs, c.checkBind(name, value))
		}
	case string:
		u, err := url.Parse(v)
		if err == nil && strings.HasSuffix(name, bindSuffix) && u.Host != "" && !c.serves(u) {
			return fmt.Errorf("%s leads to host %q, which is not that of the client (%s); bind by a request of the same client", name, u.Host, c.base.Host)
		}
	}
	return errors.Join(errs...)
}

// serves reports whether a URL is one of the client's service or cloud.
func (c *Client) serves(u *url.URL) bool {
	root, err := url.Parse(c.cloud.Root)
	return sameHost(u, c.base) || err == nil && sameHost(u, root)
}
