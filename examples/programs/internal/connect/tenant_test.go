package connect

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/graph"
)

// Every program runs against a tenant of each cloud by its flag alone: it gets a token by
// azidentity's default credential from the authority of that cloud for its scope, asks the service
// root of that cloud with it, and prints what it prints against the service in memory.
func TestProgramsAgainstTenants(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("programs trust the certificates that SSL_CERT_FILE names on other systems only")
	}
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", dir, "../../...").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	programs, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(programs) < 7 {
		t.Fatalf("built %s, %v", programs, err)
	}
	for _, program := range programs {
		if slices.Contains([]string{"report", "publish"}, filepath.Base(program)) {
			continue // they need files at another host, which clouds have and this test has not
		}
		for i, cloud := range graph.Clouds() {
			t.Run(filepath.Base(program)+"/"+cloud.Name, func(t *testing.T) {
				clouds, flags := []graph.Cloud{cloud}, []string{"-at", cloud.Name}
				if filepath.Base(program) == "clone" {
					clouds = append(clouds, graph.Clouds()[(i+1)%4])
					flags = []string{"-from", cloud.Name, "-to", clouds[1].Name}
				}
				against(t, program, clouds, flags)
			})
		}
	}
}

// arguments returns what a program needs beside its flags for a cloud.
func arguments(t *testing.T, program string) []string {
	if filepath.Base(program) == "fleet" {
		return []string{"-json", "-journal", filepath.Join(t.TempDir(), "journal"), "sync"}
	}
	return nil
}

func against(t *testing.T, program string, clouds []graph.Cloud, flags []string) {
	m := newMicrosoft(t)
	out, err := run(m.environment(t), program, append(flags, arguments(t, program)...)...)
	if strings.Contains(out, clientSecret) || strings.Contains(out, tokenPrefix) {
		t.Errorf("a secret is in %s", out)
	}
	if filepath.Base(program) == "availability" && clouds[0] == graph.China {
		if err == nil || !strings.Contains(out, "not available in") || len(m.requests) > 0 {
			t.Errorf("got %v after %s, %s; want that China lacks it, and no request", err, m.requests, out)
		}
		return
	}
	want, wantErr := run([]string{}, program, arguments(t, program)...)
	if err != nil || wantErr != nil || own(out) != own(want) {
		t.Errorf("got %v, %v, %s\nwant what it prints in memory: %s", err, wantErr, out, want)
	}
	for _, cloud := range clouds {
		token := fmt.Sprintf("POST %s/%s/oauth2/v2.0/token for %s", cloud.Authority, tenantID, cloud.Scope)
		isGraph := func(request string) bool {
			return strings.Contains(request, " "+cloud.Root+"/beta/deviceManagement") || strings.Contains(request, " "+cloud.Root+"/beta/$batch")
		}
		if !slices.Contains(m.requests, token) || !slices.ContainsFunc(m.requests, isGraph) {
			t.Errorf("got %s; want %s, and requests to %s", m.requests, token, cloud.Root)
		}
	}
	for _, request := range m.requests {
		isOwn := func(cloud graph.Cloud) bool {
			return strings.Contains(request, cloud.Root+"/") || strings.Contains(request, cloud.Authority+"/")
		}
		if !slices.ContainsFunc(clouds, isOwn) {
			t.Errorf("%s is of another cloud", request)
		}
	}
	if len(m.faults) > 0 {
		t.Error(m.faults)
	}
}

// run runs a program and returns what it prints.
func run(environment []string, program string, flags ...string) (string, error) {
	var out bytes.Buffer
	cmd := exec.Command(program, flags...)
	cmd.Env, cmd.Stdout, cmd.Stderr = environment, &out, &out
	err := cmd.Run()
	return out.String(), err
}

var printedByMemory = regexp.MustCompile(`(?m)^(POST|PUT|PATCH|DELETE) .*\n`)

// own returns what a program prints itself.
func own(out string) string { return printedByMemory.ReplaceAllString(out, "") }
