package generated_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	ib "github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// strictProblems returns what UnmarshalStrict refuses in a text, and checks that nothing was
// decoded then.
func strictProblems(t *testing.T, text []byte, v any, options ...odata.StrictOption) []odata.Problem {
	t.Helper()
	fresh := reflect.New(reflect.TypeOf(v).Elem())
	err := odata.UnmarshalStrict(text, fresh.Interface(), options...)
	if err == nil {
		return nil
	}
	if !fresh.Elem().IsZero() {
		t.Errorf("%s was decoded in part", text)
	}
	var strict *odata.StrictError
	if !errors.As(err, &strict) {
		t.Fatalf("%s: %v", text, err)
	}
	for _, p := range strict.Problems {
		if p.Remedy == "" || p.What == "" || !strings.Contains(err.Error(), p.String()) {
			t.Errorf("%s: %+v", text, p)
		}
	}
	return strict.Problems
}

// Each text has one problem at its path, which begins at the mark "^" in the text.
func TestFaultD2_Problems(t *testing.T) {
	for _, test := range []struct {
		into       any
		text, path string
		says       string
	}{
		{&ib.Win32LobAppPatch{}, `{"minimumMemoryInMB":^"2000"}`, "/minimumMemoryInMB", "is a string; want a whole number from -2147483648 to 2147483647; write it without quotes"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"qualityUpdatesDeferalPeriodInDays":7}`, "/qualityUpdatesDeferalPeriodInDays",
			"windowsUpdateForBusinessConfiguration has no such property; did you mean qualityUpdatesDeferralPeriodInDays?"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"QualityUpdatesDeferralPeriodInDays":7}`, "/QualityUpdatesDeferralPeriodInDays", "did you mean qualityUpdatesDeferralPeriodInDays?"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"qualityUpdatesDeferralPeriodInDays":^7.5}`, "/qualityUpdatesDeferralPeriodInDays", "out of range or with a fraction"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"qualityUpdatesDeferralPeriodInDays":^3000000000}`, "/qualityUpdatesDeferralPeriodInDays", "out of range"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"qualityUpdatesPaused":^"true"}`, "/qualityUpdatesPaused", "is a string; want true or false; write it without quotes"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"qualityUpdatesPauseExpiryDateTime":^"tomorrow"}`, "/qualityUpdatesPauseExpiryDateTime", `is a string that is not a date and time; write it as "2026`},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"qualityUpdatesPauseExpiryDateTime":^"2026-01-01T00:00:00"}`, "/qualityUpdatesPauseExpiryDateTime", "has no zone"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"roleScopeTagIds":^"0"}`, "/roleScopeTagIds", "is a string; want an array; write it in brackets"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"roleScopeTagIds":["0",^null]}`, "/roleScopeTagIds/1", "is null in an array"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"roleScopeTagIds":["0",^1]}`, "/roleScopeTagIds/1", "is a number; want a string; write it in quotes"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"qualityUpdatesPaused":null}`, "/qualityUpdatesPaused", "is null and not nullable"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"automaticUpdateMode":^"always"}`, "/automaticUpdateMode", `"always" is no member of AutomaticUpdateMode`},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"id":"1"}`, "/id", "is read-only"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"assignments":[]}`, "/assignments", "is a navigation property"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"displayName":"a",^"displayName":"b"}`, "/displayName", "is twice in its object"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"@odata.context":"c"}`, "/@odata.context", "is an annotation"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{^"#microsoft.graph.assign":{}}`, "/#microsoft.graph.assign", "is an operation"},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"@odata.type":^"#microsoft.graph.iosGeneralDeviceConfiguration"}`, "/@odata.type",
			`names "#microsoft.graph.iosGeneralDeviceConfiguration", not microsoft.graph.windowsUpdateForBusinessConfiguration`},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `{"activationCodes":[{},{^"matchingIdentifer":"x"}]}`, "/activationCodes/1/matchingIdentifer", "did you mean matchingIdentifier?"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `{"activationCodes":[{},^5]}`, "/activationCodes/1", "is a number; want an object"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `{"displayName":"\ud83d\ude00", ^"a/b~c":1}`, "/a~1b~0c", "has no such property"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `{"displayName":"x"} ^x`, "", "nothing after the value"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `{"displayName":^x}`, "/displayName", "correct the JSON"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `^[]`, "", "is an array; want an object"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `^null`, "", "is null; want an object"},
		{&ib.EmbeddedSIMActivationCodePoolPatch{}, `^`, "", "the text ends"},
		{&ib.Windows10CustomConfigurationPatch{}, `{"omaSettings":[{"@odata.type":^"#microsoft.graph.omaSettingSting","value":"x"}]}`, "/omaSettings/0/@odata.type", "did you mean microsoft.graph.omaSettingString?"},
		{&ib.Windows10CustomConfigurationPatch{}, `{"omaSettings":[^{"omaUri":"x"}]}`, "/omaSettings/0", "has no @odata.type"},
		{&ib.Windows10CustomConfigurationPatch{}, `{"omaSettings":[{"value":^"a","@odata.type":"#microsoft.graph.omaSettingInteger"}]}`, "/omaSettings/0/value", "want a whole number"},
		{&ib.Windows10CustomConfigurationPatch{}, `{"omaSettings":[{"value":^5,"@odata.type":"#microsoft.graph.omaSettingString"}]}`, "/omaSettings/0/value", "write it in quotes"},
		{&ib.DeviceManagementScriptPatch{}, `{"scriptContent":^"no base64!"}`, "/scriptContent", "is a string that is not base64"},
		{&ib.MobileAppCategoryPatch{}, "\ufeff{\n  ^\"dispayName\": \"x\"\n}", "/dispayName", "did you mean displayName?"},
		{&ib.DeviceCategory{}, `{^"@odata.etag":"1","id":"1"}`, "/@odata.etag", "is an annotation"},
		{&ib.GroupPolicyDefinitionValue{}, `{^"defnition@odata.bind":"x"}`, "/defnition@odata.bind", "has no such navigation property; did you mean definition?"},
		{&ib.GroupPolicyDefinitionValue{}, `{"definition@odata.bind":^5}`, "/definition@odata.bind", "want the address of a resource"},
		{new(ib.AnyDeviceConfiguration), `^{"displayName":"x"}`, "", "has no @odata.type, and microsoft.graph.deviceConfiguration is abstract"},
		{new(ib.AnyDeviceConfiguration), `{"@odata.type":^"#microsoft.graph.win32LobApp"}`, "/@odata.type", "which is no microsoft.graph.deviceConfiguration"},
		{new(ib.AnyDeviceConfiguration), `{"@odata.type":^"#microsoft.graph.deviceConfiguration"}`, "/@odata.type", "is abstract"},
		{new([]ib.DeviceCategory), `[{},{^"nme":1}]`, "/1/nme", "has no such property"},
		{new([]*ib.DeviceCategory), `[{},^5]`, "/1", "want an object"},
		{new([]ib.AnyMobileApp), `[{"@odata.type":"#microsoft.graph.win32LobApp","rules":[{"@odata.type":"#microsoft.graph.win32LobAppProductCodeRule",^"productCde":"x"}]}]`, "/0/rules/0/productCde", "did you mean productCode?"},
		{new([]ib.DeviceCategory), `^{}`, "", "want an array"},
	} {
		offset := strings.IndexByte(test.text, '^')
		text := strings.Replace(test.text, "^", "", 1)
		problems := strictProblems(t, []byte(text), test.into)
		if len(problems) != 1 || problems[0].Path != test.path || problems[0].Offset != offset || !strings.Contains(problems[0].What+"; "+problems[0].Remedy, test.says) {
			t.Errorf("%T %s:\ngot  %+v\nwant %s at %d: %s", test.into, test.text, problems, test.path, offset, test.says)
		}
		if len(problems) == 1 && strings.HasPrefix(text, "\ufeff") && (problems[0].Line != 2 || problems[0].Column != 3) {
			t.Errorf("%s: %d:%d", text, problems[0].Line, problems[0].Column)
		}
	}
}

// All problems come at once, in the order of the text.
func TestFaultD2_AllAtOnce(t *testing.T) {
	text := []byte("{\n\t\"id\": \"1\",\n\t\"displyName\": \"x\",\n\t\"activationCodes\": [{\"smdp\": {\"a\":1,\"a\":2}}, null],\n\t\"activationCodeCount\": \"3\"\n")
	err := odata.UnmarshalStrict(text, &ib.EmbeddedSIMActivationCodePoolPatch{})
	const want = `odata: intunebeta.EmbeddedSIMActivationCodePoolPatch: 6 problems:
	2:2: /id: is read-only; leave it out, the service sets it
	3:2: /displyName: embeddedSIMActivationCodePool has no such property; did you mean displayName?
	4:23: /activationCodes/0/smdp: embeddedSIMActivationCode has no such property; correct the name, or leave it out
	4:38: /activationCodes/0/smdp/a: is twice in its object; remove one of the two
	4:47: /activationCodes/1: is null in an array; remove it
	5:25: /activationCodeCount: is a string; want a whole number from -2147483648 to 2147483647; write it without quotes
	6:1: the text ends; want , or }; correct the JSON`
	if got := fmt.Sprint(err); got != strings.Replace(want, "6 problems", "7 problems", 1) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// No secret is in the error, wherever it is in the text.
func TestFaultD2_NoSecret(t *testing.T) {
	const secret = "hunter2-hunter2"
	for _, text := range []string{`{"preSharedKy":"%s"}`, `{"preSharedKey":["%s"]}`, `{"preSharedKey":{"a":"%s"}}`, `{"preSharedKey":"%s","preSharedKey":"%s"}`, `{"connectAutomatically":"%s"}`,
		`{"proxySettings":["%s"]}`, `{"preSharedKey":"%s`, `{"preSharedKey":"%s"x}`} {
		text = strings.ReplaceAll(text, "%s", secret)
		err := odata.UnmarshalStrict([]byte(text), &ib.WindowsWifiConfigurationPatch{})
		if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// What fits passes: as Unmarshal decodes it, also members that are new if that is asked for.
func TestFaultD2_WhatFits(t *testing.T) {
	for _, test := range []struct {
		into    any
		text    string
		options []odata.StrictOption
	}{
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","description":null,"qualityUpdatesDeferralPeriodInDays":7,"roleScopeTagIds":[]}`, nil},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"@odata.type":"microsoft.graph.windowsUpdateForBusinessConfiguration"}`, nil},
		{&ib.WindowsUpdateForBusinessConfigurationPatch{}, `{"automaticUpdateMode":"newest"}`, []odata.StrictOption{odata.AllowUnknownMembers()}},
		{&ib.GroupPolicyDefinitionValue{}, `{"id":"1","definition@odata.bind":"https://graph.microsoft.com/beta/x","presentationValues":[{"@odata.type":"#microsoft.graph.groupPolicyPresentationValueText","value":"x"}]}`, nil},
		{&ib.DeviceCategory{}, "\ufeff {\"id\":\"1\"} \n", nil},
		{new(ib.AnyMobileApp), `{"displayName":"x","@odata.type":"#microsoft.graph.win32LobApp"}`, nil},
		{new([]ib.AnyMobileApp), `[{"@odata.type":"#microsoft.graph.win32LobApp"}]`, nil},
		{new([]*ib.DeviceCategory), `[{}]`, nil},
	} {
		if err := odata.UnmarshalStrict([]byte(test.text), test.into, test.options...); err != nil {
			t.Errorf("%s: %v", test.text, err)
		}
		want := reflect.New(reflect.TypeOf(test.into).Elem())
		if err := odata.Unmarshal([]byte(test.text), want.Interface()); err != nil {
			t.Fatal(err)
		}
		got, _ := odata.Marshal(reflect.ValueOf(test.into).Elem().Interface())
		if same, _ := odata.Marshal(want.Elem().Interface()); string(got) != string(same) || len(got) == 0 {
			t.Errorf("%s: got %s; want %s", test.text, got, same)
		}
	}
	for _, target := range []any{nil, ib.DeviceCategory{}, new(any), new(int), new([]int), new(map[string]int)} {
		if err := odata.UnmarshalStrict([]byte(`{}`), target); err == nil {
			t.Errorf("decoded into %T", target)
		}
	}
}

// In every patch, a name with a letter missing is found with the name that was meant.
func TestFaultD2_Misspelt(t *testing.T) {
	tried := 0
	for _, name := range updated(t) {
		patch := newPatch(t, name, `{}`)
		own := wireNames(patch)
		for property := range own {
			typo := property[:len(property)/2] + property[len(property)/2+1:]
			if _, ok := own[typo]; ok || len(property) < 6 {
				continue
			}
			tried++
			problems := strictProblems(t, []byte(`{"`+typo+`":null}`), patch)
			if len(problems) != 1 || problems[0].Path != "/"+typo || !strings.HasPrefix(problems[0].Remedy, "did you mean ") {
				t.Errorf("%s: %s: %+v", name, typo, problems)
				continue
			}
			meant := strings.TrimSuffix(strings.TrimPrefix(problems[0].Remedy, "did you mean "), "?")
			if _, ok := own[meant]; !ok || meant != property && len(meant) > len(property) {
				t.Errorf("%s: %s: meant %s; want %s", name, typo, meant, property)
			}
		}
	}
	if tried < 4000 {
		t.Errorf("%d names were tried", tried)
	}
}
