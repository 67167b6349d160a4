// Package calls calls operations in the ways that programs do, for a test.
package calls

import (
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// Chain shows the whole path.
func Chain(c *intunebeta.Client) {
	c.DeviceManagement().EmbeddedSIMActivationCodePools().ID("x").Patch(intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("x")})
}

// Variable keeps a builder in a variable.
func Variable(c *intunebeta.Client) {
	pools := c.DeviceManagement().EmbeddedSIMActivationCodePools()
	pools.List()
}

// Parameter uses a builder whose path is not known.
func Parameter(category *intunebeta.DeviceCategoryBuilder) { category.Get() }

// Value returns a method that others may call.
func Value(c *intunebeta.Client) any { return c.DeviceAppManagement().MobileApps().ID("x").Delete }

// Action calls an action.
func Action(c *intunebeta.Client) { c.DeviceAppManagement().SyncMicrosoftStoreForBusinessApps() }

// Converted calls a method of the base type, which the builder after a cast lacks.
func Converted(c *intunebeta.Client) {
	app := c.DeviceAppManagement().MobileApps().ID("x").AsWin32LobApp()
	(*intunebeta.MobileAppBuilder)(app).Assign(intunebeta.MobileAppAssignParams{})
}

// Cast casts to the app's own type. The documentation leaves the cast out.
func Cast(c *intunebeta.Client) {
	versions := c.DeviceAppManagement().MobileApps().ID("x").AsWin32LobApp().ContentVersions()
	versions.List()
	versions.ID("y").Files().ID("z").Commit(intunebeta.MobileAppContentFileCommitParams{})
}

// Replaces sends a PUT, which is not documented, though the PATCH is.
func Replaces(c *intunebeta.Client) { c.DeviceManagement().ConfigurationPolicies().ID("x").Put(nil) }

// Builds returns a builder and makes no call.
func Builds(c *intunebeta.Client) *intunebeta.MobileAppCollection {
	return c.DeviceAppManagement().MobileApps()
}
