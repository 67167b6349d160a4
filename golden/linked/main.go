// Command linked decodes values of derived types and prints their Go types. A test runs it as the linker leaves it: programs of the
// go test command keep all methods, so that nothing else would show one that was dropped although the codec needs it.
package main

import (
	"fmt"
	"os"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var apps []intunebeta.AnyMobileApp
	if err := odata.DecodePage([]byte(`{"value":[
		{"@odata.type":"#microsoft.graph.win32LobApp"},
		{"@odata.type":"#microsoft.graph.notKnown","id":"1"}]}`), &apps, false, func(string) {}, nil); err != nil {
		return err
	}
	var app intunebeta.AnyMobileLobApp // a type in the middle of the hierarchy
	if err := odata.DecodeReply([]byte(`{"@odata.type":"#microsoft.graph.iosLobApp"}`), &app, false); err != nil {
		return err
	}
	fmt.Printf("%T %T %T\n", apps[0], apps[1], app)
	return nil
}
