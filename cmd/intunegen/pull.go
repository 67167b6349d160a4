package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
)

// Bounds of a fetch. The $metadata of Graph beta is about 10 MB and comes within seconds.
const (
	pullTimeout = 2 * time.Minute
	pullLimit   = 64 << 20
)

// A pull fetches the $metadata of a service and keeps it packed.
type pull struct {
	configFile, cloud, out string
	limit                  int64
}

func pullCommand() *cobra.Command {
	p := pull{limit: pullLimit}
	cmd := &cobra.Command{
		Use:   "pull [--cloud NAME] [--out FILE]",
		Short: "Fetch the current $metadata of Graph beta, without credentials, and keep it for generate",
		Long: "Without --cloud the address is the configuration's input, else that of the global service. The answer is checked and kept\n" +
			"compressed, with its ETag: what has not changed is not sent again.",
		Args: takes(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, cancel := context.WithTimeout(cmd.Context(), pullTimeout)
			defer cancel()
			return p.run(ctx, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&p.configFile, "config", config.Name, "configuration, which need not be there")
	cmd.Flags().StringVar(&p.cloud, "cloud", "", "national cloud: global, usgovl4, usgovl5 or china")
	cmd.Flags().StringVar(&p.out, "out", "", "file to keep it in; without it, beside the configuration where generate looks")
	return cmd
}

func (p pull) run(ctx context.Context, w io.Writer) error {
	address, err := p.address()
	if err != nil {
		return err
	}
	file := p.out
	if file == "" {
		file = pulledFile(p.configFile)
	}
	have, err := readPulled(file)
	if err != nil {
		return err
	}
	got, err := p.fetch(ctx, address, have)
	if err != nil {
		return err
	}
	if got == nil || bytes.Equal(got.data, have.data) {
		fmt.Fprintf(w, "%s: unchanged, sha256 %s\n", file, lock.Hash(have.data))
		return nil
	}
	if _, err := csdl.Read(address, bytes.NewReader(got.data)); err != nil {
		return fmt.Errorf("what was fetched is no description; nothing was written: %w", err)
	}
	if err := got.write(file); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %d bytes from %s, sha256 %s\n", file, len(got.data), address, lock.Hash(got.data))
	return nil
}

// address returns where the $metadata is.
func (p pull) address() (string, error) {
	if p.cloud == "" {
		if c, err := readConfig(p.configFile); err != nil || c != nil && config.IsURL(c.Input) {
			if err != nil {
				return "", err
			}
			return c.Input, checkAddress(c.Input)
		}
		return graph.Global.Root + embeddedPath + "/$metadata", nil
	}
	cloud, err := graph.CloudByName(p.cloud)
	return cloud.Root + embeddedPath + "/$metadata", err
}

// readConfig reads a configuration, nil when there is none.
func readConfig(file string) (*config.Config, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	name, data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	return config.Read(name, data)
}

// checkAddress refuses addresses whose answer anyone on the way could have changed.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil {
		return nil
	}
	if err == nil && u.Scheme == "http" && u.User == nil && net.ParseIP(u.Hostname()).IsLoopback() {
		return nil
	}
	return fmt.Errorf("input is no https address without credentials; give one that begins with https://")
}

// A pulled is what pull keeps: the description, and in the header of the packed file its address and ETag.
type pulled struct {
	data          []byte
	address, etag string
	modified      time.Time
}

// readPulled reads what an earlier pull kept, nothing when there is none.
func readPulled(file string) (*pulled, error) {
	packed, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &pulled{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot read the file; make it readable: %w", file, err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: is no file of an earlier pull; move it away or choose another with --out: %w", file, err)
	}
	data, err := spec.ReadInput(file, bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return &pulled{data: data, address: zip.Name, etag: zip.Comment, modified: zip.ModTime}, nil
}

// fetch asks for the description, and returns nil when what is there is still current.
func (p pull) fetch(ctx context.Context, address string, have *pulled) (*pulled, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: no address: %w", address, err)
	}
	req.Header.Set("Accept", "application/xml")
	if have.etag != "" && have.address == address {
		req.Header.Set("If-None-Match", have.etag)
	}
	client := &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) > 5 {
			return fmt.Errorf("too many redirects")
		}
		return checkAddress(req.URL.String())
	}}
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("cannot fetch the description; check address and network, or use a file: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified && req.Header.Get("If-None-Match") != "" {
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: answered %s; check the address, or try again later", address, resp.Status)
	}
	return p.read(address, resp)
}

func (p pull) read(address string, resp *http.Response) (*pulled, error) {
	data, err := io.ReadAll(io.LimitReader(resp.Body, p.limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: broke off; try again: %w", address, err)
	}
	if int64(len(data)) > p.limit {
		return nil, fmt.Errorf("%s: more than %d bytes, which is no description of Graph; check the address", address, p.limit)
	}
	if data, err = spec.ReadInput(address, bytes.NewReader(data)); err != nil {
		return nil, err
	}
	got := &pulled{data: data, address: address, etag: resp.Header.Get("ETag")}
	if at, err := http.ParseTime(resp.Header.Get("Last-Modified")); err == nil {
		got.modified = at
	}
	return got, nil
}

// write packs the description and puts it in its place in one step.
func (p *pulled) write(file string) error {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	zip.Name, zip.Comment, zip.ModTime = p.address, p.etag, p.modified
	if _, err = zip.Write(p.data); err == nil {
		err = zip.Close()
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be packed: %w", file, err)
	}
	return replaceFile(file, packed.Bytes())
}
