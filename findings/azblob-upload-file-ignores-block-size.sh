#!/usr/bin/env bash
# azblob's UploadFile sends a file of up to 256 MiB in one request whatever BlockSize and Concurrency say;
# UploadStream obeys.
#
# Version:  github.com/Azure/azure-sdk-for-go/sdk/storage/azblob v1.8.3, blockblob.Client.
# Input:    a file of 8 MiB with BlockSize 1 MiB and Concurrency 2, the options by which one keeps a request short on
#           a slow line.
# Expected: eight blocks and a block list, from both.
# Seen:     UploadFile makes one PUT of 8 MiB, UploadStream eight blocks and a list. Below 256 MiB the block size is
#           not looked at, so what was sent before a broken connection is sent again whole.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
)

const block = 1 << 20

type service struct {
	mu    sync.Mutex
	kinds map[string]int
}

func (s *service) Do(req *http.Request) (*http.Response, error) {
	n, err := io.Copy(io.Discard, req.Body)
	if err != nil {
		return nil, err
	}
	kind := req.URL.Query().Get("comp")
	if kind == "" {
		kind = fmt.Sprintf("one PUT of %d MiB", n/block)
	}
	s.mu.Lock()
	s.kinds[kind]++
	s.mu.Unlock()
	return &http.Response{StatusCode: 201, Header: http.Header{}, Body: http.NoBody, Request: req}, nil
}

func upload(name string, send func(*blockblob.Client, *os.File) error) {
	s := &service{kinds: map[string]int{}}
	client, err := blockblob.NewClientWithNoCredential("https://service.example/container/blob",
		&blockblob.ClientOptions{ClientOptions: azcore.ClientOptions{Transport: s}})
	if err != nil {
		panic(err)
	}
	file, err := os.Open("file")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if err := send(client, file); err != nil {
		panic(err)
	}
	fmt.Println(name, s.kinds)
}

func main() {
	if err := os.WriteFile("file", make([]byte, 8*block), 0o600); err != nil {
		panic(err)
	}
	upload("UploadFile", func(c *blockblob.Client, f *os.File) error {
		_, err := c.UploadFile(context.Background(), f, &blockblob.UploadFileOptions{BlockSize: block, Concurrency: 2})
		return err
	})
	upload("UploadStream", func(c *blockblob.Client, f *os.File) error {
		_, err := c.UploadStream(context.Background(), f, &blockblob.UploadStreamOptions{BlockSize: block, Concurrency: 2})
		return err
	})
}
GO
go get github.com/Azure/azure-sdk-for-go/sdk/storage/azblob@v1.8.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
printf 'UploadFile map[one PUT of 8 MiB:1]\nUploadStream map[block:8 blocklist:1]\n' > want
diff want out || { echo "CHANGED"; exit 1; }
