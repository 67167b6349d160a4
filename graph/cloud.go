package graph

import (
	"fmt"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
)

// A Cloud is a national cloud of Microsoft Graph: its service root, the authority that issues its
// tokens, and their scope. A token of one cloud is not valid in another.
//
// Source: https://learn.microsoft.com/graph/deployments
type Cloud struct {
	Name      string // "global", "usgovl4", "usgovl5", "china"
	Title     string // "US Government L4"
	Root      string // "https://graph.microsoft.us", without a version
	Authority string // "https://login.microsoftonline.us"
	Scope     string // "https://graph.microsoft.us/.default"
}

// The national clouds. Tenants of the US Government's GCC are in Global.
var (
	Global         = Cloud{"global", "Global service", "https://graph.microsoft.com", "https://login.microsoftonline.com", "https://graph.microsoft.com/.default"}
	USGovernmentL4 = Cloud{"usgovl4", "US Government L4 (GCC High)", "https://graph.microsoft.us", "https://login.microsoftonline.us", "https://graph.microsoft.us/.default"}
	USGovernmentL5 = Cloud{"usgovl5", "US Government L5 (DoD)", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us/.default"}
	China          = Cloud{"china", "China operated by 21Vianet", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default"}
)

// Clouds returns the four national clouds.
func Clouds() []Cloud { return []Cloud{Global, USGovernmentL4, USGovernmentL5, China} }

// CloudByName returns the cloud with a name, in upper or lower case. The error for an unknown name
// lists the known ones.
func CloudByName(name string) (Cloud, error) {
	var known []string
	for _, c := range Clouds() {
		if strings.EqualFold(c.Name, name) {
			return c, nil
		}
		known = append(known, c.Name)
	}
	return Cloud{}, fmt.Errorf("graph: %q is not the name of a cloud; use one of %s", name, strings.Join(known, ", "))
}

// Configuration returns the cloud as a configuration of azcore, to make a credential of azidentity
// for the same cloud.
func (c Cloud) Configuration() cloud.Configuration {
	return cloud.Configuration{
		ActiveDirectoryAuthorityHost: c.Authority,
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			"graph": {Audience: c.Root, Endpoint: c.Root},
		},
	}
}
