// Command publish makes an .intunewin file the content of a Win32 app. Interrupted and run again,
// it goes on with the blocks that are missing. Without a file it makes one up.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"

	"github.com/schollz/progressbar/v3"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/content"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	name := flag.String("file", "", "the .intunewin file")
	id := flag.String("app", "", "id of the app; without it one is created")
	state := flag.String("state", "", "file by which a later run goes on")
	asJSON := flag.Bool("json", false, "write the result as JSON, without a progress bar")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	file, err := open(*name)
	if err != nil {
		log.Fatal(err)
	}
	bar := io.Writer(os.Stderr)
	if *asJSON {
		bar = io.Discard
	}
	app, version, err := publish(ctx, connect.To(*at), *id, file, *state, bar)
	if err != nil {
		log.Fatal(err)
	}
	if *asJSON {
		_ = json.NewEncoder(os.Stdout).Encode(map[string]string{"app": app, "version": version})
		return
	}
	fmt.Println("content version", version, "is committed")
}

// open opens a file, or packs a small one that is made up.
func open(name string) (*content.File, error) {
	if name == "" {
		plain := bytes.Repeat([]byte("installer "), 100_000)
		return content.Encrypt(bytes.NewReader(plain), int64(len(plain)), "setup.exe")
	}
	file, err := os.Open(name) // it is read until the program ends
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return content.OpenIntunewin(file, info.Size())
}

// publish creates the app unless it has an id, and publishes its content.
func publish(ctx context.Context, client *intunebeta.Client, id string, file *content.File, state string, out io.Writer) (app, version string, err error) {
	if id == "" {
		created, err := client.DeviceAppManagement().MobileApps().Create(&intunebeta.Win32LobApp{
			DisplayName:          odata.Set("Example"),
			FileName:             odata.Set(file.Name),
			SetupFilePath:        odata.Set("setup.exe"),
			InstallCommandLine:   odata.Set("setup.exe /quiet"),
			UninstallCommandLine: odata.Set("setup.exe /uninstall"),
		}).Do(ctx)
		if err != nil {
			return "", "", err
		}
		id = odata.ID(created)
	}
	bar := progressbar.NewOptions64(file.EncryptedSize, progressbar.OptionSetWriter(out), progressbar.OptionShowBytes(true))
	options := &content.PublishOptions{Progress: func(sent, _ int64) { _ = bar.Set64(sent) }} // only a picture
	if state != "" {
		options.State = content.FileState(state)
	}
	version, err = content.Publish(ctx, client.Client, content.App{ID: id, Type: "win32LobApp"}, file, options)
	_ = bar.Exit()
	return id, version, err
}
