package odata_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

var (
	name  = odata.Property[string]{"name"}
	count = odata.Property[int32]{"count"}
	seen  = odata.Property[odata.Time]{"lastSeen"}
	flags = odata.Property[[]string]{"tags"}
	guid  = odata.Property[odata.GUID]{"key"}
	span  = odata.Property[odata.Duration]{"span"}
	parts = odata.Property[[]part]{"parts"}
	owner = odata.Property[*part]{"owner"}
)

type part struct{}

func TestQuery(t *testing.T) {
	at, err := odata.ParseTime("2026-11-25T00:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	key, err := odata.ParseGUID("ec308741-8741-ec30-4187-30ec418730ec")
	if err != nil {
		t.Fatal(err)
	}
	hour, err := odata.ParseDuration("PT1H")
	if err != nil {
		t.Fatal(err)
	}
	for want, options := range map[string][]odata.QueryOption{
		"":                                      nil,
		"?$select=name,count&$top=5":            {odata.Select(name, count), odata.Top(5)},
		"?$orderby=name,count%20desc&$skip=0":   {odata.OrderBy(name, odata.Desc(count)), odata.Skip(0)},
		"?$count=true&$search=a%20%2B%26%3B%23": {odata.Count(), odata.Search("a +&;#")},
		"?$expand=parts($select%3Dname%3B$top%3D1)": {odata.ExpandWith(parts, odata.Select(name), odata.Top(1))},
		"?$expand=parts,owner($select%3Dname%3B$expand%3Dparts,owner)&$select=name": {odata.Expand(parts), odata.Select(name),
			odata.ExpandWith(owner, odata.Select(name), odata.Expand(parts), odata.Expand(owner))},
		"?$filter=name%20eq%20'O''Brien%20%26%20Co'":                                            {odata.Filter(odata.Eq(name, "O'Brien & Co"))},
		"?$filter=lastSeen%20lt%202026-11-25T00:00:00Z":                                         {odata.Filter(odata.Lt(seen, at))},
		"?$filter=key%20eq%20ec308741-8741-ec30-4187-30ec418730ec":                              {odata.Filter(odata.Eq(guid, key))},
		"?$filter=span%20ge%20duration'PT1H'":                                                   {odata.Filter(odata.Ge(span, hour))},
		"?$filter=count%20in%20(1,2)%20or%20name%20ne%20null":                                   {odata.Filter(odata.Or(odata.In(count, 1, 2), odata.IsNotNull(name)))},
		"?$filter=(name%20eq%20'a'%20or%20count%20gt%203)%20and%20not%20(startswith(name,'b'))": {odata.Filter(odata.And(odata.Or(odata.Eq(name, "a"), odata.Gt(count, 3)), odata.Not(odata.StartsWith(name, "b"))))},
		"?$filter=tags/any(x:x%20eq%20'0')":                                                     {odata.Filter(odata.Any(flags, "0"))},
		"?$filter=parts/all(x:x/tags/any(xx:xx%20eq%20'0')%20or%20x/owner/name%20eq%20'a')": {odata.Filter(odata.AllOf(parts, func(item odata.Property[part]) odata.Condition {
			return odata.Or(odata.AnyOf(odata.At(item, flags), func(tag odata.Property[string]) odata.Condition { return odata.Eq(tag, "0") }),
				odata.Eq(odata.At(odata.At(item, owner), name), "a"))
		}))},
		"?$filter=isof('n.t')": {odata.Filter(odata.RawFilter("isof('n.t')"))},
		"?$format=json":        {odata.Query("$format", "json")},
	} {
		if got, err := odata.EncodeQuery(options); err != nil || got != want {
			t.Errorf("got %s, %v\nwant %s", got, err, want)
		}
	}
}

func TestQueryErrors(t *testing.T) {
	for want, option := range map[string]odata.QueryOption{
		"names no property":                 odata.Select(),
		"is negative":                       odata.Top(-1),
		"not a valid name of a query":       odata.Query("a=b", "c"),
		"has no values":                     odata.Filter(odata.In(name)),
		"joins no condition":                odata.Filter(odata.And()),
		"a condition is empty":              odata.Filter(odata.Condition{}),
		"is empty; leave it out":            odata.Filter(odata.Not(odata.Condition{})),
		"condition is empty; leav":          odata.Filter(odata.Or(odata.Eq(name, "x"), odata.Condition{})),
		"\"\" is not a valid name":          odata.Filter(odata.Eq(odata.Property[string]{""}, "x")),
		"not valid UTF-8":                   odata.Filter(odata.Eq(name, "\xff")),
		"\"a&b\" is not a valid name":       odata.OrderBy(odata.Desc(odata.Property[int]{"a&b"})),
		"\"a desc\" is not a valid name":    odata.Select(odata.Property[int]{"a desc"}),
		"\"count desc\" is no":              odata.Select(odata.Desc(count)),
		"\"c desc desc\" is no":             odata.Expand(odata.Desc(odata.Desc(odata.Property[int]{"c"}))),
		"\"tags desc\" is not a valid name": odata.ExpandWith(odata.Desc(flags)),
		"\"n desc\" is not a valid name":    odata.Filter(odata.Eq(odata.Desc(odata.Property[int32]{"n"}), int32(1))),
		"[]string has no":                   odata.Filter(odata.Eq(flags, []string{"a"})),
		"*odata_test.part has":              odata.Filter(odata.Eq(owner, &part{})),
	} {
		if _, err := odata.EncodeQuery([]odata.QueryOption{option}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

func TestQueryGivenTwice(t *testing.T) {
	_, err := odata.EncodeQuery([]odata.QueryOption{odata.Select(name), odata.Top(1), odata.Query("$select", "id")})
	if want := "odata: query option $select is given twice; give it once, with all that it names"; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	empty := func(odata.Property[string]) odata.Condition { return odata.Condition{} }
	if _, err := odata.EncodeQuery([]odata.QueryOption{odata.Filter(odata.AnyOf(flags, empty))}); err == nil || !strings.Contains(err.Error(), "items of tags: odata: a condition is empty") {
		t.Errorf("got %v; want an error about the items of tags", err)
	}
}

// A secret in a URL would be in every log of that URL.
func TestSecretsStayOutOfURLs(t *testing.T) {
	const planted = "hunter22"
	password := odata.Property[odata.Secret]{"password"}
	passwords := odata.Property[[]odata.Secret]{"passwords"}
	secret := odata.NewSecret(planted)
	for name, c := range map[string]odata.Condition{
		"Eq": odata.Eq(password, secret), "Ne": odata.Ne(password, secret), "Gt": odata.Gt(password, secret), "Ge": odata.Ge(password, secret),
		"Lt": odata.Lt(password, secret), "Le": odata.Le(password, secret), "In": odata.In(password, secret), "Any": odata.Any(passwords, secret),
		"AnyOf": odata.AnyOf(passwords, func(p odata.Property[odata.Secret]) odata.Condition { return odata.Eq(p, secret) }),
		"Not":   odata.Not(odata.Eq(password, secret)), "And": odata.And(odata.IsNull(password), odata.Eq(password, secret)),
	} {
		query, err := odata.EncodeQuery([]odata.QueryOption{odata.Filter(c)})
		if err == nil || !strings.Contains(err.Error(), "secret cannot be part of a URL") || strings.Contains(err.Error()+query, planted) {
			t.Errorf("%s: got %q, %v", name, query, err)
		}
	}
	params := struct {
		Password odata.Field[odata.Secret] `odata:"password"`
		Extra    odata.Extra               `odata:""`
	}{Password: odata.Set(secret)}
	if text, _, err := odata.Arguments(&params); err == nil || strings.Contains(err.Error()+text, planted) {
		t.Errorf("got %q, %v", text, err)
	}
	if query, err := odata.EncodeQuery([]odata.QueryOption{odata.Filter(odata.IsNotNull(password))}); err != nil || query != "?$filter=password%20ne%20null" {
		t.Errorf("got %q, %v", query, err)
	}
}
