// Command linked decodes values of derived types and prints their Go types. A test runs it as the
// linker leaves it: programs of the go test command keep all methods, so that nothing else would
// show one that was dropped although the codec needs it.
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
		{"@odata.type":"#microsoft.graph.notKnown","id":"1"}]}`), &apps, &odata.Page{Link: func(string) {}}); err != nil {
		return err
	}
	// Types in the middle of the hierarchy, one of which is named after a type derived from it in
	// the alphabet.
	var app intunebeta.AnyMobileLobApp
	if err := odata.Unmarshal([]byte(`{"@odata.type":"#microsoft.graph.iosLobApp"}`), &app); err != nil {
		return err
	}
	var win32 intunebeta.AnyWin32LobApp
	if err := odata.Unmarshal([]byte(`{"@odata.type":"#microsoft.graph.notKnown"}`), &win32); err != nil {
		return err
	}
	fmt.Printf("%T %T %T %T\n", apps[0], apps[1], app, win32)
	return nil
}
