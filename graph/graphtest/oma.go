package graphtest

import (
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// This file is how Intune treats the values of custom settings (OMA-URI): it encrypts texts,
// returns them masked, and tells them to the function getOmaSettingPlainTextValue.

const (
	omaSetting  = "omaSetting"
	omaSettings = "omaSettings"
)

// encrypt marks the texts among the custom settings of a configuration as encrypted, and gives each
// a reference.
func (s *state) encrypt(members []member) []member {
	items, ok := itemsOf(find(members, omaSettings))
	if !ok || len(items) == 0 {
		return members
	}
	list := []byte{'['}
	for i, item := range items {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, s.encryptOne(item)...)
	}
	return with(members, member{omaSettings, append(list, ']')})
}

func (s *state) encryptOne(item []byte) []byte {
	setting, ok := membersOf(item)
	if !ok || !isEncryptable(unquote(find(setting, typeName))) {
		return item
	}
	setting = with(setting, member{"isEncrypted", []byte("true")})
	if unquote(find(setting, "secretReferenceValueId")) == "" {
		setting = with(setting, member{"secretReferenceValueId", quote(s.guid())})
	}
	return objectOf(setting)
}

// isEncryptable reports whether Intune encrypts the values of settings of a type.
func isEncryptable(typ string) bool {
	name := lastName(typ)
	return name == "omaSettingString" || name == "omaSettingStringXml"
}

// maskedSetting returns the value of a custom setting as it is returned.
func maskedSetting(setting []member, raw []byte) []byte {
	if string(find(setting, "isEncrypted")) != "true" || isNull(raw) {
		return raw
	}
	if strings.HasSuffix(unquote(find(setting, typeName)), "Xml") {
		return []byte(maskedBinary)
	}
	return []byte(maskedText)
}

// plainText answers the function that tells the value of an encrypted setting. It reports whether
// op is that function.
func (x *request) plainText(op *graph.SchemaOperation) (Reply, bool, *fault) {
	if op.Segment != "getOmaSettingPlainTextValue" || x.place.one == nil {
		return Reply{}, false, nil
	}
	_, reference, _ := strings.Cut(x.place.arguments, "=")
	items, _ := itemsOf(x.place.one.rec.get(omaSettings))
	for _, item := range items {
		setting, _ := membersOf(item)
		if id := unquote(find(setting, "secretReferenceValueId")); id != "" && id == unquoteLiteral(reference) {
			reply, f := x.result(op, find(setting, "value"))
			return reply, true, f
		}
	}
	if len(items) == 0 {
		return Reply{}, false, nil
	}
	return Reply{}, true, &fault{status: http.StatusNotFound, code: "ResourceNotFound", message: "The secret reference is not known."}
}
